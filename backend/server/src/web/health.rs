//! For a monitor: is the program alive, and can it serve?

use super::Web;
use axum::{Router, extract::State, http::StatusCode, routing::get};
use domain::ids::SchoolId;
use frontend::addresses::route;
use store::{Store, StoreError, UnknownEvent};

pub fn router() -> Router<Web> {
    Router::new().route(route::alive, get(async || "ok\n")).route(route::ready, get(readyz))
}

/// Ready when the database answers and is of this program's version. A school with an alarm, or with events that this program does not
/// know, is named and takes no node out: all nodes have it, and the other schools are served.
async fn readyz(State(web): State<Web>) -> (StatusCode, String) {
    let store = web.app().store();
    if store.check_version().await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "not ready\n".into());
    }
    let stopped = standing_still(store).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "not every log could be looked at");
        "not every log could be looked at\n".into()
    });
    (StatusCode::OK, format!("ready\n{}{stopped}", web.alarms()))
}

/// A line for each school whose views stopped.
async fn standing_still(store: &Store) -> Result<String, StoreError> {
    let unknown = store.unknown_events().await?;
    if unknown.is_empty() {
        return Ok(String::new());
    }
    let schools = store.schools().await?;
    let line = |(school, event): (&SchoolId, &UnknownEvent)| {
        let slug = schools.iter().find(|entry| entry.id == *school).map(|entry| entry.slug.as_str());
        let (name, pos) = (slug.unwrap_or("a school that is gone"), event.pos.0);
        let (type_name, version) = (&event.type_name, event.schema_ver);
        format!(
            "{name}: event {pos} ({type_name}, version {version}) is unknown to this program, so what comes after it is not shown\n"
        )
    };
    Ok(unknown.iter().map(line).collect())
}
