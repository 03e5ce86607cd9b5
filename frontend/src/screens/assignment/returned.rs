//! `/mijn-klas/{class}/terug`: what came back from home, and what school does with it.

use app::questions::{CameBackPage, Giving, OpenBack, People};
use domain::{
    assignment::{AssignmentKind, UsedIn},
    policy::Writing,
};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{Back, Card, Empty, Field, Form, Head, Icon, Pill, Typed},
    say,
    screens::{
        assignment::{
            entry::kind_icon,
            use_returned::{value_of, what},
        },
        coded::Coded,
        done::DoneLine,
        entry_text::{EntryText, TimelineReader},
        form::{Again, FormTop},
        naming::{erased_or, full_name, short_name},
        readers::class_sentence,
        visit::Visit,
    },
    wording,
};

/// The form before anyone typed: in class, and nobody is ticked. Whose work is used is for the mentor to say.
pub fn begin() -> Typed {
    Typed::default().with("used_in", UsedIn::Lesson.code())
}

pub fn page(visit: &Visit, page: &CameBackPage, typed: &Typed, again: Option<Again>, done: Option<Done>) -> String {
    let t = visit.t;
    let title = say!(t, "returned-title");
    let class = say!(t, "class-title", class = page.class.name.as_str());
    let at = addresses::class_assignments_back(page.class.class);
    visit.show_form(title.clone(), typed, || {
        let form = (!page.givings.is_empty()).then(|| {
            let givings = page.givings.iter().map(|giving| of_giving(visit, page, giving, typed)).collect_view();
            let boxes = Field::new(t, "back", say!(t, "returned-which"), typed).around(givings);
            let kind = page.givings.first().map_or(AssignmentKind::Together, |giving| giving.kind);
            let readers = class_sentence(visit, &page.circles, |circle| circle.readers(Writing::Use(kind)));
            let what = what(t, readers, typed);
            view! { <Form action=at command=visit.command(typed, again)>{boxes}{what}</Form> }
        });
        let none = page.givings.is_empty().then(|| view! { <Empty icon=Icon::Home words=say!(t, "returned-none")/> });
        view! {
            <DoneLine t done/>
            <Back href=addresses::my_class().of_class(page.class.class) word=class/>
            <Head title=title lede=say!(t, "returned-lede").into_any()/>
            <FormTop t typed=typed.clone() again/>
            {none}
            {form}
        }
    })
}

/// Everything open of one handing out: a card with a box for each student.
fn of_giving(visit: &Visit, page: &CameBackPage, giving: &Giving, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let title = giving.open.first().map(|open| erased_or(t, &open.told.sheet, |sheet| sheet.title.as_str().to_owned()));
    let counts = say!(t, "returned-counts", back = giving.back, given = giving.given);
    let day = wording::short_date(t, giving.on, visit.now.today);
    let nobody = People::default();
    let rows = giving.open.iter().map(|open| {
        let people = page.people.iter().find(|(student, _)| *student == open.student).map_or(&nobody, |(_, people)| people);
        one_back(visit, open, people, typed)
    });
    let rows = rows.collect_view();
    let icon = kind_icon(giving.kind);
    view! {
        <Card heading=title.unwrap_or_default()>
            <p class="soft small">{icon}" "{say!(t, "returned-given", day = day)}" · "{counts}</p>
            <ul class="came-back">{rows}</ul>
        </Card>
    }
}

fn one_back(visit: &Visit, open: &OpenBack, people: &People, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &open.name);
    let text = EntryText::new(visit, TimelineReader::staff(visit), &student, people);
    let back = open.told.returned.iter().map(|back| text.came_back(back)).collect_view();
    let value = value_of(open.student, open.key.id);
    let id = format!("back-{}", open.key.id);
    let chosen = typed.all("back").any(|ticked| ticked == value);
    let long = open.long.then(|| view! { " "<Pill word=say!(t, "returned-long")/> });
    view! {
        <li>
            <div class="choice">
                <input type="checkbox" id=id.clone() name="back" value=value checked=chosen/>
                <label for=id><span>{full_name(t, &open.name)}{long}</span></label>
            </div>
            <div>{back}</div>
        </li>
    }
}
