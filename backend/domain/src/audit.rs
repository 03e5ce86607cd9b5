//! Audit (nl: verantwoording): what an auditor reads of a fact. Never a person, and never a word that somebody said.

use crate::{
    contact::{AttemptOutcome, ContactAccount, Initiative, Means, Reason},
    facts::Fact,
    talk,
};

/// What a fact says of a contact or a talk besides people and words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventDetails {
    pub means: Option<Means>,
    pub outcome: Option<AttemptOutcome>,
    pub reason: Option<Reason>,
    pub career: bool,
    pub student_present: bool,
    pub begun_by_home: bool,
}

impl EventDetails {
    /// Exhaustive, so that a new fact about a contact or a talk is asked for what an auditor reads of it.
    pub fn of(fact: &Fact) -> EventDetails {
        match fact {
            Fact::ContactAttempted(fact) => {
                EventDetails { means: Some(fact.means), outcome: Some(fact.outcome), ..EventDetails::default() }
            }
            Fact::ContactMade(fact) => made(&fact.account),
            Fact::ContactCorrected(fact) => made(&fact.account),
            Fact::TalkHeld(fact) => held(&fact.account),
            Fact::TalkCorrected(fact) => match &fact.outcome {
                talk::TalkOutcome::Held(account) => held(account),
                talk::TalkOutcome::Missed(_) => EventDetails::default(),
            },
            // An auditor reads that it happened, and nothing more.
            Fact::ContactWithdrawn(_)
            | Fact::RoundOpened(_)
            | Fact::TimesAdded(_)
            | Fact::RoundClosed(_)
            | Fact::TalkInvited(_)
            | Fact::InvitationDelivered(_)
            | Fact::TalkBooked(_)
            | Fact::TalkAnswered(_)
            | Fact::BookingCancelled(_)
            | Fact::TalkParted(_)
            | Fact::TalkGreeted(_)
            | Fact::VoiceGiven(_)
            | Fact::TalkMissed(_)
            | Fact::TalkReopened(_)
            | Fact::EntryOpened(_)
            | Fact::MessageSent(_)
            | Fact::MessageDelivered(_)
            | Fact::MessageAnswered(_)
            | Fact::MessageWithdrawn(_)
            | Fact::AssignmentGiven(_)
            | Fact::AssignmentOpened(_)
            | Fact::AssignmentReturned(_)
            | Fact::AssignmentUsed(_)
            | Fact::AssignmentParked(_)
            | Fact::AssignmentWithdrawn(_)
            | Fact::AgreementMade(_)
            | Fact::AgreementConfirmed(_)
            | Fact::AgreementDeclined(_)
            | Fact::AgreementPartDone(_)
            | Fact::AgreementAdjusted(_)
            | Fact::AgreementLapsed(_)
            | Fact::AgreementCancelled(_)
            | Fact::ExperienceRecorded(_)
            | Fact::ReflectionWritten(_)
            | Fact::ChoiceStated(_)
            | Fact::ChoiceRevised(_)
            | Fact::StepPlanned(_)
            | Fact::StepTaken(_)
            | Fact::StepDropped(_)
            | Fact::QualityNamed(_)
            | Fact::SetbackNoted(_)
            | Fact::SetbackTurned(_)
            | Fact::SetbackClosed(_)
            | Fact::EntryShared(_)
            | Fact::EntryUnshared(_)
            | Fact::EntryCorrected(_)
            | Fact::EntryWithdrawn(_)
            | Fact::SupportExamined(_)
            | Fact::HelpAnswered(_)
            | Fact::LevelNamed(_)
            | Fact::AccessLogSealed(_)
            | Fact::AccessLogPruned(_)
            | Fact::SchoolOpened(_)
            | Fact::SchoolSettingsChanged(_)
            | Fact::ClassOpened(_)
            | Fact::ClassCorrected(_)
            | Fact::ClassWithdrawn(_)
            | Fact::MentorAssigned(_)
            | Fact::MentorRelieved(_)
            | Fact::StudentEnrolled(_)
            | Fact::StudentMoved(_)
            | Fact::StudentDetailsCorrected(_)
            | Fact::StudentLeft(_)
            | Fact::StudentReturned(_)
            | Fact::StudentTurnedSixteen(_)
            | Fact::StudentTurnedEighteen(_)
            | Fact::ParentsFollowingChanged(_)
            | Fact::StaffAppointed(_)
            | Fact::StaffRoleEnded(_)
            | Fact::StaffNameCorrected(_)
            | Fact::ParentRegistered(_)
            | Fact::ParentLinked(_)
            | Fact::ParentAuthorityChanged(_)
            | Fact::ParentLinkEnded(_)
            | Fact::ParentNameCorrected(_)
            | Fact::ParentRelationCorrected(_)
            | Fact::SupporterNamed(_)
            | Fact::SupporterConfirmed(_)
            | Fact::SupporterRefused(_)
            | Fact::SupporterEnded(_)
            | Fact::SupporterCorrected(_)
            | Fact::DetailsChanged(_)
            | Fact::DetailsFailed(_)
            | Fact::FailureTakenBack(_)
            | Fact::DetailsRemoved(_)
            | Fact::WishesSet(_) => EventDetails::default(),
        }
    }
}

/// A planned talk is always about later.
fn held(account: &talk::TalkAccount) -> EventDetails {
    EventDetails {
        means: Some(account.venue.means()),
        career: true,
        student_present: account.student_absent.is_none(),
        ..EventDetails::default()
    }
}

fn made(account: &ContactAccount) -> EventDetails {
    EventDetails {
        means: Some(account.means),
        outcome: None,
        reason: account.reason,
        career: account.is_about_career(),
        student_present: account.student_present,
        begun_by_home: account.initiative == Initiative::Home,
    }
}
