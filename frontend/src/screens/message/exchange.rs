//! Messages at home and of the student: one exchange with its answers, a new message, and the student's list.
//!
//! `/thuis/berichten/{id}` and `/thuis/berichten/nieuw` for parents and supporters, `/mijn-lijn/berichten…` for the student:
//! the same pages, told from where the reader stands.

use app::{
    Answered,
    questions::{ExchangePage, OwnMessagesPage, People, TimelineCursor},
};
use domain::{
    actor::Role,
    ids::{MessageId, PersonId},
    message::{AnswerMessage, MessageRefusal, Ready, Side, WriteToSchool},
    values::Words,
    views::{Entry, Told},
};
use leptos::prelude::*;

use crate::{
    parts::{Back, Button, Empty, Field, Form, Head, Icon, Kind, LinkButton, Timeline, Typed},
    say,
    screens::{
        coded::Coded,
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        home::child as home,
        line::own as own_line,
        message::entry::ready_words,
        naming::short_name,
        visit::{TimelinePager, Visit},
    },
    wording::Language,
};

/// The answers of one tap that this side can give, the most usual one first. They send the form they stand in.
pub fn ready_buttons(t: Language, side: Side, to_student: bool) -> impl IntoView + use<> {
    buttons(t, side, Ready::of(side), to_student)
}

/// The school's answers to who asks to be called or has a question: calling comes first.
pub fn ready_to_call(t: Language, to_student: bool) -> impl IntoView + use<> {
    buttons(t, Side::School, &[Ready::WillCall, Ready::Thanks, Ready::Good], to_student)
}

fn buttons(t: Language, side: Side, all: &[Ready], to_student: bool) -> impl IntoView + use<> {
    let buttons = all.iter().enumerate().map(|(i, ready)| {
        let kind = if i == 0 { Kind::Main } else { Kind::Quiet };
        let words = ready_words(t, *ready, side, to_student);
        view! { <Button kind name="ready" value=ready.code()>{words}</Button> }
    });
    let buttons = buttons.collect_view();
    view! { <div class="answers">{buttons}</div> }
}

/// Reads `ready`, the button that was tapped, and `words`.
pub fn parse_answer(student: PersonId, message: MessageId, typed: &Typed) -> Result<AnswerMessage, Errors> {
    let mut errors = Errors::default();
    let words = errors.take("words", Words::parse(typed.value("words"))).flatten();
    let ready = Ready::parse(typed.value("ready"));
    if errors.is_empty() && ready.is_none() && words.is_none() {
        errors.refuse(MessageRefusal::NoAnswer);
    }
    if errors.is_empty() { Ok(AnswerMessage { message, student, ready, words }) } else { Err(errors) }
}

/// Reads `words`; `message` brings the id that the message will have.
pub fn parse_new(student: PersonId, typed: &Typed) -> Result<WriteToSchool, Errors> {
    let mut errors = Errors::default();
    let words = written(typed, &mut errors);
    match errors.take_id(typed, "message") {
        Some(message) if errors.is_empty() => Ok(WriteToSchool { message, student, words }),
        _ => Err(errors),
    }
}

/// What was written; nothing at all is wrong as well.
pub fn written(typed: &Typed, errors: &mut Errors) -> Option<Words> {
    let words = errors.take("words", Words::parse(typed.value("words")))?;
    if words.is_none() {
        errors.refuse(MessageRefusal::NoWords);
    }
    words
}

/// The words and addresses that depend on who reads.
struct Voice {
    /// The list of messages.
    list: String,
    words: String,
    reads: String,
    done: String,
}

fn is_student(visit: &Visit) -> bool {
    visit.role() == Some(Role::Student)
}

fn voice(visit: &Visit, name: &str) -> Voice {
    let t = visit.t;
    match is_student(visit) {
        true => Voice {
            list: say!(t, "message-empty-title"),
            words: say!(t, "message-words-own"),
            reads: say!(t, "message-own-reads"),
            done: say!(t, "message-nothing-to-answer-own"),
        },
        false => Voice {
            list: say!(t, "home-messages"),
            words: say!(t, "message-words"),
            reads: say!(t, "message-home-reads", child = name),
            done: say!(t, "message-nothing-to-answer"),
        },
    }
}

/// Where the messages of this student are listed for this reader.
pub fn list_path(visit: &Visit, student: PersonId) -> String {
    match is_student(visit) {
        true => format!("{}/berichten", own_line::PATH),
        false => format!("{}/berichten?kind={student}", home::PATH),
    }
}

/// Where one of them is.
pub fn path_of(visit: &Visit, student: PersonId, page: impl std::fmt::Display) -> String {
    match is_student(visit) {
        true => format!("{}/berichten/{page}", own_line::PATH),
        false => format!("{}/berichten/{page}?kind={student}", home::PATH),
    }
}

