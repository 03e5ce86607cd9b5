//! The pages of a parent or supporter: a child's timeline, its tiles, and what home can be asked now.

mod child_name;
mod page;
mod part;
mod to_do;

pub use child_name::ChildName;
pub use page::{Home, HomeOf, HomePage};
pub use part::HomePart;
pub use to_do::ToDo;
pub(super) use to_do::assignments_and_agreements;
