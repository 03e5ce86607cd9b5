//! Agreements: making, answering, adjusting, stopping.

use super::{
    Web,
    answer::{PageResult, ProblemPage, see},
    caller::Caller,
    forms::{Fields, FormOutcome, FormState},
    home::done_at_home,
    path_ids::PathIds,
    timeline_entry::{entry_at_home, entry_of},
};
use app::questions::{AgreementSheet, OneEntryPage, WriteAgreement};
use axum::{Router, extract::Query, routing::get};
use domain::{
    ids::{AgreementId, PersonId, Tag},
    policy::deeds,
};
use frontend::{
    addresses::{self, PageQuery, route},
    done::{Done, DoneAtHome},
    screens::agreement,
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::agreement_new, get(new).post(make))
        .route(route::agreement, get(one).post(do_part))
        .route(route::agreement_adjustment, get(adjustment).post(adjust))
        .route(route::agreement_end, get(end).post(stop))
        .route(route::home_agreement, get(at_home).post(reply))
        .route(route::own_agreement, get(at_home).post(reply))
}

/// What is needed to make an agreement, or to adjust this one, as it stands by now.
async fn sheet(caller: &Caller, student: PersonId, agreement: Option<AgreementId>) -> Result<AgreementSheet, ProblemPage> {
    caller.ask(WriteAgreement { student, agreement: agreement.map(Tag::agreement) }).await
}

async fn new(caller: Caller, PathIds(student): PathIds<PersonId>) -> PageResult {
    let sheet = sheet(&caller, student, None).await?;
    let typed = agreement::make::begin(&caller.visit, &sheet);
    FormState::begun(typed).show(&caller.visit, &sheet, agreement::make::page)
}

async fn make(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    let read = agreement::make::parse(student, &typed, &caller.visit.now);
    match caller.send(&typed, read, Done::AgreementMade).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &sheet(&caller, student, None).await?, agreement::make::page),
    }
}

async fn agreement_of(caller: &Caller, student: PersonId, id: AgreementId) -> Result<OneEntryPage, ProblemPage> {
    entry_of::<deeds::ReadStudent>(caller, student, Tag::agreement(id), agreement::one::is_agreement).await
}

async fn one(
    caller: Caller,
    PathIds((student, id)): PathIds<(PersonId, AgreementId)>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    one_page(&caller, student, id, FormState::default(), query.done()).await
}

async fn do_part(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AgreementId)>, Fields(typed): Fields) -> PageResult {
    let read = agreement::one::parse(student, id, &typed);
    match caller.send(&typed, read, Done::PartDone).await? {
        FormOutcome::Done(done) => see(addresses::agreement(student, id).done(done)),
        FormOutcome::Again(form) => one_page(&caller, student, id, form, None).await,
    }
}

async fn one_page(caller: &Caller, student: PersonId, id: AgreementId, form: FormState, done: Option<Done>) -> PageResult {
    let agreement = agreement_of(caller, student, id).await?;
    form.show(&caller.visit, &agreement, |visit, agreement, typed, again| {
        agreement::one::page(visit, agreement, typed, again, done)
    })
}

async fn adjustment(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AgreementId)>) -> PageResult {
    let sheet = sheet(&caller, student, Some(id)).await?;
    let typed = agreement::adjust::begin(&sheet);
    adjust_page(&caller, &sheet, id, FormState::begun(typed))
}

async fn adjust(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AgreementId)>, Fields(typed): Fields) -> PageResult {
    let before = sheet(&caller, student, Some(id)).await?;
    let parts = agreement::adjust::parts_of(&before);
    let read = agreement::adjust::parse(student, id, &typed, parts, &caller.visit.now);
    match caller.send(&typed, read, Done::AgreementAdjusted).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => adjust_page(&caller, &sheet(&caller, student, Some(id)).await?, id, form),
    }
}

fn adjust_page(caller: &Caller, sheet: &AgreementSheet, id: AgreementId, form: FormState) -> PageResult {
    form.show(&caller.visit, sheet, |visit, sheet, typed, again| agreement::adjust::page(visit, sheet, id, typed, again))
}

async fn end(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AgreementId)>) -> PageResult {
    let agreement = agreement_of(&caller, student, id).await?;
    FormState::default().show(&caller.visit, &agreement, agreement::stop::page)
}

async fn stop(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AgreementId)>, Fields(typed): Fields) -> PageResult {
    use agreement::stop::AgreementEnd;
    let outcome = match agreement::stop::parse(student, id, &typed) {
        Ok(AgreementEnd::Cancel(command)) => caller.carry_out(&typed, command, Done::AgreementStopped).await?,
        Ok(AgreementEnd::Lapse(command)) => caller.carry_out(&typed, command, Done::AgreementStopped).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &agreement_of(&caller, student, id).await?, agreement::stop::page),
    }
}

// At home.

async fn home_agreement(caller: &Caller, query: &PageQuery, id: AgreementId) -> Result<OneEntryPage, ProblemPage> {
    entry_at_home(caller, query, Tag::agreement(id), agreement::one::is_agreement).await
}

async fn at_home(caller: Caller, PathIds(id): PathIds<AgreementId>, Query(query): Query<PageQuery>) -> PageResult {
    let agreement = home_agreement(&caller, &query, id).await?;
    FormState::default().show(&caller.visit, &agreement, agreement::at_home::page)
}

async fn reply(
    caller: Caller,
    PathIds(id): PathIds<AgreementId>,
    Query(query): Query<PageQuery>,
    Fields(typed): Fields,
) -> PageResult {
    use agreement::at_home::AgreementReply;
    let agreement = home_agreement(&caller, &query, id).await?;
    let outcome = match agreement::at_home::parse(agreement.student, id, &typed) {
        Ok(AgreementReply::Yes(command)) => caller.carry_out(&typed, command, DoneAtHome::AgreementAccepted).await?,
        Ok(AgreementReply::Otherwise(command)) => caller.carry_out(&typed, command, DoneAtHome::AgreementDisputed).await?,
        Ok(AgreementReply::Done(command)) => caller.carry_out(&typed, command, DoneAtHome::PartDone).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(done_at_home(&caller, agreement.student, done)),
        // As it stands by now: who was overtaken answers to what it has become.
        FormOutcome::Again(form) => {
            form.show(&caller.visit, &home_agreement(&caller, &query, id).await?, agreement::at_home::page)
        }
    }
}
