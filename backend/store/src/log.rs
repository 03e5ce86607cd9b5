//! The event log: how a command's events are added to it, and how they are read. Begin with `append`.

// The way in.
mod append;

// What is handed in, and what it is made into before anything is read.
pub(crate) mod chain;
#[cfg(test)]
mod chain_vectors;
pub(crate) mod command;
mod pending;

// Writing a batch of commands: read, decide, fold, append.
mod append_call;
mod append_rows;
mod decide;
mod fold;
mod head;
mod read_set;
mod writer;

// What serves speed alone: writing without reading first, and many commands in one transaction.
pub(crate) mod cached_writer;
pub(crate) mod commit_queue;
mod head_cache;
mod school_queue;
mod worker;

// Reading.
pub(crate) mod load;
pub(crate) mod read;
pub(crate) mod row_check;
