//! The school year 2025–2026: when there are lessons, to what homes are invited, and what they are written about.

use super::super::schools::{Effort, date};
use chrono::{Datelike, NaiveDate};
use domain::contact::{Reason, Topic};
use std::ops::RangeInclusive;

/// Something to which every home is invited.
pub(super) struct Round {
    pub(super) gathering: Gathering,
    /// Years of vmbo.
    pub(super) years: RangeInclusive<u8>,
    pub(super) invited: NaiveDate,
    /// First and last day.
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) topics: &'static [Topic],
    pub(super) invitation: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gathering {
    Introduction,
    Evening,
    Progress,
}

impl Gathering {
    /// So many of a hundred families come.
    pub(super) fn turn_out(self, effort: Effort) -> usize {
        match (self, effort) {
            (Gathering::Introduction, Effort::Careful) => 100,
            (Gathering::Introduction, Effort::Usual) => 99,
            (Gathering::Introduction, Effort::LetterOnly) => 87,
            (Gathering::Evening, Effort::Careful) => 98,
            (Gathering::Evening, Effort::Usual) => 82,
            (Gathering::Evening, Effort::LetterOnly) => 60,
            (Gathering::Progress, Effort::Careful) => 95,
            (Gathering::Progress, Effort::Usual) => 90,
            (Gathering::Progress, Effort::LetterOnly) => 76,
        }
    }
    /// So many of a hundred talks have the student at the table.
    pub(super) fn with_student(self) -> usize {
        match self {
            Gathering::Introduction => 55,
            Gathering::Evening => 25,
            Gathering::Progress => 85,
        }
    }
}

impl Round {
    pub(super) fn reason(&self) -> Reason {
        match self.gathering {
            Gathering::Introduction => Reason::Introduction,
            Gathering::Evening | Gathering::Progress => Reason::Positive,
        }
    }
}

pub(super) const ROUNDS: &[Round] = &[
    Round {
        gathering: Gathering::Introduction,
        years: 1..=4,
        invited: date(2025, 9, 2),
        from: date(2025, 9, 8),
        to: date(2025, 9, 26),
        topics: &[Topic::Motives, Topic::Qualities, Topic::Helpers, Topic::School, Topic::School],
        invitation: "Uitnodiging voor het kennismakingsgesprek.",
    },
    Round {
        gathering: Gathering::Evening,
        years: 1..=4,
        invited: date(2025, 9, 4),
        from: date(2025, 9, 16),
        to: date(2025, 9, 16),
        topics: &[Topic::Future, Topic::School, Topic::School],
        invitation: "Uitnodiging voor de ouderavond over kiezen voor later.",
    },
    Round {
        gathering: Gathering::Evening,
        years: 4..=4,
        invited: date(2025, 9, 18),
        from: date(2025, 9, 30),
        to: date(2025, 9, 30),
        topics: &[Topic::NextStep, Topic::Exploring],
        invitation: "Uitnodiging voor de avond over het examen en het mbo.",
    },
    Round {
        gathering: Gathering::Evening,
        years: 2..=3,
        invited: date(2025, 11, 11),
        from: date(2025, 11, 25),
        to: date(2025, 11, 25),
        topics: &[Topic::Future, Topic::NextStep, Topic::Qualities],
        invitation: "Uitnodiging voor de avond over de profielkeuze.",
    },
    Round {
        gathering: Gathering::Progress,
        years: 1..=4,
        invited: date(2025, 12, 1),
        from: date(2025, 12, 8),
        to: date(2025, 12, 18),
        topics: &[Topic::Qualities, Topic::Motives, Topic::Exploring],
        invitation: "Uitnodiging voor het voortgangsgesprek in december.",
    },
    Round {
        gathering: Gathering::Evening,
        years: 4..=4,
        invited: date(2026, 1, 8),
        from: date(2026, 1, 20),
        to: date(2026, 1, 20),
        topics: &[Topic::NextStep, Topic::Exploring],
        invitation: "Uitnodiging voor de avond over de overstap naar het mbo.",
    },
    Round {
        gathering: Gathering::Progress,
        years: 1..=4,
        invited: date(2026, 3, 2),
        from: date(2026, 3, 9),
        to: date(2026, 3, 20),
        topics: &[Topic::Exploring, Topic::NextStep, Topic::Future],
        invitation: "Uitnodiging voor het voortgangsgesprek in maart.",
    },
    Round {
        gathering: Gathering::Progress,
        years: 1..=4,
        invited: date(2026, 5, 6),
        from: date(2026, 5, 11),
        to: date(2026, 5, 29),
        topics: &[Topic::NextStep, Topic::Helpers, Topic::Future],
        invitation: "Uitnodiging voor het voortgangsgesprek in mei.",
    },
];

/// What the mentor writes home about, in the same week for everybody.
pub(super) const MESSAGES: &[(NaiveDate, &str)] = &[
    (date(2025, 9, 29), "Bericht: dit doen we dit jaar aan kiezen voor later."),
    (date(2025, 10, 14), "Bericht: praat in de vakantie eens over je eigen eerste baan."),
    (date(2025, 11, 5), "Bericht: de beroependag en wat u thuis kunt vragen."),
    (date(2025, 11, 28), "Bericht: drie vragen voor aan tafel."),
    (date(2025, 12, 17), "Bericht: een vraag voor in de vakantie: wat vind je leuk werk?"),
    (date(2026, 1, 13), "Bericht: de open dagen van het mbo."),
    (date(2026, 2, 4), "Bericht: zo gaat de keuze voor een richting."),
    (date(2026, 2, 26), "Bericht: wie kent er iemand met een leuk beroep?"),
    (date(2026, 3, 12), "Bericht: zo praat u thuis over een keuze die tegenvalt."),
    (date(2026, 3, 26), "Bericht: aanmelden voor het mbo kan tot 1 april."),
    (date(2026, 4, 16), "Bericht: de stageweek en wat er mee moet."),
    (date(2026, 5, 7), "Bericht: de vakken van volgend jaar."),
    (date(2026, 5, 20), "Bericht: kijk samen terug op dit jaar."),
];

/// Days without lessons, first and last.
pub(super) const HOLIDAYS: &[(NaiveDate, NaiveDate)] = &[
    (date(2025, 10, 18), date(2025, 10, 26)),
    (date(2025, 12, 20), date(2026, 1, 4)),
    (date(2026, 2, 14), date(2026, 2, 22)),
    (date(2026, 4, 3), date(2026, 4, 6)),
    (date(2026, 4, 25), date(2026, 5, 5)),
    (date(2026, 5, 14), date(2026, 5, 17)),
    (date(2026, 5, 25), date(2026, 5, 25)),
];

pub(super) fn school_days() -> Vec<NaiveDate> {
    let is_free = |day: NaiveDate| HOLIDAYS.iter().any(|(first, last)| (*first..=*last).contains(&day));
    let days = date(2025, 9, 1).iter_days().take_while(|day| *day < date(2026, 7, 1));
    days.filter(|day| day.weekday().num_days_from_monday() < 5 && !is_free(*day)).collect()
}
