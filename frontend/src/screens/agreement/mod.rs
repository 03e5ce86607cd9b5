//! An agreement of student, home and school: three parts, each with its day.

pub(super) mod entry;
pub mod make;
