//! `/leerlingen/{id}/gesprek` (`?met=&kanaal=`): a talk with home, or an attempt, written down in three taps.
//!
//! The button says what happened and what it counts for, so that one tap is enough and no default says what nobody said: what was
//! spoken about, later or school, is a choice. Something sent is an attempt; only an answer makes it a contact.

use app::questions::{AtHome, ContactSheet};
use domain::{
    contact::{AttemptOutcome, Initiative, Means, RecordAttempt, RecordContact, Topic},
    ids::{ClassId, ContactId, PersonId, Tag},
    policy::Deed,
    time::Now,
    values::{Channel, Words},
    views::{Moment, MomentKind},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Button, Choice, Empty, Field, Form, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        coded::{Coded, outcome_icon},
        contact::fields::{about, back, details, means, readers, report, ticked_topics, who, with, words},
        day::read_occurred,
        form::{Again, Errors, FormTop},
        naming::called,
        person::student::address,
        visit::Visit,
    },
    wording::{Language, capital},
};

/// What came in: there was a talk, or there was none.
#[derive(Clone, Debug, PartialEq)]
pub enum Recorded {
    Contact(RecordContact),
    Attempt(RecordAttempt),
}

/// The form before anyone typed: today, on the phone, with the person asked for or else the first who can be reached.
pub fn begin(visit: &Visit, sheet: &ContactSheet, with: Option<&str>, means: Option<&str>) -> Typed {
    let known = |person: &&AtHome| with == Some(person.person.to_string().as_str());
    let reachable = |person: &&AtHome| person.channels.iter().any(|channel| channel.failed().is_none());
    let home = &sheet.home;
    let first = home.iter().find(known).or_else(|| home.iter().find(reachable)).or_else(|| home.first());
    let typed = Typed::default()
        .with("means", means.and_then(Means::parse).unwrap_or(Means::Phone).code())
        .with("student_present", "no")
        .with("initiative", Initiative::School.code())
        .with("occurred_on", visit.now.today.to_string());
    first.into_iter().fold(typed, |typed, person| typed.with("with", person.person.to_string()))
}

/// The hidden field with the class from whose list somebody came: there they go on with the next.
const FROM_CLASS: &str = "from_class";

/// The form, begun from the list of this class.
pub fn from_class(typed: Typed, class: Option<ClassId>) -> Typed {
    class.into_iter().fold(typed, |typed, class| typed.with(FROM_CLASS, class.to_string()))
}

/// Where to go on after it was recorded: to where one came from.
pub fn after(student: PersonId, typed: &Typed) -> Address {
    typed.value(FROM_CLASS).parse().map_or_else(|_| addresses::student(student), |class| addresses::my_class().of_class(class))
}

/// Reads the form. Everything that is wrong at once.
pub fn parse(student: PersonId, typed: &Typed, now: &Now) -> Result<Recorded, Errors> {
    let mut errors = Errors::default();
    let contact = errors.take_id(typed, "contact");
    let outcome = Outcome::parse(typed.value("action"));
    let means: Option<Means> = Means::parse(typed.value("means"));
    if outcome.zip(means).is_some_and(|(outcome, means)| !outcome.fits(means)) {
        errors.add("action", if means.is_some_and(Means::is_a_talk) { "contact-not-written" } else { "contact-not-spoken" });
    }
    let sent = match outcome {
        Some(Outcome::Contact(about)) => report(typed, topics(about, typed, &mut errors), now, &mut errors)
            .zip(contact)
            .map(|(report, contact)| Recorded::Contact(RecordContact { contact, student, report })),
        Some(Outcome::Attempt(outcome)) => {
            attempt(student, contact, Some(outcome), typed, now, &mut errors).map(Recorded::Attempt)
        }
        None => attempt(student, contact, None, typed, now, &mut errors).map(Recorded::Attempt),
    };
    sent.filter(|_| errors.is_empty()).ok_or(errors)
}

/// Does it tell again what was told a few minutes ago, under another id? Then it is asked whether it is meant, once.
pub fn looks_double(recorded: &Recorded, sheet: &ContactSheet, typed: &Typed) -> bool {
    typed.value(SURE) != "yes" && sheet.told_lately.iter().any(|moment| tells_the_same(recorded, moment))
}

