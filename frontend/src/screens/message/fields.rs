//! What the pages of messages share: answers of one tap, what was written, and the words that depend on who reads.

use app::questions::People;
use domain::{
    ids::PersonId,
    message::{MessageRefusal, Ready, Side},
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Button, Kind, Typed},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        form::Errors,
        message::entry::ready_words,
        visit::Visit,
    },
    wording::Language,
};

/// The answers of one tap that this side can give, the most usual one first. They send the form they stand in.
pub fn ready_buttons(t: Language, side: Side, to_student: bool) -> impl IntoView + use<> {
    buttons(t, side, Ready::of(side), to_student)
}

/// The school's answers to who asks to be called or has a question: calling comes first.
pub fn ready_to_call(t: Language, to_student: bool) -> impl IntoView + use<> {
    buttons(t, Side::School, &[Ready::WillCall, Ready::Thanks, Ready::Good], to_student)
}

fn buttons(t: Language, side: Side, all: &[Ready], to_student: bool) -> impl IntoView + use<> {
    let buttons = all.iter().enumerate().map(|(i, ready)| {
        let kind = if i == 0 { Kind::Main } else { Kind::Quiet };
        let words = ready_words(t, *ready, side, to_student);
        view! { <Button kind name="ready" value=ready.code()>{words}</Button> }
    });
    let buttons = buttons.collect_view();
    view! { <div class="answers">{buttons}</div> }
}

/// What was written; nothing at all is wrong as well.
pub fn written(typed: &Typed, errors: &mut Errors) -> Option<Words> {
    let words = errors.take("words", Words::parse(typed.value("words")))?;
    if words.is_none() {
        errors.refuse(MessageRefusal::NoWords);
    }
    words
}

/// The words and addresses that depend on who reads.
pub(super) struct MessageWords {
    /// The list of messages.
    pub(super) list: String,
    pub(super) words: String,
    pub(super) done: String,
}

pub(super) fn words_for(visit: &Visit) -> MessageWords {
    let t = visit.t;
    match visit.is_student() {
        true => MessageWords {
            list: say!(t, "message-empty-title"),
            words: say!(t, "message-words-own"),
            done: say!(t, "message-nothing-to-answer-own"),
        },
        false => MessageWords {
            list: say!(t, "home-messages"),
            words: say!(t, "message-words"),
            done: say!(t, "message-nothing-to-answer"),
        },
    }
}

/// Where the messages of this student are listed for this reader.
pub fn list_path(visit: &Visit, student: PersonId) -> Address {
    match visit.is_student() {
        true => addresses::own_messages(),
        false => addresses::home_messages().of_child(student),
    }
}

/// Where this reader writes a new one.
pub(super) fn write_path(visit: &Visit, student: PersonId) -> Address {
    match visit.is_student() {
        true => addresses::own_message_new(),
        false => addresses::home_message_new().of_child(student),
    }
}

pub(super) fn text<'a>(visit: &Visit, student: &'a str, people: &'a People) -> EntryText<'a> {
    EntryText::new(visit, TimelineReader::at_home(visit), student, people)
}
