//! What a mentor and a career lead see.

use std::{collections::BTreeMap, sync::Arc};

use app::{
    Answered,
    questions::{
        AssignmentCounts, AtHome, ClassContactSheet, ClassListRow, ClassPage, ClassSummary, ContactSheet, FamilyToTick, HeardHow,
        HeardSince, LastContact, NextStep, People, PersonBrief, SchoolPage, StudentPage, TieToStudent, TimelineCursor,
        TimelinePage,
    },
};
use chrono::NaiveDate;
use domain::{
    actor::{Author, Role},
    contact::{AttemptOutcome, ContactAccount, Initiative, Means, Reason, Topic},
    ids::{ClassId, ContactId, PersonId, Position, SchoolId, Tag},
    person::{
        details::Failure,
        parent::{Authority, Relation},
        supporter::Kinship,
    },
    personal::{Content, Personal},
    school::ParentsFollowUntil,
    time::{Occurred, SchoolYear},
    values::{Channel, Reachable, Reading, SpokenLanguage, Wishes, Words},
    views::{
        Attempt, ChannelFailure, ChannelRow, ClassRow, Earlier, Entry, EntryContent, SchoolClass, SchoolRow, Withdrawal,
        reach::{NextTry, Rung, Through},
    },
};
use frontend::{
    done::Done,
    parts::Typed,
    screens::{class, contact, form::Again, person, school},
    shell::Assets,
    wording::Language,
};
use uuid::Uuid;

use super::{TODAY, at, name, named, past, person, visit};

const JOKE: (u128, &str) = (7, "Joke de Vries");
const CLASS_3B: ClassId = ClassId(Uuid::from_u128(30));
const CONTACT: ContactId = ContactId(Uuid::from_u128(40));

pub fn screens(t: Language, assets: &Arc<Assets>) -> Vec<(&'static str, String)> {
    let mentor = |path: &str| visit(t, assets, Role::Mentor, JOKE, path);
    let lead = |path: &str| visit(t, assets, Role::CareerLead, (8, "Karim Bennani"), path);
    let class = class_page();
    let empty = ClassPage { rows: vec![], ..class.clone() };
    let amira = student_page();
    let new = StudentPage {
        home: vec![],
        timeline: TimelinePage { entries: vec![], older: None, classes: vec![], sources: vec![] },
        ..amira.clone()
    };
    let sheet = sheet();
    let begun = contact::record::begin(&mentor(""), &sheet, None, None);
    let corrected = contact::correct::begin(&mentor(""), &sheet);
    let nothing = Typed::default().with("contact", CONTACT.to_string()).with("action", "spoke-later");
    let nothing = contact::record::parse(sheet.student, &nothing, &mentor("").now);
    let wrong = nothing.err().unwrap_or_default().render(t, Typed::default().with("words", "Ze gaat mee."));
    let families = families();
    vec![
        ("mijn-klas", class::my_class::page(&mentor("/mijn-klas"), &now(class.clone()), Some(Done::EveningRecorded))),
        (
            "mijn-klas-toen",
            class::my_class::page(&mentor("/mijn-klas?op=2025-11-09"), &Answered { past: past(), ..now(class.clone()) }, None),
        ),
        ("mijn-klas-leeg", class::my_class::page(&mentor("/mijn-klas"), &now(empty), None)),
        ("geen-klas", class::my_class::without_class(&mentor("/mijn-klas"))),
        ("leerling", person::student::page(&mentor("/leerlingen/1"), &now(amira.clone()), None, None)),
        (
            "leerling-toen",
            person::student::page(&lead("/leerlingen/1?op=2025-11-09"), &Answered { past: past(), ..now(amira) }, None, None),
        ),
        ("leerling-nieuw", person::student::page(&mentor("/leerlingen/1"), &now(new), None, None)),
        ("gesprek", contact::record::page(&mentor("/leerlingen/1/gesprek"), &sheet, &begun, None)),
        ("gesprek-fout", contact::record::page(&mentor("/leerlingen/1/gesprek"), &sheet, &wrong, Some(Again::Reused))),
        ("verbeteren", contact::correct::page(&mentor("/verbeteren"), &sheet, CONTACT, &corrected, Some(Again::Stale))),
        ("intrekken", contact::withdraw::page(&mentor("/intrekken"), &sheet, CONTACT, &Typed::default(), None)),
        ("avond", contact::evening::page(&mentor("/avond"), &families, &contact::evening::begin(&mentor("/avond")), None)),
        ("school", school::classes::page(&lead("/school"), &now(school_page()))),
        ("school-mentor", school::classes::page(&mentor("/school"), &now(school_page()))),
    ]
}

