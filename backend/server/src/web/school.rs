//! The school's classes, for career leads, school admins and mentors.

use super::{
    Web,
    answer::{PageResult, page},
    caller::Caller,
};
use app::questions::SchoolOverview;
use axum::{Router, extract::Query, routing::get};
use frontend::{
    addresses::{PageQuery, route},
    screens::school,
};

pub fn routes() -> Router<Web> {
    Router::new().route(route::school, get(school))
}

async fn school(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let answered = caller.ask_as_of(SchoolOverview, query.day()).await?;
    page(school::classes::page(&caller.visit, &answered))
}
