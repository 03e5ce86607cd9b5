//! Supporter (nl: steunfiguur): an uncle, aunt, grown-up sister, neighbour or coach who helps a student
//! choose. A supporter counts for reach when parents cannot be reached, and is shown apart. Anybody at home may name one; until
//! the school or a parent with authority lets them in, nothing reaches them.

mod correct_supporter;
mod decide_supporter;
mod end_support;
mod name_supporter;

pub use correct_supporter::{CorrectSupporter, SupporterCorrected};
pub use decide_supporter::{ConfirmSupporter, RefuseSupporter, SupporterConfirmed, SupporterRefused};
pub use end_support::{EndSupport, SupporterEnded};
pub use name_supporter::{NameSupporter, SupporterNamed};

use crate::{
    actor::Role,
    facts::Fact,
    grammar::{Context, Story},
    ids::{PersonId, Stream, StreamKind},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a supporter is to the student (nl: wie het voor de leerling is).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// (nl: zus)
    Sister,
    /// (nl: broer)
    Brother,
    /// (nl: oom)
    Uncle,
    /// (nl: tante)
    Aunt,
    /// (nl: oma)
    Grandmother,
    /// (nl: opa)
    Grandfather,
    /// (nl: buur)
    Neighbour,
    /// (nl: coach)
    Coach,
    /// (nl: iemand anders)
    Other,
}

impl Kinship {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Kinship; 9] = [
        Kinship::Sister,
        Kinship::Brother,
        Kinship::Uncle,
        Kinship::Aunt,
        Kinship::Grandmother,
        Kinship::Grandfather,
        Kinship::Neighbour,
        Kinship::Coach,
        Kinship::Other,
    ];
}

crate::refusals! {
    /// Why something about a supporter is refused.
    pub enum SupporterRefusal {
        StudentGone = "supporter-student-gone",
        NotNamed = "supporter-not-named",
        /// A correction says at least one thing.
        NothingToCorrect = "supporter-nothing-to-correct",
        /// Somebody with a say said no, so only the school can say yes.
        TurnedAway = "supporter-turned-away",
        /// The number is also that of somebody who is kept out, and whoever said yes was not told so.
        NumberKnown = "supporter-number-known",
        /// Whom the student named, the student ends, or the school.
        NamedByStudent = "supporter-named-by-student",
    }
}

/// How a supporter stands with one student (nl: toelating).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// Named, and nobody with a say has said yes (nl: wacht op een ja).
    Waiting,
    /// Let in. `knowing`: those who are kept out and whose number it was, as the school knew when it said yes (nl: toegelaten).
    LetIn { knowing: Vec<PersonId> },
    /// Somebody with a say said no. Only the school can change that (nl: geweigerd).
    TurnedAway,
}

fn stream_of(supporter: PersonId) -> Stream {
    Stream::of(StreamKind::Supporter, supporter.0)
}

/// A supporter and the students that they were named for, now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supporter {
    /// Whoever named them at some time.
    pub ever_named_by: BTreeSet<PersonId>,
    pub students: BTreeMap<PersonId, Admission>,
    /// The students who named them themselves.
    by_student: BTreeSet<PersonId>,
}

impl Story for Supporter {
    fn evolve(mut self, fact: &Fact) -> Supporter {
        match fact {
            Fact::SupporterNamed(fact) => {
                self.ever_named_by.insert(fact.student);
                self.students.insert(fact.student, Admission::Waiting);
                match fact.by_student {
                    true => self.by_student.insert(fact.student),
                    false => self.by_student.remove(&fact.student),
                };
            }
            Fact::SupporterConfirmed(fact) => {
                if let Some(admission) = self.students.get_mut(&fact.student) {
                    *admission = Admission::LetIn { knowing: fact.knowing.clone() };
                }
            }
            Fact::SupporterRefused(fact) => {
                if let Some(admission) = self.students.get_mut(&fact.student) {
                    *admission = Admission::TurnedAway;
                }
            }
            Fact::SupporterEnded(fact) => {
                self.students.remove(&fact.student);
            }
            _ => {}
        }
        self
    }
}

impl Supporter {
    /// May this actor send them away from this student? A parent may say no to somebody who waits. Whom the student named and
    /// somebody let in, the student ends, or the school.
    fn may_end(&self, student: PersonId, context: &Context<'_>) -> Result<(), SupporterRefusal> {
        let is_in = matches!(self.students.get(&student), Some(Admission::LetIn { .. }));
        if is_in && self.by_student.contains(&student) && context.actor.role() == Some(Role::Parent) {
            return Err(SupporterRefusal::NamedByStudent);
        }
        Ok(())
    }
}