fn now<A>(answer: A) -> Answered<A> {
    Answered { answer, today: TODAY, past: None, circle: None }
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, day).unwrap_or(TODAY)
}

fn class_row() -> ClassRow {
    ClassRow {
        class: CLASS_3B,
        name: named("3B"),
        school_year: SchoolYear(2025),
        year: Some(3),
        track: None,
        mentors: vec![person(JOKE.0)],
        students: vec![],
        former: vec![],
        withdrawn: false,
    }
}

fn class_page() -> ClassPage {
    let own = [("3B", 30), ("3C", 31)].map(|(name, id)| SchoolClass {
        class: ClassId(Uuid::from_u128(id)),
        name: named(name),
        school_year: SchoolYear(2025),
    });
    let people = [
        ("Youssef", "el", "Amrani", Rung::NotApproached, 41),
        ("Daan", "van den", "Berg", Rung::NoDetails, 68),
        ("Zoë", "de", "Boer", Rung::InContact, 23),
        ("Amira", "", "Demir", Rung::TalkedTogether, 1),
        ("Milan", "de", "Jong", Rung::TalkedTogether, 3),
        ("Zuzanna", "", "Kowalska", Rung::Invited, 12),
        ("Ömer", "", "Öztürk", Rung::InContact, 30),
        ("Selin", "", "Yıldız", Rung::InContact, 12),
    ];
    let rows = people.into_iter().enumerate().map(|(i, (first, infix, last, rung, silence_days))| {
        let student = person(100 + i as u128);
        row(student, (first, infix, last), rung, silence_days)
    });
    ClassPage {
        school_name: named("Noordrand College"),
        class: class_row(),
        own: own.into(),
        rows: rows.collect(),
        hidden: vec![],
        rounds: vec![],
        unanswered: 2,
    }
}

fn row(student: PersonId, (first, infix, last): (&str, &str, &str), rung: Rung, silence_days: i64) -> ClassListRow {
    let grandmother = PersonBrief {
        person: person(60),
        whom: TieToStudent::Supporter(Kinship::Grandmother),
        name: Some(name(person(60), "Fatma", "", "Yıldız")),
    };
    let via = (first == "Selin").then_some(grandmother);
    let (means, with) = match first {
        "Amira" => (Means::Phone, TieToStudent::Parent(Relation::Mother)),
        "Milan" => (Means::AtSchool, TieToStudent::Parent(Relation::Father)),
        "Selin" => (Means::HomeVisit, TieToStudent::Supporter(Kinship::Grandmother)),
        _ => (Means::Email, TieToStudent::Parent(Relation::Mother)),
    };
    let last_contact = LastContact {
        on: TODAY - chrono::Days::new(silence_days as u64),
        means,
        with: vec![with],
        student_present: rung == Rung::TalkedTogether,
    };
    ClassListRow {
        student,
        name: name(student, first, infix, last),
        rung,
        through: via.as_ref().map(|_| Through::Supporter),
        via,
        last: rung.is_in_contact().then_some(last_contact),
        silence_days,
        heard: (first == "Youssef").then(heard),
        student_told: (first == "Zuzanna").then(|| on(10, 20)),
        calls_in_vain: if first == "Youssef" { 2 } else { 0 },
        details_wrong_since: (first == "Daan").then(|| on(11, 3)),
        next: next(first),
        only_concern: first == "Ömer",
        assignments: AssignmentCounts::default(),
        agreement: None,
        overdue: 0,
    }
}

fn heard() -> HeardSince {
    HeardSince { on: TODAY - chrono::Days::new(1), how: HeardHow::Message, who: vec![TieToStudent::Supporter(Kinship::Sister)] }
}

fn next(student: &str) -> Option<NextStep> {
    let step = |what, whom, first: &str| NextStep {
        what,
        whom: Some(whom),
        name: Some(name(person(61), first, "", "Demo")),
        phone: None,
    };
    match student {
        "Youssef" => Some(step(NextTry::CallSupporter(person(61)), TieToStudent::Supporter(Kinship::Sister), "Naima")),
        "Zuzanna" => Some(step(NextTry::SendMessage(person(62)), TieToStudent::Parent(Relation::Mother), "Ewa")),
        "Daan" => Some(NextStep { what: NextTry::AskForDetails, whom: None, name: None, phone: None }),
        _ => None,
    }
}

