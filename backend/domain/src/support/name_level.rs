use super::{SteeringLevel, Steers, Support, SupportRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// The student or the mentor says how far the student steers (nl: regie). When both say the same, it is agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameLevel {
    pub student: PersonId,
    pub level: SteeringLevel,
}

/// (nl: regie genoemd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelNamed {
    pub student: PersonId,
    pub level: SteeringLevel,
    pub by: Steers,
}

holds_personal!(LevelNamed {});

impl IsFact for LevelNamed {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student)]
    }
}

impl Command for NameLevel {
    type Story = Support;
    type Deed = deeds::NameLevel;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, support: &Support, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.enrolled(self.student).is_none() {
            return Err(SupportRefusal::StudentGone.into());
        }
        let by = match context.actor.role() {
            Some(Role::Student) => Steers::Student,
            Some(Role::Mentor) => Steers::School,
            _ => return Err(SupportRefusal::NotYours.into()),
        };
        if support.levels.get(&by) == Some(&self.level) {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(LevelNamed { student: self.student, level: self.level, by })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{facts::Fact, spec::*};

    const LEADS: NameLevel = NameLevel { student: AMIRA, level: SteeringLevel::Leads };

    fn named(by: Steers) -> Fact {
        LevelNamed { student: AMIRA, level: SteeringLevel::Leads, by }.into()
    }

    #[test]
    fn student_and_mentor_each_say_it_and_each_once() {
        given([]).by(AMIRA, Role::Student).when(&LEADS).then([named(Steers::Student)]);
        given([named(Steers::Student)]).by(MENTOR, Role::Mentor).when(&LEADS).then([named(Steers::School)]);
        given([named(Steers::Student)]).by(AMIRA, Role::Student).when(&LEADS).then([]);
    }

    #[test]
    fn nobody_else_and_about_nobody_gone() {
        given([]).by(MOTHER, Role::Parent).when(&LEADS).then_refused(SupportRefusal::NotYours);
        given([]).when(&NameLevel { student: ZUS_NAIMA, ..LEADS }).then_refused(SupportRefusal::StudentGone);
    }
}
