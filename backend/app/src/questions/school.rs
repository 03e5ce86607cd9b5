//! A school: its classes with how far each is, who is known of it when a list is imported, and by which ids.

mod known_ids;
mod known_roster;
mod overview;
mod student_ties;

pub use known_ids::{IdsPage, KnownIds, StaffIds, StudentIds};
pub use known_roster::KnownRoster;
pub use overview::{ClassProgress, ClassSummary, SchoolOverview, SchoolPage};
pub use student_ties::{StudentTies, TiesPage};
