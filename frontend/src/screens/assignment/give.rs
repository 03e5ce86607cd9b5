//! `/mijn-klas/{class}/opdracht` and `/leerlingen/{student}/opdracht` (`?voorbeeld=`): an assignment for home, for a class or
//! for one student.
//!
//! An example fills everything in, so that a mentor needs four taps: open, an example, "kan zonder schrijven", hand out.

use app::questions::{GivePage, NamedStudent};
use chrono::Days;
use domain::{
    assignment::{
        AssignmentDraft, AssignmentKind, AssignmentRefusal, GiveAssignment, LONGEST_SENTENCE, MOST_MINUTES, MOST_STEPS,
    },
    ids::{ClassId, PersonId},
    policy::Writing,
    time::Now,
    values::Line,
    views::Entry,
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Card, Choice, Empty, Field, Form, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        assignment::entry::kind_icon,
        coded::Coded,
        day::read_day,
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        naming::{full_name, short_name},
        readers::{class_sentence, sentence},
        source::{builds_on, key_value},
        visit::Visit,
    },
    wording::{self, Language},
};

/// For whom a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    Class(ClassId),
    Student(PersonId),
}

impl For {
    fn at(self) -> Address {
        match self {
            For::Class(class) => addresses::class_assignment_new(class),
            For::Student(student) => addresses::assignment_new(student),
        }
    }
    /// Where one comes from, and goes back to.
    pub fn back(self) -> Address {
        match self {
            For::Class(class) => addresses::my_class().of_class(class),
            For::Student(student) => addresses::student(student),
        }
    }
}

/// The fields of the steps. The first carries what is wrong with any of them.
const STEPS: [&str; MOST_STEPS] = ["steps", "step_2", "step_3", "step_4", "step_5"];

/// Days that home gets, when nobody chooses.
const USUAL_DAYS: u64 = 14;

const USUAL_MINUTES: &str = "15";

/// Steps in an example.
const EXAMPLE_STEPS: usize = 3;

/// The form before anyone typed: for everybody, in two weeks; with an example filled in when one was chosen.
pub fn begin(visit: &Visit, page: &GivePage, example: Option<&str>) -> Typed {
    let due = visit.now.today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(visit.now.today);
    let kind = example.and_then(AssignmentKind::parse);
    let typed = Typed::default()
        .with("kind", kind.unwrap_or(AssignmentKind::Together).code())
        .with("minutes", USUAL_MINUTES)
        .with("due", due.to_string());
    let typed = page.students.iter().fold(typed, |typed, named| typed.with("students", named.student.to_string()));
    let Some(kind) = kind else { return typed };
    // What home reads is easy Dutch, whatever language the mentor's page is in.
    let words = |what: &str| wording::say(Language::NlEasy, &format!("example-{}-{what}", kind.code()), &[]);
    let typed = typed.with("title", words("title")).with("why", words("why")).with("then", words("then"));
    let steps = STEPS.iter().take(EXAMPLE_STEPS).enumerate();
    steps.fold(typed, |typed, (i, field)| typed.with(field, words(&format!("step-{}", i + 1))))
}

