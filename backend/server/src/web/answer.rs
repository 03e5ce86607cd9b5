//! What goes back: pages with their security policy, redirects, and a page for every problem.

use app::Problem;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::actor::Role;
use frontend::{
    addresses::Address,
    parts::Typed,
    screens::{problem, visit::Visit},
};

/// What a handler answers.
pub type PageResult = Result<Response, ProblemPage>;

/// Ends a handler before its work is done, with `?`: mostly the page for a problem. Boxed, because a response is larger than
/// what a step finds when all is well.
pub struct ProblemPage(Box<Response>);

impl From<Response> for ProblemPage {
    fn from(response: Response) -> ProblemPage {
        ProblemPage(Box::new(response))
    }
}

impl IntoResponse for ProblemPage {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// How long a browser waits before it asks a busy server again.
const RETRY_AFTER_SECONDS: u64 = 2;

/// A page with the nonce of its scripts in its security policy.
pub fn html(status: StatusCode, visit: &Visit, html: String) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        visit.nonce
    );
    // The nonce is hexadecimal, so the policy is always a valid header. The fallback forbids everything.
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")), (header::CONTENT_SECURITY_POLICY, policy)];
    (status, headers, html).into_response()
}

pub fn page(visit: &Visit, body: String) -> PageResult {
    Ok(html(StatusCode::OK, visit, body))
}

/// A page with a form. The browser may show it again as it was left, so that Back finds what was typed under the same
/// command id. Signing out clears it (`Clear-Site-Data`).
pub fn form(status: StatusCode, visit: &Visit, body: String) -> PageResult {
    let mut response = html(status, visit, body);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

/// The answer to a form that was carried out: the browser asks for this page, so that Back and Reload never send twice.
pub fn see(to: Address) -> PageResult {
    Ok(redirect(to.as_str()))
}

pub fn redirect(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The page for a problem, in the reader's language. A form that was refused is shown again by its own handler.
pub fn problem(visit: &Visit, found: Problem) -> ProblemPage {
    problem_after(visit, found, &Typed::default())
}

/// The page for a problem after a form: what was typed is shown with it, so that nothing is lost.
pub fn problem_after(visit: &Visit, problem: Problem, typed: &Typed) -> ProblemPage {
    let status = match &problem {
        Problem::NotAllowed => StatusCode::FORBIDDEN,
        Problem::Busy | Problem::Outage => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::Stale | Problem::ReusedForm => StatusCode::CONFLICT,
        Problem::NotFound | Problem::BeforeSchool => StatusCode::NOT_FOUND,
    };
    html(status, visit, problem::page(visit, &problem, typed)).into()
}

/// For a page that this role does not have: staff read that it is not for them, others that it does not exist. The policy
/// says it the same way.
pub fn not_for_role(visit: &Visit) -> ProblemPage {
    let is_staff = visit.role().is_some_and(Role::is_staff);
    problem(visit, if is_staff { Problem::NotAllowed } else { Problem::NotFound })
}

/// Adds to every "busy" when the browser may ask again.
pub async fn retry_later(mut response: Response) -> Response {
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
    response
}

#[cfg(test)]
mod specs {
    use super::*;

    #[tokio::test]
    async fn only_a_busy_server_says_when_to_come_back() {
        let says =
            async |status: StatusCode| retry_later(status.into_response()).await.headers().contains_key(header::RETRY_AFTER);
        assert!(says(StatusCode::SERVICE_UNAVAILABLE).await);
        assert!(!says(StatusCode::OK).await && !says(StatusCode::INTERNAL_SERVER_ERROR).await);
    }
}
