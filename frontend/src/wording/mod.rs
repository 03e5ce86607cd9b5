//! Everything the product says, in every language: one place for page, mail, letter and SMS.
//!
//! A sentence has a key and stands in `locales/<language>/<file>.ftl` (Fluent). Dutch is the source: every other language
//! falls back on it. Write `say!(t, "key", name = person)`; a test looks every such key up.

mod when;

use std::sync::LazyLock;

use domain::values::apart;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Slot;
pub use when::{amsterdam, clock, date, date_short, day, days, moment, month, on_day, on_short_date, short_date, week};

/// A sentence in a language, with its slots: `say!(t, "signed-in", name = "Amira")`. Gives a `String`.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:expr $(, $slot:ident = $value:expr)* $(,)?) => {
        $crate::wording::say($language, $key, &[$((stringify!($slot), $crate::wording::Slot::from($value))),*])
    };
}

/// A language the product speaks. Easy Dutch (A2) is a language of its own, not a setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
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

impl Language {
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
        Self::ALL.into_iter().find(|language| language.code() == code)
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

    /// The languages an audience can choose: those in which every file that audience reads is written.
    pub fn released(audience: Audience) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |language| {
            let mut read = CATALOGUES.iter().filter(|file| file.readers.contains(&audience));
            read.all(|file| file.text(*language).is_some())
        })
    }

    const fn is_rtl(self) -> bool {
        matches!(self, Self::Ar)
    }
}

/// Says a sentence. A key that does not exist is shown as it is, and fails a test.
pub fn say(language: Language, key: &str, slots: &[(&str, FluentValue<'_>)]) -> String {
    let bundle = &BUNDLES[language as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|sentence| sentence.value()) else {
        debug_assert!(false, "no sentence for the key {key}");
        return key.to_owned();
    };
    let args: FluentArgs<'_> = slots.iter().map(|(name, value)| (*name, in_sentence(language, value))).collect();
    let mut problems = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&args), &mut problems).into_owned();
    debug_assert!(problems.is_empty(), "{key} in {language:?}: {problems:?}");
    said
}

/// A whole number with its thousands set apart: 14.203.
pub fn number(language: Language, number: i64) -> String {
    say(language, "number", &[("number", number.into())])
}

/// A name of a person, a class, a school: whatever its script, it leaves the words around it as they are. Also where it stands
/// alone now: somebody may put words beside it.
pub fn name(language: Language, name: &str) -> String {
    apart(name, language.is_rtl()).into_owned()
}

/// Names or words in a row: "Amira, Milan en Selin".
pub fn list(language: Language, words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => crate::say!(language, "list", first = first.join(", "), last = last.as_str()),
    }
}

fn in_sentence<'a>(language: Language, value: &'a FluentValue<'_>) -> FluentValue<'a> {
    match value {
        FluentValue::String(text) => apart(text, language.is_rtl()).into(),
        FluentValue::Number(number) => number.clone().into(),
        _ => FluentValue::None,
    }
}

/// One file of sentences, who reads it, and the languages in which it is complete.
struct Catalogue {
    #[cfg_attr(not(test), allow(dead_code))]
    file: &'static str,
    readers: &'static [Audience],
    texts: &'static [(Language, &'static str)],
}

impl Catalogue {
    fn text(&self, language: Language) -> Option<&'static str> {
        self.texts.iter().find(|(written, _)| *written == language).map(|(_, text)| *text)
    }
}

macro_rules! catalogue {
    ($file:literal, $readers:expr, $($language:ident $folder:literal),+) => {
        Catalogue {
            file: $file,
            readers: &$readers,
            texts: &[$((Language::$language, include_str!(concat!("locales/", $folder, "/", $file, ".ftl")))),+],
        }
    };
}

