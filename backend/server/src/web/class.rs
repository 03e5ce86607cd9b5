//! A class: its list, and what its mentor still has to do something about.

use super::{
    Web,
    answer::{self, PageResult, ProblemPage, page, see},
    caller::Caller,
    path_ids::PathIds,
};
use app::{
    Answered, Question,
    questions::{ClassList, OfMyClass, Overdue},
};
use axum::{Router, extract::Query, routing::get};
use domain::{actor::Role, ids::ClassId};
use frontend::{
    addresses::{self, PageQuery, route},
    screens::class,
};

pub fn routes() -> Router<Web> {
    Router::new().route(route::my_class, get(my_class)).route(route::class_overdue, get(overdue))
}

async fn my_class(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    match ask_class(&caller, &query, |class| ClassList { class }).await? {
        Some(answered) => page(class::my_class::page(&caller.visit, &answered, query.done())),
        // A career lead has no class of their own and comes from the school's list.
        None if caller.visit.role() == Some(Role::CareerLead) => see(addresses::school()),
        None => without_class(&caller),
    }
}

/// Asks about the class that the address names, or else about the mentor's own.
pub async fn ask_class<Q: Question>(
    caller: &Caller,
    query: &PageQuery,
    question: fn(ClassId) -> Q,
) -> Result<Option<Answered<Q::Answer>>, ProblemPage> {
    match query.class() {
        Some(class) => caller.ask_then(question(class)).await.map(Some),
        None => caller.ask_own_then(OfMyClass(question)).await,
    }
}

/// For a reader without a class: a mentor may get one.
pub fn without_class(caller: &Caller) -> PageResult {
    match caller.visit.role() {
        Some(Role::Mentor) => page(class::my_class::without_class(&caller.visit)),
        _ => Err(answer::not_for_role(&caller.visit)),
    }
}

async fn overdue(caller: Caller, PathIds(class): PathIds<ClassId>) -> PageResult {
    let answered = caller.ask_then(Overdue { class }).await?;
    page(class::overdue::page(&caller.visit, &answered))
}
