//! Student (nl: leerling): enrolment, class, the two birthdays that move rights from parent to child, and what of the
//! news about them they have opened.

mod correct_details;
mod enrol_student;
mod move_student;
mod open_entries;
mod record_left;
mod return_student;
mod state_age;

pub use correct_details::{CorrectStudentDetails, StudentDetailsCorrected};
pub use enrol_student::{EnrolStudent, StudentEnrolled};
pub use move_student::{MoveStudent, StudentMoved};
pub use open_entries::{EntryOpened, EntryRefusal, OpenEntries, OpenedEntries};
pub use record_left::{LeaveReason, RecordLeft, StudentLeft};
pub use return_student::{ReturnStudent, StudentReturned};
pub use state_age::{ParentsFollowingChanged, StateAge, StudentTurnedEighteen, StudentTurnedSixteen};

use crate::{
    facts::Fact,
    grammar::{Context, Story},
    ids::{ClassId, PersonId, Stream, StreamKind},
};

crate::refusals! {
    /// Why something about a student is refused.
    pub enum StudentRefusal {
        NotThere = "student-not-there",
        AlreadyEnrolled = "student-already-enrolled",
        /// The student has left; enrol again instead.
        HasLeft = "student-has-left",
        NoSuchClass = "student-no-such-class" at "class",
        InFuture = "student-in-future" at "on",
        /// A correction says at least one thing.
        NothingToCorrect = "student-nothing-to-correct",
    }
}

fn stream_of(student: PersonId) -> Stream {
    Stream::of(StreamKind::Student, student.0)
}

/// Is there such a class to be in?
fn is_open(class: ClassId, context: &Context<'_>) -> bool {
    context.relations.class(class).is_some_and(|row| !row.withdrawn)
}

/// A student's place at the school.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Student {
    pub place: Enrolment,
    pub sixteen: bool,
    pub eighteen: bool,
    /// May parents read along no longer, because the school lets them do so until sixteen?
    pub parents_stopped: bool,
}

/// Where a student is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enrolment {
    #[default]
    Unknown,
    In(ClassId),
    Left,
}

impl Story for Student {
    fn evolve(self, fact: &Fact) -> Student {
        match fact {
            Fact::StudentEnrolled(fact) => Student { place: Enrolment::In(fact.class), ..self },
            Fact::StudentMoved(fact) => Student { place: Enrolment::In(fact.to), ..self },
            Fact::StudentReturned(fact) => Student { place: Enrolment::In(fact.class), ..self },
            Fact::StudentLeft(_) => Student { place: Enrolment::Left, ..self },
            Fact::StudentDetailsCorrected(fact) if fact.birth_date.is_some() => {
                Student { sixteen: false, eighteen: false, ..self }
            }
            Fact::StudentTurnedSixteen(_) => Student { sixteen: true, ..self },
            Fact::StudentTurnedEighteen(_) => Student { sixteen: true, eighteen: true, ..self },
            Fact::ParentsFollowingChanged(fact) => Student { parents_stopped: !fact.follow, ..self },
            _ => self,
        }
    }
}
