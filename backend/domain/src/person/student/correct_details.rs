use super::{Enrolment, ParentsFollowingChanged, Student, StudentRefusal, state_age::passed, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    lookup::{LookupChange, LookupKind},
    personal::Personal,
    policy::{About, deeds},
    values::{BirthDate, ChangeReason, PersonName, StudentNumber},
};
use serde::{Deserialize, Serialize};

/// Corrects a student's name, number or birth date (nl: gegevens verbeteren), also of somebody who left. Another birth date
/// takes back what was stated of the student's age, and states anew what still holds, in one go: rights never rest on a slip of
/// the finger, also not for a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectStudentDetails {
    pub student: PersonId,
    pub name: Option<PersonName>,
    pub number: Option<StudentNumber>,
    pub birth_date: Option<BirthDate>,
    pub reason: ChangeReason,
}

/// (nl: gegevens verbeterd) With a birth date, which ages were reached is not stated any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentDetailsCorrected {
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal<PersonName>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Personal<StudentNumber>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Personal<BirthDate>>,
    pub reason: ChangeReason,
}

holds_personal!(StudentDetailsCorrected { name, number, birth_date });

impl IsFact for StudentDetailsCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student)]
    }
    fn lookups(&self) -> Vec<LookupChange> {
        let Some(number) = self.number.as_ref().and_then(|number| number.value()) else { return vec![] };
        let kind = LookupKind::StudentNumber;
        vec![LookupChange::remove_all(kind, self.student), LookupChange::add(kind, number.as_str(), self.student)]
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
        if student.place == Enrolment::Unknown {
            return Err(StudentRefusal::NotThere.into());
        }
        if self.name.is_none() && self.number.is_none() && self.birth_date.is_none() {
            return Err(StudentRefusal::NothingToCorrect.into());
        }
        let mut said = vec![context.new_fact(StudentDetailsCorrected {
            student: self.student,
            name: self.name.clone().map(|name| Personal::open(self.student, name)),
            number: self.number.clone().map(|number| Personal::open(self.student, number)),
            birth_date: self.birth_date.map(|date| Personal::open(self.student, date)),
            reason: self.reason,
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
        let name = Some(name("Aamira", "Demir"));
        CorrectStudentDetails { student: AMIRA, name, number: None, birth_date: None, reason: ChangeReason::Mistake }
    }

    #[test]
    fn name_and_birth_date_are_sealed_under_the_students_own_key() {
        let command = CorrectStudentDetails { birth_date: Some(BORN), ..aamira() };
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&command).then([StudentDetailsCorrected {
            student: AMIRA,
            name: Some(Personal::open(AMIRA, name("Aamira", "Demir"))),
            number: None,
            birth_date: Some(Personal::open(AMIRA, BORN)),
            reason: ChangeReason::Mistake,
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
    fn whoever_is_or_was_here_is_corrected_and_of_something() {
        given([]).when(&aamira()).then_refused(StudentRefusal::NotThere);
        given([student_enrolled(AMIRA, CLASS_3B), student_left()]).when(&aamira()).then_facts(|facts| facts.len() == 1);
        let nothing = CorrectStudentDetails { name: None, ..aamira() };
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&nothing).then_refused(StudentRefusal::NothingToCorrect);
    }

    #[test]
    fn another_number_takes_the_place_of_the_one_before() {
        let number = StudentNumber::parse("00102").unwrap();
        let command = CorrectStudentDetails { name: None, number: Some(number.clone()), ..aamira() };
        let said = given([student_enrolled(AMIRA, CLASS_3B)]).when(&command).facts();
        let changes = said[0].lookups().into_iter().map(|change| (change.kind, change.person, change.added));
        let of = |added: Option<&str>| (LookupKind::StudentNumber, AMIRA, added.map(str::to_owned));
        assert!(changes.eq([of(None), of(Some("00102"))]));
    }
}
