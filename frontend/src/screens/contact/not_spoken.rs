//! `/mijn-klas/{class}/avond/niet-gesproken` (`?tot=`): after an evening, who was not there, each with the way to go on.

use app::{Answered, questions::NotSpokenPage};
use domain::{contact::Means, policy::Deed};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{Back, Card, Empty, Head, Hidden, Icon, Kind, LinkButton, Todo, TodoList},
    say,
    screens::{done::DoneLine, naming::full_name, visit::Visit},
    wording,
};

pub fn page(visit: &Visit, answered: &Answered<NotSpokenPage>, done: Option<Done>) -> String {
    let (t, page) = (visit.t, &answered.answer);
    let title = say!(t, "evening-missing-title");
    let day = wording::on_day(t, page.on, answered.today);
    let lede = say!(t, "evening-missing-lede", day = day, spoken = page.spoken, all = page.spoken + page.missing.len());
    let class = page.class.class;
    let writes = visit.may(Deed::RecordContact);
    let todos: Vec<Todo> = page
        .missing
        .iter()
        .map(|family| {
            let name = full_name(t, &family.name);
            let href = addresses::contact_new(family.student).of_class(class).by(Means::Phone);
            let about = format!(" ({name})");
            let act = writes.then(|| {
                view! { <LinkButton href kind=Kind::Slim icon=Icon::Phone>{say!(t, "class-talk-short")}<Hidden words=about/></LinkButton> }
            });
            Todo {
                who: view! { <a href=addresses::student(family.student)>{name}</a> }.into_any(),
                why: ().into_any(),
                act: act.into_any(),
            }
        })
        .collect();
    visit.show(title.clone(), None, || {
        let list = match todos.is_empty() {
            true => view! { <Empty icon=Icon::Check words=say!(t, "evening-missing-none")/> }.into_any(),
            false => view! { <Card><TodoList todos/></Card> }.into_any(),
        };
        view! {
            <DoneLine t done/>
            <Back href=addresses::my_class().of_class(class) word=say!(t, "class-title", class = page.class.name.as_str())/>
            <Head title lede=lede.into_any()/>
            {list}
        }
    })
}
