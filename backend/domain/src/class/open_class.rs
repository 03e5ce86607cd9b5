use super::{Class, ClassLabel, Track, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, SchoolId, Stream, Tag},
    policy::{About, deeds},
    time::SchoolYear,
};
use serde::{Deserialize, Serialize};

/// Makes a class for a school year (nl: klas maken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenClass {
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
    /// Year of vmbo, 1 to 4 (nl: leerjaar); unknown when the school's list does not say.
    pub year: Option<u8>,
    pub track: Option<Track>,
}

/// (nl: klas gemaakt)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassOpened {
    pub school: SchoolId,
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
    pub year: Option<u8>,
    pub track: Option<Track>,
}

holds_personal!(ClassOpened {});

impl IsFact for ClassOpened {
    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class), Tag::school(self.school)]
    }
}

impl Command for OpenClass {
    type Story = Class;
    type Deed = deeds::OpenClass;

    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, class: &Class, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if class.label.is_some() {
            return Ok(vec![]);
        }
        let (school_year, year, track) = (self.school_year, self.year, self.track);
        let ClassLabel { name, .. } = ClassLabel { name: self.name.clone(), school_year, year, track }.checked()?;
        let (school, class) = (context.actor.school(), self.class);
        Ok(vec![context.new_fact(ClassOpened { school, class, name, school_year, year, track })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Role, class::ClassRefusal, spec::*};

    fn class_3b() -> OpenClass {
        OpenClass { class: CLASS_3B, name: " 3B ".into(), school_year: SchoolYear(2025), year: Some(3), track: None }
    }

    #[test]
    fn a_class_opens_once_in_the_actors_own_school() {
        given([]).by(ADMIN, Role::SchoolAdmin).when(&class_3b()).then([class_opened(CLASS_3B, "3B")]);
        given([class_opened(CLASS_3B, "3B")]).by(ADMIN, Role::SchoolAdmin).when(&class_3b()).then([]);
    }

    #[test]
    fn year_and_track_may_be_unknown() {
        given([]).when(&OpenClass { year: None, ..class_3b() }).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_class_has_a_short_name_and_one_of_four_years() {
        given([]).when(&OpenClass { name: "  ".into(), ..class_3b() }).then_refused(ClassRefusal::NoName);
        given([]).when(&OpenClass { name: "x".repeat(21), ..class_3b() }).then_refused(ClassRefusal::NameTooLong);
        for year in [0, 5] {
            given([]).when(&OpenClass { year: Some(year), ..class_3b() }).then_refused(ClassRefusal::NoSuchYear);
        }
    }
}
