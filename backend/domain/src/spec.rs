//! The words our specs are written in: given facts, when a command, then facts or a refusal. Each spec also folds its facts
//! into every view, one by one and from scratch, and compares: a projection test for free.

pub mod agreement;
pub mod assignment;
pub mod histories;
mod message;

pub use message::*;
pub mod line;
pub mod talk;

use crate::{
    actor::{Actor, Author, Role, Via},
    class::{ClassOpened, MentorAssigned},
    contact::{
        AttemptOutcome, ContactAccount, ContactAttempted, ContactCorrected, ContactMade, ContactReport, ContactWithdrawn,
        Initiative, Means, Reason, Topic,
    },
    facts::{Event, Fact},
    grammar::{Command, Context, Expectation, NewFact, Refusal, Story},
    ids::{ClassId, ContactId, EntryId, EventId, PersonId, Position, SchoolId, Tag},
    person::{
        details::{DetailsChanged, DetailsFailed, Failure},
        parent::{Authority, ParentLinked, ParentRegistered, Relation},
        staff::StaffAppointed,
        student::{LeaveReason, StudentEnrolled, StudentLeft},
        supporter::{Kinship, SupporterConfirmed, SupporterNamed},
    },
    personal::{Envelope, HoldsPersonal, Personal, PersonalField, PersonalValue},
    policy::{Principal, Relations, Viewer},
    time::{Now, Occurred, SchoolYear},
    values::{BirthDate, Channel, PersonName, Reachable, StudentNumber, Words},
    views::{
        self, AnyRow, ClassRow, ClassRows, Entry, PersonRow, PersonRows, StudentCard, StudentCards, Timeline, View, Withdrawal,
    },
};
use chrono::{NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

pub const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such date"),
    }
}

pub const TODAY: NaiveDate = date(2026, 3, 10);
pub const YESTERDAY: NaiveDate = date(2026, 3, 9);
pub const TOMORROW: NaiveDate = date(2026, 3, 11);
pub const LONG_AGO: NaiveDate = date(2024, 12, 1);
/// Amira's and Milan's birthday: fourteen today.
pub const BORN: BirthDate = BirthDate(date(2012, 3, 10));

pub const SCHOOL: SchoolId = SchoolId(Uuid::from_u128(1));
pub const CLASS_3B: ClassId = ClassId(Uuid::from_u128(2));
pub const CONTACT: ContactId = ContactId(Uuid::from_u128(3));
pub const OTHER_CONTACT: ContactId = ContactId(Uuid::from_u128(4));
pub const ENTRY: EntryId = EntryId(Uuid::from_u128(6));
pub const OTHER_ENTRY: EntryId = EntryId(Uuid::from_u128(7));
pub const THIRD_ENTRY: EntryId = EntryId(Uuid::from_u128(8));
pub const CLASS_3C: ClassId = ClassId(Uuid::from_u128(5));
pub const MENTOR: PersonId = PersonId(Uuid::from_u128(10));
pub const OTHER_MENTOR: PersonId = PersonId(Uuid::from_u128(11));
pub const ADMIN: PersonId = PersonId(Uuid::from_u128(12));
pub const AUDITOR: PersonId = PersonId(Uuid::from_u128(13));
pub const AMIRA: PersonId = PersonId(Uuid::from_u128(20));
pub const MILAN: PersonId = PersonId(Uuid::from_u128(21));
pub const ZUS_NAIMA: PersonId = PersonId(Uuid::from_u128(22));
pub const MOTHER: PersonId = PersonId(Uuid::from_u128(30));
pub const FATHER: PersonId = PersonId(Uuid::from_u128(31));
pub const UNCLE: PersonId = PersonId(Uuid::from_u128(32));
pub const STRANGER: PersonId = PersonId(Uuid::from_u128(99));

/// The id of the event at position 1; the next ones count on.
pub const FIRST_EVENT: u128 = 1000;

pub fn now() -> Now {
    let time = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    Now { recorded_at: Utc.from_utc_datetime(&TODAY.and_hms_opt(9, 0, 0).unwrap()), today: TODAY, time }
}

pub fn name(first: &str, last: &str) -> PersonName {
    PersonName::new(first, "", last).unwrap()
}

pub fn words(text: &str) -> Option<Words> {
    Words::parse(text).unwrap()
}

