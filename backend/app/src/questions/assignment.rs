//! Assignments: to whom one can be given, how far those of a class came, what came back, and what waits at home.

mod came_back;
mod give;
mod handed_out;
mod to_do;

pub use came_back::{CameBack, CameBackPage, Giving, OpenBack};
pub use give::{GivePage, GiveToClass, GiveToStudent};
pub use handed_out::{Handed, HandedOut, HandedOutPage, Holder};
pub use to_do::AssignmentToDo;
pub(super) use to_do::is_asked;
