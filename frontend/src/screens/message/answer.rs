//! `/leerlingen/{id}/berichten/{message}/antwoord` (`?klas=`): one exchange, for a mentor to answer in own words, or whose answer
//! came back with something wrong.

use app::questions::ExchangePage;
use domain::{
    ids::{ClassId, MessageId},
    message::Side,
    values::Words,
    views::EntryContent,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Kind, Timeline, Typed},
    say,
    screens::{
        form::{Again, FormTop},
        message::{
            fields::ready_buttons,
            thread::{text, thread_path, with_of},
        },
        naming::{full_name, short_name},
        visit::Visit,
    },
};

/// The hidden field with the class of the inbox from which somebody answers: there they go on with the next.
pub const IN_INBOX: &str = "inbox_class";

/// Before anyone typed. `class`: that of the inbox from which one comes.
pub fn begin(class: Option<ClassId>) -> Typed {
    class.into_iter().fold(Typed::default(), |typed, class| typed.with(IN_INBOX, class.to_string()))
}

/// The class of the inbox from which this answer was given.
pub fn from_inbox(typed: &Typed) -> Option<ClassId> {
    typed.value(IN_INBOX).parse().ok()
}

/// One exchange, and the form to answer it when it is the school's turn.
pub fn page(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let text = text(visit, &student, &page.people, visit.now.today);
    let title = text.title_of(&page.entry);
    let moments = vec![text.read(&page.entry)];
    let to_student = with_of(&page.entry) == page.student;
    let turn = matches!(&page.entry.told, EntryContent::Message(exchange) if exchange.turn() == Side::School);
    let with = with_of(&page.entry);
    let (hidden, back) = match from_inbox(typed) {
        Some(class) => ((IN_INBOX, class.to_string()), (addresses::inbox().of_class(class), say!(t, "inbox-title"))),
        None => (("with", with.to_string()), (thread_path(page.student, with), say!(t, "message-thread"))),
    };
    let action = addresses::message_answer(page.student, MessageId(page.entry.key.id));
    visit.show_form(title.clone(), typed, || {
        let form = turn.then(|| {
            let words =
                Field::new(t, "words", say!(t, "message-answer-words"), typed).optional().counted().area(Words::MAX as u32);
            view! {
                <Form action command=visit.command(typed, again) hidden=vec![hidden]>
                    {ready_buttons(t, Side::School, to_student)}
                    {words}
                    <div class="actions"><Button kind=Kind::Quiet>{say!(t, "message-answer-send")}</Button></div>
                </Form>
            }
        });
        view! {
            <div class="column">
                <Back href=back.0 word=back.1/>
                <Head title lede=say!(t, "thread-lede", student = full_name(t, &page.name)).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Timeline t moments/>
                {form}
            </div>
        }
    })
}
