//! `/mijn-klas/{class}/bericht/{letters}/intrekken`: a message to a class, taken back from everybody who did not answer it yet.

use app::questions::{SentLetter, SentToClassPage};
use domain::{
    ids::{MessageId, PersonId},
    message::{MessageRefusal, WithdrawMessage},
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Card, Empty, Field, Form, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        form::{Again, Errors, FormTop},
        naming::{called, full_name},
        visit::Visit,
    },
    wording::{self, Language},
};

/// Reads the form. `sent` names each message as `student.message`, as its reader saw them.
pub fn parse(typed: &Typed) -> Result<Vec<WithdrawMessage>, Errors> {
    let mut errors = Errors::default();
    let pair = |text: &str| text.split_once('.').and_then(|(student, id)| Some((student.parse().ok()?, id.parse().ok()?)));
    let sent: Option<Vec<(PersonId, MessageId)>> = typed.all("sent").map(pair).collect();
    let sent = sent.filter(|sent| !sent.is_empty());
    if sent.is_none() {
        errors.add("", "form-incomplete");
    }
    let because = errors.take_reason(typed, MessageRefusal::NoReason);
    if !errors.is_empty() {
        return Err(errors);
    }
    let withdraw = |(student, message)| WithdrawMessage { message, student, because: because.clone() };
    Ok(sent.unwrap_or_default().into_iter().map(withdraw).collect())
}

/// Says from whom it is taken back, and asks why.
pub fn page(visit: &Visit, page: &SentToClassPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "to-class-undo");
    let inbox = addresses::inbox().of_class(page.class.class);
    let (answered, open): (Vec<_>, Vec<_>) = page.sent.iter().partition(|one| one.answered);
    visit.show_form(title.clone(), typed, || {
        let none = open.is_empty().then(|| view! { <Empty icon=Icon::Check words=say!(t, "to-class-undo-none")/> });
        let form = (!open.is_empty()).then(|| form(visit, page, &open, answered.len(), typed, again));
        view! {
            <div class="column">
                <Back href=inbox word=say!(t, "inbox-title")/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                {none}
                {form}
            </div>
        }
    })
}

fn form(
    visit: &Visit,
    page: &SentToClassPage,
    open: &[&SentLetter],
    answered: usize,
    typed: &Typed,
    again: Option<Again>,
) -> impl IntoView + use<> {
    let t = visit.t;
    let names: Vec<String> = open.iter().map(|one| name(t, one)).collect();
    let stays = (answered > 0).then(|| view! { <p class="soft">{say!(t, "to-class-undo-stays", count = answered)}</p> });
    let hidden = open.iter().map(|one| ("sent", format!("{}.{}", one.student, one.message))).collect::<Vec<_>>();
    let because = Field::new(t, "because", say!(t, "withdraw-message-because"), typed).counted().area(Words::MAX as u32);
    let action = addresses::class_message_withdrawal(page.class.class, page.letters);
    let leave = addresses::inbox().of_class(page.class.class);
    view! {
        <Card heading=say!(t, "to-class-undo-from", count = names.len())>
            <p class="soft small">{wording::list(t, &names)}</p>
            {stays}
        </Card>
        <Form action command=visit.command(typed, again) hidden>
            {because}
            <div class="actions">
                <Button icon=Icon::Undo>{say!(t, "withdraw-message-do")}</Button>
                <LinkButton href=leave kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
            </div>
        </Form>
    }
}

/// "Amira Demir (moeder)"
fn name(t: Language, one: &SentLetter) -> String {
    let student = full_name(t, &one.name);
    match &one.with {
        Some(brief) if brief.person != one.student => format!("{student} ({})", called(t, brief.whom, None)),
        _ => student,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_message_that_the_page_named_is_taken_back_with_one_reason() {
        let (student, message) = (PersonId(Uuid::from_u128(1)), MessageId(Uuid::from_u128(2)));
        let typed = Typed::default().with("sent", format!("{student}.{message}")).with("because", "Verkeerde klas.");
        let read = parse(&typed).unwrap();
        assert_eq!(read.iter().map(|one| (one.student, one.message)).collect::<Vec<_>>(), [(student, message)]);
        let silent = Typed::default().with("sent", format!("{student}.{message}"));
        assert_eq!(parse(&silent).unwrap_err().0, [("because", "refused-message-no-reason".to_owned())]);
        assert_eq!(parse(&Typed::default().with("because", "Daarom.")).unwrap_err().0, [("", "form-incomplete".to_owned())]);
    }
}
