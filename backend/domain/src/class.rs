//! Class (nl: klas): the students who share a mentor in one school year.

mod assign_mentor;
mod open_class;
mod relieve_mentor;

pub use assign_mentor::{AssignMentor, MentorAssigned};
pub use open_class::{ClassOpened, OpenClass};
pub use relieve_mentor::{MentorRelieved, RelieveMentor};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{ClassId, PersonId, Stream, StreamKind},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The four learning paths of vmbo (nl: leerweg).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// (nl: basisberoepsgericht)
    Basic,
    /// (nl: kaderberoepsgericht)
    Middle,
    /// (nl: gemengd)
    Mixed,
    /// (nl: theoretisch)
    Theoretical,
}

impl Track {
    /// From the most practical to the most theoretical.
    pub const ALL: [Track; 4] = [Track::Basic, Track::Middle, Track::Mixed, Track::Theoretical];
}

crate::refusals! {
    /// Why something about a class is refused.
    pub enum ClassRefusal {
        NotThere = "class-not-there",
        NoName = "class-no-name" at "name",
        NameTooLong = "class-name-too-long" at "name",
        /// vmbo has four years.
        NoSuchYear = "class-no-such-year" at "year",
        /// Only somebody who is a mentor at this school can be a class's mentor.
        NotAMentor = "class-not-a-mentor" at "mentor",
    }
}

fn stream_of(class: ClassId) -> Stream {
    Stream::of(StreamKind::Class, class.0)
}

/// A class and who its mentors are now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    pub open: bool,
    pub mentors: BTreeSet<PersonId>,
}

impl Story for Class {
    fn evolve(mut self, fact: &Fact) -> Class {
        match fact {
            Fact::ClassOpened(_) => self.open = true,
            Fact::MentorAssigned(fact) => {
                self.mentors.insert(fact.mentor);
            }
            Fact::MentorRelieved(fact) => {
                self.mentors.remove(&fact.mentor);
            }
            _ => {}
        }
        self
    }
}
