use super::{Class, ClassLabel, ClassRefusal, Track, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, SchoolId, Stream, Tag},
    policy::{About, deeds},
    time::SchoolYear,
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Puts right what a class is called, or what it is (nl: klas verbeteren). What is not given stays as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectClass {
    pub class: ClassId,
    pub name: Option<String>,
    pub school_year: Option<SchoolYear>,
    pub year: Option<u8>,
    pub track: Option<Track>,
    pub reason: ChangeReason,
}

/// (nl: klas verbeterd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassCorrected {
    pub school: SchoolId,
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
    pub year: Option<u8>,
    pub track: Option<Track>,
    pub reason: ChangeReason,
}

holds_personal!(ClassCorrected {});

impl IsFact for ClassCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class), Tag::school(self.school)]
    }
}

impl Command for CorrectClass {
    type Story = Class;
    type Deed = deeds::OpenClass;

    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }

    fn decide(&self, class: &Class, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let label = class.label.as_ref().ok_or(ClassRefusal::NotThere)?;
        let corrected = ClassLabel {
            name: self.name.clone().unwrap_or_else(|| label.name.clone()),
            school_year: self.school_year.unwrap_or(label.school_year),
            year: self.year.or(label.year),
            track: self.track.or(label.track),
        };
        let corrected = corrected.checked()?;
        if corrected == *label {
            return Ok(vec![]);
        }
        let ClassLabel { name, school_year, year, track } = corrected;
        let (school, class, reason) = (context.actor.school(), self.class, self.reason);
        Ok(vec![context.new_fact(ClassCorrected { school, class, name, school_year, year, track, reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Role, spec::*};

    const NOTHING: CorrectClass =
        CorrectClass { class: CLASS_3B, name: None, school_year: None, year: None, track: None, reason: ChangeReason::Mistake };

    #[test]
    fn what_is_given_is_put_right_and_the_rest_stays() {
        let command = CorrectClass { name: Some(" 3K ".into()), track: Some(Track::Middle), ..NOTHING };
        given([class_opened(CLASS_3B, "3B")]).by(ADMIN, Role::SchoolAdmin).when(&command).then([ClassCorrected {
            school: SCHOOL,
            class: CLASS_3B,
            name: "3K".into(),
            school_year: SchoolYear(2025),
            year: Some(3),
            track: Some(Track::Middle),
            reason: ChangeReason::Mistake,
        }
        .into()]);
    }

    #[test]
    fn what_is_so_already_changes_nothing() {
        for command in [NOTHING, CorrectClass { name: Some("3B".into()), year: Some(3), ..NOTHING }] {
            given([class_opened(CLASS_3B, "3B")]).when(&command).then([]);
        }
    }

    #[test]
    fn it_stays_a_class() {
        given([]).when(&NOTHING).then_refused(ClassRefusal::NotThere);
        let name = CorrectClass { name: Some(" ".into()), ..NOTHING };
        given([class_opened(CLASS_3B, "3B")]).when(&name).then_refused(ClassRefusal::NoName);
        let year = CorrectClass { year: Some(5), ..NOTHING };
        given([class_opened(CLASS_3B, "3B")]).when(&year).then_refused(ClassRefusal::NoSuchYear);
    }
}
