//! `/leerlingen/{id}/gesprek` (`?met=&kanaal=`): a talk with home, or an attempt, written down in three taps; the same
//! form to correct one (`…/gesprek/{contact}/verbeteren`), and a small one to withdraw one (`…/intrekken`).
//!
//! Everything but how it went has a default, so that the first tap on an outcome is enough.

use app::questions::{AtHome, ContactSheet};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    contact::{
        Account, ContactRefusal, ContactReport, CorrectContact, Initiative, Means, Outcome, Reason, RecordAttempt, RecordContact,
        Topic, WithdrawContact,
    },
    ids::{ContactId, PersonId},
    policy::Deed,
    time::{Now, Occurred, Precision},
    values::{Channel, Words},
    views::{Entry, Told},
};
use leptos::prelude::*;

use crate::{
    parts::{Back, Button, Card, Choice, Empty, Field, Form, Head, Icon, Kind, LinkButton, Strong, Timeline, Typed},
    say,
    screens::{
        coded::{Coded, means_icon, outcome_icon},
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        naming::{called, capital, full_name, short_name, whom},
        person::student::address,
        visit::Visit,
    },
    wording::{self, Language},
};

/// What came in: there was a talk, or there was none.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    Contact(RecordContact),
    Attempt(RecordAttempt),
}

/// The form before anyone typed: today, on the phone, with the person asked for or else the first who can be reached.
pub fn begin(visit: &Visit, sheet: &ContactSheet, with: Option<&str>, means: Option<&str>) -> Typed {
    let known = |person: &&AtHome| with == Some(person.person.to_string().as_str());
    let reachable = |person: &&AtHome| person.channels.iter().any(|channel| channel.failed.is_none());
    let home = &sheet.home;
    let first = home.iter().find(known).or_else(|| home.iter().find(reachable)).or_else(|| home.first());
    let typed = Typed::default()
        .with("means", means.and_then(Means::parse).unwrap_or(Means::Phone).code())
        .with("student_present", "nee")
        .with("topics", Topic::Future.code())
        .with("reason", Reason::Positive.code())
        .with("initiative", Initiative::School.code())
        .with("occurred_on", visit.now.today.to_string());
    first.into_iter().fold(typed, |typed, person| typed.with("with", person.person.to_string()))
}

/// Reads the form. Everything that is wrong at once.
pub fn parse(student: PersonId, typed: &Typed, now: &Now) -> Result<Sent, Errors> {
    let mut errors = Errors::default();
    let contact = errors.take_id(typed, "contact");
    let sent = match typed.value("uitkomst") {
        "gelukt" => report(typed, now, &mut errors)
            .zip(contact)
            .map(|(report, contact)| Sent::Contact(RecordContact { contact, student, report })),
        outcome => attempt(student, contact, outcome, typed, now, &mut errors).map(Sent::Attempt),
    };
    sent.filter(|_| errors.is_empty()).ok_or(errors)
}

