//! Everything the product says, in every language: one place for page, mail, letter and SMS.
//!
//! A sentence has a key and stands in `locales/<tongue>/<file>.ftl` (Fluent). Dutch is the source: every other tongue
//! falls back on it. Write `tell!(t, "key", name = person)`; a test looks every such key up.

mod when;

use std::{borrow::Cow, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Slot;
pub use when::{amsterdam, clock, date, day, days, moment, month, on_day, on_short_date, short_date, week};

/// A sentence in a tongue, with its slots: `tell!(t, "signed-in", name = "Amira")`. Gives a `String`.
#[macro_export]
macro_rules! tell {
    ($tongue:expr, $key:expr $(, $slot:ident = $value:expr)* $(,)?) => {
        $crate::told::tell($tongue, $key, &[$((stringify!($slot), $crate::told::Slot::from($value))),*])
    };
}

/// A language the product speaks. Easy Dutch (A2) is a language of its own, not a setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tongue {
    #[default]
    Nl,
    NlEasy,
    En,
    Tr,
    Ar,
    Pl,
    Uk,
}

/// For whom a page is: it decides its size of type, its targets and its languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Mentor, career lead, school admin, auditor, city.
    Staff,
    /// Parent, student, supporter.
    Home,
}

impl Tongue {
    pub const ALL: [Self; 7] = [Self::Nl, Self::NlEasy, Self::En, Self::Tr, Self::Ar, Self::Pl, Self::Uk];

    /// The code in cookies, settings and folder names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::NlEasy => "nl-easy",
            Self::En => "en",
            Self::Tr => "tr",
            Self::Ar => "ar",
            Self::Pl => "pl",
            Self::Uk => "uk",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.code() == code)
    }

    /// The language tag for `lang`, so that a screen reader picks the right voice.
    pub const fn lang(self) -> &'static str {
        match self {
            Self::NlEasy => "nl",
            other => other.code(),
        }
    }

    /// The direction of writing, for `dir`.
    pub const fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }

    /// The name by which its own speakers find it; never a flag.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nl => "Nederlands",
            Self::NlEasy => "Makkelijk Nederlands",
            Self::En => "English",
            Self::Tr => "Türkçe",
            Self::Ar => "العربية",
            Self::Pl => "Polski",
            Self::Uk => "Українська",
        }
    }

    /// The tongues an audience can choose: those in which every file that audience reads is written.
    pub fn released(audience: Audience) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |tongue| {
            let mut read = CATALOGUES.iter().filter(|file| file.readers.contains(&audience));
            read.all(|file| file.text(*tongue).is_some())
        })
    }

    const fn is_rtl(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// A value someone typed, made safe to stand in a sentence that may run the other way. Latin words in a Latin
    /// sentence stay as they are, so that an SMS keeps its plain alphabet.
    fn isolated<'a>(self, text: &'a str) -> Cow<'a, str> {
        let text = if text.contains(is_direction_mark) { Cow::Owned(text.replace(is_direction_mark, "")) } else { text.into() };
        if !self.is_rtl() && !text.contains(is_rtl_letter) {
            return text;
        }
        format!("\u{2068}{text}\u{2069}").into()
    }
}

/// Says a sentence. A key that does not exist is shown as it is, and fails a test.
pub fn tell(tongue: Tongue, key: &str, slots: &[(&str, FluentValue<'_>)]) -> String {
    let bundle = &BUNDLES[tongue as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|sentence| sentence.value()) else {
        debug_assert!(false, "no sentence for the key {key}");
        return key.to_owned();
    };
    let args: FluentArgs<'_> = slots.iter().map(|(name, value)| (*name, in_sentence(tongue, value))).collect();
    let mut problems = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&args), &mut problems).into_owned();
    debug_assert!(problems.is_empty(), "{key} in {tongue:?}: {problems:?}");
    said
}

/// A whole number with its thousands set apart: 14.203.
pub fn number(tongue: Tongue, number: i64) -> String {
    tell(tongue, "number", &[("number", number.into())])
}

