//! A class for its mentor.

pub mod my_class;
pub mod overdue;