fn report(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<ContactReport> {
    let with = with(typed, errors);
    if with.is_empty() {
        errors.refuse(ContactRefusal::WithNobody);
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    let means = errors.choose(typed, "means");
    let topics: Vec<Topic> = typed.all("topics").filter_map(Topic::parse).collect();
    if topics.is_empty() {
        errors.refuse(ContactRefusal::AboutNothing);
    }
    let (reason, initiative) = (errors.choose(typed, "reason"), errors.choose(typed, "initiative"));
    Some(ContactReport {
        occurred: when(typed, now, errors)?,
        means: means?,
        with,
        student_present: typed.value("student_present") == "ja",
        initiative: initiative?,
        reason: reason?,
        topics,
        words: words?,
    })
}

fn attempt(
    student: PersonId,
    contact: Option<ContactId>,
    outcome: &str,
    typed: &Typed,
    now: &Now,
    errors: &mut Errors,
) -> Option<RecordAttempt> {
    let outcome = OUTCOMES.iter().find(|(value, _)| *value == outcome).map(|(_, outcome)| *outcome);
    if outcome.is_none() {
        errors.add("uitkomst", "check-choose");
    }
    let with = with(typed, errors);
    if with.len() > 1 {
        errors.add("with", "attempt-with-one");
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    let means = errors.choose(typed, "means");
    let occurred = when(typed, now, errors)?;
    Some(RecordAttempt {
        contact: contact?,
        student,
        occurred,
        means: means?,
        outcome: outcome?,
        with: with.first().copied(),
        words: words?,
    })
}

/// The buttons for what was no talk, as the form sends them.
const OUTCOMES: [(&str, Outcome); 4] = [
    ("niet-opgenomen", Outcome::NoAnswer),
    ("nummer-klopt-niet", Outcome::WrongDetails),
    ("bericht-achtergelaten", Outcome::MessageLeft),
    ("niet-gekomen", Outcome::DidNotCome),
];

fn with(typed: &Typed, errors: &mut Errors) -> Vec<PersonId> {
    let ids: Result<_, _> = typed.all("with").map(str::parse).collect();
    ids.unwrap_or_else(|_| {
        errors.add("", "form-incomplete");
        vec![]
    })
}

/// The day, with its time when that is known, or only the week. What has not been yet is said with all else that is wrong.
pub(crate) fn when(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<Occurred> {
    let occurred = read_when(typed, errors)?;
    if occurred.is_after(now) {
        errors.refuse(ContactRefusal::InFuture);
    }
    Some(occurred)
}

fn read_when(typed: &Typed, errors: &mut Errors) -> Option<Occurred> {
    let day = read_day(typed, "occurred_on", errors);
    let at = typed.value("occurred_at");
    let time = read(at, &["%H:%M", "%H.%M", "%H:%M:%S"], NaiveTime::parse_from_str);
    if typed.value("occurred_week") == "ja" {
        return day.map(Occurred::in_week_of);
    }
    if at.is_empty() {
        return day.map(Occurred::on);
    }
    if time.is_none() {
        errors.add("occurred_at", "check-time");
    }
    Some(Occurred::at(day?, time?))
}

/// A day of a form, typed in any of the usual ways.
pub(crate) fn read_day(typed: &Typed, field: &'static str, errors: &mut Errors) -> Option<NaiveDate> {
    let text = typed.value(field);
    let day = read(text, &DAYS, NaiveDate::parse_from_str);
    if day.is_none() {
        errors.add(field, if text.is_empty() { "check-empty" } else { "check-date" });
    }
    day
}

/// How people write a day.
const DAYS: [&str; 4] = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"];

fn read<T>(text: &str, shapes: &[&str], parse: fn(&str, &str) -> chrono::ParseResult<T>) -> Option<T> {
    shapes.iter().find_map(|shape| parse(text, shape).ok())
}

/// The form to write a talk down.
pub fn page(visit: &Visit, sheet: &ContactSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "contact-title");
    visit.show_form(title.clone(), typed, || {
        if sheet.home.is_empty() {
            return nobody(visit, sheet, title).into_any();
        }
        let hidden = vec![("contact", visit.id(typed, "contact", again).to_string())];
        let (first, more) =
            (view! { {who(t, sheet, typed)}{words(t, sheet, typed)}{outcomes(t, typed)} }, rest(visit, sheet, typed));
        let form = view! {
            <Form action=format!("/leerlingen/{}/gesprek", sheet.student) command=visit.command(typed, again) hidden>
                {first}
                <h2>{say!(t, "contact-more")}</h2>
                {more}
                {outcomes(t, &Typed::default())}
            </Form>
        };
        around(t, sheet, title, call(t, sheet, typed), typed, again, form.into_any()).into_any()
    })
}

/// The way back, the head, and beside the form who will read it.
fn around(
    t: Language,
    sheet: &ContactSheet,
    title: String,
    call: Option<AnyView>,
    typed: &Typed,
    again: Option<Again>,
    form: AnyView,
) -> impl IntoView + use<> {
    let student = short_name(t, &sheet.name);
    view! {
        {back(t, sheet)}
        <Head title=title lede=about(t, sheet)>{call}</Head>
        <FormTop t typed=typed.clone() again/>
        <div class="split end">
            {form}
            <Card heading=say!(t, "contact-readers")>
                <ul class="readers">
                    <li>{Icon::School}{say!(t, "contact-readers-staff")}</li>
                    <li>{Icon::Person}{say!(t, "contact-readers-student", student = student)}</li>
                    <li>{Icon::Home}{say!(t, "contact-readers-home")}</li>
                </ul>
                <p class="soft small">{say!(t, "contact-readers-attempt")}</p>
            </Card>
        </div>
    }
}

fn back(t: Language, sheet: &ContactSheet) -> impl IntoView + use<> {
    view! { <Back href=format!("/leerlingen/{}", sheet.student) word=full_name(t, &sheet.name)/> }
}

fn about(t: Language, sheet: &ContactSheet) -> AnyView {
    let name = full_name(t, &sheet.name);
    let words = match &sheet.class {
        Some(class) => say!(t, "contact-about-in-class", student = name, class = class.name.as_str()),
        None => say!(t, "contact-about", student = name),
    };
    view! { <Strong words/> }.into_any()
}

fn nobody(visit: &Visit, sheet: &ContactSheet, title: String) -> impl IntoView + use<> {
    let t = visit.t;
    let support = visit.may(Deed::NameSupporter).then(|| {
        let href = format!("/leerlingen/{}/steun", sheet.student);
        view! { <p>{say!(t, "student-nobody-yet")}</p><LinkButton href icon=Icon::Hands>{say!(t, "student-support")}</LinkButton> }
    });
    view! {
        {back(t, sheet)}
        <Head title=title lede=about(t, sheet)/>
        <Empty icon=Icon::Home words=say!(t, "student-nobody")>{support}</Empty>
    }
}

/// One tap to call the one who is chosen, for whoever holds a phone. The number stays on one line.
fn call(t: Language, sheet: &ContactSheet, typed: &Typed) -> Option<AnyView> {
    let person = sheet.home.iter().find(|person| person.person.to_string() == typed.value("with"))?;
    let phone = person.channels.iter().find(|row| row.channel == Channel::Phone && row.failed.is_none())?;
    let (href, number) = (address(&phone.reachable)?, phone.reachable.value()?.written().replace(' ', "\u{a0}"));
    let who = called(t, person.whom, person.name.as_ref());
    let words = say!(t, "contact-call", who = who, number = number);
    Some(view! { <LinkButton href=href kind=Kind::Quiet icon=Icon::Phone>{words}</LinkButton> }.into_any())
}

fn who(t: Language, sheet: &ContactSheet, typed: &Typed) -> AnyView {
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
        Some(row) if row.failed.is_some() => say!(t, "outcome-wrong-details"),
        Some(row) => row.reachable.value().map_or_else(|| say!(t, "erased"), |phone| phone.written()),
    };
    name.into_iter().chain([phone]).collect::<Vec<_>>().join(" · ")
}

fn words(t: Language, sheet: &ContactSheet, typed: &Typed) -> AnyView {
    let hint = say!(t, "contact-words-hint", student = short_name(t, &sheet.name));
    Field::new(t, "words", say!(t, "contact-words"), typed).optional().hint(hint).counted().area(Words::MAX as u32)
}

/// How it went: the tap that sends the form. The error summary leads to the first of the two rows.
fn outcomes(t: Language, typed: &Typed) -> impl IntoView + use<> {
    let wrong = typed.is_wrong().then_some("uitkomst");
    let attempts = OUTCOMES.map(|(value, outcome)| {
        view! { <Button kind=Kind::Quiet icon=outcome_icon(outcome) name="uitkomst" value=value>{capital(&outcome.word(t))}</Button> }
    });
    view! {
        <fieldset class="outcomes" id=wrong>
            <legend>{say!(t, "contact-outcome")}</legend>
            <Button icon=Icon::Check name="uitkomst" value="gelukt">{say!(t, "contact-made")}</Button>
            {attempts.collect_view()}
        </fieldset>
    }
}

/// What has a default and can be told better.
fn rest(visit: &Visit, sheet: &ContactSheet, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &sheet.name);
    let means = Means::EACH.iter().map(|means| means.choice(t).icon(means_icon(*means))).collect();
    let present = ["nee", "ja"].map(|value| Choice::new(value, wording::say(t, &format!("answer-{value}"), &[])));
    view! {
        {Field::new(t, "means", say!(t, "contact-means"), typed).one_of(means)}
        {Field::new(t, "student_present", say!(t, "contact-present", student = student), typed).one_of(present.into())}
        {Field::new(t, "topics", say!(t, "contact-topics"), typed).any_of(Topic::choices(t))}
        {Field::new(t, "reason", say!(t, "contact-reason"), typed).one_of(Reason::choices(t))}
        {Field::new(t, "initiative", say!(t, "contact-initiative"), typed).one_of(Initiative::choices(t))}
        {moment(t, visit.now.today, typed)}
    }
}

/// When it was; shared with the evening.
pub(crate) fn moment(t: Language, today: NaiveDate, typed: &Typed) -> impl IntoView + use<> {
    let week = vec![Choice::new("ja", say!(t, "contact-week-only"))];
    view! {
        <div class="at">
            {Field::new(t, "occurred_on", say!(t, "contact-day"), typed).date(Some(today))}
            {Field::new(t, "occurred_at", say!(t, "contact-time"), typed).optional().time()}
        </div>
        {Field::new(t, "occurred_week", say!(t, "contact-week"), typed).any_of(week)}
    }
}

/// How often the contact had been told when the form was made.
fn seen(sheet: &ContactSheet) -> String {
    sheet.entry.as_ref().map_or(0, |entry| entry.earlier.len() + 1).to_string()
}

/// The form to correct a contact before anyone typed: as it stands now.
pub fn begin_correction(visit: &Visit, sheet: &ContactSheet) -> Typed {
    let Some(Entry { told: Told::ContactMade(account), occurred, .. }) = &sheet.entry else {
        let only_an_attempt = Errors::from(domain::grammar::Refusal::from(ContactRefusal::OnlyAnAttempt));
        return only_an_attempt.told(visit.t, Typed::default());
    };
    let Account { means, with, student_present, initiative, reason, topics, words } = account;
    let typed = Typed::default()
        .with("means", means.code())
        .with("student_present", if *student_present { "ja" } else { "nee" })
        .with("initiative", initiative.code())
        .with("reason", reason.code())
        .with("occurred_on", occurred.on.to_string())
        .with("occurred_at", occurred.at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default())
        .with("occurred_week", if occurred.precision == Precision::Week { "ja" } else { "" })
        .with("words", words.as_ref().and_then(|words| words.value()).map(Words::as_str).unwrap_or_default());
    let typed = with.iter().fold(typed, |typed, person| typed.with("with", person.to_string()));
    topics.iter().fold(typed, |typed, topic| typed.with("topics", topic.code()))
}

pub fn parse_correction(student: PersonId, contact: ContactId, typed: &Typed, now: &Now) -> Result<CorrectContact, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, ContactRefusal::NoReason);
    let seen = errors.take_id(typed, "seen");
    let report = report(typed, now, &mut errors);
    let command = report.map(|report| CorrectContact { contact, student, report, because, seen });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