/// Reads the form. Everything that is wrong at once.
pub fn parse(whom: For, typed: &Typed, now: &Now) -> Result<GiveAssignment, Errors> {
    let mut errors = Errors::default();
    let giving = errors.take_id(typed, "giving");
    let (class, students) = match whom {
        For::Class(class) => (Some(class), typed.all("students").filter_map(|id| id.parse().ok()).collect()),
        For::Student(student) => (None, vec![student]),
    };
    if students.is_empty() {
        errors.refuse(AssignmentRefusal::ForNobody);
    }
    let draft = draft(typed, now, &mut errors);
    let command = draft.zip(giving).map(|(draft, giving)| GiveAssignment { giving, class, students, draft });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

fn draft(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<AssignmentDraft> {
    let kind = errors.choose(typed, "kind");
    let mut line = |field: &'static str| errors.take(field, Line::parse(typed.value(field)));
    let (title, why, then, after) = (line("title"), line("why"), line("then"), line("after"));
    let steps: Vec<Option<Line>> = STEPS.iter().filter_map(|field| line(field)).collect();
    let due = read_day(typed, "due", errors);
    let draft = AssignmentDraft {
        kind: kind.unwrap_or(AssignmentKind::Together),
        title: title.clone().flatten(),
        why: why.clone().flatten(),
        then: then.clone().flatten(),
        builds_on: builds_on(typed.value("builds_on")),
        after: after.clone().flatten(),
        steps: steps.into_iter().flatten().collect(),
        minutes: typed.value("minutes").parse().unwrap_or(0),
        without_writing: typed.value("without_writing") == "yes",
        due: due.unwrap_or(now.today),
    };
    // What is too long is said already, so it is not missing as well.
    let said = |fault: &AssignmentRefusal| match fault {
        AssignmentRefusal::NoTitle => title.is_none(),
        AssignmentRefusal::NoWhy => why.is_none(),
        AssignmentRefusal::NoUse => then.is_none(),
        AssignmentRefusal::BuildsOnNothing => after.is_none(),
        _ => false,
    };
    for fault in draft.faults(now.today).into_iter().filter(|fault| !said(fault)) {
        errors.refuse(fault);
    }
    (kind.is_some() && due.is_some()).then_some(draft)
}

pub fn page(visit: &Visit, page: &GivePage, whom: For, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "assignment-form-title");
    let class = page.class.as_ref().map(|class| class.name.as_str()).unwrap_or_default();
    let (back, lede) = match page.students.first() {
        Some(named) if !page.whole_class => {
            let name = full_name(t, &named.name);
            (name.clone(), say!(t, "assignment-form-lede-student", student = name))
        }
        _ => (say!(t, "class-title", class = class), say!(t, "assignment-form-lede-class", class = class)),
    };
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=whom.back() word=back/>
            <Head title=title lede=lede.into_any()/>
            <FormTop t typed=typed.clone() again/>
            {if page.students.is_empty() {
                view! { <Empty icon=Icon::People words=say!(t, "class-empty")/> }.into_any()
            } else {
                view! { <div class="split end">{form(visit, page, whom, typed, again)}{beside(visit, page, whom)}</div> }.into_any()
            }}
        }
    })
}

fn form(visit: &Visit, page: &GivePage, whom: For, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let kinds = AssignmentKind::EACH.iter().map(|kind| kind.choice(t).icon(kind_icon(*kind))).collect();
    let line = |field: &'static str, label: String| Field::new(t, field, label, typed);
    let max = Line::MAX as u32;
    let steps = STEPS.iter().enumerate().map(|(i, field)| {
        let field = line(field, say!(t, "assignment-form-step", number = i + 1));
        let field =
            if i == 0 { field.hint(say!(t, "assignment-form-steps-hint", words = LONGEST_SENTENCE)) } else { field.optional() };
        field.text(max)
    });
    let steps = steps.collect_view();
    let feasible = vec![
        Choice::new("yes", say!(t, "assignment-form-without-writing")).more(say!(t, "assignment-form-without-writing-more")),
    ];
    let hidden = vec![("giving", visit.id(typed, "giving", again).to_string())];
    let fields = view! {
        {line("kind", say!(t, "assignment-form-kind")).one_of(kinds)}
        {line("title", say!(t, "assignment-form-name")).hint(say!(t, "assignment-form-name-hint")).text(max)}
        {line("why", say!(t, "assignment-why")).text(max)}
        {line("then", say!(t, "assignment-form-then")).hint(say!(t, "assignment-form-then-hint")).text(max)}
        {builds(visit, page, typed)}
        <fieldset class="steps"><legend>{say!(t, "assignment-form-steps")}</legend>{steps}</fieldset>
        {line("without_writing", say!(t, "assignment-form-check")).any_of(feasible)}
        <div class="at">
            {line("minutes", say!(t, "assignment-form-minutes")).hint(say!(t, "assignment-form-minutes-hint", most = MOST_MINUTES)).number()}
            {line("due", say!(t, "assignment-form-due")).date(None)}
        </div>
        {page.whole_class.then(|| students(t, page, typed))}
    };
    view! {
        <Form action=whom.at() command=visit.command(typed, again) hidden>
            {fields}
            <div class="actions">
                <Button icon=Icon::Task>{say!(t, "assignment-form-save")}</Button>
                <LinkButton href=whom.back() kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
            </div>
        </Form>
    }
}

