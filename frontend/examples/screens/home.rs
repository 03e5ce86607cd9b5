//! What a parent, a supporter and a student see, the way in, and the pages they share with staff.

use std::{collections::BTreeMap, sync::Arc};

use app::{
    Answered, Problem, Reference,
    questions::{
        DetailsPage, HomePage, NamedStudent, NamedSupporter, OwnLinePage, People, PersonBrief, SupportersPage, TieToStudent,
        TimelinePage,
    },
};
use chrono::NaiveDate;
use domain::{
    actor::{Author, Role},
    contact::{ContactAccount, Initiative, Means, Reason, Topic},
    ids::{ClassId, ContactId, PersonId, Position, SchoolId, Tag},
    person::{
        details::Failure,
        parent::Relation,
        supporter::{Admission, Kinship},
    },
    personal::Personal,
    time::{Occurred, SchoolYear},
    values::{Channel, Reachable, Reading, SpokenLanguage, Wishes, Words},
    views::{ChannelFailure, ChannelRow, ClassRow, Earlier, Entry, EntryContent},
};
use frontend::{
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::{form::Again, home, line, person, problem as problems, sign_in, visit::Visit},
    shell::{Assets, Elsewhere},
    wording::Language,
};
use uuid::Uuid;

use super::{TODAY, at, name, named, person, visit};

const AMIRA: (u128, &str) = (1, "Amira Demir");
const MOTHER: (u128, &str) = (2, "Elif Demir");
const UNCLE: (u128, &str) = (3, "Kemal Demir");
const JOKE: (u128, &str) = (7, "Joke de Vries");
const CLASS_3B: ClassId = ClassId(Uuid::from_u128(30));

pub fn screens(t: Language, assets: &Arc<Assets>) -> Vec<(&'static str, String)> {
    let mother = |path: &str| {
        let mut visit = visit(t, assets, Role::Parent, MOTHER, path);
        let (school, school_name) = (SchoolId(Uuid::from_u128(2)), named("Vmbo De Wissel"));
        let elsewhere = Elsewhere { school, school_name, person: person(40), role: Role::Parent };
        visit.reader.iter_mut().for_each(|reader| reader.elsewhere.push(elsewhere.clone()));
        visit
    };
    let uncle = |path: &str| visit(t, assets, Role::Supporter, UNCLE, path);
    let amira = |path: &str| visit(t, assets, Role::Student, AMIRA, path);
    let mentor = |path: &str| visit(t, assets, Role::Mentor, JOKE, path);
    let nobody = |path: &str| Visit { reader: None, ..mother(path) };
    let page = home_page();
    let only = |entries: Vec<Entry>| HomePage {
        children: page.children[..1].to_vec(),
        timeline: TimelinePage { entries, older: None, classes: vec![], sources: vec![] },
        ..page.clone()
    };
    let (new, helping) = (only(vec![came_in()]), only(vec![]));
    let line = own_line_page();
    let new_line = OwnLinePage {
        timeline: TimelinePage { entries: vec![], older: None, classes: vec![], sources: vec![] },
        people: People::default(),
        ..line.clone()
    };
    let helpers = helpers();
    let typed = Typed::default().with("name", " ").with("phone", "bel mij").with("command_id", Uuid::from_u128(9).to_string());
    let wrong = person::supporter::parse(person(AMIRA.0), &typed).err().unwrap_or_default().render(t, typed);
    let mut screens = vec![
        ("thuis", home::child::page(&mother("/thuis"), &now(page.clone()), None)),
        ("thuis-nieuw", home::child::page(&mother("/thuis"), &now(new), None)),
        ("thuis-steun", home::child::page(&uncle("/thuis"), &now(helping), None)),
        ("thuis-zonder", home::child::without_child(&mother("/thuis"))),
        ("mijn-lijn", line::own::page(&amira("/mijn-lijn"), &now(line), None, None)),
        ("mijn-lijn-nieuw", line::own::page(&amira("/mijn-lijn"), &now(new_line), None, None)),
        ("steun-thuis", person::supporter::page(&mother("/thuis/steun"), &helpers, &wrong, None)),
        ("steun-mijn-lijn", person::supporter::page(&amira("/mijn-lijn/steun"), &helpers, &Typed::default(), None)),
        (
            "steun-leerling",
            person::supporter::page(&mentor("/leerlingen/1/steun"), &helpers, &Typed::default(), Some(Again::Stale)),
        ),
    ];
    let done = DoneAtHome::SupporterNamed;
    screens.push(("gelukt", home::done::page(&mother("/thuis/gelukt?wat=steun"), done, None)));
    let details = details();
    let typed = Typed::default().with("action", "keep.phone").with("phone", "06 0000");
    let wrong = person::details::parse(details.person, &typed).err().unwrap_or_default().render(t, typed);
    let (mine, none) = (&mentor("/personen/2/gegevens"), Typed::default());
    screens.extend([
        ("gegevens", person::details::page(mine, &details, Some(person(AMIRA.0)), &none, None, Some(Done::DetailsChanged))),
        ("gegevens-fout", person::details::page(mine, &details, None, &wrong, None, None)),
        ("wensen", person::wishes::page(&mother("/thuis/wensen"), &details, &none, None)),
        ("inloggen", sign_in::page(&nobody("/"))),
        ("inloggen-demo", sign_in::demo_page(&nobody("/"), &demo_people())),
        ("link", sign_in::link_page(&nobody("/aanmelden/geheim"), "geheim")),
        ("link-oud", sign_in::spent_page(&nobody("/aanmelden/geheim"))),
    ]);
    let typed = Typed::default().with("words", "Ze gaat mee naar de open dag.");
    let broken = Problem::Broken(Reference("7k3q9f2c".into()));
    let problem = |problem: &Problem| problems::page(&mother("/thuis"), problem, &typed);
    screens.extend([
        ("te-vaak", problems::too_often_page(&nobody("/aanmelden/geheim"), &typed)),
        ("404", problem(&Problem::NotFound)),
        ("403", problem(&Problem::NotAllowed)),
        ("409", problem(&Problem::ReusedForm)),
        ("500", problem(&broken)),
        ("503", problem(&Problem::Busy)),
    ]);
    screens
}

