use super::{Helper, Support, SupportPart, SupportRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds, may_share_with},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Says who helps a student with one part (nl: wie helpt waarmee?). Nobody at all is an answer too: then it is looked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamineSupport {
    pub student: PersonId,
    pub part: SupportPart,
    pub helpers: Vec<Helper>,
    /// How often this part had been looked at when the writer saw it.
    pub seen: Option<u32>,
}

/// (nl: steun bekeken)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupportExamined {
    pub student: PersonId,
    pub part: SupportPart,
    pub helpers: Vec<Helper>,
}

holds_personal!(SupportExamined {});

impl IsFact for SupportExamined {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        let helpers = self.helpers.iter().filter_map(|helper| helper.person()).map(Tag::person);
        std::iter::once(Tag::student(self.student)).chain(helpers).collect()
    }
}

impl Command for ExamineSupport {
    type Story = Support;
    type Deed = deeds::ExamineSupport;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, support: &Support, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let card = context.relations.enrolled(self.student).ok_or(SupportRefusal::StudentGone)?;
        let before = support.parts.get(&self.part);
        let times = before.map_or(0, |part| part.times);
        if self.seen.is_some_and(|seen| seen != times) {
            return Err(SupportRefusal::ChangedMeanwhile.into());
        }
        let mut helpers = self.helpers.clone();
        helpers.sort_unstable();
        helpers.dedup();
        let persons: Vec<PersonId> = helpers.iter().filter_map(|helper| helper.person()).collect();
        // Who helped before may stay named after their tie has ended: taking them off is another answer.
        let was_named = |person: &PersonId| before.is_some_and(|part| part.helpers.iter().any(|h| h.person() == Some(*person)));
        if !persons.iter().all(|person| may_share_with(card, *person) || was_named(person)) {
            return Err(SupportRefusal::Stranger.into());
        }
        if persons.iter().collect::<BTreeSet<_>>().len() < persons.len() {
            return Err(SupportRefusal::TwoWays.into());
        }
        if before.is_some_and(|part| part.helpers == helpers) {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(SupportExamined { student: self.student, part: self.part, helpers })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{facts::Fact, policy::Relations, spec::*};

    fn finding_a_place(helpers: &[Helper]) -> ExamineSupport {
        ExamineSupport { student: AMIRA, part: SupportPart::Internship, helpers: helpers.to_vec(), seen: None }
    }

    fn examined(helpers: &[Helper]) -> Fact {
        SupportExamined { student: AMIRA, part: SupportPart::Internship, helpers: helpers.to_vec() }.into()
    }

    const BOTH: [Helper; 2] = [Helper::Shares(MOTHER), Helper::TakesOver(UNCLE)];

    #[test]
    fn a_part_has_those_who_help_with_it() {
        given([]).when(&finding_a_place(&[BOTH[1], BOTH[0], BOTH[0]])).then([examined(&BOTH)]);
        given([examined(&BOTH)]).when(&finding_a_place(&BOTH)).then([]);
        given([examined(&BOTH)]).when(&finding_a_place(&[Helper::Myself])).then([examined(&[Helper::Myself])]);
    }

    #[test]
    fn nobody_yet_is_an_answer_too() {
        given([]).when(&finding_a_place(&[])).then([examined(&[])]);
        given([examined(&[])]).when(&finding_a_place(&[])).then([]);
    }

    #[test]
    fn only_people_around_the_student_help_and_each_in_one_way() {
        given([]).when(&finding_a_place(&[Helper::Shares(STRANGER)])).then_refused(SupportRefusal::Stranger);
        let two_ways = [Helper::Shares(UNCLE), Helper::TakesOver(UNCLE)];
        given([]).when(&finding_a_place(&two_ways)).then_refused(SupportRefusal::TwoWays);
        let gone = ExamineSupport { student: ZUS_NAIMA, ..finding_a_place(&[]) };
        given([]).when(&gone).then_refused(SupportRefusal::StudentGone);
    }

    #[test]
    fn who_is_no_longer_there_may_stay_named_but_is_not_named_anew() {
        let alone = |relations: &mut Relations| relations.students[0].supporters.clear();
        given([examined(&BOTH)]).knowing(alone).when(&finding_a_place(&[BOTH[1]])).then([examined(&[BOTH[1]])]);
        given([]).knowing(alone).when(&finding_a_place(&BOTH)).then_refused(SupportRefusal::Stranger);
    }

    #[test]
    fn what_somebody_else_said_meanwhile_is_not_undone_unseen() {
        let unseen = ExamineSupport { seen: Some(0), ..finding_a_place(&[Helper::School]) };
        given([examined(&BOTH)]).when(&unseen).then_refused(SupportRefusal::ChangedMeanwhile);
        let seen = ExamineSupport { seen: Some(1), ..finding_a_place(&[Helper::School]) };
        given([examined(&BOTH)]).when(&seen).then([examined(&[Helper::School])]);
    }
}
