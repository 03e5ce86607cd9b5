//! Telling of contact with home: one conversation, a correction, a withdrawal, or a whole evening at once.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, begun, carry_out, form_over, send, wrong},
    visitor::{Caller, Id, Ids},
};
use app::{
    Problem,
    questions::{ContactSheet, WriteClassContacts, WriteContact},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::ids::{ClassId, ContactId, PersonId};
use frontend::{
    parts::Typed,
    screens::contact::{evening as evening_form, record as contact_form},
};
use serde::Deserialize;

/// How a form is begun: with whom, and how.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    met: Option<String>,
    kanaal: Option<String>,
}

/// The student's people as they are by now, with the contact that a form is about.
async fn sheet(web: &Web, caller: &Caller, student: PersonId, contact: Option<ContactId>) -> Result<ContactSheet, Problem> {
    web.app().ask(caller.principal(), WriteContact { student, contact }, None).await.map(|found| found.answer)
}

pub async fn form(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Query(begin): Query<Begin>) -> Response {
    let visit = &caller.visit;
    match sheet(&web, &caller, student, None).await {
        Ok(sheet) => {
            let typed = contact_form::begin(visit, &sheet, begin.met.as_deref(), begin.kanaal.as_deref());
            answer::form(StatusCode::OK, visit, contact_form::page(visit, &sheet, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn record(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Fields(typed): Fields) -> Response {
    let (sent, done) = match contact_form::parse(student, &typed, &caller.visit.now) {
        Ok(contact_form::Sent::Contact(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek"),
        Ok(contact_form::Sent::Attempt(command)) => (carry_out(&web, &caller, &typed, command).await, "poging"),
        Err(errors) => (wrong(&caller.visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan={done}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => form_over(&caller.visit, sheet(&web, &caller, student, None).await, again, contact_form::page),
    }
}

pub async fn correction(State(web): State<Web>, caller: Caller, Ids(student, contact): Ids<PersonId, ContactId>) -> Response {
    let visit = &caller.visit;
    match sheet(&web, &caller, student, Some(contact)).await {
        Ok(sheet) => {
            let typed = contact_form::begin_correction(visit, &sheet);
            answer::form(StatusCode::OK, visit, contact_form::correct_page(visit, &sheet, contact, &typed, None))
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
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=verbeterd")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let asked = sheet(&web, &caller, student, Some(contact)).await;
            form_over(&caller.visit, asked, again, |visit, sheet, typed, again| {
                contact_form::correct_page(visit, sheet, contact, typed, again)
            })
        }
    }
}

pub async fn withdrawal(State(web): State<Web>, caller: Caller, Ids(student, contact): Ids<PersonId, ContactId>) -> Response {
    withdraw_page(&web, &caller, student, contact, begun(Typed::default())).await
}

pub async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, contact): Ids<PersonId, ContactId>,
    Fields(typed): Fields,
) -> Response {
    let read = contact_form::parse_withdrawal(student, contact, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=ingetrokken")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => withdraw_page(&web, &caller, student, contact, again).await,
    }
}

async fn withdraw_page(web: &Web, caller: &Caller, student: PersonId, contact: ContactId, shown: ShowAgain) -> Response {
    let asked = sheet(web, caller, student, Some(contact)).await;
    form_over(&caller.visit, asked, shown, |visit, sheet, typed, again| {
        contact_form::withdraw_page(visit, sheet, contact, typed, again)
    })
}

pub async fn evening(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>) -> Response {
    let typed = evening_form::begin(&caller.visit);
    evening_page(&web, &caller, class, begun(typed)).await
}

pub async fn record_evening(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Fields(typed): Fields) -> Response {
    let read = evening_form::parse(class, &typed, &caller.visit.now);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/mijn-klas?klas={class}&gedaan=avond")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => evening_page(&web, &caller, class, again).await,
    }
}

async fn evening_page(web: &Web, caller: &Caller, class: ClassId, shown: ShowAgain) -> Response {
    let asked = web.app().ask(caller.principal(), WriteClassContacts { class }, None).await.map(|found| found.answer);
    form_over(&caller.visit, asked, shown, evening_form::page)
}