const AMIRA: u128 = 50;
const MOTHER: u128 = 51;
const FATHER: u128 = 52;
const SISTER: u128 = 53;

fn channel(of: PersonId, channel: Channel, text: &str, failed: Option<(Failure, NaiveDate)>) -> Option<ChannelRow> {
    let reachable = Personal::open(of, Reachable::parse(channel, text).ok()?);
    let failures = failed.map(|(failure, since)| ChannelFailure { failure, since, attempt: None });
    Some(ChannelRow { channel, reachable, failures: failures.into_iter().collect() })
}

fn home() -> Vec<AtHome> {
    let at_home = |who: u128, whom, authority, name, channels: Vec<Option<ChannelRow>>, wishes: Option<Wishes>| AtHome {
        person: person(who),
        whom,
        authority,
        name: Some(name),
        channels: channels.into_iter().flatten().collect(),
        wishes: wishes.map(|wishes| Personal::open(person(who), wishes)),
        waits: matches!(whom, TieToStudent::Supporter(_)),
    };
    let (mother, father, sister) = (person(MOTHER), person(FATHER), person(SISTER));
    vec![
        at_home(
            MOTHER,
            TieToStudent::Parent(Relation::Mother),
            Some(Authority::Full),
            name(mother, "Elif", "", "Demir"),
            vec![
                channel(mother, Channel::Phone, "06 0000 0012", None),
                channel(mother, Channel::Email, "e.demir@ouders.example", None),
            ],
            Some(Wishes { language: SpokenLanguage::Turkish, reading: Reading::Easy, interpreter: true }),
        ),
        at_home(
            FATHER,
            TieToStudent::Parent(Relation::Father),
            Some(Authority::OnRequest),
            name(father, "Kemal", "", "Demir"),
            vec![channel(father, Channel::Phone, "06 0000 0013", Some((Failure::Wrong, on(11, 3))))],
            None,
        ),
        at_home(SISTER, TieToStudent::Supporter(Kinship::Sister), None, name(sister, "Naima", "", "Demir"), vec![], None),
    ]
}

fn people() -> People {
    let brief = |who: u128, whom, name| (person(who), PersonBrief { person: person(who), whom, name: Some(name) });
    People(BTreeMap::from([
        brief(MOTHER, TieToStudent::Parent(Relation::Mother), name(person(MOTHER), "Elif", "", "Demir")),
        brief(FATHER, TieToStudent::Parent(Relation::Father), name(person(FATHER), "Kemal", "", "Demir")),
        brief(SISTER, TieToStudent::Supporter(Kinship::Sister), name(person(SISTER), "Naima", "", "Demir")),
        brief(JOKE.0, TieToStudent::Staff, name(person(JOKE.0), "Joke", "de", "Vries")),
        brief(8, TieToStudent::Staff, Personal { of: person(8), content: Content::Erased }),
    ]))
}

fn words(text: &str) -> Personal<Words> {
    let words = Words::parse(text).ok().flatten();
    words.map_or(Personal { of: person(AMIRA), content: Content::Erased }, |words| Personal::open(person(AMIRA), words))
}

fn account(means: Means, with: &[u128], student_present: bool, text: &str) -> ContactAccount {
    ContactAccount {
        means,
        with: with.iter().map(|who| person(*who)).collect(),
        student_present,
        initiative: Initiative::School,
        reason: Some(Reason::Positive),
        topics: vec![Topic::Future, Topic::NextStep],
        words: (!text.is_empty()).then(|| words(text)),
    }
}

fn entry(pos: i64, occurred: Occurred, author: u128, told: EntryContent) -> Entry {
    Entry {
        key: Tag::contact(CONTACT),
        student: person(AMIRA),
        pos: Position(pos),
        occurred,
        recorded_at: at(occurred.on),
        author: Author { person: Some(person(author)), role: "mentor".into() },
        told,
        withdrawn: None,
        earlier: vec![],
        student_first: false,
        opened: None,
    }
}

