//! What the forms of a student's own line share.

use app::questions::{LineSheet, PersonBrief};
use chrono::NaiveDate;
use domain::{
    ids::PersonId,
    line::{CareerQuestion, LineRefusal, ShareWith},
    time::{Now, Occurred},
    values::OwnWords,
    views::{Entry, EntryContent, OwnEntry},
};
use leptos::prelude::*;

use crate::{
    parts::{Field, Typed},
    say,
    screens::{
        coded::Coded,
        form::Errors,
        naming::{erased_or, full_name},
    },
    wording::Language,
};

/// The day; today when the form asks for none.
pub(super) fn read_occurred(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<Occurred> {
    let text = typed.value("occurred_on");
    let occurred = Occurred::on(if text.is_empty() { now.today } else { date(text, "occurred_on", errors)? });
    if occurred.is_after(now) {
        errors.refuse(LineRefusal::InFuture);
    }
    Some(occurred)
}

pub(super) fn date(text: &str, field: &'static str, errors: &mut Errors) -> Option<NaiveDate> {
    if text.is_empty() {
        return None;
    }
    let read = text.parse().or_else(|_| NaiveDate::parse_from_str(text, "%d-%m-%Y")).ok();
    if read.is_none() {
        errors.add(field, "check-date");
    }
    read
}

pub(super) fn until(text: &str, now: &Now, errors: &mut Errors) -> Option<NaiveDate> {
    let until = date(text, "until", errors);
    if until.is_some_and(|until| until < now.today) {
        errors.refuse(LineRefusal::ShareIsOver);
    }
    until
}

pub(super) fn questions(typed: &Typed) -> Vec<CareerQuestion> {
    typed.all("questions").filter_map(CareerQuestion::parse).collect()
}

/// With whom, as a form and an address say it: `school`, or a person.
pub fn with(code: &str) -> Option<ShareWith> {
    match code {
        "school" => Some(ShareWith::School),
        person => person.parse().ok().map(ShareWith::Person),
    }
}

pub fn with_code(with: ShareWith) -> String {
    match with {
        ShareWith::School => "school".into(),
        ShareWith::Person(person) => person.to_string(),
    }
}

pub(super) fn idea(typed: &Typed, errors: &mut Errors) -> Option<Option<OwnWords>> {
    let idea = errors.take("idea", OwnWords::parse(typed.value("idea")));
    if idea == Some(None) {
        errors.refuse(LineRefusal::NoIdea);
    }
    idea
}

pub(super) fn question_field(t: Language, typed: &Typed, optional: bool) -> AnyView {
    let field = Field::new(t, "questions", say!(t, "own-questions"), typed);
    let field = if optional { field.optional() } else { field };
    field.any_of(CareerQuestion::choices(t))
}

pub(super) fn named(t: Language, brief: &PersonBrief) -> String {
    brief.name.as_ref().map_or_else(String::new, |name| full_name(t, name))
}

pub(super) fn entry_of(sheet: &LineSheet) -> Option<(&Entry, &OwnEntry)> {
    let entry = sheet.entry.as_ref()?;
    match &entry.told {
        EntryContent::Own(own) => Some((entry, own)),
        _ => None,
    }
}

pub(super) fn own_title(t: Language, own: &OwnEntry) -> String {
    erased_or(t, &own.piece.title, |title| title.as_str().to_owned())
}

/// Who a form of staff or home is about.
pub struct AboutStudent {
    pub student: PersonId,
    pub name: String,
}
