use super::{Assignment, AssignmentRefusal, stream_of, tags_of};
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

/// Takes back an assignment that nobody did yet, with the reason (nl: opdracht intrekken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawAssignment {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub because: Option<Words>,
}

/// An assignment was taken back (nl: opdracht ingetrokken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentWithdrawn {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub because: Personal<Words>,
}

holds_personal!(AssignmentWithdrawn { because });

impl IsFact for AssignmentWithdrawn {
    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.assignment, self.student)
    }
}

impl Command for WithdrawAssignment {
    type Story = Assignment;
    type Deed = deeds::GiveAssignment;

    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, assignment: &Assignment, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let given = match assignment.of(self.student) {
            Err(AssignmentRefusal::Withdrawn) => return Ok(vec![]), // asking twice changes nothing
            given => given?,
        };
        // Home did it: what they brought is not taken away, but used or parked.
        if !given.returned.is_empty() {
            return Err(AssignmentRefusal::AlreadyBack.into());
        }
        let because = self.because.clone().ok_or(AssignmentRefusal::NoReason)?;
        let because = Personal::open(self.student, because);
        Ok(vec![context.new_fact(AssignmentWithdrawn { assignment: self.assignment, student: self.student, because })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{assignment::*, *};

    fn withdraw() -> WithdrawAssignment {
        WithdrawAssignment { assignment: its_id(), student: AMIRA, because: words("De open dag gaat niet door.") }
    }

    #[test]
    fn what_nobody_did_yet_is_withdrawn_with_a_reason() {
        given([assignment_given()]).when(&withdraw()).then([assignment_withdrawn()]);
        given([assignment_given(), assignment_opened(MOTHER)]).when(&withdraw()).then([assignment_withdrawn()]);
        given([assignment_given(), assignment_withdrawn()]).when(&withdraw()).then([]);
        given([assignment_given()])
            .when(&WithdrawAssignment { because: None, ..withdraw() })
            .then_refused(AssignmentRefusal::NoReason);
    }

    #[test]
    fn what_home_did_is_not_taken_away() {
        given([assignment_given(), returned_by_amira()]).when(&withdraw()).then_refused(AssignmentRefusal::AlreadyBack);
        given([]).when(&withdraw()).then_refused(AssignmentRefusal::NotThere);
    }
}
