use super::{STUDENT_FIRST_HOURS_MAX, School, SchoolRefusal, open_school::NAME_MAX};
use crate::{
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{SchoolId, Stream, StreamKind, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Changes what a school decides for itself (nl: instellingen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeSettings {
    pub school: SchoolId,
    pub name: String,
    pub student_first_hours: u8,
}

/// (nl: instellingen gewijzigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchoolSettingsChanged {
    pub school: SchoolId,
    pub name: String,
    pub student_first_hours: u8,
}

holds_personal!(SchoolSettingsChanged {});

impl IsFact for SchoolSettingsChanged {
    fn stream(&self) -> Stream {
        Stream::of(StreamKind::School, self.school.0)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::school(self.school)]
    }
}

impl Command for ChangeSettings {
    type Story = School;
    type Deed = deeds::ChangeSettings;

    fn stream(&self) -> Stream {
        Stream::of(StreamKind::School, self.school.0)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, school: &School, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if !school.open {
            return Err(SchoolRefusal::NotOpen.into());
        }
        let name = self.name.trim();
        if name.is_empty() {
            return Err(SchoolRefusal::NoName.into());
        }
        if name.chars().count() > NAME_MAX {
            return Err(SchoolRefusal::NameTooLong.into());
        }
        if self.student_first_hours > STUDENT_FIRST_HOURS_MAX {
            return Err(SchoolRefusal::TooManyHours.into());
        }
        if name == school.name && self.student_first_hours == school.student_first_hours {
            return Ok(vec![]);
        }
        let (name, student_first_hours) = (name.to_owned(), self.student_first_hours);
        Ok(vec![with.says(SchoolSettingsChanged { school: self.school, name, student_first_hours })])
    }
}
