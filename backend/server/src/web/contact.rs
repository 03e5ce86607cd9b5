//! Contact with home: one conversation, a correction, a withdrawal, or a whole evening at once.

use super::{
    Web,
    answer::{PageResult, ProblemPage, page, see},
    caller::Caller,
    forms::{Fields, FormOutcome, FormState},
    path_ids::PathIds,
};
use app::questions::{ContactSheet, NotSpokenOn, WriteClassContacts, WriteContact};
use axum::{Router, extract::Query, routing::get};
use domain::ids::{ClassId, ContactId, PersonId};
use frontend::{
    addresses::{self, PageQuery, key, route},
    done::Done,
    screens::contact,
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::contact_new, get(new).post(record))
        .route(route::contact_correction, get(correction).post(correct))
        .route(route::contact_withdrawal, get(withdrawal).post(withdraw))
        .route(route::class_evening, get(evening).post(record_evening))
        .route(route::class_evening_missing, get(not_spoken))
}

/// The student's people as they are by now, with the contact that a form is about.
async fn sheet(caller: &Caller, student: PersonId, contact: Option<ContactId>) -> Result<ContactSheet, ProblemPage> {
    caller.ask(WriteContact { student, contact }).await
}

async fn new(caller: Caller, PathIds(student): PathIds<PersonId>, Query(query): Query<PageQuery>) -> PageResult {
    let sheet = sheet(&caller, student, None).await?;
    let typed = contact::record::begin(&caller.visit, &sheet, query.get(key::WITH), query.get(key::MEANS));
    let typed = contact::record::from_class(typed, query.class());
    FormState::begun(typed).show(&caller.visit, &sheet, contact::record::page)
}

async fn record(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    let read = contact::record::parse(student, &typed, &caller.visit.now);
    if let Ok(recorded) = &read {
        let sheet = sheet(&caller, student, None).await?;
        if contact::record::looks_double(recorded, &sheet, &typed) {
            let form = FormState::wrong(&caller.visit, &typed, contact::record::double());
            return form.show(&caller.visit, &sheet, contact::record::page);
        }
    }
    let outcome = match read {
        Ok(contact::record::Recorded::Contact(command)) => caller.carry_out(&typed, command, Done::ContactRecorded).await?,
        Ok(contact::record::Recorded::Attempt(command)) => caller.carry_out(&typed, command, Done::AttemptRecorded).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(contact::record::after(student, &typed).done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &sheet(&caller, student, None).await?, contact::record::page),
    }
}

async fn correction(caller: Caller, PathIds((student, contact)): PathIds<(PersonId, ContactId)>) -> PageResult {
    let sheet = sheet(&caller, student, Some(contact)).await?;
    let typed = contact::correct::begin(&caller.visit, &sheet);
    correct_page(&caller, &sheet, contact, FormState::begun(typed))
}

async fn correct(
    caller: Caller,
    PathIds((student, contact)): PathIds<(PersonId, ContactId)>,
    Fields(typed): Fields,
) -> PageResult {
    let read = contact::correct::parse(student, contact, &typed, &caller.visit.now);
    match caller.send(&typed, read, Done::ContactCorrected).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => correct_page(&caller, &sheet(&caller, student, Some(contact)).await?, contact, form),
    }
}

fn correct_page(caller: &Caller, sheet: &ContactSheet, contact: ContactId, form: FormState) -> PageResult {
    form.show(&caller.visit, sheet, |visit, sheet, typed, again| contact::correct::page(visit, sheet, contact, typed, again))
}

async fn withdrawal(caller: Caller, PathIds((student, contact)): PathIds<(PersonId, ContactId)>) -> PageResult {
    withdraw_page(&caller, student, contact, FormState::default()).await
}

async fn withdraw(
    caller: Caller,
    PathIds((student, contact)): PathIds<(PersonId, ContactId)>,
    Fields(typed): Fields,
) -> PageResult {
    let read = contact::withdraw::parse(student, contact, &typed);
    match caller.send(&typed, read, Done::ContactWithdrawn).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => withdraw_page(&caller, student, contact, form).await,
    }
}

async fn withdraw_page(caller: &Caller, student: PersonId, contact: ContactId, form: FormState) -> PageResult {
    let sheet = sheet(caller, student, Some(contact)).await?;
    form.show(&caller.visit, &sheet, |visit, sheet, typed, again| contact::withdraw::page(visit, sheet, contact, typed, again))
}

async fn evening(caller: Caller, PathIds(class): PathIds<ClassId>) -> PageResult {
    let typed = contact::evening::begin(&caller.visit);
    evening_page(&caller, class, FormState::begun(typed)).await
}

async fn record_evening(caller: Caller, PathIds(class): PathIds<ClassId>, Fields(typed): Fields) -> PageResult {
    let read = contact::evening::parse(class, &typed, &caller.visit.now);
    let on = read.as_ref().ok().and_then(|evening| evening.spoke.first()).map(|spoke| spoke.report.occurred.on);
    match caller.send(&typed, read, Done::EveningRecorded).await? {
        // Who was there is written down; who was not is what is left to do.
        FormOutcome::Done(done) => see(addresses::class_evening_missing(class).until(on).done(done)),
        FormOutcome::Again(form) => evening_page(&caller, class, form).await,
    }
}

async fn not_spoken(caller: Caller, PathIds(class): PathIds<ClassId>, Query(query): Query<PageQuery>) -> PageResult {
    let answered = caller.ask_now(NotSpokenOn { class, on: query.until() }).await?;
    page(contact::not_spoken::page(&caller.visit, &answered, query.done()))
}

async fn evening_page(caller: &Caller, class: ClassId, form: FormState) -> PageResult {
    form.show(&caller.visit, &caller.ask(WriteClassContacts { class }).await?, contact::evening::page)
}
