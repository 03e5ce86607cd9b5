//! The policy as two tables for everyone to read. Each is computed by asking the policy itself, and kept in a file beside
//! the code, so that a change of policy is a changed cell.

use super::*;
use crate::{
    actor::Role::{self, *},
    agreement::Party,
    assignment::AssignmentKind,
    facts::Fact,
    ids::PersonId,
    line::{ShareWith, Voice},
    school::STUDENT_FIRST_HOURS_MAX,
    spec::{agreement::*, assignment::*, line::*, talk::*, *},
    talk::OtherAnswer,
    views::{AssignmentContent, Entry, EntryContent, OwnEntry, OwnKind, TalkRow, TalkRows, Timeline},
};

/// A row: its name and its cells.
type PrintedRow = (String, Vec<&'static str>);

/// Each section with its title above its rows. A column is as wide as the longest word in it.
fn table(head: &[&str], sections: &[(&str, Vec<PrintedRow>)]) -> String {
    let rows = || sections.iter().flat_map(|(_, rows)| rows);
    let names = rows().map(|(name, _)| name.len()).chain(sections.iter().map(|(title, _)| title.len())).max();
    let names = names.unwrap_or_default();
    let width = |column: usize| rows().map(|(_, cells)| cells[column].len()).chain([head[column].len()]).max();
    let widths: Vec<usize> = (0..head.len()).filter_map(width).collect();
    let line = |name: &str, cells: &[&str]| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| format!("  {cell:<width$}"));
        let line = cells.fold(format!("{name:<names$}"), |line, cell| line + &cell);
        line.trim_end().to_owned() + "\n"
    };
    let section = |(title, rows): &(&str, Vec<PrintedRow>)| {
        rows.iter().fold("\n".to_owned() + &line(title, head), |text, (name, cells)| text + &line(name, cells))
    };
    sections.iter().map(section).collect()
}

/// `WRITE_GRID=1` writes the file.
#[track_caller]
fn assert_kept(file: &str, text: &str) {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("WRITE_GRID").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "run with WRITE_GRID=1 and look at the difference");
}

#[test]
fn who_may_do_what_is_printed() {
    let title = |who| match who {
        ActorKind::Role(role) => role.name(),
        ActorKind::Job => "job",
        ActorKind::Operator => "operator",
    };
    let reach = |who, deed| match scope(who, deed) {
        DeedScope::Never => "-",
        DeedScope::Self_ => "self",
        DeedScope::OwnChild => "own child",
        DeedScope::YoungChild => "own child <16",
        DeedScope::Supported => "supported",
        DeedScope::OwnClass => "own class",
        DeedScope::School => "school",
    };
    let head: Vec<&str> = ActorKind::all().map(title).collect();
    let row = |deed: &Deed| (format!("{deed:?}"), ActorKind::all().map(|who| reach(who, *deed)).collect());
    let grid = table(&head, &[("", Deed::ALL.iter().map(row).collect())]);
    let intro =
        "Who may do what. Written by a test from backend/domain/src/policy/grid.rs; a change of policy is a changed cell.";
    assert_kept("WHO-MAY-WHAT.txt", &format!("{intro}\n{grid}"));
}

const INTRO: &str = "\
Who sees what, once WHO-MAY-WHAT.txt lets them read about the student. Written by a test that asks backend/domain/src/policy;
a change of policy is a changed cell.

all    as it stands
part   without what is another's: their words, what stood there before a correction, with whom else it is shared
later  once the student has opened it or the school's hours for the student are over, whichever comes first
-      not

In it is who was spoken with, invited or written to, has a part of the agreement, may see what is shared, or said it.
";

