use super::{Place, View};
use crate::{
    actor::Author,
    contact::{Account, Means, Outcome},
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Position, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal, PersonalSlot},
    time::Occurred,
    values::Words,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A student's timeline (nl: tijdlijn): what happened, one row per thing that happened, with what was told before.
pub struct Timeline;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub key: Tag,
    pub student: PersonId,
    /// The position of the first telling: it orders entries of one day.
    pub pos: Position,
    pub occurred: Occurred,
    pub recorded_at: DateTime<Utc>,
    pub author: Author,
    pub told: Told,
    pub withdrawn: Option<Withdrawal>,
    /// Earlier tellings, oldest first; a correction never hides what stood there.
    pub earlier: Vec<Earlier>,
}

holds_personal!(Entry { told, withdrawn, earlier });

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    ContactMade(Account),
    ContactAttempted(Attempt),
    Enrolled { class: ClassId },
}

impl HoldsPersonal for Told {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        match self {
            Told::ContactMade(account) => account.each_personal(see),
            Told::ContactAttempted(attempt) => attempt.each_personal(see),
            Told::Enrolled { .. } => {}
        }
    }
}

impl PersonalSlot for Told {
    fn walk(&mut self, _: &'static str, see: &mut EachPersonal<'_>) {
        self.each_personal(see);
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    pub means: Means,
    pub outcome: Outcome,
    pub with: Option<PersonId>,
    pub words: Option<Personal<Words>>,
}

holds_personal!(Attempt { words });

/// What was told before a correction, and why it was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    pub occurred: Occurred,
    pub told: Told,
    pub recorded_at: DateTime<Utc>,
    pub author: Author,
    /// Why the next telling replaced this one.
    pub because: Personal<Words>,
}

holds_personal!(Earlier { told, because });

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub recorded_at: DateTime<Utc>,
    pub author: Author,
    pub because: Personal<Words>,
}

holds_personal!(Withdrawal { because });

impl View for Timeline {
    type Row = Entry;
    const NAME: &'static str = "timeline";
    const VERSION: i16 = 1;
    const CONSUMES: &'static [&'static str] =
        &["student.enrolled", "contact.attempted", "contact.made", "contact.corrected", "contact.withdrawn"];

    fn keys(event: &Event) -> Vec<Tag> {
        let key = match &event.fact {
            Fact::StudentEnrolled(fact) => Tag::moment(fact.student.0),
            Fact::ContactAttempted(fact) => Tag::contact(fact.contact),
            Fact::ContactMade(fact) => Tag::contact(fact.contact),
            Fact::ContactCorrected(fact) => Tag::contact(fact.contact),
            Fact::ContactWithdrawn(fact) => Tag::contact(fact.contact),
            _ => return vec![],
        };
        vec![key]
    }

    fn fold(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
        match &event.fact {
            Fact::StudentEnrolled(fact) => Some(first(key, fact.student, event, Told::Enrolled { class: fact.class })),
            Fact::ContactMade(fact) => Some(first(key, fact.student, event, Told::ContactMade(fact.account.clone()))),
            Fact::ContactAttempted(fact) => {
                let attempt = Attempt { means: fact.means, outcome: fact.outcome, with: fact.with, words: fact.words.clone() };
                Some(first(key, fact.student, event, Told::ContactAttempted(attempt)))
            }
            Fact::ContactCorrected(fact) => {
                let mut row = row?;
                let told = std::mem::replace(&mut row.told, Told::ContactMade(fact.account.clone()));
                let author = std::mem::replace(&mut row.author, event.author.clone());
                row.earlier.push(Earlier {
                    occurred: row.occurred,
                    told,
                    recorded_at: row.recorded_at,
                    author,
                    because: fact.because.clone(),
                });
                row.occurred = fact.occurred;
                row.recorded_at = event.recorded_at;
                Some(row)
            }
            Fact::ContactWithdrawn(fact) => {
                let mut row = row?;
                row.withdrawn = Some(Withdrawal {
                    recorded_at: event.recorded_at,
                    author: event.author.clone(),
                    because: fact.because.clone(),
                });
                Some(row)
            }
            _ => row,
        }
    }

    fn place(row: &Entry) -> Option<Place> {
        Some(Place { list: Tag::student(row.student), on: row.occurred.on, pos: row.pos })
    }
}

fn first(key: Tag, student: PersonId, event: &Event, told: Told) -> Entry {
    Entry {
        key,
        student,
        pos: event.pos,
        occurred: event.occurred,
        recorded_at: event.recorded_at,
        author: event.author.clone(),
        told,
        withdrawn: None,
        earlier: vec![],
    }
}
