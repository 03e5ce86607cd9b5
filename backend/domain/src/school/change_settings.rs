use super::{ParentsFollowUntil, STUDENT_FIRST_HOURS_MAX, School, SchoolRefusal, open_school::NAME_MAX};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{SchoolId, Stream, StreamKind, Tag},
    policy::{About, deeds},
    values::{ChangeReason, tidy},
};
use serde::{Deserialize, Serialize};

/// Changes what a school decides for itself (nl: instellingen). What is not given stays as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeSettings {
    pub school: SchoolId,
    pub name: Option<String>,
    pub city: Option<String>,
    pub student_first_hours: Option<u8>,
    pub parents_follow_until: Option<ParentsFollowUntil>,
    pub reason: ChangeReason,
}

/// (nl: instellingen gewijzigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchoolSettingsChanged {
    pub school: SchoolId,
    pub name: String,
    /// None: the city stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    pub student_first_hours: u8,
    #[serde(default)]
    pub parents_follow_until: ParentsFollowUntil,
    pub reason: ChangeReason,
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
        let name = self.name.as_ref().map_or_else(|| school.name.clone(), |name| tidy(name));
        let student_first_hours = self.student_first_hours.unwrap_or(school.student_first_hours);
        let parents_follow_until = self.parents_follow_until.unwrap_or(school.parents_follow_until);
        let city = self.city.as_ref().map_or_else(|| school.city.clone(), |city| tidy(city));
        if name.is_empty() {
            return Err(SchoolRefusal::NoName.into());
        }
        if name.chars().count() > NAME_MAX || city.chars().count() > NAME_MAX {
            return Err(SchoolRefusal::NameTooLong.into());
        }
        if student_first_hours > STUDENT_FIRST_HOURS_MAX {
            return Err(SchoolRefusal::TooManyHours.into());
        }
        let changed = School { open: true, name, city, student_first_hours, parents_follow_until };
        if changed == *school {
            return Ok(vec![]);
        }
        let School { name, city, .. } = changed;
        Ok(vec![context.new_fact(SchoolSettingsChanged {
            school: self.school,
            name,
            city: Some(city).filter(|city| *city != school.city),
            student_first_hours,
            parents_follow_until,
            reason: self.reason,
        })])
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

    const NOTHING: ChangeSettings = ChangeSettings {
        school: SCHOOL,
        name: None,
        city: None,
        student_first_hours: None,
        parents_follow_until: None,
        reason: ChangeReason::Changed,
    };

    fn wait(hours: u8) -> ChangeSettings {
        ChangeSettings { student_first_hours: Some(hours), ..NOTHING }
    }

    fn changed(student_first_hours: u8, parents_follow_until: ParentsFollowUntil) -> Fact {
        let (name, reason) = ("Noordrand College".into(), ChangeReason::Changed);
        SchoolSettingsChanged { school: SCHOOL, name, city: None, student_first_hours, parents_follow_until, reason }.into()
    }

    #[test]
    fn news_can_wait_for_the_student_up_to_three_days() {
        for hours in [0, 48, 72] {
            given([opened()]).when(&wait(hours)).then([changed(hours, ParentsFollowUntil::Eighteen)]);
        }
        given([opened()]).when(&wait(73)).then_refused(SchoolRefusal::TooManyHours);
    }

    #[test]
    fn a_school_can_let_parents_follow_until_sixteen_and_what_is_not_given_stays() {
        let until = |until| ChangeSettings { parents_follow_until: Some(until), ..NOTHING };
        let waits = || changed(48, ParentsFollowUntil::Eighteen);
        given([opened(), waits()]).when(&until(ParentsFollowUntil::Sixteen)).then([changed(48, ParentsFollowUntil::Sixteen)]);
        given([opened(), waits()]).when(&until(ParentsFollowUntil::Eighteen)).then([]);
    }

    #[test]
    fn another_city_is_said_and_the_name_stays() {
        let moved = ChangeSettings { city: Some(" Schiedam ".into()), ..NOTHING };
        given([opened()]).when(&moved).then_facts(|facts| {
            matches!(facts, [Fact::SchoolSettingsChanged(fact)] if fact.city.as_deref() == Some("Schiedam") && fact.name == "Noordrand College")
        });
    }

    #[test]
    fn what_is_so_already_changes_nothing() {
        given([opened()]).when(&wait(24)).then([]);
        given([opened()]).when(&NOTHING).then([]);
        given([opened()]).when(&ChangeSettings { name: Some(" Noordrand College ".into()), ..NOTHING }).then([]);
    }

    #[test]
    fn only_an_open_school_has_settings_and_it_keeps_a_name() {
        given([]).when(&wait(48)).then_refused(SchoolRefusal::NotOpen);
        let named = |name: String| ChangeSettings { name: Some(name), ..NOTHING };
        given([opened()]).when(&named(String::new())).then_refused(SchoolRefusal::NoName);
        given([opened()]).when(&named("x".repeat(101))).then_refused(SchoolRefusal::NameTooLong);
    }
}
