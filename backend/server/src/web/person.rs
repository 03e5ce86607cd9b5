//! Forms about people: how to reach them, their wishes, and who helps a student.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, begun, carry_out, form_over, send, wrong},
    home::{Child, child_of},
    staff::Asked,
    visitor::{self, Caller, Id},
};
use app::{
    Problem,
    questions::{PersonDetails, Supporters},
};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{actor::Role, ids::PersonId};
use frontend::{
    parts::Typed,
    screens::person::{details as details_form, supporter as supporter_form},
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

pub async fn details(
    State(web): State<Web>,
    caller: Caller,
    Id(person): Id<PersonId>,
    Query(through): Query<Through>,
    Query(asked): Query<Asked>,
) -> Response {
    details_page(&web, &caller, person, through.student(), begun(Typed::default()), asked.gedaan).await
}

pub async fn change_details(
    State(web): State<Web>,
    caller: Caller,
    Id(person): Id<PersonId>,
    Query(through): Query<Through>,
    Fields(typed): Fields,
) -> Response {
    let read = details_form::parse(person, &typed);
    let done = read.as_ref().map(details_form::Act::done).unwrap_or_default();
    let sent = match read {
        Ok(details_form::Act::Change(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(details_form::Act::Remove(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(details_form::Act::Fail(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(details_form::Act::Wish(command)) => carry_out(&web, &caller, &typed, command).await,
        Err(errors) => wrong(&caller.visit, &typed, errors),
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
    let asked = web.app().ask(caller.principal(), PersonDetails { person }, None).await.map(|found| found.answer);
    form_over(&caller.visit, asked, shown, |visit, found, typed, again| {
        details_form::page(visit, found, student, typed, again, done.as_deref())
    })
}

/// Whose own wishes these pages are about: a parent or supporter; nobody else has them here.
fn who_wishes(caller: &Caller) -> Option<PersonId> {
    caller.visit.me().filter(|_| matches!(caller.signed_in.role, Role::Parent | Role::Supporter))
}

pub async fn wishes(State(web): State<Web>, caller: Caller) -> Response {
    wishes_page(&web, &caller, begun(Typed::default())).await
}

pub async fn set_wishes(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    let Some(me) = who_wishes(&caller) else { return answer::not_theirs(&caller.visit) };
    let read = details_form::parse_wishes(me, &typed);
    match send(&web, &caller, &typed, read).await {
        // From now on her pages are as she wishes, also where another language was chosen before.
        Sent::Done => {
            answer::forget_own(caller.signed_in.session);
            ([(header::SET_COOKIE, visitor::clear_language(&web))], answer::see("/thuis/gelukt?wat=wensen")).into_response()
        }
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => wishes_page(&web, &caller, again).await,
    }
}

async fn wishes_page(web: &Web, caller: &Caller, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    let Some(person) = who_wishes(caller) else { return answer::not_theirs(visit) };
    let asked = web.app().ask(caller.principal(), PersonDetails { person }, None).await.map(|found| found.answer);
    form_over(visit, asked, shown, details_form::wishes_page)
}

pub async fn name_supporter(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>) -> Response {
    supporters_page(&web, &caller, student, begun(Typed::default())).await
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
        Ok(child) => supporters_page(&web, &caller, child, begun(Typed::default())).await,
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
        Some(me) => supporters_page(&web, &caller, me, begun(Typed::default())).await,
        None => answer::problem(&caller.visit, Problem::NotFound),
    }
}

pub async fn own_supporter_named(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    match caller.visit.me() {
        Some(me) => supporters_sent(&web, &caller, me, typed, |done| format!("/mijn-lijn/gelukt?wat={done}")).await,
        None => answer::problem(&caller.visit, Problem::NotFound),
    }
}

async fn supporters_sent(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    typed: Typed,
    then: impl FnOnce(&str) -> String,
) -> Response {
    let read = supporter_form::parse(student, &typed);
    let done = read.as_ref().map(supporter_form::Act::done).unwrap_or_default();
    let sent = match read {
        Ok(supporter_form::Act::Name(command)) => carry_out(web, caller, &typed, command).await,
        Ok(supporter_form::Act::End(command)) => carry_out(web, caller, &typed, command).await,
        Err(errors) => wrong(&caller.visit, &typed, errors),
    };
    match sent {
        Sent::Done => answer::see(&then(done)),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => supporters_page(web, caller, student, again).await,
    }
}

async fn supporters_page(web: &Web, caller: &Caller, student: PersonId, shown: ShowAgain) -> Response {
    let asked = web.app().ask(caller.principal(), Supporters { student }, None).await.map(|found| found.answer);
    form_over(&caller.visit, asked, shown, supporter_form::page)
}
