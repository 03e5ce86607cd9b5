use super::{Enrolment, ParentsFollowingChanged, Student, StudentRefusal, state_age::passed, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{BirthDate, PersonName},
};
use serde::{Deserialize, Serialize};

/// Corrects a student's name or birth date (nl: gegevens verbeteren). Another birth date takes back what was stated of the
/// student's age, and states anew what still holds, in one go: rights never rest on a slip of the finger, also not for a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectStudentDetails {
    pub student: PersonId,
    pub name: PersonName,
    pub birth_date: Option<BirthDate>,
}

/// (nl: gegevens verbeterd) With a birth date, which ages were reached is not stated any more.
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

    fn decide(&self, student: &Student, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        match student.place {
            Enrolment::Unknown => return Err(StudentRefusal::NotThere.into()),
            Enrolment::Left => return Err(StudentRefusal::HasLeft.into()),
            Enrolment::In(_) => {}
        }
        let mut said = vec![context.new_fact(StudentDetailsCorrected {
            student: self.student,
            name: Personal::open(self.student, self.name.clone()),
            birth_date: self.birth_date.map(|date| Personal::open(self.student, date)),
        })];
        said.extend(self.birth_date.into_iter().flat_map(|born| passed(self.student, born, &Student::default(), context)));
        // Whom another birth date takes out of what the school says of sixteen, their parents read along again at once.
        if student.parents_stopped && self.birth_date.is_some_and(|born| born.turns(16) > context.now.today) {
            said.push(context.new_fact(ParentsFollowingChanged { student: self.student, follow: true }));
        }
        Ok(said)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        grammar::Story,
        person::student::{StudentTurnedEighteen, StudentTurnedSixteen},
        spec::*,
    };
    use chrono::Datelike;

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
    fn another_birth_date_below_sixteen_lets_parents_follow_again() {
        let stopped = ParentsFollowingChanged { student: AMIRA, follow: false };
        let again = ParentsFollowingChanged { student: AMIRA, follow: true };
        let born = |years| BirthDate(TODAY.with_year(TODAY.year() - years).unwrap());
        let command = |years| CorrectStudentDetails { birth_date: Some(born(years)), ..aamira() };
        let after = |years| given([student_enrolled(AMIRA, CLASS_3B), stopped.clone().into()]).when(&command(years)).facts();
        assert!(after(14).contains(&again.clone().into()) && !after(16).contains(&again.into()));
    }

    #[test]
    fn another_birth_date_states_the_ages_anew_in_the_same_go() {
        let born = |years| BirthDate(TODAY.with_year(TODAY.year() - years).unwrap());
        let command = |years| CorrectStudentDetails { birth_date: Some(born(years)), ..aamira() };
        let here = [
            student_enrolled(AMIRA, CLASS_3B),
            StudentTurnedSixteen { student: AMIRA }.into(),
            StudentTurnedEighteen { student: AMIRA }.into(),
        ];
        let ages = |years| given(here.clone()).when(&command(years)).facts().into_iter().skip(1).collect::<Vec<_>>();
        assert_eq!(ages(14), []);
        assert_eq!(ages(17), [StudentTurnedSixteen { student: AMIRA }.into()]);
        assert_eq!(ages(19).len(), 2);
        let told = here
            .iter()
            .chain(&given(here.clone()).when(&command(14)).facts())
            .fold(Student::default(), |student, fact| student.evolve(fact));
        assert_eq!((told.sixteen, told.eighteen), (false, false));
    }

    #[test]
    fn only_who_is_here_is_corrected() {
        given([]).when(&aamira()).then_refused(StudentRefusal::NotThere);
        given([student_enrolled(AMIRA, CLASS_3B), student_left()]).when(&aamira()).then_refused(StudentRefusal::HasLeft);
    }
}
