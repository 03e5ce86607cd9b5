//! The school's classes, for career leads, school admins and mentors.

use super::{
    Web,
    answer::{PageResult, page},
    caller::Caller,
};
use app::questions::SchoolOverview;
use axum::{Router, routing::get};
use frontend::{addresses::route, screens::school};

pub fn routes() -> Router<Web> {
    Router::new().route(route::school, get(school))
}

async fn school(caller: Caller) -> PageResult {
    let answered = caller.ask_then(SchoolOverview).await?;
    page(school::classes::page(&caller.visit, &answered))
}