/// Class 3B with Amira (mother, father and uncle at home) and Milan (nobody yet), and class 3C of another mentor.
pub fn cast() -> Vec<Fact> {
    vec![
        staff_appointed(MENTOR, Role::Mentor),
        staff_appointed(OTHER_MENTOR, Role::Mentor),
        staff_appointed(ADMIN, Role::SchoolAdmin),
        staff_appointed(AUDITOR, Role::Auditor),
        class_opened(CLASS_3B, "3B"),
        class_opened(CLASS_3C, "3C"),
        MentorAssigned { class: CLASS_3B, mentor: MENTOR }.into(),
        MentorAssigned { class: CLASS_3C, mentor: OTHER_MENTOR }.into(),
        student_enrolled(AMIRA, CLASS_3B),
        student_enrolled(MILAN, CLASS_3B),
        parent_registered(MOTHER),
        parent_linked(MOTHER, Relation::Mother),
        parent_registered(FATHER),
        parent_linked(FATHER, Relation::Father),
        supporter_named(AMIRA),
        supporter_confirmed(AMIRA),
    ]
}

pub fn staff_appointed(person: PersonId, role: Role) -> Fact {
    StaffAppointed { school: SCHOOL, person, name: Some(Personal::open(person, name("", "De Vries"))), role }.into()
}

pub fn class_opened(class: ClassId, name: &str) -> Fact {
    let (school_year, year) = (SchoolYear(2025), Some(3));
    ClassOpened { school: SCHOOL, class, name: name.into(), school_year, year, track: None }.into()
}

pub fn student_enrolled(student: PersonId, class: ClassId) -> Fact {
    StudentEnrolled {
        student,
        class,
        number: Personal::open(student, StudentNumber::parse("100").unwrap()),
        name: Personal::open(student, name("Amira", "Demir")),
        birth_date: Some(Personal::open(student, BORN)),
    }
    .into()
}

pub fn student_left() -> Fact {
    StudentLeft { student: AMIRA, class: CLASS_3B, on: TODAY, reason: LeaveReason::Moved }.into()
}

pub fn parent_registered(parent: PersonId) -> Fact {
    ParentRegistered { parent, name: Personal::open(parent, name("", "Demir")) }.into()
}

/// Linked with Amira, with full authority.
pub fn parent_linked(parent: PersonId, relation: Relation) -> Fact {
    ParentLinked { parent, student: AMIRA, relation, authority: Authority::Full }.into()
}

pub fn supporter_named(student: PersonId) -> Fact {
    let name = Personal::open(UNCLE, name("Kemal", "Demir"));
    SupporterNamed { supporter: UNCLE, student, kinship: Kinship::Uncle, name, by_student: false }.into()
}

/// The student named him themselves.
pub fn supporter_named_by(student: PersonId) -> Fact {
    let Fact::SupporterNamed(fact) = supporter_named(student) else { panic!("a name") };
    SupporterNamed { by_student: true, ..fact }.into()
}

pub fn supporter_confirmed(student: PersonId) -> Fact {
    SupporterConfirmed { supporter: UNCLE, student, knowing: vec![] }.into()
}

pub fn phone_number(person: PersonId) -> Fact {
    let number = Reachable::parse(Channel::Phone, "06 0000 0012").unwrap();
    DetailsChanged { person, channel: Channel::Phone, reachable: Personal::open(person, number) }.into()
}

pub fn phone_failed(person: PersonId) -> Fact {
    DetailsFailed { person, channel: Channel::Phone, failure: Failure::Wrong, attempt: None }.into()
}

pub fn relations() -> Relations {
    relations_after(&recorded(cast()))
}

/// What is known of everybody after these events.
pub fn relations_after(events: &[Event]) -> Relations {
    Relations {
        actor: None,
        persons: rows::<PersonRows>(events).into_values().collect(),
        students: rows::<StudentCards>(events).into_values().collect(),
        classes: rows::<ClassRows>(events).into_values().collect(),
        rounds: rows::<crate::views::RoundRows>(events).into_values().collect(),
        student_first_hours: None,
        alike: vec![],
    }
}

