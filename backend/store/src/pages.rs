//! Reading for one page: one transaction, one moment of the log, one row in the access log.

mod access_log;
mod audit;
pub(crate) mod reader;
pub(crate) mod snapshot;
