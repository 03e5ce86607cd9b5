//! In which language a page is: as chosen in this browser, as wished for at school, or as the browser asks.

use super::cookies;
use axum::http::{HeaderMap, header};
use domain::values::{Reading, SpokenLanguage, Wishes};
use frontend::wording::{Audience, Language};

/// The languages that a visitor chose in this browser, or that the browser asks for.
#[derive(Clone, Default)]
pub struct Languages {
    chosen: Option<String>,
    accepted: Option<String>,
}

impl Languages {
    pub fn of(headers: &HeaderMap) -> Languages {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Languages { chosen: cookies::language(headers).map(str::to_owned), accepted: accepted.map(str::to_owned) }
    }

    /// The choice in this browser comes first, then the wish at school, then what the browser asks for.
    pub fn language(&self, audience: Audience, wishes: Option<Wishes>) -> Language {
        let released = |code: &str| Language::released(audience).find(|language| language.code() == code);
        let chosen = self.chosen.as_deref().and_then(released);
        chosen
            .or_else(|| wishes.into_iter().flat_map(wished).find_map(|language| released(language.code())))
            .or_else(|| self.accepted.as_deref().and_then(|accepted| preferred(accepted).into_iter().find_map(released)))
            .unwrap_or_default()
    }
}

/// What somebody would like to read, most liked first: their own language, and what of Dutch they asked for.
fn wished(wishes: Wishes) -> impl Iterator<Item = Language> {
    let own = match wishes.language {
        SpokenLanguage::Dutch | SpokenLanguage::Other => None,
        SpokenLanguage::Turkish => Some(Language::Tr),
        SpokenLanguage::Arabic => Some(Language::Ar),
        SpokenLanguage::English => Some(Language::En),
        SpokenLanguage::Polish => Some(Language::Pl),
        SpokenLanguage::Ukrainian => Some(Language::Uk),
    };
    let dutch = match wishes.reading {
        Reading::Easy | Reading::Listen => Language::NlEasy,
        Reading::Standard => Language::Nl,
    };
    own.into_iter().chain([dutch])
}

/// The languages of an Accept-Language header, most wanted first (RFC 9110 §12.5.4). Of `nl-BE` the first part counts.
fn preferred(header: &str) -> Vec<&str> {
    let mut wanted: Vec<(&str, f32)> = header
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';');
            let language = parts.next()?.trim().split('-').next()?;
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
            (weight > 0.0).then_some((language, weight))
        })
        .collect();
    // A stable sort: of two that are wanted equally the first named comes first.
    wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
    wanted.into_iter().map(|(language, _)| language).collect()
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn the_browsers_languages_are_weighed() {
        assert_eq!(preferred("de;q=0.8, nl-BE, en;q=0.9, fr;q=0, *;q=0.1"), ["nl", "en", "de", "*"]);
        assert_eq!(preferred("tr, en;q=onzin"), ["tr"]);
    }

    #[test]
    fn a_page_is_in_what_was_chosen_here_or_wished_at_school_or_asked_by_the_browser() {
        let languages = |chosen: Option<&str>, accepted: Option<&str>| Languages {
            chosen: chosen.map(str::to_owned),
            accepted: accepted.map(str::to_owned),
        };
        let wishes = |language, reading| Some(Wishes { language, reading, interpreter: false });
        let home = |languages: Languages, wishes| languages.language(Audience::Home, wishes);
        let easy = wishes(SpokenLanguage::Dutch, Reading::Easy);
        assert_eq!(home(languages(None, None), None), Language::Nl);
        assert_eq!(home(languages(None, Some("nl")), easy), Language::NlEasy);
        assert_eq!(home(languages(Some("nl"), None), easy), Language::Nl, "chosen here");
        let turkish = wishes(SpokenLanguage::Turkish, Reading::Listen);
        assert_eq!(home(languages(None, None), turkish), Language::NlEasy, "until there is Turkish");
        let english = wishes(SpokenLanguage::English, Reading::Standard);
        assert_eq!(languages(None, Some("nl")).language(Audience::Staff, english), Language::En);
        assert_eq!(home(languages(None, None), english), Language::Nl, "at home there is no English yet");
    }
}
