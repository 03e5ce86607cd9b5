use super::{Enrolment, Student, StudentRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
    school::ParentsFollowUntil,
    time::Occurred,
    values::BirthDate,
};
use serde::{Deserialize, Serialize};

/// States which of the two birthdays that move rights has passed (nl: leeftijd vaststellen): at sixteen the student's own
/// privacy rights begin, and at some schools the parents' view ends; at eighteen it ends everywhere. The hourly job `ages` opens the
/// birth date to ask this, and nothing else ever reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateAge {
    pub student: PersonId,
    pub born: BirthDate,
    pub parents_follow_until: ParentsFollowUntil,
}

/// From now on the student, not the parent, exercises the rights of the AVG (nl: zestien geworden; UAVG art. 5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentTurnedSixteen {
    pub student: PersonId,
}

/// From now on parents see nothing that the student does not share (nl: achttien geworden).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentTurnedEighteen {
    pub student: PersonId,
}

/// Because of the student's age and what the school has chosen, parents may read along no longer, or again (nl: meekijken gewijzigd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentsFollowingChanged {
    pub student: PersonId,
    pub follow: bool,
}

holds_personal!(ParentsFollowingChanged {});
holds_personal!(StudentTurnedSixteen {});
holds_personal!(StudentTurnedEighteen {});

impl IsFact for StudentTurnedSixteen {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student)]
    }
}

impl IsFact for StudentTurnedEighteen {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student)]
    }
}

impl IsFact for ParentsFollowingChanged {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student)]
    }
}

impl Command for StateAge {
    type Story = Student;
    type Deed = deeds::StateAge;

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
        let mut said = passed(self.student, self.born, student, context);
        let follow = self.parents_follow_until == ParentsFollowUntil::Eighteen || self.born.turns(16) > context.now.today;
        if follow == student.parents_stopped {
            said.push(context.new_fact(ParentsFollowingChanged { student: self.student, follow }));
        }
        Ok(said)
    }
}

/// The birthdays that have passed and are not stated yet, each on its own day.
pub(super) fn passed(student: PersonId, born: BirthDate, stated: &Student, context: &Context<'_>) -> Vec<NewFact> {
    let (sixteen, eighteen) = (born.turns(16), born.turns(18));
    let mut said = Vec::new();
    if !stated.sixteen && sixteen <= context.now.today {
        said.push(NewFact::on(Occurred::on(sixteen), StudentTurnedSixteen { student }));
    }
    if !stated.eighteen && eighteen <= context.now.today {
        said.push(NewFact::on(Occurred::on(eighteen), StudentTurnedEighteen { student }));
    }
    said
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{facts::Fact, spec::*};
    use chrono::{Datelike, Days, NaiveDate};

    fn years_ago(years: i32) -> NaiveDate {
        TODAY.with_year(TODAY.year() - years).unwrap()
    }

    fn born(on: NaiveDate) -> StateAge {
        StateAge { student: AMIRA, born: BirthDate(on), parents_follow_until: ParentsFollowUntil::Eighteen }
    }

    const SIXTEEN: StudentTurnedSixteen = StudentTurnedSixteen { student: AMIRA };
    const EIGHTEEN: StudentTurnedEighteen = StudentTurnedEighteen { student: AMIRA };

    #[test]
    fn where_the_school_says_so_parents_follow_until_sixteen() {
        let until = |until, on| StateAge { parents_follow_until: until, ..born(on) };
        let following = |follow| Fact::from(ParentsFollowingChanged { student: AMIRA, follow });
        let here = || student_enrolled(AMIRA, CLASS_3B);
        let fifteen = years_ago(16) + Days::new(1);
        given([here()]).when(&until(ParentsFollowUntil::Sixteen, fifteen)).then([]);
        given([here()])
            .when(&until(ParentsFollowUntil::Sixteen, years_ago(16)))
            .then_on([(TODAY, SIXTEEN.into()), (TODAY, following(false))]);
        let stopped = || [here(), SIXTEEN.into(), following(false)];
        given(stopped()).when(&until(ParentsFollowUntil::Sixteen, years_ago(16))).then([]);
        given(stopped()).when(&until(ParentsFollowUntil::Eighteen, years_ago(16))).then([following(true)]);
    }

    #[test]
    fn sixteen_and_eighteen_count_from_the_birthday_itself() {
        let here = || student_enrolled(AMIRA, CLASS_3B);
        given([here()]).when(&born(years_ago(16))).then_on([(TODAY, SIXTEEN.into())]);
        given([here()]).when(&born(years_ago(16) + Days::new(1))).then([]);
        given([here(), SIXTEEN.into()]).when(&born(years_ago(18))).then_on([(TODAY, EIGHTEEN.into())]);
        given([here(), SIXTEEN.into()]).when(&born(years_ago(18) + Days::new(1))).then([]);
    }

    #[test]
    fn both_are_stated_at_once_for_who_is_older_each_on_its_own_day() {
        given([student_enrolled(AMIRA, CLASS_3B)])
            .when(&born(years_ago(20)))
            .then_on([(years_ago(4), SIXTEEN.into()), (years_ago(2), EIGHTEEN.into())]);
    }

    #[test]
    fn nothing_is_stated_twice_also_not_after_coming_back() {
        let said: [Fact; 2] = [SIXTEEN.into(), EIGHTEEN.into()];
        let [sixteen, eighteen] = said;
        let back = student_enrolled(AMIRA, CLASS_3B);
        given([back.clone(), sixteen, eighteen, student_left(), back]).when(&born(years_ago(20))).then([]);
    }

    #[test]
    fn only_who_was_ever_here_has_an_age() {
        given([]).when(&born(years_ago(20))).then_refused(StudentRefusal::NotThere);
    }
}
