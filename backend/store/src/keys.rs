//! How personal data is sealed: a key per person and retention class, what is sealed with it, and how somebody is found by a
//! value that nobody can read.

pub(crate) mod blind_index;
pub(crate) mod cipher;
pub(crate) mod data_keys;
mod key_cache;
pub(crate) mod platform_key;
pub(crate) mod platform_key_check;
pub(crate) mod sealing;
