//! `/leerlingen/{id}/berichten/{message}/antwoord`: one exchange for a mentor whose answer came back with something wrong.

use app::questions::ExchangePage;
use domain::{ids::MessageId, message::Side, values::Words, views::EntryContent};
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

/// One exchange for a mentor whose answer came back with something wrong.
pub fn page(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let text = text(visit, &student, &page.people, visit.now.today);
    let title = text.title_of(&page.entry);
    let moments = vec![text.read(&page.entry)];
    let to_student = with_of(&page.entry) == page.student;
    let turn = matches!(&page.entry.told, EntryContent::Message(exchange) if exchange.turn() == Side::School);
    let action = addresses::message_answer(page.student, MessageId(page.entry.key.id));
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
