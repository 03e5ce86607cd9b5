//! The auditor's pages: how contact evolved, and the events behind each number.

use super::{Web, answer, visitor::Caller};
use app::Problem;
use axum::{
    extract::{Query, State},
    response::Response,
};
use frontend::screens::audit::{address::Asked, events as events_behind, evolution as screen};

pub async fn evolution(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    let Some(question) = asked.evolution() else { return answer::problem(visit, Problem::NotFound) };
    match web.app().ask(caller.principal(), question, asked.day()).await {
        Ok(answered) => answer::ok(visit, screen::page(visit, &answered)),
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn events(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    let Some(question) = asked.events() else { return answer::problem(visit, Problem::NotFound) };
    match web.app().ask(caller.principal(), question, asked.day()).await {
        Ok(answered) => answer::ok(visit, events_behind::page(visit, &answered)),
        Err(problem) => answer::problem(visit, problem),
    }
}