/// Who has the same number or address as whom after these events, which the store tells from its index.
pub fn same_numbers(events: &[Event]) -> Vec<(PersonId, PersonId)> {
    let mut known: BTreeMap<(PersonId, Channel), Reachable> = BTreeMap::new();
    for event in events {
        match &event.fact {
            Fact::DetailsChanged(fact) => _ = known.insert((fact.person, fact.channel), unsealed(&fact.reachable)),
            Fact::DetailsRemoved(fact) => _ = known.remove(&(fact.person, fact.channel)),
            _ => {}
        }
    }
    let same = |((one, _), reachable): (&(PersonId, Channel), &Reachable)| {
        let others = known.iter().filter(|((other, _), reached)| other > one && *reached == reachable);
        others.map(|((other, _), _)| (*one, *other)).collect::<Vec<_>>()
    };
    known.iter().flat_map(same).collect()
}

impl Relations {
    /// The same, as this person finds them.
    pub fn of(&self, person: PersonId) -> Relations {
        Relations { actor: self.person(person).cloned(), ..self.clone() }
    }
}

pub fn actor(person: PersonId, role: Role) -> Actor {
    Actor::Person { school: SCHOOL, person, role, via: Via::Session, on_behalf_of: None }
}

pub fn principal(person: PersonId, role: Role) -> Principal {
    Principal::as_actor(actor(person, role))
}

/// Somebody who reads now, at a school that lets news about a student wait for a day.
pub fn viewer(person: PersonId, role: Role) -> Viewer {
    Viewer { actor: actor(person, role), now: now().recorded_at, today: TODAY, student_first_hours: 24 }
}

/// The same reader, so many hours later.
pub fn after(hours: i64, viewer: Viewer) -> Viewer {
    Viewer { now: viewer.now + TimeDelta::hours(hours), ..viewer }
}

pub fn report() -> ContactReport {
    ContactReport {
        occurred: Occurred::on(TODAY),
        means: Means::Phone,
        with: vec![MOTHER],
        student_present: false,
        initiative: Initiative::School,
        reason: Some(Reason::Positive),
        topics: vec![Topic::Future],
        words: None,
    }
}

/// A conversation about Amira, with her mother by phone, about later.
pub fn spoke(contact: ContactId, on: NaiveDate) -> ContactMade {
    let account = ContactAccount {
        means: Means::Phone,
        with: vec![MOTHER],
        student_present: false,
        initiative: Initiative::School,
        reason: Some(Reason::Positive),
        topics: vec![Topic::Future],
        words: None,
    };
    ContactMade { contact, student: AMIRA, occurred: Occurred::on(on), account }
}

pub fn contact_made() -> Fact {
    spoke(CONTACT, TODAY).into()
}

/// Nobody answered when the school called Amira's mother.
pub fn attempt(contact: ContactId, on: NaiveDate) -> ContactAttempted {
    ContactAttempted {
        contact,
        student: AMIRA,
        occurred: Occurred::on(on),
        means: Means::Phone,
        outcome: AttemptOutcome::NoAnswer,
        with: Some(MOTHER),
        words: None,
    }
}

pub fn contact_attempted() -> Fact {
    attempt(CONTACT, TODAY).into()
}

/// The same contact, told anew today.
pub fn corrected(told: ContactMade) -> Fact {
    let ContactMade { contact, student, occurred, account } = told;
    let because = Personal::open(AMIRA, words("Verkeerd aangeklikt.").unwrap());
    ContactCorrected { contact, student, occurred, account, formerly_with: vec![MOTHER], because }.into()
}

pub fn contact_withdrawn() -> Fact {
    let because = Personal::open(AMIRA, words("Bij de verkeerde leerling.").unwrap());
    ContactWithdrawn { contact: CONTACT, student: AMIRA, because }.into()
}

pub fn withdrawal() -> Withdrawal {
    match entries([contact_made(), contact_withdrawn()]).remove(0).withdrawn {
        Some(withdrawal) => withdrawal,
        None => panic!("the entry is withdrawn"),
    }
}

pub fn contact_entry() -> Entry {
    entries([contact_made()]).remove(0)
}

pub fn attempt_entry() -> Entry {
    entries([contact_attempted()]).remove(0)
}

/// The timeline rows that these facts make.
pub fn entries<const N: usize>(facts: [Fact; N]) -> Vec<Entry> {
    rows::<Timeline>(&recorded(facts.to_vec())).into_values().collect()
}

/// Amira's card after these facts.
pub fn amiras_card(facts: impl IntoIterator<Item = Fact>) -> StudentCard {
    let all = cast().into_iter().chain(facts).collect();
    match rows::<StudentCards>(&recorded(all)).remove(&Tag::student(AMIRA)) {
        Some(card) => card,
        None => panic!("Amira is enrolled"),
    }
}

