//! How much may come in and how long it may take, asked once for every address; and the answer to whoever goes beyond it, in
//! words.

use super::{Web, answer, connections::UnderWay, visitor::visit_without_handler};
use app::Problem;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use frontend::{addresses::route, parts::Typed, screens::problem};
use std::time::Duration;
use tokio::time::timeout;

/// A form about a whole class with every field filled in stays far below these.
const FORM_BYTES_MAX: usize = 256 * 1024;
const FIELDS_MAX: usize = 2_000;
const VALUE_BYTES_MAX: usize = 64 * 1024;
/// How long a form may take to come in. A phone with a bad connection sends a few kilobytes well within it.
const FORM_TIME: Duration = Duration::from_secs(10);

/// Takes in the whole of a form before anything is done with it: half a form holds nothing up, and who is done sending is
/// answered, also when we are asked to stop.
pub async fn take_in(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let bytes = if matches!(parts.method, Method::GET | Method::HEAD) { Ok(Bytes::new()) } else { whole(body).await };
    let typed = bytes.and_then(|bytes| fields(&parts.headers, &bytes));
    let under_way = parts.extensions.get::<UnderWay>().cloned().unwrap_or_default();
    match typed {
        Ok(typed) => {
            let _answering = under_way.answering();
            parts.extensions.insert(typed.clone());
            let mut response = next.run(Request::from_parts(parts, Body::empty())).await;
            // For `in_words`, when no handler gave a page.
            response.extensions_mut().insert(typed);
            response
        }
        Err(status) => status.into_response(),
    }
}

async fn whole(body: Body) -> Result<Bytes, StatusCode> {
    match timeout(FORM_TIME, to_bytes(body, FORM_BYTES_MAX)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_large(&error) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

fn is_too_large(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.to_string().contains("length limit"))
}

/// The fields of a form, in their order. Anything else than a form is not read.
fn fields(headers: &HeaderMap, bytes: &[u8]) -> Result<Typed, StatusCode> {
    if bytes.is_empty() {
        return Ok(Typed::default());
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let values: Vec<(String, String)> = form_urlencoded::parse(bytes).into_owned().take(FIELDS_MAX + 1).collect();
    if values.len() > FIELDS_MAX || values.iter().any(|(_, value)| value.len() > VALUE_BYTES_MAX) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(Typed::new(values))
}

/// What went wrong before or after a handler has no page yet: here it gets one, whatever found it.
pub async fn in_words(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (headers, method) = (request.headers().clone(), request.method().clone());
    let path = request.uri().path_and_query().map_or(route::start, |path| path.as_str()).to_owned();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_page(&response) {
        return response;
    }
    let typed = response.extensions().get::<Typed>().cloned().unwrap_or_default();
    // A form that cannot be sent again has no address to come back to by looking.
    let path = if method == Method::GET || problem::can_be_sent_again(&typed) { &path } else { route::start };
    let visit = visit_without_handler(&web, &headers, path);
    let mut page = answer::html(
        status,
        match status {
            StatusCode::SERVICE_UNAVAILABLE if method == Method::GET => problem::page(&visit, &Problem::Busy, &typed),
            StatusCode::SERVICE_UNAVAILABLE => problem::late_page(&visit, &typed),
            StatusCode::PAYLOAD_TOO_LARGE => problem::too_large_page(&visit),
            StatusCode::REQUEST_TIMEOUT => problem::slow_page(&visit),
            StatusCode::NOT_FOUND => problem::page(&visit, &Problem::NotFound, &Typed::default()),
            _ if status.is_server_error() => problem::page(&visit, &Problem::broken(&NoAnswer), &typed),
            _ => problem::not_understood_page(&visit),
        },
    );
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// A handler ended without an answer: it panicked, which the log says beside this.
#[derive(Debug)]
struct NoAnswer;

impl std::error::Error for NoAnswer {}

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a handler ended without an answer")
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    fn read(kind: &'static str, body: &str) -> Result<usize, StatusCode> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, axum::http::HeaderValue::from_static(kind));
        fields(&headers, body.as_bytes()).map(|typed| typed.fields().count())
    }

    #[test]
    fn a_form_has_a_size_and_a_number_of_fields() {
        const FORM: &str = "application/x-www-form-urlencoded";
        assert_eq!(read(FORM, "a=1&a=2&b="), Ok(3));
        assert_eq!(read("text/plain", ""), Ok(0), "nothing is a form as well");
        assert_eq!(read("text/plain", "a=1"), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        assert_eq!(read(FORM, &"a=1&".repeat(FIELDS_MAX)), Ok(FIELDS_MAX));
        assert_eq!(read(FORM, &"a=1&".repeat(FIELDS_MAX + 1)), Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(read(FORM, &format!("a={}", "x".repeat(VALUE_BYTES_MAX + 1))), Err(StatusCode::PAYLOAD_TOO_LARGE));
    }

    #[tokio::test]
    async fn what_was_typed_outlives_a_handler_that_gave_no_answer() {
        use tower::ServiceExt;
        use tower_http::catch_panic::CatchPanicLayer;
        let routes = axum::Router::new()
            .route("/panics", axum::routing::post(async || -> StatusCode { panic!("tried by a test") }))
            .route("/is-late", axum::routing::post(async || StatusCode::SERVICE_UNAVAILABLE))
            .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
            .layer(axum::middleware::from_fn(take_in));
        for (path, status) in [("/panics", 500), ("/is-late", 503)] {
            let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
            let response = routes.clone().oneshot(request.body(Body::from("words=Ze+komt.")).unwrap()).await.unwrap();
            assert_eq!(response.status().as_u16(), status);
            assert_eq!(response.extensions().get::<Typed>().map(|typed| typed.value("words")), Some("Ze komt."), "{path}");
        }
    }

    #[tokio::test]
    async fn a_body_has_a_size() {
        assert_eq!(whole(Body::from(vec![b'a'; FORM_BYTES_MAX])).await.map(|bytes| bytes.len()), Ok(FORM_BYTES_MAX));
        assert_eq!(whole(Body::from(vec![b'a'; FORM_BYTES_MAX + 1])).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
