//! Days and times as people say them. Everything on screen is Amsterdam time.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use std::ops::RangeInclusive;

use super::Language;
use crate::say;

/// The wall clock in Amsterdam at this moment.
pub fn amsterdam(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&chrono_tz::Europe::Amsterdam).naive_local()
}

/// A day in a running text: "vandaag", "gisteren", "dinsdag 17 november", and with its year when that is another.
pub fn day(t: Language, on: NaiveDate, today: NaiveDate) -> String {
    match (today - on).num_days() {
        0 => say!(t, "day-today"),
        1 => say!(t, "day-yesterday"),
        2 => say!(t, "day-before-yesterday"),
        -1 => say!(t, "day-tomorrow"),
        _ if on.year() == today.year() => {
            say!(t, "day-weekday", weekday = on.weekday().number_from_monday(), day = on.day(), month = on.month())
        }
        _ => date(t, on),
    }
}

/// A day that must stand on its own, as in a letter: "dinsdag 17 november 2025".
pub fn date(t: Language, on: NaiveDate) -> String {
    let (weekday, year) = (on.weekday().number_from_monday(), on.year().to_string());
    say!(t, "day-full", weekday = weekday, day = on.day(), month = on.month(), year = year)
}

/// A full day in a table, which stands on its own on paper and next month: "17 november 2025".
pub fn date_short(t: Language, on: NaiveDate) -> String {
    say!(t, "day-short-year", day = on.day(), month = on.month(), year = on.year().to_string())
}

/// How many days ago it was, when it has a name of its own: from tomorrow to the day before yesterday.
const HAS_A_NAME: RangeInclusive<i64> = -1..=2;

/// Farther from today than this, a day and a month do not tell which year.
const TELLS_ITS_YEAR: i64 = 300;

/// A day in a table: "gisteren", "6 november", and with its year when that could be another.
pub fn short_date(t: Language, on: NaiveDate, today: NaiveDate) -> String {
    match (today - on).num_days() {
        days if HAS_A_NAME.contains(&days) => day(t, on, today),
        days if days.abs() < TELLS_ITS_YEAR => say!(t, "day-short", day = on.day(), month = on.month()),
        _ => say!(t, "day-short-year", day = on.day(), month = on.month(), year = on.year().to_string()),
    }
}

/// A day after a verb: "terug morgen", "terug op dinsdag 17 november".
pub fn on_day(t: Language, on: NaiveDate, today: NaiveDate) -> String {
    after_verb(t, on, today, day(t, on, today))
}

/// The same, of a day in a table: "klaar gisteren", "klaar op 6 november".
pub fn on_short_date(t: Language, on: NaiveDate, today: NaiveDate) -> String {
    after_verb(t, on, today, short_date(t, on, today))
}

/// "op", but not before "vandaag".
fn after_verb(t: Language, on: NaiveDate, today: NaiveDate, day: String) -> String {
    if HAS_A_NAME.contains(&(today - on).num_days()) { day } else { say!(t, "day-on", day = day) }
}

/// When only the week is known: "in de week van 3 november".
pub fn week(t: Language, monday: NaiveDate, today: NaiveDate) -> String {
    let on = match monday.year() == today.year() {
        true => say!(t, "day-short", day = monday.day(), month = monday.month()),
        false => say!(t, "day-short-year", day = monday.day(), month = monday.month(), year = monday.year().to_string()),
    };
    say!(t, "day-week", day = on)
}

/// A month as a heading: "November 2025".
pub fn month(t: Language, on: NaiveDate) -> String {
    say!(t, "month-heading", month = on.month(), year = on.year().to_string())
}

/// A time of day: "19.00 uur".
pub fn clock(t: Language, at: NaiveTime) -> String {
    say!(t, "clock", hour = at.hour(), minute = format!("{:02}", at.minute()))
}

/// A day with its time: "dinsdag 17 november, 19.00 uur".
pub fn moment(t: Language, at: NaiveDateTime, today: NaiveDate) -> String {
    say!(t, "day-and-clock", day = day(t, at.date(), today), clock = clock(t, at.time()))
}

/// A stretch of days: "1 dag", "41 dagen".
pub fn days(t: Language, days: i64) -> String {
    say!(t, "days", days = days)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn days_are_said_in_words() {
        let nl = |date| day(Language::Nl, date, TODAY);
        assert_eq!(nl(TODAY), "vandaag");
        assert_eq!(nl(on(2025, 11, 8)), "gisteren");
        assert_eq!(nl(on(2025, 11, 7)), "eergisteren");
        assert_eq!(nl(on(2025, 11, 10)), "morgen");
        assert_eq!(nl(on(2025, 11, 18)), "dinsdag 18 november");
        assert_eq!(nl(on(2026, 1, 5)), "maandag 5 januari 2026");
        assert_eq!(day(Language::En, on(2025, 11, 18), TODAY), "Tuesday 18 November");
        assert_eq!(day(Language::Pl, on(2025, 11, 18), TODAY), "dinsdag 18 november", "what is not written yet is said in Dutch");
    }

    #[test]
    fn tables_say_days_shortly() {
        let nl = |date| short_date(Language::Nl, date, TODAY);
        assert_eq!(nl(on(2025, 11, 8)), "gisteren");
        assert_eq!(nl(on(2025, 10, 28)), "28 oktober");
        assert_eq!(nl(on(2024, 10, 28)), "28 oktober 2024");
        assert_eq!(week(Language::Nl, on(2025, 11, 3), TODAY), "in de week van 3 november");
        assert_eq!(month(Language::Nl, TODAY), "November 2025");
        assert_eq!(days(Language::Nl, 1), "1 dag");
        assert_eq!(days(Language::Nl, 41), "41 dagen");
    }

    #[test]
    fn only_a_day_without_a_name_of_its_own_comes_on() {
        let said = |t, on| [on_day(t, on, TODAY), on_short_date(t, on, TODAY)];
        assert_eq!(said(Language::Nl, on(2025, 11, 10)), ["morgen", "morgen"]);
        assert_eq!(said(Language::Nl, on(2025, 11, 18)), ["op dinsdag 18 november", "op 18 november"]);
        assert_eq!(said(Language::En, on(2025, 11, 18)), ["on Tuesday 18 November", "on 18 November"]);
        assert_eq!(said(Language::NlEasy, TODAY), ["vandaag", "vandaag"]);
    }

    #[test]
    fn the_clock_is_the_one_in_amsterdam() {
        let winter: DateTime<Utc> = "2025-11-17T18:05:00Z".parse().unwrap();
        let summer: DateTime<Utc> = "2026-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(clock(Language::Nl, amsterdam(winter).time()), "19.05 uur");
        assert_eq!(moment(Language::Nl, amsterdam(winter), TODAY), "maandag 17 november, 19.05 uur");
        assert_eq!(amsterdam(summer).date(), on(2026, 7, 1));
    }
}