pub fn entries() -> Vec<Entry> {
    let call = account(Means::Phone, &[MOTHER], false, "Over de open dag. Ze gaat mee.\nDinsdag bellen we nog een keer.");
    let mut corrected = entry(
        6,
        Occurred::on(on(11, 6)),
        JOKE.0,
        EntryContent::ContactMade(account(Means::AtSchool, &[MOTHER, SISTER], true, "Amira liet haar foto’s zien.")),
    );
    corrected.recorded_at = at(on(11, 7));
    corrected.earlier.push(Earlier {
        occurred: Occurred::on(on(11, 5)),
        told: EntryContent::ContactMade(account(Means::Phone, &[MOTHER], false, "Amira liet haar foto’s zien.")),
        recorded_at: at(on(11, 6)),
        author: Author { person: Some(person(8)), role: "mentor".into() },
        because: words("Het was op school, en een dag later."),
    });
    let missed = Attempt { means: Means::Phone, outcome: AttemptOutcome::NoAnswer, with: Some(person(FATHER)), words: None };
    let wrong = Attempt { means: Means::Phone, outcome: AttemptOutcome::WrongDetails, with: Some(person(FATHER)), words: None };
    let mut withdrawn =
        entry(4, Occurred::in_week_of(on(10, 22)), 8, EntryContent::ContactMade(account(Means::HomeVisit, &[FATHER], false, "")));
    withdrawn.withdrawn = Some(Withdrawal {
        recorded_at: at(on(10, 25)),
        author: Author { person: Some(person(8)), role: "mentor".into() },
        because: words("Dit ging over een andere leerling."),
    });
    let time = chrono::NaiveTime::from_hms_opt(19, 5, 0).unwrap_or_default();
    let mut came = entry(1, Occurred::on(on(8, 25)), 9, EntryContent::Enrolled { class: CLASS_3B });
    came.key = Tag::moment(Uuid::from_u128(AMIRA));
    came.author = Author { person: None, role: "job:roster".into() };
    vec![
        entry(7, Occurred::at(on(11, 8), time), JOKE.0, EntryContent::ContactMade(call)),
        corrected,
        entry(5, Occurred::on(on(11, 3)), JOKE.0, EntryContent::ContactAttempted(wrong)),
        withdrawn,
        entry(3, Occurred::on(on(10, 6)), 8, EntryContent::ContactAttempted(missed)),
        came,
    ]
}

fn student_page() -> StudentPage {
    StudentPage {
        student: person(AMIRA),
        name: name(person(AMIRA), "Amira", "", "Demir"),
        class: Some(class_row()),
        left: false,
        home: home(),
        rung: Rung::TalkedTogether,
        through: Some(Through::Parent),
        silence_days: 1,
        heard: None,
        student_told: None,
        timeline: TimelinePage {
            entries: entries(),
            older: Some(TimelineCursor { on: on(8, 25), pos: Position(1) }),
            classes: vec![class_row()],
            sources: vec![],
        },
        people: people(),
    }
}

fn sheet() -> ContactSheet {
    let entry = entries().into_iter().nth(1);
    ContactSheet {
        told_lately: vec![],
        student: person(AMIRA),
        name: name(person(AMIRA), "Amira", "", "Demir"),
        class: Some(class_row()),
        home: home(),
        entry,
        people: people(),
    }
}

fn families() -> ClassContactSheet {
    let families = class_page().rows.into_iter().enumerate().map(|(i, row)| {
        let home =
            people().0.into_values().filter(|brief| matches!(brief.whom, TieToStudent::Parent(_) | TieToStudent::Supporter(_)));
        FamilyToTick { student: row.student, name: row.name, home: home.take(i % 4).collect() }
    });
    ClassContactSheet { class: class_row(), families: families.collect(), circles: vec![] }
}

fn school_page() -> SchoolPage {
    let school = SchoolRow {
        school: SchoolId(Uuid::from_u128(1)),
        name: named("Noordrand College"),
        city: named("Waterstad"),
        student_first_hours: 24,
        parents_follow_until: ParentsFollowUntil::Eighteen,
        classes: vec![],
        staff: vec![],
    };
    let class = |id, name: &str, students, mentors: Vec<(PersonId, Option<Personal<_>>)>| ClassSummary {
        class: ClassId(Uuid::from_u128(id)),
        name: named(name),
        students,
        mentors,
        course: None,
    };
    let joke = (person(JOKE.0), Some(name(person(JOKE.0), "Joke", "de", "Vries")));
    let karim = (person(8), Some(name(person(8), "Karim", "", "Bennani")));
    SchoolPage {
        school,
        classes: vec![
            class(30, "3B", 24, vec![joke.clone()]),
            class(31, "3C", 22, vec![joke, karim]),
            class(32, "4A", 1, vec![]),
        ],
    }
}
