use super::{Place, Student, StudentRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{BirthDate, PersonName},
};
use serde::{Deserialize, Serialize};

/// Corrects a student's name or birth date (nl: gegevens verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectStudentDetails {
    pub student: PersonId,
    pub name: PersonName,
    pub birth_date: Option<BirthDate>,
}

/// (nl: gegevens verbeterd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentDetailsCorrected {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Personal<BirthDate>>,
}

holds_personal!(StudentDetailsCorrected { name, birth_date });

impl IsFact for StudentDetailsCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student)]
    }
}

impl Command for CorrectStudentDetails {
    type Story = Student;
    type Deed = deeds::EnrolStudent;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, student: &Student, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        match student.place {
            Place::Unknown => return Err(StudentRefusal::NotThere.into()),
            Place::Left => return Err(StudentRefusal::HasLeft.into()),
            Place::In(_) => {}
        }
        Ok(vec![with.says(StudentDetailsCorrected {
            student: self.student,
            name: Personal::open(self.student, self.name.clone()),
            birth_date: self.birth_date.map(|date| Personal::open(self.student, date)),
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    fn aamira() -> CorrectStudentDetails {
        CorrectStudentDetails { student: AMIRA, name: name("Aamira", "Demir"), birth_date: None }
    }

    #[test]
    fn name_and_birth_date_are_sealed_under_the_students_own_key() {
        let command = CorrectStudentDetails { birth_date: Some(BORN), ..aamira() };
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&command).then([StudentDetailsCorrected {
            student: AMIRA,
            name: Personal::open(AMIRA, name("Aamira", "Demir")),
            birth_date: Some(Personal::open(AMIRA, BORN)),
        }
        .into()]);
    }

    #[test]
    fn only_who_is_here_is_corrected() {
        given([]).when(&aamira()).then_refused(StudentRefusal::NotThere);
        given([student_enrolled(AMIRA, CLASS_3B), student_left()]).when(&aamira()).then_refused(StudentRefusal::HasLeft);
    }
}
