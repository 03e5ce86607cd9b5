//! Days with their hours: when the mentor can talk.

use chrono::{NaiveDate, NaiveTime};
use domain::talk::{Block, TalkRefusal};
use leptos::prelude::*;

use crate::{
    parts::{Field, Typed},
    say,
    screens::form::Errors,
    wording::Language,
};

/// Days with hours that the form has room for.
const BLOCKS: [(&str, &str, &str); 4] =
    [("on1", "from1", "until1"), ("on2", "from2", "until2"), ("on3", "from3", "until3"), ("on4", "from4", "until4")];

/// The days with their hours; at least one.
pub(super) fn parse_blocks(typed: &Typed, errors: &mut Errors) -> Vec<Block> {
    let filled = BLOCKS.iter().any(|(on, ..)| !typed.value(on).is_empty());
    if !filled {
        errors.refuse(TalkRefusal::NoTimes);
    }
    BLOCKS.into_iter().filter_map(|names| block(typed, names, errors)).collect()
}

/// A day with its hours. A row without a day is a row that nobody needed.
fn block(typed: &Typed, (on, from, until): (&'static str, &'static str, &'static str), errors: &mut Errors) -> Option<Block> {
    if typed.value(on).is_empty() {
        return None;
    }
    let day = NaiveDate::parse_from_str(typed.value(on), "%Y-%m-%d").ok();
    let time =
        |field: &str| ["%H:%M", "%H.%M", "%H:%M:%S"].iter().find_map(|f| NaiveTime::parse_from_str(typed.value(field), f).ok());
    if day.is_none() {
        errors.add(on, "check-date");
    }
    for field in [from, until] {
        if time(field).is_none() {
            errors.add(field, "check-time");
        }
    }
    Some(Block { on: day?, from: time(from)?, until: time(until)? })
}

/// When the mentor can: days with their hours.
pub(super) fn ask_blocks(t: Language, typed: &Typed) -> AnyView {
    let rows = BLOCKS.map(|(on, from, until)| {
        view! {
            <div class="at">
                {Field::new(t, on, say!(t, "round-day"), typed).date(None)}
                {Field::new(t, from, say!(t, "round-from"), typed).time()}
                {Field::new(t, until, say!(t, "round-until"), typed).time()}
            </div>
        }
    });
    Field::new(t, "blocks", say!(t, "round-times"), typed).together(rows.collect_view())
}
