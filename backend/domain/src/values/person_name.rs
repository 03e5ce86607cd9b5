use super::{Invalid, tidy};
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// A person's name (nl: naam): first name, infix (in Dutch *tussenvoegsel*) and last name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    pub first: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub infix: String,
    pub last: String,
}

impl PersonalValue for PersonName {
    const CLASS: RetentionClass = RetentionClass::Identity;
}

impl PersonName {
    /// Longest part of a name, in characters. Long names exist; longer ones are a pasted text.
    pub const MAX: usize = 80;

    /// A last name is needed; a first name may be missing, as for "mevrouw Demir".
    pub fn new(first: &str, infix: &str, last: &str) -> Result<PersonName, Invalid> {
        let (first, infix, last) = (tidy(first), tidy(infix), tidy(last));
        if last.is_empty() {
            return Err(Invalid("name-missing"));
        }
        if [&first, &infix, &last].iter().any(|part| part.chars().count() > Self::MAX) {
            return Err(Invalid("name-too-long"));
        }
        if [&first, &infix, &last].iter().any(|part| part.contains(['<', '>', '@', '{', '}'])) {
            return Err(Invalid("name-not-a-name"));
        }
        Ok(PersonName { first, infix, last })
    }

    /// "Daan van den Berg".
    pub fn full(&self) -> String {
        [&self.first, &self.infix, &self.last]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The name to use in a sentence among people who know each other: the first name, or the last when there is none.
    pub fn short(&self) -> &str {
        if self.first.is_empty() { &self.last } else { &self.first }
    }

    /// What a Dutch list sorts by: the last name without its infix, then the first name; case and accents ignored.
    pub fn sort_key(&self) -> (String, String, String) {
        let last = if self.infix.is_empty() { without_infix(&self.last) } else { self.last.as_str() };
        (plain(last), plain(&self.first), plain(&self.infix))
    }
}

/// "van den Berg" typed in one box still sorts under B.
fn without_infix(last: &str) -> &str {
    const INFIXES: [&str; 16] =
        ["van ", "de ", "den ", "der ", "het ", "ten ", "ter ", "te ", "in ", "'t ", "op ", "el ", "al ", "ben ", "von ", "la "];
    let mut rest = last;
    while let Some(shorter) = INFIXES.iter().find_map(|infix| strip_prefix_ignoring_case(rest, infix)) {
        rest = shorter;
    }
    rest
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    if head.eq_ignore_ascii_case(prefix) { text.get(prefix.len()..) } else { None }
}

/// Lower case, with the accents of the names we meet folded to their base letter.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' | 'ą' => Some('a'),
            'ç' | 'ć' | 'č' => Some('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' => Some('e'),
            'ğ' => Some('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => Some('i'),
            'ł' => Some('l'),
            'ñ' | 'ń' => Some('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'ø' => Some('o'),
            'ş' | 'ś' | 'š' => Some('s'),
            'ù' | 'ú' | 'û' | 'ü' => Some('u'),
            'ý' | 'ÿ' => Some('y'),
            'ź' | 'ż' | 'ž' => Some('z'),
            // "i̇" is what lower-casing the Turkish İ leaves behind.
            '\u{307}' => None,
            other => Some(other),
        })
        .collect()
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn names_are_tidied() {
        assert_eq!(PersonName::new("  Daan ", "van   den", "Berg").unwrap().full(), "Daan van den Berg");
        assert_eq!(PersonName::new("", "", "Demir").unwrap().short(), "Demir");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(PersonName::new("Daan", "", " "), Err(Invalid("name-missing")));
        assert_eq!(PersonName::new("Daan", "", &"x".repeat(81)), Err(Invalid("name-too-long")));
        assert_eq!(PersonName::new("<b>", "", "Berg"), Err(Invalid("name-not-a-name")));
    }

    #[test]
    fn lists_sort_in_the_dutch_way() {
        let mut names = [
            ("Selin", "", "Yıldız"),
            ("Daan", "van den", "Berg"),
            ("Zoë", "", "de Boer"),
            ("Youssef", "el", "Amrani"),
            ("Ömer", "", "Öztürk"),
        ]
        .map(|(first, infix, last)| PersonName::new(first, infix, last).unwrap());
        names.sort_by_key(PersonName::sort_key);
        let sorted: Vec<_> = names.iter().map(|name| name.first.as_str()).collect();
        assert_eq!(sorted, ["Youssef", "Daan", "Zoë", "Ömer", "Selin"]);
    }
}
