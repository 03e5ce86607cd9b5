//! What is read, by whom, and how they came in, on a real database.

#[path = "../common/mod.rs"]
mod common;
mod lookups;
mod pages;
mod relations;
mod sign_in;
