//! Persons (nl: personen): everyone at a school and around its students, each kind in a room of its own, and how to reach them.

pub mod details;
pub mod parent;
pub mod staff;
pub mod student;
pub mod supporter;
