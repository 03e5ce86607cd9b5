//! Which schools there are, who is signed in, and how people are found.

pub(crate) mod lookup;
mod relations;
pub(crate) mod school;
pub(crate) mod sign_in;
