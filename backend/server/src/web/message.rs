//! Messages between the school and one person: the mentor's inbox, threads and a message to a class. At home and for the
//! student: one exchange, to answer it, and a new message.

use super::{
    Web,
    answer::{PageResult, ProblemPage, page, see},
    caller::Caller,
    class::{ask_class, without_class},
    forms::{Fields, FormOutcome, FormState},
    home::deliver,
    path_ids::PathIds,
};
use app::questions::{
    ExchangePage, HandedOut, HomeMessage, Inbox, OwnMessage, OwnMessages, SentToClass, StaffMessage, Thread, WriteHomeMessage,
    WriteToClass, WriteToClassPage,
};
use axum::{Router, extract::Query, routing::get};
use domain::{
    grammar::Refusal,
    ids::{ClassId, MessageId, PersonId},
    message::MessageRefusal,
};
use frontend::{
    addresses::{self, Address, PageQuery, route},
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::{form::Again, message, naming::short_name, visit::Visit},
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::inbox, get(inbox))
        .route(route::message_thread, get(thread).post(send))
        .route(route::message_answer, get(answer_form).post(answer))
        .route(route::message_withdrawal, get(withdrawal).post(withdraw))
        .route(route::class_message, get(class_message).post(send_to_class))
        .route(route::class_message_withdrawal, get(send_withdrawal).post(withdraw_send))
        .route(route::home_message_new, get(new_at_home).post(write_at_home))
        .route(route::home_message, get(home_message).post(answer_at_home))
        .route(route::own_messages, get(own_messages))
        .route(route::own_message_new, get(new_own).post(write_own))
        .route(route::own_message, get(own_message).post(answer_own))
}

// The mentor.

async fn inbox(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    match ask_class(&caller, &query, |class| Inbox { class }).await? {
        Some(answered) => page(message::inbox::page(&caller.visit, &answered, query.done(), query.letters())),
        None => without_class(&caller),
    }
}

async fn thread(caller: Caller, PathIds(student): PathIds<PersonId>, Query(query): Query<PageQuery>) -> PageResult {
    thread_page(&caller, student, &query, FormState::begun(message::thread::begin()), query.done()).await
}

async fn send(
    caller: Caller,
    PathIds(student): PathIds<PersonId>,
    Query(query): Query<PageQuery>,
    Fields(typed): Fields,
) -> PageResult {
    let read = message::thread::parse(student, &typed);
    match caller.send(&typed, read, Done::MessageSent).await? {
        FormOutcome::Done(done) => see(thread_address(student, query.with_person()).done(done)),
        FormOutcome::Again(form) => thread_page(&caller, student, &query, form, None).await,
    }
}

fn thread_address(student: PersonId, with: Option<PersonId>) -> Address {
    let thread = addresses::message_thread(student);
    match with {
        Some(person) => thread.with_person(person),
        None => thread,
    }
}

async fn thread_page(caller: &Caller, student: PersonId, query: &PageQuery, form: FormState, done: Option<Done>) -> PageResult {
    let (with, before) = (query.with_person(), query.before());
    let answered = caller.ask_now(Thread { student, with, before }).await?;
    form.show(&caller.visit, &answered, |visit, answered, typed, again| {
        message::thread::page(visit, answered, before, typed, again, done)
    })
}

async fn answer_form(
    caller: Caller,
    PathIds((student, message)): PathIds<(PersonId, MessageId)>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    let form = FormState::begun(message::answer::begin(query.class()));
    staff_page(&caller, student, message, form, message::answer::page).await
}

/// Answers what home wrote. One comes back to where one was: to the inbox of the same class, to go on with the next, or to the
/// messages with this person.
async fn answer(
    caller: Caller,
    PathIds((student, message)): PathIds<(PersonId, MessageId)>,
    Fields(typed): Fields,
) -> PageResult {
    let read = message::exchange::parse(student, message, &typed);
    match caller.send(&typed, read, Done::MessageAnswered).await? {
        FormOutcome::Done(done) => see(match message::answer::from_inbox(&typed) {
            Some(class) => addresses::inbox().of_class(class).done(done),
            None => thread_address(student, typed.value("with").parse().ok()).done(done),
        }),
        FormOutcome::Again(form) => staff_page(&caller, student, message, form, message::answer::page).await,
    }
}

