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

/// Puts aside what came back, with the reason (nl: opzij leggen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParkAssignment {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub because: Option<Words>,
}

/// School does nothing with it for now, and said why (nl: opzij gelegd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentParked {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub because: Personal<Words>,
}

holds_personal!(AssignmentParked { because });

impl IsFact for AssignmentParked {
    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.assignment, self.student)
    }
}

impl Command for ParkAssignment {
    type Story = Assignment;
    type Deed = deeds::UseAssignment;

    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, assignment: &Assignment, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if assignment.unused(self.student)?.parked {
            return Err(AssignmentRefusal::AlreadyParked.into());
        }
        let because = self.because.clone().ok_or(AssignmentRefusal::NoReason)?;
        let because = Personal::open(self.student, because);
        Ok(vec![context.new_fact(AssignmentParked { assignment: self.assignment, student: self.student, because })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{assignment::*, *};

    fn park() -> ParkAssignment {
        ParkAssignment { assignment: its_id(), student: AMIRA, because: words("De stage is al geregeld.") }
    }

    #[test]
    fn what_came_back_is_parked_with_a_reason() {
        given([assignment_given(), returned_by_amira()]).when(&park()).then([assignment_parked()]);
        given([assignment_given(), returned_by_amira()])
            .when(&ParkAssignment { because: None, ..park() })
            .then_refused(AssignmentRefusal::NoReason);
    }

    #[test]
    fn only_what_lies_open_can_be_parked() {
        given([]).when(&park()).then_refused(AssignmentRefusal::NotThere);
        given([assignment_given()]).when(&park()).then_refused(AssignmentRefusal::NothingBack);
        given([assignment_given(), returned_by_amira(), assignment_used()])
            .when(&park())
            .then_refused(AssignmentRefusal::AlreadyUsed);
        given([assignment_given(), returned_by_amira(), assignment_parked()])
            .when(&park())
            .then_refused(AssignmentRefusal::AlreadyParked);
    }
}
