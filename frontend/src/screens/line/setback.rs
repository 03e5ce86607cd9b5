//! `/leerlingen/{id}/tegenvaller`: the mentor notes a setback with the student; `…/{entry}`: the new idea that they had.

use domain::{
    ids::{EntryId, PersonId},
    line::{NoteSetback, TurnSetback},
    policy::Writing,
    time::Now,
    values::{OwnWords, Title},
    views::{Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Typed},
    say,
    screens::{
        form::{Again, Errors, FormTop},
        line::fields::{AboutStudent, idea, own_title, read_occurred},
        readers::{sentence, who_reads},
        visit::Visit,
    },
};

/// The mentor's new idea about a setback.
pub fn parse_idea(student: PersonId, entry: EntryId, typed: &Typed) -> Result<TurnSetback, Errors> {
    let mut errors = Errors::default();
    let idea = idea(typed, &mut errors);
    idea.filter(|_| errors.is_empty()).map(|idea| TurnSetback { entry, student, idea }).ok_or(errors)
}

/// What the mentor notes with the student.
pub fn parse(student: PersonId, typed: &Typed, now: &Now) -> Result<NoteSetback, Errors> {
    let mut errors = Errors::default();
    let entry = errors.take_id(typed, "entry");
    let title = errors.take("title", Title::parse(typed.value("title")));
    let words = errors.take("words", OwnWords::parse(typed.value("words")));
    let occurred = read_occurred(typed, now, &mut errors);
    match (entry, title, words, occurred) {
        (Some(entry), Some(title), Some(words), Some(occurred)) if errors.is_empty() => {
            Ok(NoteSetback { entry, student, occurred, title, words })
        }
        _ => Err(errors),
    }
}

/// The mentor notes a setback: `/leerlingen/{id}/tegenvaller`.
pub fn page(visit: &Visit, about: &AboutStudent, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "setback-title");
    let typed = if typed.value("occurred_on").is_empty() && !typed.is_wrong() {
        typed.clone().with("occurred_on", visit.now.today.to_string())
    } else {
        typed.clone()
    };
    visit.show_form(title.clone(), &typed, || {
        let command = visit.command(&typed, again);
        let hidden = vec![("entry", visit.id(&typed, "entry", again).to_string())];
        let name = Field::new(t, "title", say!(t, "setback-what"), &typed).text(Title::MAX as u32);
        let words = Field::new(t, "words", say!(t, "setback-words"), &typed).optional().counted().area(OwnWords::MAX as u32);
        let day = Field::new(t, "occurred_on", say!(t, "setback-when"), &typed).date(Some(visit.now.today));
        let who_reads = who_reads(visit, &about.name, Writing::Setback);
        view! {
            <div class="column">
                <Back href=addresses::student(about.student) word=about.name.clone()/>
                <Head title lede=say!(t, "setback-lede", student = about.name.as_str()).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=addresses::setback_new(about.student) command hidden>
                    {name}
                    {words}
                    {day}
                    {who_reads}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "setback-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// The mentor writes down the new idea that they and the student had: `/leerlingen/{id}/tegenvaller/{entry}`.
pub fn idea_page(visit: &Visit, about: &AboutStudent, entry: &Entry, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "own-on-setback");
    let what = match &entry.told {
        EntryContent::Own(own) => own_title(t, own),
        _ => String::new(),
    };
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let entry_readers =
            view! { <p class="said-by">{Icon::Eye}<span>{sentence(visit, &about.name, &visit.readers_of(entry))}</span></p> };
        let idea = Field::new(t, "idea", say!(t, "setback-idea"), typed).counted().area(OwnWords::MAX as u32);
        view! {
            <div class="column">
                <Back href=addresses::student(about.student) word=about.name.clone()/>
                <Head title lede=what.into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=addresses::setback(about.student, EntryId(entry.key.id)) command>
                    {idea}
                    {entry_readers}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "setback-idea-save")}</Button></div>
                </Form>
            </div>
        }
    })
}