async fn withdrawal(caller: Caller, PathIds((student, message)): PathIds<(PersonId, MessageId)>) -> PageResult {
    staff_page(&caller, student, message, FormState::default(), message::withdraw::page).await
}

async fn withdraw(
    caller: Caller,
    PathIds((student, message)): PathIds<(PersonId, MessageId)>,
    Fields(typed): Fields,
) -> PageResult {
    let read = message::withdraw::parse(student, message, &typed);
    match caller.send(&typed, read, Done::MessageWithdrawn).await? {
        FormOutcome::Done(done) => see(addresses::inbox().done(done)),
        FormOutcome::Again(form) => staff_page(&caller, student, message, form, message::withdraw::page).await,
    }
}

async fn staff_page(
    caller: &Caller,
    student: PersonId,
    message: MessageId,
    form: FormState,
    screen: fn(&Visit, &ExchangePage, &Typed, Option<Again>) -> String,
) -> PageResult {
    form.show(&caller.visit, &caller.ask(StaffMessage { student, message }).await?, screen)
}

async fn class_message(caller: Caller, PathIds(class): PathIds<ClassId>, Query(query): Query<PageQuery>) -> PageResult {
    let sheet = class_sheet(&caller, class).await?;
    let given = match query.assignment() {
        Some(giving) => caller.ask(HandedOut { class }).await?.handed.into_iter().find(|handed| handed.giving == giving),
        None => None,
    };
    let typed = match given {
        Some(handed) => message::to_class::begin_reminder(&sheet, &handed),
        None => message::to_class::begin(&sheet),
    };
    FormState::begun(typed).show(&caller.visit, &sheet, message::to_class::page)
}

async fn send_to_class(caller: Caller, PathIds(class): PathIds<ClassId>, Fields(typed): Fields) -> PageResult {
    let read = message::to_class::parse(class, &typed);
    match caller.send(&typed, read, Done::ClassMessageSent).await? {
        FormOutcome::Done(done) => {
            let inbox = addresses::inbox().of_class(class).done(done);
            see(typed.value("letters").parse().map_or(inbox.clone(), |letters| inbox.after_send(letters)))
        }
        FormOutcome::Again(form) => form.show(&caller.visit, &class_sheet(&caller, class).await?, message::to_class::page),
    }
}

async fn class_sheet(caller: &Caller, class: ClassId) -> Result<WriteToClassPage, ProblemPage> {
    caller.ask(WriteToClass { class }).await
}

/// Takes a whole send back, but for what was answered already.
async fn send_withdrawal(caller: Caller, PathIds((class, letters)): PathIds<(ClassId, MessageId)>) -> PageResult {
    let sent = caller.ask(SentToClass { class, letters }).await?;
    FormState::default().show(&caller.visit, &sent, message::withdraw_send::page)
}

async fn withdraw_send(
    caller: Caller,
    PathIds((class, letters)): PathIds<(ClassId, MessageId)>,
    Fields(typed): Fields,
) -> PageResult {
    let sent = caller.ask(SentToClass { class, letters }).await?;
    let is_answered = |refusal: Refusal| refusal == MessageRefusal::AlreadyAnswered.into();
    let outcome = match message::withdraw_send::parse(&typed) {
        Ok(all) => caller.carry_out_each(&typed, all, |one| one.message.0, is_answered, Done::SendWithdrawn).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(addresses::inbox().of_class(class).done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &sent, message::withdraw_send::page),
    }
}

// At home.

async fn home_message(caller: Caller, PathIds(message): PathIds<MessageId>, Query(query): Query<PageQuery>) -> PageResult {
    let child = caller.child(&query).await?;
    home_exchange(&caller, child, message, FormState::default()).await
}

