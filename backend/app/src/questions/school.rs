//! A school: its classes with how far each is, and who is known of it when a list is imported.

mod known_roster;
mod overview;

pub use known_roster::KnownRoster;
pub use overview::{ClassProgress, ClassSummary, SchoolOverview, SchoolPage};
