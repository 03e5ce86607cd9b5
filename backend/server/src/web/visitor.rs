//! Who knocks. `SignedIn` as a parameter means: somebody is signed in, else the visitor goes to the first page.

use super::Web;
use axum::{
    extract::{FromRequestParts, Path, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use chrono::Utc;
use domain::{
    actor::{Actor, Role},
    policy::Principal,
    values::{Reading, SpokenLanguage, Wishes},
};
use frontend::{
    screens::visit::Visit,
    wording::{Audience, Language},
};
use std::{str::FromStr, time::Duration};
use store::{Membership, SessionHash, SignInSecret};

/// Anybody, signed in or not, with what their browser says of itself.
pub struct Visitor {
    pub signed_in: Option<SignedIn>,
    pub languages: Languages,
    /// Path and query, to come back to.
    pub path: String,
}

/// Somebody who is signed in.
pub struct SignedIn {
    pub principal: Principal,
    pub role: Role,
    pub session: SessionHash,
    pub memberships: Vec<Membership>,
    pub languages: Languages,
    pub path: String,
}

/// The languages that a visitor chose in this browser, or that the browser asks for.
#[derive(Clone, Default)]
pub struct Languages {
    chosen: Option<String>,
    accepted: Option<String>,
}

impl Languages {
    pub fn of(headers: &HeaderMap) -> Languages {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Languages { chosen: cookie(headers, LANGUAGE).map(str::to_owned), accepted: accepted.map(str::to_owned) }
    }

    /// What was chosen here goes before what was wished for at school, and that before what the browser asks.
    pub fn language(&self, audience: Audience, wishes: Option<Wishes>) -> Language {
        let released = |code: &str| Language::released(audience).find(|language| language.code() == code);
        let chosen = self.chosen.as_deref().and_then(released);
        chosen
            .or_else(|| wishes.into_iter().flat_map(wished).find_map(|language| released(language.code())))
            .or_else(|| self.accepted.as_deref().and_then(|accepted| preferred(accepted).into_iter().find_map(released)))
            .unwrap_or_default()
    }
}

/// What somebody would like to read, most liked first: their own language, and what of Dutch they asked for.
fn wished(wishes: Wishes) -> impl Iterator<Item = Language> {
    let own = match wishes.language {
        SpokenLanguage::Dutch | SpokenLanguage::Other => None,
        SpokenLanguage::Turkish => Some(Language::Tr),
        SpokenLanguage::Arabic => Some(Language::Ar),
        SpokenLanguage::English => Some(Language::En),
        SpokenLanguage::Polish => Some(Language::Pl),
        SpokenLanguage::Ukrainian => Some(Language::Uk),
    };
    let dutch = match wishes.reading {
        Reading::Easy | Reading::Listen => Language::NlEasy,
        Reading::Standard => Language::Nl,
    };
    own.into_iter().chain([dutch])
}

/// The languages of an Accept-Language header, most wanted first (RFC 9110 §12.5.4). Of `nl-BE` the first part counts.
fn preferred(header: &str) -> Vec<&str> {
    let mut wanted: Vec<(&str, f32)> = header
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';');
            let language = parts.next()?.trim().split('-').next()?;
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
            (weight > 0.0).then_some((language, weight))
        })
        .collect();
    // A stable sort: of two that are wanted equally the first named comes first.
    wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
    wanted.into_iter().map(|(language, _)| language).collect()
}

pub fn audience(role: Role) -> Audience {
    if role.is_staff() { Audience::Staff } else { Audience::Home }
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Visitor, Response> {
        let languages = Languages::of(&parts.headers);
        let path = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let Some(secret) = cookie(&parts.headers, session_cookie(web)).and_then(SignInSecret::parse) else {
            return Ok(Visitor { signed_in: None, languages, path });
        };
        let found = match web.app().store().session(&secret, Utc::now()).await {
            Ok(found) => found,
            Err(error) => return Err(super::answer::problem_for_nobody(web, &languages, &path, error.into())),
        };
        let signed_in = found.and_then(|found| {
            let Actor::Person { role, .. } = *found.principal.actor() else { return None };
            let (principal, session, memberships) = (found.principal, found.session, found.memberships);
            Some(SignedIn { principal, role, session, memberships, languages: languages.clone(), path: path.clone() })
        });
        Ok(Visitor { signed_in, languages, path })
    }
}

impl FromRequestParts<Web> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<SignedIn, Response> {
        let visitor = Visitor::from_request_parts(parts, web).await?;
        visitor.signed_in.ok_or_else(|| Redirect::to("/").into_response())
    }
}

/// Somebody who is signed in, with all that their pages know of them: what a page's handler asks for.
pub struct Caller {
    pub signed_in: SignedIn,
    pub visit: Visit,
}

