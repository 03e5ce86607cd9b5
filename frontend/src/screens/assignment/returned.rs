//! `/mijn-klas/{class}/terug`: what came back from home, and what school does with it; for one student
//! `/leerlingen/{student}/opdracht/{assignment}`.

use app::questions::{CameBackPage, Giving, OneEntryPage, OpenBack, People};
use domain::{
    assignment::{AssignmentRefusal, ParkAssignment, UseAssignment, UsedIn},
    ids::{AssignmentId, PersonId},
    values::Words,
    views::Told,
};
use leptos::prelude::*;

use crate::{
    parts::{Back, Button, Card, Empty, Field, Form, Head, Icon, Kind, Pill, Typed},
    say,
    screens::{
        assignment::{entry::kind_icon, give::as_it_stands},
        coded::Coded,
        done::DoneLine,
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        naming::{erased_or, full_name, short_name},
        visit::Visit,
    },
    wording::{self, Language},
};

/// What was sent: use these, or put them aside.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Use(Vec<UseAssignment>),
    Park(Vec<ParkAssignment>),
}

/// The form before anyone typed: everything of the newest assignment, in class.
pub fn begin(page: &CameBackPage) -> Typed {
    let typed = Typed::default().with("used_in", UsedIn::Lesson.code());
    let newest = page.givings.first().into_iter().flat_map(|giving| &giving.open);
    newest.fold(typed, |typed, open| typed.with("back", value_of(open.student, open.key.id)))
}

