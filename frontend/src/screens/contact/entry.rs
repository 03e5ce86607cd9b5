//! How a contact or an attempt reads on a timeline.

use domain::{
    actor::Author,
    contact::{AttemptOutcome, ContactAccount},
    ids::ContactId,
    personal::Personal,
    values::Words,
    views::{Attempt, Entry},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Hidden, Pill, Prose},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        naming::{at_home_of, erased_or, yours},
    },
    wording::{self, capital},
};

impl EntryText<'_> {
    /// "Telefoon met moeder", "U sprak met Joke de Vries".
    pub(crate) fn contact(&self, account: &ContactAccount, author: &Author) -> String {
        let t = self.t;
        match self.reader {
            TimelineReader::Staff { .. } => {
                let with = account.with.iter().map(|person| self.called(*person)).chain(self.present(account));
                let with = wording::list(t, &with.collect::<Vec<_>>());
                say!(t, "entry-contact", means = capital(&account.means.word(t)), with = with)
            }
            TimelineReader::Home { me } => {
                let others = account.with.iter().filter(|person| **person != me);
                let others = others.map(|person| {
                    self.people.get(*person).map_or_else(|| say!(t, "somebody"), |brief| at_home_of(t, brief, self.student))
                });
                self.together(account, say!(t, "entry-you"), others.chain(self.present(account)).collect(), author)
            }
            TimelineReader::Student => {
                let with = account
                    .with
                    .iter()
                    .map(|person| self.people.get(*person).map_or_else(|| say!(t, "somebody"), |brief| yours(t, brief)));
                if account.student_present {
                    return self.together(account, say!(t, "entry-me"), with.collect(), author);
                }
                let with = wording::list(t, &with.collect::<Vec<_>>());
                say!(t, "entry-about-you", how = how(account), staff = self.author(author), with = with)
            }
        }
    }

    /// "U sprak met Joke de Vries", or "U en Amira spraken met Joke de Vries".
    fn together(&self, account: &ContactAccount, reader: String, others: Vec<String>, author: &Author) -> String {
        let (t, how, staff) = (self.t, how(account), self.author(author));
        if others.is_empty() {
            return say!(t, "entry-alone", how = how, who = reader, staff = staff);
        }
        let who: Vec<_> = std::iter::once(reader).chain(others).collect();
        say!(t, "entry-together", how = how, who = wording::list(t, &who), staff = staff)
    }

    /// The student, as one of those who were there.
    fn present(&self, account: &ContactAccount) -> Option<String> {
        account.student_present.then(|| self.student.to_owned())
    }

    pub(crate) fn attempt(&self, attempt: &Attempt, author: &Author) -> String {
        let t = self.t;
        match (self.reader, attempt.outcome) {
            (TimelineReader::Staff { .. }, AttemptOutcome::WrongDetails) => {
                say!(t, "entry-wrong-details", means = attempt.means.code())
            }
            (TimelineReader::Staff { .. }, AttemptOutcome::MessageLeft) => {
                say!(t, "entry-message-left", means = attempt.means.code())
            }
            (TimelineReader::Staff { .. }, outcome) => capital(&outcome.word(t)),
            _ => say!(t, "entry-tried", staff = self.author(author)),
        }
    }

    /// What was said and, for staff, what it was about.
    pub(crate) fn contact_body(&self, account: &ContactAccount) -> AnyView {
        let reason = account.reason.filter(|_| self.is_staff());
        let reason = reason.map(|reason| view! { <Pill on=true word=capital(&reason.word(self.t))/> });
        let topics = account.topics.iter().map(|topic| view! { <Pill word=topic.word(self.t)/> }).collect_view();
        view! { {self.words(account.words.as_ref())}<div class="pills">{reason}{topics}</div> }.into_any()
    }

    pub(crate) fn attempt_body(&self, attempt: &Attempt) -> AnyView {
        self.words(attempt.words.as_ref()).into_any()
    }

    fn words(&self, words: Option<&Personal<Words>>) -> impl IntoView + use<> {
        words.map(|words| erased_or(self.t, words, |words| words.as_str().to_owned())).map(|words| view! { <Prose words/> })
    }

    /// The ways to correct a contact and to withdraw it. An attempt is only withdrawn.
    pub(crate) fn contact_links(&self, entry: &Entry, correctable: bool) -> Option<AnyView> {
        let TimelineReader::Staff { corrects: true, .. } = self.reader else { return None };
        let contact = ContactId(entry.key.id);
        let which = format!(": {}", self.title_of(entry));
        let correct = correctable.then(|| {
            let href = addresses::contact_correction(entry.student, contact);
            view! { <a href=href>{say!(self.t, "entry-correct")}<Hidden words=which.clone()/></a> }
        });
        let href = addresses::contact_withdrawal(entry.student, contact);
        let withdraw = view! { <a href=href>{say!(self.t, "entry-withdraw")}<Hidden words=which/></a> };
        Some(view! { <p class="entry-actions">{correct}{withdraw}</p> }.into_any())
    }
}

/// Nobody speaks in a mail: spoken or written, as the sentences know it.
fn how(account: &ContactAccount) -> &'static str {
    if account.means.is_a_talk() { "spoken" } else { "written" }
}
