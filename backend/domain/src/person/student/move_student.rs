use super::{Enrolment, Student, StudentRefusal, is_open, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    policy::{About, deeds},
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Moves a student to another class (nl: van klas wisselen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveStudent {
    pub student: PersonId,
    pub to: ClassId,
    pub reason: ChangeReason,
}

/// (nl: van klas gewisseld) By mistake: they never were in the class that they come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentMoved {
    pub student: PersonId,
    pub from: ClassId,
    pub to: ClassId,
    pub reason: ChangeReason,
}

holds_personal!(StudentMoved {});

impl IsFact for StudentMoved {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student), Tag::class(self.from), Tag::class(self.to)]
    }
}

impl Command for MoveStudent {
    type Story = Student;
    type Deed = deeds::EnrolStudent;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Class(self.to)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.to)]
    }

    fn decide(&self, student: &Student, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let from = match student.place {
            Enrolment::Unknown => return Err(StudentRefusal::NotThere.into()),
            Enrolment::Left => return Err(StudentRefusal::HasLeft.into()),
            Enrolment::In(class) => class,
        };
        if !is_open(self.to, context) {
            return Err(StudentRefusal::NoSuchClass.into());
        }
        if from == self.to {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(StudentMoved { student: self.student, from, to: self.to, reason: self.reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    const TO_3C: MoveStudent = MoveStudent { student: AMIRA, to: CLASS_3C, reason: ChangeReason::Changed };

    #[test]
    fn a_move_names_both_classes() {
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&TO_3C).then([StudentMoved {
            student: AMIRA,
            from: CLASS_3B,
            to: CLASS_3C,
            reason: ChangeReason::Changed,
        }
        .into()]);
    }

    #[test]
    fn moving_to_the_same_class_changes_nothing() {
        given([student_enrolled(AMIRA, CLASS_3C)]).when(&TO_3C).then([]);
    }

    #[test]
    fn who_moves_is_here_and_so_is_the_class() {
        given([]).when(&TO_3C).then_refused(StudentRefusal::NotThere);
        given([student_enrolled(AMIRA, CLASS_3B), student_left()]).when(&TO_3C).then_refused(StudentRefusal::HasLeft);
        let nowhere = MoveStudent { to: ClassId(STRANGER.0), ..TO_3C };
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&nowhere).then_refused(StudentRefusal::NoSuchClass);
    }
}
