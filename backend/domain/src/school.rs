//! School (nl: school): one location, one log, and the settings it chooses for itself.

mod change_settings;
mod open_school;

pub use change_settings::{ChangeSettings, SchoolSettingsChanged};
pub use open_school::{OpenSchool, SchoolOpened};

use crate::{facts::Fact, grammar::Story};

/// Hours that news about a student waits for the student to see it first: 0 to 72, by default a day.
pub const STUDENT_FIRST_HOURS: u8 = 24;

/// The longest time that news may wait: the duty to inform parents allows a delay, never a block (WVO 2020 art. 2.97).
pub const STUDENT_FIRST_HOURS_MAX: u8 = 72;

crate::refusals! {
    /// Why something about a school is refused.
    pub enum SchoolRefusal {
        NotOpen = "school-not-open",
        NoName = "school-no-name" at "name",
        NameTooLong = "school-name-too-long" at "name",
        TooManyHours = "school-too-many-hours" at "student_first_hours",
        /// The short name is small letters, digits and hyphens.
        SlugShape = "school-slug-shape" at "slug",
        /// Another school has this short name.
        SlugTaken = "school-slug-taken" at "slug",
    }
}

/// The school, once it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct School {
    pub open: bool,
    pub name: String,
    pub student_first_hours: u8,
}

impl Story for School {
    fn evolve(self, fact: &Fact) -> School {
        match fact {
            Fact::SchoolOpened(fact) => School { open: true, name: fact.name.clone(), student_first_hours: STUDENT_FIRST_HOURS },
            Fact::SchoolSettingsChanged(fact) => {
                School { name: fact.name.clone(), student_first_hours: fact.student_first_hours, ..self }
            }
            _ => self,
        }
    }
}
