//! Messages between the school and one person: the mentor's inbox, threads and a message to a class; at home and for the
//! student one exchange, to answer it, and a new message.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, begun, form_over, send},
    home::{Child, child_of, note},
    staff::{Asked, ask_class, without_class},
    visitor::{Caller, Id, Ids},
};
use app::{
    Problem,
    questions::{
        ExchangePage, HomeMessage, Inbox, OwnMessage, OwnMessages, StaffMessage, Thread, WriteHomeMessage, WriteToClass, arriving,
    },
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{
    ids::{ClassId, MessageId, PersonId},
    message::OpenMessage,
    views::Entry,
};
use frontend::{
    parts::Typed,
    screens::{
        form::Again,
        message::{exchange as message, inbox},
        naming::short_name,
        visit::Visit,
    },
};
use serde::Deserialize;

/// Notes that what these entries say has arrived, because this reader has just been shown it.
pub async fn deliver<'a>(web: &Web, caller: &Caller, student: PersonId, shown: impl IntoIterator<Item = &'a Entry>) {
    for message in arriving(shown, caller.visit.me()) {
        note(web, caller, OpenMessage { message, student }).await;
    }
}

// The mentor.

pub async fn inbox_page(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match ask_class(&web, &caller, &asked, |class| Inbox { class }).await {
        Ok(Some(answered)) => answer::ok(visit, inbox::page(visit, &answered, asked.gedaan.as_deref())),
        Ok(None) => without_class(visit),
        Err(problem) => answer::problem(visit, problem),
    }
}

/// With whom a thread is, as `?met=` names them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct With {
    met: String,
}

pub async fn thread(
    State(web): State<Web>,
    caller: Caller,
    Id(student): Id<PersonId>,
    Query(with): Query<With>,
    Query(asked): Query<Asked>,
) -> Response {
    thread_page(&web, &caller, student, &with, &asked, begun(inbox::begin())).await
}

pub async fn send_message(
    State(web): State<Web>,
    caller: Caller,
    Id(student): Id<PersonId>,
    Query(with): Query<With>,
    Fields(typed): Fields,
) -> Response {
    let read = inbox::parse(student, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}/berichten?met={}&gedaan=bericht", with.met)),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => thread_page(&web, &caller, student, &with, &Asked::default(), again).await,
    }
}

async fn thread_page(web: &Web, caller: &Caller, student: PersonId, with: &With, asked: &Asked, shown: ShowAgain) -> Response {
    let (visit, before, with) = (&caller.visit, asked.before(), with.met.parse().ok());
    match web.app().ask(caller.principal(), Thread { student, with, before }, None).await {
        Ok(answered) => {
            let html = inbox::thread(visit, &answered, before, &shown.typed, shown.again, asked.gedaan.as_deref());
            answer::form(shown.status, visit, html)
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn to_answer(State(web): State<Web>, caller: Caller, Ids(student, message): Ids<PersonId, MessageId>) -> Response {
    staff_page(&web, &caller, student, message, begun(Typed::default()), inbox::answer_page).await
}

/// Answers what home wrote. From the inbox one comes back to the inbox of the same class, to go on with the next.
pub async fn answer_message(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, message): Ids<PersonId, MessageId>,
    Fields(typed): Fields,
) -> Response {
    let read = message::parse_answer(student, message, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&match typed.value("terug").parse::<ClassId>() {
            Ok(class) => format!("{}?klas={class}&gedaan=antwoord", inbox::PATH),
            Err(_) => format!("{}?gedaan=antwoord", inbox::PATH),
        }),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => staff_page(&web, &caller, student, message, again, inbox::answer_page).await,
    }
}

pub async fn withdrawal(State(web): State<Web>, caller: Caller, Ids(student, message): Ids<PersonId, MessageId>) -> Response {
    staff_page(&web, &caller, student, message, begun(Typed::default()), inbox::withdraw_page).await
}

pub async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, message): Ids<PersonId, MessageId>,
    Fields(typed): Fields,
) -> Response {
    let read = inbox::parse_withdrawal(student, message, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("{}?gedaan=bericht-weg", inbox::PATH)),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => staff_page(&web, &caller, student, message, again, inbox::withdraw_page).await,
    }
}

type ExchangeScreen = fn(&Visit, &ExchangePage, &Typed, Option<Again>) -> String;

async fn staff_page(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    message: MessageId,
    shown: ShowAgain,
    screen: ExchangeScreen,
) -> Response {
    let asked = web.app().ask(caller.principal(), StaffMessage { student, message }, None).await.map(|found| found.answer);
    form_over(&caller.visit, asked, shown, screen)
}

pub async fn to_class(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>) -> Response {
    to_class_page(&web, &caller, class, None).await
}

pub async fn send_to_class(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Fields(typed): Fields) -> Response {
    let read = inbox::parse_to_class(class, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("{}?klas={class}&gedaan=berichten", inbox::PATH)),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => to_class_page(&web, &caller, class, Some(again)).await,
    }
}

