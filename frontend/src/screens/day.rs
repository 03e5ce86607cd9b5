//! The day of a form, and the time or the week: asked, and read as people write them.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    contact::ContactRefusal,
    time::{Now, Occurred},
};
use leptos::prelude::*;

use crate::{
    parts::{Choice, Field, Typed},
    say,
    screens::form::Errors,
    wording::Language,
};

/// The day, with its time when that is known, or only the week. What has not been yet is said with all else that is wrong.
pub(crate) fn read_occurred(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<Occurred> {
    let occurred = parse_occurred(typed, errors)?;
    if occurred.is_after(now) {
        errors.refuse(ContactRefusal::InFuture);
    }
    Some(occurred)
}

fn parse_occurred(typed: &Typed, errors: &mut Errors) -> Option<Occurred> {
    let day = read_day(typed, "occurred_on", errors);
    let at = typed.value("occurred_at");
    let time = read(at, &["%H:%M", "%H.%M", "%H:%M:%S"], NaiveTime::parse_from_str);
    if typed.value("occurred_week") == "yes" {
        return day.map(Occurred::in_week_of);
    }
    if at.is_empty() {
        return day.map(Occurred::on);
    }
    if time.is_none() {
        errors.add("occurred_at", "check-time");
    }
    Some(Occurred::at(day?, time?))
}

/// A day of a form, typed in any of the usual ways.
pub(crate) fn read_day(typed: &Typed, field: &'static str, errors: &mut Errors) -> Option<NaiveDate> {
    let text = typed.value(field);
    let day = read(text, &DAYS, NaiveDate::parse_from_str);
    if day.is_none() {
        errors.add(field, if text.is_empty() { "check-empty" } else { "check-date" });
    }
    day
}

/// How people write a day.
const DAYS: [&str; 4] = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"];

fn read<T>(text: &str, shapes: &[&str], parse: fn(&str, &str) -> chrono::ParseResult<T>) -> Option<T> {
    shapes.iter().find_map(|shape| parse(text, shape).ok())
}

/// When it was; shared with the evening.
pub(crate) fn ask_occurred(t: Language, today: NaiveDate, typed: &Typed) -> impl IntoView + use<> {
    let week = vec![Choice::new("yes", say!(t, "contact-week-only"))];
    view! {
        <div class="at">
            {Field::new(t, "occurred_on", say!(t, "contact-day"), typed).date(Some(today))}
            {Field::new(t, "occurred_at", say!(t, "contact-time"), typed).optional().time()}
        </div>
        {Field::new(t, "occurred_week", say!(t, "contact-week"), typed).any_of(week)}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, 6).unwrap()
    }

    #[test]
    fn a_moment_is_known_to_the_minute_to_the_day_or_to_the_week() {
        let evening = NaiveTime::from_hms_opt(20, 0, 0).unwrap();
        let now = Now { recorded_at: day().and_time(evening).and_utc(), today: day(), time: evening };
        let read = |on: &str, more: &[(&str, &str)]| {
            let typed =
                more.iter().fold(Typed::default().with("occurred_on", on), |typed, (field, value)| typed.with(field, *value));
            read_occurred(&typed, &now, &mut Errors::default())
        };
        let half_past_seven = NaiveTime::from_hms_opt(19, 30, 0).unwrap();
        assert_eq!(read("2025-11-06", &[("occurred_at", "19.30")]), Some(Occurred::at(day(), half_past_seven)));
        let in_week = [("occurred_at", "19:30"), ("occurred_week", "yes")];
        assert_eq!(read("2025-11-06", &in_week), Some(Occurred::in_week_of(day())));
        assert_eq!(read("6-11-2025", &[]), Some(Occurred::on(day())));
        assert_eq!(read("2025-11-06", &[("occurred_at", "half acht")]), None);
    }
}