/// What the form says then.
pub fn double() -> Errors {
    let mut errors = Errors::default();
    errors.add(SURE, "contact-looks-double");
    errors
}

fn tells_the_same(recorded: &Recorded, moment: &Moment) -> bool {
    match (recorded, &moment.kind) {
        (Recorded::Contact(told), MomentKind::Made { means, with, career, student_present, .. }) => {
            let report = &told.report;
            let same_people = report.with.len() == with.len() && report.with.iter().all(|person| with.contains(person));
            moment.thing != Tag::contact(told.contact)
                && (moment.on, *means, *student_present) == (report.occurred.on, report.means, report.student_present)
                && same_people
                && *career == report.topics.iter().any(|topic| topic.is_career())
        }
        (Recorded::Attempt(told), MomentKind::Attempt { means, outcome, with }) => {
            moment.thing != Tag::contact(told.contact)
                && (moment.on, *means, *outcome, *with) == (told.occurred.on, told.means, told.outcome, told.with)
        }
        _ => false,
    }
}

/// The box that says that an equal one is meant all the same.
const SURE: &str = "sure";

fn ask_sure(t: Language, typed: &Typed) -> Option<AnyView> {
    let asks = typed.is_wrong_in(SURE) || typed.value(SURE) == "yes";
    let choices = vec![Choice::new("yes", say!(t, "contact-sure"))];
    asks.then(|| Field::new(t, SURE, say!(t, "contact-sure-title"), typed).any_of(choices))
}

/// What a button says that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Contact(SpokenAbout),
    Attempt(Attempted),
}

/// What was spoken about, as far as the button says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SpokenAbout {
    /// Also about later: which part of it may be ticked.
    Later,
    /// About school alone.
    School,
    /// An answer came in: what it was about is ticked, or else it was about school.
    Answer,
}

/// What there was instead of a contact. A mail, letter or message that was sent counts as one that was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attempted {
    Sent,
    InVain(AttemptOutcome),
}

impl Outcome {
    fn parse(action: &str) -> Option<Outcome> {
        Some(match action {
            "spoke-later" => Outcome::Contact(SpokenAbout::Later),
            "spoke-school" => Outcome::Contact(SpokenAbout::School),
            "answered" => Outcome::Contact(SpokenAbout::Answer),
            "sent" => Outcome::Attempt(Attempted::Sent),
            other => Outcome::Attempt(Attempted::InVain(OUTCOMES.iter().find(|(value, _)| *value == other)?.1)),
        })
    }

    /// Nobody speaks in a letter, and nothing is sent in a talk.
    fn fits(self, means: Means) -> bool {
        match self {
            Outcome::Contact(SpokenAbout::Later | SpokenAbout::School) => means.is_a_talk(),
            Outcome::Contact(SpokenAbout::Answer) | Outcome::Attempt(Attempted::Sent) => !means.is_a_talk(),
            Outcome::Attempt(Attempted::InVain(_)) => true,
        }
    }
}

fn topics(about: SpokenAbout, typed: &Typed, errors: &mut Errors) -> Vec<Topic> {
    let ticked = ticked_topics(typed);
    match about {
        SpokenAbout::Later if ticked.iter().any(|topic| topic.is_career()) => ticked,
        SpokenAbout::Later => [ticked, vec![Topic::Future]].concat(),
        SpokenAbout::School if ticked.iter().any(|topic| topic.is_career()) => {
            errors.add("topics", "contact-school-or-later");
            ticked
        }
        SpokenAbout::Answer if !ticked.is_empty() => ticked,
        SpokenAbout::School | SpokenAbout::Answer => vec![Topic::School],
    }
}