#[test]
fn who_sees_what_is_printed() {
    let readers: Vec<_> = Role::ALL.into_iter().flat_map(readers).collect();
    let head: Vec<&str> = readers.iter().map(|(title, _)| *title).collect();
    let row = |what: &str, seen: &dyn Fn(&Viewer) -> &'static str| {
        (what.to_owned(), readers.iter().map(|(_, viewer)| seen(viewer)).collect())
    };
    let entries = |states: States| states.iter().map(|(state, entry)| row(state, &|viewer| of_entry(viewer, entry))).collect();
    let words = words_of_a_talk();
    let words = words.iter().map(|(what, talk, is_there)| row(what, &|viewer| of_talk(viewer, talk, *is_there))).collect();
    let tables = table(
        &head,
        &[
            ("ON A STUDENT'S TIMELINE", entries(timeline())),
            ("ASSIGNMENTS BY KIND", entries(assignments())),
            ("ON THE STUDENT'S OWN LINE", entries(own_line())),
            ("THE WORDS OF A TALK", words),
        ],
    );
    assert_kept("WHO-SEES-WHAT.txt", &format!("{INTRO}{tables}"));
}

/// The columns of a role: Amira herself, those at home who are in it and those who are not, and everybody at school.
fn readers(role: Role) -> Vec<(&'static str, Viewer)> {
    let people = match role {
        Student => vec![("student", AMIRA)],
        Parent => vec![("parent in it", MOTHER), ("other parent", FATHER)],
        Supporter => vec![("supporter in it", UNCLE), ("other supporter", STRANGER)],
        Mentor => vec![("mentor", MENTOR)],
        CareerLead => vec![("career lead", OTHER_MENTOR)],
        SchoolAdmin => vec![("school admin", ADMIN)],
        Auditor => vec![("auditor", AUDITOR)],
    };
    people.into_iter().map(|(title, person)| (title, viewer(person, role))).collect()
}

fn much_later(viewer: &Viewer) -> Viewer {
    after(STUDENT_FIRST_HOURS_MAX.into(), *viewer)
}

fn of_entry(viewer: &Viewer, entry: &Entry) -> &'static str {
    match as_seen(viewer, entry.clone()) {
        Some(seen) if seen == *entry => "all",
        Some(_) => "part",
        None if sees(&much_later(viewer), entry) => "later",
        None => "-",
    }
}

fn of_talk(viewer: &Viewer, talk: &TalkRow, is_there: fn(&TalkRow) -> bool) -> &'static str {
    let reads = |viewer: &Viewer| talk_as_seen(viewer, talk.clone()).is_some_and(|talk| is_there(&talk));
    match (reads(viewer), reads(&much_later(viewer))) {
        (true, _) => "all",
        (false, true) => "later",
        (false, false) => "-",
    }
}