impl Caller {
    pub fn principal(&self) -> &Principal {
        &self.signed_in.principal
    }
}

impl FromRequestParts<Web> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Caller, Response> {
        let signed_in = SignedIn::from_request_parts(parts, web).await?;
        let visit = super::answer::visit(web, &signed_in).await?;
        Ok(Caller { signed_in, visit })
    }
}

/// An id in the address. What is no id is as little there as an id of nobody, so the answer is the same page.
pub struct Id<T>(pub T);

impl<T: FromStr + Send> FromRequestParts<Web> for Id<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Id<T>, Response> {
        let found = Path::<String>::from_request_parts(parts, web).await.ok().and_then(|Path(text)| text.parse().ok());
        match found {
            Some(id) => Ok(Id(id)),
            None => Err(not_found(parts, web).await),
        }
    }
}

/// Two ids in the address: the student and what is theirs.
pub struct Ids<A, B>(pub A, pub B);

impl<A: FromStr + Send, B: FromStr + Send> FromRequestParts<Web> for Ids<A, B> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Ids<A, B>, Response> {
        let found = Path::<(String, String)>::from_request_parts(parts, web).await.ok();
        match found.and_then(|Path((a, b))| Some(Ids(a.parse().ok()?, b.parse().ok()?))) {
            Some(ids) => Ok(ids),
            None => Err(not_found(parts, web).await),
        }
    }
}

async fn not_found(parts: &mut Parts, web: &Web) -> Response {
    match Visitor::from_request_parts(parts, web).await {
        Ok(visitor) => super::answer::not_found(State(web.clone()), visitor).await,
        Err(response) => response,
    }
}

const LANGUAGE: &str = "taal";

fn session_cookie(web: &Web) -> &'static str {
    if web.is_https() { "__Host-keukentafel" } else { "keukentafel" }
}

/// The cookie of a new session. It lives as long as the browser does; the session itself ends sooner, in the store.
pub fn set_session(web: &Web, secret: &SignInSecret) -> HeaderValue {
    let secure = if web.is_https() { "; Secure" } else { "" };
    text(format!("{}={}; Path=/; HttpOnly; SameSite=Lax{secure}", session_cookie(web), secret.reveal()))
}

pub fn clear_session(web: &Web) -> HeaderValue {
    let secure = if web.is_https() { "; Secure" } else { "" };
    text(format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", session_cookie(web)))
}

pub fn set_language(web: &Web, language: Language) -> HeaderValue {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);
    let secure = if web.is_https() { "; Secure" } else { "" };
    text(format!("{LANGUAGE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", language.code(), YEAR.as_secs()))
}

/// From now on it is as wished, or as the browser asks.
pub fn clear_language(web: &Web) -> HeaderValue {
    let secure = if web.is_https() { "; Secure" } else { "" };
    text(format!("{LANGUAGE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"))
}

/// Our own ASCII; the fallback is never used.
fn text(value: String) -> HeaderValue {
    HeaderValue::try_from(value).unwrap_or_else(|_| HeaderValue::from_static(""))
}

pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod specs {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_browsers_languages_are_weighed() {
        assert_eq!(preferred("de;q=0.8, nl-BE, en;q=0.9, fr;q=0, *;q=0.1"), ["nl", "en", "de", "*"]);
        assert_eq!(preferred("tr, en;q=onzin"), ["tr"]);
    }

    #[test]
    fn a_page_is_in_what_was_chosen_here_or_wished_at_school_or_asked_by_the_browser() {
        let languages = |chosen: Option<&str>, accepted: Option<&str>| Languages {
            chosen: chosen.map(str::to_owned),
            accepted: accepted.map(str::to_owned),
        };
        let wishes = |language, reading| Some(Wishes { language, reading, interpreter: false });
        let home = |languages: Languages, wishes| languages.language(Audience::Home, wishes);
        let easy = wishes(SpokenLanguage::Dutch, Reading::Easy);
        assert_eq!(home(languages(None, None), None), Language::Nl);
        assert_eq!(home(languages(None, Some("nl")), easy), Language::NlEasy);
        assert_eq!(home(languages(Some("nl"), None), easy), Language::Nl, "chosen here");
        let turkish = wishes(SpokenLanguage::Turkish, Reading::Listen);
        assert_eq!(home(languages(None, None), turkish), Language::NlEasy, "until there is Turkish");
        let english = wishes(SpokenLanguage::English, Reading::Standard);
        assert_eq!(languages(None, Some("nl")).language(Audience::Staff, english), Language::En);
        assert_eq!(home(languages(None, None), english), Language::Nl, "at home there is no English yet");
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; taal=nl-easy; taalx=2"));
        assert_eq!(cookie(&headers, "taal"), Some("nl-easy"));
        assert_eq!(cookie(&headers, "ta"), None);
    }
}
