//! In which views each fact counts: one table, in which every fact has its line, or this does not compile.

use crate::facts::{Fact, FactKind};

/// A view, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ViewName {
    School,
    Class,
    Person,
    StudentCard,
    Timeline,
    Assignments,
    Agreements,
    Mailbox,
    TalkRound,
    Talk,
    Line,
    Support,
}

impl ViewName {
    /// The stored name.
    pub const fn as_str(self) -> &'static str {
        match self {
            ViewName::School => "school",
            ViewName::Class => "class",
            ViewName::Person => "person",
            ViewName::StudentCard => "student",
            ViewName::Timeline => "timeline",
            ViewName::Assignments => "assignments",
            ViewName::Agreements => "agreements",
            ViewName::Mailbox => "mailbox",
            ViewName::TalkRound => "talk_round",
            ViewName::Talk => "talk",
            ViewName::Line => "line",
            ViewName::Support => "support",
        }
    }
    /// Does this fact count in this view?
    pub fn consumes(self, fact: &Fact) -> bool {
        views_of(fact.kind()).contains(&self)
    }
    /// The stored names of all facts that count in this view.
    pub fn fact_types(self) -> Vec<&'static str> {
        FactKind::ALL.iter().filter(|kind| views_of(**kind).contains(&self)).map(|kind| kind.type_name()).collect()
    }
}

/// The views in which a fact of this kind counts. Only these ask `keys` and `fold` about it.
#[rustfmt::skip]
pub const fn views_of(kind: FactKind) -> &'static [ViewName] {
    use ViewName::*;
    match kind {
        FactKind::AccessLogSealed => &[],
        FactKind::AccessLogPruned => &[],

        FactKind::SchoolOpened => &[School],
        FactKind::SchoolSettingsChanged => &[School],

        FactKind::ClassOpened => &[School, Class],
        FactKind::ClassCorrected => &[School, Class],
        FactKind::ClassWithdrawn => &[School, Class],
        FactKind::MentorAssigned => &[Class, Person],
        FactKind::MentorRelieved => &[Class, Person],

        FactKind::StaffAppointed => &[School, Person],
        FactKind::StaffRoleEnded => &[Person],
        FactKind::StaffNameCorrected => &[Person],

        FactKind::StudentEnrolled => &[Class, Person, StudentCard, Timeline],
        FactKind::StudentMoved => &[Class, StudentCard],
        FactKind::StudentDetailsCorrected => &[Person, StudentCard],
        FactKind::StudentLeft => &[Class, Person, StudentCard],
        FactKind::StudentReturned => &[Class, Person, StudentCard],
        FactKind::StudentTurnedSixteen => &[StudentCard],
        FactKind::StudentTurnedEighteen => &[StudentCard],
        FactKind::ParentsFollowingChanged => &[StudentCard],

        FactKind::ParentRegistered => &[Person],
        FactKind::ParentLinked => &[Person, StudentCard],
        FactKind::ParentAuthorityChanged => &[Person, StudentCard],
        FactKind::ParentLinkEnded => &[Person, StudentCard],
        FactKind::ParentNameCorrected => &[Person],
        FactKind::ParentRelationCorrected => &[Person, StudentCard],

        FactKind::SupporterNamed => &[Person, StudentCard],
        FactKind::SupporterConfirmed => &[StudentCard],
        FactKind::SupporterRefused => &[StudentCard],
        FactKind::SupporterCorrected => &[Person, StudentCard],
        FactKind::SupporterEnded => &[Person, StudentCard],

        FactKind::DetailsChanged => &[Person],
        FactKind::DetailsFailed => &[Person],
        FactKind::FailureTakenBack => &[Person],
        FactKind::DetailsRemoved => &[Person],
        FactKind::WishesSet => &[Person],

        FactKind::ContactAttempted => &[StudentCard, Timeline],
        FactKind::ContactMade => &[StudentCard, Timeline],
        FactKind::ContactCorrected => &[StudentCard, Timeline],
        FactKind::ContactWithdrawn => &[StudentCard, Timeline],

        FactKind::MessageSent => &[StudentCard, Timeline, Mailbox],
        FactKind::MessageDelivered => &[StudentCard, Timeline, Mailbox],
        FactKind::MessageAnswered => &[StudentCard, Timeline, Mailbox],
        FactKind::MessageWithdrawn => &[StudentCard, Timeline, Mailbox],

        FactKind::RoundOpened => &[TalkRound],
        FactKind::TimesAdded => &[TalkRound],
        FactKind::RoundClosed => &[TalkRound],
        FactKind::TalkInvited => &[Timeline, TalkRound, Talk],
        FactKind::InvitationDelivered => &[StudentCard, TalkRound, Talk],
        FactKind::TalkBooked => &[StudentCard, Timeline, TalkRound, Talk],
        FactKind::TalkAnswered => &[StudentCard, Timeline, TalkRound, Talk],
        FactKind::BookingCancelled => &[StudentCard, Timeline, TalkRound, Talk],
        FactKind::TalkParted => &[Timeline, TalkRound, Talk],
        FactKind::TalkGreeted => &[Talk],
        FactKind::VoiceGiven => &[Talk],
        FactKind::TalkHeld => &[StudentCard, Timeline, TalkRound, Talk],
        FactKind::TalkMissed => &[Timeline, TalkRound, Talk],
        FactKind::TalkCorrected => &[StudentCard, Timeline, TalkRound, Talk],
        FactKind::TalkReopened => &[StudentCard, Timeline, TalkRound, Talk],

        FactKind::EntryOpened => &[Timeline, Talk],

        FactKind::AssignmentGiven => &[Timeline, Assignments],
        FactKind::AssignmentOpened => &[StudentCard, Timeline, Assignments],
        FactKind::AssignmentReturned => &[StudentCard, Timeline, Assignments],
        FactKind::AssignmentUsed => &[Timeline, Assignments],
        FactKind::AssignmentParked => &[Timeline, Assignments],
        FactKind::AssignmentWithdrawn => &[StudentCard, Timeline, Assignments],

        FactKind::AgreementMade => &[Timeline, Agreements],
        FactKind::AgreementConfirmed => &[StudentCard, Timeline, Agreements],
        FactKind::AgreementDeclined => &[StudentCard, Timeline, Agreements],
        FactKind::AgreementPartDone => &[Timeline, Agreements],
        FactKind::AgreementAdjusted => &[Timeline, Agreements],
        FactKind::AgreementLapsed => &[Timeline, Agreements],
        FactKind::AgreementCancelled => &[Timeline, Agreements],

        FactKind::ExperienceRecorded => &[Timeline, Line],
        FactKind::ReflectionWritten => &[Timeline, Line],
        FactKind::ChoiceStated => &[Timeline, Line],
        FactKind::ChoiceRevised => &[Timeline, Line],
        FactKind::StepPlanned => &[Timeline, Line],
        FactKind::StepTaken => &[Timeline, Line],
        FactKind::StepDropped => &[Timeline, Line],
        FactKind::QualityNamed => &[Timeline, Line],
        FactKind::SetbackNoted => &[Timeline, Line],
        FactKind::SetbackTurned => &[Timeline, Line],
        FactKind::SetbackClosed => &[Timeline, Line],
        FactKind::EntryShared => &[Timeline, Line],
        FactKind::EntryUnshared => &[Timeline, Line],
        FactKind::EntryCorrected => &[Timeline, Line],
        FactKind::EntryWithdrawn => &[Timeline, Line],

        FactKind::SupportExamined => &[Support],
        FactKind::HelpAnswered => &[Support],
        FactKind::LevelNamed => &[Support],
    }
}
