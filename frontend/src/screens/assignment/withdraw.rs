//! `/leerlingen/{student}/opdracht/{assignment}/intrekken`: an assignment taken back, with the reason.

use app::questions::OneEntryPage;
use domain::{
    assignment::{AssignmentRefusal, WithdrawAssignment},
    ids::{AssignmentId, PersonId},
    values::Words,
    views::EntryContent,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        as_it_stands::as_it_stands,
        form::{Again, Errors, FormTop},
        naming::full_name,
        visit::Visit,
    },
};

pub fn parse(student: PersonId, assignment: AssignmentId, typed: &Typed) -> Result<WithdrawAssignment, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, AssignmentRefusal::NoReason);
    let command = because.map(|because| WithdrawAssignment { assignment, student, because: Some(because) });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

/// Shows what is taken back, and asks why.
pub fn page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "assignment-form-withdraw-title");
    let hint = say!(t, "assignment-form-withdraw-hint");
    visit.show_form(title.clone(), typed, || {
        let why = Field::new(t, "because", say!(t, "withdraw-why"), typed).hint(hint).counted().area(Words::MAX as u32);
        let href = addresses::student(page.student);
        view! {
            <Back href=href.clone() word=full_name(t, &page.name)/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {as_it_stands(visit, page)}
            <Form action=addresses::assignment_withdrawal(page.student, AssignmentId(page.entry.key.id)) command=visit.command(typed, again)>
                {why}
                <div class="actions">
                    <Button icon=Icon::Undo>{say!(t, "withdraw-save")}</Button>
                    <LinkButton href=href.clone() kind=Kind::Quiet>{say!(t, "withdraw-leave")}</LinkButton>
                </div>
            </Form>
        }
    })
}

/// Is this an assignment? Other things have pages of their own.
pub fn is_assignment(page: &OneEntryPage) -> bool {
    matches!(page.entry.told, EntryContent::Assignment(_))
}
