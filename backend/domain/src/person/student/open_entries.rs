//! The student sees news about themselves first (nl: eerst de leerling), and the school remembers what they have opened.

use crate::{
    facts::{Fact, IsFact},
    grammar::{Command, Context, NewFact, Refusal, Story},
    holds_personal,
    ids::{PersonId, Stream, StreamKind, Tag},
    policy::{About, deeds},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::refusals! {
    /// Why something about what somebody sees is refused.
    pub enum EntryRefusal {
        /// The student is not, or no longer, at this school.
        StudentGone = "entry-student-gone",
    }
}

fn stream_of(student: PersonId) -> Stream {
    Stream::of(StreamKind::Reading, student.0)
}

/// What one student has opened, and as it stood when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenedEntries(BTreeMap<Tag, DateTime<Utc>>);

impl Story for OpenedEntries {
    fn evolve(mut self, fact: &Fact) -> OpenedEntries {
        if let Fact::EntryOpened(fact) = fact {
            self.0.insert(fact.entry, fact.as_told);
        }
        self
    }
}

/// Notes that the student has had these entries before them on their own page (nl: openen door de leerling). Nobody types
/// this; the page sends it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenEntries {
    pub student: PersonId,
    /// Each entry, with the moment at which what stood there was recorded: what is told anew later is news again.
    pub entries: Vec<(Tag, DateTime<Utc>)>,
}

/// The student saw what there is about them (nl: door de leerling geopend). From now on home may see it too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryOpened {
    pub student: PersonId,
    pub entry: Tag,
    /// When what they saw was recorded.
    pub as_told: DateTime<Utc>,
}

holds_personal!(EntryOpened {});

impl IsFact for EntryOpened {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), self.entry]
    }
}

impl Command for OpenEntries {
    type Story = OpenedEntries;
    type Deed = deeds::OpenEntries;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, opened: &OpenedEntries, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.enrolled(self.student).is_none() {
            return Err(EntryRefusal::StudentGone.into());
        }
        let is_news = |(entry, as_told): &&(Tag, DateTime<Utc>)| opened.0.get(entry).is_none_or(|seen| seen < as_told);
        let news = self.entries.iter().filter(is_news);
        Ok(news.map(|&(entry, as_told)| context.new_fact(EntryOpened { student: self.student, entry, as_told })).collect())
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Role, spec::*};
    use chrono::TimeDelta;

    fn opens(entries: &[(Tag, DateTime<Utc>)]) -> OpenEntries {
        OpenEntries { student: AMIRA, entries: entries.to_vec() }
    }

    fn opened(as_told: DateTime<Utc>) -> Fact {
        EntryOpened { student: AMIRA, entry: Tag::contact(CONTACT), as_told }.into()
    }

    #[test]
    fn what_the_student_had_before_them_is_opened_once() {
        let told = now().recorded_at;
        let contact = (Tag::contact(CONTACT), told);
        given([]).by(AMIRA, Role::Student).when(&opens(&[contact])).then([opened(told)]);
        given([opened(told)]).by(AMIRA, Role::Student).when(&opens(&[contact])).then([]);
        given([]).by(AMIRA, Role::Student).when(&opens(&[])).then([]);
    }

    #[test]
    fn what_was_told_anew_is_opened_again() {
        let (told, anew) = (now().recorded_at, now().recorded_at + TimeDelta::minutes(1));
        given([opened(told)]).when(&opens(&[(Tag::contact(CONTACT), anew)])).then([opened(anew)]);
        given([opened(anew)]).when(&opens(&[(Tag::contact(CONTACT), told)])).then([]);
    }

    #[test]
    fn the_student_is_here() {
        let gone = OpenEntries { student: ZUS_NAIMA, entries: vec![] };
        given([]).when(&gone).then_refused(EntryRefusal::StudentGone);
    }
}
