//! What a student keeps on their own line.

pub mod add;
pub mod as_seen_by;
pub(super) mod entry;
pub mod own;