fn now<A>(answer: A) -> Answered<A> {
    Answered { answer, today: TODAY, past: None, circle: None }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, day).unwrap_or(TODAY)
}

fn brief((n, full): (u128, &str), whom: TieToStudent) -> PersonBrief {
    let (first, last) = full.split_once(' ').unwrap_or(("", full));
    let (infix, last) = last.rsplit_once(' ').unwrap_or(("", last));
    PersonBrief { person: person(n), whom, name: Some(name(person(n), first, infix, last)) }
}

fn people() -> People {
    let all = [
        brief(AMIRA, TieToStudent::Student),
        brief(MOTHER, TieToStudent::Parent(Relation::Mother)),
        brief(UNCLE, TieToStudent::Supporter(Kinship::Uncle)),
        brief(JOKE, TieToStudent::Staff),
    ];
    People(all.into_iter().map(|brief| (brief.person, brief)).collect::<BTreeMap<_, _>>())
}

fn class() -> Option<ClassRow> {
    let (mentors, students) = (vec![person(JOKE.0)], vec![person(AMIRA.0)]);
    Some(ClassRow {
        class: CLASS_3B,
        name: named("3B"),
        school_year: SchoolYear(2025),
        year: Some(3),
        track: None,
        mentors,
        students,
        former: Default::default(),
        withdrawn: false,
    })
}

fn home_page() -> HomePage {
    let child = |n, first| NamedStudent { student: person(n), name: name(person(n), first, "", "Demir") };
    HomePage {
        asked: vec![],
        waits: Default::default(),
        child: person(AMIRA.0),
        name: name(person(AMIRA.0), "Amira", "", "Demir"),
        own_name: None,
        class: class(),
        children: vec![child(AMIRA.0, "Amira"), child(4, "Yusuf"), child(5, "Selin"), child(6, "Mehmet Ali")],
        part: None,
        to_do: vec![],
        timeline: TimelinePage { entries: entries(), older: None, classes: class().into_iter().collect(), sources: vec![] },
        people: people(),
        helper_waits: true,
    }
}

fn own_line_page() -> OwnLinePage {
    let HomePage { child, name, class, timeline, people, .. } = home_page();
    let support = domain::views::SupportRow::none(child);
    let (asked, questions, steps, news) = (None, vec![], vec![], vec![]);
    OwnLinePage {
        gone: vec![],
        talks: vec![],
        unread: 1,
        student: child,
        name,
        class,
        asked,
        questions,
        steps,
        support,
        timeline,
        people,
        waiting: vec![person(UNCLE.0)],
        waits: vec![],
        to_talk_about: vec![],
        news,
    }
}

