//! People: a student's page, those around a student, how to reach somebody, and one's own name.

mod around;
mod details;
mod own_profile;
mod student_timeline;
mod supporters;

pub use around::{AtHome, NamedStudent, People, PersonBrief, TieToStudent};
pub(super) use around::{at_home, named_in, people_ahead, rows_of, to_share_with};
pub use details::{DetailsPage, PersonDetails};
pub use own_profile::{OwnProfile, Profile};
pub use student_timeline::{StudentPage, StudentTimeline};
pub use supporters::{Admissions, NamedSupporter, Supporters, SupportersPage, WaitingPage, WaitingSupporters};
