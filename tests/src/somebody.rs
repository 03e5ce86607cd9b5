//! An HTTP client that is somebody: signed in as a person of the demo, with the headers that a browser sends.

use crate::world::{Person, World};
use anyhow::{Context, Result, bail};
use std::io::Read;
use ureq::{Agent, Body, http::Response};

/// A client, signed in or not.
#[derive(Clone)]
pub struct Somebody {
    agent: Agent,
    address: String,
    cookie: Option<String>,
}

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
        Somebody { agent: config.into(), address: address.to_owned(), cookie: None }
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

    pub fn get(&self, path: &str) -> Result<Answer> {
        let mut request = self.agent.get(format!("{}{path}", self.address));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        answer(request.call()?)
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
        answer(request.send_form(form.iter().copied())?)
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
