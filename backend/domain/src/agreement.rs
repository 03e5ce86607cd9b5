//! Agreement (nl: afspraak): what student, home and school each do for something the student works on. Never an
//! appointment.
//!
//! It is complete only with three parts, each with an owner and a day. Each party says yes to it, or that it should be
//! otherwise; whoever makes it at school has said yes by making it. Kept, it needs no word of its own: all parts are done.

mod adjust_agreement;
mod answer_agreement;
mod cancel_agreement;
mod do_part;
mod lapse_agreement;
mod make_agreement;

pub use adjust_agreement::{AdjustAgreement, AgreementAdjusted};
pub use answer_agreement::{AgreementConfirmed, AgreementDeclined, ConfirmAgreement, DeclineAgreement};
pub use cancel_agreement::{AgreementCancelled, CancelAgreement};
pub use do_part::{AgreementPartDone, DoPart};
pub use lapse_agreement::{AgreementLapsed, GRACE_DAYS, LapseAgreement};
pub use make_agreement::{AgreementDraft, AgreementMade, MakeAgreement};

use crate::{
    facts::Fact,
    grammar::{Context, Story},
    ids::{AgreementId, PersonId, Stream, StreamKind, Tag},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One of the three that make an agreement (nl: partij).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// (nl: leerling)
    Student,
    /// (nl: thuis)
    Home,
    /// (nl: school)
    School,
}

impl Party {
    /// In the order in which parts, answers and voices are kept.
    pub const ALL: [Party; 3] = [Party::Student, Party::Home, Party::School];

    fn index(self) -> usize {
        self as usize
    }
}

/// How it should be otherwise (nl: Anders). One tap, so that nobody has to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// (nl: op een andere dag)
    OtherDay,
    /// (nl: iemand anders doet het)
    SomebodyElse,
    /// (nl: iets anders)
    SomethingElse,
    /// (nl: nu even niet)
    NotNow,
}

impl Otherwise {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Otherwise; 4] = [Otherwise::OtherDay, Otherwise::SomebodyElse, Otherwise::SomethingElse, Otherwise::NotNow];
}

/// What a party said to an agreement as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    #[default]
    None,
    Yes,
    Otherwise(Otherwise),
}

/// Who does a part, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub owner: PersonId,
    pub due: NaiveDate,
}

/// The three parts; what each promises stands in the sealed pledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    pub student: Part,
    pub home: Part,
    pub school: Part,
}

impl Parts {
    /// Who does this party's part, and by when.
    pub fn of(&self, party: Party) -> &Part {
        match party {
            Party::Student => &self.student,
            Party::Home => &self.home,
            Party::School => &self.school,
        }
    }
    /// The last day on which something of it is due.
    pub fn last_due(&self) -> NaiveDate {
        self.student.due.max(self.home.due).max(self.school.due)
    }
    /// Whose part is this person's?
    pub fn party_of(&self, person: PersonId) -> Option<Party> {
        Party::ALL.into_iter().find(|party| self.of(*party).owner == person)
    }
}

fn stream_of(agreement: AgreementId) -> Stream {
    Stream::of(StreamKind::Agreement, agreement.0)
}

fn tags_of(agreement: AgreementId, student: PersonId) -> Vec<Tag> {
    vec![Tag::agreement(agreement), Tag::student(student)]
}

/// The owners, whom an agreement touches besides the student.
fn owner_tags(parts: &Parts) -> [Tag; 2] {
    [Tag::person(parts.home.owner), Tag::person(parts.school.owner)]
}

