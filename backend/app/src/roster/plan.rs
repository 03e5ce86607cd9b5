//! What a list would change: for each row the commands, in order, or why there are none. Nothing here is guessed: a parent
//! in doubt waits while the rest of the row goes on, and a student in doubt keeps the whole row back.

mod gone;
mod parents;
mod planner;
mod students;

pub use planner::{PlanIds, plan};

use super::{
    match_people::Likeness,
    row::{Flaw, Remark},
};
use domain::{
    class::{AssignMentor, OpenClass},
    ids::{CommandId, PersonId, Position},
    person::{
        details::ChangeDetails,
        parent::{CorrectParentName, LinkParent},
        student::{CorrectStudentDetails, EnrolStudent, MoveStudent},
    },
    time::SchoolYear,
    values::{BirthDate, Channel, PersonName, StudentNumber},
};

/// What a list would change at the school.
#[derive(Clone, Debug)]
pub struct RosterPlan {
    pub school_year: SchoolYear,
    pub rows: Vec<RowPlan>,
    /// Proposed and never applied: a list that lacks somebody is no proof that they left.
    pub gone: Vec<Gone>,
    pub notes: Vec<Note>,
    /// The end of the log that the plan was made on.
    pub head: Position,
    /// Students and parents whose ids were made for this plan.
    pub made: Vec<PersonId>,
}

/// What one row of a list would change, and what keeps it back.
#[derive(Clone, Debug, Default)]
pub struct RowPlan {
    pub line: usize,
    /// Whom the row is about, as the list names them.
    pub who: String,
    /// Is the student new to the school, in this row or an earlier one of the list?
    pub is_new: bool,
    pub changes: Vec<RosterChange>,
    pub doubts: Vec<Doubt>,
    pub flaws: Vec<Flaw>,
    pub remarks: Vec<Remark>,
    /// Carried out together or not at all.
    pub steps: Vec<(CommandId, Step)>,
}

/// What is to be said of a row in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    New,
    Changed,
    Unchanged,
    Doubtful,
    Wrong,
}

impl Verdict {
    /// In the order in which people read them.
    pub const ALL: [Verdict; 5] = [Verdict::New, Verdict::Changed, Verdict::Unchanged, Verdict::Doubtful, Verdict::Wrong];
}

impl RowPlan {
    /// What to say of the row in one word. What keeps it back comes before what it changes.
    pub fn verdict(&self) -> Verdict {
        match self {
            row if !row.flaws.is_empty() => Verdict::Wrong,
            row if !row.doubts.is_empty() => Verdict::Doubtful,
            row if row.steps.is_empty() => Verdict::Unchanged,
            row if row.is_new => Verdict::New,
            _ => Verdict::Changed,
        }
    }
}

/// A command that a row asks for. Supporters and custody are no part of a list: those are settled by people.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    OpenClass(OpenClass),
    AssignMentor(AssignMentor),
    EnrolStudent(EnrolStudent),
    MoveStudent(MoveStudent),
    CorrectStudent(CorrectStudentDetails),
    LinkParent(LinkParent),
    CorrectParentName(CorrectParentName),
    ChangeDetails(ChangeDetails),
}

/// What a row changes, as people would say it.
#[derive(Clone, Debug, PartialEq)]
pub enum RosterChange {
    ClassOpened {
        class: String,
    },
    MentorAssigned {
        class: String,
        mentor: PersonName,
    },
    Enrolled {
        class: String,
    },
    /// Somebody who had left is on the list again.
    Returned {
        class: String,
    },
    Moved {
        from: String,
        to: String,
    },
    Renamed {
        from: PersonName,
        to: PersonName,
    },
    BirthDate {
        to: BirthDate,
    },
    NewParent {
        name: PersonName,
    },
    /// Somebody we know as another child's parent.
    KnownParent {
        name: PersonName,
    },
    Reachable {
        name: PersonName,
        channel: Channel,
    },
}

/// Why (part of) a row is kept back for a person to settle.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// Is this somebody we know under another number? Spreadsheets drop leading zeros.
    OtherNumber {
        known: StudentNumber,
    },
    /// The number belongs to somebody of another name and birth date.
    OtherStudent {
        known: PersonName,
    },
    /// An earlier row of this list says something else about this student.
    SaidOtherwise {
        line: usize,
    },
    /// A parent of somebody who has left, while this list gives no class to return to.
    HasLeft,
    Parent {
        name: PersonName,
        likeness: Likeness,
    },
    /// The list says something else about custody than we know. Custody is never changed by a list.
    Authority {
        name: PersonName,
    },
    /// Whether this parent has authority over the child cannot be told from the list, so nobody is linked on a guess.
    AuthorityUnclear {
        name: PersonName,
    },
    /// An earlier row gives this parent another address or number.
    ReachableTwice {
        name: PersonName,
        channel: Channel,
        line: usize,
    },
}

/// Somebody who is known and not on the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Gone {
    Student { person: PersonId, number: StudentNumber, name: PersonName, class: String },
    Parent { person: PersonId, name: PersonName, student: PersonId, of: PersonName },
}

/// Something about the whole list that is good to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Columns of which nothing is read.
    Unused(Vec<String>),
    /// The list names a mentor whom we do not know as one, or whose name several have.
    UnknownMentor { class: String, mentor: String },
    /// The list gives a class another year or track than it has.
    OtherClass { class: String, line: usize },
    /// New parents about whom the list does not say whether they have authority; they get it.
    AuthorityAssumed { parents: usize },
    /// Classes of which the list holds nobody: their students were not compared.
    NotListed(Vec<String>),
}
