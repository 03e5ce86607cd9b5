//! Messages between school and home.

pub(super) mod card;
pub(super) mod entry;

mod fields;

pub mod answer;
pub mod exchange;
pub mod inbox;
pub mod own_list;
pub mod thread;
pub mod to_class;
pub mod withdraw;
pub mod withdraw_send;
pub mod write;
