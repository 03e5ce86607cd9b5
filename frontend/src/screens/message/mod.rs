//! Messages between school and home.

pub(super) mod card;
pub(super) mod entry;
pub mod exchange;
pub mod inbox;
