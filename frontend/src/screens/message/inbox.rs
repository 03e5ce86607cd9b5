//! The mentor's messages: `/berichten` (`?klas=`) with what waits, `/leerlingen/{id}/berichten` (`?met=`) with one person,
//! and `/mijn-klas/{class}/bericht` to write to a whole class.
//!
//! Who waits the longest stands first, without a count that grows and without red: silence of a family is no fault of
//! theirs, and a mentor is no help desk.

use app::{
    Answered,
    questions::{
        Addressees, ExchangePage, InboxLine, InboxPage, People, PersonBrief, ThreadPage, TieToStudent, TimelineCursor,
        WriteToClassPage,
    },
};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, MessageId, PersonId},
    message::{MessageRefusal, Ready, SendMessage, SendToClass, Side, ToOne, WithdrawMessage},
    values::Words,
    views::{ClassRow, Entry, Told},
};
use leptos::prelude::*;

use crate::{
    islands::CountRows,
    parts::{
        Align, Back, Button, Card, Empty, Field, Form, Head, Hidden, Icon, Kind, LinkButton, Prose, Row, Table, Timeline, Tone,
        Typed,
    },
    say,
    screens::{
        done::DoneLine,
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        message::{
            entry::ready_words,
            exchange::{ready_buttons, ready_to_call, written},
        },
        naming::{called, capital, erased_or, full_name, short_name, whom},
        visit::{TimelinePager, Visit},
    },
    wording::Language,
};

pub const PATH: &str = "/berichten";

/// How many messages without an answer are in sight at once.
const IN_SIGHT: usize = 8;

pub fn page(visit: &Visit, answered: &Answered<InboxPage>, done: Option<&str>) -> String {
    let (t, page, today) = (visit.t, &answered.answer, answered.today);
    let class = &page.class;
    let title = say!(t, "inbox-title");
    let to_class = format!("/mijn-klas/{}/bericht", class.class);
    visit.show(title.clone(), None, || {
        view! {
            <DoneLine t done=done.map(str::to_owned)/>
            {classes(t, page)}
            <Head title lede=say!(t, "inbox-lede", class = class.name.as_str()).into_any()>
                <LinkButton href=to_class kind=Kind::Quiet icon=Icon::People>{say!(t, "inbox-to-class")}</LinkButton>
            </Head>
            <div class="inbox">
                {for_school(visit, page, today)}
                {for_home(visit, page, today)}
            </div>
        }
    })
}

fn classes(t: Language, page: &InboxPage) -> impl IntoView + use<> {
    (page.own.len() > 1).then(|| {
        let classes = page.own.iter().map(|own| {
            let here = (own.class == page.class.class).then_some("page");
            view! { <a href=format!("{PATH}?klas={}", own.class) aria-current=here>{own.name.clone()}</a> }
        });
        view! { <nav class="children" aria-label=say!(t, "class-switch")>{classes.collect_view()}</nav> }
    })
}

/// Who asks the school for something: what they said, and answers of one tap.
fn for_school(visit: &Visit, page: &InboxPage, today: NaiveDate) -> impl IntoView + use<> {
    let t = visit.t;
    let lines = page.for_school.iter().map(|line| {
        let thread = thread_path(line.student, with_of(&line.entry));
        let answer = format!("/leerlingen/{}/berichten/{}/antwoord", line.student, line.entry.key.id);
        let (from, since, said) = (from(t, line), since(t, line, today), last_said(t, line));
        let (command, hidden) = ((visit.fresh)(), vec![("terug", page.class.class.to_string())]);
        let which = format!(": {from}");
        let to_student = with_of(&line.entry) == line.student;
        let answers = match asks_for_a_call(&line.entry) {
            true => ready_to_call(t, to_student).into_any(),
            false => ready_buttons(t, Side::School, to_student).into_any(),
        };
        view! {
            <Card tone=Tone::Attention>
                <h3>{from}</h3>
                <p class="meta">{since}</p>
                {said}
                <Form action=answer command hidden>{answers}</Form>
                <p><a href=thread>{say!(t, "message-answer-words")}<Hidden words=which/></a></p>
            </Card>
        }
    });
    let lines = lines.collect_view();
    let none = page.for_school.is_empty().then(|| view! { <Empty icon=Icon::Check words=say!(t, "inbox-none-for-you")/> });
    view! { <section class="listed"><h2>{say!(t, "inbox-for-you")}</h2>{none}{lines}</section> }
}

