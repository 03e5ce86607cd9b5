//! `/leerlingen/{id}/berichten` (`?met=`): the messages with one person, and the form to write the next one.

use app::{
    Answered,
    questions::{People, ThreadPage, TimelineCursor},
};
use chrono::NaiveDate;
use domain::{
    ids::{MessageId, PersonId},
    message::{SendMessage, Side},
    policy::Writing,
    values::Words,
    views::{Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    done::Done,
    parts::{Back, Button, Empty, Field, Form, Head, Icon, Kind, Timeline, Typed},
    say,
    screens::{
        done::DoneLine,
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        message::fields::{ready_buttons, written},
        naming::{called, full_name, short_name},
        readers::who_reads,
        visit::{TimelinePager, Visit},
    },
    wording::{Language, capital},
};

pub(super) fn with_of(entry: &Entry) -> PersonId {
    match &entry.told {
        EntryContent::Message(exchange) => exchange.with,
        _ => entry.student,
    }
}

pub(super) fn thread_path(student: PersonId, with: PersonId) -> Address {
    addresses::message_thread(student).with_person(with)
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

pub(super) fn asks(typed: &Typed) -> bool {
    typed.value("asks") == "yes"
}

/// Before anyone typed: an answer is welcome.
pub fn begin() -> Typed {
    Typed::default().with("asks", "yes")
}

/// One thread, and the form to write in it.
pub fn page(
    visit: &Visit,
    answered: &Answered<ThreadPage>,
    before: Option<TimelineCursor>,
    typed: &Typed,
    again: Option<Again>,
    done: Option<Done>,
) -> String {
    let (t, page) = (visit.t, &answered.answer);
    let student = short_name(t, &page.name);
    let brief = page.people.get(page.with);
    let who = brief.map_or_else(|| say!(t, "somebody"), |brief| called(t, brief.whom, brief.name.as_ref()));
    let title = say!(t, "thread-title", who = who.as_str());
    let text = text(visit, &student, &page.people, answered.today);
    let moments: Vec<_> = page.timeline.entries.iter().map(|entry| text.moment(entry)).collect();
    let line = match moments.is_empty() {
        true => view! { <Empty icon=Icon::Talk words=say!(t, "thread-empty")/> }.into_any(),
        false => view! { <Timeline t moments/> }.into_any(),
    };
    visit.show_form(title.clone(), typed, || {
        view! {
            <DoneLine t done/>
            <Back href=addresses::student(page.student) word=full_name(t, &page.name)/>
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
    let waits = |entry: &&Entry| {
        entry.withdrawn.is_none() && matches!(&entry.told, EntryContent::Message(exchange) if exchange.waits_for_school())
    };
    // Who asked something gets an answer to it: what is written while a question waits belongs to that question.
    if let Some(asked) = page.timeline.entries.iter().find(waits) {
        return answer(visit, page, asked, who, typed);
    }
    let hidden = vec![("to", page.with.to_string()), ("message", visit.id(typed, "message", again).to_string())];
    let words = Field::new(t, "words", say!(t, "message-words-own"), typed).counted().area(Words::MAX as u32);
    let (wants, reads) = (wants_answer(t, typed), who_reads(visit, student, Writing::Message { with: page.with }));
    view! {
        <section class="card" id="schrijf">
            <h2>{say!(t, "message-write")}</h2>
            <Form action=thread_path(page.student, page.with) command=visit.command(typed, again) hidden>
                {words}
                {wants}
                {reads}
                <div class="actions"><Button icon=Icon::Check>{say!(t, "message-send")}</Button></div>
            </Form>
            <p class="soft small">{say!(t, "thread-call")}</p>
        </section>
    }
    .into_any()
}

fn answer(visit: &Visit, page: &ThreadPage, asked: &Entry, who: &str, typed: &Typed) -> AnyView {
    let t = visit.t;
    let words = Field::new(t, "words", say!(t, "message-answer-words"), typed).optional().counted().area(Words::MAX as u32);
    let action = addresses::message_answer(page.student, MessageId(asked.key.id));
    let waits = say!(t, "thread-waits", who = capital(who));
    let reads = who_reads(visit, &short_name(t, &page.name), Writing::Message { with: page.with });
    let ready = ready_buttons(t, Side::School, page.with == page.student);
    let hidden = vec![("with", page.with.to_string())];
    view! {
        <section class="card attention" id="schrijf">
            <h2>{waits}</h2>
            <Form action command=(visit.fresh)() hidden>
                {ready}
                {words}
                {reads}
                <div class="actions"><Button kind=Kind::Quiet>{say!(t, "message-answer-send")}</Button></div>
            </Form>
            <p class="soft small">{say!(t, "thread-call")}</p>
        </section>
    }
    .into_any()
}

pub(super) fn wants_answer(t: Language, typed: &Typed) -> impl IntoView + use<> {
    let checked = asks(typed);
    view! { <label class="tick"><input type="checkbox" name="asks" value="yes" checked=checked/><span>{say!(t, "thread-asks")}</span></label> }
}

pub(super) fn text<'a>(visit: &Visit, student: &'a str, people: &'a People, today: NaiveDate) -> EntryText<'a> {
    let reader = TimelineReader::Staff { me: visit.me(), corrects: true };
    EntryText { today, ..EntryText::new(visit, reader, student, people) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

    const MESSAGE: MessageId = MessageId(Uuid::from_u128(4));

    fn typed(values: &[(&str, String)]) -> Typed {
        values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, value.as_str()))
    }

    #[test]
    fn a_message_has_a_reader_and_words() {
        let form = || {
            vec![
                ("message", MESSAGE.to_string()),
                ("to", MOTHER.to_string()),
                ("words", "Komt u?".into()),
                ("asks", "yes".into()),
            ]
        };
        let read = parse(AMIRA, &typed(&form())).unwrap();
        assert_eq!((read.message, read.student, read.to, read.asks), (MESSAGE, AMIRA, Some(MOTHER), true));
        assert!(!parse(AMIRA, &typed(&form()[..3])).unwrap().asks);
        let silent = parse(AMIRA, &typed(&form()[..2])).unwrap_err();
        assert_eq!(silent, Errors(vec![("words", "refused-message-no-words".into())]));
        assert_eq!(parse(AMIRA, &typed(&form()[2..])).unwrap_err(), Errors(vec![("", "form-incomplete".into())]));
    }
}
