//! `/leerlingen/{student}/afspraak/{agreement}/aanpassen`: an agreement made otherwise, with the reason.

use app::questions::AgreementSheet;
use domain::{
    agreement::{AdjustAgreement, AgreementRefusal, Parts},
    ids::{AgreementId, PersonId},
    policy::Writing,
    time::Now,
    values::Words,
    views::Entry,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Field, Form, Timeline, Typed},
    say,
    screens::{
        agreement::fields::{agreement_of, draft, fields, head, readers, save, seen},
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        naming::short_name,
        readers::sentence,
        visit::Visit,
    },
};

/// The same to adjust one: as it stands now.
pub fn begin(sheet: &AgreementSheet) -> Typed {
    let Some(told) = sheet.entry.as_ref().and_then(agreement_of) else { return Typed::default() };
    let parts = told.parts;
    let typed = Typed::default()
        .with("student_due", parts.student.due.to_string())
        .with("home_due", parts.home.due.to_string())
        .with("school_due", parts.school.due.to_string())
        .with("home_owner", parts.home.owner.to_string())
        .with("school_owner", parts.school.owner.to_string());
    match told.pledge.value() {
        Some(pledge) => typed
            .with("point", pledge.point.as_str())
            .with("student_does", pledge.student.as_str())
            .with("home_does", pledge.home.as_str())
            .with("school_does", pledge.school.as_str()),
        None => typed,
    }
}

/// The same for an adjustment. Days are checked against the agreement as it stood, which the decision knows.
pub fn parse(
    student: PersonId,
    agreement: AgreementId,
    typed: &Typed,
    before: Option<&Parts>,
    now: &Now,
) -> Result<AdjustAgreement, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, AgreementRefusal::NoReason);
    let seen = errors.take_id(typed, "seen");
    let draft = draft(typed, before, now, &mut errors);
    if errors.is_empty() { Ok(AdjustAgreement { agreement, student, draft, because, seen }) } else { Err(errors) }
}

/// The parts as the page showed them, to adjust.
pub fn parts_of(sheet: &AgreementSheet) -> Option<&Parts> {
    sheet.entry.as_ref().and_then(agreement_of).map(|told| &told.parts)
}

pub fn page(visit: &Visit, sheet: &AgreementSheet, agreement: AgreementId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "agreement-form-adjust-title");
    visit.show_form(title.clone(), typed, || {
        let href = addresses::student(sheet.student);
        let hidden = vec![("seen", seen(sheet.entry.as_ref()))];
        // What somebody said against it, or what it has become for who was overtaken, stands above the form.
        let now = sheet.entry.as_ref().map(|entry| sheet_as_it_stands(visit, sheet, entry));
        let hint = sentence(visit, &short_name(t, &sheet.name), &visit.readers(Writing::Correction));
        let why =
            Field::new(t, "because", say!(t, "agreement-form-adjust-why"), typed).hint(hint).counted().area(Words::MAX as u32);
        let was_done =
            sheet.entry.as_ref().and_then(agreement_of).is_some_and(|told| told.lanes.iter().any(|lane| lane.done.is_some()));
        let reopens = was_done.then(|| view! { <p class="soft">{say!(t, "agreement-form-adjust-reopens")}</p> });
        let fields = fields(visit, sheet, typed);
        let form = view! {
            <div>
                {now}
                <Form action=addresses::agreement_adjustment(sheet.student, agreement) command=visit.command(typed, again) hidden>
                    {why}
                    {reopens}
                    {fields}
                    {save(t, href.clone(), say!(t, "agreement-form-adjust-save"))}
                </Form>
            </div>
        };
        view! {
            {head(t, sheet, title)}
            <FormTop t typed=typed.clone() again/>
            <div class="split end">{form}{readers(visit, sheet, typed)}</div>
        }
    })
}

fn sheet_as_it_stands(visit: &Visit, sheet: &AgreementSheet, entry: &Entry) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &sheet.name);
    let text = EntryText::new(visit, TimelineReader::staff(visit), &student, &sheet.people);
    let moment = text.moment(entry);
    view! { <Timeline t moments=vec![moment]/> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::agreement::fixture::{AGREEMENT, AMIRA, now, typed};

    #[test]
    fn an_adjustment_needs_a_reason() {
        let adjusted = |changes: &[(&str, &str)]| parse(AMIRA, AGREEMENT, &typed(changes), None, &now());
        assert_eq!(adjusted(&[("seen", "1")]).unwrap_err().0[0].0, "because");
        assert_eq!(adjusted(&[("seen", "1"), ("because", "Andere dag.")]).unwrap().seen, Some(1));
    }
}
