use super::{Invalid, tidy};
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// What something on a student's line is called (nl: titel), in a few words of the student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Title(String);

impl PersonalValue for Title {
    const CLASS: RetentionClass = RetentionClass::OwnWords;
}

impl Title {
    /// The longest title, in characters: one line on a telephone, or two.
    pub const MAX: usize = 80;

    /// Reads a typed text, with each run of white space folded to one space.
    ///
    /// # Errors
    ///
    /// `title-missing` when nothing is left, `title-too-long` above `MAX`.
    pub fn parse(text: &str) -> Result<Title, Invalid> {
        let text = tidy(text);
        if text.is_empty() {
            return Err(Invalid("title-missing"));
        }
        if text.chars().count() > Self::MAX {
            return Err(Invalid("title-too-long"));
        }
        Ok(Title(text))
    }
    /// The text, without line breaks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody tells on a student's line (nl: in eigen woorden), in their own line breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnWords(String);

impl PersonalValue for OwnWords {
    const CLASS: RetentionClass = RetentionClass::OwnWords;
}

impl OwnWords {
    /// The longest text, in characters: a page of a notebook.
    pub const MAX: usize = 1000;

    /// Nothing written is no words at all.
    pub fn parse(text: &str) -> Result<Option<OwnWords>, Invalid> {
        super::words::read(text, Self::MAX).map(|text| text.map(OwnWords))
    }
    /// The text. Its lines end in `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_some_length() {
        assert_eq!(Title::parse(" Mijn eerste\r\n brood ").unwrap().as_str(), "Mijn eerste brood");
        assert_eq!(Title::parse(" \n "), Err(Invalid("title-missing")));
        assert!(Title::parse(&"é".repeat(80)).is_ok());
        assert_eq!(Title::parse(&"é".repeat(81)), Err(Invalid("title-too-long")));
    }

    #[test]
    fn own_words_have_room_and_keep_their_lines() {
        assert_eq!(OwnWords::parse("a\r\nb").unwrap().unwrap().as_str(), "a\nb");
        assert_eq!(OwnWords::parse(" "), Ok(None));
        assert_eq!(OwnWords::parse(&"é".repeat(1001)), Err(Invalid("words-too-long")));
    }
}
