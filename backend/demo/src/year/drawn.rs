//! What is written out, moment by moment, for the families of the product's drawings.

use super::super::schools::date;
use chrono::NaiveDate;
use domain::contact::{Means, Topic};

/// What is written out for the families of the product's drawings.
pub(super) enum Drawn {
    Vain,
    Message(Means, &'static str),
    Spoke { means: Means, student_present: bool, topics: &'static [Topic], words: &'static str },
}

/// Student, day, with whom (nobody in particular when empty), and what it was.
pub(super) const DRAWN: &[(&str, NaiveDate, &str, Drawn)] = &[
    (
        "amira",
        date(2025, 11, 6),
        "emine",
        Drawn::Spoke {
            means: Means::Phone,
            student_present: false,
            topics: &[Topic::Exploring, Topic::NextStep],
            words: "We spraken over de open dag van de bakkersschool.",
        },
    ),
    (
        "amira",
        date(2026, 6, 1),
        "emine",
        Drawn::Spoke {
            means: Means::Phone,
            student_present: false,
            topics: &[Topic::NextStep],
            words: "We spraken over de stage bij de bakker, na de zomer.",
        },
    ),
    (
        "milan",
        date(2025, 11, 6),
        "peter",
        Drawn::Spoke {
            means: Means::AtSchool,
            student_present: true,
            topics: &[Topic::Future, Topic::Qualities],
            words: "Milan vertelde zelf wat hij wil. Zijn vader vroeg door.",
        },
    ),
    ("selin", date(2025, 9, 3), "", Drawn::Message(Means::Letter, "Uitnodiging voor het kennismakingsgesprek.")),
    ("selin", date(2025, 9, 17), "gul", Drawn::Vain),
    (
        "selin",
        date(2025, 10, 28),
        "hatice",
        Drawn::Spoke {
            means: Means::HomeVisit,
            student_present: false,
            topics: &[Topic::Motives, Topic::Helpers],
            words: "Op bezoek bij oma. Ze vertelde wat Selin graag doet.",
        },
    ),
    (
        "selin",
        date(2026, 3, 17),
        "hatice",
        Drawn::Spoke {
            means: Means::Phone,
            student_present: false,
            topics: &[Topic::Exploring],
            words: "Oma gaat mee naar de open dag.",
        },
    ),
    ("youssef", date(2025, 9, 3), "", Drawn::Message(Means::Letter, "Uitnodiging voor het kennismakingsgesprek.")),
    ("youssef", date(2025, 9, 24), "khadija", Drawn::Vain),
    ("youssef", date(2025, 10, 7), "khadija", Drawn::Vain),
    ("zuzanna", date(2025, 9, 3), "", Drawn::Message(Means::Letter, "Uitnodiging voor het kennismakingsgesprek.")),
    ("zuzanna", date(2025, 12, 1), "agnieszka", Drawn::Message(Means::Email, "Uitnodiging in het Pools.")),
    ("zuzanna", date(2026, 5, 21), "agnieszka", Drawn::Message(Means::Email, "Nieuwe uitnodiging, weer in het Pools.")),
    ("daan", date(2025, 9, 10), "rob", Drawn::Vain),
];