fn entries() -> Vec<Entry> {
    let call = |means, student_present, topics: &[Topic], words| account(means, student_present, topics, words);
    let open_day =
        call(Means::Phone, false, &[Topic::Exploring, Topic::NextStep], "Over de open dag van de bakkersschool. Ze gaan samen.");
    let before = call(Means::Phone, false, &[Topic::Exploring], "Over de open dag.");
    let mut corrected = entry(3, day(11, 6), EntryContent::ContactMade(open_day));
    corrected.earlier.push(Earlier {
        occurred: Occurred::on(day(11, 5)),
        told: EntryContent::ContactMade(before),
        recorded_at: at(day(11, 6)),
        author: corrected.author.clone(),
        because: words("Het was een dag later."),
    });
    let talk =
        call(Means::AtSchool, true, &[Topic::Qualities, Topic::Future], "Amira is geduldig en werkt graag met haar handen.");
    vec![corrected, entry(2, day(10, 7), EntryContent::ContactMade(talk)), came_in()]
}

fn came_in() -> Entry {
    entry(1, day(8, 25), EntryContent::Enrolled { class: CLASS_3B })
}

fn entry(pos: i64, on: NaiveDate, told: EntryContent) -> Entry {
    Entry {
        key: Tag::contact(ContactId(Uuid::from_u128(pos as u128))),
        student: person(AMIRA.0),
        pos: Position(pos),
        occurred: Occurred::on(on),
        recorded_at: at(on),
        author: Author { person: Some(person(JOKE.0)), role: "mentor".into() },
        told,
        withdrawn: None,
        earlier: vec![],
        student_first: false,
        opened: None,
    }
}

fn account(means: Means, student_present: bool, topics: &[Topic], text: &str) -> ContactAccount {
    let (with, words) = (vec![person(MOTHER.0)], Some(words(text)));
    ContactAccount {
        means,
        with,
        student_present,
        initiative: Initiative::School,
        reason: Some(Reason::Positive),
        topics: topics.to_vec(),
        words,
    }
}

fn words(text: &str) -> Personal<Words> {
    let words = Words::parse(text).ok().flatten().expect("a made-up sentence is words");
    Personal::open(person(AMIRA.0), words)
}

fn helpers() -> SupportersPage {
    let named = |who, kinship, admission| NamedSupporter {
        by_student: false,
        brief: brief(who, TieToStudent::Supporter(kinship)),
        admission,
        alike: vec![],
    };
    let supporters = vec![
        named(UNCLE, Kinship::Uncle, Admission::Waiting),
        named((9, "Naima el Amrani"), Kinship::Neighbour, Admission::LetIn { knowing: vec![] }),
        named((12, "Hanna Bakker"), Kinship::Coach, Admission::TurnedAway),
    ];
    SupportersPage { student: person(AMIRA.0), name: name(person(AMIRA.0), "Amira", "", "Demir"), sixteen: true, supporters }
}

fn details() -> DetailsPage {
    let mother: PersonId = person(MOTHER.0);
    let channel = |channel, text, failed: Option<(Failure, NaiveDate)>| ChannelRow {
        channel,
        reachable: Personal::open(mother, Reachable::parse(channel, text).expect("a made-up address is one")),
        failures: failed.into_iter().map(|(failure, since)| ChannelFailure { failure, since, attempt: None }).collect(),
    };
    DetailsPage {
        person: mother,
        name: Some(name(mother, "Elif", "", "Demir")),
        channels: vec![
            channel(Channel::Phone, "06 0000 0012", Some((Failure::Wrong, day(11, 3)))),
            channel(Channel::Email, "e.demir@ouders.example", None),
        ],
        wishes: Some(Personal::open(
            mother,
            Wishes { language: SpokenLanguage::Turkish, reading: Reading::Easy, interpreter: true },
        )),
    }
}

fn demo_people() -> Vec<sign_in::DemoPerson> {
    let person = |school: &str, role, name: &str, about: &str| sign_in::DemoPerson {
        key: name.to_lowercase().replace(' ', "-"),
        name: named(name),
        role,
        school: named(school),
        about: Some(about).filter(|about| !about.is_empty()).map(named),
    };
    let mut people = vec![];
    for school in ["Noordrand College", "De Werf", "Vakschool Zuid"] {
        people.extend([
            person(school, Role::Mentor, "Joke de Vries", "klas 3B"),
            person(school, Role::Mentor, "Karim Bennani", "klas 3C"),
            person(school, Role::Parent, "Elif Demir", "moeder van Amira"),
            person(school, Role::Parent, "Anna Kowalska", "moeder van Zuzanna"),
            person(school, Role::Student, "Amira Demir", "klas 3B"),
            person(school, Role::Supporter, "Kemal Demir", "oom van Amira"),
            person(school, Role::CareerLead, "Sanne Bakker", ""),
            person(school, Role::SchoolAdmin, "Ruud Jansen", ""),
            person(school, Role::Auditor, "Ineke Smit", ""),
        ]);
    }
    people
}
