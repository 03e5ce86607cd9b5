//! A contact's form as somebody fills it in, for the tests of its pages.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    ids::{ContactId, PersonId},
    time::Now,
};
use uuid::Uuid;

use crate::parts::Typed;

pub const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

pub const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

pub const CONTACT: ContactId = ContactId(Uuid::from_u128(3));

pub fn filled_in() -> Typed {
    let values = [
        ("contact", CONTACT.to_string().as_str()),
        ("action", "spoke-later"),
        ("with", &MOTHER.to_string()),
        ("means", "phone"),
        ("student_present", "no"),
        ("topics", "future"),
        ("topics", "helpers"),
        ("reason", "positive"),
        ("initiative", "home"),
        ("occurred_on", "2025-11-06"),
        ("occurred_at", ""),
        ("words", " Ze gaat mee naar de open dag. "),
        ("seen", "1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Typed::new(values.to_vec())
}

/// The form with these fields answered otherwise; an empty answer is a field that was not sent.
pub fn but(changes: &[(&str, &str)]) -> Typed {
    let typed = filled_in();
    let names = [
        "contact",
        "action",
        "with",
        "means",
        "student_present",
        "topics",
        "reason",
        "initiative",
        "occurred_on",
        "words",
        "seen",
    ];
    let kept = names.iter().filter(|name| !changes.iter().any(|(changed, _)| changed == *name));
    let kept = kept.flat_map(|name| typed.all(name).map(|value| ((*name).to_owned(), value.to_owned())));
    let changed =
        changes.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Typed::new(kept.chain(changed).collect())
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 11, 6).unwrap()
}

pub fn now() -> Now {
    let evening = NaiveTime::from_hms_opt(20, 0, 0).unwrap();
    Now { recorded_at: day().and_time(evening).and_utc(), today: day(), time: evening }
}