pub fn correct_page(visit: &Visit, sheet: &ContactSheet, contact: ContactId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "correct-title");
    visit.show_form(title.clone(), typed, || {
        let fields = view! {
            {why(t, say!(t, "correct-why"), say!(t, "correct-why-hint"), typed)}
            {who(t, sheet, typed)}
            {words(t, sheet, typed)}
            {rest(visit, sheet, typed)}
            {save(sheet, Icon::Pencil, say!(t, "correct-save"), say!(t, "form-leave"))}
        };
        let action = format!("/leerlingen/{}/gesprek/{contact}/verbeteren", sheet.student);
        let hidden = vec![("seen", seen(sheet))];
        // Who was overtaken sees what it has become, above what they typed.
        let now = sheet.entry.as_ref().filter(|_| again == Some(Again::Stale)).map(|entry| as_it_stands(visit, sheet, entry));
        let form = view! { <div>{now}<Form action=action command=visit.command(typed, again) hidden>{fields}</Form></div> };
        around(t, sheet, title, None, typed, again, form.into_any())
    })
}

pub fn parse_withdrawal(student: PersonId, contact: ContactId, typed: &Typed) -> Result<WithdrawContact, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, ContactRefusal::NoReason);
    let seen = errors.take_id(typed, "seen");
    if errors.is_empty() { Ok(WithdrawContact { contact, student, because, seen }) } else { Err(errors) }
}

