//! What home is asked now: the most urgent thing as a card, the others as a quiet list.
//!
//! Each story has a file of its own here that says how its card reads; `asked` leads to it.

use app::questions::{HomePage, ToDo};
use leptos::prelude::*;

use crate::{
    addresses::Address,
    parts::{Card, Icon, Tone},
    say,
    screens::{
        agreement::at_home::asked as agreement_asked, assignment::at_home::asked as assignment_asked, message::card as message,
        naming::short_name, talk::card as talk, visit::Visit,
    },
};

/// How one thing to do reads.
pub struct ToDoCard {
    pub icon: Icon,
    pub heading: String,
    /// What one needs to know to answer.
    pub words: AnyView,
    /// The answers, each one tap: a form or links.
    pub answers: AnyView,
    /// Where it can be answered when it is not the card.
    pub href: Address,
}

fn asked(visit: &Visit, home: &HomePage, to_do: &ToDo) -> ToDoCard {
    match to_do {
        ToDo::Message(entry) => message::asked(visit, home, entry),
        ToDo::Talk(invitation) => talk::asked(visit, home, invitation),
        ToDo::Assignment(to_do) => {
            let (heading, words, answers, href) = assignment_asked(visit, &short_name(visit.t, &home.name), to_do);
            ToDoCard { icon: Icon::Task, heading, words, answers, href }
        }
        ToDo::Agreement(to_do) => {
            let (heading, words, answers, href) = agreement_asked(visit, to_do);
            ToDoCard { icon: Icon::Hands, heading, words, answers, href }
        }
    }
}

/// At most one card.
pub fn now(visit: &Visit, home: &HomePage) -> impl IntoView + use<> {
    home.to_do.first().map(|first| {
        let ToDoCard { heading, words, answers, .. } = asked(visit, home, first);
        view! { <Card tone=Tone::Now over=say!(visit.t, "home-now") heading>{words}{answers}</Card> }
    })
}

/// The others: a line each, one tap away from their answers.
pub fn later(visit: &Visit, home: &HomePage) -> impl IntoView + use<> {
    let lines: Vec<_> = home.to_do.iter().skip(1).map(|to_do| asked(visit, home, to_do)).collect();
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|ToDoCard { icon, heading, href, .. }| {
            view! { <li><a href=href>{icon}<span>{heading}</span>{Icon::Next}</a></li> }
        });
        view! { <section class="later"><h2>{say!(visit.t, "home-later")}</h2><ul>{lines.collect_view()}</ul></section> }
    })
}
