//! `/berichten` (`?klas=`): what waits for the mentor, and what waits at home.
//!
//! The longest wait stands first, without a count that grows and without red: the silence of a family is no fault of
//! theirs, and a mentor is no help desk.

use app::{
    Answered, Past,
    questions::{InboxLine, InboxPage, PersonBrief, TieToStudent},
};
use chrono::NaiveDate;
use domain::{
    ids::MessageId,
    message::{Ready, Side},
    views::{Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, key},
    done::Done,
    parts::{Card, Empty, Form, Head, Hidden, Icon, Kind, LinkButton, LookAt, Prose, Tone},
    say,
    screens::{
        done::DoneLine,
        message::{
            answer::IN_INBOX,
            entry::ready_words,
            fields::{ready_buttons, ready_to_call},
            thread::{thread_path, with_of},
        },
        naming::{called, erased_or, full_name, short_name},
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// How many messages without an answer are in sight at once.
const IN_SIGHT: usize = 8;

/// `letters`: the send to the class that was just done; it can be taken back whole.
pub fn page(visit: &Visit, answered: &Answered<InboxPage>, done: Option<Done>, letters: Option<MessageId>) -> String {
    let (t, page, today, past) = (visit.t, &answered.answer, answered.today, answered.past);
    let class = &page.class;
    let title = say!(t, "inbox-title");
    let to_class = addresses::class_message(class.class);
    let to_class = past.is_none().then(|| {
        view! { <LinkButton href=to_class kind=Kind::Quiet icon=Icon::People>{say!(t, "inbox-to-class")}</LinkButton> }
    });
    let visit = &visit.with_waiting(if past.is_none() { page.for_school.len() } else { 0 });
    visit.show(title.clone(), past, || {
        view! {
            <DoneLine t done/>
            {letters.filter(|_| past.is_none()).map(|letters| {
                let href = addresses::class_message_withdrawal(class.class, letters);
                view! { <p><a href=href>{say!(t, "to-class-undo")}</a></p> }
            })}
            {classes(t, page, past)}
            <Head title lede=say!(t, "inbox-lede", class = class.name.as_str()).into_any()>
                {to_class}
            </Head>
            <div class="inbox">
                {for_school(visit, page, today, past)}
                {for_home(visit, page, today)}
            </div>
            <LookAt t action=addresses::inbox() day=today today=visit.now.today keep=vec![(key::CLASS.into(), class.class.to_string())]/>
        }
    })
}

fn classes(t: Language, page: &InboxPage, past: Option<Past>) -> impl IntoView + use<> {
    (page.own.len() > 1).then(|| {
        let classes = page.own.iter().map(|own| {
            let here = (own.class == page.class.class).then_some("page");
            view! { <a href=addresses::inbox().of_class(own.class).keeping(past) aria-current=here>{wording::name(t, &own.name)}</a> }
        });
        view! { <nav class="children" aria-label=say!(t, "class-switch")>{classes.collect_view()}</nav> }
    })
}

/// Who asks the school for something: what they said, and answers of one tap. On a day that is over nobody is answered.
fn for_school(visit: &Visit, page: &InboxPage, today: NaiveDate, past: Option<Past>) -> impl IntoView + use<> {
    let t = visit.t;
    let lines = page.for_school.iter().map(|line| {
        let thread = thread_path(line.student, with_of(&line.entry));
        let answer = addresses::message_answer(line.student, MessageId(line.entry.key.id));
        let in_words = answer.clone().of_class(page.class.class);
        let (from, since, said) = (from(t, line), since(t, line, today), last_said(t, line));
        let (command, hidden) = ((visit.fresh)(), vec![(IN_INBOX, page.class.class.to_string())]);
        let which = format!(": {from}");
        let to_student = with_of(&line.entry) == line.student;
        let answers = match asks_for_a_call(&line.entry) {
            true => ready_to_call(t, to_student).into_any(),
            false => ready_buttons(t, Side::School, to_student).into_any(),
        };
        let act = past.is_none().then(|| {
            view! {
                <Form action=answer command hidden>{answers}</Form>
                <p><a href=in_words>{say!(t, "message-answer-words")}<Hidden words=which/></a></p>
            }
        });
        view! {
            <Card tone=Tone::Attention>
                <h3><a href=thread>{from}</a></h3>
                <p class="meta">{since}</p>
                {said}
                {act}
            </Card>
        }
    });
    let lines = lines.collect_view();
    let none = page.for_school.is_empty().then(|| view! { <Empty icon=Icon::Check words=say!(t, "inbox-none-for-you")/> });
    view! { <section class="listed"><h2>{say!(t, "inbox-for-you")}</h2>{none}{lines}</section> }
}

fn asks_for_a_call(entry: &Entry) -> bool {
    let EntryContent::Message(exchange) = &entry.told else { return false };
    exchange.answers.last().is_some_and(|reply| matches!(reply.ready, Some(Ready::CallMe | Ready::Question)))
}

/// What the school wrote and that has no answer yet: for knowing, not for chasing.
fn for_home(visit: &Visit, page: &InboxPage, today: NaiveDate) -> impl IntoView + use<> {
    let t = visit.t;
    let mut lines: Vec<_> = page.for_home.iter().map(|line| waits(t, line, today)).collect();
    let more = lines.split_off(lines.len().min(IN_SIGHT));
    let more = (!more.is_empty()).then(|| {
        let words = say!(t, "inbox-more", count = more.len());
        view! { <details class="more"><summary>{words}</summary><ul>{more}</ul></details> }
    });
    let body = match lines.is_empty() {
        true => view! { <p class="soft">{say!(t, "inbox-none-for-home")}</p> }.into_any(),
        false => view! { <p class="soft">{say!(t, "inbox-for-home-note")}</p><ul>{lines}</ul>{more} }.into_any(),
    };
    view! { <section class="waits"><h2>{say!(t, "inbox-for-home")}</h2>{body}</section> }
}

fn waits(t: Language, line: &InboxLine, today: NaiveDate) -> AnyView {
    let thread = thread_path(line.student, with_of(&line.entry));
    let state = match &line.entry.told {
        EntryContent::Message(exchange) if exchange.arrived => say!(t, "message-arrived"),
        _ => say!(t, "message-sent"),
    };
    let since = since(t, line, today);
    let who = who(t, line);
    let is_student = with_of(&line.entry) == line.student;
    let about = (!is_student).then(|| say!(t, "inbox-about", student = short_name(t, &line.name)));
    view! { <li><a href=thread>{capital(&who)}</a>" "<span class="soft">{about}</span><span class="soft num">{state}" · "{since}</span></li> }.into_any()
}

/// "Moeder van Amira", or the student's own name.
fn who(t: Language, line: &InboxLine) -> String {
    let Some(brief) = line.people.get(with_of(&line.entry)) else { return say!(t, "somebody") };
    called(t, brief.whom, brief.name.as_ref())
}

fn from(t: Language, line: &InboxLine) -> String {
    let student = full_name(t, &line.name);
    match line.people.get(with_of(&line.entry)) {
        Some(PersonBrief { whom: TieToStudent::Student, .. }) => student,
        _ => say!(t, "inbox-from", who = capital(&who(t, line)), student = student),
    }
}

fn since(t: Language, line: &InboxLine, today: NaiveDate) -> String {
    say!(t, "inbox-since", day = (today - line.since).num_days().max(0))
}

/// The last thing that was said, and under it what it answers.
fn last_said(t: Language, line: &InboxLine) -> impl IntoView + use<> {
    let EntryContent::Message(exchange) = &line.entry.told else { return ().into_any() };
    let words = erased_or(t, &exchange.words, |words| words.as_str().to_owned());
    let Some(reply) = exchange.answers.last() else { return view! { <Prose words/> }.into_any() };
    let to_student = exchange.with == line.student;
    let ready = reply.ready.map(|ready| view! { <p class="ready">{ready_words(t, ready, reply.by, to_student)}</p> });
    let own = reply.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
    let own = own.map(|words| view! { <Prose words/> });
    view! { {ready}{own}<div class="on soft"><Prose words/></div> }.into_any()
}
