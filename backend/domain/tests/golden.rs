//! What is stored is for ever: the bytes of every fact, its stream, its tags, and the words inside it.
//!
//! **Append-only.** `golden/<type>.v<version>.json` holds a body as this program, or one before it, wrote it. A file is added
//! with a new fact or a new version, and never changed or removed: a log somewhere holds bytes like these, and its view rows
//! and hashes hang on these tags. The random histories (`spec/histories.rs`) write a missing one, and fail once. A test that fails here says that old logs no longer read; add a
//! version and an upcaster, and leave the file as it is.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    actor::{Author, Role},
    agreement::{Otherwise, Party},
    assignment::{AssignmentKind, Brought, UsedIn},
    class::Track,
    contact::{AttemptOutcome, Initiative, Means, Reason, Topic},
    facts::{Event, Fact},
    ids::{EventId, PersonId, Position, Tag},
    line::{CareerQuestion, ExperienceKind, ShareWith, Voice, Why},
    message::{Ready, Side},
    person::{
        details::Failure,
        parent::{Authority, EndReason, Relation},
        student::LeaveReason,
        supporter::Kinship,
    },
    personal::{Personal, PersonalField, PersonalValue, RetentionClass},
    support::{Helper, SteeringLevel, Steers, SupportPart},
    talk::{Absence, Delivery, OtherAnswer, RoundKind, Venue, WhyMissed},
    time::{Occurred, Precision},
    values::{
        BirthDate, ChangeReason, Channel, CustodyNote, Line, PersonName, Pledge, Reachable, Reading, Sheet, SpokenLanguage,
        StudentNumber, Wishes, Words,
    },
    views::{self, AnyView},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};
use uuid::Uuid;

/// One stored fact. `stream` is `<kind>:<id>`; the body is kept byte by byte.
#[derive(Deserialize)]
struct Golden<'a> {
    r#type: String,
    version: u16,
    stream: String,
    tags: Vec<String>,
    #[serde(borrow)]
    body: &'a RawValue,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn file_name(type_name: &str, version: u16) -> String {
    format!("{type_name}.v{version}.json")
}

fn every_version() -> impl Iterator<Item = (&'static str, u16)> {
    Fact::TYPES.iter().flat_map(|(name, current)| (1..=*current).map(move |version| (*name, version)))
}

#[test]
fn every_version_of_every_fact_has_a_golden_file_and_no_other_file_is_there() {
    let expected: BTreeSet<String> = every_version().map(|(name, version)| file_name(name, version)).collect();
    let there: BTreeSet<String> =
        fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, expected);
}

#[test]
fn what_was_ever_stored_still_reads_and_todays_version_is_written_byte_for_byte() {
    for (name, version) in every_version() {
        let file = file_name(name, version);
        let text = fs::read_to_string(folder().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let golden: Golden<'_> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!((golden.r#type.as_str(), golden.version), (name, version), "{file} names itself otherwise");

        let fact = Fact::decode(name, version, golden.body.get().as_bytes()).unwrap_or_else(|why| panic!("{file}: {why:?}"));
        let (stream, tags) = (fact.stream(), fact.tags());
        assert_eq!(format!("{}:{}", stream.kind.name(), stream.id), golden.stream, "{file}");
        assert_eq!(tags.iter().map(ToString::to_string).collect::<Vec<_>>(), golden.tags, "{file}");
        if version == fact.schema_ver() {
            assert_eq!(String::from_utf8(fact.encode().unwrap()).unwrap(), golden.body.get(), "{file}");
        }
    }
}

/// The rows of every view are only as stable as what they are made of: an enum whose order changes, or a field that moves, and
/// rows are misread without a word. So what each view makes of all golden facts is kept here byte by byte, a line a row. It may
/// change when a new fact adds to a row; when anything else changes it, the view needs a new version, which builds its rows
/// anew. Either way: remove the old file, and run this twice.
#[test]
fn rows_of_a_view_stay_as_they_are_until_it_has_a_new_version() {
    let rows = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden_rows");
    let events: Vec<Event> = Fact::TYPES.iter().zip(1..).map(|((name, version), n)| event(name, *version, n)).collect();
    let (mut expected, mut new) = (BTreeSet::new(), Vec::new());
    for view in views::ALL {
        let file = format!("{}.v{}.txt", view.name, view.version);
        let path = rows.join(&file);
        let made = rows_in(view, &events);
        if !path.exists() {
            fs::write(&path, &made).unwrap();
            new.push(file.clone());
        }
        assert_eq!(
            made,
            fs::read_to_string(&path).unwrap(),
            "the rows of {file} changed; by another reason than a new fact, the view needs a new version"
        );
        expected.insert(file);
    }
    let there: BTreeSet<String> =
        fs::read_dir(rows).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, expected);
    assert_eq!(new, [""; 0], "written now, and to be kept");
}

