//! What a student keeps on their own line.

pub(super) mod entry;

mod fields;

pub mod add;
pub mod as_seen_by;
pub mod correct;
pub mod go_on;
pub mod own;
pub mod quality;
pub mod setback;
pub mod share;

pub use fields::AboutStudent;
