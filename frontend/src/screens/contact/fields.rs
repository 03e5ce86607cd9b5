//! What the forms of a contact share.

use app::questions::{AtHome, ContactSheet};
use domain::{
    contact::{ContactRefusal, ContactReport, Initiative, Means, Reason, Topic},
    ids::PersonId,
    policy::Writing,
    time::Now,
    values::{Channel, Words},
    views::Entry,
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Card, Choice, Field, Head, Icon, Kind, LinkButton, Strong, Timeline, Typed},
    say,
    screens::{
        coded::{Coded, means_icon},
        day::{ask_occurred, read_occurred},
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        naming::{full_name, short_name, whom},
        readers::{reader_list, sentence},
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// What a form tells of a contact. What it was about comes from its button or its boxes.
pub(super) fn report(typed: &Typed, topics: Vec<Topic>, now: &Now, errors: &mut Errors) -> Option<ContactReport> {
    let with = with(typed, errors);
    if with.is_empty() {
        errors.refuse(ContactRefusal::WithNobody);
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    let means = errors.choose(typed, "means");
    let initiative = errors.choose(typed, "initiative");
    Some(ContactReport {
        occurred: read_occurred(typed, now, errors)?,
        means: means?,
        with,
        student_present: typed.value("student_present") == "yes",
        initiative: initiative?,
        reason: Reason::parse(typed.value("reason")),
        topics,
        words: words?,
    })
}

/// The boxes that are ticked under what it was about.
pub(super) fn ticked_topics(typed: &Typed) -> Vec<Topic> {
    typed.all("topics").filter_map(Topic::parse).collect()
}

pub(super) fn with(typed: &Typed, errors: &mut Errors) -> Vec<PersonId> {
    let ids: Result<_, _> = typed.all("with").map(str::parse).collect();
    ids.unwrap_or_else(|_| {
        errors.add("", "form-incomplete");
        vec![]
    })
}

/// The way back, the head, and beside the form who will read it.
pub(super) fn around(
    visit: &Visit,
    sheet: &ContactSheet,
    title: String,
    typed: &Typed,
    again: Option<Again>,
    form: AnyView,
) -> impl IntoView + use<> {
    let t = visit.t;
    let readers = contact_readers(visit, sheet);
    view! {
        {back(t, sheet)}
        <Head title=title lede=about(t, sheet)/>
        <FormTop t typed=typed.clone() again/>
        <div class="split end">
            {form}
            <Card heading=say!(t, "contact-readers")>{readers}</Card>
        </div>
    }
}

/// Of home it is whoever took part; who may read nothing any more, though they can be ticked, is left out.
fn contact_readers(visit: &Visit, sheet: &ContactSheet) -> impl IntoView + use<> {
    let (t, student) = (visit.t, short_name(visit.t, &sheet.name));
    let with: Vec<PersonId> = sheet.home.iter().map(|person| person.person).collect();
    let readers = visit.readers(Writing::Contact { with: &with });
    let at_home = readers.now.iter().chain(&readers.later).any(|reader| reader.is_home());
    let only_there = at_home.then(|| view! { <p class="soft small">{say!(t, "contact-readers-home")}</p> });
    let attempt = sentence(visit, &student, &visit.readers(Writing::Attempt));
    view! {
        {reader_list(visit, &student, &readers)}
        {only_there}
        <p class="soft small">{say!(t, "contact-readers-attempt", sentence = attempt)}</p>
    }
}

/// Who will read it, below the buttons.
pub(super) fn readers(visit: &Visit, sheet: &ContactSheet) -> impl IntoView + use<> {
    view! { <section class="who-reads"><h2>{say!(visit.t, "contact-readers")}</h2>{contact_readers(visit, sheet)}</section> }
}

pub(super) fn back(t: Language, sheet: &ContactSheet) -> impl IntoView + use<> {
    view! { <Back href=addresses::student(sheet.student) word=full_name(t, &sheet.name)/> }
}

pub(super) fn about(t: Language, sheet: &ContactSheet) -> AnyView {
    let name = full_name(t, &sheet.name);
    let words = match &sheet.class {
        Some(class) => say!(t, "contact-about-in-class", student = name, class = class.name.as_str()),
        None => say!(t, "contact-about", student = name),
    };
    view! { <Strong words/> }.into_any()
}

pub(super) fn who(t: Language, sheet: &ContactSheet, typed: &Typed) -> AnyView {
    let choices = sheet
        .home
        .iter()
        .map(|person| Choice::new(person.person.to_string(), capital(&whom(t, person.whom))).more(reached_at(t, person)));
    Field::new(t, "with", say!(t, "contact-with"), typed).any_of(choices.collect())
}

/// Who it is, and the number to call or that there is none.
fn reached_at(t: Language, person: &AtHome) -> String {
    let name = person.name.as_ref().map(|name| full_name(t, name));
    let phone = person.channels.iter().find(|row| row.channel == Channel::Phone);
    let phone = match phone {
        None => say!(t, "contact-no-phone"),
        Some(row) if row.failed().is_some() => say!(t, "outcome-wrong-details"),
        Some(row) => row.reachable.value().map_or_else(|| say!(t, "erased"), |phone| phone.written()),
    };
    name.into_iter().chain([phone]).collect::<Vec<_>>().join(" · ")
}

pub(super) fn words(t: Language, typed: &Typed) -> AnyView {
    Field::new(t, "words", say!(t, "contact-words"), typed).optional().counted().area(Words::MAX as u32)
}

pub(super) fn means(t: Language, typed: &Typed) -> AnyView {
    let means = Means::EACH.iter().map(|means| means.choice(t).icon(means_icon(*means))).collect();
    Field::new(t, "means", say!(t, "contact-means"), typed).one_of(means)
}

/// What may be said besides: it is asked of nobody.
pub(super) fn details(visit: &Visit, sheet: &ContactSheet, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &sheet.name);
    let present = ["no", "yes"].map(|value| Choice::new(value, wording::say(t, &format!("answer-{value}"), &[])));
    view! {
        {Field::new(t, "topics", say!(t, "contact-topics"), typed).any_of(Topic::choices(t))}
        {Field::new(t, "student_present", say!(t, "contact-present", student = student), typed).one_of(present.into())}
        {Field::new(t, "reason", say!(t, "contact-reason"), typed).optional().one_of(Reason::choices(t))}
        {Field::new(t, "initiative", say!(t, "contact-initiative"), typed).one_of(Initiative::choices(t))}
        {ask_occurred(t, visit.now.today, typed)}
    }
}

/// The revision of the contact when the form was made.
pub(super) fn seen(sheet: &ContactSheet) -> String {
    sheet.entry.as_ref().map_or(0, |entry| entry.earlier.len() + 1).to_string()
}

pub(super) fn as_it_stands(visit: &Visit, sheet: &ContactSheet, entry: &Entry) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &sheet.name);
    let text = EntryText::new(visit, TimelineReader::staff(visit), &student, &sheet.people);
    let moment = text.moment(entry);
    view! { <Timeline t moments=vec![moment]/> }
}

/// Why it is told anew or taken back; `hint` is the sentence before who reads that.
pub(super) fn why(visit: &Visit, sheet: &ContactSheet, label: String, hint: &'static str, typed: &Typed) -> AnyView {
    let t = visit.t;
    let readers = sentence(visit, &short_name(t, &sheet.name), &visit.readers(Writing::Correction));
    let hint = say!(t, hint, sentence = readers);
    Field::new(t, "because", label, typed).hint(hint).counted().area(Words::MAX as u32)
}

pub(super) fn save(sheet: &ContactSheet, icon: Icon, word: String, leave: String) -> impl IntoView + use<> {
    let href = addresses::student(sheet.student);
    view! {
        <div class="actions">
            <Button icon=icon>{word}</Button>
            <LinkButton href=href kind=Kind::Quiet>{leave}</LinkButton>
        </div>
    }
}
