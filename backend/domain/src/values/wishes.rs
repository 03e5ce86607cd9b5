use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// The language somebody wishes to be spoken to in (nl: taalwens). A wish, never an origin: sealed, and never counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpokenLanguage {
    Dutch,
    Turkish,
    Arabic,
    English,
    Polish,
    Ukrainian,
    /// Another one, spoken with an interpreter.
    Other,
}

impl SpokenLanguage {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [SpokenLanguage; 7] = [
        SpokenLanguage::Dutch,
        SpokenLanguage::Turkish,
        SpokenLanguage::Arabic,
        SpokenLanguage::English,
        SpokenLanguage::Polish,
        SpokenLanguage::Ukrainian,
        SpokenLanguage::Other,
    ];
}

/// How somebody likes to read (nl: leeswens). Never a label on a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    Standard,
    /// (nl: makkelijk Nederlands)
    Easy,
    /// (nl: luisteren)
    Listen,
}

/// How somebody wishes to be spoken and written to (nl: wensen voor taal en lezen).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    pub language: SpokenLanguage,
    pub reading: Reading,
    pub interpreter: bool,
}

impl PersonalValue for Wishes {
    const CLASS: RetentionClass = RetentionClass::Contact;
}
