//! `/school`: the classes of this school year with who mentors them; for who reads the whole school each class also beside
//! its own past, and what is left lying in it. Never beside another's families: numbers, no names.

use app::{
    Answered, Past,
    questions::{ClassSummary, Course, SchoolPage},
};
use domain::policy::{Deed, Scope};
use leptos::prelude::*;

use super::{Visit, keeping, naming::full_name};
use crate::{
    parts::{Align, Empty, Head, Hidden, Icon, LookAt, Row, Strong, Table},
    tell,
    told::{self, Tongue},
};

pub fn page(visit: &Visit, answered: &Answered<SchoolPage>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    visit.show(page.school.name.clone(), past, || {
        view! {
            <Head title=page.school.name.clone() lede=lede(t, page)/>
            {if page.classes.is_empty() { empty(t) } else { table(visit, page, past) }}
            <LookAt t action="/school" day=answered.today today=visit.now.today/>
        }
    })
}

fn lede(t: Tongue, page: &SchoolPage) -> AnyView {
    let students: usize = page.classes.iter().map(|class| class.students).sum();
    let words = tell!(t, "school-lede", city = page.school.city.as_str(), classes = page.classes.len(), students = students);
    view! { <Strong words/> }.into_any()
}

fn empty(t: Tongue) -> AnyView {
    view! { <Empty icon=Icon::School words=tell!(t, "school-empty")/> }.into_any()
}

fn table(visit: &Visit, page: &SchoolPage, past: Option<Past>) -> AnyView {
    let t = visit.t;
    let compares = page.classes.iter().any(|class| class.course.is_some());
    let table = Table::new(tell!(t, "school-classes"))
        .column(tell!(t, "school-class"), Align::Start)
        .column(tell!(t, "school-mentors"), Align::Start)
        .column(tell!(t, "school-students"), Align::End);
    let table = match compares {
        false => table,
        true => columns(t).into_iter().fold(table, |table, word| table.column(word, Align::End)),
    };
    let rows = page.classes.iter().map(|class| {
        let row = Row::new().cell(name(visit, class, past)).cell(mentors(t, class)).cell(told::number(t, class.students as i64));
        match &class.course {
            Some(course) => numbers(t, course).into_iter().fold(row, Row::cell),
            None => row,
        }
    });
    let note = compares.then(|| view! { <p class="soft small">{tell!(t, "school-compare-note")}</p> });
    view! { {table.show(rows)}{note} }.into_any()
}

/// What stands beside each class for who reads the whole school.
fn columns(t: Tongue) -> [String; 6] {
    [
        tell!(t, "school-in-view"),
        tell!(t, "school-four-weeks"),
        tell!(t, "school-messages"),
        tell!(t, "school-unused"),
        tell!(t, "school-agreements"),
        tell!(t, "school-setbacks"),
    ]
}

fn numbers(t: Tongue, course: &Course) -> [AnyView; 6] {
    let lies = |number: usize| match number {
        0 => view! { <span class="soft">"–"<Hidden words=tell!(t, "school-nothing")/></span> }.into_any(),
        _ => told::number(t, number as i64).into_any(),
    };
    [
        tell!(t, "school-of", seen = course.in_view, all = course.homes).into_any(),
        grown(t, course),
        lies(course.messages),
        lies(course.unused),
        lies(course.agreements),
        lies(course.setbacks),
    ]
}

/// A class beside its own past: so many homes more in beeld than four weeks ago.
fn grown(t: Tongue, course: &Course) -> AnyView {
    match course.in_view as i64 - course.in_view_before as i64 {
        0 => view! { <span class="soft">{tell!(t, "school-same")}</span> }.into_any(),
        more if more > 0 => tell!(t, "school-more", more = more).into_any(),
        fewer => tell!(t, "school-fewer", fewer = -fewer).into_any(),
    }
}

/// The class, as a link for those who may open its list.
fn name(visit: &Visit, class: &ClassSummary, past: Option<Past>) -> AnyView {
    if !opens(visit, class) {
        return class.name.clone().into_any();
    }
    let href = keeping(past, format!("/mijn-klas?klas={}", class.class));
    view! { <a href=href>{class.name.clone()}</a> }.into_any()
}

/// A mentor opens only their own classes.
fn opens(visit: &Visit, class: &ClassSummary) -> bool {
    match visit.scope(Deed::ReadClass) {
        Scope::School => true,
        Scope::OwnClass => class.mentors.iter().any(|(mentor, _)| Some(*mentor) == visit.me()),
        _ => false,
    }
}

fn mentors(t: Tongue, class: &ClassSummary) -> AnyView {
    let names =
        class.mentors.iter().map(|(_, name)| name.as_ref().map_or_else(|| tell!(t, "somebody"), |name| full_name(t, name)));
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        return view! { <span class="soft">{tell!(t, "school-no-mentor")}</span> }.into_any();
    }
    told::list(t, &names).into_any()
}
