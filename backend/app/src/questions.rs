//! What a screen can ask, one file per question. Answers hold opened names and words, and nothing the reader may not see.

mod class_list;
mod contact_sheet;
mod deals;
mod details;
mod evening;
mod evolution;
mod handed_out;
mod home;
mod line;
mod lying;
mod me;
mod messages;
mod own_line;
mod people;
mod roster;
mod school;
mod student_page;
mod support;
mod supporters;
mod talks;
mod things;
mod to_do;

pub use class_list::{ClassList, ClassListRow, ClassPage, LastContact, NextStep, OfMyClass};
pub use contact_sheet::{ContactSheet, WriteContact};
pub use deals::{
    AgreementSheet, AgreementToDo, AssignmentToDo, CameBack, CameBackPage, DealsBrief, GivePage, GiveToClass, GiveToStudent,
    Giving, Named, OpenBack, WriteAgreement,
};
pub use details::{Details, DetailsPage};
pub use evening::{Evening, EveningPage, Family};
pub use evolution::{
    ClassLine, EventDetails, EventLine, EventsBehind, EventsPage, Evolution, EvolutionPage, FamilyLine, Figure, Figures,
    MonthLine, NeverReached, Scope,
};
pub use handed_out::{Handed, HandedOut, HandedOutPage, Holder};
pub use home::{Child, Home, HomeOf, HomePage, HomePart};
pub use line::{AnswersTo, AsSeenBy, AsSeenByPage, ChildName, LineSheet, OneEntry, OneEntryPage, WriteLine};
pub use lying::{LeftLying, LeftLyingPage, Loose, LooseEnd};
pub use me::Me;
pub use messages::{
    Addressees, ExchangePage, HomeMessage, HomeName, HomeNamePage, Inbox, InboxLine, InboxPage, OwnMessage, OwnMessages,
    OwnMessagesPage, StaffMessage, Thread, ThreadPage, WriteToClass, WriteToClassPage, arriving,
};
pub use own_line::{OwnLine, OwnLinePage};
pub use people::{AtHome, Brief, People, Whom};
pub use roster::KnownRoster;
pub use school::{ClassSummary, Course, SchoolOverview, SchoolPage};
pub use student_page::{StudentPage, StudentTimeline};
pub use support::{SupportPage, WhoHelps};
pub use supporters::{Supporters, SupportersPage};
pub use talks::{ClassRounds, Invitable, Invitation, OneTalk, RoundsPage, TalkPage};
pub use things::{Thing, ThingPage};
pub use to_do::ToDo;

use chrono::NaiveDate;
use domain::{
    ids::Position,
    views::{ClassRow, Entry},
};

/// Where an older page of a timeline starts: before this entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    pub on: NaiveDate,
    pub pos: Position,
}

/// Entries on one page (design §7).
pub const PAGE: usize = 50;

/// One page of a timeline, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelinePage {
    pub entries: Vec<Entry>,
    /// Where the next, older page starts, when there is one.
    pub older: Option<Before>,
    /// The classes that the entries name, former ones too.
    pub classes: Vec<ClassRow>,
    /// What entries of this page come from, as far as it stands on another page and this reader may see it.
    pub sources: Vec<Entry>,
}
