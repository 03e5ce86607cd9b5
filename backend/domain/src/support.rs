//! Support (nl: steun per onderdeel): who helps a student with what, looked at part by part and with the student,
//! and how far the student steers (nl: regie).

mod answer_help;
mod examine_support;
mod name_level;

pub use answer_help::{AnswerHelp, HelpAnswered};
pub use examine_support::{ExamineSupport, SupportExamined};
pub use name_level::{LevelNamed, NameLevel};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{PersonId, Stream, StreamKind},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that a student may need help with (nl: onderdeel).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportPart {
    /// (nl: thuis praten over later)
    HomeTalk,
    /// (nl: een stageplek vinden)
    Internship,
    /// (nl: een gesprek met iemand over werk)
    Interview,
    /// (nl: mee naar een open dag of het mbo)
    Visit,
    /// (nl: een gesprek oefenen)
    Practise,
    /// (nl: aanmelden)
    Apply,
}

impl SupportPart {
    /// In the order in which they are looked at.
    pub const ALL: [SupportPart; 6] = [
        SupportPart::HomeTalk,
        SupportPart::Internship,
        SupportPart::Interview,
        SupportPart::Visit,
        SupportPart::Practise,
        SupportPart::Apply,
    ];
}

/// Who does a part, or helps with it (nl: wie helpt).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Helper {
    /// The student does it alone (nl: ik doe het zelf).
    #[serde(rename = "self")]
    Myself,
    /// Somebody at home shares it (nl: helpt mee).
    Shares(PersonId),
    /// Somebody at home takes it over (nl: doet dit met mij, in plaats van een ander).
    TakesOver(PersonId),
    /// (nl: school helpt)
    School,
}

impl Helper {
    /// The person at home who helps; `None` for the student alone and for the school.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Helper::Shares(person) | Helper::TakesOver(person) => Some(person),
            Helper::Myself | Helper::School => None,
        }
    }
}

/// What somebody says when they were put down for a part (nl: lukt dat?).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpAnswer {
    /// (nl: ja)
    Yes,
    /// Not alone (nl: samen).
    Together,
    /// (nl: liever niet)
    RatherNot,
}

impl HelpAnswer {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [HelpAnswer; 3] = [HelpAnswer::Yes, HelpAnswer::Together, HelpAnswer::RatherNot];
}

/// How far a student steers their own way (nl: passende mate van regie).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SteeringLevel {
    /// Others begin, the student joins in (nl: een ander begint, ik doe mee).
    JoinsIn,
    /// (nl: we doen het samen)
    Together,
    /// (nl: ik begin, een ander kijkt mee)
    Leads,
    /// (nl: ik doe het zelf en vraag hulp als ik dat wil)
    Alone,
}

impl SteeringLevel {
    /// From the least to the most.
    pub const ALL: [SteeringLevel; 4] =
        [SteeringLevel::JoinsIn, SteeringLevel::Together, SteeringLevel::Leads, SteeringLevel::Alone];
}

/// The two who agree on it (nl: wie dat vindt).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Steers {
    Student,
    School,
}

crate::refusals! {
    /// Why something about support is refused.
    pub enum SupportRefusal {
        /// The student is not, or no longer, at this school.
        StudentGone = "support-student-gone",
        /// Somebody who is not, or no longer, around this student, or may see nothing of them.
        Stranger = "support-stranger" at "helper",
        /// One person cannot share a part and take it over as well.
        TwoWays = "support-two-ways" at "helper",
        /// Somebody changed this part since the page was opened.
        ChangedMeanwhile = "support-changed-meanwhile" => LookAgain,
        /// Only the student and the mentor agree on steering.
        NotYours = "support-not-yours",
        /// They are not, or no longer, put down for this part.
        NotAsked = "support-not-asked",
    }
}

fn stream_of(student: PersonId) -> Stream {
    Stream::of(StreamKind::Support, student.0)
}

/// Who helps one student with what, now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Support {
    parts: BTreeMap<SupportPart, Examined>,
    levels: BTreeMap<Steers, SteeringLevel>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Examined {
    helpers: Vec<Helper>,
    answers: BTreeMap<PersonId, HelpAnswer>,
    times: u32,
}

impl Story for Support {
    fn evolve(mut self, fact: &Fact) -> Support {
        match fact {
            Fact::SupportExamined(fact) => {
                let part = self.parts.entry(fact.part).or_default();
                let mut answers = std::mem::take(&mut part.answers);
                answers.retain(|person, _| helps_as_before(*person, &part.helpers, &fact.helpers));
                *part = Examined { helpers: fact.helpers.clone(), answers, times: part.times + 1 };
            }
            Fact::HelpAnswered(fact) => {
                self.parts.entry(fact.part).or_default().answers.insert(fact.by, fact.answer);
            }
            Fact::LevelNamed(fact) => {
                self.levels.insert(fact.by, fact.level);
            }
            _ => {}
        }
        self
    }
}

/// Is this person put down for the same as before? Only then what they answered still stands.
pub(crate) fn helps_as_before(person: PersonId, before: &[Helper], now: &[Helper]) -> bool {
    let mine = |helpers: &[Helper]| helpers.iter().find(|helper| helper.person() == Some(person)).copied();
    mine(now).is_some() && mine(now) == mine(before)
}
