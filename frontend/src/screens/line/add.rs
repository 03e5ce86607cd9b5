//! `/mijn-lijn/erbij` (`?soort=`): what a student puts on their own line. Five kinds, each a form of its own.

use app::questions::LineSheet;
use domain::{
    ids::{PersonId, Tag, TagKind},
    line::{AddToLine, Adding, CareerQuestion, ExperienceKind, LineRefusal, Share},
    policy::Writing,
    time::Now,
    values::{OwnWords, Title},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Choice, Field, Form, Head, Icon, LinkButton, Typed},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        line::{
            entry::around_word,
            fields::{date, named, question_field, questions, read_occurred, until, with},
        },
        naming::short_name,
        readers::sentence,
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// What a student can add, in the order in which it is offered.
pub const KINDS: [&str; 5] = ["experience", "reflection", "choice", "step", "setback"];

fn icon_of(kind: &str) -> Icon {
    match kind {
        "experience" => Icon::Eye,
        "reflection" => Icon::Book,
        "choice" => Icon::Flag,
        "step" => Icon::Next,
        _ => Icon::Undo,
    }
}

// Reading.

/// Reads what a student puts on their line.
pub fn parse(student: PersonId, typed: &Typed, now: &Now) -> Result<AddToLine, Errors> {
    let mut errors = Errors::default();
    let entry = errors.take_id(typed, "entry");
    let title = errors.take("title", Title::parse(typed.value("title")));
    let words = errors.take("words", OwnWords::parse(typed.value("words")));
    let what = what(typed, now, &mut errors);
    let occurred = read_occurred(typed, now, &mut errors);
    let questions = questions(typed);
    if what == Some(Adding::Reflection) && questions.is_empty() {
        errors.refuse(LineRefusal::NoQuestion);
    }
    let builds_on = tag(typed.value("builds_on"));
    let until = until(typed.value("until"), now, &mut errors);
    let share = typed.all("with").filter_map(|code| Some(Share { with: with(code)?, until })).collect();
    match (entry, title, words, what, occurred) {
        (Some(entry), Some(title), Some(words), Some(what), Some(occurred)) if errors.is_empty() => {
            Ok(AddToLine { entry, student, occurred, what, title, words, questions, builds_on, share })
        }
        _ => Err(errors),
    }
}

fn what(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<Adding> {
    match typed.value("sort") {
        "experience" => {
            let proud = typed.value("proud") == "yes";
            errors.choose::<ExperienceKind>(typed, "kind").map(|kind| Adding::Experience { kind, proud })
        }
        "reflection" => Some(Adding::Reflection),
        "choice" => Some(Adding::Choice),
        "step" => {
            let by = date(typed.value("by"), "by", errors);
            if by.is_some_and(|by| by < now.today) {
                errors.refuse(LineRefusal::StepInPast);
            }
            Some(Adding::Step { by })
        }
        "setback" => Some(Adding::Setback),
        _ => {
            errors.add("", "form-incomplete");
            None
        }
    }
}

/// What it comes from, as `contact:…` or `entry:…`; anything else is nothing.
fn tag(text: &str) -> Option<Tag> {
    let (kind, id) = text.split_once(':')?;
    let kind = match kind {
        "entry" => TagKind::Entry,
        "contact" => TagKind::Contact,
        _ => return None,
    };
    Some(Tag { kind, id: id.parse().ok()? })
}

// Showing.

/// What do you want to put on your line? Five answers, each a form of its own.
pub fn kinds_page(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "own-add"), None, || {
        let kinds = KINDS.map(|kind| {
            view! {
                <li><a href=addresses::own_entry_new().of_sort(kind)>
                    {icon_of(kind)}
                    <span><b>{wording::say(t, &format!("own-add-{kind}"), &[])}</b><small>{wording::say(t, &format!("own-add-{kind}-more"), &[])}</small></span>
                </a></li>
            }
        });
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title=say!(t, "own-add") lede=say!(t, "own-add-lede").into_any()/>
                <ul class="kinds">{kinds.into_iter().collect_view()}</ul>
            </div>
        }
    })
}

/// A form to begin with: today, and the question that a thing of this kind usually answers.
pub fn begin(visit: &Visit, kind: &str) -> Typed {
    let typed = Typed::default().with("sort", kind).with("occurred_on", visit.now.today.to_string());
    match kind {
        "experience" => typed.with("questions", CareerQuestion::Work.code()),
        "choice" => typed.with("questions", CareerQuestion::Motives.code()),
        "step" => typed.with("questions", CareerQuestion::Steering.code()),
        _ => typed,
    }
}

