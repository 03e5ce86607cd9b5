//! An HTTP client that is somebody: signed in as a person of the demo, with the headers that a browser sends.

use crate::world::{Person, World};
use anyhow::{Context, Result, bail};
use std::{
    io::Read,
    sync::{Arc, Mutex, PoisonError},
};
use ureq::{
    Agent, Body,
    http::{Request, Response},
};

/// A client, signed in or not.
#[derive(Clone)]
pub struct Somebody {
    agent: Agent,
    address: String,
    cookie: Option<String>,
    /// The token in the forms of the page that was read last: a browser sends it with any of them.
    token: Arc<Mutex<Option<String>>>,
}

/// What a browser says when somebody opens a page by hand.
const OPENED: [(&str, &str); 3] =
    [("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate"), ("sec-fetch-site", "same-origin")];
/// The field of a form with the token of its session.
const TOKEN: &str = "form_token";

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    /// The page without the tokens in its forms: they look different each time, so that two answers can be compared.
    pub fn body_without_tokens(&self) -> String {
        let mut pieces = self.body.split("name=\"form_token\" value=\"");
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |page, piece| page + piece.split_once('"').map_or("", |(_, rest)| rest))
    }
    /// The value of a hidden or filled-in field of the page's form.
    pub fn field(&self, name: &str) -> Result<String> {
        let at = self.body.find(&format!("name=\"{name}\"")).with_context(|| format!("no field {name} in the page"))?;
        let begin = self.body[..at].rfind('<').unwrap_or(at);
        let end = self.body[at..].find('>').map_or(self.body.len(), |end| at + end);
        let tag = &self.body[begin..end];
        let value = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        Ok(value.unwrap_or_default().to_owned())
    }
}

impl Somebody {
    pub fn stranger(address: &str) -> Somebody {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Somebody { agent: config.into(), address: address.to_owned(), cookie: None, token: Arc::default() }
    }

    /// Signs in at the demo with one tap, in a browser in which plain Dutch was chosen.
    pub fn sign_in(world: &World, person: &Person) -> Result<Somebody> {
        let mut somebody = Somebody::as_they_wish(world, person)?;
        somebody.cookie = somebody.cookie.map(|session| format!("{session}; taal=nl"));
        Ok(somebody)
    }

    /// The same in a browser in which no language was chosen.
    pub fn as_they_wish(world: &World, person: &Person) -> Result<Somebody> {
        let mut somebody = Somebody::stranger(&world.address);
        let answer = somebody.post("/demo/aanmelden", &[("person", &person.key)])?;
        if answer.status != 303 {
            bail!("{} cannot sign in: {} {}", person.key, answer.status, answer.body);
        }
        let cookie = answer.header("set-cookie").and_then(|line| line.split(';').next()).context("no session cookie")?;
        somebody.cookie = Some(cookie.to_owned());
        Ok(somebody)
    }

    /// Opens a page by hand, and keeps the token of its forms.
    pub fn get(&self, path: &str) -> Result<Answer> {
        let answer = self.ask("GET", path, &OPENED)?;
        if let Ok(token) = answer.field(TOKEN) {
            *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some(token);
        }
        Ok(answer)
    }

    /// Asks in this way, with these headers besides the cookie.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        answer(self.agent.run(request.body(())?)?)
    }

    /// Posts something that need not be a form, without a token.
    pub fn send_bytes(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
        let mut request = self.agent.post(format!("{}{path}", self.address));
        for (name, value) in headers.iter().copied().chain(self.cookie.as_deref().map(|cookie| ("cookie", cookie))) {
            request = request.header(name, value);
        }
        answer(request.send(body)?)
    }

    /// The token of the page that was read last, or of the first page at hand.
    fn token(&self) -> Result<Option<String>> {
        let known = || self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.cookie.is_some() && known().is_none() {
            // Every page of somebody who is signed in has a form, also the one that says there is nothing.
            self.get("/nergens")?;
        }
        Ok(known())
    }

    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Result<Answer> {
        self.post_from(&self.address, path, form)
    }

    /// Uses a sign-in link, as its page's button does.
    pub fn by_link(mut self, path: &str) -> Result<Somebody> {
        let answer = self.post(path, &[])?;
        let cookie = answer.header("set-cookie").and_then(|line| line.split(';').next());
        self.cookie = Some(cookie.with_context(|| format!("the link answers {}", answer.status))?.to_owned());
        Ok(self)
    }

    /// Asks to delete what no address deletes.
    pub fn delete(&self, path: &str) -> Result<Answer> {
        answer(self.agent.delete(format!("{}{path}", self.address)).header("origin", &self.address).call()?)
    }

    /// Posts as a page of `origin` would.
    pub fn post_from(&self, origin: &str, path: &str, form: &[(&str, &str)]) -> Result<Answer> {
        let mut request = self.agent.post(format!("{}{path}", self.address)).header("origin", origin);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let token = if form.iter().any(|(name, _)| *name == TOKEN) { None } else { self.token()? };
        let token = token.iter().map(|token| (TOKEN, token.as_str()));
        answer(request.send_form(form.iter().copied().chain(token))?)
    }

    /// The same session without what its pages carry: a form that somebody else wrote.
    pub fn without_token(&self) -> Somebody {
        Somebody { token: Arc::new(Mutex::new(Some(String::new()))), ..self.clone() }
    }
}

fn answer(mut response: Response<Body>) -> Result<Answer> {
    let headers: Vec<_> = response
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    let location = headers.iter().find(|(name, _)| name == "location").map(|(_, value)| value.clone());
    let status = response.status().as_u16();
    let mut body = String::new();
    response.body_mut().as_reader().read_to_string(&mut body)?;
    Ok(Answer { status, location, headers, body })
}
