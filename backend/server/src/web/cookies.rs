//! The two cookies: the session, and the language that was chosen in this browser.

use super::Web;
use axum::http::{HeaderMap, HeaderValue, header};
use frontend::wording::Language;
use store::SignInSecret;

const LANGUAGE: &str = "taal";
const LANGUAGE_AGE_SECONDS: u32 = 365 * 24 * 3600;

/// With the prefix `__Host-` a browser takes the cookie only over https and only for this host.
fn session_name(web: &Web) -> &'static str {
    if web.is_https() { "__Host-keukentafel" } else { "keukentafel" }
}

pub fn session(web: &Web, headers: &HeaderMap) -> Option<SignInSecret> {
    find(headers, session_name(web)).and_then(SignInSecret::parse)
}

/// The code of the language that was chosen here.
pub fn language(headers: &HeaderMap) -> Option<&str> {
    find(headers, LANGUAGE)
}

/// The cookie of a new session lives as long as the browser does. The session itself ends sooner, in the store.
pub fn set_session(web: &Web, secret: &SignInSecret) -> HeaderValue {
    cookie(web, session_name(web), &secret.reveal(), None)
}

pub fn clear_session(web: &Web) -> HeaderValue {
    cookie(web, session_name(web), "", Some(0))
}

pub fn set_language(web: &Web, language: Language) -> HeaderValue {
    cookie(web, LANGUAGE, language.code(), Some(LANGUAGE_AGE_SECONDS))
}

/// From then on pages are in the language that was wished for at school, or that the browser asks for.
pub fn clear_language(web: &Web) -> HeaderValue {
    cookie(web, LANGUAGE, "", Some(0))
}

fn cookie(web: &Web, name: &str, value: &str, age_seconds: Option<u32>) -> HeaderValue {
    let age = age_seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let secure = if web.is_https() { "; Secure" } else { "" };
    // Names and values are our own ASCII, so the fallback is never used.
    HeaderValue::try_from(format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}"))
        .unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; taal=nl-easy; taalx=2"));
        assert_eq!(find(&headers, "taal"), Some("nl-easy"));
        assert_eq!(find(&headers, "ta"), None);
    }
}
