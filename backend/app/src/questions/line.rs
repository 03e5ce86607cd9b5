//! A student's own line: the whole of it, what is needed to add to it, and how somebody else sees it.

mod answers;
mod as_seen_by;
mod own_line;
mod setback;
mod write_line;

pub use answers::AnswersTo;
pub use as_seen_by::{AsSeenBy, AsSeenByPage};
pub use own_line::{OwnLine, OwnLinePage};
pub use setback::{SetbackEntry, SetbackSheet};
pub use write_line::{LineSheet, WriteLine};
