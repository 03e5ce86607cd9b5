//! The auditor's pages: how contact evolved, and the events behind each number.

use super::{
    Web,
    answer::{PageResult, page},
    caller::Caller,
};
use app::{
    Problem,
    questions::{EventsBehind, Evolution},
};
use axum::{Router, extract::Query, routing::get};
use frontend::{
    addresses::{PageQuery, route},
    screens::audit,
};

pub fn routes() -> Router<Web> {
    Router::new().route(route::evolution, get(evolution)).route(route::evolution_events, get(events))
}

async fn evolution(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let scope = query.scope().ok_or_else(|| caller.problem(Problem::NotFound))?;
    let beside = query.day_beside(caller.visit.now.today);
    let answered = caller.ask_then(Evolution { scope, beside: beside.past() }).await?;
    page(audit::evolution::page(&caller.visit, &answered, beside))
}

async fn events(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let question = events_behind(&query).ok_or_else(|| caller.problem(Problem::NotFound))?;
    let answered = caller.ask_then(question).await?;
    page(audit::events::page(&caller.visit, &answered))
}

/// Nothing when the address asks for a class or a number that cannot be there.
fn events_behind(query: &PageQuery) -> Option<EventsBehind> {
    Some(EventsBehind { scope: query.scope()?, figure: query.figure()?, on: query.until(), from: query.from_position() })
}