async fn to_class_page(web: &Web, caller: &Caller, class: ClassId, shown: Option<ShowAgain>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), WriteToClass { class }, None).await {
        Ok(found) => {
            let shown = shown.unwrap_or_else(|| begun(inbox::begin_to_class(&found.answer)));
            answer::form(shown.status, visit, inbox::to_class_page(visit, &found.answer, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

// At home.

pub async fn home_message(
    State(web): State<Web>,
    caller: Caller,
    Id(message): Id<MessageId>,
    Query(child): Query<Child>,
) -> Response {
    match child_of(&web, &caller, &child).await {
        Ok(child) => home_exchange(&web, &caller, child, message, begun(Typed::default())).await,
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn answer_at_home(
    State(web): State<Web>,
    caller: Caller,
    Id(message): Id<MessageId>,
    Query(child): Query<Child>,
    Fields(typed): Fields,
) -> Response {
    let child = match child_of(&web, &caller, &child).await {
        Ok(child) => child,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    let read = message::parse_answer(child, message, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/thuis/gelukt?wat=antwoord&kind={child}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => home_exchange(&web, &caller, child, message, again).await,
    }
}

async fn home_exchange(web: &Web, caller: &Caller, child: PersonId, message: MessageId, shown: ShowAgain) -> Response {
    let asked = web.app().ask(caller.principal(), HomeMessage { child, message }, None).await.map(|found| found.answer);
    exchange_page(web, caller, child, asked, shown).await
}

/// One exchange before somebody at home or the student: with the page, what it says has arrived.
async fn exchange_page(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    asked: Result<ExchangePage, Problem>,
    shown: ShowAgain,
) -> Response {
    if let Ok(page) = &asked {
        deliver(web, caller, student, [&page.entry]).await;
    }
    form_over(&caller.visit, asked, shown, message::exchange)
}

pub async fn new_at_home(State(web): State<Web>, caller: Caller, Query(child): Query<Child>) -> Response {
    match child_of(&web, &caller, &child).await {
        Ok(child) => new_home_page(&web, &caller, child, begun(Typed::default())).await,
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn write_at_home(
    State(web): State<Web>,
    caller: Caller,
    Query(child): Query<Child>,
    Fields(typed): Fields,
) -> Response {
    let child = match child_of(&web, &caller, &child).await {
        Ok(child) => child,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    let read = message::parse_new(child, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/thuis/gelukt?wat=bericht&kind={child}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => new_home_page(&web, &caller, child, again).await,
    }
}

async fn new_home_page(web: &Web, caller: &Caller, child: PersonId, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), WriteHomeMessage { child }, None).await {
        Ok(found) => {
            let name = short_name(visit.t, &found.answer.name);
            answer::form(shown.status, visit, message::new_page(visit, child, &name, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

// The student.

pub async fn own_messages(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    let before = asked.before();
    match web.app().ask(caller.principal(), OwnMessages { student, before }, None).await {
        Ok(answered) => {
            deliver(&web, &caller, student, &answered.answer.timeline.entries).await;
            answer::ok(visit, message::own_list(visit, &answered, before))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn own_message(State(web): State<Web>, caller: Caller, Id(message): Id<MessageId>) -> Response {
    own_exchange(&web, &caller, message, begun(Typed::default())).await
}

pub async fn answer_own(State(web): State<Web>, caller: Caller, Id(message): Id<MessageId>, Fields(typed): Fields) -> Response {
    let Some(me) = caller.visit.me() else { return answer::problem(&caller.visit, Problem::NotFound) };
    let read = message::parse_answer(me, message, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see("/mijn-lijn/gelukt?wat=antwoord"),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => own_exchange(&web, &caller, message, again).await,
    }
}

async fn own_exchange(web: &Web, caller: &Caller, message: MessageId, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    let asked = web.app().ask(caller.principal(), OwnMessage { student, message }, None).await.map(|found| found.answer);
    exchange_page(web, caller, student, asked, shown).await
}

pub async fn new_own(State(web): State<Web>, caller: Caller) -> Response {
    new_own_page(&web, &caller, begun(Typed::default())).await
}

pub async fn write_own(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    let Some(me) = caller.visit.me() else { return answer::problem(&caller.visit, Problem::NotFound) };
    let read = message::parse_new(me, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see("/mijn-lijn/gelukt?wat=bericht"),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => new_own_page(&web, &caller, again).await,
    }
}

async fn new_own_page(web: &Web, caller: &Caller, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    // The same question as their list: whoever may read it may write.
    match web.app().ask(caller.principal(), OwnMessages { student, before: None }, None).await {
        Ok(found) => {
            let name = short_name(visit.t, &found.answer.name);
            answer::form(shown.status, visit, message::new_page(visit, student, &name, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}
