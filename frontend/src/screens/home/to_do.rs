//! What home is asked now: the most urgent thing as a card, the others as a quiet list.
//!
//! Each noun says how its card reads; `asked` leads to it.

use app::questions::{HomePage, ToDo};
use leptos::prelude::*;

use crate::{
    parts::{Card, Icon, Tone},
    say,
    screens::{agreement, assignment, message, naming::short_name, talk, to_do_card::ToDoCard, visit::Visit},
};

fn asked(visit: &Visit, home: &HomePage, to_do: &ToDo) -> ToDoCard {
    match to_do {
        ToDo::Message(entry) => message::card::asked(visit, home, entry),
        ToDo::Talk(invitation) => talk::card::asked(visit, home, invitation),
        ToDo::Assignment(to_do) => assignment::at_home::asked(visit, &short_name(visit.t, &home.name), to_do),
        ToDo::Agreement(to_do) => agreement::at_home::asked(visit, to_do),
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
