use super::{Invalid, tidy};
use serde::{Deserialize, Serialize};

/// One line of text, as a title, a step or a promise (nl: regel). Personal wherever it is stored: part of a sealed value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

impl Line {
    /// The longest line, in characters.
    pub const MAX: usize = 160;

    /// Nothing written is no line at all.
    pub fn parse(text: &str) -> Result<Option<Line>, Invalid> {
        let text = tidy(text);
        if text.chars().count() > Self::MAX {
            return Err(Invalid("line-too-long"));
        }
        Ok((!text.is_empty()).then_some(Line(text)))
    }
    /// The text, without line breaks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Words in the longest sentence: what somebody who reads little must hold in mind at once.
    pub fn longest_sentence(&self) -> usize {
        let sentences = self.0.split(['.', '!', '?', ':', ';', ',']);
        sentences.map(|sentence| sentence.split_whitespace().count()).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_has_a_limit() {
        assert_eq!(Line::parse(" Praat\r\n samen ").unwrap().unwrap().as_str(), "Praat samen");
        assert_eq!(Line::parse(" \n"), Ok(None));
        assert!(Line::parse(&"é".repeat(160)).is_ok());
        assert_eq!(Line::parse(&"é".repeat(161)), Err(Invalid("line-too-long")));
    }

    #[test]
    fn sentences_are_counted_by_their_words() {
        let longest = |text| Line::parse(text).unwrap().unwrap().longest_sentence();
        assert_eq!(longest("Ga samen zitten. Vertel wat je vandaag deed."), 5);
        assert_eq!(longest("Klaar!"), 1);
    }
}
