use super::{Invalid, visible::visible};
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// Free words about a student's way to school and work (nl: toelichting), in the writer's own line breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(String);

impl PersonalValue for Words {
    const CLASS: RetentionClass = RetentionClass::Lob;
}

impl Words {
    /// The longest text, in characters. A contact is told in a sentence or two, not in a report.
    pub const MAX: usize = 500;

    /// Nothing written is no words at all.
    pub fn parse(text: &str) -> Result<Option<Words>, Invalid> {
        read(text, Self::MAX).map(|text| text.map(Words))
    }
    /// The text. Its lines end in `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why somebody's authority over a child changed (nl: reden van een ander gezag), for the school admin only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustodyNote(String);

impl PersonalValue for CustodyNote {
    const CLASS: RetentionClass = RetentionClass::Custody;
}

impl CustodyNote {
    /// Nothing written is no note at all.
    ///
    /// # Errors
    ///
    /// `words-too-long` when it is longer than `Words` may be.
    pub fn parse(text: &str) -> Result<Option<CustodyNote>, Invalid> {
        read(text, Words::MAX).map(|text| text.map(CustodyNote))
    }
    /// The text. Its lines end in `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Browsers send CR LF and count it as one; other control characters, and signs that nobody sees, have no place in a text.
pub(super) fn read(text: &str, max: usize) -> Result<Option<String>, Invalid> {
    let text: String = visible(text).replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let text = text.trim();
    if text.chars().count() > max {
        return Err(Invalid("words-too-long"));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn words_keep_their_lines_and_have_a_limit() {
        assert_eq!(Words::parse(" a\r\nb\u{7} ").unwrap().unwrap().as_str(), "a\nb");
        assert_eq!(Words::parse(" \r\n "), Ok(None));
        assert!(Words::parse(&"é".repeat(500)).is_ok());
        assert_eq!(Words::parse(&"é".repeat(501)), Err(Invalid("words-too-long")));
    }
}
