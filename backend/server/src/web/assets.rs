//! What the browser gets besides pages: one stylesheet and the islands. Names carry a hash of their content, so a browser
//! may keep the files for ever.

use anyhow::{Context, Result};
use axum::{
    Router,
    http::{HeaderValue, Response, StatusCode, header},
};
use frontend::{addresses::ASSETS, shell::Assets};
use std::path::Path;
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// Reads the names from the manifest that the build wrote.
pub fn read(site: &Path) -> Result<Assets> {
    let path = site.join("pkg/manifest.json");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}; `cargo xtask web` makes it, --site says where it is", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not the manifest that `cargo xtask web` makes", path.display()))
}

/// Only a file that was found is kept for ever: one that is missing here may be there on a node of the next version.
fn cache_control<B>(response: &Response<B>) -> Option<HeaderValue> {
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    Some(HeaderValue::from_static(if is_there { "public, max-age=31536000, immutable" } else { "no-store" }))
}

pub fn router<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let files = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    let headers = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, cache_control))
        .layer(SetResponseHeaderLayer::overriding(header::VARY, HeaderValue::from_static("accept-encoding")));
    Router::new().nest_service(ASSETS, headers.service(files))
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn only_what_is_there_is_kept_for_ever() {
        let kept = |status| {
            let mut response = Response::new(());
            *response.status_mut() = status;
            cache_control(&response).is_some_and(|value| value.to_str().unwrap().contains("immutable"))
        };
        let there = [StatusCode::OK, StatusCode::PARTIAL_CONTENT, StatusCode::NOT_MODIFIED];
        assert!(there.into_iter().all(kept) && ![StatusCode::NOT_FOUND, StatusCode::INTERNAL_SERVER_ERROR].into_iter().any(kept));
    }
}
