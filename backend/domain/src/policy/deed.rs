//! Every deed that the policy is asked about, as a value and as a type.

/// A deed as a type, so that a function can insist on one: `Pass<deeds::RecordContact>`.
pub trait DeedType: Send + Sync + 'static {
    /// The deed as a value, for the grid and the access log.
    const DEED: Deed;
}

/// A deed whose pass opens envelopes. An auditor's deeds are not among them, so opening there does not compile.
pub trait OpensEnvelopes: DeedType {}

macro_rules! deeds {
    ($( $(#[$doc:meta])* $name:ident = $purpose:literal $($opens:ident)? ),+ $(,)?) => {
        /// Everything that can be asked of the product.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Deed { $( $(#[$doc])* $name ),+ }

        impl Deed {
            /// Every deed, in the order in which they are printed.
            pub const ALL: &'static [Deed] = &[$( Deed::$name ),+];
            /// The name under which the access log keeps it: for ever, whatever the deed is called in Rust.
            pub fn purpose(self) -> &'static str {
                match self { $( Deed::$name => $purpose ),+ }
            }

            /// Whether its pass opens envelopes, so that a page that may not open them need not read them.
            pub fn opens_envelopes(self) -> bool {
                match self { $( Deed::$name => !stringify!($($opens)?).is_empty() ),+ }
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
    OpenSchool = "open_school",
    /// Change the school's settings.
    ChangeSettings = "change_settings",
    /// Make a class.
    OpenClass = "open_class",
    /// Assign and relieve mentors.
    AssignMentor = "assign_mentor",
    /// Appoint staff and end their roles.
    AppointStaff = "appoint_staff",
    /// Enrol, move and correct students, and record that they left.
    EnrolStudent = "enrol_student",
    /// State that a student turned sixteen or eighteen; opens the birth date.
    StateAge = "state_age" OpensEnvelopes,
    /// Link parents, correct their names and end links.
    LinkParent = "link_parent",
    /// Change a parent's authority over a child.
    ChangeAuthority = "change_authority",
    /// Change, remove and report contact details.
    ChangeDetails = "change_details",
    /// Set somebody's wishes about language and reading.
    SetWishes = "set_wishes",
    /// Name a supporter, and end the support.
    NameSupporter = "name_supporter",
    /// Let a supporter in, or turn them away.
    DecideSupporter = "decide_supporter",
    /// Record a contact or an attempt.
    RecordContact = "record_contact",
    /// Record many contacts after an evening.
    RecordEvening = "record_evening",
    /// Correct and withdraw contacts.
    CorrectContact = "correct_contact",

    // Assignments for home.
    /// Hand out an assignment for home, and take it back.
    GiveAssignment = "give_assignment",
    /// Use at school what came back from home, or park it.
    UseAssignment = "use_assignment",
    /// Open an assignment at home, and bring it back.
    ReturnAssignment = "return_assignment",

    // Agreements.
    /// Make, adjust and cancel agreements.
    MakeAgreement = "make_agreement",
    /// Say that an agreement is over without being kept.
    LapseAgreement = "lapse_agreement",
    /// Say yes to one's part of an agreement, or that it should be otherwise.
    AnswerAgreement = "answer_agreement",
    /// Say that a part of an agreement is done.
    DoAgreementPart = "do_agreement_part",
    /// Read which agreements ran out, to let them lapse.
    ReadOverdue = "read_overdue",

    // Talk rounds.
    /// Open a round of talks for a class, with an invitation for everybody.
    OpenRound = "open_round",
    /// Mark invitations as handed over, and talks as held or missed.
    KeepRound = "keep_round",
    /// Answer an invitation: choose a time, or say what suits better.
    AnswerInvitation = "answer_invitation",
    /// Prepare a talk in one's own words.
    PrepareTalk = "prepare_talk",
    /// Correct and withdraw what came of a talk.
    CorrectTalk = "correct_talk",
    /// Read a class's round: invitations, answers and times.
    ReadRound = "read_round" OpensEnvelopes,
    /// Read a talk: its invitation and the three voices, as far as they are for the reader.
    ReadTalk = "read_talk" OpensEnvelopes,
    // The school's log.
    /// Commit many decided commands at once: an import, the demo's year. Each had its own pass to be decided.
    CommitBatch = "commit_batch",
    /// State how far the access log's digests are, and let its oldest rows go.
    KeepAccessLog = "keep_access_log",
    // Messages.
    /// Write to somebody at home, or to the student.
    SendMessage = "send_message",
    /// Write the same to many of one class.
    SendToClass = "send_to_class",
    /// Write to the mentor.
    WriteToSchool = "write_to_school",
    /// Answer a message that is addressed to one.
    AnswerMessage = "answer_message",
    /// Note that a message arrived.
    OpenMessage = "open_message",
    /// Take back what the school wrote.
    WithdrawMessage = "withdraw_message",
    /// Read the messages of a class, or of one student, as the school.
    ReadMessages = "read_messages" OpensEnvelopes,
    // The student's line.
    /// Note what a student has opened of what there is about them.
    OpenEntries = "open_entries",
    /// Put things on one's own line, change them, take them away, and say who sees them.
    KeepLine = "keep_line",
    /// Note with a student what did not work out, and what came of it.
    NoteSetback = "note_setback",
    /// Read what is needed to note a setback, or to go on with one, as a mentor.
    WriteSetback = "write_setback" OpensEnvelopes,
    /// Say what a student is good at.
    NameQuality = "name_quality",
    /// Say who helps a student with what.
    ExamineSupport = "examine_support",
    /// Say whether one can do what one was put down for.
    AnswerHelp = "answer_help",
    /// Say how far a student steers.
    NameLevel = "name_level",
    // Pages.
    /// Read one's own name, for the top of every page.
    ReadSelf = "read_self" OpensEnvelopes,
    /// Read a class list: who is in beeld, and why not.
    ReadClass = "read_class" OpensEnvelopes,
    /// Read a student's timeline as staff.
    ReadStudent = "read_student" OpensEnvelopes,
    /// Read one's own line, as a student.
    ReadOwnLine = "read_own_line" OpensEnvelopes,
    /// Read one's child's timeline, as a parent or supporter.
    ReadHome = "read_home" OpensEnvelopes,
    /// Read how to reach somebody and what they wish, to change it.
    ReadDetails = "read_details" OpensEnvelopes,
    /// Read who supports a student, to name or end one.
    ReadSupporters = "read_supporters" OpensEnvelopes,
    /// Read which supporters wait for a yes, in the whole school.
    ReadAdmissions = "read_admissions" OpensEnvelopes,
    /// Read the school's classes and staff.
    ReadSchool = "read_school" OpensEnvelopes,
    /// Compare a school's list with who is known, to import it.
    ReadRoster = "read_roster" OpensEnvelopes,
    /// Read how contact evolved: numbers and pseudonyms, no envelope opens.
    ReadEvolution = "read_evolution",
}
