//! Who helps a student with what, and who steers: one page, for the student, a parent and the mentor.

use super::{
    Web,
    answer::{PageResult, see},
    caller::Caller,
    forms::{Fields, FormOutcome, FormState},
    path_ids::PathIds,
};
use app::questions::{HelpAsked, WhoHelps};
use axum::{
    Router,
    extract::Query,
    routing::{get, post},
};
use domain::ids::PersonId;
use frontend::{
    addresses::{self, Address, PageQuery, key, route},
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::support,
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::student_support, get(of_student).post(examine_by_staff))
        .route(route::student_steering, post(name_level_by_staff))
        .route(route::home_support, get(of_child).post(examine_at_home))
        .route(route::home_help_asked, get(asked).post(answer_help))
        .route(route::own_support, get(own).post(examine_own))
        .route(route::own_steering, post(name_own_level))
}

async fn of_student(caller: Caller, PathIds(student): PathIds<PersonId>, Query(query): Query<PageQuery>) -> PageResult {
    support_page(&caller, student, &query).await
}

async fn examine_by_staff(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    examine(&caller, student, &typed, addresses::student(student).done(Done::SupportExamined)).await
}

async fn name_level_by_staff(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    name_level(&caller, student, &typed, addresses::student(student).done(Done::LevelNamed)).await
}

async fn of_child(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    support_page(&caller, caller.child(&query).await?, &query).await
}

async fn examine_at_home(caller: Caller, Query(query): Query<PageQuery>, Fields(typed): Fields) -> PageResult {
    let child = caller.child(&query).await?;
    let then = addresses::home_done().what(DoneAtHome::SupportExamined).of_child(child);
    examine(&caller, child, &typed, then).await
}

async fn asked(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let child = caller.child(&query).await?;
    let page = caller.ask(HelpAsked { student: child }).await?;
    FormState::default().show(&caller.visit, &page, support::asked::page)
}

async fn answer_help(caller: Caller, Query(query): Query<PageQuery>, Fields(typed): Fields) -> PageResult {
    let child = caller.child(&query).await?;
    match caller.send(&typed, support::asked::parse(child, &typed), DoneAtHome::HelpAnswered).await? {
        FormOutcome::Done(done) => see(addresses::home_done().what(done).of_child(child)),
        FormOutcome::Again(form) => {
            form.show(&caller.visit, &caller.ask(HelpAsked { student: child }).await?, support::asked::page)
        }
    }
}

async fn own(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    support_page(&caller, caller.me()?, &query).await
}

async fn examine_own(caller: Caller, Fields(typed): Fields) -> PageResult {
    examine(&caller, caller.me()?, &typed, addresses::own_support().done(Done::SupportExamined)).await
}

async fn name_own_level(caller: Caller, Fields(typed): Fields) -> PageResult {
    name_level(&caller, caller.me()?, &typed, addresses::own_support().done(Done::LevelNamed)).await
}

async fn support_page(caller: &Caller, student: PersonId, query: &PageQuery) -> PageResult {
    let page = caller.ask(WhoHelps { student }).await?;
    let typed = support::examine::begin(&page, query.get(key::PART).unwrap_or_default());
    FormState::begun(typed).show(&caller.visit, &page, support::examine::page)
}

async fn examine(caller: &Caller, student: PersonId, typed: &Typed, then: Address) -> PageResult {
    let outcome = caller.send(typed, support::examine::parse(student, typed), then).await?;
    after(caller, student, outcome).await
}

async fn name_level(caller: &Caller, student: PersonId, typed: &Typed, then: Address) -> PageResult {
    let outcome = caller.send(typed, support::examine::parse_level(student, typed), then).await?;
    after(caller, student, outcome).await
}

async fn after(caller: &Caller, student: PersonId, outcome: FormOutcome<Address>) -> PageResult {
    match outcome {
        FormOutcome::Done(then) => see(then),
        FormOutcome::Again(form) => form.show(&caller.visit, &caller.ask(WhoHelps { student }).await?, support::examine::page),
    }
}
