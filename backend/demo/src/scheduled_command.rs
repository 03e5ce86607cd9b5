//! One thing that somebody does in the demo's year: when, who, and the command, of whatever story.

use app::{Problem, batch::Batch};
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    agreement::{AdjustAgreement, CancelAgreement, ConfirmAgreement, DeclineAgreement, DoPart, LapseAgreement, MakeAgreement},
    assignment::{BringBack, GiveAssignment, OpenAssignment, ParkAssignment, UseAssignment, WithdrawAssignment},
    class::{AssignMentor, OpenClass, RelieveMentor},
    contact::{CorrectContact, RecordAttempt, RecordContact, RecordEvening, WithdrawContact},
    ids::CommandId,
    line::{AddToLine, EndStep, NameQuality, NoteSetback, ReviseChoice, TurnSetback},
    message::{AnswerMessage, OpenMessage, SendMessage, SendToClass, WithdrawMessage, WriteToSchool},
    person::{
        details::{ChangeDetails, ReportFailed, SetWishes},
        parent::{ChangeAuthority, CorrectParentName, EndLink, LinkParent},
        staff::{AppointStaff, EndRole},
        student::{CorrectStudentDetails, EnrolStudent, MoveStudent, RecordLeft, StateAge},
        supporter::{ConfirmSupporter, EndSupport, NameSupporter},
    },
    policy::Principal,
    school::{ChangeSettings, OpenSchool},
    support::{ExamineSupport, NameLevel},
    talk::{AnswerOtherwise, BookTime, MarkInvited, OpenRound, RecordTalks},
};

#[derive(Clone, Debug, PartialEq)]
pub struct ScheduledCommand {
    pub at: DateTime<Utc>,
    pub by: Actor,
    pub id: CommandId,
    pub command: StoryCommand,
}

macro_rules! story_commands {
    ($($name:ident),+ $(,)?) => {
        /// A command of any story.
        #[derive(Clone, Debug, PartialEq)]
        pub enum StoryCommand { $($name($name)),+ }

        $(impl From<$name> for StoryCommand {
            fn from(command: $name) -> StoryCommand {
                StoryCommand::$name(command)
            }
        })+

        impl ScheduledCommand {
            /// Through policy and decide, as everything. Says how many facts followed.
            pub async fn carry_out(&self, batch: &mut Batch) -> Result<usize, Problem> {
                let principal = Principal::as_actor(self.by);
                match &self.command { $(StoryCommand::$name(command) => batch.carry_out(&principal, self.id, command).await),+ }
            }
        }
    };
}

story_commands! {
    OpenSchool,
    ChangeSettings,
    OpenClass,
    AssignMentor,
    RelieveMentor,
    AppointStaff,
    EndRole,
    EnrolStudent,
    MoveStudent,
    CorrectStudentDetails,
    RecordLeft,
    StateAge,
    LinkParent,
    ChangeAuthority,
    CorrectParentName,
    EndLink,
    NameSupporter,
    ConfirmSupporter,
    EndSupport,
    ChangeDetails,
    ReportFailed,
    SetWishes,
    RecordContact,
    RecordEvening,
    RecordAttempt,
    CorrectContact,
    WithdrawContact,
    // Talk rounds.
    OpenRound,
    MarkInvited,
    BookTime,
    AnswerOtherwise,
    RecordTalks,
    // Messages.
    SendMessage,
    SendToClass,
    WriteToSchool,
    AnswerMessage,
    OpenMessage,
    WithdrawMessage,
    // The student's line.
    AddToLine,
    ReviseChoice,
    EndStep,
    NoteSetback,
    TurnSetback,
    NameQuality,
    ExamineSupport,
    NameLevel,
    // Assignments and agreements.
    GiveAssignment,
    OpenAssignment,
    BringBack,
    UseAssignment,
    ParkAssignment,
    WithdrawAssignment,
    MakeAgreement,
    ConfirmAgreement,
    DeclineAgreement,
    DoPart,
    AdjustAgreement,
    LapseAgreement,
    CancelAgreement,
}
