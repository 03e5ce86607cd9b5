//! `/mijn-klas/{class}/blijft-liggen`: what waits too long in a class.

use app::{
    Answered, Past,
    questions::{OverdueItem, OverdueKind, OverduePage},
};
use chrono::NaiveDate;
use domain::{
    ids::{AgreementId, AssignmentId, EntryId},
    policy::Deed,
    views::{AgreementState, OwnEntry},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Card, Empty, Head, Hidden, Icon, Kind, LinkButton, Todo, TodoList},
    say,
    screens::{
        agreement::entry::state_word,
        naming::{erased_or, full_name},
        visit::Visit,
    },
    wording::{self, Language},
};

/// What is overdue in a class, the oldest first, each with the fitting next step.
pub fn page(visit: &Visit, answered: &Answered<OverduePage>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let title = say!(t, "overdue-title");
    visit.show(title.clone(), past, || {
        let todos: Vec<Todo> = page.items.iter().enumerate().map(|(i, end)| todo(visit, end, answered.today, past, i == 0)).collect();
        let list = match todos.is_empty() {
            true => view! { <Empty icon=Icon::Check words=say!(t, "overdue-none")/> }.into_any(),
            false => view! { <Card><TodoList todos/></Card> }.into_any(),
        };
        view! {
            <Back href=addresses::my_class().of_class(page.class.class).keeping(past) word=say!(t, "class-title", class = page.class.name.as_str())/>
            <Head title=title lede=say!(t, "overdue-lede").into_any()/>
            {list}
        }
    })
}

fn todo(visit: &Visit, end: &OverdueItem, today: NaiveDate, past: Option<Past>, first: bool) -> Todo {
    let t = visit.t;
    let name = full_name(t, &end.name);
    let kind = if first { Kind::SlimMain } else { Kind::Slim };
    let lies = say!(t, "overdue-since", days = wording::days(t, (today - end.since).num_days()));
    let (why, href, word, icon) = match &end.what {
        OverdueKind::Unused { key, told } => {
            let title = erased_or(t, &told.sheet, |sheet| sheet.title.as_str().to_owned());
            let href = addresses::assignment(end.student, AssignmentId(key.id));
            (say!(t, "overdue-unused", title = title), href, say!(t, "assignment-act-use"), Icon::School)
        }
        OverdueKind::Agreement { key, told, state } => {
            let point = erased_or(t, &told.pledge, |pledge| pledge.point.as_str().to_owned());
            let agreement = AgreementId(key.id);
            let why = say!(t, "overdue-agreement", point = point, state = state_word(t, *state));
            match state {
                AgreementState::Otherwise(_) => {
                    (why, addresses::agreement_adjustment(end.student, agreement), say!(t, "agreement-act-adjust"), Icon::Pencil)
                }
                AgreementState::Asked(_) => (why, addresses::contact_new(end.student), say!(t, "overdue-ask"), Icon::Phone),
                _ => (why, addresses::agreement(end.student, agreement), say!(t, "overdue-look"), Icon::Hands),
            }
        }
        OverdueKind::Setback { key, told } => {
            let href = addresses::setback(end.student, EntryId(key.id));
            (say!(t, "overdue-setback", title = title_of(t, told)), href, say!(t, "own-go-setback"), Icon::Undo)
        }
        OverdueKind::Unspoken { told } => {
            let href = addresses::contact_new(end.student);
            (say!(t, "overdue-unspoken", title = title_of(t, told)), href, say!(t, "overdue-talk"), Icon::Talk)
        }
    };
    let act = (past.is_none() && visit.may(deed_of(&end.what))).then(|| {
        let about = format!(" ({name})");
        view! { <LinkButton href kind icon>{word}<Hidden words=about/></LinkButton> }
    });
    let href = addresses::student(end.student).keeping(past);
    Todo {
        who: view! { <a href=href>{name.clone()}</a> }.into_any(),
        why: view! { {why}" "<span class="soft num">"— "{lies}</span> }.into_any(),
        act: act.into_any(),
    }
}

/// What the next step asks of the policy: who only reads, finds no way that ends at a closed door.
fn deed_of(what: &OverdueKind) -> Deed {
    match what {
        OverdueKind::Unused { .. } => Deed::UseAssignment,
        OverdueKind::Agreement { state: AgreementState::Asked(_), .. } | OverdueKind::Unspoken { .. } => Deed::RecordContact,
        OverdueKind::Agreement { .. } => Deed::MakeAgreement,
        OverdueKind::Setback { .. } => Deed::WriteSetback,
    }
}

fn title_of(t: Language, told: &OwnEntry) -> String {
    erased_or(t, &told.piece.title, |title| title.as_str().to_owned())
}