fn asks_for_a_call(entry: &Entry) -> bool {
    let Told::Message(exchange) = &entry.told else { return false };
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
        Told::Message(exchange) if exchange.arrived => say!(t, "message-arrived"),
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

fn with_of(entry: &Entry) -> PersonId {
    match &entry.told {
        Told::Message(exchange) => exchange.with,
        _ => entry.student,
    }
}

/// The last thing that was said, and under it what it answers.
fn last_said(t: Language, line: &InboxLine) -> impl IntoView + use<> {
    let Told::Message(exchange) = &line.entry.told else { return ().into_any() };
    let words = erased_or(t, &exchange.words, |words| words.as_str().to_owned());
    let Some(reply) = exchange.answers.last() else { return view! { <Prose words/> }.into_any() };
    let to_student = exchange.with == line.student;
    let ready = reply.ready.map(|ready| view! { <p class="ready">{ready_words(t, ready, reply.by, to_student)}</p> });
    let own = reply.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
    let own = own.map(|words| view! { <Prose words/> });
    view! { {ready}{own}<div class="on soft"><Prose words/></div> }.into_any()
}

fn thread_path(student: PersonId, with: PersonId) -> String {
    format!("/leerlingen/{student}/berichten?met={with}")
}

/// Reads a new message to the person named in `to`; `message` brings its id.
pub fn parse(student: PersonId, typed: &Typed) -> Result<SendMessage, Errors> {
    let mut errors = Errors::default();
    let words = written(typed, &mut errors);
    let (to, message) = (errors.take_id(typed, "to"), errors.take_id(typed, "message"));
    match message {
        Some(message) if errors.is_empty() => Ok(SendMessage { message, student, to, asks: asks(typed), words }),
        _ => Err(errors),
    }
}

fn asks(typed: &Typed) -> bool {
    typed.value("asks") == "ja"
}

/// Before anyone typed: an answer is welcome.
pub fn begin() -> Typed {
    Typed::default().with("asks", "ja")
}

/// One thread, and the form to write in it.
pub fn thread(
    visit: &Visit,
    answered: &Answered<ThreadPage>,
    before: Option<TimelineCursor>,
    typed: &Typed,
    again: Option<Again>,
    done: Option<&str>,
) -> String {
    let (t, page) = (visit.t, &answered.answer);
    let student = short_name(t, &page.name);
    let brief = page.people.get(page.with);
    let who = brief.map_or_else(|| say!(t, "somebody"), |brief| called(t, brief.whom, brief.name.as_ref()));
    let title = say!(t, "thread-title", who = who.as_str());
    let teller = teller(visit, &student, &page.people, answered.today);
    let moments: Vec<_> = page.timeline.entries.iter().map(|entry| teller.moment(entry)).collect();
    let line = match moments.is_empty() {
        true => view! { <Empty icon=Icon::Talk words=say!(t, "thread-empty")/> }.into_any(),
        false => view! { <Timeline t moments/> }.into_any(),
    };
    visit.show_form(title.clone(), typed, || {
        view! {
            <DoneLine t done=done.map(str::to_owned)/>
            <Back href=format!("/leerlingen/{}", page.student) word=full_name(t, &page.name)/>
            <Head title lede=say!(t, "thread-lede", student = full_name(t, &page.name)).into_any()/>
            {others(t, page)}
            <FormTop t typed=typed.clone() again/>
            <div class="split end">
                <div>
                    {line}
                    <TimelinePager t href=thread_path(page.student, page.with) past=None before older=page.timeline.older/>
                </div>
                <div class="steady">{write(visit, page, &who, &student, typed, again)}</div>
            </div>
        }
    })
}

/// Everybody around the student who can be written to.
fn others(t: Language, page: &ThreadPage) -> impl IntoView + use<> {
    let links = page.to.iter().map(|brief| {
        let here = (brief.person == page.with).then_some("page");
        let word = capital(&called(t, brief.whom, brief.name.as_ref()));
        view! { <a href=thread_path(page.student, brief.person) aria-current=here>{Icon::Person}{word}</a> }
    });
    view! { <nav class="children" aria-label=say!(t, "thread-switch")>{links.collect_view()}</nav> }
}

fn write(visit: &Visit, page: &ThreadPage, who: &str, student: &str, typed: &Typed, again: Option<Again>) -> AnyView {
    let t = visit.t;
    if !page.to.iter().any(|brief| brief.person == page.with) {
        return view! { <p class="soft">{say!(t, "thread-gone", who = who, student = student)}</p> }.into_any();
    }
    let hidden = vec![("to", page.with.to_string()), ("message", visit.id(typed, "message", again).to_string())];
    let words = Field::new(t, "words", say!(t, "message-words-own"), typed).counted().area(Words::MAX as u32);
    let (wants, reads) = (wants_answer(t, typed), say!(t, "thread-reads", who = who));
    view! {
        <section class="card">
            <h2>{say!(t, "message-write")}</h2>
            <Form action=thread_path(page.student, page.with) command=visit.command(typed, again) hidden>
                {words}
                {wants}
                <p class="said-by">{Icon::Eye}<span>{reads}</span></p>
                <div class="actions"><Button icon=Icon::Check>{say!(t, "message-send")}</Button></div>
            </Form>
            <p class="soft small">{say!(t, "thread-call")}</p>
        </section>
    }
    .into_any()
}

fn wants_answer(t: Language, typed: &Typed) -> impl IntoView + use<> {
    let checked = asks(typed);
    view! { <label class="tick"><input type="checkbox" name="asks" value="ja" checked=checked/><span>{say!(t, "thread-asks")}</span></label> }
}

fn teller<'a>(visit: &Visit, student: &'a str, people: &'a People, today: NaiveDate) -> EntryText<'a> {
    let eyes = Eyes::Staff { me: visit.me(), mends: true };
    EntryText { t: visit.t, today, eyes, student, people, classes: &[], line: None, acts: false }
}

/// One exchange for a mentor whose answer came back with something wrong.
pub fn answer_page(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let teller = teller(visit, &student, &page.people, visit.now.today);
    let title = teller.title_of(&page.entry);
    let moments = vec![teller.read(&page.entry)];
    let to_student = with_of(&page.entry) == page.student;
    let turn = matches!(&page.entry.told, Told::Message(exchange) if exchange.turn() == Side::School);
    let action = format!("/leerlingen/{}/berichten/{}/antwoord", page.student, page.entry.key.id);
    visit.show_form(title.clone(), typed, || {
        let form = turn.then(|| {
            let words =
                Field::new(t, "words", say!(t, "message-answer-words"), typed).optional().counted().area(Words::MAX as u32);
            view! {
                <Form action command=visit.command(typed, again)>
                    {ready_buttons(t, Side::School, to_student)}
                    {words}
                    <div class="actions"><Button kind=Kind::Quiet>{say!(t, "message-answer-send")}</Button></div>
                </Form>
            }
        });
        view! {
            <div class="column">
                <Back href=thread_path(page.student, with_of(&page.entry)) word=say!(t, "message-thread")/>
                <Head title lede=say!(t, "thread-lede", student = full_name(t, &page.name)).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Timeline t moments/>
                {form}
            </div>
        }
    })
}

pub fn parse_withdrawal(student: PersonId, message: MessageId, typed: &Typed) -> Result<WithdrawMessage, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, MessageRefusal::NoReason);
    if errors.is_empty() { Ok(WithdrawMessage { message, student, because }) } else { Err(errors) }
}

