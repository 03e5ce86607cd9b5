//! What the pages of one assignment or agreement share, for those at home and for the student.

use app::questions::OneEntryPage;
use domain::ids::PersonId;
use leptos::prelude::*;

use crate::{
    addresses,
    parts::Back,
    say,
    screens::{
        entry::{EntryText, Eyes},
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

pub(super) fn teller<'a>(visit: &Visit, page: &'a OneEntryPage, student: &'a str) -> EntryText<'a> {
    let eyes = match visit.me() {
        Some(me) if !visit.is_student() => Eyes::Home { me },
        _ => Eyes::Own,
    };
    EntryText { t: visit.t, today: visit.now.today, eyes, student, people: &page.people, classes: &[], acts: false, line: None }
}
