//! `/thuis/berichten/{id}`, `/mijn-lijn/berichten/{id}`: one exchange at home or of the student, and the form to answer.

use app::questions::ExchangePage;
use domain::{
    ids::{MessageId, PersonId},
    message::{AnswerMessage, MessageRefusal, Ready, Side},
    policy::Writing,
    values::Words,
    views::{Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Field, Form, Head, Icon, Kind, LinkButton, Timeline, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        message::fields::{list_path, ready_buttons, text, words_for, write_path},
        naming::short_name,
        readers::who_reads,
        visit::Visit,
    },
};

/// Reads `ready`, the button that was tapped, and `words`.
pub fn parse(student: PersonId, message: MessageId, typed: &Typed) -> Result<AnswerMessage, Errors> {
    let mut errors = Errors::default();
    let words = errors.take("words", Words::parse(typed.value("words"))).flatten();
    let ready = Ready::parse(typed.value("ready"));
    if errors.is_empty() && ready.is_none() && words.is_none() {
        errors.refuse(MessageRefusal::NoAnswer);
    }
    if errors.is_empty() { Ok(AnswerMessage { message, student, ready, words }) } else { Err(errors) }
}

/// Where its page is for this reader.
fn path(visit: &Visit, student: PersonId, message: MessageId) -> Address {
    match visit.is_student() {
        true => addresses::own_message(message),
        false => addresses::home_message(message).of_child(student),
    }
}

/// One exchange: what was said, and the form to answer when it is this reader's turn.
pub fn page(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let name = short_name(t, &page.name);
    let voice = words_for(visit);
    let moments = vec![text(visit, &name, &page.people).read(&page.entry)];
    let title = text(visit, &name, &page.people).title_of(&page.entry);
    let form = if is_their_turn(&page.entry) {
        answer_form(visit, page, typed, again).into_any()
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
                <div class="actions"><LinkButton href=write_path(visit, page.student) kind=Kind::Quiet icon=Icon::Pencil>{say!(t, "message-write")}</LinkButton></div>
            </div>
        }
    })
}

fn is_their_turn(entry: &Entry) -> bool {
    matches!(&entry.told, EntryContent::Message(exchange) if exchange.turn() == Side::Home)
}

fn answer_form(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let words = Field::new(t, "words", say!(t, "message-answer-words"), typed).optional().area(Words::MAX as u32);
    let reads = who_reads(visit, &short_name(t, &page.name), Writing::Message { with: visit.me().unwrap_or(page.student) });
    view! {
        <section class="answering">
            <h2>{say!(t, "message-answer-title")}</h2>
            <Form action=path(visit, page.student, MessageId(page.entry.key.id)) command=visit.command(typed, again)>
                {ready_buttons(t, Side::Home, false)}
                {words}
                {reads}
                <div class="actions"><Button kind=Kind::Quiet>{say!(t, "message-answer-send")}</Button></div>
            </Form>
        </section>
    }
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
            parse(AMIRA, MESSAGE, &typed).map(|answer| (answer.ready, answer.words.is_some()))
        };
        assert_eq!(read(&[("ready", "call-me")]), Ok((Some(Ready::CallMe), false)));
        assert_eq!(read(&[("words", "Ja, graag.")]), Ok((None, true)));
        assert_eq!(read(&[("ready", "good"), ("words", "Tot dan.")]), Ok((Some(Ready::Good), true)));
        assert_eq!(read(&[("words", " ")]), Err(Errors(vec![("words", "refused-message-no-answer".into())])));
        assert_eq!(read(&[("words", &"x".repeat(501))]), Err(Errors(vec![("words", "invalid-words-too-long".into())])));
    }
}
