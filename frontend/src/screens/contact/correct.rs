//! `/leerlingen/{id}/gesprek/{contact}/verbeteren`: a contact as it stands, to correct, with the reason.

use app::questions::ContactSheet;
use domain::{
    contact::{ContactAccount, ContactRefusal, CorrectContact},
    ids::{ContactId, PersonId},
    time::{Now, Precision},
    values::Words,
    views::{Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Form, Icon, Typed},
    say,
    screens::{
        coded::Coded,
        contact::fields::{around, as_it_stands, details, means, report, save, seen, ticked_topics, who, why, words},
        form::{Again, Errors},
        visit::Visit,
    },
};

/// The form to correct a contact before anyone typed: as it stands now.
pub fn begin(visit: &Visit, sheet: &ContactSheet) -> Typed {
    let Some(Entry { told: EntryContent::ContactMade(account), occurred, .. }) = &sheet.entry else {
        let only_an_attempt = Errors::from(domain::grammar::Refusal::from(ContactRefusal::OnlyAnAttempt));
        return only_an_attempt.render(visit.t, Typed::default());
    };
    let ContactAccount { means, with, student_present, initiative, reason, topics, words } = account;
    let typed = Typed::default()
        .with("means", means.code())
        .with("student_present", if *student_present { "yes" } else { "no" })
        .with("initiative", initiative.code())
        .with("reason", reason.map(|reason| reason.code()).unwrap_or_default())
        .with("occurred_on", occurred.on.to_string())
        .with("occurred_at", occurred.at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default())
        .with("occurred_week", if occurred.precision == Precision::Week { "yes" } else { "" })
        .with("words", words.as_ref().and_then(|words| words.value()).map(Words::as_str).unwrap_or_default());
    let typed = with.iter().fold(typed, |typed, person| typed.with("with", person.to_string()));
    topics.iter().fold(typed, |typed, topic| typed.with("topics", topic.code()))
}

pub fn parse(student: PersonId, contact: ContactId, typed: &Typed, now: &Now) -> Result<CorrectContact, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, ContactRefusal::NoReason);
    let seen = errors.take_id(typed, "seen");
    let topics = ticked_topics(typed);
    if topics.is_empty() {
        errors.refuse(ContactRefusal::AboutNothing);
    }
    let report = report(typed, topics, now, &mut errors);
    let command = report.map(|report| CorrectContact { contact, student, report, because, seen });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

pub fn page(visit: &Visit, sheet: &ContactSheet, contact: ContactId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "correct-title");
    visit.show_form(title.clone(), typed, || {
        let fields = view! {
            {why(visit, sheet, say!(t, "correct-why"), "correct-why-hint", typed)}
            {who(t, sheet, typed)}
            {words(t, typed)}
            {means(t, typed)}
            {details(visit, sheet, typed)}
            {save(sheet, Icon::Pencil, say!(t, "correct-save"), say!(t, "form-leave"))}
        };
        let action = addresses::contact_correction(sheet.student, contact);
        let hidden = vec![("seen", seen(sheet))];
        // Who was overtaken sees what it has become, above what they typed.
        let now = sheet.entry.as_ref().filter(|_| again == Some(Again::Stale)).map(|entry| as_it_stands(visit, sheet, entry));
        let form = view! { <div>{now}<Form action=action command=visit.command(typed, again) hidden>{fields}</Form></div> };
        around(visit, sheet, title, typed, again, form.into_any())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::contact::fixture::{AMIRA, CONTACT, but, filled_in, now};
    use domain::contact::Means;

    #[test]
    fn a_correction_needs_a_reason() {
        let errors = parse(AMIRA, CONTACT, &filled_in(), &now()).unwrap_err();
        assert_eq!(errors.0, [("because", "refused-contact-no-reason".to_owned())]);
        let typed = but(&[("because", "Het was een huisbezoek."), ("means", "home-visit")]);
        let command = parse(AMIRA, CONTACT, &typed, &now()).unwrap();
        assert_eq!((command.report.means, command.because.is_some()), (Means::HomeVisit, true));
    }
}
