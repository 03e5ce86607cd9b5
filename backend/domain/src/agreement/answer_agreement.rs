use super::{Agreement, Answer, Otherwise, Party, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AgreementId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::Words,
};
use serde::{Deserialize, Serialize};

/// Says yes to one's own part (nl: ja zeggen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfirmAgreement {
    pub agreement: AgreementId,
    pub student: PersonId,
    /// The revision that the person saw: how often it had been told. Nobody says yes to what they did not read.
    pub seen: Option<u32>,
}

/// A party said yes (nl: ja gezegd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementConfirmed {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub party: Party,
    pub by: PersonId,
}

holds_personal!(AgreementConfirmed {});

impl IsFact for AgreementConfirmed {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.agreement, self.student);
        tags.push(Tag::person(self.by));
        tags
    }
}

impl Command for ConfirmAgreement {
    type Story = Agreement;
    type Deed = deeds::AnswerAgreement;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let made = agreement.of(self.student)?.as_seen(self.seen)?;
        let party = made.party_of(context)?;
        if made.answers[party.index()] == Answer::Yes {
            return Ok(vec![]); // saying yes twice changes nothing
        }
        let (agreement, student, by) = (self.agreement, self.student, made.parts.of(party).owner);
        Ok(vec![context.new_fact(AgreementConfirmed { agreement, student, party, by })])
    }
}

/// Says that it should be otherwise (nl: anders zeggen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeclineAgreement {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub otherwise: Otherwise,
    pub words: Option<Words>,
    pub seen: Option<u32>,
}

/// A party said that it should be otherwise (nl: anders gezegd). It may still say yes later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementDeclined {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub party: Party,
    pub by: PersonId,
    pub otherwise: Otherwise,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(AgreementDeclined { words });

impl IsFact for AgreementDeclined {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.agreement, self.student);
        tags.push(Tag::person(self.by));
        tags
    }
}

impl Command for DeclineAgreement {
    type Story = Agreement;
    type Deed = deeds::AnswerAgreement;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let made = agreement.of(self.student)?.as_seen(self.seen)?.unless_kept()?;
        let party = made.party_of(context)?;
        let is_known = made.answers[party.index()] == Answer::Otherwise(self.otherwise);
        if is_known && self.words.is_none() {
            return Ok(vec![]);
        }
        let words = self.words.clone().map(|words| Personal::open(self.student, words));
        let (agreement, student, otherwise) = (self.agreement, self.student, self.otherwise);
        let by = made.parts.of(party).owner;
        Ok(vec![context.new_fact(AgreementDeclined { agreement, student, party, by, otherwise, words })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::AgreementRefusal;
    use super::*;
    use crate::{
        actor::Role,
        spec::{agreement::*, *},
    };

    fn yes() -> ConfirmAgreement {
        ConfirmAgreement { agreement: AGREEMENT, student: AMIRA, seen: Some(1) }
    }

    fn otherwise() -> DeclineAgreement {
        let (otherwise, words) = (Otherwise::OtherDay, words("Ik werk die zaterdag."));
        DeclineAgreement { agreement: AGREEMENT, student: AMIRA, otherwise, words, seen: Some(1) }
    }

    #[test]
    fn each_party_says_yes_to_its_own_part() {
        given([agreement_made()]).by(AMIRA, Role::Student).when(&yes()).then([confirmed(Party::Student)]);
        given([agreement_made()]).by(MOTHER, Role::Parent).when(&yes()).then([confirmed(Party::Home)]);
        given([agreement_made(), confirmed(Party::Home)]).by(MOTHER, Role::Parent).when(&yes()).then([]);
        given([agreement_made()]).by(MENTOR, Role::Mentor).when(&yes()).then([]);
    }

    #[test]
    fn nobody_answers_for_another() {
        given([agreement_made()]).by(FATHER, Role::Parent).when(&yes()).then_refused(AgreementRefusal::NotYours);
        given([agreement_made()]).by(UNCLE, Role::Supporter).when(&otherwise()).then_refused(AgreementRefusal::NotYours);
        given([agreement_made()]).by(OTHER_MENTOR, Role::Mentor).when(&yes()).then_refused(AgreementRefusal::NotYours);
    }

    #[test]
    fn somebody_may_want_it_otherwise_and_come_round() {
        given([agreement_made()]).by(MOTHER, Role::Parent).when(&otherwise()).then([declined(Party::Home)]);
        given([agreement_made(), confirmed(Party::Home)])
            .by(MOTHER, Role::Parent)
            .when(&otherwise())
            .then([declined(Party::Home)]);
        given([agreement_made(), declined(Party::Home)]).by(MOTHER, Role::Parent).when(&yes()).then([confirmed(Party::Home)]);
        let again = DeclineAgreement { words: None, ..otherwise() };
        given([agreement_made(), declined(Party::Home)]).by(MOTHER, Role::Parent).when(&again).then([]);
    }

    #[test]
    fn nobody_answers_to_what_they_did_not_see() {
        given([agreement_made(), agreement_adjusted()])
            .by(MOTHER, Role::Parent)
            .when(&yes())
            .then_refused(AgreementRefusal::ChangedMeanwhile);
        given([agreement_made(), agreement_adjusted()])
            .by(MOTHER, Role::Parent)
            .when(&otherwise())
            .then_refused(AgreementRefusal::ChangedMeanwhile);
    }

    #[test]
    fn an_agreement_that_is_over_asks_nothing() {
        given([agreement_made(), agreement_lapsed()]).by(MOTHER, Role::Parent).when(&yes()).then_refused(AgreementRefusal::Ended);
        given([agreement_made(), part_done(Party::Student), part_done(Party::Home), part_done(Party::School)])
            .by(MOTHER, Role::Parent)
            .when(&otherwise())
            .then_refused(AgreementRefusal::Kept);
        given([]).by(MOTHER, Role::Parent).when(&yes()).then_refused(AgreementRefusal::NotThere);
        given([agreement_made()])
            .by(MOTHER, Role::Parent)
            .when(&ConfirmAgreement { student: MILAN, ..yes() })
            .then_refused(AgreementRefusal::NotThere);
    }
}
