//! Rows of views: what is asked for, and those that are kept in memory.

pub(crate) mod row_cache;
pub(crate) mod wanted;