/// This person's row after these facts.
pub fn person_row(person: PersonId, facts: impl IntoIterator<Item = Fact>) -> PersonRow {
    let all = cast().into_iter().chain(facts).collect();
    match rows::<PersonRows>(&recorded(all)).remove(&Tag::person(person)) {
        Some(row) => row,
        None => panic!("nobody has that id"),
    }
}

pub fn class_row(class: ClassId, facts: impl IntoIterator<Item = Fact>) -> ClassRow {
    let all = cast().into_iter().chain(facts).collect();
    match rows::<ClassRows>(&recorded(all)).remove(&Tag::class(class)) {
        Some(row) => row,
        None => panic!("the class is open"),
    }
}

/// What a spec's envelope holds: here nothing is truly sealed.
pub fn unsealed<T: PersonalValue>(personal: &Personal<T>) -> T {
    let envelope = personal.envelope().unwrap();
    serde_json::from_slice(&envelope.bytes).unwrap()
}

/// The same, with everything open that was sealed in the specs' transparent envelopes.
pub fn all_unsealed<T: HoldsPersonal>(mut sealed: T) -> T {
    sealed.each_personal(&mut |_, personal| {
        if let Some(bytes) = personal.envelope().map(|envelope| envelope.bytes.clone()) {
            personal.put_plaintext(&bytes).unwrap();
        }
    });
    sealed
}

/// Facts as events at positions 1, 2, 3 …, today, by the mentor, with open values in envelopes that seal nothing.
pub fn recorded(facts: Vec<Fact>) -> Vec<Event> {
    facts
        .into_iter()
        .enumerate()
        .map(|(i, fact)| {
            let id = EventId(Uuid::from_u128(FIRST_EVENT + i as u128));
            let occurred = match &fact {
                Fact::ContactMade(fact) => fact.occurred,
                Fact::ContactAttempted(fact) => fact.occurred,
                Fact::TalkHeld(fact) => fact.occurred,
                Fact::TalkMissed(fact) => fact.occurred,
                Fact::TalkCorrected(fact) => fact.occurred,
                Fact::ExperienceRecorded(fact) => fact.occurred,
                Fact::ReflectionWritten(fact) => fact.occurred,
                Fact::ChoiceStated(fact) => fact.occurred,
                Fact::SetbackNoted(fact) => fact.occurred,
                _ => Occurred::on(TODAY),
            };
            let author: Author = actor(MENTOR, Role::Mentor).author();
            Event { pos: Position(i as i64 + 1), id, occurred, recorded_at: now().recorded_at, author, fact: sealed(fact, id) }
        })
        .collect()
}

fn sealed(mut fact: Fact, event: EventId) -> Fact {
    let mut n = 0;
    fact.each_personal(&mut |field, personal| {
        let bytes = personal.plaintext().unwrap().unwrap_or_default();
        let (person, class) = (personal.of(), personal.class());
        personal.put_envelope(Envelope { event, n, person, class, field: field.into(), bytes });
        n += 1;
    });
    fact
}

/// Every row of a view after these events.
pub fn rows<V: View>(events: &[Event]) -> BTreeMap<Tag, V::Row> {
    let mut rows = BTreeMap::new();
    for event in events.iter().filter(|event| V::VIEW.consumes(&event.fact)) {
        for key in V::keys(event) {
            if let Some(row) = V::fold(rows.remove(&key), key, event) {
                rows.insert(key, row);
            }
        }
    }
    rows
}

/// What went before in the story that the command is about.
pub fn given<const N: usize>(facts: [Fact; N]) -> GivenFacts {
    GivenFacts { facts: facts.to_vec(), relations: relations(), actor: actor(MENTOR, Role::Mentor) }
}

pub struct GivenFacts {
    facts: Vec<Fact>,
    relations: Relations,
    actor: Actor,
}

