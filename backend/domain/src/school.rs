//! School (nl: school): one location, one log, and the settings it chooses for itself.

mod change_settings;
mod open_school;

pub use change_settings::{ChangeSettings, SchoolSettingsChanged};
pub use open_school::{OpenSchool, SchoolOpened};

use crate::{facts::Fact, grammar::Story};
use serde::{Deserialize, Serialize};

/// Hours that news about a student waits for the student to see it first: 0 to 72, by default a day.
pub const STUDENT_FIRST_HOURS: u8 = 24;

/// The longest time that news may wait: the duty to inform parents allows a delay, never a block (WVO 2020 art. 2.97).
pub const STUDENT_FIRST_HOURS_MAX: u8 = 72;

/// Until when parents may read how it goes, as far as that is the school's to say (nl: tot wanneer ouders meekijken). From sixteen on
/// the student's rights are their own (UAVG art. 5); parents are told of progress until eighteen (WVO 2020 art. 2.97).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentsFollowUntil {
    Sixteen,
    #[default]
    Eighteen,
}

impl ParentsFollowUntil {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [ParentsFollowUntil; 2] = [ParentsFollowUntil::Sixteen, ParentsFollowUntil::Eighteen];
}

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
    pub city: String,
    pub student_first_hours: u8,
    pub parents_follow_until: ParentsFollowUntil,
}

impl Story for School {
    fn evolve(self, fact: &Fact) -> School {
        match fact {
            Fact::SchoolOpened(fact) => School {
                open: true,
                name: fact.name.clone(),
                city: fact.city.clone(),
                student_first_hours: STUDENT_FIRST_HOURS,
                parents_follow_until: ParentsFollowUntil::default(),
            },
            Fact::SchoolSettingsChanged(fact) => School {
                name: fact.name.clone(),
                city: fact.city.clone().unwrap_or(self.city),
                student_first_hours: fact.student_first_hours,
                parents_follow_until: fact.parents_follow_until,
                ..self
            },
            _ => self,
        }
    }
}
