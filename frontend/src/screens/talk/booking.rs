//! A chosen time.

use app::questions::TalkPage;
use chrono::NaiveDateTime;
use domain::{
    ids::PersonId,
    talk::{BookTime, TalkRefusal},
};

use crate::{parts::Typed, screens::form::Errors};

/// A chosen time; shared with the page of home.
pub(crate) fn book(page: &TalkPage, by: Option<PersonId>, typed: &Typed, errors: &mut Errors) -> Option<BookTime> {
    let at = NaiveDateTime::parse_from_str(typed.value("at"), "%Y-%m-%dT%H:%M").ok();
    if at.is_none() {
        errors.refuse(TalkRefusal::TimeUnknown);
    }
    let venue = errors.choose(typed, "venue");
    let interpreter = typed.value("interpreter") == "yes";
    let (talk, round, student) = (page.talk.talk, page.talk.round, page.student);
    Some(BookTime { talk, round, student, by: by?, at: at?, venue: venue?, interpreter })
}

/// The value of a time in a form.
pub(crate) fn time_value(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}
