//! Planned talks: rounds, invitations, and the sheet on the table.

pub mod at_home;
pub(super) mod card;
pub(super) mod entry;
pub mod rounds;
pub mod sheet;
