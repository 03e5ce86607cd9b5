//! `/leerlingen/{id}/berichten/{message}/intrekken`: a message taken back, with the reason.

use app::questions::ExchangePage;
use domain::{
    ids::{MessageId, PersonId},
    message::{MessageRefusal, WithdrawMessage},
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Kind, LinkButton, Timeline, Typed},
    say,
    screens::{
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        message::thread::{thread_path, with_of},
        naming::{called, short_name},
        visit::Visit,
    },
    wording::capital,
};

pub fn parse(student: PersonId, message: MessageId, typed: &Typed) -> Result<WithdrawMessage, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, MessageRefusal::NoReason);
    if errors.is_empty() { Ok(WithdrawMessage { message, student, because }) } else { Err(errors) }
}

/// Shows what is taken back, and asks why.
pub fn page(visit: &Visit, page: &ExchangePage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let with = with_of(&page.entry);
    let who = page.people.get(with).map_or_else(|| say!(t, "somebody"), |brief| called(t, brief.whom, brief.name.as_ref()));
    let title = say!(t, "withdraw-message-title");
    let moments = vec![EntryText::new(visit, TimelineReader::staff(visit), &student, &page.people).moment(&page.entry)];
    let action = addresses::message_withdrawal(page.student, MessageId(page.entry.key.id));
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MESSAGE: MessageId = MessageId(Uuid::from_u128(4));

    fn typed(values: &[(&str, String)]) -> Typed {
        values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, value.as_str()))
    }

    #[test]
    fn taking_back_needs_a_reason() {
        assert!(parse(AMIRA, MESSAGE, &typed(&[])).is_err());
        assert!(parse(AMIRA, MESSAGE, &typed(&[("because", "Verkeerde ouder.".into())])).is_ok());
    }
}
