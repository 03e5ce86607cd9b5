//! The auditor's pages: numbers and pseudonyms, never a name.

pub mod address;
mod compared;
mod course;
pub mod events;
pub mod evolution;
