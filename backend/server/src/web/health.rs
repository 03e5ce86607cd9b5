//! For a monitor: is the program alive, and can it serve?

use super::Web;
use axum::{Router, extract::State, http::StatusCode, routing::get};
use frontend::addresses::route;

pub fn router() -> Router<Web> {
    Router::new().route(route::alive, get(async || "ok\n")).route(route::ready, get(readyz))
}

/// Ready when the database answers and is of this program's version. A school with an alarm is named and takes no node out,
/// because all nodes have it.
async fn readyz(State(web): State<Web>) -> (StatusCode, String) {
    match web.app().store().check_version().await {
        Ok(()) => (StatusCode::OK, format!("ready\n{}", web.alarms())),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n".into()),
    }
}
