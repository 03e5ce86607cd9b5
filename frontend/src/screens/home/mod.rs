//! What a parent or supporter finds at home.

pub(super) mod to_do;

pub mod child;
pub mod done;
