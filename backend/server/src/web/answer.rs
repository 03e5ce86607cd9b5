//! What goes back: pages with their security policy, redirects, and a page for every problem.

use app::Problem;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::actor::Role;
use frontend::{
    addresses::Address,
    markup::has_scripts,
    parts::Typed,
    screens::{problem, visit::Visit},
};
use std::time::Duration;

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

/// For a page with islands: only our own files, and no text may become a script or markup.
const WITH_SCRIPTS: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
/// For every other page: whatever would come to stand on it, nothing runs and it leads nowhere by itself.
const WITHOUT_SCRIPTS: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; \
    sandbox allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox \
    allow-top-navigation-by-user-activation";

/// A page with its security policy.
pub fn html(status: StatusCode, html: String) -> Response {
    let policy = if has_scripts(&html) { WITH_SCRIPTS } else { WITHOUT_SCRIPTS };
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)];
    (status, headers.map(|(name, value)| (name, HeaderValue::from_static(value))), html).into_response()
}

pub fn page(body: String) -> PageResult {
    Ok(html(StatusCode::OK, body))
}

/// A page with a form. Like every page it is kept nowhere, so after Back the form begins anew.
pub fn form(status: StatusCode, body: String) -> PageResult {
    Ok(html(status, body))
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
    html(status, problem::page(visit, &problem, typed)).into()
}

/// For a page that this role does not have: staff read that it is not for them, others that it does not exist. The policy
/// says it the same way.
pub fn not_for_role(visit: &Visit) -> ProblemPage {
    let is_staff = visit.role().is_some_and(Role::is_staff);
    problem(visit, if is_staff { Problem::NotAllowed } else { Problem::NotFound })
}

/// The answer to what went wrong too often, with when it may be tried again.
pub fn too_often(visit: &Visit, typed: &Typed, wait: Duration) -> Response {
    let page = html(StatusCode::TOO_MANY_REQUESTS, problem::too_often_page(visit, typed));
    ([(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()))], page).into_response()
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
