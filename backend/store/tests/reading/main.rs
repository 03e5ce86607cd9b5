//! What is read, by whom, and how they came in, on a real database.

mod access_log;
mod lookups;
mod pages;
mod relations;
mod rights;
mod sign_in;