/// Shows what is taken back, and asks why.
pub fn withdraw_page(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let with = with_of(&page.entry);
    let who = page.people.get(with).map_or_else(|| say!(t, "somebody"), |brief| called(t, brief.whom, brief.name.as_ref()));
    let title = say!(t, "withdraw-message-title");
    let moments = vec![
        EntryText {
            eyes: Eyes::Staff { me: visit.me(), mends: false },
            ..teller(visit, &student, &page.people, visit.now.today)
        }
        .moment(&page.entry),
    ];
    let action = format!("/leerlingen/{}/berichten/{}/intrekken", page.student, page.entry.key.id);
    visit.show_form(title.clone(), typed, || {
        let leave = thread_path(page.student, with);
        let because = Field::new(t, "because", say!(t, "withdraw-message-because"), typed).counted().area(Words::MAX as u32);
        view! {
            <div class="column">
                <Back href=thread_path(page.student, with) word=say!(t, "message-thread")/>
                <Head title lede=say!(t, "withdraw-message-lede", who = capital(&who)).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Timeline t moments/>
                <Form action command=visit.command(typed, again)>
                    {because}
                    <div class="actions">
                        <Button icon=Icon::Undo>{say!(t, "withdraw-message-do")}</Button>
                        <LinkButton href=leave kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
                    </div>
                </Form>
            </div>
        }
    })
}

