//! `/thuis/wensen`: one's own wishes. The fields also stand on the page of the details.

use app::questions::DetailsPage;
use domain::{
    ids::PersonId,
    person::details::SetWishes,
    values::{Reading, SpokenLanguage, Wishes},
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    addresses,
    parts::{Back, Button, Choice, Field, Form, Head, Icon, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        readers::{WISHES_READERS, who_reads},
        visit::Visit,
    },
    wording::{Language, capital},
};

/// The value of the button for the wishes.
pub(super) const WISHES: &str = "wishes";

/// Reads `language`, `reading` and `interpreter`.
pub fn parse(person: PersonId, typed: &Typed) -> Result<SetWishes, Errors> {
    let mut errors = Errors::default();
    let (language, reading) = (errors.choose(typed, "language"), errors.choose(typed, "reading"));
    let interpreter = typed.value("interpreter") == "yes";
    match (language, reading) {
        (Some(language), Some(reading)) => Ok(SetWishes { person, wishes: Wishes { language, reading, interpreter } }),
        _ => Err(errors),
    }
}

/// Which of the page's forms came in.
pub(super) fn came_in(typed: &Typed, form: &str) -> bool {
    typed.value("action").split('.').any(|part| part == form)
}

/// `/thuis/wensen`: one's own wishes.
pub fn page(visit: &Visit, answer: &DetailsPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    visit.show_form(say!(t, "wishes-title"), typed, || {
        let (command, wishes) = (command(visit, WISHES, typed, again), wishes_fields(t, answer, typed));
        let readers = who_reads(visit, "", WISHES_READERS);
        view! {
            <div class="column">
                <Back href=addresses::home() word=say!(t, "home-title")/>
                <Head title=say!(t, "wishes-title") lede=say!(t, "wishes-lede").into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=addresses::home_wishes() command>
                    {wishes}
                    {readers}
                    <p class="soft small">{say!(t, "wishes-who-reads")}</p>
                    <div class="actions"><Button icon=Icon::Check name="action" value=WISHES>{say!(t, "wishes-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// Each form has a command of its own; only the one that came in keeps the id it came with.
pub(super) fn command(visit: &Visit, form: &str, typed: &Typed, again: Option<Again>) -> Uuid {
    if came_in(typed, form) { visit.command(typed, again) } else { (visit.fresh)() }
}

pub(super) fn wishes_fields(t: Language, answer: &DetailsPage, typed: &Typed) -> impl IntoView + use<> {
    let typed = match answer.wishes.as_ref().and_then(|wishes| wishes.value()) {
        _ if came_in(typed, WISHES) => typed.clone(),
        Some(wishes) => filled(wishes),
        None => Typed::default(),
    };
    let languages =
        SpokenLanguage::EACH.iter().map(|language| Choice::new(language.code(), capital(&language.word(t)))).collect();
    let readings = Reading::EACH.iter().map(|reading| Choice::new(reading.code(), capital(&reading.word(t)))).collect();
    view! {
        {Field::new(t, "language", say!(t, "wishes-language"), &typed).one_of(languages)}
        {Field::new(t, "reading", say!(t, "wishes-reading"), &typed).one_of(readings)}
        {Field::new(t, "interpreter", say!(t, "wishes-interpreter"), &typed).any_of(vec![Choice::new("yes", say!(t, "wishes-interpreter-yes"))])}
    }
}

fn filled(wishes: &Wishes) -> Typed {
    let typed = Typed::default().with("language", wishes.language.code()).with("reading", wishes.reading.code());
    if wishes.interpreter { typed.with("interpreter", "yes") } else { typed }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOTHER: PersonId = PersonId(Uuid::from_u128(1));

    #[test]
    fn wishes_come_back_as_they_were_set() {
        let wishes = Wishes { language: SpokenLanguage::Turkish, reading: Reading::Easy, interpreter: true };
        assert_eq!(parse(MOTHER, &filled(&wishes)), Ok(SetWishes { person: MOTHER, wishes }));
    }
}
