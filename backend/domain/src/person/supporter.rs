//! Supporter (nl: steunfiguur): an uncle, aunt, grown-up sister, neighbour or coach who helps a student
//! choose. A supporter counts for reach when parents cannot be reached, and is shown apart.

mod end_support;
mod name_supporter;

pub use end_support::{EndSupport, SupporterEnded};
pub use name_supporter::{NameSupporter, SupporterNamed};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{PersonId, Stream, StreamKind},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
    }
}

fn stream_of(supporter: PersonId) -> Stream {
    Stream::of(StreamKind::Supporter, supporter.0)
}

/// A supporter and the students they support, now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supporter {
    pub known: bool,
    pub students: BTreeSet<PersonId>,
}

impl Story for Supporter {
    fn evolve(mut self, fact: &Fact) -> Supporter {
        match fact {
            Fact::SupporterNamed(fact) => {
                self.known = true;
                self.students.insert(fact.student);
            }
            Fact::SupporterEnded(fact) => {
                self.students.remove(&fact.student);
            }
            _ => {}
        }
        self
    }
}