/// Reads a message to a class: `to` is ticked per person as `student.person`; `letters` brings the id from which each
/// message's own id follows, so that the same form never sends twice.
pub fn parse_to_class(class: ClassId, typed: &Typed) -> Result<SendToClass, Errors> {
    let mut errors = Errors::default();
    let words = written(typed, &mut errors);
    let letters = errors.take_id::<MessageId>(typed, "letters");
    let pair = |text: &str| text.split_once('.').and_then(|(student, with)| Some((student.parse().ok()?, with.parse().ok()?)));
    let ticked: Option<Vec<(PersonId, PersonId)>> = typed.all("to").map(pair).collect();
    if ticked.is_none() {
        errors.add("", "form-incomplete");
    }
    let ticked = ticked.unwrap_or_default();
    if ticked.is_empty() && errors.is_empty() {
        errors.refuse(MessageRefusal::ToNobody);
    }
    match letters {
        Some(letters) if errors.is_empty() => {
            let one = |(student, with)| ToOne { message: letters.to_each(student, with), student, with };
            Ok(SendToClass { class, to: ticked.into_iter().map(one).collect(), asks: asks(typed), words })
        }
        _ => Err(errors),
    }
}

/// Before anyone typed: every parent, an answer welcome.
pub fn begin_to_class(page: &WriteToClassPage) -> Typed {
    let is_parent = |brief: &&PersonBrief| matches!(brief.whom, TieToStudent::Parent(_));
    let parents = page.families.iter().flat_map(|family| family.to.iter().filter(is_parent).map(|brief| tick_of(family, brief)));
    parents.fold(begin(), |typed, value| typed.with("to", value))
}

fn tick_of(family: &Addressees, brief: &PersonBrief) -> String {
    format!("{}.{}", family.student, brief.person)
}

pub fn to_class_page(visit: &Visit, page: &WriteToClassPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let class: &ClassRow = &page.class;
    let title = say!(t, "to-class-title");
    visit.show_form(title.clone(), typed, || {
        let hidden = vec![("letters", visit.id(typed, "letters", again).to_string())];
        let words = Field::new(t, "words", say!(t, "message-words-own"), typed).counted().area(Words::MAX as u32);
        let to = Field::new(t, "to", say!(t, "to-class-to"), typed).around(families(t, page, typed));
        let (wants, leave) = (wants_answer(t, typed), format!("{PATH}?klas={}", class.class));
        let form = view! {
            <Form action=format!("/mijn-klas/{}/bericht", class.class) command=visit.command(typed, again) hidden>
                {words}
                {wants}
                <h2>{say!(t, "to-class-to")}</h2>
                {to}
                <CountRows rows="to-each".into() name="to".into() none=say!(t, "to-class-none") one=say!(t, "to-class-one") more=say!(t, "to-class-count", count = "#")/>
                <div class="actions">
                    <Button icon=Icon::Check>{say!(t, "message-send")}</Button>
                    <LinkButton href=leave kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
                </div>
            </Form>
        };
        let body = match page.families.is_empty() {
            true => view! { <Empty icon=Icon::People words=say!(t, "class-empty")/> }.into_any(),
            false => form.into_any(),
        };
        view! {
            <Back href=format!("{PATH}?klas={}", class.class) word=say!(t, "inbox-title")/>
            <Head title lede=say!(t, "to-class-lede", class = class.name.as_str()).into_any()/>
            <FormTop t typed=typed.clone() again/>
            {body}
        }
    })
}

