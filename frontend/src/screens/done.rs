//! After something was done at home: a whole page that says so, and who will read it.

use domain::{actor::Role, ids::PersonId};
use leptos::prelude::*;

use super::{Visit, home, own_line};
use crate::{
    parts::{Icon, LinkButton, Notice},
    tell,
};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Wishes,
    SupporterNamed,
    SupportEnded,
}

impl Done {
    /// Reads `?wat=`.
    pub fn parse(code: &str) -> Option<Done> {
        match code {
            "wensen" => Some(Done::Wishes),
            "steun" => Some(Done::SupporterNamed),
            "steun-weg" => Some(Done::SupportEnded),
            _ => None,
        }
    }
}

/// `/thuis/gelukt?wat=…[&kind=…]` and `/mijn-lijn/gelukt?wat=…`. `child`: to come back to the right one.
pub fn page(visit: &Visit, done: Done, child: Option<PersonId>) -> String {
    let t = visit.t;
    let student = visit.role() == Some(Role::Student);
    let words = match (done, student) {
        (Done::Wishes, _) => tell!(t, "after-wishes"),
        (Done::SupporterNamed, false) => tell!(t, "after-helper"),
        (Done::SupporterNamed, true) => tell!(t, "after-own-helper"),
        (Done::SupportEnded, false) => tell!(t, "after-helper-stopped"),
        (Done::SupportEnded, true) => tell!(t, "after-own-helper-stopped"),
    };
    let (href, back) = match (student, child) {
        (true, _) => (own_line::PATH.to_owned(), tell!(t, "after-to-line")),
        (false, Some(child)) => (format!("{}?kind={child}", home::PATH), tell!(t, "after-to-home")),
        (false, None) => (home::PATH.to_owned(), tell!(t, "after-to-home")),
    };
    visit.show(tell!(t, "after-title"), None, || {
        view! {
            <Notice icon=Icon::Check good=true heading=tell!(t, "after-title")>
                <p>{words}</p>
                <LinkButton href>{back}</LinkButton>
            </Notice>
        }
    })
}
