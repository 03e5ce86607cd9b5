//! How far work on a whole log has come.

use domain::ids::Position;

/// How far work on a whole log has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogProgress {
    /// The last position that is done.
    pub done: Position,
    /// The last position there is.
    pub of: Position,
}
