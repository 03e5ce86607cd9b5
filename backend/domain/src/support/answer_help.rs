use super::{HelpAnswer, Support, SupportPart, SupportRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Who was put down for a part says whether that can be done (nl: lukt dat?).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerHelp {
    pub student: PersonId,
    pub part: SupportPart,
    pub answer: HelpAnswer,
}

/// (nl: antwoord op de vraag om hulp)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HelpAnswered {
    pub student: PersonId,
    pub part: SupportPart,
    pub by: PersonId,
    pub answer: HelpAnswer,
}

holds_personal!(HelpAnswered {});

impl IsFact for HelpAnswered {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.by)]
    }
}

impl Command for AnswerHelp {
    type Story = Support;
    type Deed = deeds::AnswerHelp;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, support: &Support, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.enrolled(self.student).is_none() {
            return Err(SupportRefusal::StudentGone.into());
        }
        let Some(by) = context.actor.person() else { return Err(SupportRefusal::NotAsked.into()) };
        let part = support.parts.get(&self.part);
        let Some(part) = part.filter(|part| part.helpers.iter().any(|helper| helper.person() == Some(by))) else {
            return Err(SupportRefusal::NotAsked.into());
        };
        if part.answers.get(&by) == Some(&self.answer) {
            return Ok(vec![]);
        }
        let (student, part, answer) = (self.student, self.part, self.answer);
        Ok(vec![context.new_fact(HelpAnswered { student, part, by, answer })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        facts::Fact,
        spec::*,
        support::{Helper, SupportExamined},
    };

    fn examined(helpers: &[Helper]) -> Fact {
        SupportExamined { student: AMIRA, part: SupportPart::Internship, helpers: helpers.to_vec() }.into()
    }

    fn says(answer: HelpAnswer) -> AnswerHelp {
        AnswerHelp { student: AMIRA, part: SupportPart::Internship, answer }
    }

    fn answered(answer: HelpAnswer) -> Fact {
        HelpAnswered { student: AMIRA, part: SupportPart::Internship, by: UNCLE, answer }.into()
    }

    #[test]
    fn who_was_put_down_says_whether_it_can_be_done() {
        for answer in HelpAnswer::ALL {
            let asked = given([examined(&[Helper::TakesOver(UNCLE)])]).by(UNCLE, Role::Supporter);
            asked.when(&says(answer)).then([answered(answer)]);
        }
        let again = given([examined(&[Helper::TakesOver(UNCLE)]), answered(HelpAnswer::Yes)]).by(UNCLE, Role::Supporter);
        again.when(&says(HelpAnswer::Yes)).then([]);
    }

    #[test]
    fn nobody_answers_for_another_or_for_what_they_were_not_asked() {
        let other = given([examined(&[Helper::TakesOver(UNCLE)])]).by(MOTHER, Role::Parent);
        other.when(&says(HelpAnswer::Yes)).then_refused(SupportRefusal::NotAsked);
        given([]).by(UNCLE, Role::Supporter).when(&says(HelpAnswer::Yes)).then_refused(SupportRefusal::NotAsked);
        let gone = AnswerHelp { student: ZUS_NAIMA, ..says(HelpAnswer::Yes) };
        given([]).by(UNCLE, Role::Supporter).when(&gone).then_refused(SupportRefusal::StudentGone);
    }

    #[test]
    fn who_is_put_down_for_something_else_is_asked_anew() {
        let first = || examined(&[Helper::TakesOver(UNCLE)]);
        let other_way = [first(), answered(HelpAnswer::Yes), examined(&[Helper::Shares(UNCLE)])];
        given(other_way).by(UNCLE, Role::Supporter).when(&says(HelpAnswer::Yes)).then([answered(HelpAnswer::Yes)]);
        let with_mother = [first(), answered(HelpAnswer::Yes), examined(&[Helper::TakesOver(UNCLE), Helper::Shares(MOTHER)])];
        given(with_mother).by(UNCLE, Role::Supporter).when(&says(HelpAnswer::Yes)).then([]);
    }
}
