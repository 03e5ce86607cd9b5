//! A contact with home, or an attempt: written down, corrected, withdrawn.

pub mod evening;
pub mod record;
