//! An assignment for home: given, brought back, used.

pub mod at_home;
pub(super) mod entry;
pub mod give;
pub mod given;
pub mod returned;
