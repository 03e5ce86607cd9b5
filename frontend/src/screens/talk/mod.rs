//! Planned talks: rounds, invitations, and the sheet on the table.

pub(super) mod card;
pub(super) mod entry;
pub(super) mod words;

mod blocks;
mod booking;
#[cfg(test)]
mod fixtures;
mod voices;

pub mod at_home;
pub mod own;
pub mod prepare;
pub mod round;
pub mod rounds;
pub mod sheet;
