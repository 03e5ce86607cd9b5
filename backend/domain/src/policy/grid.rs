//! The grid: how far each deed reaches for each kind of actor. Everything that it does not give is denied.
//!
//! A test prints it to `WHO-MAY-WHAT.txt`. A new deed is named in `deed.rs`; then the compiler asks for its line here.

use super::deed::Deed;
use crate::actor::{Actor, Role};

/// How far a deed reaches for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeedScope {
    /// Not at all.
    Never,
    /// Only about themselves.
    Self_,
    /// A child they have full authority over, and who is not yet eighteen.
    OwnChild,
    /// The same, and not yet sixteen: from then on it is the student's own to decide (UAVG art. 5).
    YoungChild,
    /// A student they support.
    Supported,
    /// The classes they mentor, the students in them and those students' homes.
    OwnClass,
    /// Everything in their school.
    School,
}

/// Who is asking, as a column of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A person, by the role they act in.
    Role(Role),
    /// Work that the platform does by itself.
    Job,
    /// Somebody at the command line of the machine.
    Operator,
}

impl ActorKind {
    /// The column that this actor stands in.
    pub fn of(actor: &Actor) -> ActorKind {
        match actor {
            Actor::Person { role, .. } => ActorKind::Role(*role),
            Actor::Job { .. } => ActorKind::Job,
            Actor::Operator { .. } => ActorKind::Operator,
        }
    }
    /// Every column, in the grid's own order.
    pub fn all() -> impl Iterator<Item = ActorKind> {
        Role::ALL.into_iter().map(ActorKind::Role).chain([ActorKind::Job, ActorKind::Operator])
    }
}

macro_rules! cell {
    (-) => {
        DeedScope::Never
    };
    (self) => {
        DeedScope::Self_
    };
    (own_child) => {
        DeedScope::OwnChild
    };
    (young_child) => {
        DeedScope::YoungChild
    };
    (supported) => {
        DeedScope::Supported
    };
    (own_class) => {
        DeedScope::OwnClass
    };
    (school) => {
        DeedScope::School
    };
}

macro_rules! grid {
    (
        deed | student | parent | supporter | mentor | career_lead | school_admin | auditor | job | operator
        $( $deed:ident | $student:tt | $parent:tt | $supporter:tt | $mentor:tt | $lead:tt | $admin:tt | $auditor:tt | $job:tt | $operator:tt )+
    ) => {
        /// How far this deed reaches for this kind of actor.
        pub const fn scope(who: ActorKind, deed: Deed) -> DeedScope {
            match deed {
                $( Deed::$deed => match who {
                    ActorKind::Role(Role::Student) => cell!($student),
                    ActorKind::Role(Role::Parent) => cell!($parent),
                    ActorKind::Role(Role::Supporter) => cell!($supporter),
                    ActorKind::Role(Role::Mentor) => cell!($mentor),
                    ActorKind::Role(Role::CareerLead) => cell!($lead),
                    ActorKind::Role(Role::SchoolAdmin) => cell!($admin),
                    ActorKind::Role(Role::Auditor) => cell!($auditor),
                    ActorKind::Job => cell!($job),
                    ActorKind::Operator => cell!($operator),
                }, )+
            }
        }
    };
}

