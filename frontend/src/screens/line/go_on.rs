//! `/mijn-lijn/{entry}/verder`: a step was taken or dropped, a choice grows, a setback gets a new idea or is closed.

use app::questions::LineSheet;
use domain::{
    ids::{EntryId, PersonId},
    line::{CloseSetback, EndStep, LineRefusal, ReviseChoice, TurnSetback},
    values::{OwnWords, Title},
    views::OwnKind,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        form::{Again, Errors, FormTop},
        line::{
            entry::kind_code,
            fields::{entry_of, idea, own_title},
        },
        visit::Visit,
    },
    wording,
};

/// How a student goes on with a thing: one command for each button.
#[derive(Clone, Debug, PartialEq)]
pub enum GoOn {
    Step(EndStep),
    Choice(ReviseChoice),
    Turn(TurnSetback),
    Close(CloseSetback),
}

pub fn parse(student: PersonId, entry: EntryId, typed: &Typed) -> Result<GoOn, Errors> {
    let mut errors = Errors::default();
    let read = match typed.value("action") {
        code @ ("done" | "drop") => {
            let words = errors.take("words", OwnWords::parse(typed.value("words")));
            words.map(|words| GoOn::Step(EndStep { entry, student, taken: code == "done", words }))
        }
        "otherwise" => {
            let title = errors.take("title", Title::parse(typed.value("title")));
            let because = errors.take("because", OwnWords::parse(typed.value("because")));
            if because == Some(None) {
                errors.refuse(LineRefusal::NoReason);
            }
            let seen = typed.value("seen").parse().ok();
            title.zip(because).map(|(title, because)| GoOn::Choice(ReviseChoice { entry, student, title, because, seen }))
        }
        "rest" => Some(GoOn::Close(CloseSetback { entry, student })),
        "idea" => idea(typed, &mut errors).map(|idea| GoOn::Turn(TurnSetback { entry, student, idea })),
        _ => {
            errors.add("", "form-incomplete");
            None
        }
    };
    read.filter(|_| errors.is_empty()).ok_or(errors)
}

/// A choice begins with what it is now.
pub fn begin(sheet: &LineSheet) -> Typed {
    let Some((_, own)) = entry_of(sheet) else { return Typed::default() };
    Typed::default().with("seen", own.revision.to_string())
}

/// Going on: a step was taken or is let go, a choice grows, a setback gets a new idea or may rest.
pub fn page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Some((entry, own)) = entry_of(sheet) else { return crate::screens::problem::page(visit, &app::Problem::NotFound, typed) };
    let at = addresses::own_entry_next(EntryId(entry.key.id));
    let heading = wording::say(t, &format!("own-on-{}", kind_code(&own.kind)), &[]);
    visit.show_form(heading.clone(), typed, || {
        let command = visit.command(typed, again);
        let hidden = vec![("seen", typed.value("seen").to_owned())];
        let fields = match &own.kind {
            _ if own.became.is_some() => view! { <p>{say!(t, "own-on-ended")}</p> }.into_any(),
            OwnKind::Step { .. } => {
                let words = Field::new(t, "words", say!(t, "own-step-how"), typed).optional().area(OwnWords::MAX as u32);
                view! {
                    {words}
                    <div class="actions">
                        <Button icon=Icon::Check name="action" value="done">{say!(t, "own-step-done")}</Button>
                        <Button kind=Kind::Quiet name="action" value="drop">{say!(t, "own-step-drop")}</Button>
                    </div>
                }
                .into_any()
            }
            OwnKind::Choice => {
                let title = Field::new(t, "title", say!(t, "own-choice-now"), typed).text(Title::MAX as u32);
                let because = Field::new(t, "because", say!(t, "own-choice-because"), typed);
                let because = because.hint(say!(t, "own-choice-because-hint")).area(OwnWords::MAX as u32);
                view! {
                    {title}
                    {because}
                    <div class="actions"><Button icon=Icon::Check name="action" value="otherwise">{say!(t, "own-save")}</Button></div>
                }
                .into_any()
            }
            OwnKind::Setback => {
                let idea = Field::new(t, "idea", say!(t, "own-idea"), typed).hint(say!(t, "own-idea-hint"));
                let idea = idea.area(OwnWords::MAX as u32);
                view! {
                    {idea}
                    <div class="actions">
                        <Button icon=Icon::Check name="action" value="idea">{say!(t, "own-idea-save")}</Button>
                        <Button kind=Kind::Quiet name="action" value="rest">{say!(t, "own-let-rest")}</Button>
                    </div>
                }
                .into_any()
            }
            _ => view! { <p>{say!(t, "own-on-ended")}</p> }.into_any(),
        };
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title=heading lede=own_title(t, own).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=at command hidden>{fields}</Form>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const ENTRY: EntryId = EntryId(Uuid::from_u128(3));

    fn typed(values: &[(&str, &str)]) -> Typed {
        let form = Typed::default().with("entry", ENTRY.to_string());
        values.iter().fold(form, |typed, (field, value)| typed.with(field, *value))
    }

    #[test]
    fn going_on_is_read_by_its_button() {
        let on = |values: &[(&str, &str)]| parse(AMIRA, ENTRY, &typed(values));
        assert!(matches!(on(&[("action", "done")]), Ok(GoOn::Step(EndStep { taken: true, .. }))));
        assert!(matches!(on(&[("action", "drop")]), Ok(GoOn::Step(EndStep { taken: false, .. }))));
        assert!(matches!(on(&[("action", "rest")]), Ok(GoOn::Close(_))));
        assert!(on(&[("action", "idea"), ("idea", " ")]).is_err() && on(&[]).is_err());
        assert!(on(&[("action", "otherwise"), ("title", "Kok")]).is_err(), "a choice that changes says why");
    }
}
