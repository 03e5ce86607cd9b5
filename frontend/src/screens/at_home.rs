//! What the pages of one assignment or agreement share, for those at home and for the student.

use app::questions::OneEntryPage;
use domain::ids::PersonId;
use leptos::prelude::*;

use crate::{
    addresses,
    parts::Back,
    say,
    screens::{
        entry_text::{EntryText, TimelineReader},
        visit::Visit,
    },
};

pub(super) fn back(visit: &Visit, student: PersonId) -> impl IntoView + use<> {
    let t = visit.t;
    match visit.is_student() {
        true => view! { <Back href=addresses::own_line() word=say!(t, "line-title")/> },
        false => view! { <Back href=addresses::home().of_child(student) word=say!(t, "home-title")/> },
    }
}

pub(super) fn text<'a>(visit: &Visit, page: &'a OneEntryPage, student: &'a str) -> EntryText<'a> {
    EntryText::new(visit, TimelineReader::at_home(visit), student, &page.people)
}