fn event(type_name: &str, version: u16, n: u8) -> Event {
    let file = file_name(type_name, version);
    let text = fs::read_to_string(folder().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let golden: Golden<'_> = serde_json::from_str(&text).unwrap();
    let on = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
    Event {
        pos: Position(n.into()),
        id: EventId(Uuid::from_u128(n.into())),
        occurred: Occurred::on(on),
        recorded_at: on.and_hms_opt(19, 30, n.min(59).into()).unwrap().and_utc(),
        author: Author { person: Some(PersonId(Uuid::nil())), role: "mentor".into() },
        fact: Fact::decode(type_name, version, golden.body.get().as_bytes()).unwrap(),
    }
}

/// Key and body of each row, a line each.
fn rows_in(view: &AnyView, events: &[Event]) -> String {
    let mut touching: BTreeMap<Tag, Vec<&Event>> = BTreeMap::new();
    for event in events.iter().filter(|event| view.listens_to(event)) {
        (view.keys)(event).into_iter().for_each(|key| touching.entry(key).or_default().push(event));
    }
    let hex = |body: &[u8]| body.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let row = |(key, events): (Tag, Vec<&Event>)| Some((key, (view.fold)(None, key, &events).unwrap()?));
    touching.into_iter().filter_map(row).map(|(key, row)| format!("{key} {}\n", hex(&row.body))).collect()
}

/// The stored words of these values, separated by spaces.
fn stored<T: Serialize>(values: &[T]) -> String {
    let word = |value| serde_json::to_value(value).unwrap().as_str().unwrap().to_owned();
    values.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_words_inside_a_body_are_for_ever() {
    assert_eq!(stored(&Role::ALL), "student parent supporter mentor career_lead school_admin auditor");
    assert_eq!(stored(&Role::ALL), Role::ALL.map(Role::name).join(" "));
    assert_eq!(Role::ALL.map(|role| Role::parse(role.name())), Role::ALL.map(Some));
    assert_eq!(stored(&CareerQuestion::ALL), "motives qualities work steering network");
    assert_eq!(stored(&ExperienceKind::ALL), "visit internship open_day fair lesson at_home job other");
    assert_eq!(stored(&Why::ALL), "mistake no_longer_so rather_not");
    assert_eq!(stored(&[Voice::Student, Voice::Home, Voice::School]), "student home school");
    assert_eq!(stored(&[ShareWith::School]), "school");
    assert_eq!(stored(&SupportPart::ALL), "home_talk internship interview visit practise apply");
    assert_eq!(stored(&SteeringLevel::ALL), "joins_in together leads alone");
    assert_eq!(stored(&[Steers::Student, Steers::School]), "student school");
    assert_eq!(stored(&[Helper::Myself, Helper::School]), "self school");
    assert_eq!(stored(&Track::ALL), "basic middle mixed theoretical");
    assert_eq!(stored(&Means::ALL), "phone at_school home_visit video evening in_passing text email letter");
    assert_eq!(stored(&Reason::ALL), "introduction positive concern");
    assert_eq!(stored(&Topic::ALL), "future motives qualities exploring next_step helpers school");
    assert_eq!(stored(&[Initiative::School, Initiative::Home]), "school home");
    assert_eq!(stored(&AttemptOutcome::ALL), "no_answer wrong_details message_left did_not_come");
    assert_eq!(stored(&[Failure::Wrong, Failure::Bounced, Failure::OptedOut]), "wrong bounced opted_out");
    assert_eq!(stored(&[Channel::Phone, Channel::Email]), "phone email");
    assert_eq!(stored(&Relation::ALL), "mother father guardian foster_parent step_parent parent");
    assert_eq!(stored(&Authority::ALL), "full on_request none");
    assert_eq!(stored(&EndReason::ALL), "mistake died no_longer_parent student_left");
    assert_eq!(stored(&Kinship::ALL), "sister brother uncle aunt grandmother grandfather neighbour coach other");
    assert_eq!(stored(&ChangeReason::ALL), "mistake changed request class_list not_said");
    assert_eq!(stored(&LeaveReason::ALL), "graduated other_school moved other mistake");
    // Assignments and agreements.
    assert_eq!(stored(&AssignmentKind::ALL), "together outing parents_work important_others");
    assert_eq!(stored(&Brought::ALL), "quality wish idea helper question");
    assert_eq!(stored(&UsedIn::ALL), "talk lesson step");
    assert_eq!(stored(&Party::ALL), "student home school");
    assert_eq!(stored(&Otherwise::ALL), "other_day somebody_else something_else not_now");
    assert_eq!(stored(&Side::ALL), "school home");
    assert_eq!(stored(&Ready::ALL), "good question call_me thanks will_call");
    assert_eq!(stored(&[Precision::Minute, Precision::Day, Precision::Week]), "minute day week");
    assert_eq!(stored(&RoundKind::ALL), "introduction progress");
    assert_eq!(stored(&Venue::ALL), "school home phone video");
    assert_eq!(stored(&Delivery::ALL), "letter phone text email in_person opened");
    assert_eq!(stored(&domain::support::HelpAnswer::ALL), "yes together rather_not");
    assert_eq!(stored(&OtherAnswer::ALL), "call_me cannot_come not_now comes_too cannot_then");
    assert_eq!(stored(&Absence::ALL), "ill at_work home_asked did_not_want other");
    assert_eq!(stored(&WhyMissed::ALL), "nobody_came home_could_not school_could_not student_ill");
    assert_eq!(stored(&RetentionClass::ALL), "identity contact lob own_words custody");
    assert_eq!(stored(&RetentionClass::ALL), RetentionClass::ALL.map(RetentionClass::name).join(" "));
}

#[test]
fn a_moment_in_the_world_is_written_with_its_precision() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
    let half_past_seven = Occurred::at(day, NaiveTime::from_hms_opt(19, 30, 0).unwrap());
    for (moment, stored) in [
        (half_past_seven, r#"{"on":"2026-03-10","at":"19:30:00","precision":"minute"}"#),
        (Occurred::on(day), r#"{"on":"2026-03-10","precision":"day"}"#),
        (Occurred::in_week_of(day), r#"{"on":"2026-03-10","precision":"week"}"#),
    ] {
        assert_eq!(serde_json::to_string(&moment).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Occurred>(stored).unwrap(), moment);
    }
}

/// What lies inside an envelope is for ever as well, and so is the class whose key opens it.
#[track_caller]
fn sealed_as<T: PersonalValue>(value: T, class: RetentionClass, plaintext: &str) {
    let mut personal = Personal::open(PersonId(Uuid::nil()), value.clone());
    assert_eq!(personal.class(), class);
    assert_eq!(String::from_utf8(personal.plaintext().unwrap().unwrap()).unwrap(), plaintext);
    personal.put_slot(0);
    personal.put_plaintext(plaintext.as_bytes()).unwrap();
    assert_eq!(personal.value(), Some(&value));
}

#[test]
fn what_is_sealed_reads_again_when_it_is_opened() {
    use RetentionClass::{Contact, Custody, Identity, Lob};
    let daan = PersonName::new("Daan", "van den", "Berg").unwrap();
    sealed_as(daan, Identity, r#"{"first":"Daan","infix":"van den","last":"Berg"}"#);
    sealed_as(PersonName::new("", "", "Demir").unwrap(), Identity, r#"{"first":"","last":"Demir"}"#);
    sealed_as(StudentNumber::parse("0012a").unwrap(), Identity, r#""0012A""#);
    sealed_as(BirthDate::parse("14-03-2011").unwrap(), Identity, r#""2011-03-14""#);
    sealed_as(Reachable::parse(Channel::Phone, "06 0000 0012").unwrap(), Contact, r#"{"phone":"+31600000012"}"#);
    sealed_as(Reachable::parse(Channel::Email, "demir@ouders.example").unwrap(), Contact, r#"{"email":"demir@ouders.example"}"#);
    let wishes = Wishes { language: SpokenLanguage::Turkish, reading: Reading::Easy, interpreter: true };
    sealed_as(wishes, Contact, r#"{"language":"turkish","reading":"easy","interpreter":true}"#);
    sealed_as(Words::parse("Ze wil bakker worden.").unwrap().unwrap(), Lob, r#""Ze wil bakker worden.""#);
    sealed_as(CustodyNote::parse("Uitspraak.").unwrap().unwrap(), Custody, r#""Uitspraak.""#);
    let line = |text| Line::parse(text).unwrap().unwrap();
    let mut sheet = Sheet { title: line("a"), why: line("b"), then: line("c"), after: None, steps: vec![line("d"), line("e")] };
    sealed_as(sheet.clone(), Lob, r#"{"title":"a","why":"b","then":"c","steps":["d","e"]}"#);
    sheet.after = Some(line("f"));
    sealed_as(sheet, Lob, r#"{"title":"a","why":"b","then":"c","after":"f","steps":["d","e"]}"#);
    let pledge = Pledge { point: line("a"), student: line("b"), home: line("c"), school: line("d") };
    sealed_as(pledge, Lob, r#"{"point":"a","student":"b","home":"c","school":"d"}"#);
    assert_eq!(stored(&SpokenLanguage::ALL), "dutch turkish arabic english polish ukrainian other");
    assert_eq!(stored(&[Reading::Standard, Reading::Easy, Reading::Listen]), "standard easy listen");
}