/// Names or words in a row: "Amira, Milan en Selin".
pub fn list(tongue: Tongue, words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => crate::tell!(tongue, "list", first = first.join(", "), last = last.as_str()),
    }
}

fn in_sentence<'a>(tongue: Tongue, value: &'a FluentValue<'_>) -> FluentValue<'a> {
    match value {
        FluentValue::String(text) => tongue.isolated(text).into(),
        FluentValue::Number(number) => number.clone().into(),
        _ => FluentValue::None,
    }
}

/// Characters that steer direction: typed by someone, they could turn the rest of a sentence around.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// One file of sentences, who reads it, and the tongues in which it is complete.
struct Catalogue {
    #[cfg_attr(not(test), allow(dead_code))]
    file: &'static str,
    readers: &'static [Audience],
    texts: &'static [(Tongue, &'static str)],
}

impl Catalogue {
    fn text(&self, tongue: Tongue) -> Option<&'static str> {
        self.texts.iter().find(|(written, _)| *written == tongue).map(|(_, text)| *text)
    }
}

macro_rules! catalogue {
    ($file:literal, $readers:expr, $($tongue:ident $folder:literal),+) => {
        Catalogue {
            file: $file,
            readers: &$readers,
            texts: &[$((Tongue::$tongue, include_str!(concat!("locales/", $folder, "/", $file, ".ftl")))),+],
        }
    };
}

