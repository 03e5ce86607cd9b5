use super::{Class, ClassRefusal, Track, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
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

    fn decide(&self, class: &Class, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if class.open {
            return Ok(vec![]);
        }
        let name = self.name.trim();
        if name.is_empty() {
            return Err(ClassRefusal::NoName.into());
        }
        if name.chars().count() > 20 {
            return Err(ClassRefusal::NameTooLong.into());
        }
        if self.year.is_some_and(|year| !(1..=4).contains(&year)) {
            return Err(ClassRefusal::NoSuchYear.into());
        }
        Ok(vec![with.says(ClassOpened {
            school: with.actor.school(),
            class: self.class,
            name: name.to_owned(),
            school_year: self.school_year,
            year: self.year,
            track: self.track,
        })])
    }
}