async fn answer_at_home(
    caller: Caller,
    PathIds(message): PathIds<MessageId>,
    Query(query): Query<PageQuery>,
    Fields(typed): Fields,
) -> PageResult {
    let child = caller.child(&query).await?;
    let read = message::exchange::parse(child, message, &typed);
    match caller.send(&typed, read, DoneAtHome::MessageAnswered).await? {
        FormOutcome::Done(done) => see(addresses::home_done().what(done).of_child(child)),
        FormOutcome::Again(form) => home_exchange(&caller, child, message, form).await,
    }
}

async fn home_exchange(caller: &Caller, child: PersonId, message: MessageId, form: FormState) -> PageResult {
    let exchange = caller.ask(HomeMessage { child, message }).await?;
    exchange_page(caller, child, &exchange, form).await
}

/// One exchange before somebody at home or the student: with the page, what it says has arrived.
async fn exchange_page(caller: &Caller, student: PersonId, exchange: &ExchangePage, form: FormState) -> PageResult {
    deliver(caller, student, [&exchange.entry]).await;
    form.show(&caller.visit, exchange, message::exchange::page)
}

async fn new_at_home(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let child = caller.child(&query).await?;
    new_home_page(&caller, child, FormState::default()).await
}

async fn write_at_home(caller: Caller, Query(query): Query<PageQuery>, Fields(typed): Fields) -> PageResult {
    let child = caller.child(&query).await?;
    let read = message::write::parse(child, &typed);
    match caller.send(&typed, read, DoneAtHome::MessageSent).await? {
        FormOutcome::Done(done) => see(addresses::home_done().what(done).of_child(child)),
        FormOutcome::Again(form) => new_home_page(&caller, child, form).await,
    }
}

async fn new_home_page(caller: &Caller, child: PersonId, form: FormState) -> PageResult {
    let name = short_name(caller.visit.t, &caller.ask(WriteHomeMessage { child }).await?.name);
    new_page(caller, child, &name, form)
}

fn new_page(caller: &Caller, student: PersonId, name: &str, form: FormState) -> PageResult {
    form.show(&caller.visit, &student, |visit, student, typed, again| message::write::page(visit, *student, name, typed, again))
}

// The student.

async fn own_messages(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let (student, before) = (caller.me()?, query.before());
    let answered = caller.ask_now(OwnMessages { student, before }).await?;
    deliver(&caller, student, &answered.answer.timeline.entries).await;
    page(message::own_list::page(&caller.visit, &answered, before))
}

async fn own_message(caller: Caller, PathIds(message): PathIds<MessageId>) -> PageResult {
    own_exchange(&caller, caller.me()?, message, FormState::default()).await
}

async fn answer_own(caller: Caller, PathIds(message): PathIds<MessageId>, Fields(typed): Fields) -> PageResult {
    let me = caller.me()?;
    let read = message::exchange::parse(me, message, &typed);
    match caller.send(&typed, read, DoneAtHome::MessageAnswered).await? {
        FormOutcome::Done(done) => see(addresses::own_done().what(done)),
        FormOutcome::Again(form) => own_exchange(&caller, me, message, form).await,
    }
}

async fn own_exchange(caller: &Caller, student: PersonId, message: MessageId, form: FormState) -> PageResult {
    let exchange = caller.ask(OwnMessage { student, message }).await?;
    exchange_page(caller, student, &exchange, form).await
}

async fn new_own(caller: Caller) -> PageResult {
    new_own_page(&caller, caller.me()?, FormState::default()).await
}

async fn write_own(caller: Caller, Fields(typed): Fields) -> PageResult {
    let me = caller.me()?;
    match caller.send(&typed, message::write::parse(me, &typed), DoneAtHome::MessageSent).await? {
        FormOutcome::Done(done) => see(addresses::own_done().what(done)),
        FormOutcome::Again(form) => new_own_page(&caller, me, form).await,
    }
}

async fn new_own_page(caller: &Caller, student: PersonId, form: FormState) -> PageResult {
    // The same question as their list: who may read it may write.
    let name = short_name(caller.visit.t, &caller.ask(OwnMessages { student, before: None }).await?.name);
    new_page(caller, student, &name, form)
}
