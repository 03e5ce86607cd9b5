//! Telling of contact with home: one conversation, a correction, a withdrawal, or a whole evening at once.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, send},
    visitor::{Caller, Id, Ids},
};
use app::{
    Problem,
    questions::{ContactSheet, Evening, WriteContact},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::ids::{ClassId, ContactId, PersonId};
use frontend::{
    parts::Typed,
    screens::{Again, Visit, contact_form, evening as evening_form},
};
use serde::Deserialize;

/// How a form is begun: with whom, and how.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    met: Option<String>,
    kanaal: Option<String>,
}

pub async fn form(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Query(begin): Query<Begin>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.entered(), WriteContact { student, contact: None }, None).await {
        Ok(sheet) => {
            let typed = contact_form::begin(visit, &sheet.answer, begin.met.as_deref(), begin.kanaal.as_deref());
            answer::form(StatusCode::OK, visit, contact_form::page(visit, &sheet.answer, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn record(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Fields(typed): Fields) -> Response {
    let (visit, signed_in) = (&caller.visit, &caller.signed_in);
    let (sent, done) = match contact_form::parse(student, &typed, &visit.now) {
        Ok(contact_form::Sent::Contact(command)) => (send(&web, signed_in, visit, &typed, Ok(command)).await, "gesprek"),
        Ok(contact_form::Sent::Attempt(command)) => (send(&web, signed_in, visit, &typed, Ok(command)).await, "poging"),
        Err(errors) => (super::forms::wrong(visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan={done}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            show_again(&web, &caller, student, None, again, |visit, sheet, typed, again| {
                contact_form::page(visit, sheet, typed, again)
            })
            .await
        }
    }
}

pub async fn correction(State(web): State<Web>, caller: Caller, Ids(student, contact): Ids<PersonId, ContactId>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.entered(), WriteContact { student, contact: Some(contact) }, None).await {
        Ok(sheet) => {
            let typed = contact_form::begin_correction(visit, &sheet.answer);
            answer::form(StatusCode::OK, visit, contact_form::correct_page(visit, &sheet.answer, contact, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn correct(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, contact): Ids<PersonId, ContactId>,
    Fields(typed): Fields,
) -> Response {
    let read = contact_form::parse_correction(student, contact, &typed, &caller.visit.now);
    match send(&web, &caller.signed_in, &caller.visit, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=verbeterd")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            show_again(&web, &caller, student, Some(contact), again, |visit, sheet, typed, again| {
                contact_form::correct_page(visit, sheet, contact, typed, again)
            })
            .await
        }
    }
}

pub async fn withdrawal(State(web): State<Web>, caller: Caller, Ids(student, contact): Ids<PersonId, ContactId>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.entered(), WriteContact { student, contact: Some(contact) }, None).await {
        Ok(sheet) => answer::form(
            StatusCode::OK,
            visit,
            contact_form::withdraw_page(visit, &sheet.answer, contact, &Typed::default(), None),
        ),
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, contact): Ids<PersonId, ContactId>,
    Fields(typed): Fields,
) -> Response {
    let read = contact_form::parse_withdrawal(student, contact, &typed);
    match send(&web, &caller.signed_in, &caller.visit, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=ingetrokken")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            show_again(&web, &caller, student, Some(contact), again, |visit, sheet, typed, again| {
                contact_form::withdraw_page(visit, sheet, contact, typed, again)
            })
            .await
        }
    }
}

/// The form again, over the student's people as they are by now.
async fn show_again(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    contact: Option<ContactId>,
    ShowAgain { status, typed, again }: ShowAgain,
    page: impl FnOnce(&Visit, &ContactSheet, &Typed, Option<Again>) -> String,
) -> Response {
    match web.app().ask(caller.entered(), WriteContact { student, contact }, None).await {
        Ok(sheet) => answer::form(status, &caller.visit, page(&caller.visit, &sheet.answer, &typed, again)),
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn evening(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>) -> Response {
    let typed = evening_form::begin(&caller.visit);
    evening_page(&web, &caller, class, ShowAgain { status: StatusCode::OK, typed, again: None }).await
}

pub async fn record_evening(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Fields(typed): Fields) -> Response {
    let read = evening_form::parse(class, &typed, &caller.visit.now);
    match send(&web, &caller.signed_in, &caller.visit, &typed, read).await {
        Sent::Done => answer::see(&format!("/mijn-klas?klas={class}&gedaan=avond")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => evening_page(&web, &caller, class, again).await,
    }
}

async fn evening_page(web: &Web, caller: &Caller, class: ClassId, shown: ShowAgain) -> Response {
    let ShowAgain { status, typed, again } = shown;
    let asked: Result<_, Problem> = web.app().ask(caller.entered(), Evening { class }, None).await;
    match asked {
        Ok(found) => answer::form(status, &caller.visit, evening_form::page(&caller.visit, &found.answer, &typed, again)),
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}
