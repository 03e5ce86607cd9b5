//! What is done to whole databases: migrating them, verifying a log, building a view anew.

mod copy_out;
pub(crate) mod migrate;
pub(crate) mod rebuild;
mod sql_files;
pub(crate) mod verify;
