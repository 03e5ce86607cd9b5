use super::{Enrolment, Student, StudentRefusal, is_open, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    lookup::{LookupChange, LookupKind},
    personal::Personal,
    policy::{About, deeds},
    values::{BirthDate, PersonName, StudentNumber},
};
use serde::{Deserialize, Serialize};

/// Enrols a student in a class (nl: inschrijven), also one who comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnrolStudent {
    pub student: PersonId,
    pub class: ClassId,
    pub number: StudentNumber,
    pub name: PersonName,
    pub birth_date: Option<BirthDate>,
}

/// (nl: leerling ingeschreven)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentEnrolled {
    pub student: PersonId,
    pub class: ClassId,
    pub number: Personal<StudentNumber>,
    pub name: Personal<PersonName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Personal<BirthDate>>,
}

holds_personal!(StudentEnrolled { number, name, birth_date });

impl IsFact for StudentEnrolled {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student), Tag::class(self.class), Tag::moment(self.student.0)]
    }
    fn lookups(&self) -> Vec<LookupChange> {
        let number = self.number.value();
        number.map(|number| LookupChange::add(LookupKind::StudentNumber, number.as_str(), self.student)).into_iter().collect()
    }
}

impl Command for EnrolStudent {
    type Story = Student;
    type Deed = deeds::EnrolStudent;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class)]
    }

    fn decide(&self, student: &Student, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if let Enrolment::In(_) = student.place {
            return Err(StudentRefusal::AlreadyEnrolled.into());
        }
        if !is_open(self.class, context) {
            return Err(StudentRefusal::NoSuchClass.into());
        }
        Ok(vec![context.new_fact(StudentEnrolled {
            student: self.student,
            class: self.class,
            number: Personal::open(self.student, self.number.clone()),
            name: Personal::open(self.student, self.name.clone()),
            birth_date: self.birth_date.map(|date| Personal::open(self.student, date)),
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    fn amira_in_3b() -> EnrolStudent {
        EnrolStudent {
            student: AMIRA,
            class: CLASS_3B,
            number: StudentNumber::parse("100").unwrap(),
            name: name("Amira", "Demir"),
            birth_date: Some(BORN),
        }
    }

    #[test]
    fn a_student_is_enrolled_in_a_class() {
        given([]).when(&amira_in_3b()).then([student_enrolled(AMIRA, CLASS_3B)]);
    }

    #[test]
    fn a_student_who_left_can_come_back() {
        given([student_enrolled(AMIRA, CLASS_3C), student_left()]).when(&amira_in_3b()).then([student_enrolled(AMIRA, CLASS_3B)]);
    }

    #[test]
    fn nobody_is_enrolled_twice_or_in_a_class_that_is_not_there() {
        given([student_enrolled(AMIRA, CLASS_3C)]).when(&amira_in_3b()).then_refused(StudentRefusal::AlreadyEnrolled);
        let nowhere = EnrolStudent { class: ClassId(STRANGER.0), ..amira_in_3b() };
        given([]).when(&nowhere).then_refused(StudentRefusal::NoSuchClass);
    }
}
