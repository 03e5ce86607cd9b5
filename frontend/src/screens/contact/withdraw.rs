//! `/leerlingen/{id}/gesprek/{contact}/intrekken`: a contact or an attempt taken back, with the reason.

use app::questions::ContactSheet;
use domain::{
    contact::{ContactRefusal, WithdrawContact},
    ids::{ContactId, PersonId},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Form, Head, Icon, Typed},
    say,
    screens::{
        contact::fields::{about, as_it_stands, back, save, seen, why},
        form::{Again, Errors, FormTop},
        visit::Visit,
    },
};

pub fn parse(student: PersonId, contact: ContactId, typed: &Typed) -> Result<WithdrawContact, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, ContactRefusal::NoReason);
    let seen = errors.take_id(typed, "seen");
    if errors.is_empty() { Ok(WithdrawContact { contact, student, because, seen }) } else { Err(errors) }
}

/// Shows what is taken back, and asks why.
pub fn page(visit: &Visit, sheet: &ContactSheet, contact: ContactId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "withdraw-title");
    visit.show_form(title.clone(), typed, || {
        let fields = view! {
            {why(visit, sheet, say!(t, "withdraw-why"), "withdraw-why-hint", typed)}
            {save(sheet, Icon::Undo, say!(t, "withdraw-save"), say!(t, "withdraw-leave"))}
        };
        let hidden = vec![("seen", seen(sheet))];
        let action = addresses::contact_withdrawal(sheet.student, contact);
        view! {
            {back(t, sheet)}
            <Head title=title lede=about(t, sheet)/>
            <FormTop t typed=typed.clone() again/>
            {sheet.entry.as_ref().map(|entry| as_it_stands(visit, sheet, entry))}
            <Form action=action command=visit.command(typed, again) hidden>{fields}</Form>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::contact::fixture::{AMIRA, CONTACT, but, filled_in};

    #[test]
    fn a_withdrawal_needs_a_reason() {
        assert!(parse(AMIRA, CONTACT, &filled_in()).is_err());
        assert!(parse(AMIRA, CONTACT, &but(&[("because", "Het was een huisbezoek.")])).is_ok());
    }
}
