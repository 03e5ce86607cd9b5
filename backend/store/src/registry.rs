//! Which schools there are, who is signed in, who is related to whom, and how people are found and erased.

mod erasure;
pub(crate) mod failures;
mod lookup;
mod relations;
pub(crate) mod school;
pub(crate) mod sign_in;
