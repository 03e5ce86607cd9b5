//! `/mijn-klas/{class}/avond`: after an evening at school, everybody one spoke with in one go.

use app::questions::{ClassContactSheet, FamilyToTick};
use domain::{
    contact::{ContactRefusal, ContactReport, Initiative, Means, Reason, RecordEvening, SpokeWith, Topic},
    ids::{ClassId, ContactId, PersonId},
    policy::Writing,
    time::Now,
};
use leptos::prelude::*;

use crate::{
    addresses,
    islands::CountRows,
    parts::{Align, Back, Button, Empty, Field, Form, Head, Hidden, Icon, Kind, LinkButton, Row, Table, Typed},
    say,
    screens::{
        coded::{Coded, means_icon},
        day::{ask_occurred, read_occurred},
        form::{Again, Errors, FormTop},
        naming::{full_name, short_name, whom},
        readers::class_sentence,
        visit::Visit,
    },
    wording::{Language, capital},
};

/// Nobody is ticked yet, and nothing is said of what it was about; the rest is as after a parents' evening today.
pub fn begin(visit: &Visit) -> Typed {
    Typed::default().with("means", Means::Evening.code()).with("occurred_on", visit.now.today.to_string())
}

/// Reads the form. `spoke` is ticked per person as `student.person`, `student_present` per student; `contact` brings the
/// id that a student's contact will have, as `student.contact`.
pub fn parse(class: ClassId, typed: &Typed, now: &Now) -> Result<RecordEvening, Errors> {
    let mut errors = Errors::default();
    let spoke = pairs::<PersonId>(typed, "spoke", &mut errors);
    let contacts = pairs::<ContactId>(typed, "contact", &mut errors);
    if spoke.is_empty() {
        errors.refuse(ContactRefusal::NobodyTicked);
    }
    let (means, reason) = (errors.choose(typed, "means"), Reason::parse(typed.value("reason")));
    let topics: Vec<Topic> = typed.all("topics").filter_map(Topic::parse).collect();
    if topics.is_empty() {
        errors.refuse(ContactRefusal::AboutNothing);
    }
    let (Some(occurred), Some(means)) = (read_occurred(typed, now, &mut errors), means) else {
        return Err(errors);
    };
    let present: Vec<&str> = typed.all("student_present").collect();
    // Who ticked a student and nobody of home meant something: it is asked, not dropped.
    if !spoke.is_empty() && present.iter().any(|student| !spoke.iter().any(|(of, _)| of.to_string() == **student)) {
        errors.add("spoke", "evening-student-alone");
    }
    let report = |student: PersonId| ContactReport {
        occurred,
        means,
        with: spoke.iter().filter(|(of, _)| *of == student).map(|(_, person)| *person).collect(),
        student_present: present.contains(&student.to_string().as_str()),
        initiative: Initiative::School,
        reason,
        topics: topics.clone(),
        words: None,
    };
    let told = contacts.iter().filter(|(student, _)| spoke.iter().any(|(of, _)| of == student));
    let told: Vec<_> =
        told.map(|(student, contact)| SpokeWith { contact: *contact, student: *student, report: report(*student) }).collect();
    if told.is_empty() && errors.is_empty() {
        errors.add("", "form-incomplete");
    }
    if errors.is_empty() { Ok(RecordEvening { class, spoke: told }) } else { Err(errors) }
}

fn pairs<T: std::str::FromStr>(typed: &Typed, field: &str, errors: &mut Errors) -> Vec<(PersonId, T)> {
    let pair = |text: &str| text.split_once('.').and_then(|(student, other)| Some((student.parse().ok()?, other.parse().ok()?)));
    let read: Option<Vec<_>> = typed.all(field).map(pair).collect();
    read.unwrap_or_else(|| {
        errors.add("", "form-incomplete");
        vec![]
    })
}

pub fn page(visit: &Visit, page: &ClassContactSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "evening-title");
    let class = say!(t, "class-title", class = page.class.name.as_str());
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=addresses::my_class().of_class(page.class.class) word=class.clone()/>
            <Head title=title lede=say!(t, "evening-lede", class = page.class.name.as_str()).into_any()/>
            <FormTop t typed=typed.clone() again/>
            {if page.families.is_empty() {
                view! { <Empty icon=Icon::People words=say!(t, "class-empty")/> }.into_any()
            } else {
                form(visit, page, typed, again).into_any()
            }}
        }
    })
}

fn form(visit: &Visit, page: &ClassContactSheet, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    // A letter is no evening: only where people meet or hear each other.
    let means = Means::EACH.iter().filter(|means| means.is_a_talk()).map(|means| means.choice(t).icon(means_icon(*means)));
    let shared = view! {
        {ask_occurred(t, visit.now.today, typed)}
        {Field::new(t, "means", say!(t, "contact-means"), typed).one_of(means.collect())}
        {Field::new(t, "topics", say!(t, "contact-topics"), typed).any_of(Topic::choices(t))}
        {Field::new(t, "reason", say!(t, "contact-reason"), typed).optional().one_of(Reason::choices(t))}
    };
    let families = Field::new(t, "spoke", say!(t, "evening-who"), typed).around(families(t, page, typed));
    let class = page.class.class;
    let home: Vec<PersonId> = page.families.iter().flat_map(|family| &family.home).map(|brief| brief.person).collect();
    let readers = class_sentence(visit, &page.circles, |circle| circle.readers(Writing::Contact { with: &home }));
    view! {
        <Form action=addresses::class_evening(class) command=visit.command(typed, again) hidden=contacts(visit, page, typed, again)>
            {families}
            <p class="soft">{readers}</p>
            <p class="soft">{say!(t, "evening-readers")}</p>
            <h2>{say!(t, "contact-more")}</h2>
            {shared}
            <CountRows rows="families".into() name="spoke".into() each=false none=say!(t, "evening-none") one=say!(t, "evening-one") more=say!(t, "evening-more", count = "#")/>
            <div class="actions">
                <Button icon=Icon::Check>{say!(t, "evening-save")}</Button>
                <LinkButton href=addresses::my_class().of_class(class) kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
            </div>
        </Form>
    }
}

