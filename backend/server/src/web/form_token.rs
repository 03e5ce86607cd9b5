//! Every form of somebody who is signed in carries a token of their session, so that a form which somebody else slipped into a
//! page of ours is refused: it comes from our own page, but who wrote it does not know the session.
//!
//! Before anybody is signed in there is no session and no right to use, and those pages show nothing that somebody else wrote.
//! There it is enough that only our own pages may post (`origin.rs`).

use super::{Web, answer, client_address::ClientAddress, cookies, visitor::visit_without_handler};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::Utc;
use frontend::{
    addresses::route,
    parts::{TOKEN_FIELD, Typed},
    screens::problem,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::{SignInSecret, Tried};

const BYTES: usize = 32;

/// A token for the forms of one answer. It looks different every time, so that nobody can guess it from the length of
/// compressed answers. Without chance there is none, and then no form is taken.
pub fn fresh(session: &SignInSecret) -> Option<String> {
    let mut pad = [0; BYTES];
    getrandom::fill(&mut pad).ok()?;
    let proof: [u8; BYTES] = mac_of(session)?.finalize().into_bytes().into();
    let masked = pad.iter().zip(proof).map(|(pad, proof)| pad ^ proof);
    Some(pad.iter().copied().chain(masked).map(|byte| format!("{byte:02x}")).collect())
}

/// Is this a token of this session? Takes as long for a wrong one as for a right one.
fn is_of(session: &SignInSecret, token: &str) -> bool {
    let Some(bytes) = bytes_of(token) else { return false };
    let (pad, masked) = bytes.split_at(BYTES);
    let proof: Vec<u8> = pad.iter().zip(masked).map(|(pad, masked)| pad ^ masked).collect();
    mac_of(session).is_some_and(|mac| mac.verify_slice(&proof).is_ok())
}

fn mac_of(session: &SignInSecret) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(session.reveal().as_bytes()).ok()?;
    mac.update(b"keukentafel form");
    Some(mac)
}

fn bytes_of(token: &str) -> Option<Vec<u8>> {
    if token.len() != 4 * BYTES || !token.is_ascii() {
        return None;
    }
    (0..2 * BYTES).map(|i| u8::from_str_radix(&token[2 * i..2 * i + 2], 16).ok()).collect()
}

/// Refuses a form that comes with a session and without its token, in words and with what was typed.
pub async fn check(State(web): State<Web>, from: ClientAddress, request: Request, next: Next) -> Response {
    let is_form = *request.method() == Method::POST;
    let typed = request.extensions().get::<Typed>().cloned().unwrap_or_default();
    match cookies::session(&web, request.headers()) {
        Some(session) if is_form && !is_of(&session, typed.value(TOKEN_FIELD)) => {
            let visit = visit_without_handler(&web, request.headers(), route::start);
            match web.app().store().count_forged_form(&session, &from.0, Utc::now()).await {
                Ok(Tried::TooOften(wait)) => answer::too_often(&visit, &typed, wait),
                Ok(Tried::Answer(())) => answer::html(StatusCode::FORBIDDEN, problem::outdated_page(&visit, &typed)),
                Err(error) => answer::problem_after(&visit, error.into(), &typed).into_response(),
            }
        }
        _ => next.run(request).await,
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    fn session(letter: char) -> SignInSecret {
        SignInSecret::parse(&std::iter::repeat_n(letter, 43).collect::<String>()).unwrap()
    }

    #[test]
    fn a_token_is_of_one_session_and_never_the_same_twice() {
        let (mine, other) = (session('A'), session('Q'));
        let (one, two) = (fresh(&mine).unwrap(), fresh(&mine).unwrap());
        assert_ne!(one, two);
        assert!(is_of(&mine, &one) && is_of(&mine, &two));
        assert!(!is_of(&other, &one));
        let changed = format!("{}{}", if one.starts_with('0') { '1' } else { '0' }, &one[1..]);
        for wrong in ["", "00", &one[2..], &changed, &"zz".repeat(64), &"é".repeat(64)] {
            assert!(!is_of(&mine, wrong), "{wrong}");
        }
    }
}
