//! What a page can ask, by noun and one question a file. Answers hold opened names and words, and nothing that the reader may
//! not see.

mod agreement;
mod assignment;
mod audit;
mod class;
mod contact;
mod entry;
mod home;
mod line;
mod message;
mod person;
mod rows;
mod school;
mod support;
mod talk;
mod timeline;

pub use agreement::{AgreementSheet, AgreementToDo, WriteAgreement};
pub use assignment::{
    AssignmentToDo, CameBack, CameBackPage, GivePage, GiveToClass, GiveToStudent, Giving, Handed, HandedOut, HandedOutPage,
    Holder, OpenBack,
};
pub use audit::{
    AuditScope, ChangedField, ClassLine, Compared, ComparedFigure, Correction, EventLine, EventsBehind, EventsPage, Evolution,
    EvolutionPage, FamilyLine, Figure, Figures, LineKind, LineMoment, ListedFamily, MonthLine, MonthOwn, WeekLine,
};
pub use class::{
    AssignmentCounts, ClassList, ClassListRow, ClassPage, HeardHow, HeardSince, LastContact, NextStep, OfMyClass, Overdue,
    OverdueItem, OverdueKind, OverduePage,
};
pub use contact::{
    ClassContactSheet, ContactSheet, FamilyToTick, MissingFamily, NotSpokenOn, NotSpokenPage, WriteClassContacts, WriteContact,
};
pub use entry::{OneEntry, OneEntryPage};
pub use home::{ChildName, Home, HomeOf, HomePage, HomePart, ToDo};
pub use line::{AnswersTo, AsSeenBy, AsSeenByPage, LineSheet, OwnLine, OwnLinePage, SetbackEntry, SetbackSheet, WriteLine};
pub use message::{
    Addressees, ExchangePage, HomeMessage, HomeMessageSheet, Inbox, InboxLine, InboxPage, OwnMessage, OwnMessages,
    OwnMessagesPage, SentLetter, SentToClass, SentToClassPage, StaffMessage, Thread, ThreadPage, WriteHomeMessage, WriteToClass,
    WriteToClassPage, arriving,
};
pub use person::{
    Admissions, AtHome, DetailsPage, NamedStudent, NamedSupporter, OwnProfile, People, PersonBrief, PersonDetails, Profile,
    StudentPage, StudentTimeline, Supporters, SupportersPage, TieToStudent, WaitingPage, WaitingSupporters,
};
pub use school::{
    ClassProgress, ClassSummary, IdsPage, KnownIds, KnownRoster, SchoolOverview, SchoolPage, StaffIds, StudentIds, StudentTies,
    TiesPage,
};
pub use support::{HelpAsked, HelpAskedPage, SupportPage, WhoHelps};
pub use talk::{ClassRounds, Invitable, Invitation, OneTalk, RoundsPage, TalkPage};
pub use timeline::{PAGE_ENTRIES, TimelineCursor, TimelinePage};
