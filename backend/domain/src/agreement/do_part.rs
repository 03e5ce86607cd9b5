use super::{Agreement, AgreementRefusal, Party, stream_of, tags_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AgreementId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Says that a part of an agreement is done (nl: deel doen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoPart {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub party: Party,
}

/// A part of an agreement is done (nl: deel gedaan).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementPartDone {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub party: Party,
}

holds_personal!(AgreementPartDone {});

impl IsFact for AgreementPartDone {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.agreement, self.student)
    }
}

impl Command for DoPart {
    type Story = Agreement;
    type Deed = deeds::DoAgreementPart;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let made = agreement.of(self.student)?;
        // Steps are ticked during a talk, so staff may say it of any part; at home each says it of their own.
        let by_staff = matches!(context.actor.role(), Some(Role::Mentor | Role::CareerLead));
        if !by_staff && made.party_of(context)? != self.party {
            return Err(AgreementRefusal::NotYours.into());
        }
        if made.done[self.party.index()] {
            return Ok(vec![]); // done is done
        }
        Ok(vec![context.new_fact(AgreementPartDone { agreement: self.agreement, student: self.student, party: self.party })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{agreement::*, *};

    fn done(party: Party) -> DoPart {
        DoPart { agreement: AGREEMENT, student: AMIRA, party }
    }

    #[test]
    fn each_says_it_of_their_own_part() {
        given([agreement_made()]).by(AMIRA, Role::Student).when(&done(Party::Student)).then([part_done(Party::Student)]);
        given([agreement_made()]).by(MOTHER, Role::Parent).when(&done(Party::Home)).then([part_done(Party::Home)]);
        given([agreement_made()]).by(MOTHER, Role::Parent).when(&done(Party::Student)).then_refused(AgreementRefusal::NotYours);
        given([agreement_made()]).by(FATHER, Role::Parent).when(&done(Party::Home)).then_refused(AgreementRefusal::NotYours);
    }

    #[test]
    fn staff_tick_any_part_during_a_talk() {
        for party in Party::ALL {
            given([agreement_made()]).by(MENTOR, Role::Mentor).when(&done(party)).then([part_done(party)]);
        }
    }

    #[test]
    fn done_is_done() {
        given([agreement_made(), part_done(Party::Home)]).by(MOTHER, Role::Parent).when(&done(Party::Home)).then([]);
        given([agreement_made(), agreement_cancelled()])
            .by(MOTHER, Role::Parent)
            .when(&done(Party::Home))
            .then_refused(AgreementRefusal::Ended);
        given([]).by(MOTHER, Role::Parent).when(&done(Party::Home)).then_refused(AgreementRefusal::NotThere);
    }
}
