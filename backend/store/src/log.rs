//! The event log: how a command's events are added to it, and how they are read.

pub(crate) mod append;
pub(crate) mod batch;
pub(crate) mod chain;
pub(crate) mod commit_queue;
pub(crate) mod head_cache;
pub(crate) mod read;