/// Every file. One that is missing for a tongue falls back on Dutch as a whole; one that is there must be complete.
const CATALOGUES: &[Catalogue] = &[
    catalogue!("common", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("forms", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("errors", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("domain", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("people", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("assignment", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("agreement", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("talk", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("talk-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("talk-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("deals-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("deals-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("audit", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("line", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("message", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("inbox", [Audience::Staff], Nl "nl", En "en"),
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 7]> = LazyLock::new(|| Tongue::ALL.map(bundle));

/// A tongue's sentences laid over the Dutch ones, so that the fallback costs nothing when a page is made.
fn bundle(tongue: Tongue) -> Bundle {
    let language: LanguageIdentifier = tongue.lang().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false); // `Tongue::isolated` does it, and only where it matters
    bundle.set_formatter(Some(match tongue {
        Tongue::En => grouped::<','>,
        Tongue::Pl | Tongue::Uk => grouped::<'\u{A0}'>,
        _ => grouped::<'.'>,
    }));
    for layer in [Tongue::Nl, tongue] {
        for text in CATALOGUES.iter().filter_map(|file| file.text(layer)) {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(readable, problems)| {
                debug_assert!(false, "{layer:?}: {problems:?}");
                readable
            });
            bundle.add_resource_overriding(resource);
        }
    }
    bundle
}

/// Fluent leaves numbers bare; people expect their thousands set apart.
fn grouped<const MARK: char>(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    if number.value.fract() != 0.0 || number.value.abs() < 1000.0 {
        return None;
    }
    let digits = (number.value.abs() as u64).to_string();
    let mut said = String::from(if number.value < 0.0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            said.push(MARK);
        }
        said.push(digit);
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use super::*;

    /// The keys of a file, each with the slots its sentence needs.
    fn sentences(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut found = BTreeMap::<&str, BTreeSet<&str>>::new();
        let mut key = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                key = line.split(' ').next().unwrap();
                assert!(found.insert(key, BTreeSet::new()).is_none(), "{key} is said twice");
            }
            let slots = line.split('$').skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap());
            found.entry(key).or_default().extend(slots);
        }
        found.remove("");
        found
    }

    fn every_source_file(folder: &Path, visit: &mut dyn FnMut(&Path, &str)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                every_source_file(&path, visit);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                visit(&path, &fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn a_file_says_the_same_in_every_tongue() {
        for file in CATALOGUES {
            let dutch = sentences(file.text(Tongue::Nl).expect("Dutch is the source"));
            for (tongue, text) in file.texts {
                assert_eq!(sentences(text), dutch, "{} in {tongue:?}", file.file);
            }
        }
    }

    #[test]
    fn no_key_stands_in_two_files() {
        let mut seen = BTreeSet::new();
        for file in CATALOGUES {
            for key in sentences(file.text(Tongue::Nl).unwrap()).into_keys() {
                assert!(seen.insert(key), "{key} stands in {} and in an earlier file", file.file);
            }
        }
    }

    #[test]
    fn every_catalogue_can_be_read() {
        for (tongue, text) in CATALOGUES.iter().flat_map(|file| file.texts) {
            let read = FluentResource::try_new((*text).to_owned());
            assert!(read.is_ok(), "{tongue:?}: {:?}", read.err().map(|(_, problems)| problems));
        }
    }

    #[test]
    fn every_key_the_code_asks_for_exists() {
        let known: BTreeSet<&str> =
            CATALOGUES.iter().flat_map(|file| sentences(file.text(Tongue::Nl).unwrap()).into_keys()).collect();
        let (mut asked, mut unknown) = (0, Vec::new());
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in [here.join("src"), here.join("../backend/server/src")] {
            every_source_file(&folder, &mut |path, code| {
                for call in code.split("tell!(").skip(1).filter(|_| !path.ends_with("told/mod.rs")) {
                    let after_tongue = call.split_once(',').map_or("", |(_, rest)| rest.trim_start());
                    let Some((key, _)) = after_tongue.strip_prefix('"').and_then(|rest| rest.split_once('"')) else { continue };
                    asked += 1;
                    if !known.contains(key) {
                        unknown.push(format!("{key} in {}", path.display()));
                    }
                }
            });
        }
        assert!(asked > 20, "the search itself is broken");
        assert!(unknown.is_empty(), "{unknown:#?}");
    }

    #[test]
    fn dutch_and_easy_dutch_are_released_for_home() {
        let released: Vec<_> = Tongue::released(Audience::Home).collect();
        assert!(released.starts_with(&[Tongue::Nl, Tongue::NlEasy]), "{released:?}");
        assert!(!released.contains(&Tongue::Ar));
    }

    #[test]
    fn every_code_reads_back() {
        for tongue in Tongue::ALL {
            assert_eq!(Tongue::parse(tongue.code()), Some(tongue));
        }
        assert_eq!(Tongue::parse("NL"), None);
    }

    #[test]
    fn a_value_never_turns_a_sentence_around() {
        let said = |t, name: &str| tell!(t, "signed-in", name = name);
        assert_eq!(said(Tongue::Nl, "Selin Yıldız"), "Ingelogd als Selin Yıldız");
        assert_eq!(said(Tongue::Nl, "أمينة"), "Ingelogd als \u{2068}أمينة\u{2069}");
        assert_eq!(said(Tongue::Nl, "Ami\u{202E}ra\u{2069}"), "Ingelogd als Amira");
        assert!(said(Tongue::Ar, "3B").ends_with("\u{2068}3B\u{2069}"));
    }

    #[test]
    fn numbers_have_their_thousands_apart() {
        assert_eq!(number(Tongue::Nl, 999), "999");
        assert_eq!(number(Tongue::Nl, 14_203), "14.203");
        assert_eq!(number(Tongue::En, -1_234_567), "-1,234,567");
    }

    #[test]
    fn a_row_of_names_ends_with_and() {
        let names = ["Amira", "Milan", "Selin"].map(String::from);
        assert_eq!(list(Tongue::Nl, &names), "Amira, Milan en Selin");
        assert_eq!(list(Tongue::En, &names[..2]), "Amira and Milan");
        assert_eq!(list(Tongue::Nl, &names[..1]), "Amira");
    }

    #[test]
    #[should_panic(expected = "no sentence for the key")]
    #[cfg(debug_assertions)]
    fn a_key_that_does_not_exist_fails_a_test() {
        tell(Tongue::Nl, "nowhere-said", &[]);
    }
}
