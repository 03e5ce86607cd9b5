//! When a session has ended, whatever ended it, nothing of its pages stays in the browser: the phone may be shared.

use super::{Web, cookies};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// What a browser removes. The cookie is not among it: it is cleared by name, so that the chosen language stays.
pub const CLEAR: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));

/// Whether a request came with a session that no longer lives. Whoever looks it up says so.
#[derive(Clone, Debug, Default)]
pub struct SessionEnd(Arc<AtomicBool>);

impl SessionEnd {
    pub fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Has the browser forget a session that ended by itself or was ended elsewhere.
pub async fn forget_ended(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let ended = SessionEnd::default();
    request.extensions_mut().insert(ended.clone());
    let mut response = next.run(request).await;
    if ended.0.load(Ordering::Relaxed) {
        let headers = response.headers_mut();
        headers.insert(CLEAR.0, CLEAR.1);
        // Who has just signed in anew keeps the new session.
        let is_entering = headers.contains_key(header::SET_COOKIE);
        if !is_entering {
            headers.append(header::SET_COOKIE, cookies::clear_session(&web));
        }
    }
    response
}
