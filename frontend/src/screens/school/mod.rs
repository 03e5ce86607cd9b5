//! A school year for those who read the whole school.

pub mod classes;
