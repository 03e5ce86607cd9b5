//! `/mijn-klas/{class}/opdrachten/{giving}`: one assignment of a class: its text, who brought it back and who did not yet.

use app::{
    Answered,
    questions::{Handed, HandedOutPage, Holder},
};
use domain::{policy::Deed, values::Sheet};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Card, Empty, Head, Icon, LinkButton, Todo, TodoList},
    say,
    screens::{assignment::given::title_of, coded::Coded, naming::full_name, visit::Visit},
    wording::{self, Language},
};

pub fn page(visit: &Visit, answered: &Answered<HandedOutPage>, handed: &Handed) -> String {
    let (t, page, past, today) = (visit.t, &answered.answer, answered.past, answered.today);
    let title = title_of(t, handed);
    let not_back: Vec<&Holder> = handed.not_back().collect();
    let back: Vec<&Holder> = handed.with.iter().filter(|holder| holder.back).collect();
    let reminds = past.is_none() && visit.may(Deed::SendMessage) && !not_back.is_empty();
    let (late, href) = (not_back.len(), addresses::class_message(page.class.class).about_assignment(handed.giving));
    let remind = reminds.then(|| {
        view! { <LinkButton href icon=Icon::Talk>{say!(t, "given-remind", count = late)}</LinkButton> }
    });
    let (given, due) = (wording::on_short_date(t, handed.on, today), wording::on_short_date(t, handed.due, today));
    let lede = say!(t, "given-one-lede", given = given, due = due);
    let all_back = not_back.is_empty().then(|| view! { <Empty icon=Icon::Check words=say!(t, "given-all-back")/> });
    let not_back = holders(t, answered, say!(t, "given-not-back", count = not_back.len()), &not_back);
    let sheet = handed.sheet.as_ref().and_then(|sheet| sheet.value()).map(|sheet| text(t, sheet));
    let back = holders(t, answered, say!(t, "given-are-back", count = back.len()), &back);
    let list = addresses::class_assignments(page.class.class).keeping(past);
    visit.show(title.clone(), past, || {
        view! {
            <Back href=list word=say!(t, "given-title")/>
            <Head title lede=lede.into_any()>{remind}</Head>
            {all_back}
            {not_back}
            {sheet}
            {back}
        }
    })
}

/// What leaves the school, as home reads it.
fn text(t: Language, sheet: &Sheet) -> AnyView {
    let steps = sheet.steps.iter().map(|step| view! { <li>{step.as_str().to_owned()}</li> }).collect_view();
    let (why, then) = (sheet.why.as_str().to_owned(), sheet.then.as_str().to_owned());
    view! {
        <Card heading=say!(t, "given-text")>
            <p>{why}</p>
            <ol>{steps}</ol>
            <p class="soft">{then}</p>
        </Card>
    }
    .into_any()
}

fn holders(t: Language, answered: &Answered<HandedOutPage>, heading: String, with: &[&Holder]) -> Option<AnyView> {
    let todos = with.iter().map(|holder| {
        let href = addresses::student(holder.student).keeping(answered.past);
        Todo {
            who: view! { <a href=href>{full_name(t, &holder.name)}</a> }.into_any(),
            why: view! { <span class="soft">{holder.state.word(t)}</span> }.into_any(),
            act: ().into_any(),
        }
    });
    let todos: Vec<Todo> = todos.collect();
    (!with.is_empty()).then(|| view! { <Card heading><TodoList todos/></Card> }.into_any())
}
