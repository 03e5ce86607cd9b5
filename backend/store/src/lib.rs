//! (in the making)

pub mod cluster;
