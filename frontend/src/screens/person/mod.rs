//! One person: a student, how to reach somebody, who supports.

pub mod details;
pub mod student;
pub mod supporter;
pub mod wishes;
