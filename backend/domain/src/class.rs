//! Class (nl: klas): the students who share a mentor in one school year.

mod assign_mentor;
mod correct_class;
mod open_class;
mod relieve_mentor;
mod withdraw_class;

pub use assign_mentor::{AssignMentor, MentorAssigned};
pub use correct_class::{ClassCorrected, CorrectClass};
pub use open_class::{ClassOpened, OpenClass};
pub use relieve_mentor::{MentorRelieved, RelieveMentor};
pub use withdraw_class::{ClassWithdrawn, WithdrawClass};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{ClassId, PersonId, Stream, StreamKind},
    time::SchoolYear,
    values::tidy,
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
        /// Somebody is or was in it: it has a history, and only its name can be put right.
        NotEmpty = "class-not-empty",
    }
}

fn stream_of(class: ClassId) -> Stream {
    Stream::of(StreamKind::Class, class.0)
}

/// A class and who its mentors are now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// What it is, while it is open.
    pub label: Option<ClassLabel>,
    pub mentors: BTreeSet<PersonId>,
}

/// What a class is called, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassLabel {
    /// At most twenty characters.
    pub name: String,
    /// The school year that it is for.
    pub school_year: SchoolYear,
    /// Year of vmbo, 1 to 4 (nl: leerjaar).
    pub year: Option<u8>,
    /// (nl: leerweg)
    pub track: Option<Track>,
}

impl ClassLabel {
    fn checked(self) -> Result<ClassLabel, ClassRefusal> {
        let name = tidy(&self.name);
        if name.is_empty() {
            return Err(ClassRefusal::NoName);
        }
        if name.chars().count() > 20 {
            return Err(ClassRefusal::NameTooLong);
        }
        if self.year.is_some_and(|year| !(1..=4).contains(&year)) {
            return Err(ClassRefusal::NoSuchYear);
        }
        Ok(ClassLabel { name, ..self })
    }
}

impl Story for Class {
    fn evolve(mut self, fact: &Fact) -> Class {
        match fact {
            Fact::ClassOpened(ClassOpened { name, school_year, year, track, .. })
            | Fact::ClassCorrected(ClassCorrected { name, school_year, year, track, .. }) => {
                let (name, school_year, year, track) = (name.clone(), *school_year, *year, *track);
                self.label = Some(ClassLabel { name, school_year, year, track });
            }
            Fact::ClassWithdrawn(_) => self.label = None,
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
