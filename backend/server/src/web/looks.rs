//! Who looks, and whether a person has the page before them. Machines look as well: a scanner asks for the head of a page, a
//! browser fetches what may be opened next. They are answered without reading or writing anything.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Answers what is no look of a person. A head says only that we are here; what might be opened later is not given yet.
pub async fn answer_machines(request: Request, next: Next) -> Response {
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    if *request.method() == Method::HEAD {
        let html = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
        return (no_store, html).into_response();
    }
    if is_prefetch(request.headers()) {
        return (StatusCode::NO_CONTENT, no_store).into_response();
    }
    next.run(request).await
}

fn is_prefetch(headers: &HeaderMap) -> bool {
    let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .into_iter()
        .map(says)
        .any(|purpose| ["prefetch", "prerender", "preview"].iter().any(|word| purpose.contains(word)))
}

/// Did somebody open this page in a window of their own accord? Only then it may be noted that it was before them. A browser
/// that does not say so is believed only when it sends a form.
pub fn is_opened_by_hand(method: &Method, headers: &HeaderMap) -> bool {
    let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_navigation = says("sec-fetch-dest") == "document" && ["same-origin", "none"].contains(&says("sec-fetch-site"));
    *method == Method::POST || (*method == Method::GET && is_navigation && !is_prefetch(headers))
}

#[cfg(test)]
mod specs {
    use super::*;
    use axum::http::HeaderName;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_what_somebody_opens_was_before_them() {
        let (page, ours) = (("sec-fetch-dest", "document"), ("sec-fetch-site", "same-origin"));
        let opened = |lines: &[_]| is_opened_by_hand(&Method::GET, &headers(lines));
        assert!(opened(&[page, ours]) && opened(&[page, ("sec-fetch-site", "none")]));
        assert!(is_opened_by_hand(&Method::POST, &headers(&[])));
        assert!(!is_opened_by_hand(&Method::HEAD, &headers(&[page, ours])));
        for other in [
            vec![],
            vec![page],
            vec![ours],
            vec![page, ("sec-fetch-site", "cross-site")],
            vec![ours, ("sec-fetch-dest", "iframe")],
            vec![ours, ("sec-fetch-dest", "empty")],
            vec![page, ours, ("sec-purpose", "prefetch;prerender")],
            vec![page, ours, ("x-moz", "prefetch")],
            vec![page, ours, ("purpose", "Prefetch")],
        ] {
            assert!(!opened(&other), "{other:?}");
        }
    }
}
