use super::{Agreement, AgreementRefusal, stream_of, tags_of};
use crate::{
    actor::Actor,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AgreementId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use chrono::Days;
use serde::{Deserialize, Serialize};

/// Days after its last day in which an agreement that is not kept may still be picked up, before a job lets it lapse.
pub const GRACE_DAYS: u64 = 28;

/// Says that an agreement is over without being kept (nl: afspraak laten verlopen). Nobody is blamed, so there is no reason
/// to give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LapseAgreement {
    pub agreement: AgreementId,
    pub student: PersonId,
}

/// An agreement ran out (nl: afspraak verlopen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementLapsed {
    pub agreement: AgreementId,
    pub student: PersonId,
}

holds_personal!(AgreementLapsed {});

impl IsFact for AgreementLapsed {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.agreement, self.student)
    }
}

impl Command for LapseAgreement {
    type Story = Agreement;
    type Deed = deeds::LapseAgreement;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let made = match agreement.of(self.student) {
            Err(AgreementRefusal::Ended) => return Ok(vec![]), // over is over
            made => made?.unless_kept()?,
        };
        let grace = if matches!(context.actor, Actor::Job { .. }) { GRACE_DAYS } else { 0 };
        let runs_until = made.parts.last_due().checked_add_days(Days::new(grace));
        if runs_until.is_none_or(|day| day >= context.now.today) {
            return Err(AgreementRefusal::StillRuns.into());
        }
        Ok(vec![context.new_fact(AgreementLapsed { agreement: self.agreement, student: self.student })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        agreement::Party,
        facts::Fact,
        spec::{agreement::*, *},
    };

    fn lapse() -> LapseAgreement {
        LapseAgreement { agreement: AGREEMENT, student: AMIRA }
    }

    /// An agreement whose last day was so many days ago.
    fn ran_out(days: u64) -> Fact {
        let mut made = made();
        let due = TODAY - Days::new(days);
        (made.parts.student.due, made.parts.home.due, made.parts.school.due) = (due, due, due);
        made.into()
    }

    #[test]
    fn staff_let_it_lapse_once_its_days_have_passed_and_a_job_some_weeks_later() {
        let job = Actor::Job { school: SCHOOL, name: "agreements" };
        given([ran_out(1)]).when(&lapse()).then([agreement_lapsed()]);
        given([ran_out(0)]).when(&lapse()).then_refused(AgreementRefusal::StillRuns);
        given([ran_out(GRACE_DAYS)]).acting(job).when(&lapse()).then_refused(AgreementRefusal::StillRuns);
        given([ran_out(GRACE_DAYS + 1)]).acting(job).when(&lapse()).then([agreement_lapsed()]);
    }

    #[test]
    fn what_is_kept_or_over_does_not_lapse() {
        let [student, home, school] = Party::ALL.map(part_done);
        given([ran_out(90), student, home, school]).when(&lapse()).then_refused(AgreementRefusal::Kept);
        given([ran_out(90), agreement_lapsed()]).when(&lapse()).then([]);
        given([]).when(&lapse()).then_refused(AgreementRefusal::NotThere);
    }
}
