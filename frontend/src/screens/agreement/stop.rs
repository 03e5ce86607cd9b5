//! `/leerlingen/{student}/afspraak/{agreement}/stoppen`: an agreement that ends without being kept.

use app::questions::OneEntryPage;
use domain::{
    agreement::{AgreementRefusal, CancelAgreement, LapseAgreement},
    ids::{AgreementId, PersonId},
    policy::Writing,
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        agreement::fields::agreement_of,
        as_it_stands::as_it_stands,
        form::{Again, Errors, FormTop},
        naming::{full_name, short_name},
        readers::sentence,
        visit::Visit,
    },
};

/// How an agreement ends that is not kept.
#[derive(Clone, Debug, PartialEq)]
pub enum AgreementEnd {
    Cancel(CancelAgreement),
    Lapse(LapseAgreement),
}

pub fn parse(student: PersonId, agreement: AgreementId, typed: &Typed) -> Result<AgreementEnd, Errors> {
    if typed.value("action") == "lapse" {
        return Ok(AgreementEnd::Lapse(LapseAgreement { agreement, student }));
    }
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, AgreementRefusal::NoReason);
    if errors.is_empty() { Ok(AgreementEnd::Cancel(CancelAgreement { agreement, student, because })) } else { Err(errors) }
}

/// Shows what is stopped, and asks why; or lets it run out, once its days have passed.
pub fn page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "agreement-form-stop-title");
    visit.show_form(title.clone(), typed, || {
        let href = addresses::student(page.student);
        let at = addresses::agreement_end(page.student, AgreementId(page.entry.key.id));
        let ran_out = agreement_of(&page.entry).is_some_and(|told| told.parts.last_due() < visit.now.today);
        let lapse = ran_out.then(|| {
            view! { <Button kind=Kind::Quiet icon=Icon::Clock name="action" value="lapse">{say!(t, "agreement-form-lapse")}</Button> }
        });
        let readers = agreement_of(&page.entry).map(|told| visit.readers(Writing::Agreement(told.parts))).unwrap_or_default();
        let hint = sentence(visit, &short_name(t, &page.name), &readers);
        let why = Field::new(t, "because", say!(t, "agreement-form-stop-why"), typed).hint(hint).counted().area(Words::MAX as u32);
        view! {
            <Back href=href.clone() word=full_name(t, &page.name)/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {as_it_stands(visit, page)}
            <Form action=at command=visit.command(typed, again)>
                {why}
                <div class="actions">
                    <Button icon=Icon::Pause name="action" value="stop">{say!(t, "agreement-form-stop-save")}</Button>
                    {lapse}
                    <LinkButton href=href.clone() kind=Kind::Quiet>{say!(t, "withdraw-leave")}</LinkButton>
                </div>
            </Form>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::agreement::fixture::{AGREEMENT, AMIRA, typed};

    #[test]
    fn stopping_needs_a_reason_and_running_out_does_not() {
        assert!(parse(AMIRA, AGREEMENT, &typed(&[])).is_err());
        assert!(matches!(parse(AMIRA, AGREEMENT, &typed(&[("because", "Klaar.")])), Ok(AgreementEnd::Cancel(_))));
        assert!(matches!(parse(AMIRA, AGREEMENT, &typed(&[("action", "lapse")])), Ok(AgreementEnd::Lapse(_))));
    }
}
