//! A class: who is in beeld, and what is overdue.

mod class_list;
mod heard;
mod overdue;

pub use class_list::{AssignmentCounts, ClassList, ClassListRow, ClassPage, LastContact, NextStep, OfMyClass};
pub use heard::{HeardHow, HeardSince};
pub(super) use overdue::{ClassRecords, is_late, lines_known};
pub use overdue::{Overdue, OverdueItem, OverdueKind, OverduePage};
