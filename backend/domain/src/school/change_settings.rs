use super::{STUDENT_FIRST_HOURS_MAX, School, SchoolRefusal, open_school::NAME_MAX};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{SchoolId, Stream, StreamKind, Tag},
    policy::{About, deeds},
    values::tidy,
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

    fn decide(&self, school: &School, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !school.open {
            return Err(SchoolRefusal::NotOpen.into());
        }
        let name = tidy(&self.name);
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
        let student_first_hours = self.student_first_hours;
        Ok(vec![context.new_fact(SchoolSettingsChanged { school: self.school, name, student_first_hours })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::SchoolOpened;
    use super::*;
    use crate::{facts::Fact, spec::*};

    fn opened() -> Fact {
        SchoolOpened { school: SCHOOL, name: "Noordrand College".into(), city: "Rotterdam".into() }.into()
    }

    fn wait(hours: u8) -> ChangeSettings {
        ChangeSettings { school: SCHOOL, name: "Noordrand College".into(), student_first_hours: hours }
    }

    #[test]
    fn news_can_wait_for_the_student_up_to_three_days() {
        for hours in [0, 48, 72] {
            let name = "Noordrand College".into();
            given([opened()]).when(&wait(hours)).then([SchoolSettingsChanged {
                school: SCHOOL,
                name,
                student_first_hours: hours,
            }
            .into()]);
        }
        given([opened()]).when(&wait(73)).then_refused(SchoolRefusal::TooManyHours);
    }

    #[test]
    fn what_is_so_already_changes_nothing() {
        given([opened()]).when(&wait(24)).then([]);
        let named = ChangeSettings { name: " Noordrand College ".into(), ..wait(24) };
        given([opened()]).when(&named).then([]);
    }

    #[test]
    fn only_an_open_school_has_settings_and_it_keeps_a_name() {
        given([]).when(&wait(48)).then_refused(SchoolRefusal::NotOpen);
        given([opened()]).when(&ChangeSettings { name: "".into(), ..wait(24) }).then_refused(SchoolRefusal::NoName);
        let long = ChangeSettings { name: "x".repeat(101), ..wait(24) };
        given([opened()]).when(&long).then_refused(SchoolRefusal::NameTooLong);
    }
}