fn attempt(
    student: PersonId,
    contact: Option<ContactId>,
    outcome: Option<Attempted>,
    typed: &Typed,
    now: &Now,
    errors: &mut Errors,
) -> Option<RecordAttempt> {
    let outcome = outcome.map(|attempted| match attempted {
        Attempted::Sent => AttemptOutcome::MessageLeft,
        Attempted::InVain(outcome) => outcome,
    });
    if outcome.is_none() {
        errors.add("action", "check-choose");
    }
    let with = with(typed, errors);
    if with.len() > 1 {
        errors.add("with", "attempt-with-one");
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    let means = errors.choose(typed, "means");
    let occurred = read_occurred(typed, now, errors)?;
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
const OUTCOMES: [(&str, AttemptOutcome); 4] = [
    ("no-answer", AttemptOutcome::NoAnswer),
    ("wrong-details", AttemptOutcome::WrongDetails),
    ("message-left", AttemptOutcome::MessageLeft),
    ("did-not-come", AttemptOutcome::DidNotCome),
];

/// The form to write a talk down.
pub fn page(visit: &Visit, sheet: &ContactSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "contact-title");
    visit.show_form(title.clone(), typed, || {
        if sheet.home.is_empty() {
            return nobody(visit, sheet, title).into_any();
        }
        let mut hidden = vec![("contact", visit.id(typed, "contact", again).to_string())];
        hidden.extend(typed.all(FROM_CLASS).map(|class| (FROM_CLASS, class.to_owned())));
        let readers = readers(visit, sheet);
        let must = view! { {who(t, sheet, typed)}{means(t, typed)}{ask_sure(t, typed)}{outcomes(t, typed)}{readers} };
        let more = view! { {words(t, typed)}{details(visit, sheet, typed)} };
        let form = view! {
            <Form action=addresses::contact_new(sheet.student) command=visit.command(typed, again) hidden>
                <div class="must">{must}</div>
                <div class="card more">
                    <h2>{say!(t, "contact-more")}" "<span class="soft">{say!(t, "contact-more-optional")}</span></h2>
                    {more}
                </div>
            </Form>
        };
        let call = call(t, sheet, typed);
        view! {
            {back(t, sheet)}
            <Head title=title lede=about(t, sheet)>{call}</Head>
            <FormTop t typed=typed.clone() again/>
            <div class="contact">{form}</div>
        }
        .into_any()
    })
}

fn nobody(visit: &Visit, sheet: &ContactSheet, title: String) -> impl IntoView + use<> {
    let t = visit.t;
    let support = visit.may(Deed::NameSupporter).then(|| {
        let href = addresses::student_supporters(sheet.student);
        view! { <p>{say!(t, "student-nobody-yet")}</p><LinkButton href icon=Icon::Hands>{say!(t, "student-support")}</LinkButton> }
    });
    view! {
        {back(t, sheet)}
        <Head title=title lede=about(t, sheet)/>
        <Empty icon=Icon::Home words=say!(t, "student-nobody")>{support}</Empty>
    }
}

/// One tap to call the one who is chosen, for somebody with a phone in their hand. The number stays on one line.
fn call(t: Language, sheet: &ContactSheet, typed: &Typed) -> Option<AnyView> {
    let person = sheet.home.iter().find(|person| person.person.to_string() == typed.value("with"))?;
    let phone = person.channels.iter().find(|row| row.channel == Channel::Phone && row.failed().is_none())?;
    let (href, number) = (address(&phone.reachable)?, phone.reachable.value()?.written().replace(' ', "\u{a0}"));
    let who = called(t, person.whom, person.name.as_ref());
    let words = say!(t, "contact-call", who = who, number = number);
    Some(view! { <LinkButton href=href kind=Kind::Quiet icon=Icon::Phone>{words}</LinkButton> }.into_any())
}

/// How it went: the tap that sends the form. Of the big buttons those stand there that fit how it was (`contact.css`); a browser that
/// cannot tell shows both pairs. The error summary leads to the first.
fn outcomes(t: Language, typed: &Typed) -> impl IntoView + use<> {
    let wrong = typed.is_wrong().then_some("action");
    let big = |value: &'static str, word: String, counts: String| {
        view! { <Button name="action" value=value><span>{word}<small>{counts}</small></span></Button> }
    };
    let attempts = OUTCOMES.map(|(value, outcome)| {
        view! { <Button kind=Kind::Quiet icon=outcome_icon(outcome) name="action" value=value>{capital(&outcome.word(t))}</Button> }
    });
    view! {
        <fieldset class="outcomes" id=wrong>
            <legend>{say!(t, "contact-outcome")}</legend>
            <div class="big spoken">
                {big("spoke-later", say!(t, "contact-spoke-later"), say!(t, "contact-counts-later"))}
                {big("spoke-school", say!(t, "contact-spoke-school"), say!(t, "contact-counts-contact"))}
            </div>
            <div class="big written">
                {big("sent", say!(t, "contact-sent"), say!(t, "contact-counts-attempt"))}
                {big("answered", say!(t, "contact-answered"), say!(t, "contact-counts-answer"))}
            </div>
            <div class="tried">{attempts.collect_view()}</div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::contact::fixture::{AMIRA, CONTACT, MOTHER, but, day, filled_in, now};
    use domain::{
        contact::{ContactReport, Reason},
        time::Occurred,
    };

    #[test]
    fn a_talk_is_read_as_it_was_told() {
        let report = ContactReport {
            occurred: Occurred::on(day()),
            means: Means::Phone,
            with: vec![MOTHER],
            student_present: false,
            initiative: Initiative::Home,
            reason: Some(Reason::Positive),
            topics: vec![Topic::Future, Topic::Helpers],
            words: Words::parse("Ze gaat mee naar de open dag.").unwrap(),
        };
        assert_eq!(
            parse(AMIRA, &filled_in(), &now()),
            Ok(Recorded::Contact(RecordContact { contact: CONTACT, student: AMIRA, report }))
        );
    }

    #[test]
    fn who_came_from_the_list_of_a_class_goes_back_to_it() {
        let class = ClassId(uuid::Uuid::from_u128(9));
        assert_eq!(after(AMIRA, &from_class(Typed::default(), Some(class))), addresses::my_class().of_class(class));
        assert_eq!(after(AMIRA, &from_class(Typed::default(), None)), addresses::student(AMIRA));
        assert_eq!(after(AMIRA, &Typed::default().with(FROM_CLASS, "//elders.example")), addresses::student(AMIRA));
    }

    #[test]
    fn what_was_no_talk_is_an_attempt() {
        for (value, outcome) in OUTCOMES {
            let Ok(Recorded::Attempt(attempt)) = parse(AMIRA, &but(&[("action", value)]), &now()) else { panic!("{value}") };
            assert_eq!((attempt.outcome, attempt.with, attempt.means), (outcome, Some(MOTHER), Means::Phone));
        }
    }

    /// Of each button with each means, and with nothing or something ticked: what is recorded, and whether it brings home in beeld.
    #[test]
    fn the_button_says_what_happened_and_a_default_says_nothing() {
        let actions = OUTCOMES.map(|(value, _)| value);
        for means in Means::ALL {
            for action in ["spoke-later", "spoke-school", "answered", "sent"].into_iter().chain(actions) {
                for ticked in ["", "school", "motives"] {
                    let typed = but(&[("action", action), ("means", means.code()), ("topics", ticked)]);
                    let career = match parse(AMIRA, &typed, &now()) {
                        Ok(Recorded::Contact(told)) => Some(told.report.topics.iter().any(|topic| topic.is_career())),
                        Ok(Recorded::Attempt(_)) => None,
                        Err(errors) => {
                            let expected = match action {
                                "spoke-later" | "spoke-school" if !means.is_a_talk() => "contact-not-spoken",
                                "answered" | "sent" if means.is_a_talk() => "contact-not-written",
                                "spoke-school" => "contact-school-or-later",
                                _ => "",
                            };
                            assert_eq!(errors.0[0].1, expected, "{action} {means:?} {ticked}");
                            continue;
                        }
                    };
                    let expected = match action {
                        "spoke-later" => Some(true),
                        "spoke-school" => Some(false),
                        "answered" => Some(ticked == "motives"),
                        _ => None,
                    };
                    assert_eq!(career, expected, "{action} {means:?} {ticked}");
                }
            }
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let typed = but(&[("with", ""), ("words", &"x".repeat(501)), ("occurred_on", "31-02-2025"), ("means", "duif")]);
        let errors = parse(AMIRA, &typed, &now()).unwrap_err();
        let expected = [
            ("with", "refused-contact-with-nobody"),
            ("words", "invalid-words-too-long"),
            ("means", "check-choose"),
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
        assert_eq!(wrong(&[("action", "")]), ("action", "check-choose".into()));
        assert_eq!(
            parse(AMIRA, &but(&[("action", "no-answer"), ("with", &MOTHER.to_string()), ("with", &AMIRA.to_string())]), &now())
                .unwrap_err()
                .0[0]
                .0,
            "with"
        );
    }
}
