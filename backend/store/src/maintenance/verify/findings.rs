//! What is found to be wrong.

use crate::maintenance::copy_out::CopiedRow;
use chrono::{DateTime, Utc};
use domain::ids::Position;
use uuid::Uuid;

/// What is verified of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerifiedPart {
    /// The events of a school, with their tags and sealed fields, and the head.
    Log,
    /// The heads that somebody kept.
    KeptHeads,
    /// The commands that were carried out.
    Commands,
    /// The outbox.
    Effects,
    /// The school in the registry.
    Registry,
    /// The blind index.
    Lookups,
    /// The rows of views.
    Views,
    /// Roles, rights and row-level security.
    Fence,
}

impl VerifiedPart {
    /// What it is called in a report.
    pub fn name(self) -> &'static str {
        match self {
            VerifiedPart::Log => "log",
            VerifiedPart::KeptHeads => "kept heads",
            VerifiedPart::Commands => "commands",
            VerifiedPart::Effects => "effects",
            VerifiedPart::Registry => "registry",
            VerifiedPart::Lookups => "look-ups",
            VerifiedPart::Views => "views",
            VerifiedPart::Fence => "fence",
        }
    }
}

/// Something that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it was found.
    pub part: VerifiedPart,
    /// The position in the log, or the first one that is missing.
    pub pos: Option<Position>,
    /// The event that is stored there, as far as it can be read.
    pub event: Option<NamedEvent>,
    /// What is wrong.
    pub what: String,
}

/// An event by what an investigator needs to find it. Nothing of it is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEvent {
    /// The stored name of the fact.
    pub type_name: String,
    /// When it says that it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The stream, as `kind:id`.
    pub stream: String,
}

impl NamedEvent {
    /// Reads the columns of `reading::EVENTS`. `None`: they cannot be read.
    pub(super) fn read(row: &CopiedRow) -> Option<NamedEvent> {
        let mut columns = row.columns();
        let _: (i64, Uuid) = (columns.next().ok()?, columns.next().ok()?);
        let (stream_id, stream_kind): (Uuid, &str) = (columns.next().ok()?, columns.next().ok()?);
        let _: i32 = columns.next().ok()?;
        let type_name: &str = columns.next().ok()?;
        // schema_ver, occurred_on, occurred_at and occurred_precision.
        columns.skip(4).ok()?;
        let recorded_at = columns.next().ok()?;
        Some(NamedEvent { type_name: type_name.to_owned(), recorded_at, stream: format!("{stream_kind}:{stream_id}") })
    }
}

/// How many places of one part are kept. Whoever has more to mend than this does not mend it by hand.
const KEPT_PER_PART: usize = 50;

/// What is wrong so far.
#[derive(Default)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    found: u64,
}

impl Findings {
    pub(super) fn add(&mut self, part: VerifiedPart, pos: Option<i64>, what: impl Into<String>) {
        self.add_event(part, pos, None, what);
    }

    pub(super) fn add_event(&mut self, part: VerifiedPart, pos: Option<i64>, event: Option<NamedEvent>, what: impl Into<String>) {
        self.found += 1;
        if self.kept.iter().filter(|kept| kept.part == part).count() < KEPT_PER_PART {
            self.kept.push(Finding { part, pos: pos.map(Position), event, what: what.into() });
        }
    }

    /// Each part together and in the order of positions, and how many there were.
    pub(super) fn into_parts(mut self) -> (Vec<Finding>, u64) {
        self.kept.sort_by_key(|finding| (finding.part, finding.pos));
        (self.kept, self.found)
    }
}
