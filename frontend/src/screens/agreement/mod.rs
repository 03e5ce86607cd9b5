//! An agreement of student, home and school: three parts, each with its day.

pub(super) mod entry;

mod fields;
#[cfg(test)]
mod fixture;

pub mod adjust;
pub mod at_home;
pub mod make;
pub mod one;
pub mod stop;
