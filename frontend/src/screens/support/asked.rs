//! `/thuis/lukt-dat?kind=…`: what the reader was put down for, and whether they can. One tap each.

use app::questions::HelpAskedPage;
use domain::{
    ids::PersonId,
    support::{AnswerHelp, HelpAnswer, Helper, SupportPart},
    views::SupportCell,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Empty, Form, Head, Icon, Kind, Strong, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::short_name,
        readers::{WHO_HELPS, who_reads},
        visit::Visit,
    },
    wording::capital,
};

pub fn parse(student: PersonId, typed: &Typed) -> Result<AnswerHelp, Errors> {
    let mut errors = Errors::default();
    let (part, answer) = (SupportPart::parse(typed.value("part")), HelpAnswer::parse(typed.value("answer")));
    match part.zip(answer) {
        Some((part, answer)) => Ok(AnswerHelp { student, part, answer }),
        None => {
            errors.add("", "form-incomplete");
            Err(errors)
        }
    }
}

pub fn page(visit: &Visit, page: &HelpAskedPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let (title, child) = (say!(t, "help-asked-title"), short_name(t, &page.name));
    visit.show_form(title.clone(), typed, || {
        let none = page.asked.is_empty().then(|| view! { <Empty icon=Icon::Hands words=say!(t, "help-asked-none")/> });
        view! {
            <div class="column">
                <Back href=addresses::home().of_child(page.student) word=say!(t, "home-title")/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                {none}
                {list(visit, page.student, &child, &page.asked)}
            </div>
        }
    })
}

/// Each part with its three answers; the one that was given is not asked again.
pub(crate) fn list(visit: &Visit, student: PersonId, child: &str, asked: &[SupportCell]) -> impl IntoView + use<> {
    let me = visit.me()?;
    let parts: Vec<AnyView> = asked.iter().filter_map(|cell| Some(one(visit, student, child, cell, me)?.into_any())).collect();
    let readers = (!parts.is_empty()).then(|| who_reads(visit, child, WHO_HELPS));
    Some(view! { <div class="help-asked">{parts}{readers}</div> })
}

fn one(visit: &Visit, student: PersonId, child: &str, cell: &SupportCell, me: PersonId) -> Option<impl IntoView + use<>> {
    let (t, part) = (visit.t, capital(&cell.part.word(visit.t)));
    let words = match cell.helper(me)? {
        Helper::TakesOver(_) => say!(t, "help-asked-takes-over", part = part, student = child),
        _ => say!(t, "help-asked-shares", part = part, student = child),
    };
    let said = cell.answer(me);
    // No answer is nudged: that it cannot be done weighs as much as a yes.
    let answers = HelpAnswer::EACH.iter().filter(|answer| said != Some(**answer)).map(|answer| {
        view! { <Button kind=Kind::Quiet name="answer" value=answer.code()>{capital(&answer.word(t))}</Button> }
    });
    let answers = answers.collect_view();
    let said = said.map(|answer| view! { <p class="soft">{say!(t, "help-said", answer = answer.word(t))}</p> });
    let (at, hidden) = (addresses::home_help_asked().of_child(student), vec![("part", cell.part.code().to_owned())]);
    Some(view! {
        <section class="card">
            <p dir="auto"><Strong words/></p>
            {said}
            <Form action=at command=(visit.fresh)() hidden><div class="actions">{answers}</div></Form>
        </section>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_answer_names_its_part() {
        let amira = PersonId(Uuid::from_u128(1));
        let typed =
            |values: &[(&str, &str)]| values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, *value));
        let sent = typed(&[("part", SupportPart::Internship.code()), ("answer", "together")]);
        let read = AnswerHelp { student: amira, part: SupportPart::Internship, answer: HelpAnswer::Together };
        assert_eq!(parse(amira, &sent), Ok(read));
        assert!(parse(amira, &typed(&[("answer", "yes")])).is_err() && parse(amira, &Typed::default()).is_err());
    }
}
