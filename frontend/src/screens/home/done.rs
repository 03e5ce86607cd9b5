//! After something was done at home: a whole page that says so. Who reads it the form said before.

use domain::{actor::Role, ids::PersonId};
use leptos::prelude::*;

use crate::{
    addresses,
    done::DoneAtHome,
    parts::{Icon, LinkButton, Notice},
    say,
    screens::{coded::Coded, visit::Visit},
    wording,
};

/// `/thuis/gelukt?wat=…[&kind=…]` and `/mijn-lijn/gelukt?wat=…`. `child`: to come back to the right one.
pub fn page(visit: &Visit, done: DoneAtHome, child: Option<PersonId>) -> String {
    let t = visit.t;
    let student = visit.role() == Some(Role::Student);
    let key = if student { format!("after-own-{}", done.code()) } else { done.key().to_owned() };
    let (href, back) = match (student, child) {
        (true, _) => (addresses::own_line(), say!(t, "after-to-line")),
        (false, Some(child)) => (addresses::home().of_child(child), say!(t, "after-to-home")),
        (false, None) => (addresses::home(), say!(t, "after-to-home")),
    };
    visit.show(say!(t, "after-title"), None, || {
        view! {
            <Notice icon=Icon::Check good=true heading=say!(t, "after-title")>
                <p>{wording::say(t, &key, &[])}</p>
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
    fn all_that_can_be_done_says_so() {
        for done in DoneAtHome::EACH {
            let at_home = done.is_done_by(Role::Parent).then(|| done.key().to_owned());
            let own = done.is_done_by(Role::Student).then(|| format!("after-own-{}", done.code()));
            assert!(at_home.is_some() || own.is_some(), "nobody does {done:?}");
            for key in at_home.into_iter().chain(own) {
                for t in Language::released(Audience::Home) {
                    assert_ne!(wording::say(t, &key, &[]), key);
                }
            }
        }
    }

    #[test]
    fn nobody_is_told_of_what_their_role_cannot_do() {
        assert!(!DoneAtHome::WishesSet.is_done_by(Role::Student));
        assert!(!DoneAtHome::SupporterNamed.is_done_by(Role::Mentor));
        assert!(DoneAtHome::SupporterNamed.is_done_by(Role::Parent));
    }
}
