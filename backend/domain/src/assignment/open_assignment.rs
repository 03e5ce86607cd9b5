use super::{Assignment, stream_of, tags_of};
use crate::{
    assignment::{AssignmentKind, AssignmentRefusal},
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AssignmentId, PersonId, Stream, Tag},
    policy::{About, deeds, is_for_helpers},
};
use serde::{Deserialize, Serialize};

/// Somebody at home opens an assignment (nl: thuis openen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenAssignment {
    pub assignment: AssignmentId,
    pub student: PersonId,
}

/// An assignment was opened at home, by this person for the first time (nl: thuis geopend).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentOpened {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub by: PersonId,
}

holds_personal!(AssignmentOpened {});

impl IsFact for AssignmentOpened {
    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.assignment, self.student);
        tags.push(Tag::person(self.by));
        tags
    }
}

impl Command for OpenAssignment {
    type Story = Assignment;
    type Deed = deeds::ReturnAssignment;

    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, assignment: &Assignment, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let given = assignment.of(self.student)?;
        let by = who_at_home(given.kind, context)?;
        if given.opened.contains(&by) {
            return Ok(vec![]); // only the first time says something
        }
        Ok(vec![context.new_fact(AssignmentOpened { assignment: self.assignment, student: self.student, by })])
    }
}

/// Who does this at home. A supporter finds only what is meant for important others.
pub(super) fn who_at_home(kind: AssignmentKind, context: &Context<'_>) -> Result<PersonId, AssignmentRefusal> {
    let is_theirs = context.actor.role() != Some(crate::actor::Role::Supporter) || is_for_helpers(kind);
    context.actor.person().filter(|_| is_theirs).ok_or(AssignmentRefusal::NotThere)
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::{Actor, Role},
        spec::{assignment::*, *},
    };

    fn open() -> OpenAssignment {
        OpenAssignment { assignment: its_id(), student: AMIRA }
    }

    #[test]
    fn the_first_time_that_somebody_opens_it_is_told() {
        given([assignment_given()]).by(MOTHER, Role::Parent).when(&open()).then([assignment_opened(MOTHER)]);
        given([assignment_given(), assignment_opened(MOTHER)]).by(MOTHER, Role::Parent).when(&open()).then([]);
        given([assignment_given(), assignment_opened(MOTHER)])
            .by(AMIRA, Role::Student)
            .when(&open())
            .then([assignment_opened(AMIRA)]);
    }

    #[test]
    fn a_supporter_opens_only_what_is_meant_for_important_others() {
        given([assignment_given()]).by(UNCLE, Role::Supporter).when(&open()).then_refused(AssignmentRefusal::NotThere);
        given([given_for_others()]).by(UNCLE, Role::Supporter).when(&open()).then([assignment_opened(UNCLE)]);
    }

    #[test]
    fn there_must_be_one_for_this_student_and_somebody_to_open_it() {
        given([]).by(MOTHER, Role::Parent).when(&open()).then_refused(AssignmentRefusal::NotThere);
        given([assignment_given()])
            .by(MOTHER, Role::Parent)
            .when(&OpenAssignment { student: MILAN, ..open() })
            .then_refused(AssignmentRefusal::NotThere);
        given([assignment_given(), assignment_withdrawn()])
            .by(MOTHER, Role::Parent)
            .when(&open())
            .then_refused(AssignmentRefusal::Withdrawn);
        given([assignment_given()])
            .acting(Actor::Operator { school: SCHOOL })
            .when(&open())
            .then_refused(AssignmentRefusal::NotThere);
    }
}
