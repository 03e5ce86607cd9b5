//! Only our own pages may change something. Every request that changes something says where it comes from: in `Sec-Fetch-Site`
//! or, from older browsers, in `Origin`. A request that says neither is refused, because a cookie alone signs people in.

use super::{Web, answer, visitor::visit_without_handler};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use frontend::{addresses::route, screens::problem};

pub async fn check(State(web): State<Web>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || is_ours(request.headers(), web.public_host()) {
        return next.run(request).await;
    }
    let visit = visit_without_handler(&web, request.headers(), route::start);
    answer::html(StatusCode::FORBIDDEN, problem::foreign_page(&visit))
}

fn is_ours(headers: &HeaderMap, public_host: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return false };
    let Some((_, from)) = origin.split_once("://") else { return false };
    let to = public_host.or_else(|| text(header::HOST.as_str()));
    to.is_some_and(|to| from.eq_ignore_ascii_case(to))
}

#[cfg(test)]
mod specs {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_may_post() {
        let host = ("host", "keukentafel.example");
        assert!(is_ours(&headers(&[host, ("sec-fetch-site", "same-origin")]), None));
        assert!(is_ours(&headers(&[host, ("origin", "https://keukentafel.example")]), None));
        assert!(is_ours(
            &headers(&[("host", "10.0.0.1"), ("origin", "https://keukentafel.example")]),
            Some("keukentafel.example")
        ));
        for others in [
            vec![host],
            vec![host, ("origin", "null")],
            vec![host, ("origin", "https://elsewhere.example")],
            vec![host, ("origin", "https://sub.keukentafel.example")],
            vec![host, ("sec-fetch-site", "cross-site")],
            vec![host, ("sec-fetch-site", "same-site"), ("origin", "https://keukentafel.example")],
            vec![host, ("sec-fetch-site", "none")],
        ] {
            assert!(!is_ours(&headers(&others), None), "{others:?}");
        }
    }
}
