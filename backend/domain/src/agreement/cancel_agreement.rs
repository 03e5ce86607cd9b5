use super::{Agreement, AgreementRefusal, stream_of, tags_of};
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

/// Stops an agreement, with the reason (nl: afspraak stoppen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CancelAgreement {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub because: Option<Words>,
}

/// An agreement was stopped (nl: afspraak gestopt).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementCancelled {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub because: Personal<Words>,
}

holds_personal!(AgreementCancelled { because });

impl IsFact for AgreementCancelled {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.agreement, self.student)
    }
}

impl Command for CancelAgreement {
    type Story = Agreement;
    type Deed = deeds::MakeAgreement;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        match agreement.of(self.student) {
            Err(AgreementRefusal::Ended) => return Ok(vec![]), // over is over
            made => made?.unless_kept()?,
        };
        let because = self.because.clone().ok_or(AgreementRefusal::NoReason)?;
        let because = Personal::open(self.student, because);
        Ok(vec![context.new_fact(AgreementCancelled { agreement: self.agreement, student: self.student, because })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        agreement::Party,
        spec::{agreement::*, *},
    };

    fn cancel() -> CancelAgreement {
        CancelAgreement { agreement: AGREEMENT, student: AMIRA, because: words("Amira kiest iets anders.") }
    }

    #[test]
    fn an_agreement_is_stopped_with_a_reason() {
        given([agreement_made()]).when(&cancel()).then([agreement_cancelled()]);
        given([agreement_made()]).when(&CancelAgreement { because: None, ..cancel() }).then_refused(AgreementRefusal::NoReason);
    }

    #[test]
    fn what_is_kept_or_over_is_not_stopped() {
        let [student, home, school] = Party::ALL.map(part_done);
        given([agreement_made(), student, home, school]).when(&cancel()).then_refused(AgreementRefusal::Kept);
        given([agreement_made(), agreement_lapsed()]).when(&cancel()).then([]);
        given([]).when(&cancel()).then_refused(AgreementRefusal::NotThere);
    }
}
