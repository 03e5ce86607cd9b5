//! Who helps a student with what.

pub mod asked;
pub mod examine;
