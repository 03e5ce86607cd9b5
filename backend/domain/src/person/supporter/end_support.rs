use super::{Admission, Supporter, SupporterRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Ends somebody's support of a student (nl: steun stopt).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndSupport {
    pub supporter: PersonId,
    pub student: PersonId,
}

/// (nl: steun gestopt)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupporterEnded {
    pub supporter: PersonId,
    pub student: PersonId,
}

holds_personal!(SupporterEnded {});

impl IsFact for SupporterEnded {
    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.supporter), Tag::student(self.student)]
    }
}

impl Command for EndSupport {
    type Story = Supporter;
    type Deed = deeds::NameSupporter;

    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, supporter: &Supporter, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !supporter.ever_named_by.contains(&self.student) {
            return Err(SupporterRefusal::NotNamed.into());
        }
        // Who was turned away helps nobody, and stays turned away.
        if matches!(supporter.students.get(&self.student), None | Some(Admission::TurnedAway)) {
            return Ok(vec![]);
        }
        supporter.may_end(self.student, context)?;
        Ok(vec![context.new_fact(SupporterEnded { supporter: self.supporter, student: self.student })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        person::supporter::{RefuseSupporter, SupporterConfirmed, SupporterRefused},
        spec::*,
    };

    const NO_LONGER: EndSupport = EndSupport { supporter: UNCLE, student: AMIRA };

    #[test]
    fn support_ends_once_and_can_begin_again() {
        let ended = SupporterEnded { supporter: UNCLE, student: AMIRA };
        given([supporter_named(AMIRA)]).when(&NO_LONGER).then([ended.clone().into()]);
        given([supporter_named(AMIRA), ended.clone().into()]).when(&NO_LONGER).then([]);
        given([supporter_named(AMIRA), ended.clone().into(), supporter_named(AMIRA)]).when(&NO_LONGER).then([ended.into()]);
    }

    #[test]
    fn whom_the_student_named_the_student_ends_or_the_school() {
        let named = || supporter_named_by(AMIRA);
        let let_in = || SupporterConfirmed { supporter: UNCLE, student: AMIRA, knowing: vec![] }.into();
        let by_mother = given([named(), let_in()]).by(MOTHER, Role::Parent);
        by_mother.when(&NO_LONGER).then_refused(SupporterRefusal::NamedByStudent);
        let no = RefuseSupporter { supporter: UNCLE, student: AMIRA };
        let by_mother = given([named(), let_in()]).by(MOTHER, Role::Parent);
        by_mother.when(&no).then_refused(SupporterRefusal::NamedByStudent);
        given([named()]).by(MOTHER, Role::Parent).when(&no).then_facts(|facts| facts.len() == 1);
        given([supporter_named(AMIRA), let_in()]).by(MOTHER, Role::Parent).when(&NO_LONGER).then_facts(|facts| facts.len() == 1);
        for (person, role) in [(AMIRA, Role::Student), (MENTOR, Role::Mentor)] {
            given([named(), let_in()]).by(person, role).when(&NO_LONGER).then_facts(|facts| facts.len() == 1);
        }
    }

    #[test]
    fn who_was_turned_away_stays_turned_away() {
        let refused = SupporterRefused { supporter: UNCLE, student: AMIRA };
        given([supporter_named(AMIRA), refused.into()]).when(&NO_LONGER).then([]);
    }

    #[test]
    fn who_was_never_named_supports_nobody() {
        given([]).when(&NO_LONGER).then_refused(SupporterRefusal::NotNamed);
        let other = given([supporter_named(MILAN)]);
        other.when(&NO_LONGER).then_refused(SupporterRefusal::NotNamed);
    }
}