/// The same for one student.
pub fn begin_one(page: &OneEntryPage) -> Typed {
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

/// Reads the form. `back` is ticked as `student.assignment`; `wat` is the button.
pub fn parse(typed: &Typed) -> Result<Act, Errors> {
    let mut errors = Errors::default();
    let Some(ticked) = named(typed) else {
        errors.add("", "form-incomplete");
        return Err(errors);
    };
    if ticked.is_empty() {
        errors.add("back", "came-back-nobody");
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    if typed.value("wat") == "opzij" {
        if words == Some(None) {
            errors.add("words", format!("refused-{}", domain::grammar::Refusal::from(AssignmentRefusal::NoReason).code));
        }
        let because = words.flatten();
        let park = |(student, assignment)| ParkAssignment { assignment, student, because: because.clone() };
        return if errors.is_empty() { Ok(Act::Park(ticked.into_iter().map(park).collect())) } else { Err(errors) };
    }
    let used_in = errors.choose::<UsedIn>(typed, "used_in");
    let (Some(used_in), Some(words), true) = (used_in, words, errors.is_empty()) else { return Err(errors) };
    let to_use = |(student, assignment)| UseAssignment { assignment, student, used_in, words: words.clone() };
    Ok(Act::Use(ticked.into_iter().map(to_use).collect()))
}

pub fn page(visit: &Visit, page: &CameBackPage, typed: &Typed, again: Option<Again>, done: Option<&str>) -> String {
    let t = visit.t;
    let title = say!(t, "came-back-title");
    let class = say!(t, "class-title", class = page.class.name.as_str());
    let at = format!("/mijn-klas/{}/terug", page.class.class);
    visit.show_form(title.clone(), typed, || {
        let form = (!page.givings.is_empty()).then(|| {
            let givings = page.givings.iter().map(|giving| of_giving(visit, page, giving, typed)).collect_view();
            let boxes = Field::new(t, "back", say!(t, "came-back-which"), typed).around(givings);
            let what = what(t, typed);
            view! { <Form action=at command=visit.command(typed, again)>{boxes}{what}</Form> }
        });
        let none = page.givings.is_empty().then(|| view! { <Empty icon=Icon::Home words=say!(t, "came-back-none")/> });
        view! {
            <DoneLine t done=done.map(str::to_owned)/>
            <Back href=format!("/mijn-klas?klas={}", page.class.class) word=class/>
            <Head title=title lede=say!(t, "came-back-lede").into_any()/>
            <FormTop t typed=typed.clone() again/>
            {none}
            {form}
        }
    })
}

/// Everything open of one handing out: a card with a box for each student.
fn of_giving(visit: &Visit, page: &CameBackPage, giving: &Giving, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let title = giving.open.first().map(|open| erased_or(t, &open.told.sheet, |sheet| sheet.title.as_str().to_owned()));
    let counts = say!(t, "came-back-counts", back = giving.back, given = giving.given);
    let day = wording::short_date(t, giving.on, visit.now.today);
    let nobody = People::default();
    let rows = giving.open.iter().map(|open| {
        let people = page.people.iter().find(|(student, _)| *student == open.student).map_or(&nobody, |(_, people)| people);
        one_back(visit, open, people, typed)
    });
    let rows = rows.collect_view();
    let icon = kind_icon(giving.kind);
    view! {
        <Card heading=title.unwrap_or_default()>
            <p class="soft small">{icon}" "{say!(t, "came-back-given", day = day)}" · "{counts}</p>
            <ul class="came-back">{rows}</ul>
        </Card>
    }
}

fn one_back(visit: &Visit, open: &OpenBack, people: &People, typed: &Typed) -> impl IntoView + use<> {
    let (t, today) = (visit.t, visit.now.today);
    let student = short_name(t, &open.name);
    let eyes = Eyes::Staff { me: visit.me(), mends: false };
    let teller = EntryText { t, today, eyes, student: &student, people, classes: &[], acts: false, line: None };
    let back = open.told.returned.iter().map(|back| teller.came_back(back)).collect_view();
    let value = value_of(open.student, open.key.id);
    let id = format!("back-{}", open.key.id);
    let chosen = typed.all("back").any(|ticked| ticked == value);
    let long = open.long.then(|| view! { " "<Pill word=say!(t, "came-back-long")/> });
    view! {
        <li>
            <div class="choice">
                <input type="checkbox" id=id.clone() name="back" value=value checked=chosen/>
                <label for=id><span>{full_name(t, &open.name)}{long}</span></label>
            </div>
            <div>{back}</div>
        </li>
    }
}

/// What school does with it: two ways out of the form.
fn what(t: Language, typed: &Typed) -> impl IntoView + use<> {
    let words = Field::new(t, "words", say!(t, "came-back-words"), typed).optional().hint(say!(t, "came-back-words-hint"));
    view! {
        {Field::new(t, "used_in", say!(t, "came-back-used-in"), typed).one_of(UsedIn::choices(t))}
        {words.counted().area(Words::MAX as u32)}
        <div class="actions">
            <Button icon=Icon::School name="wat" value="gebruikt">{say!(t, "assignment-act-use")}</Button>
            <Button kind=Kind::Quiet icon=Icon::Pause name="wat" value="opzij">{say!(t, "came-back-park")}</Button>
        </div>
        <p class="soft small">{say!(t, "came-back-park-hint")}</p>
    }
}

/// The same for one student's assignment.
pub fn one_page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "assignment-act-use");
    visit.show_form(title.clone(), typed, || {
        let at = format!("/leerlingen/{}/opdracht/{}", page.student, page.entry.key.id);
        let is_open = matches!(&page.entry.told, Told::Assignment(told) if !told.returned.is_empty() && told.used.is_none());
        let hidden = vec![("back", value_of(page.student, page.entry.key.id))];
        let what = what(t, typed);
        let form = is_open.then(|| view! { <Form action=at command=visit.command(typed, again) hidden>{what}</Form> });
        view! {
            <Back href=format!("/leerlingen/{}", page.student) word=full_name(t, &page.name)/>
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
        let Ok(Act::Use(used)) = parse(&typed(&[("wat", "gebruikt"), ("used_in", "lesson")])) else { panic!("used") };
        assert_eq!((used.len(), used[0].student, used[0].used_in), (1, AMIRA, UsedIn::Lesson));
        let errors = parse(&typed(&[("wat", "opzij")])).unwrap_err();
        assert_eq!(errors.0, [("words", "refused-assignment-no-reason".to_owned())]);
        assert!(matches!(parse(&typed(&[("wat", "opzij"), ("words", "Later.")])), Ok(Act::Park(parked)) if parked.len() == 1));
    }

    #[test]
    fn somebody_is_ticked_and_a_way_is_chosen() {
        let errors = parse(&Typed::default()).unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["back", "used_in"]);
        assert_eq!(parse(&Typed::default().with("back", "onzin")).unwrap_err().0[0].0, "");
    }
}