/// Shows what is taken back, and asks why.
pub fn withdraw_page(visit: &Visit, sheet: &ContactSheet, contact: ContactId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "withdraw-title");
    visit.show_form(title.clone(), typed, || {
        let fields = view! {
            {why(t, say!(t, "withdraw-why"), say!(t, "withdraw-why-hint"), typed)}
            {save(sheet, Icon::Undo, say!(t, "withdraw-save"), say!(t, "withdraw-leave"))}
        };
        let hidden = vec![("seen", seen(sheet))];
        let action = format!("/leerlingen/{}/gesprek/{contact}/intrekken", sheet.student);
        view! {
            {back(t, sheet)}
            <Head title=title lede=about(t, sheet)/>
            <FormTop t typed=typed.clone() again/>
            {sheet.entry.as_ref().map(|entry| as_it_stands(visit, sheet, entry))}
            <Form action=action command=visit.command(typed, again) hidden>{fields}</Form>
        }
    })
}

fn as_it_stands(visit: &Visit, sheet: &ContactSheet, entry: &Entry) -> impl IntoView + use<> {
    let t = visit.t;
    let teller = EntryText {
        t,
        today: visit.now.today,
        eyes: Eyes::Staff { me: visit.me(), mends: false },
        student: &short_name(t, &sheet.name),
        people: &sheet.people,
        classes: &[],
        line: None,
        acts: false,
    };
    let moment = teller.moment(entry);
    view! { <Timeline t moments=vec![moment]/> }
}