crate::refusals! {
    /// Why something about an agreement is refused.
    pub enum AgreementRefusal {
        /// The student is not, or no longer, at this school.
        StudentGone = "agreement-student-gone",
        AlreadyMade = "agreement-already-made",
        /// What does the student work on?
        NoPoint = "agreement-no-point" at "point",
        /// Nobody's part may be empty.
        NoStudentPart = "agreement-no-student-part" at "student_does",
        NoStudentDay = "agreement-no-student-day" at "student_due",
        NoHomePart = "agreement-no-home-part" at "home_does",
        NoHomeOwner = "agreement-no-home-owner" at "home_owner",
        /// Somebody who is not at this student's home, or whom the school may not approach.
        HomeOwnerStranger = "agreement-home-owner-stranger" at "home_owner",
        NoHomeDay = "agreement-no-home-day" at "home_due",
        NoSchoolPart = "agreement-no-school-part" at "school_does",
        /// Neither a mentor of the class nor the one who writes it down.
        SchoolOwnerStranger = "agreement-school-owner-stranger" at "school_owner",
        NoSchoolDay = "agreement-no-school-day" at "school_due",
        StudentDueInPast = "agreement-student-due-in-past" at "student_due",
        HomeDueInPast = "agreement-home-due-in-past" at "home_due",
        SchoolDueInPast = "agreement-school-due-in-past" at "school_due",
        /// There is no such agreement of this student.
        NotThere = "agreement-not-there",
        /// This person has no part in it.
        NotYours = "agreement-not-yours",
        /// It lapsed or was cancelled.
        Ended = "agreement-ended",
        /// All parts are done: there is nothing left to change.
        Kept = "agreement-kept",
        /// It was adjusted since this form was opened.
        ChangedMeanwhile = "agreement-changed-meanwhile" => LookAgain,
        NoReason = "agreement-no-reason" at "because",
        /// The days have not passed yet.
        StillRuns = "agreement-still-runs",
    }
}

/// One agreement, from the making on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Agreement {
    #[default]
    NotMade,
    Made(Made),
    Ended {
        student: PersonId,
    },
}

/// What is remembered of an agreement that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    student: PersonId,
    parts: Parts,
    answers: [Answer; 3],
    done: [bool; 3],
    /// How often it was told: once, and once more for each adjustment.
    revision: u32,
}

impl Agreement {
    /// The agreement of this student as it stands, or why there is none.
    fn of(&self, student: PersonId) -> Result<&Made, AgreementRefusal> {
        match self {
            Agreement::Made(made) if made.student == student => Ok(made),
            Agreement::Ended { student: whose } if *whose == student => Err(AgreementRefusal::Ended),
            _ => Err(AgreementRefusal::NotThere),
        }
    }
}

impl Made {
    fn is_kept(&self) -> bool {
        self.done.iter().all(|done| *done)
    }
    fn unless_kept(&self) -> Result<&Made, AgreementRefusal> {
        if self.is_kept() { Err(AgreementRefusal::Kept) } else { Ok(self) }
    }
    /// The same, unless it was adjusted since somebody looked. `seen`: the revision that they saw; `None`: they did not look.
    fn as_seen(&self, seen: Option<u32>) -> Result<&Made, AgreementRefusal> {
        if seen.is_some_and(|seen| seen != self.revision) { Err(AgreementRefusal::ChangedMeanwhile) } else { Ok(self) }
    }
    /// Whose part is the actor's own?
    fn party_of(&self, context: &Context<'_>) -> Result<Party, AgreementRefusal> {
        let party = context.actor.person().and_then(|person| self.parts.party_of(person));
        party.ok_or(AgreementRefusal::NotYours)
    }
}

impl Story for Agreement {
    fn evolve(self, fact: &Fact) -> Agreement {
        let mut made = match (self, fact) {
            (Agreement::NotMade, Fact::AgreementMade(fact)) => {
                let answers = [Answer::None, Answer::None, Answer::Yes];
                let (student, parts) = (fact.student, fact.parts);
                return Agreement::Made(Made { student, parts, answers, done: [false; 3], revision: 1 });
            }
            (Agreement::Made(made), _) => made,
            (other, _) => return other,
        };
        match fact {
            Fact::AgreementConfirmed(fact) => made.answers[fact.party.index()] = Answer::Yes,
            Fact::AgreementDeclined(fact) => made.answers[fact.party.index()] = Answer::Otherwise(fact.otherwise),
            Fact::AgreementPartDone(fact) => made.done[fact.party.index()] = true,
            Fact::AgreementAdjusted(fact) => {
                made.parts = fact.parts;
                made.answers = [Answer::None, Answer::None, Answer::Yes];
                made.done = [false; 3];
                made.revision += 1;
            }
            Fact::AgreementLapsed(_) | Fact::AgreementCancelled(_) => return Agreement::Ended { student: made.student },
            _ => {}
        }
        Agreement::Made(made)
    }
}
