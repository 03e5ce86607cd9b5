//! `/mijn-lijn/berichten`: the messages of a student with the mentor.

use app::{
    Answered,
    questions::{OwnMessagesPage, TimelineCursor},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Empty, Head, Icon, LinkButton, Timeline},
    say,
    screens::{
        message::fields::{list_path, text, write_path},
        naming::short_name,
        visit::{TimelinePager, Visit},
    },
};

/// `/mijn-lijn/berichten`: a student's messages with the mentor.
pub fn page(visit: &Visit, answered: &Answered<OwnMessagesPage>, before: Option<TimelineCursor>) -> String {
    let (t, page) = (visit.t, &answered.answer);
    let name = short_name(t, &page.name);
    let title = say!(t, "message-empty-title");
    let moments: Vec<_> = page.timeline.entries.iter().map(|entry| text(visit, &name, &page.people).moment(entry)).collect();
    let none = moments.is_empty();
    visit.show(title.clone(), None, || {
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title/>
                <div class="actions"><LinkButton href=write_path(visit, page.student) icon=Icon::Pencil>{say!(t, "message-write")}</LinkButton></div>
                {none.then(|| view! { <Empty icon=Icon::Talk words=say!(t, "message-own-empty")/> })}
                {(!none).then(|| view! { <Timeline t moments/> })}
                <TimelinePager t href=list_path(visit, page.student) past=None before older=page.timeline.older/>
            </div>
        }
    })
}
