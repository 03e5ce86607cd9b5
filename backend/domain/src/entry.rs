//! What somebody sees of an entry on a student's timeline: the student sees news about themselves first (guide, success
//! factor 4; S25), and the school remembers what the student has opened.

mod open_entries;

pub use open_entries::{EntryOpened, OpenEntries};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{PersonId, Stream, StreamKind, Tag},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

crate::refusals! {
    /// Why something about what somebody sees is refused.
    pub enum EntryRefusal {
        /// The student is not, or no longer, at this school.
        StudentGone = "entry-student-gone",
    }
}

fn stream_of(student: PersonId) -> Stream {
    Stream::of(StreamKind::Reading, student.0)
}

/// What one student has opened, and as it stood when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened(BTreeMap<Tag, DateTime<Utc>>);

impl Story for Opened {
    fn evolve(mut self, fact: &Fact) -> Opened {
        if let Fact::EntryOpened(fact) = fact {
            self.0.insert(fact.entry, fact.as_told);
        }
        self
    }
}
