//! `/school`: the classes of this school year with who mentors them; for who reads the whole school each class also beside
//! its own past, and what is left lying in it. Never beside another's families: numbers, no names.

use app::{
    Answered, Past,
    questions::{ClassProgress, ClassSummary, SchoolPage},
};
use domain::policy::{Deed, DeedScope};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Align, Empty, Head, Hidden, Icon, Kind, LinkButton, LookAt, Row, Strong, Table},
    say,
    screens::{naming::full_name, visit::Visit},
    wording::{self, Language},
};

pub fn page(visit: &Visit, answered: &Answered<SchoolPage>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let title = wording::name(t, &page.school.name);
    visit.show(title.clone(), past, || {
        let admissions = admissions(visit, past);
        view! {
            <Head title lede=lede(t, page)>{admissions}</Head>
            {if page.classes.is_empty() { empty(t) } else { table(visit, page, past) }}
            <LookAt t action=addresses::school() day=answered.today today=visit.now.today/>
        }
    })
}

fn lede(t: Language, page: &SchoolPage) -> AnyView {
    let students: usize = page.classes.iter().map(|class| class.students).sum();
    let words = say!(t, "school-lede", city = page.school.city.as_str(), classes = page.classes.len(), students = students);
    view! { <Strong words/> }.into_any()
}

/// For who decides on supporters in the whole school.
fn admissions(visit: &Visit, past: Option<Past>) -> Option<AnyView> {
    let t = visit.t;
    (past.is_none() && visit.may(Deed::ReadAdmissions)).then(|| {
        view! { <LinkButton href=addresses::admissions() kind=Kind::Quiet icon=Icon::Hands>{say!(t, "admissions-title")}</LinkButton> }
            .into_any()
    })
}

fn empty(t: Language) -> AnyView {
    view! { <Empty icon=Icon::School words=say!(t, "school-empty")/> }.into_any()
}

fn table(visit: &Visit, page: &SchoolPage, past: Option<Past>) -> AnyView {
    let t = visit.t;
    let compares = page.classes.iter().any(|class| class.course.is_some());
    let table = Table::new(say!(t, "school-classes"))
        .column(say!(t, "school-class"), Align::Start)
        .column(say!(t, "school-mentors"), Align::Start)
        .column(say!(t, "school-students"), Align::End);
    let table = match compares {
        false => table,
        true => columns(t).into_iter().fold(table, |table, word| table.column(word, Align::End)),
    };
    let rows = page.classes.iter().map(|class| {
        let row =
            Row::new().cell(name(visit, class, past)).cell(mentors(t, class)).cell(wording::number(t, class.students as i64));
        match &class.course {
            Some(course) => numbers(t, course).into_iter().fold(row, Row::cell),
            None => row,
        }
    });
    let note = compares.then(|| view! { <p class="soft small">{say!(t, "school-compare-note")}</p> });
    view! { {table.show(rows)}{note} }.into_any()
}

/// What stands beside each class for who reads the whole school.
fn columns(t: Language) -> [String; 6] {
    [
        say!(t, "school-in-view"),
        say!(t, "school-four-weeks"),
        say!(t, "school-messages"),
        say!(t, "school-unused"),
        say!(t, "school-agreements"),
        say!(t, "school-setbacks"),
    ]
}

fn numbers(t: Language, course: &ClassProgress) -> [AnyView; 6] {
    let lies = |number: usize| match number {
        0 => view! { <span class="soft">"–"<Hidden words=say!(t, "school-nothing")/></span> }.into_any(),
        _ => wording::number(t, number as i64).into_any(),
    };
    [
        say!(t, "school-of", seen = course.in_view, all = course.homes).into_any(),
        grown(t, course),
        lies(course.messages),
        lies(course.unused),
        lies(course.agreements),
        lies(course.setbacks),
    ]
}

/// A class beside its own past: so many homes more in beeld than four weeks ago.
fn grown(t: Language, course: &ClassProgress) -> AnyView {
    match course.in_view as i64 - course.in_view_before as i64 {
        0 => view! { <span class="soft">{say!(t, "school-same")}</span> }.into_any(),
        more if more > 0 => say!(t, "school-more", more = more).into_any(),
        fewer => say!(t, "school-fewer", fewer = -fewer).into_any(),
    }
}

/// The class, as a link for those who may open its list.
fn name(visit: &Visit, class: &ClassSummary, past: Option<Past>) -> AnyView {
    let name = wording::name(visit.t, &class.name);
    if !opens(visit, class) {
        return name.into_any();
    }
    let href = addresses::my_class().of_class(class.class).keeping(past);
    view! { <a href=href>{name}</a> }.into_any()
}

/// A mentor opens only their own classes.
fn opens(visit: &Visit, class: &ClassSummary) -> bool {
    match visit.scope(Deed::ReadClass) {
        DeedScope::School => true,
        DeedScope::OwnClass => class.mentors.iter().any(|(mentor, _)| Some(*mentor) == visit.me()),
        _ => false,
    }
}

fn mentors(t: Language, class: &ClassSummary) -> AnyView {
    let names =
        class.mentors.iter().map(|(_, name)| name.as_ref().map_or_else(|| say!(t, "somebody"), |name| full_name(t, name)));
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        return view! { <span class="soft">{say!(t, "school-no-mentor")}</span> }.into_any();
    }
    wording::list(t, &names).into_any()
}
