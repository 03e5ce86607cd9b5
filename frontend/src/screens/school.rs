//! `/school`: the classes of this school year with who mentors them.

use app::{
    Answered, Past,
    questions::{ClassSummary, SchoolPage},
};
use domain::policy::{Deed, Scope};
use leptos::prelude::*;

use super::{Visit, keeping, naming::full_name};
use crate::{
    parts::{Align, Empty, Head, Icon, LookAt, Row, Strong, Table},
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
    let table = Table::new(tell!(t, "school-classes"))
        .column(tell!(t, "school-class"), Align::Start)
        .column(tell!(t, "school-mentors"), Align::Start)
        .column(tell!(t, "school-students"), Align::End);
    table.show(page.classes.iter().map(|class| {
        let mentors = mentors(t, class);
        Row::new().cell(name(visit, class, past)).cell(mentors).cell(told::number(t, class.students as i64))
    }))
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
