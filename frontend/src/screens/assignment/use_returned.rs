//! What school does with what came back: use it or put it aside; for one student
//! `/leerlingen/{student}/opdracht/{assignment}`.

use app::questions::OneEntryPage;
use domain::{
    assignment::{AssignmentRefusal, ParkAssignment, UseAssignment, UsedIn},
    ids::{AssignmentId, PersonId},
    policy::{ReaderSet, Writing},
    values::Words,
    views::EntryContent,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        as_it_stands::as_it_stands,
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::{full_name, short_name},
        readers::sentence,
        visit::Visit,
    },
    wording::Language,
};

/// What was sent: use these, or put them aside.
#[derive(Clone, Debug, PartialEq)]
pub enum ReturnedCommand {
    Use(Vec<UseAssignment>),
    Park(Vec<ParkAssignment>),
}

/// The same for one student.
pub fn begin(page: &OneEntryPage) -> Typed {
    Typed::default().with("used_in", UsedIn::Talk.code()).with("back", value_of(page.student, page.entry.key.id))
}

pub(crate) fn value_of(student: PersonId, assignment: uuid::Uuid) -> String {
    format!("{student}.{assignment}")
}

/// The assignments that a form names, each with whose it is; `None` when it names one that cannot be.
pub(crate) fn named(typed: &Typed) -> Option<Vec<(PersonId, AssignmentId)>> {
    let pair = |text: &str| text.split_once('.').and_then(|(student, id)| Some((student.parse().ok()?, id.parse().ok()?)));
    typed.all("back").map(pair).collect()
}

/// Reads the form. `back` is ticked as `student.assignment`; `action` is the button.
pub fn parse(typed: &Typed) -> Result<ReturnedCommand, Errors> {
    let mut errors = Errors::default();
    let Some(ticked) = named(typed) else {
        errors.add("", "form-incomplete");
        return Err(errors);
    };
    if ticked.is_empty() {
        errors.add("back", "returned-nobody");
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    if typed.value("action") == "park" {
        if words == Some(None) {
            errors.add("words", format!("refused-{}", domain::grammar::Refusal::from(AssignmentRefusal::NoReason).code));
        }
        let because = words.flatten();
        let park = |(student, assignment)| ParkAssignment { assignment, student, because: because.clone() };
        return if errors.is_empty() { Ok(ReturnedCommand::Park(ticked.into_iter().map(park).collect())) } else { Err(errors) };
    }
    let used_in = errors.choose::<UsedIn>(typed, "used_in");
    if words == Some(None) {
        errors.refuse(AssignmentRefusal::NoWord);
    }
    let (Some(used_in), Some(words), true) = (used_in, words, errors.is_empty()) else { return Err(errors) };
    let to_use = |(student, assignment)| UseAssignment { assignment, student, used_in, words: words.clone() };
    Ok(ReturnedCommand::Use(ticked.into_iter().map(to_use).collect()))
}

/// What school does with it: two ways out of the form.
pub(super) fn what(t: Language, readers: String, typed: &Typed) -> impl IntoView + use<> {
    let words = Field::new(t, "words", say!(t, "returned-words"), typed).hint(readers);
    view! {
        {Field::new(t, "used_in", say!(t, "returned-used-in"), typed).one_of(UsedIn::choices(t))}
        {words.counted().area(Words::MAX as u32)}
        <div class="actions">
            <Button icon=Icon::School name="action" value="use">{say!(t, "assignment-act-use")}</Button>
            <Button kind=Kind::Quiet icon=Icon::Pause name="action" value="park">{say!(t, "returned-park")}</Button>
        </div>
        <p class="soft small">{say!(t, "returned-park-hint")}</p>
    }
}

/// The same for one student's assignment.
pub fn page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "assignment-act-use");
    visit.show_form(title.clone(), typed, || {
        let at = addresses::assignment(page.student, AssignmentId(page.entry.key.id));
        let is_open =
            matches!(&page.entry.told, EntryContent::Assignment(told) if !told.returned.is_empty() && told.used.is_none());
        let hidden = vec![("back", value_of(page.student, page.entry.key.id))];
        let readers = match &page.entry.told {
            EntryContent::Assignment(told) => visit.readers(Writing::Use(told.kind)),
            _ => ReaderSet::default(),
        };
        let what = what(t, sentence(visit, &short_name(t, &page.name), &readers), typed);
        let form = is_open.then(|| view! { <Form action=at command=visit.command(typed, again) hidden>{what}</Form> });
        view! {
            <Back href=addresses::student(page.student) word=full_name(t, &page.name)/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {as_it_stands(visit, page)}
            {form}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    fn typed(values: &[(&str, &str)]) -> Typed {
        let back = value_of(AMIRA, Uuid::from_u128(7));
        let ticked = ("back", back.as_str());
        let values = values.iter().chain([&ticked]);
        Typed::new(values.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn one_button_uses_and_the_other_puts_aside_with_a_reason() {
        let Ok(ReturnedCommand::Use(used)) = parse(&typed(&[("action", "use"), ("used_in", "lesson"), ("words", "Een muur.")]))
        else {
            panic!("used")
        };
        assert_eq!((used.len(), used[0].student, used[0].used_in), (1, AMIRA, UsedIn::Lesson));
        let errors = parse(&typed(&[("action", "use"), ("used_in", "lesson")])).unwrap_err();
        assert_eq!(errors.0, [("words", "refused-assignment-no-word".to_owned())]);
        let errors = parse(&typed(&[("action", "park")])).unwrap_err();
        assert_eq!(errors.0, [("words", "refused-assignment-no-reason".to_owned())]);
        assert!(
            matches!(parse(&typed(&[("action", "park"), ("words", "Later.")])), Ok(ReturnedCommand::Park(parked)) if parked.len() == 1)
        );
    }

    #[test]
    fn somebody_is_ticked_and_a_way_is_chosen() {
        let errors = parse(&Typed::default()).unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["back", "used_in", "words"]);
        assert_eq!(parse(&Typed::default().with("back", "onzin")).unwrap_err().0[0].0, "");
    }
}
