//! Work on whole databases: migrating them, verifying and exporting a log, sealing the access log, rebuilding a view.

pub(crate) mod access_log;
mod copy_out;
mod export;
pub(crate) mod migrate;
pub(crate) mod prepare_server;
pub(crate) mod progress;
pub(crate) mod prove_rows;
pub(crate) mod rebuild;
mod sql_files;
pub(crate) mod unknown_events;
pub(crate) mod verify;
mod view_fold;
