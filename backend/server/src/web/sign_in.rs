//! The way in and out: a one-time link, the demo's one tap, another of one's own roles, another language.

use super::{
    Web, answer,
    forms::Fields,
    visitor::{self, SignedIn, Visitor},
};
use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::Utc;
use domain::actor::Role;
use frontend::{
    screens::sign_in as screen,
    wording::{Audience, Language},
};
use store::{NewSession, SignInSecret, StoreError};

/// The first page of each role.
pub fn start_of(role: Role) -> &'static str {
    match role {
        Role::Student => "/mijn-lijn",
        Role::Parent | Role::Supporter => "/thuis",
        Role::Mentor => "/mijn-klas",
        Role::CareerLead | Role::SchoolAdmin => "/school",
        Role::Auditor => "/verloop",
    }
}

pub async fn start(State(web): State<Web>, visitor: Visitor) -> Response {
    if let Some(signed_in) = &visitor.signed_in {
        return answer::see(start_of(signed_in.role));
    }
    let visit = answer::anonymous(&web, &visitor.languages, Audience::Home, &visitor.path);
    match web.demo() {
        Some(demo) => answer::ok(&visit, screen::demo_page(&visit, demo.shown())),
        None => answer::ok(&visit, screen::page(&visit)),
    }
}

/// What stands in the address of a link; bytes that are no text are no link either.
type Token = Result<Path<String>, PathRejection>;

fn secret_of(token: Token) -> Option<SignInSecret> {
    SignInSecret::parse(&token.ok()?.0)
}

/// A link from mail or paper. Looking at it changes nothing: mail scanners look at every link (security.md A11).
pub async fn link(State(web): State<Web>, visitor: Visitor, token: Token) -> Response {
    let visit = answer::anonymous(&web, &visitor.languages, Audience::Home, &visitor.path);
    let Some(secret) = secret_of(token) else { return answer::ok(&visit, screen::spent_page(&visit)) };
    match web.app().store().login_link_stands(&secret, Utc::now()).await {
        Ok(true) => answer::ok(&visit, screen::link_page(&visit, &secret.reveal())),
        Ok(false) => answer::ok(&visit, screen::spent_page(&visit)),
        Err(error) => answer::problem(&visit, error.into()),
    }
}

pub async fn use_link(State(web): State<Web>, visitor: Visitor, token: Token) -> Response {
    let visit = answer::anonymous(&web, &visitor.languages, Audience::Home, &visitor.path);
    let Some(secret) = secret_of(token) else { return answer::ok(&visit, screen::spent_page(&visit)) };
    match web.app().store().use_login_link(&secret, Utc::now()).await {
        Ok(Some(session)) => enter_anew(&web, &visitor, &session).await,
        Ok(None) => answer::ok(&visit, screen::spent_page(&visit)),
        Err(error) => answer::problem(&visit, error.into()),
    }
}

pub async fn demo(State(web): State<Web>, visitor: Visitor, Fields(typed): Fields) -> Response {
    let visit = answer::anonymous(&web, &visitor.languages, Audience::Home, "/");
    let Some(person) = web.demo().and_then(|demo| demo.person(typed.value("persoon"))) else {
        return answer::problem(&visit, app::Problem::NotFound);
    };
    match web.app().store().sign_in_demo(person.school, person.person, person.role, Utc::now()).await {
        Ok(session) => enter_anew(&web, &visitor, &session).await,
        Err(error) => answer::problem(&visit, error.into()),
    }
}

/// Whoever was signed in here before is signed out: their session does not live on behind the new one (ASVS 7.2.4).
async fn enter_anew(web: &Web, visitor: &Visitor, session: &NewSession) -> Response {
    if let Some(before) = &visitor.signed_in
        && let Err(error) = end(web, before).await
    {
        return answer::problem_for_nobody(web, &visitor.languages, "/", error.into());
    }
    enter(web, session)
}

async fn end(web: &Web, signed_in: &SignedIn) -> Result<(), StoreError> {
    answer::forget_own(signed_in.session);
    web.app().store().sign_out(signed_in.session).await
}

fn enter(web: &Web, session: &NewSession) -> Response {
    let role = session.signed_in.principal.actor().role();
    let to = answer::see(role.map_or("/", start_of));
    ([(header::SET_COOKIE, visitor::set_session(web, &session.secret))], to).into_response()
}

pub async fn sign_out(State(web): State<Web>, visitor: Visitor) -> Response {
    if let Some(signed_in) = &visitor.signed_in
        && let Err(error) = end(&web, signed_in).await
    {
        return answer::problem_for_nobody(&web, &visitor.languages, "/", error.into());
    }
    // Nothing of what was on the screen stays in this browser: the phone may be shared (security.md A13).
    let clear = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    ([(header::SET_COOKIE, visitor::clear_session(&web)), clear], answer::see("/")).into_response()
}

/// Goes on in another of one's own roles or schools; a new session, so that each has one active membership.
pub async fn switch(State(web): State<Web>, signed_in: SignedIn, Fields(typed): Fields) -> Response {
    let wanted = signed_in.memberships.iter().find(|one| {
        one.school.to_string() == typed.value("school")
            && one.person.to_string() == typed.value("person")
            && one.role.name() == typed.value("role")
    });
    let Some(to) = wanted else {
        return answer::problem_for_nobody(&web, &signed_in.languages, "/", app::Problem::NotFound);
    };
    let from = store::ActiveSession {
        principal: signed_in.principal,
        session: signed_in.session,
        memberships: signed_in.memberships.clone(),
    };
    match web.app().store().switch(&from, to, Utc::now()).await {
        Ok(Some(session)) => enter(&web, &session),
        Ok(None) => answer::see("/"),
        Err(error) => answer::problem_for_nobody(&web, &signed_in.languages, "/", error.into()),
    }
}

/// Remembers the language in this browser, and goes back to the page.
pub async fn language(State(web): State<Web>, Fields(typed): Fields) -> Response {
    let back = typed.value("terug");
    let to = answer::see(if is_own_path(back) { back } else { "/" });
    match Language::parse(typed.value("taal")) {
        Some(language) => ([(header::SET_COOKIE, visitor::set_language(&web, language))], to).into_response(),
        None => to,
    }
}

/// A path of our own: "//elsewhere" would leave us, and a browser reads a backslash as a slash and leaves out a tab.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod specs {
    use super::is_own_path;

    #[test]
    fn the_way_back_stays_with_us() {
        assert!(is_own_path("/leerlingen/7?op=2026-02-01"));
        for path in [
            "",
            "mijn-klas",
            "https://elsewhere.example",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "/\t/elsewhere.example",
            "/\r\nx",
        ] {
            assert!(!is_own_path(path), "{path:?}");
        }
    }
}
