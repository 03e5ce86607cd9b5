//! A class for its mentor.

pub mod heard;
pub mod my_class;
pub mod overdue;
