//! Who helps a student with what.

pub mod examine;
