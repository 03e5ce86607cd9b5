//! `/leerlingen/{student}/afspraak`: an agreement of student, home and school.

use app::questions::AgreementSheet;
use chrono::Days;
use domain::{agreement::MakeAgreement, ids::PersonId, time::Now};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Choice, Empty, Field, Form, Icon, LinkButton, Typed},
    say,
    screens::{
        agreement::fields::{draft, fields, head, readers, save},
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        naming::short_name,
        source::{key_of, key_value},
        visit::Visit,
    },
    wording,
};

/// Days that a part gets, when nobody chooses.
const USUAL_DAYS: u64 = 14;

/// The form before anyone typed: in two weeks, with the first at home, school's part by the one who writes.
pub fn begin(visit: &Visit, sheet: &AgreementSheet) -> Typed {
    let due = visit.now.today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(visit.now.today).to_string();
    let typed = Typed::default().with("student_due", due.clone()).with("home_due", due.clone()).with("school_due", due);
    match sheet.home.first() {
        Some(first) => typed.with("home_owner", first.person.to_string()),
        None => typed,
    }
}

/// Reads the form. Everything that is wrong at once.
pub fn parse(student: PersonId, typed: &Typed, now: &Now) -> Result<MakeAgreement, Errors> {
    let mut errors = Errors::default();
    let agreement = errors.take_id(typed, "agreement");
    let draft = draft(typed, None, now, &mut errors);
    let from = key_of(typed.value("from"));
    let command = agreement.map(|agreement| MakeAgreement { agreement, student, from, draft });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

pub fn page(visit: &Visit, sheet: &AgreementSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "agreement-form-title");
    visit.show_form(title.clone(), typed, || {
        let href = addresses::student(sheet.student);
        if sheet.home.is_empty() {
            let href = addresses::student_supporters(sheet.student);
            return view! {
                {head(t, sheet, title)}
                <Empty icon=Icon::Home words=say!(t, "agreement-form-nobody-home")>
                    <LinkButton href icon=Icon::Hands>{say!(t, "student-support")}</LinkButton>
                </Empty>
            }
            .into_any();
        }
        let hidden = vec![("agreement", visit.id(typed, "agreement", again).to_string())];
        let fields = view! { {fields(visit, sheet, typed)}{comes_from(visit, sheet, typed)} };
        let form = view! {
            <Form action=addresses::agreement_new(sheet.student) command=visit.command(typed, again) hidden>
                {fields}
                {save(t, href.clone(), say!(t, "agreement-form-save"))}
            </Form>
        };
        view! {
            {head(t, sheet, title)}
            <FormTop t typed=typed.clone() again/>
            <div class="split end">{form}{readers(visit, sheet, typed)}</div>
        }
        .into_any()
    })
}

/// The talk it comes from: a choice of what happened lately, none at first.
fn comes_from(visit: &Visit, sheet: &AgreementSheet, typed: &Typed) -> Option<AnyView> {
    let (t, today) = (visit.t, visit.now.today);
    let student = short_name(t, &sheet.name);
    let text = EntryText::new(visit, TimelineReader::staff(visit), &student, &sheet.people);
    let choices: Vec<_> = sheet
        .lately
        .iter()
        .map(|entry| {
            let word = format!("{}, {}", text.title_of(entry), wording::short_date(t, entry.occurred.on, today));
            Choice::new(key_value(entry.key), word)
        })
        .collect();
    (!choices.is_empty()).then(|| Field::new(t, "from", say!(t, "agreement-form-from"), typed).optional().select(choices))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::agreement::fixture::{AGREEMENT, AMIRA, MOTHER, now, typed};
    use chrono::NaiveDate;

    #[test]
    fn an_agreement_is_read_as_it_was_typed() {
        let command = parse(AMIRA, &typed(&[]), &now()).unwrap();
        assert_eq!((command.agreement, command.draft.home_owner, command.draft.school_owner), (AGREEMENT, Some(MOTHER), None));
        assert_eq!(command.draft.student_due, NaiveDate::from_ymd_opt(2025, 11, 20));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong =
            [("point", ""), ("student_due", "31-02-2025"), ("home_owner", ""), ("school_does", ""), ("school_due", "2025-11-05")];
        let errors = parse(AMIRA, &typed(&wrong), &now()).unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["student_due", "point", "home_owner", "school_does", "school_due"]);
    }
}
