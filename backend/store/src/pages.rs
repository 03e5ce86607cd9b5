//! Reading for one page: one transaction, one moment of the log, one row in the access log.

pub(crate) mod snapshot;

pub(crate) mod shared_reach;

mod access_log;

pub(crate) mod reader;

mod audit;

pub(crate) mod transaction;