/// What it builds on: something on the student's timeline, or a line. A class has no timeline together.
fn builds(visit: &Visit, page: &GivePage, typed: &Typed) -> impl IntoView + use<> {
    let (t, today) = (visit.t, visit.now.today);
    let choices: Vec<_> = page
        .lately
        .iter()
        .map(|entry| {
            Choice::new(key_value(entry.key), in_short(visit, page, entry)).more(wording::day(t, entry.occurred.on, today))
        })
        .collect();
    let chosen = (!choices.is_empty()).then(|| {
        let none = Choice::new("", say!(t, "assignment-form-builds-on-other"));
        Field::new(t, "builds_on", say!(t, "assignment-form-builds-on"), typed)
            .one_of(choices.into_iter().chain([none]).collect())
    });
    let label = if chosen.is_some() { say!(t, "assignment-form-after-other") } else { say!(t, "assignment-form-builds-on") };
    let line = Field::new(t, "after", label, typed).hint(say!(t, "assignment-form-after-hint"));
    let line = if chosen.is_some() { line.optional() } else { line };
    view! { {chosen}{line.text(Line::MAX as u32)} }
}

/// An entry in one line, as staff know it.
fn in_short(visit: &Visit, page: &GivePage, entry: &Entry) -> String {
    let t = visit.t;
    let student = page.students.first().map(|named| short_name(t, &named.name)).unwrap_or_default();
    let text = EntryText::new(visit, TimelineReader::staff(visit), &student, &page.people);
    text.title_of(entry)
}

fn students(t: Language, page: &GivePage, typed: &Typed) -> impl IntoView + use<> {
    let choices = page.students.iter().map(|NamedStudent { student, name }| Choice::new(student.to_string(), full_name(t, name)));
    let field = Field::new(t, "students", say!(t, "assignment-form-for-whom"), typed).any_of(choices.collect());
    let words = say!(t, "assignment-form-everybody", count = page.students.len());
    let open = typed.is_wrong().then_some("");
    view! { <details class="more" open=open><summary>{words}</summary>{field}</details> }
}

/// Who will read it, and the examples.
fn beside(visit: &Visit, page: &GivePage, whom: For) -> impl IntoView + use<> {
    let t = visit.t;
    let examples = AssignmentKind::EACH.iter().map(|kind| {
        let href = whom.at().with_example(kind.code());
        let title = wording::say(Language::NlEasy, &format!("example-{}-title", kind.code()), &[]);
        view! { <li><a href=href>{kind_icon(*kind)}<span lang="nl">{title}</span></a></li> }
    });
    let examples = examples.collect_view();
    let readers = readers(visit, page);
    view! {
        <div class="steady">
            <Card heading=say!(t, "assignment-form-examples")><ul class="examples">{examples}</ul></Card>
            <Card heading=say!(t, "contact-readers")>
                {readers}
            </Card>
        </div>
    }
}

