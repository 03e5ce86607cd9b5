//! Assignment (nl: opdracht voor thuis): something to do and talk about at home, so that school, home and student know the
//! same of each other.
//!
//! It says why, and what school does with what comes back; it builds on something that happened; and it can be done without
//! writing in twenty minutes. What comes back stays open until school uses it or says why not.

mod bring_back;
mod give_assignment;
mod open_assignment;
mod park_assignment;
mod use_assignment;
mod withdraw_assignment;

pub use bring_back::{AssignmentReturned, BringBack};
pub use give_assignment::{AssignmentDraft, AssignmentGiven, GiveAssignment};
pub use open_assignment::{AssignmentOpened, OpenAssignment};
pub use park_assignment::{AssignmentParked, ParkAssignment};
pub use use_assignment::{AssignmentUsed, UseAssignment};
pub use withdraw_assignment::{AssignmentWithdrawn, WithdrawAssignment};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{AssignmentId, PersonId, Stream, StreamKind, Tag},
};
use serde::{Deserialize, Serialize};

/// What sort of assignment it is (nl: soort). A year uses each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentKind {
    /// (nl: samen thuis)
    Together,
    /// To a fair, an open day, a company (nl: samen op pad).
    Outing,
    /// About the work of a parent (nl: werk van de ouder).
    ParentsWork,
    /// With an uncle, a neighbour, a coach (nl: met belangrijke anderen).
    ImportantOthers,
}

impl AssignmentKind {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [AssignmentKind; 4] =
        [AssignmentKind::Together, AssignmentKind::Outing, AssignmentKind::ParentsWork, AssignmentKind::ImportantOthers];
}

/// What a talk at home brought (nl: opbrengst). One tap, so that nobody has to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brought {
    /// Something the student is good at (nl: iets waar ik goed in ben).
    Quality,
    /// Something the student wants (nl: iets wat ik wil).
    Wish,
    /// An idea for work or a school (nl: een idee voor werk of een opleiding).
    Idea,
    /// Somebody who can help (nl: iemand die kan helpen).
    Helper,
    /// A question for school (nl: een vraag voor school).
    Question,
}

impl Brought {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Brought; 5] = [Brought::Quality, Brought::Wish, Brought::Idea, Brought::Helper, Brought::Question];
}

/// Where school used what came back (nl: wat we ermee deden).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedIn {
    /// In a talk with the student or home (nl: in een gesprek).
    Talk,
    /// In a lesson with the class (nl: in de les).
    Lesson,
    /// For the student's next step: a visit, an internship, a choice (nl: voor een volgende stap).
    Step,
}

impl UsedIn {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [UsedIn; 3] = [UsedIn::Talk, UsedIn::Lesson, UsedIn::Step];
}

/// Minutes that an assignment may take at most.
pub const MOST_MINUTES: u8 = 20;
/// Steps that an assignment may have at most.
pub const MOST_STEPS: usize = 5;
/// Words that a sentence of a step may have at most: easy Dutch with a little room.
pub const LONGEST_SENTENCE: usize = 12;

fn stream_of(assignment: AssignmentId) -> Stream {
    Stream::of(StreamKind::Assignment, assignment.0)
}

fn tags_of(assignment: AssignmentId, student: PersonId) -> Vec<Tag> {
    vec![Tag::assignment(assignment), Tag::student(student)]
}

crate::refusals! {
    /// Why something about an assignment is refused.
    pub enum AssignmentRefusal {
        /// Nobody was ticked.
        ForNobody = "assignment-for-nobody" at "students",
        /// A student is not, or no longer, at this school; for a class: in it.
        StudentGone = "assignment-student-gone" at "students",
        /// It was handed out before, with another form.
        AlreadyGiven = "assignment-already-given",
        NoTitle = "assignment-no-title" at "title",
        /// Nobody does homework without knowing why.
        NoWhy = "assignment-no-why" at "why",
        /// What school does with it must be clear beforehand.
        NoUse = "assignment-no-use" at "then",
        /// It builds on something that happened at school or at a company.
        BuildsOnNothing = "assignment-builds-on-nothing" at "after",
        NoSteps = "assignment-no-steps" at "steps",
        TooManySteps = "assignment-too-many-steps" at "steps",
        /// A sentence of a step is too long for somebody who reads little.
        StepTooHard = "assignment-step-too-hard" at "steps",
        TooLong = "assignment-too-long" at "minutes",
        /// It must be possible without writing.
        NeedsWriting = "assignment-needs-writing" at "without_writing",
        DueInPast = "assignment-due-in-past" at "due",
        DueTooFar = "assignment-due-too-far" at "due",
        /// There is no such assignment for this student, or not for this reader.
        NotThere = "assignment-not-there",
        Withdrawn = "assignment-withdrawn",
        /// This person brought it back before.
        AlreadyReturned = "assignment-already-returned",
        /// Somebody who is no parent or supporter of this student.
        WithStranger = "assignment-with-stranger" at "with",
        /// Nothing came back yet.
        NothingBack = "assignment-nothing-back",
        AlreadyUsed = "assignment-already-used",
        AlreadyParked = "assignment-already-parked",
        /// Somebody at home did it: what came back is parked with a reason, not taken away.
        AlreadyBack = "assignment-already-back",
        /// What came back is used with a word of what became of it, or else parked.
        NoWord = "assignment-no-word" at "words",
        NoReason = "assignment-no-reason" at "because",
    }
}

/// One assignment of one student, from the handing out on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Assignment {
    #[default]
    NotGiven,
    Given(Given),
    Withdrawn {
        student: PersonId,
    },
}

/// What is remembered of an assignment that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    student: PersonId,
    kind: AssignmentKind,
    opened: Vec<PersonId>,
    returned: Vec<PersonId>,
    used: bool,
    parked: bool,
}

impl Assignment {
    /// The assignment of this student as it stands, or why there is none.
    fn of(&self, student: PersonId) -> Result<&Given, AssignmentRefusal> {
        match self {
            Assignment::Given(given) if given.student == student => Ok(given),
            Assignment::Withdrawn { student: whose } if *whose == student => Err(AssignmentRefusal::Withdrawn),
            _ => Err(AssignmentRefusal::NotThere),
        }
    }

    /// The same, once something came back of it that school did not use yet.
    fn unused(&self, student: PersonId) -> Result<&Given, AssignmentRefusal> {
        let given = self.of(student)?;
        if given.returned.is_empty() {
            return Err(AssignmentRefusal::NothingBack);
        }
        if given.used {
            return Err(AssignmentRefusal::AlreadyUsed);
        }
        Ok(given)
    }
}

impl Story for Assignment {
    fn evolve(self, fact: &Fact) -> Assignment {
        let mut given = match (self, fact) {
            (Assignment::NotGiven, Fact::AssignmentGiven(fact)) => {
                let (student, kind) = (fact.student, fact.kind);
                let (opened, returned) = (vec![], vec![]);
                return Assignment::Given(Given { student, kind, opened, returned, used: false, parked: false });
            }
            (Assignment::Given(given), _) => given,
            (other, _) => return other,
        };
        match fact {
            Fact::AssignmentOpened(fact) => given.opened.push(fact.by),
            Fact::AssignmentReturned(fact) => given.returned.push(fact.by),
            Fact::AssignmentUsed(_) => given.used = true,
            Fact::AssignmentParked(_) => given.parked = true,
            Fact::AssignmentWithdrawn(_) => return Assignment::Withdrawn { student: given.student },
            _ => {}
        }
        Assignment::Given(given)
    }
}
