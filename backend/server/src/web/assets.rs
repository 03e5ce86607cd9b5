//! What the browser gets besides pages: one stylesheet and the islands. Names carry a hash of their content, so a browser
//! may keep them for ever.

use anyhow::{Context, Result};
use axum::{
    Router,
    http::{HeaderValue, header},
};
use frontend::shell::Assets;
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

pub fn router<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let files = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    let headers = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ))
        .layer(SetResponseHeaderLayer::overriding(header::VARY, HeaderValue::from_static("accept-encoding")));
    Router::new().nest_service("/pkg", headers.service(files))
}
