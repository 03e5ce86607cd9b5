//! What of a text can be seen. Signs that nobody sees turn a name around, make two names look alike, or hide a word from
//! whoever searches for it.

/// The text without signs that cannot be seen. A line end and a tab stay: they are white space. The two joiners stay where a
/// script needs them, and between the pictures of one emoji.
pub fn visible(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let stays = |at: usize| match signs[at] {
        '\u{200C}' | '\u{200D}' => {
            let before = at.checked_sub(1).and_then(|before| signs.get(before)).copied();
            let around = before.zip(signs.get(at + 1).copied());
            around.is_some_and(|(before, after)| joins(before, after))
        }
        sign => !is_invisible(sign),
    };
    (0..signs.len()).filter(|at| stays(*at)).map(|at| signs[at]).collect()
}

/// Formatting signs of Unicode (its category Cf) that show nothing, and fillers that look like nothing.
const fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{70F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'
            ..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Do these two signs mean something else with a joiner between them?
const fn joins(before: char, after: char) -> bool {
    (needs_joiners(before) && needs_joiners(after)) || (is_picture(before) && is_picture(after))
}

/// Scripts in which a letter changes its shape with its neighbours: Arabic, Syriac, those of India, Sinhala, Burmese, Khmer
/// and Mongolian.
const fn needs_joiners(sign: char) -> bool {
    matches!(
        sign,
        '\u{620}'..='\u{74F}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{DFF}' | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17D3}' | '\u{1820}'..='\u{18AA}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
    )
}

const fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::values::{PersonName, Words};
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_seen_is_gone_and_what_a_script_needs_stays() {
        for (typed, kept) in [
            ("Oom \u{202E}airaM\u{202C}", "Oom airaM"),
            ("\u{2066}Sam\u{2069}i\u{200B}ra\u{FEFF}", "Samira"),
            ("Jo\u{AD}han\u{E0041}", "Johan"),
            ("Ann\u{200D}a", "Anna"),
            ("\u{200C}علی\u{200D}", "علی"),
            // Persian needs the non-joiner within a word, Devanagari the joiner after its virama, a family its joiners.
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("क्\u{200D}ष", "क्\u{200D}ष"),
            ("👩\u{200D}👧", "👩\u{200D}👧"),
            ("❤\u{FE0F}", "❤\u{FE0F}"),
            ("Zoë Şahin-Łuczak", "Zoë Şahin-Łuczak"),
        ] {
            assert_eq!(visible(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn every_value_of_text_goes_through_it() {
        let name = PersonName::new("Oom\u{202E}", "", "\u{200B}Demir").unwrap();
        assert_eq!(name.full(), "Oom Demir");
        assert_eq!(Words::parse("\u{202E}a\u{200B}\nb\u{2069}").unwrap().unwrap().as_str(), "a\nb");
        assert!(Words::parse("\u{200B}\u{FEFF}").unwrap().is_none(), "nothing to see is nothing");
    }

    proptest! {
        #[test]
        fn nothing_is_added_and_a_second_time_changes_nothing(text in any::<String>()) {
            let once = visible(&text);
            let is_seen = |sign| matches!(sign, '\u{200C}' | '\u{200D}') || !is_invisible(sign);
            let all_seen = once.chars().all(is_seen);
            prop_assert!(all_seen);
            prop_assert!(once.len() <= text.len());
            prop_assert_eq!(visible(&once), once);
        }
    }
}