// The operator manages the registry of schools at the command line, and sees no content.
grid! {
    deed             | student | parent    | supporter | mentor    | career_lead | school_admin | auditor | job    | operator
    // The school and its people.
    OpenSchool       | -       | -         | -         | -         | -           | -            | -       | -      | school
    ChangeSettings   | -       | -         | -         | -         | -           | school       | -       | -      | school
    OpenClass        | -       | -         | -         | -         | -           | school       | -       | -      | school
    AssignMentor     | -       | -         | -         | -         | -           | school       | -       | -      | school
    AppointStaff     | -       | -         | -         | -         | -           | school       | -       | -      | school
    EnrolStudent     | -       | -         | -         | -         | -           | school       | -       | -      | school
    StateAge         | -       | -         | -         | -         | -           | -            | -       | school | -
    LinkParent       | -       | -         | -         | -         | -           | school       | -       | -      | school
    ChangeAuthority  | -       | -         | -         | -         | -           | school       | -       | -      | school
    ChangeDetails    | -       | -         | -         | own_class | -           | school       | -       | -      | school
    SetWishes        | -       | self      | self      | own_class | -           | school       | -       | -      | school
    // Who else may read what there is about a student is a consent, so from sixteen on the student gives it.
    NameSupporter    | self    | young_child | -         | own_class | -           | -            | -       | -      | school
    DecideSupporter  | -       | own_child | -         | own_class | -           | school       | -       | -      | -
    // Contact.
    RecordContact    | -       | -         | -         | own_class | school      | -            | -       | -      | -
    RecordEvening    | -       | -         | -         | own_class | school      | -            | -       | -      | -
    CorrectContact   | -       | -         | -         | own_class | school      | -            | -       | -      | -
    // Assignments for home.
    GiveAssignment   | -       | -         | -         | own_class | school      | -            | -       | -      | -
    UseAssignment    | -       | -         | -         | own_class | school      | -            | -       | -      | -
    ReturnAssignment | self    | own_child | supported | -         | -           | -            | -       | -      | -
    // Agreements. Who may say yes to which part is in the decision: it is the owner of the part.
    MakeAgreement    | -       | -         | -         | own_class | school      | -            | -       | -      | -
    LapseAgreement   | -       | -         | -         | own_class | school      | -            | -       | school | -
    AnswerAgreement  | self    | own_child | supported | own_class | school      | -            | -       | -      | -
    DoAgreementPart  | self    | own_child | supported | own_class | school      | -            | -       | -      | -
    ReadOverdue      | -       | -         | -         | -         | -           | -            | -       | school | -
    // Talk rounds.
    OpenRound        | -       | -         | -         | own_class | school      | -            | -       | -      | -
    KeepRound        | -       | -         | -         | own_class | school      | -            | -       | -      | -
    AnswerInvitation | -       | own_child | supported | own_class | school      | -            | -       | -      | -
    PrepareTalk      | self    | own_child | supported | own_class | school      | -            | -       | -      | -
    CorrectTalk      | -       | -         | -         | own_class | school      | -            | -       | -      | -
    ReadRound        | -       | -         | -         | own_class | school      | -            | -       | -      | -
    ReadTalk         | self    | own_child | supported | own_class | school      | -            | -       | -      | -
    // Many decided commands at once.
    CommitBatch      | -       | -         | -         | -         | -           | school       | -       | -      | school
    // The access log.
    KeepAccessLog    | -       | -         | -         | -         | -           | -            | -       | school | -
    // Messages.
    SendMessage      | -       | -         | -         | own_class | -           | -            | -       | -      | -
    SendToClass      | -       | -         | -         | own_class | -           | -            | -       | -      | -
    WriteToSchool    | self    | own_child | supported | -         | -           | -            | -       | -      | -
    AnswerMessage    | self    | own_child | supported | own_class | -           | -            | -       | -      | -
    OpenMessage      | self    | own_child | supported | -         | -           | -            | -       | -      | -
    WithdrawMessage  | -       | -         | -         | own_class | -           | -            | -       | -      | -
    ReadMessages     | -       | -         | -         | own_class | -           | -            | -       | -      | -
    // The student's line.
    OpenEntries      | self    | -         | -         | -         | -           | -            | -       | -      | -
    KeepLine         | self    | -         | -         | -         | -           | -            | -       | -      | -
    NoteSetback      | self    | -         | -         | own_class | -           | -            | -       | -      | -
    WriteSetback     | -       | -         | -         | own_class | -           | -            | -       | -      | -
    NameQuality      | -       | own_child | supported | own_class | -           | -            | -       | -      | -
    ExamineSupport   | self    | own_child | -         | own_class | -           | -            | -       | -      | -
    AnswerHelp       | -       | own_child | supported | -         | -           | -            | -       | -      | -
    NameLevel        | self    | -         | -         | own_class | -           | -            | -       | -      | -
    // Pages. No envelope opens for an auditor, not even the one with their own name.
    ReadSelf         | self    | self      | self      | self      | self        | self         | -       | -      | -
    ReadClass        | -       | -         | -         | own_class | school      | -            | -       | -      | -
    ReadStudent      | -       | -         | -         | own_class | school      | -            | -       | -      | -
    ReadOwnLine      | self    | -         | -         | -         | -           | -            | -       | -      | -
    ReadHome         | -       | own_child | supported | -         | -           | -            | -       | -      | -
    ReadDetails      | -       | self      | self      | own_class | -           | school       | -       | -      | -
    ReadSupporters   | self    | own_child | -         | own_class | -           | -            | -       | -      | -
    ReadAdmissions   | -       | -         | -         | -         | -           | school       | -       | -      | -
    ReadSchool       | -       | -         | -         | school    | school      | school       | -       | -      | -
    ReadRoster       | -       | -         | -         | -         | -           | school       | -       | -      | school
    ReadEvolution    | -       | -         | -         | -         | school      | school       | school  | -      | -
}