pub fn page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let kind = KINDS.into_iter().find(|kind| *kind == typed.value("sort")).unwrap_or("experience");
    let title = wording::say(t, &format!("own-add-{kind}"), &[]);
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let hidden = vec![("entry", visit.id(typed, "entry", again).to_string()), ("sort", kind.to_owned())];
        let name = Field::new(t, "title", wording::say(t, &format!("own-{kind}-title"), &[]), typed).text(Title::MAX as u32);
        let words = Field::new(t, "words", wording::say(t, &format!("own-{kind}-words"), &[]), typed);
        let words = words.optional().area(OwnWords::MAX as u32);
        let sort =
            (kind == "experience").then(|| Field::new(t, "kind", say!(t, "own-kind"), typed).one_of(ExperienceKind::choices(t)));
        let asks_day = matches!(kind, "experience" | "setback");
        let day = asks_day.then(|| Field::new(t, "occurred_on", say!(t, "own-when"), typed).date(Some(visit.now.today)));
        let by = (kind == "step").then(|| Field::new(t, "by", say!(t, "own-by"), typed).optional().date(None));
        let proud = (kind == "experience").then(|| {
            let proud = Choice::new("yes", say!(t, "own-proud")).icon(Icon::Star);
            Field::new(t, "proud", say!(t, "own-proud-ask"), typed).optional().any_of(vec![proud])
        });
        let questions = (kind != "setback").then(|| question_field(t, typed, kind != "reflection"));
        let (from, who) = (comes_from(visit, sheet, typed), who_sees(visit, sheet, typed, kind));
        view! {
            <div class="column">
                <Back href=addresses::own_entry_new() word=say!(t, "own-add")/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                <Form action=addresses::own_entry_new() command hidden>
                    {name}
                    {sort}
                    {words}
                    {day}
                    {by}
                    {proud}
                    {questions}
                    {from}
                    {who}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "own-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// Something that is on the line already, that this came from.
fn comes_from(visit: &Visit, sheet: &LineSheet, typed: &Typed) -> Option<AnyView> {
    if sheet.recent.is_empty() {
        return None;
    }
    let (t, today) = (visit.t, visit.now.today);
    let student = short_name(t, &sheet.name);
    let text = EntryText::new(visit, TimelineReader::Student, &student, &sheet.people);
    let choices = sheet.recent.iter().map(|entry| {
        let day = wording::short_date(t, entry.occurred.on, today);
        Choice::new(entry.key.to_string(), format!("{} ({day})", text.title_of(entry)))
    });
    let choices = choices.collect();
    Some(Field::new(t, "builds_on", say!(t, "own-builds-on"), typed).optional().select(choices))
}

/// Who sees it from the start. Nobody ticked is nobody: that is where it begins.
fn who_sees(visit: &Visit, sheet: &LineSheet, typed: &Typed, kind: &str) -> impl IntoView + use<> {
    let t = visit.t;
    let nobody = sentence(visit, "", &visit.readers(Writing::OwnLine));
    let ask = if kind == "setback" { say!(t, "own-share-setback") } else { say!(t, "own-share") };
    let people = sheet
        .around
        .iter()
        .map(|brief| Choice::new(brief.person.to_string(), capital(&around_word(t, brief))).more(named(t, brief)));
    let school = Choice::new("school", say!(t, "own-share-school"));
    let choices = people.chain([school]).collect();
    let with = Field::new(t, "with", ask, typed).optional().hint(say!(t, "own-share-hint", sentence = nobody)).any_of(choices);
    let until = Field::new(t, "until", say!(t, "own-share-until"), typed).optional().date(None);
    view! { {with}{until} }
}

/// A link to begin with, for pages that have no form of their own.
pub fn add_button(t: Language) -> impl IntoView + use<> {
    view! { <LinkButton href=addresses::own_entry_new() icon=Icon::Plus>{say!(t, "own-add-button")}</LinkButton> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
    use domain::{ids::EntryId, line::ShareWith};
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

    const ENTRY: EntryId = EntryId(Uuid::from_u128(3));

    fn now() -> Now {
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        Now { recorded_at: DateTime::<Utc>::UNIX_EPOCH, today, time: NaiveTime::MIN }
    }

    fn typed(values: &[(&str, &str)]) -> Typed {
        let form = Typed::default().with("entry", ENTRY.to_string());
        values.iter().fold(form, |typed, (field, value)| typed.with(field, *value))
    }

    #[test]
    fn an_experience_reads_with_all_it_has() {
        let mother = MOTHER.to_string();
        let form = typed(&[
            ("sort", "experience"),
            ("title", "Mijn eerste brood"),
            ("kind", "visit"),
            ("occurred_on", "2026-03-08"),
            ("proud", "yes"),
            ("questions", "work"),
            ("builds_on", &format!("contact:{}", Uuid::from_u128(9))),
            ("with", &mother),
            ("with", "school"),
            ("until", "2026-04-01"),
        ]);
        let added = parse(AMIRA, &form, &now()).unwrap();
        assert_eq!(added.what, Adding::Experience { kind: ExperienceKind::Visit, proud: true });
        assert_eq!(added.occurred.on, NaiveDate::from_ymd_opt(2026, 3, 8).unwrap());
        assert_eq!(added.builds_on.map(|tag| tag.kind), Some(TagKind::Contact));
        let until = NaiveDate::from_ymd_opt(2026, 4, 1);
        let with = [ShareWith::Person(MOTHER), ShareWith::School];
        assert_eq!(added.share, with.map(|with| Share { with, until }));
    }

    #[test]
    fn nobody_ticked_is_nobody_and_no_day_is_today() {
        let added = parse(AMIRA, &typed(&[("sort", "choice"), ("title", "Bakker")]), &now()).unwrap();
        assert_eq!((added.share, added.occurred.on, added.builds_on), (vec![], now().today, None));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = typed(&[("sort", "reflection"), ("title", " "), ("occurred_on", "2026-03-11"), ("until", "2026-03-09")]);
        let mut expected = Errors::default();
        expected.add("title", "invalid-title-missing");
        expected.refuse(LineRefusal::InFuture);
        expected.refuse(LineRefusal::NoQuestion);
        expected.refuse(LineRefusal::ShareIsOver);
        assert_eq!(parse(AMIRA, &form, &now()).unwrap_err(), expected);
    }
}
