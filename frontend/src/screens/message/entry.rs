//! A message on a timeline: who wrote to whom, how far it has come, and what was answered.

use app::questions::TieToStudent;
use domain::{
    actor::Author,
    ids::{MessageId, PersonId},
    message::{Ready, Side},
    views::{Entry, Exchange},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Hidden, Icon, Prose},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        naming::erased_or,
    },
    wording::{Language, capital},
};

impl EntryText<'_> {
    pub(crate) fn message(&self, exchange: &Exchange, author: &Author) -> String {
        let t = self.t;
        match (self.reader, exchange.by) {
            (TimelineReader::Staff { .. }, Side::School) => say!(t, "message-to", who = self.called(exchange.with)),
            (TimelineReader::Staff { .. }, Side::Home) => say!(t, "message-from", who = self.called(exchange.with)),
            (_, Side::School) => say!(t, "message-from", who = self.author(author)),
            (TimelineReader::Home { .. }, Side::Home) => say!(t, "message-you-wrote"),
            (TimelineReader::Student, Side::Home) => say!(t, "message-i-wrote"),
        }
    }

    /// How far it has come, as seen from who wrote it. Whether somebody has read it is never said.
    pub(crate) fn message_state(&self, exchange: &Exchange) -> Option<String> {
        let t = self.t;
        let staff = matches!(self.reader, TimelineReader::Staff { .. });
        Some(match exchange {
            Exchange { answers, .. } if !answers.is_empty() => say!(t, "message-answered"),
            Exchange { by: Side::Home, .. } if !staff => say!(t, "message-at-school"),
            // The reader sees that it is there.
            Exchange { .. } if !staff => return None,
            Exchange { arrived: true, .. } => say!(t, "message-arrived"),
            Exchange { .. } => say!(t, "message-sent"),
        })
    }

    /// What was written, and what was answered, each with who and when.
    pub(crate) fn message_body(&self, exchange: &Exchange) -> impl IntoView + use<> {
        let t = self.t;
        let words = erased_or(t, &exchange.words, |words| words.as_str().to_owned());
        let answers = exchange.answers.iter().map(|reply| {
            let who = match (self.reader, reply.by) {
                (TimelineReader::Home { .. }, Side::Home) => say!(t, "message-you"),
                (TimelineReader::Student, Side::Home) => say!(t, "message-me"),
                (_, Side::Home) => self.called(exchange.with),
                (_, Side::School) => self.author(&reply.author),
            };
            let meta = say!(t, "message-reply", who = capital(&who), day = self.recorded(reply.recorded_at));
            let ready = reply.ready.map(|ready| ready_words(t, ready, reply.by, self.is_student(exchange.with)));
            let words = reply.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
            view! {
                <li>
                    {ready.map(|ready| view! { <p class="ready">{ready}</p> })}
                    {words.map(|words| view! { <Prose words/> })}
                    <p class="meta">{meta}</p>
                </li>
            }
        });
        let answers = answers.collect_view();
        let answers = (!exchange.answers.is_empty()).then(|| view! { <ul class="replies">{answers}</ul> });
        view! { <Prose words/>{answers} }
    }

    fn is_student(&self, person: PersonId) -> bool {
        self.reader == TimelineReader::Student || self.people.get(person).is_some_and(|brief| brief.whom == TieToStudent::Student)
    }

    /// To staff the thread and the way to take it back; to the others the way to answer, only where somebody waits for it:
    /// an answer is an offer, not a duty.
    pub(crate) fn message_acts(&self, entry: &Entry, exchange: &Exchange) -> Option<AnyView> {
        let t = self.t;
        let at = match self.reader {
            TimelineReader::Staff { corrects: true, .. } => return Some(self.message_mend(entry, exchange)),
            TimelineReader::Staff { .. } => return None,
            TimelineReader::Home { .. } => addresses::home_message(MessageId(entry.key.id)).of_child(entry.student),
            TimelineReader::Student => addresses::own_message(MessageId(entry.key.id)),
        };
        let asked = exchange.turn() == Side::Home && exchange.asks && exchange.answers.is_empty();
        let which = format!(": {}", self.message(exchange, &entry.author));
        asked.then(|| {
            view! { <p class="entry-actions"><a href=at>{Icon::Talk}{say!(t, "message-answer-it")}<Hidden words=which/></a></p> }
                .into_any()
        })
    }

    fn message_mend(&self, entry: &Entry, exchange: &Exchange) -> AnyView {
        let t = self.t;
        let which = format!(": {}", self.message(exchange, &entry.author));
        let thread = view! { <a href=addresses::message_thread(entry.student).with_person(exchange.with)>{say!(t, "message-thread")}<Hidden words=which.clone()/></a> };
        // What was answered stands.
        let withdraw = (exchange.by == Side::School && exchange.answers.is_empty()).then(|| {
            view! { <a href=addresses::message_withdrawal(entry.student, MessageId(entry.key.id))>{say!(t, "entry-withdraw")}<Hidden words=which/></a> }
        });
        view! { <p class="entry-actions">{thread}{withdraw}</p> }.into_any()
    }
}

/// A ready answer as it reads: the school says "je" to a student.
pub fn ready_words(t: Language, ready: Ready, by: Side, to_student: bool) -> String {
    match (ready, by) {
        (Ready::Thanks, Side::School) if to_student => say!(t, "ready-thanks-you"),
        (Ready::WillCall, Side::School) if to_student => say!(t, "ready-will-call-you"),
        (ready, _) => ready.word(t),
    }
}