/// An id for each student's contact: the same when the same form comes twice.
fn contacts(visit: &Visit, page: &ClassContactSheet, typed: &Typed, again: Option<Again>) -> Vec<(&'static str, String)> {
    let came_in = |student: PersonId| {
        let start = format!("{student}.");
        typed.all("contact").find(|text| again != Some(Again::Reused) && text.starts_with(&start)).map(str::to_owned)
    };
    let contact =
        |family: &FamilyToTick| came_in(family.student).unwrap_or_else(|| format!("{}.{}", family.student, (visit.fresh)()));
    page.families.iter().map(|family| ("contact", contact(family))).collect()
}

fn families(t: Language, page: &ClassContactSheet, typed: &Typed) -> AnyView {
    let table = Table::new(say!(t, "evening-who"))
        .rows_id("families")
        .column(say!(t, "class-student"), Align::Start)
        .column(say!(t, "evening-spoke"), Align::Start)
        .column(say!(t, "evening-with-student"), Align::Start);
    table.show(page.families.iter().map(|family| {
        let (name, first) = (full_name(t, &family.name), short_name(t, &family.name));
        let home = family.home.iter().map(|brief| {
            let who = brief.name.as_ref().map(|name| full_name(t, name)).unwrap_or_default();
            let value = format!("{}.{}", family.student, brief.person);
            tick("spoke", value, capital(&whom(t, brief.whom)), format!("{who} ({name})"), typed)
        });
        let home = home.collect_view();
        if family.home.is_empty() {
            return Row::new()
                .cell(name)
                .cell(view! { <span class="soft">{say!(t, "evening-nobody")}</span> })
                .cell(view! { <span class="soft">"–"</span> });
        }
        let present = tick("student_present", family.student.to_string(), first, say!(t, "evening-present"), typed);
        Row::new().cell(name).cell(view! { <div class="ticks">{home}</div> }).cell(view! { <div class="ticks">{present}</div> })
    }))
}

/// A box to tick with its word; what a table shows by its place is said in words to a screen reader.
fn tick(name: &'static str, value: String, word: String, unseen: String, typed: &Typed) -> impl IntoView + use<> {
    let ticked = typed.all(name).any(|one| one == value);
    view! { <label class="tick"><input type="checkbox" name=name value=value checked=ticked/><span>{word}<Hidden words=format!(" {unseen}")/></span></label> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const CLASS_3B: ClassId = ClassId(Uuid::from_u128(9));
    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MILAN: PersonId = PersonId(Uuid::from_u128(2));
    const MOTHER: PersonId = PersonId(Uuid::from_u128(3));
    const FATHER: PersonId = PersonId(Uuid::from_u128(4));
    const CONTACT: ContactId = ContactId(Uuid::from_u128(5));

    fn evening(ticked: &[(&str, String)]) -> Typed {
        let shared = [("means", "evening"), ("topics", "future"), ("reason", "positive"), ("occurred_on", "2025-11-06")];
        let typed = shared.into_iter().fold(Typed::default(), |typed, (name, value)| typed.with(name, value));
        let typed =
            typed.with("contact", format!("{AMIRA}.{CONTACT}")).with("contact", format!("{MILAN}.{}", Uuid::from_u128(6)));
        ticked.iter().fold(typed, |typed, (name, value)| typed.with(name, value))
    }

    fn now() -> Now {
        let at = chrono::DateTime::parse_from_rfc3339("2025-11-06T21:00:00Z").unwrap().to_utc();
        Now { recorded_at: at, today: at.date_naive(), time: at.time() }
    }

    #[test]
    fn each_family_that_was_ticked_gives_one_contact_with_its_own_people() {
        let typed = evening(&[
            ("spoke", format!("{AMIRA}.{MOTHER}")),
            ("spoke", format!("{AMIRA}.{FATHER}")),
            ("student_present", AMIRA.to_string()),
        ]);
        let command = parse(CLASS_3B, &typed, &now()).unwrap();
        let [spoke] = command.spoke.as_slice() else { panic!("{command:?}") };
        assert_eq!((spoke.contact, spoke.student), (CONTACT, AMIRA));
        assert_eq!(spoke.report.with, [MOTHER, FATHER]);
        assert!(spoke.report.student_present);
        assert_eq!(spoke.report.means, Means::Evening);
    }

    #[test]
    fn a_student_who_was_ticked_without_anybody_of_home_is_not_dropped_in_silence() {
        let ticked = [("spoke", format!("{AMIRA}.{MOTHER}")), ("student_present", MILAN.to_string())];
        let errors = parse(CLASS_3B, &evening(&ticked), &now()).unwrap_err();
        assert_eq!(errors.0, [("spoke", "evening-student-alone".to_owned())]);
    }

    #[test]
    fn an_evening_with_nobody_is_refused() {
        let errors = parse(CLASS_3B, &evening(&[]), &now()).unwrap_err();
        assert_eq!(errors.0, [("spoke", "refused-contact-nobody-ticked".to_owned())]);
    }

    #[test]
    fn a_broken_tick_is_not_read_as_nobody() {
        let errors = parse(CLASS_3B, &evening(&[("spoke", "onzin".into())]), &now()).unwrap_err();
        assert_eq!(errors.0[0], ("", "form-incomplete".to_owned()));
    }
}
