//! One person: a student, how to reach somebody, who supports.

pub(super) mod entry;

pub mod details;
pub mod student;
pub mod supporter;
pub mod waiting;
pub mod wishes;
