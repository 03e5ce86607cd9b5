//! Personal data is sealed: a key per person and retention class, and what is sealed with it.

pub(crate) mod data_keys;
pub(crate) mod sealing;
