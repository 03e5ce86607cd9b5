//! After something was done at home: a whole page that says so, and who will read it.

use domain::{actor::Role, ids::PersonId};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Icon, LinkButton, Notice},
    say,
    screens::visit::Visit,
    wording,
};

/// What was done, as `?wat=` names it. Its sentences are `after-…` and, on who will read it, `after-…-read`; for a student
/// `after-own-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done(&'static str);

/// What parents and supporters do; each story adds its own.
const AT_HOME: &[&str] = &[
    "wensen",
    "steun",
    "steun-weg",
    "bericht",
    "antwoord",
    "goed-in",
    "helpt",
    "gesprek-tijd",
    "gesprek-antwoord",
    "gesprek-afgezegd",
    "gesprek-woorden",
    // Assignments and agreements.
    "opdracht",
    "afspraak-ja",
    "afspraak-anders",
    "afspraak-klaar",
];
/// What students do.
const BY_STUDENT: &[&str] = &[
    "steun",
    "steun-weg",
    "bericht",
    "antwoord",
    "gesprek-groet",
    "gesprek-woorden",
    "opdracht",
    "afspraak-ja",
    "afspraak-anders",
    "afspraak-klaar",
];

impl Done {
    /// Reads `?wat=`, if somebody in this role can have done it.
    pub fn parse(role: Option<Role>, code: &str) -> Option<Done> {
        let known = match role? {
            Role::Student => BY_STUDENT,
            Role::Parent | Role::Supporter => AT_HOME,
            Role::Mentor | Role::CareerLead | Role::SchoolAdmin | Role::Auditor => &[],
        };
        known.iter().find(|known| **known == code).map(|known| Done(known))
    }
}

/// `/thuis/gelukt?wat=…[&kind=…]` and `/mijn-lijn/gelukt?wat=…`. `child`: to come back to the right one.
pub fn page(visit: &Visit, Done(code): Done, child: Option<PersonId>) -> String {
    let t = visit.t;
    let student = visit.role() == Some(Role::Student);
    let key = if student { format!("after-own-{code}") } else { format!("after-{code}") };
    let (href, back) = match (student, child) {
        (true, _) => (addresses::own_line(), say!(t, "after-to-line")),
        (false, Some(child)) => (addresses::home().of_child(child), say!(t, "after-to-home")),
        (false, None) => (addresses::home(), say!(t, "after-to-home")),
    };
    visit.show(say!(t, "after-title"), None, || {
        view! {
            <Notice icon=Icon::Check good=true heading=say!(t, "after-title")>
                <p>{wording::say(t, &key, &[])}</p>
                <p class="said-by">{Icon::Eye}<span>{wording::say(t, &format!("{key}-read"), &[])}</span></p>
                <LinkButton href>{back}</LinkButton>
            </Notice>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::{Audience, Language};

    #[test]
    fn all_that_can_be_done_says_so_and_who_reads_it() {
        let own = BY_STUDENT.iter().map(|code| format!("after-own-{code}"));
        for key in AT_HOME.iter().map(|code| format!("after-{code}")).chain(own) {
            for t in Language::released(Audience::Home) {
                for key in [key.clone(), format!("{key}-read")] {
                    assert_ne!(wording::say(t, &key, &[]), key);
                }
            }
        }
    }

    #[test]
    fn nobody_is_told_of_what_their_role_cannot_do() {
        assert_eq!(Done::parse(Some(Role::Student), "wensen"), None);
        assert_eq!(Done::parse(Some(Role::Mentor), "steun"), None);
        assert_eq!(Done::parse(Some(Role::Parent), "steun"), Some(Done("steun")));
    }
}
