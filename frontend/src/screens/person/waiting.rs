//! `/toelaten`: the students for whom a supporter waits for a yes, for a school admin.

use app::questions::{NamedStudent, WaitingPage};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{Back, Empty, Head, Icon},
    say,
    screens::{done::DoneLine, naming::full_name, visit::Visit},
};

/// The list. `done`: what was decided just before.
pub fn page(visit: &Visit, answer: &WaitingPage, done: Option<Done>) -> String {
    let t = visit.t;
    let title = say!(t, "admissions-title");
    visit.show(title.clone(), None, || {
        let one = |student: &NamedStudent| {
            let href = addresses::admission(student.student);
            view! { <li>{Icon::Hands}<span><a href=href>{full_name(t, &student.name)}</a></span></li> }
        };
        let students: Vec<_> = answer.students.iter().map(one).collect();
        let list = match students.is_empty() {
            true => view! { <Empty icon=Icon::Check words=say!(t, "admissions-empty")/> }.into_any(),
            false => view! { <section class="helpers"><ul>{students}</ul></section> }.into_any(),
        };
        view! {
            <div class="column">
                <Back href=addresses::school() word=say!(t, "admissions-back")/>
                <Head title lede=say!(t, "admissions-lede").into_any()/>
                <DoneLine t done/>
                {list}
            </div>
        }
    })
}
