//! `/leerlingen/{student}/afspraak/{agreement}`: one agreement for staff; a tap for each part that is done, as during a talk.

use app::questions::OneEntryPage;
use domain::{
    agreement::{DoPart, Party},
    ids::{AgreementId, PersonId},
};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{Back, Button, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        agreement::fields::agreement_of,
        as_it_stands::as_it_stands,
        coded::Coded,
        done::DoneLine,
        form::{Again, Errors, FormTop},
        naming::{full_name, short_name},
        visit::Visit,
    },
};

pub fn is_agreement(page: &OneEntryPage) -> bool {
    agreement_of(&page.entry).is_some()
}

/// Which part is done, as the button says it.
pub fn parse(student: PersonId, agreement: AgreementId, typed: &Typed) -> Result<DoPart, Errors> {
    let party = Party::parse(typed.value("action"));
    party.map(|party| DoPart { agreement, student, party }).ok_or_else(|| {
        let mut errors = Errors::default();
        errors.add("", "form-incomplete");
        errors
    })
}

/// One agreement for staff: a tap for each part that is done, as during a talk.
pub fn page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>, done: Option<Done>) -> String {
    let t = visit.t;
    let title = say!(t, "agreement-form-one-title");
    visit.show_form(title.clone(), typed, || {
        let href = addresses::student(page.student);
        let agreement = AgreementId(page.entry.key.id);
        let told = agreement_of(&page.entry).filter(|told| told.ended.is_none());
        let open: Vec<Party> =
            told.map(|told| Party::ALL.into_iter().filter(|party| told.lane(*party).done.is_none()).collect()).unwrap_or_default();
        let buttons = open.iter().map(|party| {
            let who = if *party == Party::Student { short_name(t, &page.name) } else { party.word(t) };
            view! { <Button kind=Kind::Quiet icon=Icon::Check name="action" value=party.code()>{say!(t, "agreement-form-done-by", who = who)}</Button> }
        });
        let buttons = buttons.collect_view();
        let form = (!open.is_empty()).then(|| {
            view! {
                <Form action=addresses::agreement(page.student, agreement) command=visit.command(typed, again)>
                    <fieldset class="outcomes"><legend>{say!(t, "agreement-form-done")}</legend>{buttons}</fieldset>
                </Form>
                <p class="entry-actions">
                    <a href=addresses::agreement_adjustment(page.student, agreement)>{say!(t, "agreement-act-adjust")}</a>
                    <a href=addresses::agreement_end(page.student, agreement)>{say!(t, "agreement-act-stop")}</a>
                </p>
            }
        });
        view! {
            <DoneLine t done/>
            <Back href=href.clone() word=full_name(t, &page.name)/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {as_it_stands(visit, page)}
            {form}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::agreement::fixture::{AGREEMENT, AMIRA, typed};

    #[test]
    fn a_button_names_the_part_that_is_done() {
        assert_eq!(parse(AMIRA, AGREEMENT, &typed(&[("action", "home")])).unwrap().party, Party::Home);
        assert!(parse(AMIRA, AGREEMENT, &typed(&[])).is_err());
    }
}