impl GivenFacts {
    pub fn knowing(mut self, change: impl FnOnce(&mut Relations)) -> GivenFacts {
        change(&mut self.relations);
        self
    }
    pub fn by(mut self, person: PersonId, role: Role) -> GivenFacts {
        self.actor = actor(person, role);
        self
    }
    pub fn acting(mut self, actor: Actor) -> GivenFacts {
        self.actor = actor;
        self
    }
    pub fn when<C: Command>(self, command: &C) -> Then {
        let story = self.facts.iter().fold(C::Story::default(), |story, fact| story.evolve(fact));
        let with = Context { now: now(), actor: &self.actor, relations: &self.relations };
        let answer = command.decide(&story, &with);
        assert_expectations(command, answer.as_deref().unwrap_or_default());
        Then { before: self.facts, answer }
    }
}

/// Whoever adds a fact of another stream than the command's says whether it begins that stream or goes on in it.
#[track_caller]
pub fn assert_expectations(command: &impl Command, said: &[NewFact]) {
    for new in said.iter().filter(|new| new.fact.stream() != command.stream()) {
        assert_ne!(new.expectation, Expectation::Decided, "say first() or next(): {new:?}");
    }
}

pub struct Then {
    before: Vec<Fact>,
    answer: Result<Vec<NewFact>, Refusal>,
}

impl Then {
    #[track_caller]
    pub fn then<const N: usize>(self, expected: [Fact; N]) {
        self.then_facts(|facts| facts == expected);
    }
    #[track_caller]
    pub fn then_facts(self, holds: impl Fn(&[Fact]) -> bool) {
        match &self.answer {
            Ok(said) => {
                let facts: Vec<_> = said.iter().map(|said| said.fact.clone()).collect();
                assert!(holds(&facts), "{facts:#?}");
            }
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
        self.views_agree();
    }
    /// The facts with the day on which each happened in the world.
    #[track_caller]
    pub fn then_on<const N: usize>(self, expected: [(NaiveDate, Fact); N]) {
        let expected = expected.map(|(day, fact)| (Occurred::on(day), fact));
        match &self.answer {
            Ok(said) => assert_eq!(said.iter().map(|new| (new.occurred, new.fact.clone())).collect::<Vec<_>>(), expected),
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
        self.views_agree();
    }
    /// Why it was refused.
    #[track_caller]
    pub fn refusal(self) -> Refusal {
        match self.answer {
            Ok(said) => panic!("not refused: {said:#?}"),
            Err(refusal) => refusal,
        }
    }
    /// What was said, to go on from there.
    #[track_caller]
    pub fn facts(self) -> Vec<Fact> {
        match self.outcome() {
            Ok(said) => said,
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
    }
    /// What was said, or why not: for a table that holds both.
    pub fn outcome(self) -> Result<Vec<Fact>, Refusal> {
        self.answer.map(|said| said.into_iter().map(|said| said.fact).collect())
    }
    #[track_caller]
    pub fn then_refused(self, refusal: impl Into<Refusal>) {
        assert_eq!(self.answer, Err(refusal.into()));
    }

    /// Row by row = from scratch, for every view, and every key is a tag on its event.
    #[track_caller]
    fn views_agree(self) {
        let facts = self.answer.into_iter().flatten().map(|said| said.fact);
        assert_views_agree(&recorded(cast().into_iter().chain(self.before).chain(facts).collect()));
    }
}

/// Row by row (stored and read back after each event) equals one fold from scratch, a row that is there stays, and each key is
/// a tag of its event.
#[track_caller]
pub fn assert_views_agree(events: &[Event]) {
    for view in views::ALL {
        let mut touching: BTreeMap<Tag, Vec<&Event>> = BTreeMap::new();
        for event in events.iter().filter(|event| view.listens_to(event)) {
            for key in (view.keys)(event) {
                assert!(event.fact.tags().contains(&key), "{} has no tag {key} for view {}", event.fact.type_name(), view.name);
                touching.entry(key).or_default().push(event);
            }
        }
        for (key, events) in touching {
            let fold = |row: Option<&AnyRow>, events: &[&Event]| (view.fold)(row, key, events).expect("it is the view's own row");
            let read_back = |row: views::StoredRow| (view.read)(&row.body).expect("the row is readable");
            let from_scratch = fold(None, &events);
            let row_by_row = events.iter().fold(None, |row, event| {
                let was_there = row.is_some();
                let row = fold(row.map(read_back).as_ref(), &[event]);
                // Who counts the rows of a view relies on it.
                assert!(row.is_some() || !was_there, "view {} lost its row at {key}", view.name);
                row
            });
            assert_eq!(row_by_row, from_scratch, "view {} at {key}", view.name);
        }
    }
}
