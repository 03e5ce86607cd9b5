//! Names as schools write them: in one column or in three, last name first or last, with or without "van den".

use super::fold;
use domain::values::{Invalid, PersonName};

/// Words between first and last name. They never tell two people apart.
const INFIXES: [&str; 31] = [
    "van", "de", "den", "der", "des", "het", "'t", "’t", "'s", "ten", "ter", "te", "in", "op", "aan", "bij", "onder", "uit",
    "voor", "vd", "vdd", "el", "al", "ben", "von", "zu", "la", "le", "du", "da", "dos",
];

/// How people address each other; no part of a name.
const TITLES: [&str; 15] =
    ["dhr", "heer", "de heer", "hr", "mevr", "mw", "mevrouw", "mevr mr", "fam", "familie", "drs", "dr", "ing", "ir", "mr"];

pub fn is_infix(word: &str) -> bool {
    let word: String = fold(word).chars().filter(|c| !matches!(c, '.' | '/')).collect();
    INFIXES.contains(&word.as_str())
}

/// A name from three columns; "van den Berg" and "Berg, van den" may stand in the last one.
pub fn from_parts(first: &str, infix: &str, last: &str) -> Result<PersonName, Invalid> {
    if !infix.is_empty() {
        return PersonName::new(first, infix, last);
    }
    let words: Vec<&str> = last.split_whitespace().collect();
    if let Some((last, infix)) = last.split_once(',')
        && infix.split_whitespace().all(is_infix)
    {
        return PersonName::new(first, infix, last);
    }
    let infixes = leading_infixes(&words);
    PersonName::new(first, &words[..infixes].join(" "), &words[infixes..].join(" "))
}

/// A whole name in one cell: "Piet van den Berg", "Berg, Piet van den", "van den Berg, Piet", "Dhr. P. de Vries-Bakker".
pub fn from_whole(text: &str) -> Result<PersonName, Invalid> {
    let text = without_title(text);
    if let Some((last, rest)) = text.split_once(',') {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let firsts = words.iter().position(|word| is_infix(word)).unwrap_or(words.len());
        let infixes = firsts + leading_infixes_up_to(&words[firsts..], words.len());
        // "Berg, van den Piet": the infix stands before the first name.
        let first = [&words[..firsts], &words[infixes..]].concat().join(" ");
        return from_parts(&first, &words[firsts..infixes].join(" "), last);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = start_of_last(&words);
    from_parts(&words[..last].join(" "), "", &words[last..].join(" "))
}

/// "Jan en Anna de Vries", "J. Jansen / M. Bos": two people in one cell are not one person.
pub fn is_of_two(text: &str) -> bool {
    text.contains(['/', '&', '+', ';']) || fold(text).split_whitespace().skip(1).any(|word| word == "en")
}

/// Where the last name starts: at the first infix after a first name, or at a double name of which the second part has one
/// ("Anna Jansen-de Vries"), else it is the last word.
fn start_of_last(words: &[&str]) -> usize {
    let has_inner_infix = |word: &str| word.rsplit_once('-').is_some_and(|(_, end)| is_infix(end));
    let starts = |at: usize| (at > 0 && is_infix(words[at])) || has_inner_infix(words[at]);
    let last = words.len().saturating_sub(1);
    if !words.is_empty() && is_infix(words[0]) {
        return 0;
    }
    (0..last).find(|at| starts(*at)).unwrap_or(last)
}

/// At least one word stays for the last name itself: somebody may be called "De" or "Ben".
fn leading_infixes(words: &[&str]) -> usize {
    leading_infixes_up_to(words, words.len().saturating_sub(1))
}

fn leading_infixes_up_to(words: &[&str], most: usize) -> usize {
    words.iter().take(most).take_while(|word| is_infix(word)).count()
}

fn without_title(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((word, after)) = rest.split_once([' ', '.'])
        && (TITLES.contains(&fold(word).as_str()) || (fold(word) == "de" && fold(after).starts_with("heer ")))
    {
        rest = after.trim_start_matches(['.', ' ']);
    }
    rest
}

#[cfg(test)]
mod specs {
    use super::*;

    fn shown(name: Result<PersonName, Invalid>) -> String {
        let name = name.unwrap();
        [name.first, name.infix, name.last].join("|")
    }

    #[test]
    fn an_infix_in_the_last_column_finds_its_own_place() {
        let table = [
            ("van den", "Berg", "Daan|van den|Berg"),
            ("", "van den Berg", "Daan|van den|Berg"),
            ("", "Berg, van den", "Daan|van den|Berg"),
            ("", "v.d. Berg", "Daan|v.d.|Berg"),
            ("", "'t Hart", "Daan|'t|Hart"),
            ("", "De Vries-van Dijk", "Daan|De|Vries-van Dijk"),
            ("", "El Amrani", "Daan|El|Amrani"),
            ("", "Ben", "Daan||Ben"),
            ("", "Yıldız Demir", "Daan||Yıldız Demir"),
        ];
        for (infix, last, expected) in table {
            assert_eq!(shown(from_parts("Daan", infix, last)), expected, "{infix} {last}");
        }
    }

    #[test]
    fn a_whole_name_is_taken_apart() {
        let table = [
            ("Piet van den Berg", "Piet|van den|Berg"),
            ("Berg, Piet van den", "Piet|van den|Berg"),
            ("van den Berg, Piet", "Piet|van den|Berg"),
            ("Berg, van den Piet", "Piet|van den|Berg"),
            ("Fatma Nur Yılmaz", "Fatma Nur||Yılmaz"),
            ("Mohamed el Amrani", "Mohamed|el|Amrani"),
            ("Anna Jansen-de Vries", "Anna||Jansen-de Vries"),
            ("Dhr. P.J. de Vries-Bakker", "P.J.|de|Vries-Bakker"),
            ("Mevr. Demir", "||Demir"),
            ("De heer A. Bos", "A.||Bos"),
            ("van Dijk", "|van|Dijk"),
            ("Demir", "||Demir"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(from_whole(text)), expected, "{text}");
        }
        assert_eq!(from_whole("mevr. "), Err(Invalid("name-missing")));
    }

    #[test]
    fn two_people_in_one_cell_are_seen() {
        for text in ["Jan en Anna de Vries", "J. Jansen / M. Bos", "Jan & Anna Bos"] {
            assert!(is_of_two(text), "{text}");
        }
        for text in ["Enes Yılmaz", "En Li", "Anna Jansen-de Vries"] {
            assert!(!is_of_two(text), "{text}");
        }
    }
}
