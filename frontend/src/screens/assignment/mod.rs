//! An assignment for home: given, brought back, used.

pub(super) mod entry;

pub mod at_home;
pub mod give;
pub mod given;
pub mod one_given;
pub mod returned;
pub mod use_returned;
pub mod withdraw;
