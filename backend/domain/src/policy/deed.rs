//! Every deed that the policy is asked about, as a value and as a type.

/// A deed as a type, so that a function can insist on one: `Pass<deeds::RecordContact>`.
pub trait DeedType: Send + Sync + 'static {
    const DEED: Deed;
}

/// A deed whose pass opens envelopes. An auditor's deeds are not among them, so opening there does not compile.
pub trait OpensEnvelopes: DeedType {}

macro_rules! deeds {
    ($( $(#[$doc:meta])* $name:ident $($opens:ident)? ),+ $(,)?) => {
        /// Everything that can be asked of the product.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Deed { $( $(#[$doc])* $name ),+ }

        impl Deed {
            pub const ALL: &'static [Deed] = &[$( Deed::$name ),+];
            pub fn name(self) -> &'static str {
                match self { $( Deed::$name => stringify!($name) ),+ }
            }
        }

        /// Each deed as a type.
        pub mod deeds {
            use super::{Deed, DeedType};
            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl DeedType for $name { const DEED: Deed = Deed::$name; }
                $( impl super::$opens for $name {} )?
            )+
        }
    };
}

deeds! {
    /// Open a school's log.
    OpenSchool,
    /// Change the school's settings.
    ChangeSettings,
    /// Make a class.
    OpenClass,
    /// Assign and relieve mentors.
    AssignMentor,
    /// Appoint staff and end their roles.
    AppointStaff,
    /// Enrol, move and correct students, and record that they left.
    EnrolStudent,
    /// State that a student turned sixteen or eighteen; opens the birth date.
    StateAge OpensEnvelopes,
    /// Link parents, correct their names and end links.
    LinkParent,
    /// Change a parent's authority over a child.
    ChangeAuthority,
    /// Change, remove and report contact details.
    ChangeDetails,
    /// Set somebody's wishes about language and reading.
    SetWishes,
    /// Name a supporter, and end the support.
    NameSupporter,
    /// Record a contact or an attempt.
    RecordContact,
    /// Record many contacts after an evening.
    RecordEvening,
    /// Correct and withdraw contacts.
    CorrectContact,

    // Assignments for home.
    /// Hand out an assignment for home, and take it back.
    GiveAssignment,
    /// Use at school what came back from home, or park it.
    UseAssignment,
    /// Open an assignment at home, and bring it back.
    ReturnAssignment,

    // Agreements.
    /// Make, adjust and cancel agreements.
    MakeAgreement,
    /// Say that an agreement is over without being kept.
    LapseAgreement,
    /// Say yes to one's part of an agreement, or that it should be otherwise.
    AnswerAgreement,
    /// Say that a part of an agreement is done.
    DoAgreementPart,
    /// Read which agreements ran out, to let them lapse.
    ReadOverdue,

    // Talk rounds.
    /// Open a round of talks for a class, with an invitation for everybody.
    OpenRound,
    /// Mark invitations as handed over, and talks as held or missed.
    KeepRound,
    /// Answer an invitation: choose a time, or say what suits better.
    AnswerInvitation,
    /// Prepare a talk in one's own words.
    PrepareTalk,
    /// Correct and withdraw what came of a talk.
    CorrectTalk,
    /// Read a class's round: invitations, answers and times.
    ReadRound OpensEnvelopes,
    /// Read a talk: its invitation and the three voices, as far as they are for the reader.
    ReadTalk OpensEnvelopes,
    /// Commit many decided commands at once: an import, the demo's year. Each had its own pass to be decided.
    CommitBatch,
    // Messages.
    /// Write to somebody at home, or to the student.
    SendMessage,
    /// Write the same to many of one class.
    SendToClass,
    /// Write to the mentor.
    WriteToSchool,
    /// Answer a message that is addressed to one.
    AnswerMessage,
    /// Note that a message arrived.
    OpenMessage,
    /// Take back what the school wrote.
    WithdrawMessage,
    /// Read the messages of a class, or of one student, as the school.
    ReadMessages OpensEnvelopes,
    // The student's line.
    /// Note what a student has opened of what there is about them.
    OpenEntries,
    /// Put things on one's own line, change them, take them away, and say who sees them.
    KeepLine,
    /// Note with a student what did not work out, and what came of it.
    NoteSetback,
    /// Read what is needed to note a setback, or to go on with one, as a mentor.
    WriteSetback OpensEnvelopes,
    /// Say what a student is good at.
    NameQuality,
    /// Say who helps a student with what.
    ExamineSupport,
    /// Say how far a student steers.
    NameLevel,
    /// Read one's own name, for the top of every page.
    ReadSelf OpensEnvelopes,
    /// Read a class list: who is in beeld, and why not.
    ReadClass OpensEnvelopes,
    /// Read a student's timeline as staff.
    ReadStudent OpensEnvelopes,
    /// Read one's own line, as a student.
    ReadOwnLine OpensEnvelopes,
    /// Read one's child's timeline, as a parent or supporter.
    ReadHome OpensEnvelopes,
    /// Read how to reach somebody and what they wish, to change it.
    ReadDetails OpensEnvelopes,
    /// Read who supports a student, to name or end one.
    ReadSupporters OpensEnvelopes,
    /// Read the school's classes and staff.
    ReadSchool OpensEnvelopes,
    /// Compare a school's list with who is known, to import it.
    ReadRoster OpensEnvelopes,
    /// Read how contact evolved: numbers and pseudonyms, no envelope opens.
    ReadEvolution,
}
