//! A name in a sentence may be written in another direction than the words around it, and would turn those around. So it stands
//! between two invisible marks of Unicode, which say: find the direction of this by itself (UAX #9). They work wherever text
//! can stand: in a title, an option, an attribute, a terminal. No value holds such marks; they are set where one is shown.

use std::borrow::Cow;

/// From here on a text has a direction of its own.
pub const ISOLATE: char = '\u{2068}';
/// Up to here.
pub const ISOLATE_END: char = '\u{2069}';

/// A text as it can stand among others, which run from right to left if `among_rtl`. What cannot turn them stays as it is: Latin
/// letters among Latin ones. A text that was put together from such parts keeps their marks.
pub fn apart(text: &str, among_rtl: bool) -> Cow<'_, str> {
    let text = without_other_marks(text);
    if !turns(&text, among_rtl) {
        return text;
    }
    format!("{ISOLATE}{text}{ISOLATE_END}").into()
}

fn without_other_marks(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return text.into();
    }
    let are_ours = are_pairs(text);
    let stays = |c: &char| !steers(*c) || are_ours && [ISOLATE, ISOLATE_END].contains(c);
    text.chars().filter(stays).collect::<String>().into()
}

fn are_pairs(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            ISOLATE => open += 1,
            ISOLATE_END if open == 0 => return false,
            ISOLATE_END => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// Is there something outside all pairs that could run against the text around it?
fn turns(text: &str, among_rtl: bool) -> bool {
    let mut open = 0_usize;
    text.chars().any(|c| {
        match c {
            ISOLATE => open += 1,
            ISOLATE_END => open -= 1,
            _ => {}
        }
        open == 0 && if among_rtl { c.is_alphanumeric() } else { is_rtl_letter(c) }
    })
}

/// Characters that do nothing but steer direction.
fn steers(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A letter that is written from right to left.
pub fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod specs {
    use super::*;

    #[track_caller]
    fn check(text: &str, among_ltr: &str, among_rtl: &str) {
        let marked = |text: &str| text.replace('[', "\u{2068}").replace(']', "\u{2069}");
        assert_eq!(apart(&marked(text), false), marked(among_ltr), "among words from left to right");
        assert_eq!(apart(&marked(text), true), marked(among_rtl), "among words from right to left");
    }

    #[test]
    fn a_text_stands_apart_where_it_could_turn_another() {
        check("Selin Yıldız", "Selin Yıldız", "[Selin Yıldız]");
        check("3B", "3B", "[3B]");
        check("أمينة", "[أمينة]", "[أمينة]");
        check("Ali أمينة", "[Ali أمينة]", "[Ali أمينة]");
        check("·", "·", "·");
        check("", "", "");
    }

    #[test]
    fn it_stands_apart_once_however_often_it_is_passed_on() {
        check("[أمينة]", "[أمينة]", "[أمينة]");
        check("[أمينة], [سليم]", "[أمينة], [سليم]", "[أمينة], [سليم]");
        check("oom [سليم]", "oom [سليم]", "[oom [سليم]]");
        check("[أمينة] أ", "[[أمينة] أ]", "[[أمينة] أ]");
    }

    #[test]
    fn marks_that_are_not_ours_go() {
        check("Ami\u{202E}ra]", "Amira", "[Amira]");
        check("]أ[", "[أ]", "[أ]");
        check("\u{2067}Amira\u{2069}", "Amira", "[Amira]");
    }
}
