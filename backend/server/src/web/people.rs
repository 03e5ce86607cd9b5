//! Forms about people: how to reach them, their wishes, and who helps a student.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, send, wrong},
    home::Child,
    staff::Asked,
    visitor::{Caller, Id},
};
use app::{
    Problem,
    questions::{Details, Supporters},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{actor::Role, ids::PersonId};
use frontend::{
    parts::Typed,
    screens::{details_form, supporter_form},
};
use serde::Deserialize;

/// The student through whom staff came to a person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Through {
    leerling: String,
}

impl Through {
    fn student(&self) -> Option<PersonId> {
        self.leerling.parse().ok()
    }
}

fn begin() -> ShowAgain {
    ShowAgain { status: StatusCode::OK, typed: Typed::default(), again: None }
}

pub async fn details(
    State(web): State<Web>,
    caller: Caller,
    Id(person): Id<PersonId>,
    Query(through): Query<Through>,
    Query(asked): Query<Asked>,
) -> Response {
    details_page(&web, &caller, person, through.student(), begin(), asked.gedaan).await
}

pub async fn change_details(
    State(web): State<Web>,
    caller: Caller,
    Id(person): Id<PersonId>,
    Query(through): Query<Through>,
    Fields(typed): Fields,
) -> Response {
    let (signed_in, visit) = (&caller.signed_in, &caller.visit);
    let read = details_form::parse(person, &typed);
    let done = read.as_ref().map(details_form::Act::done).unwrap_or_default();
    let sent = match read {
        Ok(details_form::Act::Change(command)) => send(&web, signed_in, visit, &typed, Ok(command)).await,
        Ok(details_form::Act::Remove(command)) => send(&web, signed_in, visit, &typed, Ok(command)).await,
        Ok(details_form::Act::Fail(command)) => send(&web, signed_in, visit, &typed, Ok(command)).await,
        Ok(details_form::Act::Wish(command)) => send(&web, signed_in, visit, &typed, Ok(command)).await,
        Err(errors) => wrong(visit, &typed, errors),
    };
    let student = through.student();
    match sent {
        Sent::Done => {
            let student = student.map(|student| format!("&leerling={student}")).unwrap_or_default();
            answer::see(&format!("/personen/{person}/gegevens?gedaan={done}{student}"))
        }
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => details_page(&web, &caller, person, student, again, None).await,
    }
}

async fn details_page(
    web: &Web,
    caller: &Caller,
    person: PersonId,
    student: Option<PersonId>,
    shown: ShowAgain,
    done: Option<String>,
) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.entered(), Details { person }, None).await {
        Ok(found) => {
            let html = details_form::page(visit, &found.answer, student, &shown.typed, shown.again, done.as_deref());
            answer::form(shown.status, visit, html)
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

/// Whose own wishes these pages are about: a parent or supporter; nobody else has them here.
fn who_wishes(caller: &Caller) -> Option<PersonId> {
    caller.visit.me().filter(|_| matches!(caller.signed_in.role, Role::Parent | Role::Supporter))
}

pub async fn wishes(State(web): State<Web>, caller: Caller) -> Response {
    wishes_page(&web, &caller, begin()).await
}

pub async fn set_wishes(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    let Some(me) = who_wishes(&caller) else { return answer::not_theirs(&caller.visit) };
    let read = details_form::parse_wishes(me, &typed);
    match send(&web, &caller.signed_in, &caller.visit, &typed, read).await {
        Sent::Done => answer::see("/thuis/gelukt?wat=wensen"),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => wishes_page(&web, &caller, again).await,
    }
}

async fn wishes_page(web: &Web, caller: &Caller, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    let Some(person) = who_wishes(caller) else { return answer::not_theirs(visit) };
    match web.app().ask(caller.entered(), Details { person }, None).await {
        Ok(found) => {
            answer::form(shown.status, visit, details_form::wishes_page(visit, &found.answer, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn name_supporter(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>) -> Response {
    supporters_page(&web, &caller, student, begin()).await
}

pub async fn supporter_named(
    State(web): State<Web>,
    caller: Caller,
    Id(student): Id<PersonId>,
    Fields(typed): Fields,
) -> Response {
    supporters_sent(&web, &caller, student, typed, |done| format!("/leerlingen/{student}?gedaan={done}")).await
}

pub async fn name_supporter_at_home(State(web): State<Web>, caller: Caller, Query(child): Query<Child>) -> Response {
    match child_of(&web, &caller, &child).await {
        Ok(child) => supporters_page(&web, &caller, child, begin()).await,
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn supporter_named_at_home(
    State(web): State<Web>,
    caller: Caller,
    Query(child): Query<Child>,
    Fields(typed): Fields,
) -> Response {
    match child_of(&web, &caller, &child).await {
        Ok(child) => supporters_sent(&web, &caller, child, typed, |done| format!("/thuis/gelukt?wat={done}&kind={child}")).await,
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn name_own_supporter(State(web): State<Web>, caller: Caller) -> Response {
    match caller.visit.me() {
        Some(me) => supporters_page(&web, &caller, me, begin()).await,
        None => answer::problem(&caller.visit, Problem::NotFound),
    }
}

pub async fn own_supporter_named(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    match caller.visit.me() {
        Some(me) => supporters_sent(&web, &caller, me, typed, |done| format!("/mijn-lijn/gelukt?wat={done}")).await,
        None => answer::problem(&caller.visit, Problem::NotFound),
    }
}

/// The child that the address names, or the only one there is.
pub async fn child_of(web: &Web, caller: &Caller, child: &Child) -> Result<PersonId, Problem> {
    if let Some(child) = child.id() {
        return Ok(child);
    }
    web.app().children(caller.entered()).await?.first().copied().ok_or(Problem::NotFound)
}

async fn supporters_sent(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    typed: Typed,
    then: impl FnOnce(&str) -> String,
) -> Response {
    let (signed_in, visit) = (&caller.signed_in, &caller.visit);
    let read = supporter_form::parse(student, &typed);
    let done = read.as_ref().map(supporter_form::Act::done).unwrap_or_default();
    let sent = match read {
        Ok(supporter_form::Act::Name(command)) => send(web, signed_in, visit, &typed, Ok(command)).await,
        Ok(supporter_form::Act::End(command)) => send(web, signed_in, visit, &typed, Ok(command)).await,
        Err(errors) => wrong(visit, &typed, errors),
    };
    match sent {
        Sent::Done => answer::see(&then(done)),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => supporters_page(web, caller, student, again).await,
    }
}

async fn supporters_page(web: &Web, caller: &Caller, student: PersonId, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.entered(), Supporters { student }, None).await {
        Ok(found) => answer::form(shown.status, visit, supporter_form::page(visit, &found.answer, &shown.typed, shown.again)),
        Err(problem) => answer::problem(visit, problem),
    }
}
