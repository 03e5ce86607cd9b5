//! What goes back: pages with their security policy, redirects, and a page for every problem.

use super::{
    Web,
    visitor::{Languages, SignedIn, Visitor},
};
use app::{Problem, questions::OwnProfile};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    actor::Role,
    values::{PersonName, Wishes},
};
use frontend::{
    parts::Typed,
    say,
    screens::{
        problem as problems,
        visit::{Reader, Visit},
    },
    shell::Elsewhere,
    wording::Audience,
};
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};
use store::{Membership, SessionHash};
use uuid::Uuid;

/// Seconds after which a busy server may be asked again.
const RETRY_AFTER: &str = "2";

/// A page with the nonce of its scripts in its security policy.
pub fn page(status: StatusCode, visit: &Visit, html: String) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        visit.nonce
    );
    // Hexadecimal and our own text; the fallback forbids everything.
    let policy = HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")), (header::CONTENT_SECURITY_POLICY, policy)];
    (status, headers, html).into_response()
}

pub fn ok(visit: &Visit, html: String) -> Response {
    page(StatusCode::OK, visit, html)
}

/// A page with a form. The browser may show it again as it was left, so that Back finds what was typed under the same
/// command id; signing out clears it (`Clear-Site-Data`).
pub fn form(status: StatusCode, visit: &Visit, html: String) -> Response {
    let mut response = page(status, visit, html);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// After a form: the browser asks for this page, so that Back and Reload never send twice.
pub fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// What the pages of somebody who is signed in know of them.
pub async fn visit(web: &Web, signed_in: &SignedIn) -> Result<Visit, Response> {
    let mut visit = anonymous(web, &signed_in.languages, super::visitor::audience(signed_in.role), &signed_in.path);
    let own = match own(web, signed_in).await {
        Ok(own) => own,
        Err(found) => return Err(problem(&visit, found)),
    };
    visit.t = signed_in.languages.language(super::visitor::audience(signed_in.role), own.wishes);
    let actor = *signed_in.principal.actor();
    let is_this = |one: &&Membership| Some(one.person) == actor.person() && Some(one.role) == actor.role();
    let school = signed_in.memberships.iter().find(|one| one.school == signed_in.principal.school());
    let elsewhere = signed_in.memberships.iter().filter(|one| !is_this(one)).cloned().map(elsewhere).collect();
    visit.reader = Some(Reader {
        actor,
        name: own.name,
        school: school.map(|school| school.school_name.clone()).unwrap_or_default(),
        elsewhere,
    });
    Ok(visit)
}

fn elsewhere(Membership { school, school_name, person, role }: Membership) -> Elsewhere {
    Elsewhere { school, school_name, person, role }
}

/// What the pages of a stranger know.
pub fn anonymous(web: &Web, languages: &Languages, audience: Audience, path: &str) -> Visit {
    Visit {
        t: languages.language(audience, None),
        assets: web.assets().clone(),
        nonce: Uuid::new_v4().simple().to_string(),
        path: path.to_owned(),
        reader: None,
        now: web.app().now(),
        fresh: Uuid::new_v4,
    }
}

/// What the pages of somebody who is signed in know of them: the name on top, and the wishes that choose the language.
#[derive(Clone, Default)]
struct OwnWords {
    name: String,
    wishes: Option<Wishes>,
}

/// A few minutes long. Kept by session, so that signing out forgets.
static OWN: LazyLock<Mutex<HashMap<SessionHash, (Instant, OwnWords)>>> = LazyLock::new(Mutex::default);
const OWN_LASTS: Duration = Duration::from_secs(5 * 60);
const MOST_OWN: usize = 10_000;

async fn own(web: &Web, signed_in: &SignedIn) -> Result<OwnWords, Problem> {
    let known = OWN.lock().unwrap_or_else(PoisonError::into_inner).get(&signed_in.session).cloned();
    if let Some((at, own)) = known
        && at.elapsed() < OWN_LASTS
    {
        return Ok(own);
    }
    let Some(person) = signed_in.principal.actor().person() else { return Ok(OwnWords::default()) };
    if signed_in.role == Role::Auditor {
        // No envelope opens for an auditor, so the role stands where a name would.
        let name = say!(signed_in.languages.language(Audience::Staff, None), "role-auditor");
        return Ok(OwnWords { name, wishes: None });
    }
    let found = web.app().ask(&signed_in.principal, OwnProfile { person }, None).await?.answer;
    let name = found.as_ref().and_then(|own| own.name.as_ref()?.value()).map(PersonName::full).unwrap_or_default();
    let own = OwnWords { name, wishes: found.and_then(|own| own.wishes?.value().copied()) };
    let mut kept = OWN.lock().unwrap_or_else(PoisonError::into_inner);
    kept.retain(|_, (at, _)| at.elapsed() < OWN_LASTS);
    if kept.len() < MOST_OWN {
        kept.insert(signed_in.session, (Instant::now(), own.clone()));
    }
    Ok(own)
}

/// They are asked anew at the next page.
pub fn forget_own(session: SessionHash) {
    OWN.lock().unwrap_or_else(PoisonError::into_inner).remove(&session);
}

/// The page for a problem, in the reader's language. A form that was refused is shown again by its own handler.
pub fn problem(visit: &Visit, found: Problem) -> Response {
    problem_with(visit, found, &Typed::default())
}

/// The same after a form: what was typed is shown with it, so that nothing is lost.
pub fn problem_with(visit: &Visit, problem: Problem, typed: &Typed) -> Response {
    let status = match &problem {
        Problem::NotAllowed => StatusCode::FORBIDDEN,
        Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::Stale | Problem::ReusedForm => StatusCode::CONFLICT,
        Problem::NotFound => StatusCode::NOT_FOUND,
    };
    let html = problems::page(visit, &problem, typed);
    page(status, visit, html)
}

/// Whoever finds us busy, or waited for too long, is told when to come back.
pub async fn come_back(mut response: Response) -> Response {
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
    }
    response
}

/// A page that this role has none of: staff are told so, others that it is not there, as the policy says it.
pub fn not_theirs(visit: &Visit) -> Response {
    let is_staff = visit.role().is_some_and(Role::is_staff);
    problem(visit, if is_staff { Problem::NotAllowed } else { Problem::NotFound })
}

/// A problem that arose before it was known who knocks.
pub fn problem_for_nobody(web: &Web, languages: &Languages, path: &str, found: Problem) -> Response {
    problem(&anonymous(web, languages, Audience::Home, path), found)
}

/// An address that is not ours.
pub async fn not_found(State(web): State<Web>, visitor: Visitor) -> Response {
    let visit = match &visitor.signed_in {
        Some(signed_in) => visit(&web, signed_in).await,
        None => Ok(anonymous(&web, &visitor.languages, Audience::Home, &visitor.path)),
    };
    visit.map_or_else(|response| response, |visit| problem(&visit, Problem::NotFound))
}

#[cfg(test)]
mod specs {
    use super::*;

    #[tokio::test]
    async fn only_who_finds_us_busy_is_told_when_to_come_back() {
        let told = async |status: StatusCode| come_back(status.into_response()).await.headers().contains_key(header::RETRY_AFTER);
        assert!(told(StatusCode::SERVICE_UNAVAILABLE).await);
        assert!(!told(StatusCode::OK).await && !told(StatusCode::INTERNAL_SERVER_ERROR).await);
    }
}
