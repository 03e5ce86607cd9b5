//! What a parent or supporter finds at home.

pub mod child;
pub mod done;
pub(super) mod to_do;
