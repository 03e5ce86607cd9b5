//! The pages of parents and supporters, and what comes after an action at home.

use super::{
    Web,
    answer::{PageResult, page},
    caller::Caller,
};
use app::{
    Problem,
    questions::{HomeOf, HomePart, ToDo, arriving},
};
use axum::{Router, extract::Query, routing::get};
use domain::{actor::Role, ids::PersonId, message::OpenMessage, views::Entry};
use frontend::{
    addresses::{self, Address, PageQuery, route},
    done::DoneAtHome,
    screens::home,
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::home, get(home))
        .route(route::home_messages, get(messages))
        .route(route::home_assignments, get(assignments))
        .route(route::home_agreements, get(agreements))
        .route(route::home_done, get(done))
        .route(route::own_done, get(done))
}

async fn home(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    home_page(&caller, &query, None).await
}

async fn messages(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    home_page(&caller, &query, Some(HomePart::Messages)).await
}

async fn assignments(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    home_page(&caller, &query, Some(HomePart::Assignments)).await
}

async fn agreements(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    home_page(&caller, &query, Some(HomePart::Agreements)).await
}

async fn home_page(caller: &Caller, query: &PageQuery, part: Option<HomePart>) -> PageResult {
    let (visit, before) = (&caller.visit, query.before());
    let Some(answered) = caller.ask_own(HomeOf { child: query.child(), part, before }).await? else {
        return match visit.role() {
            Some(Role::Parent | Role::Supporter) => page(home::child::without_child(visit)),
            _ => Err(caller.problem(Problem::NotFound)),
        };
    };
    // What is shown whole has arrived: on the line, and as the one thing to do now.
    let found = &answered.answer;
    let card = found.to_do.first().and_then(ToDo::message);
    deliver(caller, found.child, found.timeline.entries.iter().chain(card)).await;
    page(home::child::page(visit, &answered, before))
}

/// Notes that what these entries say has arrived, because this reader has just been shown it.
pub async fn deliver<'a>(caller: &Caller, student: PersonId, shown: impl IntoIterator<Item = &'a Entry>) {
    for message in arriving(shown, caller.visit.me()) {
        caller.note(OpenMessage { message, student }).await;
    }
}

/// Where to go after something was done at home or by the student: a whole page that says so, and who will read it.
pub fn done_at_home(caller: &Caller, student: PersonId, done: DoneAtHome) -> Address {
    match caller.visit.role() {
        Some(Role::Student) => addresses::own_done().what(done),
        _ => addresses::home_done().what(done).of_child(student),
    }
}

async fn done(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let done = query.what().filter(|done| caller.visit.role().is_some_and(|role| done.is_done_by(role)));
    let done = done.ok_or_else(|| caller.problem(Problem::NotFound))?;
    page(home::done::page(&caller.visit, done, query.child()))
}
