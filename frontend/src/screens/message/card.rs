//! A message from the school as the one thing to do: its words, and answers of one tap.

use app::questions::HomePage;
use domain::{
    ids::MessageId,
    message::Side,
    views::{Entry, EntryContent, Exchange},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Form, Icon, Kind, LinkButton, Prose},
    say,
    screens::{
        message::{entry::ready_words, fields::ready_buttons},
        naming::{erased_or, full_name},
        to_do_card::ToDoCard,
        visit::Visit,
    },
};

pub fn asked(visit: &Visit, home: &HomePage, entry: &Entry) -> ToDoCard {
    let t = visit.t;
    let href = addresses::home_message(MessageId(entry.key.id)).of_child(home.child);
    let writer = entry.author.person.filter(|_| !is_from_home(entry)).and_then(|person| home.people.get(person)?.name.as_ref());
    let who = writer.map_or_else(|| say!(t, "entry-school"), |name| full_name(t, name));
    let heading = say!(t, "message-from", who = who);
    let (words, answers) = match &entry.told {
        EntryContent::Message(exchange) => (said(visit, exchange), answers(visit, exchange, &href)),
        _ => (().into_any(), ().into_any()),
    };
    ToDoCard { icon: Icon::Mail, heading, words, answers, href }
}

fn is_from_home(entry: &Entry) -> bool {
    matches!(&entry.told, EntryContent::Message(Exchange { by: Side::Home, .. }))
}

/// What the school said last: its message, or its answer to what home wrote.
fn said(visit: &Visit, exchange: &Exchange) -> AnyView {
    let t = visit.t;
    let last = exchange.answers.last();
    let ready = last.and_then(|reply| reply.ready).map(|ready| ready_words(t, ready, Side::School, false));
    let words = match last {
        Some(reply) => reply.words.as_ref(),
        None => Some(&exchange.words),
    };
    let words = words.map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
    view! { {ready.map(|words| view! { <Prose words/> })}{words.map(|words| view! { <Prose words/> })} }.into_any()
}

/// In one tap where an answer is asked for; otherwise the way to give one.
fn answers(visit: &Visit, exchange: &Exchange, href: &Address) -> AnyView {
    let t = visit.t;
    if !exchange.asks || !exchange.answers.is_empty() {
        return view! { <LinkButton href=href.clone() kind=Kind::Quiet icon=Icon::Talk>{say!(t, "message-open")}</LinkButton> }
            .into_any();
    }
    view! {
        <Form action=href.clone() command=(visit.fresh)()>{ready_buttons(t, Side::Home, false)}</Form>
        <p><a href=href.clone()>{say!(t, "message-answer-words")}</a></p>
    }
    .into_any()
}
