//! `/mijn-lijn/{entry}/verbeteren`: correct the words, or take the entry away.

use app::questions::LineSheet;
use domain::{
    ids::{EntryId, PersonId},
    line::{CorrectEntry, Why, WithdrawEntry},
    values::{OwnWords, Title},
    views::OwnKind,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        line::{
            entry::kind_code,
            fields::{entry_of, own_title, question_field, questions},
        },
        visit::Visit,
    },
    wording,
};

/// A correction, or taking it away.
#[derive(Clone, Debug, PartialEq)]
pub enum LineCorrection {
    Correct(CorrectEntry),
    Withdraw(WithdrawEntry),
}

pub fn parse(student: PersonId, entry: EntryId, typed: &Typed) -> Result<LineCorrection, Errors> {
    let mut errors = Errors::default();
    let read = if typed.value("action") == "withdraw" {
        errors.choose(typed, "why-gone").map(|why| LineCorrection::Withdraw(WithdrawEntry { entry, student, why }))
    } else {
        let title = errors.take("title", Title::parse(typed.value("title")));
        let words = errors.take("words", OwnWords::parse(typed.value("words")));
        let why = errors.choose::<Why>(typed, "why");
        let (questions, seen) = (questions(typed), typed.value("seen").parse().ok());
        title.zip(words).zip(why).map(|((title, words), why)| {
            LineCorrection::Correct(CorrectEntry { entry, student, title, words, questions, why, seen })
        })
    };
    read.filter(|_| errors.is_empty()).ok_or(errors)
}

/// What stands there now, to correct it.
pub fn begin(sheet: &LineSheet) -> Typed {
    let Some((_, own)) = entry_of(sheet) else { return Typed::default() };
    let title = own.piece.title.value().map(|title| title.as_str().to_owned()).unwrap_or_default();
    let words = own.piece.words.as_ref().and_then(|words| words.value()).map(|words| words.as_str().to_owned());
    let typed =
        Typed::default().with("seen", own.revision.to_string()).with("title", title).with("words", words.unwrap_or_default());
    own.piece.questions.iter().fold(typed, |typed, question| typed.with("questions", question.code()))
}

pub fn page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Some((entry, own)) = entry_of(sheet) else { return crate::screens::problem::page(visit, &app::Problem::NotFound, typed) };
    let at = addresses::own_entry_correction(EntryId(entry.key.id));
    // What somebody else said can be taken away, not rewritten.
    let is_mine = !matches!(own.kind, OwnKind::Quality { .. });
    let heading = say!(t, "own-go-correct");
    visit.show_form(heading.clone(), typed, || {
        let (command, other) = (visit.command(typed, again), (visit.fresh)());
        let hidden = vec![("seen", typed.value("seen").to_owned())];
        let correct = is_mine.then(|| {
            let title = Field::new(t, "title", wording::say(t, &format!("own-{}-title", kind_code(&own.kind)), &[]), typed);
            let words = Field::new(t, "words", wording::say(t, &format!("own-{}-words", kind_code(&own.kind)), &[]), typed);
            let why = Field::new(t, "why", say!(t, "own-why"), typed).one_of(Why::choices(t));
            let (title, words) = (title.text(Title::MAX as u32), words.optional().area(OwnWords::MAX as u32));
            let questions = question_field(t, typed, true);
            view! {
                <Form action=at.clone() command hidden>
                    {title}
                    {words}
                    {questions}
                    {why}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "own-save")}</Button></div>
                </Form>
            }
        });
        let gone = Field::new(t, "why-gone", say!(t, "own-why-gone"), typed).one_of(Why::choices(t));
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title=heading lede=own_title(t, own).into_any()/>
                <FormTop t typed=typed.clone() again/>
                {correct}
                <section class="take-away">
                    <h2>{say!(t, "own-take-away")}</h2>
                    <p class="soft">{say!(t, "own-take-away-what")}</p>
                    <Form action=at command=other>
                        {gone}
                        <Button kind=Kind::Quiet name="action" value="withdraw">{say!(t, "own-take-away-sure")}</Button>
                    </Form>
                </section>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn correcting_and_taking_away_are_read_by_their_button() {
        let read = |values: &[(&str, &str)]| {
            let typed = values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, *value));
            parse(PersonId(Uuid::from_u128(1)), EntryId(Uuid::from_u128(3)), &typed)
        };
        assert!(matches!(read(&[("action", "withdraw"), ("why-gone", "rather-not")]), Ok(LineCorrection::Withdraw(_))));
        assert!(matches!(read(&[("title", "Kok"), ("why", "mistake")]), Ok(LineCorrection::Correct(_))));
        assert!(read(&[("title", "Kok")]).is_err());
    }
}
