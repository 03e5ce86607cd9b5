//! Work on whole databases: migrating them, verifying a log, rebuilding a view.

mod copy_out;
pub(crate) mod migrate;
pub(crate) mod prepare_server;
pub(crate) mod progress;
pub(crate) mod rebuild;
mod sql_files;
pub(crate) mod verify;
mod view_fold;
