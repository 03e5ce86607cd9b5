//! The way in and out: a one-time link, the demo's one tap, another of one's own roles, another language.

use super::{
    Web,
    answer::{PageResult, ProblemPage, page, redirect, see, too_often},
    client_address::ClientAddress,
    cookies,
    forms::Fields,
    sessions,
    visitor::Visitor,
};
use app::Problem;
use axum::{
    Router,
    extract::{Path, State, rejection::PathRejection},
    http::header,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::Utc;
use domain::actor::Role;
use frontend::{
    addresses::{self, Address, route},
    parts::Typed,
    screens::sign_in as screen,
    wording::{Audience, Language},
};
use store::{NewSession, SignInSecret, Tried};

pub fn routes(web: &Web) -> Router<Web> {
    let routes = Router::new()
        .route(route::start, get(start))
        .route(route::login_link, get(link).post(use_link))
        .route(route::sign_out, post(sign_out))
        .route(route::switch, post(switch))
        .route(route::language, post(language));
    match web.demo() {
        Some(_) => routes.route(route::demo_sign_in, post(sign_in_demo)),
        None => routes,
    }
}

/// The first page of each role.
pub fn start_of(role: Role) -> Address {
    match role {
        Role::Student => addresses::own_line(),
        Role::Parent | Role::Supporter => addresses::home(),
        Role::Mentor => addresses::my_class(),
        Role::CareerLead | Role::SchoolAdmin => addresses::school(),
        Role::Auditor => addresses::evolution(),
    }
}

async fn start(visitor: Visitor) -> PageResult {
    if let Some(role) = visitor.signed_in.as_ref().and_then(|signed_in| signed_in.principal.actor().role()) {
        return see(start_of(role));
    }
    let visit = visitor.visit(Audience::Home);
    match visitor.web.demo() {
        Some(demo) => page(screen::demo_page(&visit, demo.buttons())),
        None => page(screen::page(&visit)),
    }
}

/// What stands in the address of a link. Bytes that are no text are no link either.
type Token = Result<Path<String>, PathRejection>;

fn secret_of(token: Token) -> Option<SignInSecret> {
    SignInSecret::parse(&token.ok()?.0)
}

/// A link from mail or paper. Looking at it changes nothing, because mail scanners look at every link.
async fn link(visitor: Visitor, ClientAddress(from): ClientAddress, token: Token) -> PageResult {
    let visit = visitor.visit(Audience::Home);
    let Some(secret) = secret_of(token) else { return page(screen::spent_page(&visit)) };
    let stands = visitor.web.app().store().login_link_stands(&secret, &from, Utc::now()).await;
    match stands.map_err(|error| visitor.problem(error.into()))? {
        Tried::Answer(true) => page(screen::link_page(&visit, &secret.reveal())),
        Tried::Answer(false) => page(screen::spent_page(&visit)),
        Tried::TooOften(wait) => Ok(too_often(&visit, &Typed::default(), wait)),
    }
}

async fn use_link(visitor: Visitor, ClientAddress(from): ClientAddress, token: Token) -> PageResult {
    let visit = visitor.visit(Audience::Home);
    let Some(secret) = secret_of(token) else { return page(screen::spent_page(&visit)) };
    let session = visitor.web.app().store().use_login_link(&secret, &from, Utc::now()).await;
    match session.map_err(|error| visitor.problem(error.into()))? {
        Tried::Answer(Some(session)) => enter_anew(&visitor, &session).await,
        Tried::Answer(None) => page(screen::spent_page(&visit)),
        Tried::TooOften(wait) => Ok(too_often(&visit, &Typed::default(), wait)),
    }
}

async fn sign_in_demo(visitor: Visitor, Fields(typed): Fields) -> PageResult {
    let visitor = visitor.at_start();
    let person = visitor.web.demo().and_then(|demo| demo.person(typed.value("person")));
    let person = person.ok_or_else(|| visitor.problem(Problem::NotFound))?;
    let session = visitor.web.app().store().sign_in_demo(person.school, person.person, person.role, Utc::now()).await;
    enter_anew(&visitor, &session.map_err(|error| visitor.problem(error.into()))?).await
}

/// Signs out somebody who was signed in here before: their session does not live on behind the new one (OWASP ASVS 7.2.4).
async fn enter_anew(visitor: &Visitor, session: &NewSession) -> PageResult {
    end_session(visitor).await?;
    Ok(enter(&visitor.web, session))
}

async fn end_session(visitor: &Visitor) -> Result<(), ProblemPage> {
    let Some(before) = &visitor.signed_in else { return Ok(()) };
    visitor.web.reader_cards().forget(before.session);
    visitor.web.app().store().sign_out(before.session).await.map_err(|error| visitor.problem(error.into()))
}

fn enter(web: &Web, session: &NewSession) -> Response {
    let to = session.signed_in.principal.actor().role().map_or_else(addresses::start, start_of);
    ([(header::SET_COOKIE, cookies::set_session(web, &session.secret))], redirect(to.as_str())).into_response()
}

async fn sign_out(visitor: Visitor) -> PageResult {
    let visitor = visitor.at_start();
    end_session(&visitor).await?;
    // Nothing of what was on the screen stays in this browser: the phone may be shared.
    let session = (header::SET_COOKIE, cookies::clear_session(&visitor.web));
    Ok(([session, sessions::CLEAR], see(addresses::start())).into_response())
}

/// Goes on in another of one's own roles or schools. It is a new session, so that each has one active membership.
async fn switch(visitor: Visitor, Fields(typed): Fields) -> PageResult {
    let visitor = visitor.at_start();
    let Some(from) = &visitor.signed_in else { return see(addresses::start()) };
    let to = from.memberships.iter().find(|one| {
        one.school.to_string() == typed.value("school")
            && one.person.to_string() == typed.value("person")
            && one.role.name() == typed.value("role")
    });
    let to = to.ok_or_else(|| visitor.problem(Problem::NotFound))?;
    let session = visitor.web.app().store().switch(from, to, Utc::now()).await;
    match session.map_err(|error| visitor.problem(error.into()))? {
        Some(session) => Ok(enter(&visitor.web, &session)),
        None => see(addresses::start()),
    }
}

/// Remembers the language in this browser, and goes back to the page.
async fn language(State(web): State<Web>, Fields(typed): Fields) -> Response {
    let back = typed.value("back_to");
    let to = redirect(if is_own_path(back) { back } else { route::start });
    match Language::parse(typed.value("language")) {
        Some(language) => ([(header::SET_COOKIE, cookies::set_language(&web, language))], to).into_response(),
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
        assert!(is_own_path("/pagina/7?op=2026-02-01"));
        for path in [
            "",
            "pagina",
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
