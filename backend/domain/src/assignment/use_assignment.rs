use super::{Assignment, AssignmentRefusal, UsedIn, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AssignmentId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::Words,
};
use serde::{Deserialize, Serialize};

/// Tells what school did with what came back (nl: hier doe ik dit mee).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UseAssignment {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub used_in: UsedIn,
    pub words: Option<Words>,
}

/// What came back from home made a difference at school (nl: gebruikt op school).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentUsed {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub used_in: UsedIn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(AssignmentUsed { words });

impl IsFact for AssignmentUsed {
    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.assignment, self.student)
    }
}

impl Command for UseAssignment {
    type Story = Assignment;
    type Deed = deeds::UseAssignment;

    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, assignment: &Assignment, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        assignment.unused(self.student)?;
        let words = self.words.clone().ok_or(AssignmentRefusal::NoWord)?;
        // What was parked may come in useful after all.
        let words = Some(Personal::open(self.student, words));
        let (assignment, student) = (self.assignment, self.student);
        Ok(vec![context.new_fact(AssignmentUsed { assignment, student, used_in: self.used_in, words })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{assignment::*, *};

    fn use_it() -> UseAssignment {
        UseAssignment {
            assignment: its_id(),
            student: AMIRA,
            used_in: UsedIn::Lesson,
            words: words("We maakten er een muur van."),
        }
    }

    #[test]
    fn what_came_back_is_used_also_after_it_was_parked() {
        given([assignment_given(), returned_by_amira()]).when(&use_it()).then([assignment_used()]);
        given([assignment_given(), returned_by_amira(), assignment_parked()]).when(&use_it()).then([assignment_used()]);
    }

    #[test]
    fn what_is_used_says_what_became_of_it() {
        let silent = UseAssignment { words: None, ..use_it() };
        given([assignment_given(), returned_by_amira()]).when(&silent).then_refused(AssignmentRefusal::NoWord);
    }

    #[test]
    fn only_what_came_back_can_be_used_and_once() {
        given([]).when(&use_it()).then_refused(AssignmentRefusal::NotThere);
        given([assignment_given()]).when(&use_it()).then_refused(AssignmentRefusal::NothingBack);
        given([assignment_given(), assignment_withdrawn()]).when(&use_it()).then_refused(AssignmentRefusal::Withdrawn);
        given([assignment_given(), returned_by_amira(), assignment_used()])
            .when(&use_it())
            .then_refused(AssignmentRefusal::AlreadyUsed);
    }
}
