//! The Amsterdam calendar: what day and time it is at school, and when a day ends there.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};
use domain::time::Now;

/// What the clock on the school's wall says at this instant.
pub fn now_at(instant: DateTime<Utc>) -> Now {
    let local = instant.with_timezone(&Amsterdam);
    Now { recorded_at: instant, today: local.date_naive(), time: local.time() }
}

/// 24:00 of this day in Amsterdam: the first instant that is no longer that day.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    instant(next, NaiveTime::MIN)
}

/// The instant of an Amsterdam wall time. In the hour that the clock skips in spring, the first instant after it; in the
/// hour that comes twice in autumn, the first of the two.
pub fn instant(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = day.and_time(time);
    let zone: Tz = Amsterdam;
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(local + chrono::TimeDelta::hours(1))).earliest())
        .map_or_else(|| local.and_utc(), |found| found.with_timezone(&Utc))
}

#[cfg(test)]
mod specs {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_day_ends_at_midnight_in_amsterdam_also_when_the_clock_changes() {
        assert_eq!(end_of(day(2025, 12, 1)).to_rfc3339(), "2025-12-01T23:00:00+00:00");
        assert_eq!(end_of(day(2026, 6, 2)).to_rfc3339(), "2026-06-02T22:00:00+00:00");
        assert_eq!(end_of(day(2026, 3, 29)).to_rfc3339(), "2026-03-29T22:00:00+00:00");
    }

    #[test]
    fn a_wall_time_that_does_not_exist_or_comes_twice_has_an_instant() {
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        assert_eq!(instant(day(2026, 3, 29), half_past_two).to_rfc3339(), "2026-03-29T01:30:00+00:00");
        assert_eq!(instant(day(2026, 10, 25), half_past_two).to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    /// Sixteen begins at midnight in Amsterdam, which is an hour or two before midnight elsewhere.
    #[test]
    fn a_birthday_begins_at_midnight_in_amsterdam() {
        use domain::values::BirthDate;
        let (birthday, leap) = (BirthDate(day(2010, 6, 3)).turns(16), BirthDate(day(2012, 2, 29)).turns(16));
        let is_sixteen = |turns: NaiveDate, at: &str| now_at(at.parse().unwrap()).today >= turns;
        assert!(!is_sixteen(birthday, "2026-06-02T21:59:59Z") && is_sixteen(birthday, "2026-06-02T22:00:00Z"));
        assert_eq!(leap, day(2028, 2, 29));
        assert!(!is_sixteen(leap, "2028-02-28T22:59:59Z") && is_sixteen(leap, "2028-02-28T23:00:00Z"));
        assert_eq!(BirthDate(day(2012, 2, 29)).turns(18), day(2030, 3, 1));
    }

    #[test]
    fn late_in_the_evening_it_is_still_today_at_school() {
        let now = now_at(instant(day(2026, 6, 2), NaiveTime::from_hms_opt(23, 59, 0).unwrap()));
        assert_eq!(now.today, day(2026, 6, 2));
    }
}