fn families(t: Language, page: &WriteToClassPage, typed: &Typed) -> AnyView {
    let table = Table::new(say!(t, "to-class-to"))
        .rows_id("to-each")
        .column(say!(t, "class-student"), Align::Start)
        .column(say!(t, "to-class-parents"), Align::Start)
        .column(say!(t, "to-class-supporters"), Align::Start)
        .column(say!(t, "to-class-students"), Align::Start);
    table.show(page.families.iter().map(|family| {
        let ticks = |is: fn(TieToStudent) -> bool| {
            let some: Vec<_> =
                family.to.iter().filter(|brief| is(brief.whom)).map(|brief| tick(t, family, brief, typed)).collect();
            match some.is_empty() {
                true => view! { <span class="soft">"–"<Hidden words=say!(t, "to-class-nobody")/></span> }.into_any(),
                false => view! { <div class="ticks">{some}</div> }.into_any(),
            }
        };
        Row::new()
            .cell(full_name(t, &family.name))
            .cell(ticks(|whom| matches!(whom, TieToStudent::Parent(_))))
            .cell(ticks(|whom| matches!(whom, TieToStudent::Supporter(_))))
            .cell(ticks(|whom| matches!(whom, TieToStudent::Student)))
    }))
}

fn tick(t: Language, family: &Addressees, brief: &PersonBrief, typed: &Typed) -> impl IntoView + use<> {
    let value = tick_of(family, brief);
    let ticked = typed.all("to").any(|one| one == value);
    let word = match brief.whom {
        TieToStudent::Student => short_name(t, &family.name),
        other => capital(&whom(t, other)),
    };
    let unseen = format!(" {}", brief.name.as_ref().map(|name| full_name(t, name)).unwrap_or_default());
    view! { <label class="tick"><input type="checkbox" name="to" value=value checked=ticked/><span>{word}<Hidden words=unseen/></span></label> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));
    const FATHER: PersonId = PersonId(Uuid::from_u128(3));
    const MESSAGE: MessageId = MessageId(Uuid::from_u128(4));
    const CLASS_3B: ClassId = ClassId(Uuid::from_u128(5));

    fn typed(values: &[(&str, String)]) -> Typed {
        values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, value.as_str()))
    }

    #[test]
    fn a_message_has_a_reader_and_words() {
        let form = || {
            vec![("message", MESSAGE.to_string()), ("to", MOTHER.to_string()), ("words", "Komt u?".into()), ("asks", "ja".into())]
        };
        let read = parse(AMIRA, &typed(&form())).unwrap();
        assert_eq!((read.message, read.student, read.to, read.asks), (MESSAGE, AMIRA, Some(MOTHER), true));
        assert!(!parse(AMIRA, &typed(&form()[..3])).unwrap().asks);
        let silent = parse(AMIRA, &typed(&form()[..2])).unwrap_err();
        assert_eq!(silent, Errors(vec![("words", "refused-message-no-words".into())]));
        assert_eq!(parse(AMIRA, &typed(&form()[2..])).unwrap_err(), Errors(vec![("", "form-incomplete".into())]));
    }

    #[test]
    fn the_same_form_to_a_class_gives_the_same_messages_and_each_reader_another() {
        let form = typed(&[
            ("letters", MESSAGE.to_string()),
            ("words", "Komt u?".into()),
            ("to", format!("{AMIRA}.{MOTHER}")),
            ("to", format!("{AMIRA}.{FATHER}")),
        ]);
        let read = parse_to_class(CLASS_3B, &form).unwrap();
        assert_eq!(parse_to_class(CLASS_3B, &form).unwrap(), read);
        let [first, second] = read.to.as_slice() else { panic!("two") };
        assert_eq!((first.student, first.with, second.with), (AMIRA, MOTHER, FATHER));
        assert!(first.message != second.message && first.message != MESSAGE);
    }

    #[test]
    fn a_message_to_nobody_is_refused_and_a_broken_tick_is_not_nobody() {
        let form = |to: &[(&str, String)]| {
            let rest = [("letters", MESSAGE.to_string()), ("words", "Komt u?".into())];
            parse_to_class(CLASS_3B, &typed(&[&rest, to].concat())).unwrap_err()
        };
        assert_eq!(form(&[]), Errors(vec![("to", "refused-message-to-nobody".into())]));
        assert_eq!(form(&[("to", "onzin".into())]), Errors(vec![("", "form-incomplete".into())]));
    }

    #[test]
    fn taking_back_needs_a_reason() {
        assert!(parse_withdrawal(AMIRA, MESSAGE, &typed(&[])).is_err());
        assert!(parse_withdrawal(AMIRA, MESSAGE, &typed(&[("because", "Verkeerde ouder.".into())])).is_ok());
    }
}
