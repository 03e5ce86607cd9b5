//! The end of a school's log.

use super::chain::Hash;
use crate::views::row_cache::LogState;
use chrono::{DateTime, Utc};
use domain::ids::Position;

/// The end of a school's log: as it was read, and then as it grows.
#[derive(Clone, Copy)]
pub(crate) struct LogHead {
    pub pos: Position,
    pub chain: Hash,
    pub recorded_at: DateTime<Utc>,
    /// Counts the rebuilds of views.
    pub view_epoch: i32,
    /// What the clock said.
    pub now: DateTime<Utc>,
}

impl LogHead {
    pub(crate) fn state(&self) -> LogState {
        LogState { pos: self.pos, chain: self.chain, view_epoch: self.view_epoch }
    }
}
