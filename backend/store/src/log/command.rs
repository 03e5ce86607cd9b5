//! What is handed to the log, a decided command with its events, and the answer that comes back.

use crate::{database::error::StoreError, keys::sealing::SealFailure};
use chrono::{DateTime, Utc};
use domain::{
    actor::Author,
    facts::Fact,
    ids::{CommandId, Position, Stream, Tag},
    lookup::LookupChange,
    time::Occurred,
};

/// A decided command on its way into the log.
pub struct NewCommand {
    /// The id of the form or row that asks. A command is carried out once per id.
    pub command_id: CommandId,
    /// What was asked, from `Store::command_digest`. The same id with another digest is refused.
    pub digest: [u8; 32],
    /// Who asks.
    pub actor: Author,
    /// At least one.
    pub events: Vec<NewEvent>,
    /// The decision is stale when another command added an event under one of these tags after `seen`.
    pub consistency_tags: Vec<Tag>,
    /// The head of the log when the first thing was loaded that the decision depends on.
    pub seen: Position,
    /// What people can be found by from now on.
    pub lookups: Vec<LookupChange>,
    /// Work to do once this is committed.
    pub effects: Vec<NewEffect>,
    /// When it is recorded. Only a simulated world says so; in the real world it is the database's time of the append.
    pub recorded_at: Option<DateTime<Utc>>,
}

/// A fact on its way into the log, its personal fields still open.
pub struct NewEvent {
    /// The stream that it belongs to.
    pub stream: Stream,
    /// What that stream must hold.
    pub expected: Expected,
    /// When it happened, as somebody said.
    pub occurred: Occurred,
    /// What happened.
    pub fact: Fact,
}

/// What the stream must hold for the decision to stand. All events of one command in one stream say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: the stream begins with this event.
    NoStream,
    /// This many events before this command.
    Exactly(u32),
    /// Whatever it holds: the fact is true regardless.
    Any,
}

impl Expected {
    /// How many events the stream must hold; `None` when that does not matter.
    pub(crate) fn version(self) -> Option<u32> {
        match self {
            Expected::NoStream => Some(0),
            Expected::Exactly(version) => Some(version),
            Expected::Any => None,
        }
    }
}

/// Work to do after an event, by kind. The event itself says the details.
pub struct NewEffect {
    /// The index in the command's events.
    pub event: usize,
    /// The stored name of the kind of work.
    pub kind: &'static str,
}

/// Where a command's events are in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The position of its first event.
    pub first: Position,
    /// The position of its last event.
    pub last: Position,
    /// This command had been carried out before; nothing was added.
    pub repeated: bool,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Something that the decision depends on has changed since it was loaded. Load and decide again.
    #[error("what the decision depends on has changed")]
    Stale,
    /// The id was used before, for something else.
    #[error("the command's id was used for another command")]
    ReusedCommand,
    /// The data of somebody it is about was erased: nothing can be sealed in their name.
    #[error("somebody it is about was erased")]
    Erased,
    /// Too much is waiting, or another process holds the log. Try again in a moment.
    #[error("the log is busy")]
    Busy,
    /// The database does not answer. The same command, sent again, finds out whether it was stored.
    #[error("the log is out of reach")]
    OutOfReach,
    /// The store failed.
    #[error(transparent)]
    Broken(StoreError),
}

impl From<StoreError> for AppendError {
    fn from(error: StoreError) -> AppendError {
        match error {
            StoreError::Busy => AppendError::Busy,
            StoreError::OutOfReach(cause) => {
                tracing::error!(%cause, "the database is out of reach");
                AppendError::OutOfReach
            }
            error => AppendError::Broken(error),
        }
    }
}

impl From<SealFailure> for AppendError {
    fn from(failure: SealFailure) -> AppendError {
        match failure {
            SealFailure::Erased => AppendError::Erased,
            SealFailure::Broken(error) => error.into(),
        }
    }
}

/// The answer to one command.
pub type AppendResult = Result<Appended, AppendError>;