type States = Vec<(&'static str, Entry)>;

/// For each kind, its states that decide who sees it. A kind that is not listed does not compile; an entry under a kind that
/// is not its own fails the test.
macro_rules! states {
    ($enum:ident is |$entry:ident| $place:expr; $( $kind:ident { $( $state:literal => $facts:expr, )+ } )+) => {{
        let kind_of = |$entry: &Entry| match &$place { $( $enum::$kind { .. } => stringify!($kind), )+ };
        let states: States = vec![$( $( ($state, {
            let entry = Entry::from($facts);
            assert_eq!(kind_of(&entry), stringify!($kind), "{}", $state);
            entry
        }), )+ )+];
        states
    }};
}

/// Told first by this person in this role, and then what became of it.
struct By(PersonId, Role, Vec<Fact>);

impl From<By> for Entry {
    fn from(By(person, role, facts): By) -> Entry {
        let mut events = recorded(facts);
        events[0].author = actor(person, role).author();
        rows::<Timeline>(&events).into_values().next().unwrap()
    }
}

/// Told by the mentor.
impl From<Vec<Fact>> for Entry {
    fn from(facts: Vec<Fact>) -> Entry {
        By(MENTOR, Mentor, facts).into()
    }
}

fn timeline() -> States {
    let mut with_both = spoke(CONTACT, TODAY);
    with_both.account.with = vec![MOTHER, UNCLE];
    let contact = || Fact::from(with_both.clone());
    let invited = || talk_invited(AMIRA, &[MOTHER, UNCLE]);
    let held = || TalkOutcome::Held(talk_account(&[MOTHER]));
    states! { EntryContent is |entry| entry.told;
        ContactMade {
            "contact" => vec![contact()],
            "contact, corrected" => vec![contact(), corrected(with_both.clone())],
            "contact, withdrawn" => vec![contact(), contact_withdrawn()],
        }
        ContactAttempted {
            "attempt at contact" => vec![contact_attempted()],
            "attempt at contact, withdrawn" => vec![contact_attempted(), contact_withdrawn()],
        }
        Enrolled {
            "enrolment" => vec![student_enrolled(AMIRA, CLASS_3B)],
        }
        Assignment {
            "assignment, opened by a parent" => vec![assignment_given(), assignment_opened(MOTHER)],
            "assignment, brought back by the student" => vec![assignment_given(), returned_by_amira()],
            "assignment, brought back by the other parent" => vec![assignment_given(), returned_by_father()],
            "assignment, used" => vec![assignment_given(), returned_by_amira(), assignment_used()],
            "assignment, parked" => vec![assignment_given(), returned_by_amira(), assignment_parked()],
            "assignment, withdrawn" => vec![assignment_given(), assignment_withdrawn()],
        }
        Agreement {
            "agreement, a parent has the part of home" => vec![agreement_made()],
            "agreement, a parent said in words why not" => vec![agreement_made(), declined(Party::Home)],
            "agreement, adjusted: a supporter has the part of home" => vec![agreement_made(), agreement_adjusted()],
            "agreement, lapsed" => vec![agreement_made(), agreement_lapsed()],
            "agreement, cancelled" => vec![agreement_made(), agreement_cancelled()],
        }
        Message {
            "message with a parent" => vec![message_to(MOTHER)],
            "message with a parent, taken back" => vec![message_to(MOTHER), message_withdrawn()],
            "message with a supporter" => vec![message_to(UNCLE)],
            "message with the student" => vec![message_to(AMIRA)],
        }
        Talk {
            "talk, invited" => vec![invited()],
            "talk, a parent cannot come" => vec![invited(), talk_answered(MOTHER, OtherAnswer::CannotCome)],
            "talk, held" => vec![invited(), talk_held(TODAY)],
            "talk, missed" => vec![invited(), talk_missed(TODAY)],
            "talk, corrected" => vec![invited(), talk_held(TODAY), talk_corrected(TODAY, held())],
        }
        Own {
            "own line: see below" => By(AMIRA, Student, vec![experience()]),
        }
    }
}

fn assignments() -> States {
    fn assignment(entry: &Entry) -> &AssignmentContent {
        match &entry.told {
            EntryContent::Assignment(told) => told,
            other => panic!("an assignment, and not {other:?}"),
        }
    }
    states! { AssignmentKind is |entry| assignment(entry).kind;
        Together {
            "together" => vec![given_as(AssignmentKind::Together)],
        }
        Outing {
            "an outing" => vec![given_as(AssignmentKind::Outing)],
        }
        ParentsWork {
            "about a parent's work" => vec![given_as(AssignmentKind::ParentsWork)],
        }
        ImportantOthers {
            "with important others" => vec![given_as(AssignmentKind::ImportantOthers)],
        }
    }
}

fn own_line() -> States {
    fn own(entry: &Entry) -> &OwnEntry {
        match &entry.told {
            EntryContent::Own(own) => own,
            other => panic!("something on the own line, and not {other:?}"),
        }
    }
    let by_amira = |facts| By(AMIRA, Student, facts);
    let with = |share| shared_with(share, None);
    let (parent, supporter) = (with(ShareWith::Person(MOTHER)), with(ShareWith::Person(UNCLE)));
    let until_yesterday = shared_with(ShareWith::School, Some(YESTERDAY));
    let opened = |facts: Vec<Fact>| {
        let entry = Entry::from(facts);
        Entry { opened: Some(entry.recorded_at), ..entry }
    };
    states! { OwnKind is |entry| own(entry).kind;
        Experience {
            "experience, private" => by_amira(vec![experience()]),
            "experience, shared with a parent" => by_amira(vec![experience(), parent.clone()]),
            "experience, shared with a supporter" => by_amira(vec![experience(), supporter.clone()]),
            "experience, shared with school" => by_amira(vec![experience(), with(ShareWith::School)]),
            "experience, shared with school until yesterday" => by_amira(vec![experience(), until_yesterday]),
            "experience, shared with a parent and a supporter" => by_amira(vec![experience(), parent.clone(), supporter]),
            "experience, corrected, shared with a parent" => by_amira(vec![experience(), corrected_entry(), parent.clone()]),
            "experience, taken away, shared with a parent" => by_amira(vec![experience(), parent.clone(), withdrawn()]),
        }
        Reflection {
            "thought, private" => by_amira(vec![reflection(ENTRY)]),
        }
        Choice {
            "choice, private" => by_amira(vec![choice()]),
        }
        Step {
            "step, private" => by_amira(vec![step()]),
        }
        Setback {
            "setback said by the student, private" => by_amira(vec![setback(Voice::Student)]),
            "setback said by school" => vec![setback(Voice::School)],
            "setback said by school, shared with a parent" => vec![setback(Voice::School), parent.clone()],
            "setback said by school, opened and shared with a parent" => opened(vec![setback(Voice::School), parent.clone()]),
            "setback said by school, taken away" => vec![setback(Voice::School), withdrawn()],
        }
        Quality {
            "quality said by a parent" => By(MOTHER, Parent, vec![quality(Voice::Home)]),
            "quality said by a supporter" => By(UNCLE, Supporter, vec![quality(Voice::Home)]),
            "quality said by school" => vec![quality(Voice::School)],
        }
    }
}

/// What can be read of a talk, the talk itself, and whether it is there.
type TalkCases = Vec<(&'static str, TalkRow, fn(&TalkRow) -> bool)>;

fn words_of_a_talk() -> TalkCases {
    let talk = |facts: Vec<Fact>| {
        let facts = [vec![talk_invited(AMIRA, &[MOTHER, UNCLE])], facts].concat();
        rows::<TalkRows>(&recorded(facts)).into_values().next().unwrap()
    };
    let says = |party| talk(vec![voice_given(party, "Zo zie ik het.")]);
    let opened = TalkRow { opened: Some(now().recorded_at), ..says(Party::School) };
    let Fact::VoiceGiven(hers) = voice_of(MOTHER, "Zo zie ik het.") else { panic!("a voice") };
    let told_to_all = talk(vec![crate::talk::VoiceGiven { with_home: true, ..hers }.into()]);
    let mut avoids = says(Party::Student);
    avoids.voices[0].avoids = avoids.voices[0].says.clone();
    let cannot_come = talk(vec![talk_answered(MOTHER, OtherAnswer::CannotCome)]);
    vec![
        ("what the student says", says(Party::Student), |talk| talk.voice(Party::Student).is_some()),
        ("what the student does not want to talk about", avoids, |talk| talk.voices.iter().any(|voice| voice.avoids.is_some())),
        ("what a parent says", talk(vec![voice_of(MOTHER, "Zo zie ik het.")]), |talk| talk.voice(Party::Home).is_some()),
        ("what a parent says, for who comes as well", told_to_all, |talk| talk.voice(Party::Home).is_some()),
        ("what school says", says(Party::School), |talk| talk.voice(Party::School).is_some()),
        ("what school says, opened by the student", opened, |talk| talk.voice(Party::School).is_some()),
        ("that a parent cannot come", cannot_come, |talk| !talk.answers.others.is_empty()),
    ]
}
