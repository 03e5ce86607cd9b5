use super::{Enrolment, Student, StudentRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    policy::{About, deeds},
    time::Occurred,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a student left (nl: reden van vertrek), in words that say nothing more than a school must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveReason {
    /// (nl: diploma)
    Graduated,
    /// (nl: andere school)
    OtherSchool,
    /// (nl: verhuisd)
    Moved,
    /// (nl: anders)
    Other,
    /// Enrolled by mistake (nl: ten onrechte ingeschreven).
    Mistake,
}

impl LeaveReason {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [LeaveReason; 5] =
        [LeaveReason::Graduated, LeaveReason::OtherSchool, LeaveReason::Moved, LeaveReason::Other, LeaveReason::Mistake];
}

/// Records that a student left the school (nl: uitschrijven).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordLeft {
    pub student: PersonId,
    pub on: NaiveDate,
    pub reason: LeaveReason,
}

/// (nl: van school)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentLeft {
    pub student: PersonId,
    pub class: ClassId,
    pub on: NaiveDate,
    pub reason: LeaveReason,
}

holds_personal!(StudentLeft {});

impl IsFact for StudentLeft {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student), Tag::class(self.class)]
    }
}

impl Command for RecordLeft {
    type Story = Student;
    type Deed = deeds::EnrolStudent;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, student: &Student, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let class = match student.place {
            Enrolment::Unknown => return Err(StudentRefusal::NotThere.into()),
            Enrolment::Left => return Ok(vec![]),
            Enrolment::In(class) => class,
        };
        if self.on > context.now.today {
            return Err(StudentRefusal::InFuture.into());
        }
        let fact = StudentLeft { student: self.student, class, on: self.on, reason: self.reason };
        Ok(vec![NewFact::on(Occurred::on(self.on), fact)])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    const TODAY_TO_ANOTHER_TOWN: RecordLeft = RecordLeft { student: AMIRA, on: TODAY, reason: LeaveReason::Moved };

    #[test]
    fn leaving_happened_on_the_day_they_left() {
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&TODAY_TO_ANOTHER_TOWN).then_on([(TODAY, student_left())]);
        let long_ago = RecordLeft { on: LONG_AGO, ..TODAY_TO_ANOTHER_TOWN };
        let left = StudentLeft { student: AMIRA, class: CLASS_3B, on: LONG_AGO, reason: LeaveReason::Moved };
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&long_ago).then_on([(LONG_AGO, left.into())]);
    }

    #[test]
    fn leaving_twice_changes_nothing() {
        given([student_enrolled(AMIRA, CLASS_3B), student_left()]).when(&TODAY_TO_ANOTHER_TOWN).then([]);
    }

    #[test]
    fn who_leaves_was_here_and_has_left_already() {
        given([]).when(&TODAY_TO_ANOTHER_TOWN).then_refused(StudentRefusal::NotThere);
        let tomorrow = RecordLeft { on: TOMORROW, ..TODAY_TO_ANOTHER_TOWN };
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&tomorrow).then_refused(StudentRefusal::InFuture);
    }
}
