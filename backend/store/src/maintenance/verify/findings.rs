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
    /// The access log and its digests.
    AccessLog,
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
            VerifiedPart::AccessLog => "access log",
            VerifiedPart::Fence => "fence",
        }
    }
}

/// The rules of `backend/store/CHAIN.md`, by their numbers there: what any verifier of a log checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChainRule {
    /// Positions have no gap.
    Positions = 1,
    /// Sealed fields are those of the digests.
    Sealed,
    /// The leaf is the event's.
    Leaf,
    /// The link follows from the one before it.
    Link,
    /// Versions of a stream have no gap.
    Streams,
    /// Recorded time never goes back.
    Time,
    /// Tags and sealed fields have their event.
    Strays,
    /// The head is the last event.
    Head,
    /// Commands cover the log.
    Commands,
}

impl ChainRule {
    /// Its number in `backend/store/CHAIN.md`.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// Something that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it was found.
    pub part: VerifiedPart,
    /// The rule that is broken, where it is one of the chain's.
    pub rule: Option<ChainRule>,
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
        let rule = (part == VerifiedPart::Commands).then_some(ChainRule::Commands);
        self.push(Finding { part, rule, pos: pos.map(Position), event: None, what: what.into() });
    }

    /// A rule that the log itself breaks.
    pub(super) fn break_rule(&mut self, rule: ChainRule, pos: i64, event: Option<NamedEvent>, what: impl Into<String>) {
        let (part, rule, pos) = (VerifiedPart::Log, Some(rule), Some(Position(pos)));
        self.push(Finding { part, rule, pos, event, what: what.into() });
    }

    /// Of a part with very much that is wrong the first places are kept, in whatever order they were found.
    fn push(&mut self, finding: Finding) {
        self.found += 1;
        let part = finding.part;
        self.kept.push(finding);
        let of_part = || self.kept.iter().enumerate().filter(|(_, kept)| kept.part == part);
        let last = of_part().max_by_key(|(_, kept)| (kept.pos, kept.rule)).map(|(at, _)| at);
        if let (true, Some(last)) = (of_part().count() > KEPT_PER_PART, last) {
            self.kept.remove(last);
        }
    }

    /// Each part together and in the order of positions and rules, and how many there were.
    pub(super) fn into_parts(mut self) -> (Vec<Finding>, u64) {
        self.kept.sort_by_key(|finding| (finding.part, finding.pos, finding.rule));
        (self.kept, self.found)
    }
}
