//! What the pages of one assignment or agreement share, for those at home and for the student.

use app::questions::OneEntryPage;
use domain::ids::PersonId;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    parts::Back,
    say,
    screens::{
        entry::{EntryText, Eyes},
        home::child as home,
        line::own as own_line,
        visit::Visit,
    },
};

/// Where the page of an assignment or agreement is for this reader.
pub(super) fn address(visit: &Visit, what: &str, id: Uuid, student: PersonId) -> String {
    match is_student(visit) {
        true => format!("{}/{what}/{id}", own_line::PATH),
        false => format!("{}/{what}/{id}?kind={student}", home::PATH),
    }
}

pub(super) fn is_student(visit: &Visit) -> bool {
    visit.role() == Some(domain::actor::Role::Student)
}

pub(super) fn back(visit: &Visit, student: PersonId) -> impl IntoView + use<> {
    let t = visit.t;
    match is_student(visit) {
        true => view! { <Back href=own_line::PATH word=say!(t, "line-title")/> },
        false => view! { <Back href=format!("{}?kind={student}", home::PATH) word=say!(t, "home-title")/> },
    }
}

pub(super) fn teller<'a>(visit: &Visit, page: &'a OneEntryPage, student: &'a str) -> EntryText<'a> {
    let eyes = match visit.me() {
        Some(me) if !is_student(visit) => Eyes::Home { me },
        _ => Eyes::Own,
    };
    EntryText { t: visit.t, today: visit.now.today, eyes, student, people: &page.people, classes: &[], acts: false, line: None }
}