/// Who will read it; a supporter only what is meant for others than parents.
fn readers(visit: &Visit, page: &GivePage) -> impl IntoView + use<> {
    let (t, others) = (visit.t, AssignmentKind::ImportantOthers);
    let says = |kind| match page.students.as_slice() {
        [only] if !page.whole_class => sentence(visit, &short_name(t, &only.name), &visit.readers(Writing::Assignment(kind))),
        _ => class_sentence(visit, &page.circles, |circle| circle.readers(Writing::Assignment(kind))),
    };
    let usual = AssignmentKind::EACH.iter().find(|kind| **kind != others).map(|kind| says(*kind));
    view! { <p>{usual}</p><p class="soft small">{others.word(t)}": "{says(others)}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use domain::ids::{Tag, TagKind};
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const CLASS: ClassId = ClassId(Uuid::from_u128(2));

    fn now() -> Now {
        let day = NaiveDate::from_ymd_opt(2025, 11, 6).unwrap();
        let evening = chrono::NaiveTime::from_hms_opt(20, 0, 0).unwrap();
        Now { recorded_at: day.and_time(evening).and_utc(), today: day, time: evening }
    }

    fn typed(changes: &[(&str, &str)]) -> Typed {
        let giving = Uuid::from_u128(9).to_string();
        let student = AMIRA.to_string();
        let filled = [
            ("giving", giving.as_str()),
            ("kind", "outing"),
            ("title", "Naar de open dag"),
            ("why", "Samen zie je meer."),
            ("then", "We praten erover in de klas."),
            ("after", "De beroepenmarkt"),
            ("steps", "Kies een dag."),
            ("step_3", "Praat op de terugweg."),
            ("minutes", "20"),
            ("without_writing", "yes"),
            ("due", "2025-11-20"),
            ("students", student.as_str()),
        ];
        let kept = filled.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let all = kept.chain(changes).filter(|(_, value)| !value.is_empty());
        Typed::new(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn an_assignment_is_read_as_it_was_typed() {
        let command = parse(For::Class(CLASS), &typed(&[]), &now()).unwrap();
        assert_eq!((command.class, command.students.as_slice()), (Some(CLASS), &[AMIRA][..]));
        assert_eq!((command.draft.kind, command.draft.steps.len(), command.draft.minutes), (AssignmentKind::Outing, 2, 20));
        let command =
            parse(For::Student(AMIRA), &typed(&[("after", ""), ("builds_on", &key_value(Tag::student(AMIRA)))]), &now());
        assert!(command.is_err(), "nobody builds on a student");
        let on = Tag { kind: TagKind::Contact, id: Uuid::from_u128(7) };
        let command = parse(For::Student(AMIRA), &typed(&[("after", ""), ("builds_on", &key_value(on))]), &now()).unwrap();
        assert_eq!((command.class, command.draft.builds_on), (None, Some(on)));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = [
            ("why", ""),
            ("then", &"x".repeat(161)),
            ("after", ""),
            ("steps", ""),
            ("step_3", ""),
            ("minutes", "veel"),
            ("without_writing", ""),
            ("due", "2025-11-05"),
            ("students", ""),
        ];
        let errors = parse(For::Class(CLASS), &typed(&wrong), &now()).unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["students", "then", "why", "after", "steps", "minutes", "without_writing", "due"]);
    }

    #[test]
    fn every_example_passes_the_check_once_the_mentor_says_so() {
        for kind in AssignmentKind::EACH {
            let words = |what: &str| wording::say(Language::NlEasy, &format!("example-{}-{what}", kind.code()), &[]);
            let line = |what: &str| Line::parse(&words(what)).unwrap();
            let draft = AssignmentDraft {
                kind: *kind,
                title: line("title"),
                why: line("why"),
                then: line("then"),
                builds_on: None,
                after: Line::parse("De beroepenmarkt").unwrap(),
                steps: (1..=EXAMPLE_STEPS).filter_map(|i| line(&format!("step-{i}"))).collect(),
                minutes: USUAL_MINUTES.parse().unwrap(),
                without_writing: true,
                due: now().today,
            };
            assert_eq!(draft.faults(now().today), [], "{kind:?}");
        }
    }
}
