//! How a planned talk reads on a timeline: one entry, from the invitation until what came of it.

use domain::{
    ids::{PersonId, TalkId},
    talk::{Booking, TalkAccount, TalkOutcome},
    views::{Entry, TalkContent},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Hidden, Icon, Pill},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        naming::{at_home_of, erased_or, yours},
    },
    wording::{self, capital},
};

pub(crate) fn icon(told: &TalkContent) -> Icon {
    match &told.outcome {
        Some(TalkOutcome::Held(_)) => Icon::Talk,
        Some(TalkOutcome::Missed(_)) => Icon::Undo,
        None => Icon::Calendar,
    }
}

impl EntryText<'_> {
    /// What it is and how far it has come.
    pub(crate) fn planned_talk(&self, told: &TalkContent) -> String {
        let (t, what) = (self.t, capital(&told.kind.word(self.t)));
        match (&told.outcome, &told.answers.booking) {
            (Some(TalkOutcome::Held(account)), _) => say!(t, "entry-talk-held", what = what, with = self.who_came(account)),
            (Some(TalkOutcome::Missed(_)), _) => say!(t, "entry-talk-missed", what = what),
            (None, Some(booking)) => {
                say!(t, "entry-talk-booked", what = what, at = wording::moment(t, booking.at, self.today))
            }
            (None, None) => say!(t, "entry-talk-invited", what = told.kind.word(t)),
        }
    }

    /// Everybody of home who was there, and the student.
    fn who_came(&self, account: &TalkAccount) -> String {
        let student = account.student_absent.is_none().then(|| match self.reader {
            TimelineReader::Student => say!(self.t, "entry-me-too"),
            _ => self.student.to_owned(),
        });
        let home = account.with.iter().map(|person| self.of_home(*person));
        wording::list(self.t, &home.chain(student).collect::<Vec<_>>())
    }

    fn of_home(&self, person: PersonId) -> String {
        let brief = self.people.get(person);
        match (self.reader, brief) {
            (TimelineReader::Home { me }, _) if me == person => say!(self.t, "entry-you-too"),
            (TimelineReader::Home { .. }, Some(brief)) => at_home_of(self.t, brief, self.student),
            (TimelineReader::Student, Some(brief)) => yours(self.t, brief),
            _ => self.called(person),
        }
    }

    /// Where it is or was.
    pub(crate) fn talk_place(&self, told: &TalkContent) -> Option<String> {
        match (&told.outcome, &told.answers.booking) {
            (Some(TalkOutcome::Held(account)), _) => Some(account.venue.word(self.t)),
            (Some(TalkOutcome::Missed(why)), _) => Some(erased_or(self.t, why, |why| why.word(self.t))),
            (None, Some(booking)) => Some(booking.venue.word(self.t)),
            (None, None) => None,
        }
    }

    /// What home answered, and what staff should not overlook.
    pub(crate) fn talk_body(&self, told: &TalkContent) -> impl IntoView + use<> {
        let t = self.t;
        let answers = told.answers.others.iter().filter(|_| told.outcome.is_none()).map(|answer| match self.reader {
            TimelineReader::Staff { .. } => format!("{} {}", self.called(answer.by), answer.what.word(t)),
            _ => wording::say(t, &format!("said-{}", answer.what.code()), &[]),
        });
        let answers: Vec<_> = answers.map(|word| view! { <Pill word=capital(&word)/> }).collect();
        let absent = match &told.outcome {
            Some(TalkOutcome::Held(TalkAccount { student_absent: Some(why), .. })) => {
                Some(say!(t, "entry-talk-without", student = self.student, why = erased_or(t, why, |why| why.word(t))))
            }
            _ => None,
        };
        let absent = absent.filter(|_| matches!(self.reader, TimelineReader::Staff { .. })).map(|word| view! { <Pill word/> });
        let interpreter = matches!(&told.outcome, Some(TalkOutcome::Held(account)) if account.has_interpreter())
            || (told.outcome.is_none() && told.answers.booking.as_ref().is_some_and(Booking::has_interpreter));
        let interpreter = interpreter.then(|| view! { <Pill word=say!(t, "talk-with-interpreter")/> });
        (!answers.is_empty() || absent.is_some() || interpreter.is_some())
            .then(|| view! { <div class="pills">{answers}{absent}{interpreter}</div> })
    }

    /// The way to the talk's own page, for a reader who has one.
    pub(crate) fn talk_acts(&self, entry: &Entry, told: &TalkContent) -> Option<AnyView> {
        let t = self.t;
        let (href, words) = match self.reader {
            TimelineReader::Staff { corrects: true, .. } => {
                (addresses::talk(entry.student, TalkId(entry.key.id)), say!(t, "talk-sheet-open"))
            }
            TimelineReader::Home { me } if told.invited.contains(&me) => {
                (addresses::home_talk(TalkId(entry.key.id)).of_child(entry.student), say!(t, "talk-open"))
            }
            TimelineReader::Student => (addresses::own_talk(TalkId(entry.key.id)), say!(t, "talk-open")),
            _ => return None,
        };
        let which = format!(": {}", self.planned_talk(told));
        Some(view! { <p class="entry-actions"><a href=href>{words}<Hidden words=which/></a></p> }.into_any())
    }
}