/// Every file. One that is missing for a language falls back on Dutch as a whole; one that is there must be complete.
const CATALOGUES: &[Catalogue] = &[
    catalogue!("common", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("forms", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("readers", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("errors", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("sign-in", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("agreement", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("agreement-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("agreement-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("assignment", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("assignment-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("assignment-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("audit", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("class", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("class-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("contact", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("contact-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("day-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("entry", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("entry-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("line", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("line-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("message", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("message-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("message-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("person", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("person-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("person-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("school", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("school-staff", [Audience::Staff], Nl "nl", En "en"),
    catalogue!("support", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("talk", [Audience::Staff, Audience::Home], Nl "nl", NlEasy "nl-easy", En "en"),
    catalogue!("talk-home", [Audience::Home], Nl "nl", NlEasy "nl-easy"),
    catalogue!("talk-staff", [Audience::Staff], Nl "nl", En "en"),
];

/// The first letter as at the beginning of a sentence.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 7]> = LazyLock::new(|| Language::ALL.map(bundle));

/// A language's sentences laid over the Dutch ones, so that the fallback costs nothing when a page is made.
fn bundle(language: Language) -> Bundle {
    let identifier: LanguageIdentifier = language.lang().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false); // `apart` does it, and only where it matters
    bundle.set_formatter(Some(match language {
        Language::En => grouped::<','>,
        Language::Pl | Language::Uk => grouped::<'\u{A0}'>,
        _ => grouped::<'.'>,
    }));
    for layer in [Language::Nl, language] {
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
    fn a_file_says_the_same_in_every_language() {
        for file in CATALOGUES {
            let dutch = sentences(file.text(Language::Nl).expect("Dutch is the source"));
            for (language, text) in file.texts {
                assert_eq!(sentences(text), dutch, "{} in {language:?}", file.file);
            }
        }
    }

    /// Who reads something follows from the policy, so no other file says it in words of its own.
    #[test]
    fn who_reads_something_is_said_in_one_file() {
        let typed = ["leest dit", "lezen dit", "ziet dit ook", "leest alles"];
        for file in CATALOGUES.iter().filter(|file| file.file != "readers") {
            let lines =
                file.texts.iter().flat_map(|(_, text)| text.lines()).filter(|line| *line != "contact-readers = Wie leest dit?");
            let found: Vec<&str> = lines.filter(|line| typed.iter().any(|words| line.contains(words))).collect();
            assert!(found.is_empty(), "{}: {found:?}", file.file);
        }
    }

    #[test]
    fn no_key_stands_in_two_files() {
        let mut seen = BTreeSet::new();
        for file in CATALOGUES {
            for key in sentences(file.text(Language::Nl).unwrap()).into_keys() {
                assert!(seen.insert(key), "{key} stands in {} and in an earlier file", file.file);
            }
        }
    }

    #[test]
    fn every_catalogue_can_be_read() {
        for (language, text) in CATALOGUES.iter().flat_map(|file| file.texts) {
            let read = FluentResource::try_new((*text).to_owned());
            assert!(read.is_ok(), "{language:?}: {:?}", read.err().map(|(_, problems)| problems));
        }
    }

    #[test]
    fn every_key_the_code_asks_for_exists() {
        let known: BTreeSet<&str> =
            CATALOGUES.iter().flat_map(|file| sentences(file.text(Language::Nl).unwrap()).into_keys()).collect();
        let (mut asked, mut unknown) = (0, Vec::new());
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in [here.join("src"), here.join("../backend/server/src")] {
            every_source_file(&folder, &mut |path, code| {
                for call in code.split("say!(").skip(1).filter(|_| !path.ends_with("wording/mod.rs")) {
                    let after_language = call.split_once(',').map_or("", |(_, rest)| rest.trim_start());
                    let Some((key, _)) = after_language.strip_prefix('"').and_then(|rest| rest.split_once('"')) else { continue };
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
        let released: Vec<_> = Language::released(Audience::Home).collect();
        assert!(released.starts_with(&[Language::Nl, Language::NlEasy]), "{released:?}");
        assert!(!released.contains(&Language::Ar));
    }

    #[test]
    fn every_code_reads_back() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
        assert_eq!(Language::parse("NL"), None);
    }

    #[test]
    fn a_value_never_turns_a_sentence_around() {
        let said = |t, name: &str| say!(t, "signed-in", name = name);
        assert_eq!(said(Language::Nl, "Selin Yıldız"), "Ingelogd als Selin Yıldız");
        assert_eq!(said(Language::Nl, "أمينة"), "Ingelogd als \u{2068}أمينة\u{2069}");
        assert_eq!(said(Language::Nl, "Ami\u{202E}ra\u{2069}"), "Ingelogd als Amira");
        assert!(said(Language::Ar, "3B").ends_with("\u{2068}3B\u{2069}"));
    }

    #[test]
    fn numbers_have_their_thousands_apart() {
        assert_eq!(number(Language::Nl, 999), "999");
        assert_eq!(number(Language::Nl, 14_203), "14.203");
        assert_eq!(number(Language::En, -1_234_567), "-1,234,567");
    }

    #[test]
    fn a_row_of_names_ends_with_and() {
        let names = ["Amira", "Milan", "Selin"].map(String::from);
        assert_eq!(list(Language::Nl, &names), "Amira, Milan en Selin");
        assert_eq!(list(Language::En, &names[..2]), "Amira and Milan");
        assert_eq!(list(Language::Nl, &names[..1]), "Amira");
        let names = ["أمينة", "Milan", "سليم"].map(|one| name(Language::Nl, one));
        assert_eq!(list(Language::Nl, &names), "\u{2068}أمينة\u{2069}, Milan en \u{2068}سليم\u{2069}");
    }

    #[test]
    #[should_panic(expected = "no sentence for the key")]
    #[cfg(debug_assertions)]
    fn a_key_that_does_not_exist_fails_a_test() {
        say(Language::Nl, "nowhere-said", &[]);
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capital("één keer"), "Één keer");
        assert_eq!(capital(""), "");
    }
}