fn why(t: Language, label: String, hint: String, typed: &Typed) -> AnyView {
    Field::new(t, "because", label, typed).hint(hint).counted().area(Words::MAX as u32)
}

fn save(sheet: &ContactSheet, icon: Icon, word: String, leave: String) -> impl IntoView + use<> {
    let href = format!("/leerlingen/{}", sheet.student);
    view! {
        <div class="actions">
            <Button icon=icon>{word}</Button>
            <LinkButton href=href kind=Kind::Quiet>{leave}</LinkButton>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));
    const CONTACT: ContactId = ContactId(Uuid::from_u128(3));

    fn filled_in() -> Typed {
        let values = [
            ("contact", CONTACT.to_string().as_str()),
            ("uitkomst", "gelukt"),
            ("with", &MOTHER.to_string()),
            ("means", "phone"),
            ("student_present", "nee"),
            ("topics", "future"),
            ("topics", "helpers"),
            ("reason", "positive"),
            ("initiative", "home"),
            ("occurred_on", "2025-11-06"),
            ("occurred_at", ""),
            ("words", " Ze gaat mee naar de open dag. "),
            ("seen", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Typed::new(values.to_vec())
    }

    /// The form with these fields answered otherwise; an empty answer is a field that was not sent.
    fn but(changes: &[(&str, &str)]) -> Typed {
        let typed = filled_in();
        let names = [
            "contact",
            "uitkomst",
            "with",
            "means",
            "student_present",
            "topics",
            "reason",
            "initiative",
            "occurred_on",
            "words",
            "seen",
        ];
        let kept = names.iter().filter(|name| !changes.iter().any(|(changed, _)| changed == *name));
        let kept = kept.flat_map(|name| typed.all(name).map(|value| ((*name).to_owned(), value.to_owned())));
        let changed =
            changes.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Typed::new(kept.chain(changed).collect())
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, 6).unwrap()
    }

    fn now() -> Now {
        let evening = NaiveTime::from_hms_opt(20, 0, 0).unwrap();
        Now { recorded_at: day().and_time(evening).and_utc(), today: day(), time: evening }
    }

    #[test]
    fn a_talk_is_read_as_it_was_told() {
        let report = ContactReport {
            occurred: Occurred::on(day()),
            means: Means::Phone,
            with: vec![MOTHER],
            student_present: false,
            initiative: Initiative::Home,
            reason: Reason::Positive,
            topics: vec![Topic::Future, Topic::Helpers],
            words: Words::parse("Ze gaat mee naar de open dag.").unwrap(),
        };
        assert_eq!(
            parse(AMIRA, &filled_in(), &now()),
            Ok(Sent::Contact(RecordContact { contact: CONTACT, student: AMIRA, report }))
        );
    }

    #[test]
    fn what_was_no_talk_is_an_attempt() {
        for (value, outcome) in OUTCOMES {
            let Ok(Sent::Attempt(attempt)) = parse(AMIRA, &but(&[("uitkomst", value)]), &now()) else { panic!("{value}") };
            assert_eq!((attempt.outcome, attempt.with, attempt.means), (outcome, Some(MOTHER), Means::Phone));
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let typed =
            but(&[("with", ""), ("topics", ""), ("words", &"x".repeat(501)), ("occurred_on", "31-02-2025"), ("means", "duif")]);
        let errors = parse(AMIRA, &typed, &now()).unwrap_err();
        let expected = [
            ("with", "refused-contact-with-nobody"),
            ("words", "invalid-words-too-long"),
            ("means", "check-choose"),
            ("topics", "refused-contact-about-nothing"),
            ("occurred_on", "check-date"),
        ];
        assert_eq!(errors, Errors(expected.map(|(field, key)| (field, key.to_owned())).to_vec()));
        let errors = parse(AMIRA, &but(&[("with", ""), ("occurred_on", "2025-11-07")]), &now()).unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["with", "occurred_on"]);
    }

    #[test]
    fn a_form_without_its_ids_or_outcome_comes_back() {
        let wrong = |changes: &[(&str, &str)]| parse(AMIRA, &but(changes), &now()).unwrap_err().0[0].clone();
        assert_eq!(wrong(&[("contact", "")]), ("", "form-incomplete".into()));
        assert_eq!(wrong(&[("with", "niemand")]), ("", "form-incomplete".into()));
        assert_eq!(wrong(&[("uitkomst", "")]), ("uitkomst", "check-choose".into()));
        assert_eq!(
            parse(
                AMIRA,
                &but(&[("uitkomst", "niet-opgenomen"), ("with", &MOTHER.to_string()), ("with", &AMIRA.to_string())]),
                &now()
            )
            .unwrap_err()
            .0[0]
                .0,
            "with"
        );
    }

    #[test]
    fn a_moment_is_known_to_the_minute_to_the_day_or_to_the_week() {
        let read = |changes: &[(&str, &str)]| when(&but(changes), &now(), &mut Errors::default());
        let half_past_seven = NaiveTime::from_hms_opt(19, 30, 0).unwrap();
        assert_eq!(read(&[("occurred_at", "19.30")]), Some(Occurred::at(day(), half_past_seven)));
        assert_eq!(read(&[("occurred_at", "19:30"), ("occurred_week", "ja")]), Some(Occurred::in_week_of(day())));
        assert_eq!(read(&[("occurred_on", "6-11-2025")]), Some(Occurred::on(day())));
        assert_eq!(read(&[("occurred_at", "half acht")]), None);
    }

    #[test]
    fn a_correction_and_a_withdrawal_need_a_reason() {
        let errors = parse_correction(AMIRA, CONTACT, &filled_in(), &now()).unwrap_err();
        assert_eq!(errors.0, [("because", "refused-contact-no-reason".to_owned())]);
        let typed = but(&[("because", "Het was een huisbezoek."), ("means", "home-visit")]);
        let command = parse_correction(AMIRA, CONTACT, &typed, &now()).unwrap();
        assert_eq!((command.report.means, command.because.is_some()), (Means::HomeVisit, true));
        assert!(parse_withdrawal(AMIRA, CONTACT, &filled_in()).is_err());
        assert!(parse_withdrawal(AMIRA, CONTACT, &typed).is_ok());
    }
}
