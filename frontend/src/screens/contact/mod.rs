//! A contact with home, or an attempt: written down, corrected, withdrawn.

pub(super) mod entry;

mod fields;
#[cfg(test)]
mod fixture;

pub mod correct;
pub mod evening;
pub mod not_spoken;
pub mod record;
pub mod withdraw;
