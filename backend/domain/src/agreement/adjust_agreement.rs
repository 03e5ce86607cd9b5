use super::{Agreement, AgreementDraft, AgreementRefusal, Parts, owner_tags, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AgreementId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{Pledge, Words},
};
use serde::{Deserialize, Serialize};

/// Makes an agreement otherwise, with the reason (nl: afspraak aanpassen). Student and home are asked again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdjustAgreement {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub draft: AgreementDraft,
    pub because: Option<Words>,
    pub seen: Option<u32>,
}

/// An agreement was made otherwise (nl: afspraak aangepast). What was done, was done under the old words: every part is open again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementAdjusted {
    pub agreement: AgreementId,
    pub student: PersonId,
    pub parts: Parts,
    pub pledge: Personal<Pledge>,
    /// Who had the home part and the school part: it touches them as well.
    pub formerly: Vec<PersonId>,
    pub because: Personal<Words>,
}

holds_personal!(AgreementAdjusted { pledge, because });

impl IsFact for AgreementAdjusted {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.agreement, self.student);
        tags.extend(owner_tags(&self.parts));
        tags.extend(self.formerly.iter().map(|person| Tag::person(*person)));
        tags
    }
}

impl Command for AdjustAgreement {
    type Story = Agreement;
    type Deed = deeds::MakeAgreement;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let made = agreement.of(self.student)?.as_seen(self.seen)?.unless_kept()?;
        let card = context.relations.enrolled(self.student).ok_or(AgreementRefusal::StudentGone)?;
        let (parts, pledge) = self.draft.check(self.student, card, Some(&made.parts), context)?;
        let because = self.because.clone().ok_or(AgreementRefusal::NoReason)?;
        Ok(vec![context.new_fact(AgreementAdjusted {
            agreement: self.agreement,
            student: self.student,
            parts,
            pledge: Personal::open(self.student, pledge),
            formerly: vec![made.parts.home.owner, made.parts.school.owner],
            because: Personal::open(self.student, because),
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        agreement::{DoPart, Party},
        spec::{agreement::*, *},
    };

    #[test]
    fn an_agreement_is_adjusted_with_a_reason_whatever_was_answered() {
        given([agreement_made(), declined(Party::Home)]).when(&adjust()).then([agreement_adjusted()]);
        given([agreement_made()]).when(&AdjustAgreement { because: None, ..adjust() }).then_refused(AgreementRefusal::NoReason);
    }

    #[test]
    fn it_stays_complete() {
        let mut command = adjust();
        command.draft.home_does = None;
        given([agreement_made()]).when(&command).then_refused(AgreementRefusal::NoHomePart);
        command = adjust();
        command.draft.home_due = Some(YESTERDAY);
        given([agreement_made()]).when(&command).then_refused(AgreementRefusal::HomeDueInPast);
    }

    #[test]
    fn what_was_done_under_the_old_words_is_done_anew() {
        let done = [agreement_made(), part_done(Party::Student), part_done(Party::Home)];
        given(done).when(&adjust()).then([agreement_adjusted()]);
        let again = DoPart { agreement: AGREEMENT, student: AMIRA, party: Party::Student };
        let adjusted = || [agreement_made(), part_done(Party::Student), agreement_adjusted()];
        given(adjusted()).by(AMIRA, Role::Student).when(&again).then([part_done(Party::Student)]);
    }

    #[test]
    fn a_day_that_passed_may_stay_as_it_is() {
        let mut made = made();
        made.parts.student.due = YESTERDAY;
        let mut command = adjust();
        command.draft.student_due = Some(YESTERDAY);
        given([made.into()]).when(&command).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn only_what_stands_and_as_it_was_seen_is_adjusted() {
        given([]).when(&adjust()).then_refused(AgreementRefusal::NotThere);
        given([agreement_made(), agreement_adjusted()]).when(&adjust()).then_refused(AgreementRefusal::ChangedMeanwhile);
        given([agreement_made(), agreement_lapsed()]).when(&adjust()).then_refused(AgreementRefusal::Ended);
        let [student, home, school] = Party::ALL.map(part_done);
        given([agreement_made(), student, home, school]).when(&adjust()).then_refused(AgreementRefusal::Kept);
        given([agreement_made()])
            .knowing(|relations| relations.students[0].left_on = Some(TODAY))
            .when(&adjust())
            .then_refused(AgreementRefusal::StudentGone);
    }
}
