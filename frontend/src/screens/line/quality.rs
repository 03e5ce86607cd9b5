//! `/thuis/goed-in` (`?kind=`): somebody at home says what the student is good at.

use domain::{
    ids::PersonId,
    line::NameQuality,
    policy::Writing,
    values::{OwnWords, Title},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Typed},
    say,
    screens::{
        form::{Again, Errors, FormTop},
        line::fields::AboutStudent,
        readers::sentence,
        visit::Visit,
    },
};

/// What somebody at home says that the student is good at.
pub fn parse(student: PersonId, typed: &Typed) -> Result<NameQuality, Errors> {
    let mut errors = Errors::default();
    let entry = errors.take_id(typed, "entry");
    let title = errors.take("title", Title::parse(typed.value("title")));
    let words = errors.take("words", OwnWords::parse(typed.value("words")));
    match (entry, title, words) {
        (Some(entry), Some(title), Some(words)) => Ok(NameQuality { entry, student, title, words }),
        _ => Err(errors),
    }
}

/// Somebody at home says what the student is good at: `/thuis/goed-in?kind=…`.
pub fn page(visit: &Visit, about: &AboutStudent, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let child = about.name.as_str();
    let title = say!(t, "quality-title", child = child);
    let back = addresses::home().of_child(about.student);
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let hidden = vec![("entry", visit.id(typed, "entry", again).to_string())];
        let name = Field::new(t, "title", say!(t, "quality-what", child = child), typed).hint(say!(t, "quality-hint"));
        let words = Field::new(t, "words", say!(t, "quality-when"), typed).optional();
        let (name, words) = (name.text(Title::MAX as u32), words.area(OwnWords::MAX as u32));
        let save = say!(t, "quality-save", child = child);
        let readers = sentence(visit, child, &visit.readers(Writing::Quality));
        let chooses = say!(t, "quality-who-reads", child = child);
        view! {
            <div class="column">
                <Back href=back word=say!(t, "home-title")/>
                <Head title lede=say!(t, "quality-lede").into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=addresses::home_quality().of_child(about.student) command hidden>
                    {name}
                    {words}
                    <p class="said-by">{Icon::Eye}<span>{readers}" "{chooses}</span></p>
                    <div class="actions"><Button icon=Icon::Check>{save}</Button></div>
                </Form>
            </div>
        }
    })
}
