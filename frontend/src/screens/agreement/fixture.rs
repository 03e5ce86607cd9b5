//! An agreement's form as somebody fills it in, for the tests of its pages.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    ids::{AgreementId, PersonId},
    time::Now,
};
use uuid::Uuid;

use crate::parts::Typed;

pub const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

pub const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

pub const AGREEMENT: AgreementId = AgreementId(Uuid::from_u128(3));

pub fn now() -> Now {
    let day = NaiveDate::from_ymd_opt(2025, 11, 6).unwrap();
    let evening = NaiveTime::from_hms_opt(20, 0, 0).unwrap();
    Now { recorded_at: day.and_time(evening).and_utc(), today: day, time: evening }
}

pub fn typed(changes: &[(&str, &str)]) -> Typed {
    let (agreement, mother) = (AGREEMENT.to_string(), MOTHER.to_string());
    let filled = [
        ("agreement", agreement.as_str()),
        ("point", "Zelf bellen"),
        ("student_does", "Ik bel de bakker."),
        ("student_due", "20-11-2025"),
        ("home_owner", mother.as_str()),
        ("home_does", "Mama oefent mee."),
        ("home_due", "2025-11-18"),
        ("school_does", "School geeft het nummer."),
        ("school_due", "2025-11-10"),
    ];
    let kept = filled.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let all = kept.chain(changes).filter(|(_, value)| !value.is_empty());
    Typed::new(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}