/// One exchange: what was said, and the form to answer when it is this reader's turn.
pub fn exchange(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let name = short_name(t, &page.name);
    let voice = voice(visit, &name);
    let moments = vec![teller(visit, &name, &page.people).read(&page.entry)];
    let title = teller(visit, &name, &page.people).title_of(&page.entry);
    let form = if is_their_turn(&page.entry) {
        answer_form(visit, page, &voice, typed, again).into_any()
    } else {
        view! { <p class="said-by">{Icon::Check}<span>{voice.done.clone()}</span></p> }.into_any()
    };
    visit.show_form(title.clone(), typed, || {
        view! {
            <div class="column">
                <Back href=list_path(visit, page.student) word=voice.list.clone()/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                <Timeline t moments/>
                {form}
                <div class="actions"><LinkButton href=path_of(visit, page.student, "nieuw") kind=Kind::Quiet icon=Icon::Pencil>{say!(t, "message-write")}</LinkButton></div>
            </div>
        }
    })
}

fn is_their_turn(entry: &Entry) -> bool {
    matches!(&entry.told, Told::Message(exchange) if exchange.turn() == Side::Home)
}

fn answer_form(visit: &Visit, page: &ExchangePage, voice: &Voice, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let words = Field::new(t, "words", say!(t, "message-answer-words"), typed).optional().area(Words::MAX as u32);
    let reads = voice.reads.clone();
    view! {
        <section class="answering">
            <h2>{say!(t, "message-answer-title")}</h2>
            <Form action=path_of(visit, page.student, page.entry.key.id) command=visit.command(typed, again)>
                {ready_buttons(t, Side::Home, false)}
                {words}
                <p class="said-by">{Icon::Eye}<span>{reads}</span></p>
                <div class="actions"><Button kind=Kind::Quiet>{say!(t, "message-answer-send")}</Button></div>
            </Form>
        </section>
    }
}

fn teller<'a>(visit: &Visit, student: &'a str, people: &'a People) -> EntryText<'a> {
    let eyes = match visit.me() {
        Some(me) if !is_student(visit) => Eyes::Home { me },
        _ => Eyes::Own,
    };
    EntryText { t: visit.t, today: visit.now.today, eyes, student, people, classes: &[], line: None, acts: false }
}

/// A new message to the mentor. `name`: the student's first name.
pub fn new_page(visit: &Visit, student: PersonId, name: &str, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let voice = voice(visit, name);
    let title = say!(t, "message-write");
    visit.show_form(title.clone(), typed, || {
        let words = Field::new(t, "words", voice.words, typed).area(Words::MAX as u32);
        let hidden = vec![("message", visit.id(typed, "message", again).to_string())];
        view! {
            <div class="column">
                <Back href=list_path(visit, student) word=voice.list/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                <Form action=path_of(visit, student, "nieuw") command=visit.command(typed, again) hidden>
                    {words}
                    <p class="said-by">{Icon::Eye}<span>{voice.reads}</span></p>
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "message-send")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// `/mijn-lijn/berichten`: a student's messages with the mentor.
pub fn own_list(visit: &Visit, answered: &Answered<OwnMessagesPage>, before: Option<TimelineCursor>) -> String {
    let (t, page) = (visit.t, &answered.answer);
    let name = short_name(t, &page.name);
    let title = say!(t, "message-empty-title");
    let moments: Vec<_> = page.timeline.entries.iter().map(|entry| teller(visit, &name, &page.people).moment(entry)).collect();
    let none = moments.is_empty();
    visit.show(title.clone(), None, || {
        view! {
            <div class="column">
                <Back href=own_line::PATH word=say!(t, "line-title")/>
                <Head title/>
                <div class="actions"><LinkButton href=path_of(visit, page.student, "nieuw") icon=Icon::Pencil>{say!(t, "message-write")}</LinkButton></div>
                {none.then(|| view! { <Empty icon=Icon::Talk words=say!(t, "message-own-empty")/> })}
                {(!none).then(|| view! { <Timeline t moments/> })}
                <TimelinePager t href=list_path(visit, page.student) past=None before older=page.timeline.older/>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MESSAGE: MessageId = MessageId(Uuid::from_u128(2));

    #[test]
    fn an_answer_is_a_tap_or_words_or_both() {
        let read = |values: &[(&str, &str)]| {
            let typed = values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, *value));
            parse_answer(AMIRA, MESSAGE, &typed).map(|answer| (answer.ready, answer.words.is_some()))
        };
        assert_eq!(read(&[("ready", "call-me")]), Ok((Some(Ready::CallMe), false)));
        assert_eq!(read(&[("words", "Ja, graag.")]), Ok((None, true)));
        assert_eq!(read(&[("ready", "good"), ("words", "Tot dan.")]), Ok((Some(Ready::Good), true)));
        assert_eq!(read(&[("words", " ")]), Err(Errors(vec![("words", "refused-message-no-answer".into())])));
        assert_eq!(read(&[("words", &"x".repeat(501))]), Err(Errors(vec![("words", "invalid-words-too-long".into())])));
    }

    #[test]
    fn a_new_message_has_words_and_its_id() {
        let typed = Typed::default().with("words", "Mag ik u bellen?");
        assert_eq!(parse_new(AMIRA, &typed), Err(Errors(vec![("", "form-incomplete".into())])));
        let typed = typed.with("message", MESSAGE.to_string());
        assert_eq!(parse_new(AMIRA, &typed).map(|new| new.message), Ok(MESSAGE));
        let silent = Typed::default().with("message", MESSAGE.to_string());
        assert_eq!(parse_new(AMIRA, &silent), Err(Errors(vec![("words", "refused-message-no-words".into())])));
    }
}
