//! Files as schools really have them (fictional, in `tests/rosters`), and what becomes of each.

use super::{
    columns::ColumnKind,
    known::KnownSchool,
    plan::{self, RosterPlan, Verdict},
    read::{self, NoRoster},
    report::{Report, ReportCounts},
    row,
};
use domain::{
    ids::{PersonId, Position, SchoolId},
    time::SchoolYear,
    values::{PersonName, StudentNumber},
};
use uuid::Uuid;

const YEAR: SchoolYear = SchoolYear(2025);

pub fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../tests/rosters/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Files that a school reads one after the other, and what the last one gives:
/// new, changed, unchanged, doubtful and wrong rows, and people gone.
pub const SERIES: &[(&[&str], [usize; 6])] = &[
    (&["twee-ouders.csv"], [8, 0, 0, 0, 0, 0]),
    (&["per-ouder.csv"], [9, 0, 0, 1, 0, 0]),
    (&["windows-1252.csv"], [3, 0, 0, 0, 0, 0]),
    (&["namen.csv"], [7, 0, 0, 1, 0, 0]),
    (&["rommel.csv"], [3, 0, 1, 1, 8, 0]),
    (&["twee-ouders.csv", "nullen-weg.csv"], [0, 0, 0, 3, 0, 0]),
    (&["twee-ouders.csv", "halverwege.csv"], [1, 4, 0, 3, 0, 2]),
    (&["twee-ouders.csv", "ouders-met-codes.csv"], [0, 1, 1, 0, 1, 2]),
];

/// A school with two mentors and nobody else.
fn new_school() -> KnownSchool {
    let mentor =
        |n, first: &str, infix: &str, last: &str| (PersonId(Uuid::from_u128(n)), PersonName::new(first, infix, last).unwrap());
    KnownSchool { mentors: vec![mentor(1, "Joke", "", "Visser"), mentor(2, "Lot", "de", "Wit")], ..KnownSchool::default() }
}

fn plan_of(bytes: &[u8], known: &mut KnownSchool) -> RosterPlan {
    let rows = row::read_all(&read::read(bytes).unwrap(), YEAR);
    plan::plan(rows, known, YEAR, plan::PlanIds::new(SchoolId(Uuid::nil()), Position(1), bytes))
}

/// The plan of the last of these files, at a school that has read the others before.
fn planned(files: &[&str]) -> (RosterPlan, KnownSchool) {
    let mut known = new_school();
    let mut plans: Vec<RosterPlan> = files.iter().map(|file| plan_of(&bytes(file), &mut known)).collect();
    (plans.pop().unwrap(), known)
}

/// Each row that is not simply new or unchanged, and who is gone, as the report tells it.
fn told(files: &[&str]) -> String {
    let report = Report::of(&planned(files).0);
    let rows = report.rows.into_iter().filter(|row| row.verdict != "nieuw");
    let rows = rows.map(|row| format!("{} {}: {}", row.line, row.verdict, row.why.join("; ")));
    rows.chain(report.gone).collect::<Vec<_>>().join("\n")
}

fn steps(plan: &RosterPlan) -> usize {
    plan.rows.iter().map(|row| row.steps.len()).sum()
}

#[test]
fn each_file_is_read_as_expected_and_a_second_time_changes_nothing() {
    for (files, expected) in SERIES {
        let (plan, mut known) = planned(files);
        assert_eq!(ReportCounts::of(&plan).all(), *expected, "{files:?}\n{}", Report::of(&plan));
        assert!(plan.rows.iter().all(|row| row.flaws.is_empty() || row.steps.is_empty()), "{files:?}: a wrong row does nothing");

        let again = plan_of(&bytes(files[files.len() - 1]), &mut known);
        assert_eq!(steps(&again), 0, "{files:?} a second time\n{}", Report::of(&again));
        let kept_back = |plan: &RosterPlan| plan.rows.iter().filter(|row| row.verdict() > Verdict::Unchanged).count();
        assert_eq!(kept_back(&again), kept_back(&plan), "{files:?}: what was in doubt or wrong still is");
        assert_eq!(again.gone, plan.gone, "{files:?}: what was proposed still is");
    }
}

#[test]
fn half_a_year_later_each_change_and_doubt_has_its_reason() {
    let expected = "\
2 gewijzigd: klas 3C is nieuw; van klas 3B naar 3C
3 gewijzigd: geboortedatum wordt 23-08-2012
4 twijfel: het gezag van Kees van den Berg is bij ons anders; een lijst verandert gezag niet, doe dat met: keukentafel parent authority
5 twijfel: Agnieszka Wójcik: zelfde naam als Agnieszka Wójcik, ander nummer of adres; dezelfde?
6 gewijzigd: nieuw mailadres van Khadija el Amrani
7 twijfel: dit nummer hoort bij Noor de Boer
8 gewijzigd: nieuw telefoonnummer van Sanne de Boer
Zoë Pieters (00106), klas 2A: van school?
Hassan el Amrani, ouder van Youssef el Amrani: niet meer?";
    assert_eq!(told(&["twee-ouders.csv", "halverwege.csv"]), expected);
}

#[test]
fn a_messy_file_gives_its_good_rows_and_names_what_is_wrong_with_the_others() {
    let expected = "\
7 fout: Geboortedatum: geen datum; schrijf bijvoorbeeld 14-03-2011
8 fout: Geboortedatum: geen datum; schrijf bijvoorbeeld 14-03-2011
9 fout: Geboortedatum: met deze geboortedatum zit niemand op het vmbo
15 twijfel: regel 5 zegt iets anders over deze leerling
16 fout: Klas: leeg
17 fout: Ouder 1: hier staan twee mensen; geef elk een eigen kolom
18 fout: Telefoon: geen telefoonnummer; schrijf bijvoorbeeld 06 12345678
19 fout: Leerlingnummer: leeg
20 fout: er staan meer cellen dan kolommen; staat er een scheidingsteken in een tekst?";
    assert_eq!(told(&["rommel.csv"]), expected);
}

#[test]
fn a_mother_of_three_is_one_person_and_parents_who_share_an_address_are_two() {
    let (_, known) = planned(&["per-ouder.csv"]);
    let homes = |number: &str| {
        let student = known.students.with(&StudentNumber::parse(number).unwrap()).unwrap();
        known.adults.of_child(student.person).map(|adult| adult.name.full()).collect::<Vec<_>>()
    };
    assert_eq!(homes("2002"), ["Rob van den Berg", "Eva van den Berg-Mol"]);
    let student = known.students.with(&StudentNumber::parse("2003").unwrap()).unwrap();
    let [mother] = &known.adults.of_child(student.person).collect::<Vec<_>>()[..] else { panic!("one mother") };
    assert_eq!((mother.name.full().as_str(), mother.children.len()), ("Ayşe Şahin", 3));
    assert_eq!(homes("2006"), ["Piet de Haan", "Elif Kaya"]);
}

#[test]
fn what_is_no_roster_is_refused_with_the_reason() {
    let refused = |file: &str| read::read(&bytes(file)).unwrap_err();
    assert_eq!(refused("werkmap.csv"), NoRoster::Workbook);
    assert_eq!(refused("webpagina.csv"), NoRoster::WebPage);
    let missing = |file: &str| match refused(file) {
        NoRoster::NoColumns { missing, .. } => missing,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing("geen-lijst.csv"), ColumnKind::NEEDED);
    assert_eq!(missing("zonder-nummer.csv"), [ColumnKind::Number]);
}

#[test]
fn the_order_of_columns_and_the_separator_do_not_matter() {
    let text = String::from_utf8(bytes("twee-ouders.csv")).unwrap();
    let backwards = |line: &str| line.rsplit(';').collect::<Vec<_>>().join("\t");
    let turned: String = text.lines().map(|line| backwards(line) + "\r\n").collect();
    let (plan, mut known) = planned(&["twee-ouders.csv"]);
    let turned_plan = plan_of(turned.as_bytes(), &mut new_school());
    assert_eq!(steps(&turned_plan), steps(&plan));
    assert_eq!(steps(&plan_of(turned.as_bytes(), &mut known)), 0);
}

#[test]
fn a_list_of_one_class_says_nothing_about_the_others() {
    let text = String::from_utf8(bytes("twee-ouders.csv")).unwrap();
    let of_3b: String =
        text.lines().filter(|line| line.contains(";3B;") || line.starts_with('L')).map(|line| format!("{line}\n")).collect();
    let (_, mut known) = planned(&["twee-ouders.csv"]);
    let without_daan = of_3b.replace(of_3b.lines().find(|line| line.contains("Daan")).unwrap(), "");
    let plan = plan_of(without_daan.as_bytes(), &mut known);
    assert_eq!(Report::of(&plan).gone, ["Daan van den Berg (00103), klas 3B: van school?"]);
    assert!(plan.notes.contains(&plan::Note::NotListed(vec!["2A".into()])));
}

#[test]
fn a_mentor_who_is_not_known_is_noted_and_gets_nothing() {
    let mut known = KnownSchool::default();
    let plan = plan_of(&bytes("twee-ouders.csv"), &mut known);
    let mentors = plan.notes.iter().filter(|note| matches!(note, plan::Note::UnknownMentor { .. })).count();
    assert_eq!(mentors, 2, "once per class, not once per student");
    assert!(known.classes.iter().all(|class| class.mentors.is_empty()));
}

#[test]
fn the_same_file_at_the_same_moment_asks_for_the_same_commands() {
    let (first, _) = planned(&["twee-ouders.csv"]);
    let (second, _) = planned(&["twee-ouders.csv"]);
    let all = |plan: &RosterPlan| plan.rows.iter().flat_map(|row| row.steps.clone()).collect::<Vec<_>>();
    assert_eq!(all(&first), all(&second));
    let ids: std::collections::BTreeSet<_> = all(&first).into_iter().map(|(id, _)| id.0).collect();
    assert_eq!(ids.len(), steps(&first), "each command has an id of its own");
}

#[test]
fn no_bytes_bring_the_reader_down() {
    let files = ["twee-ouders.csv", "per-ouder.csv", "rommel.csv", "windows-1252.csv", "ouders-met-codes.csv"];
    let hostile = [0, b'"', b';', b',', b'\t', b'\n', b'\r', b'=', b'<', b'\'', 0x80, 0xc3, 0xff];
    let mut random = 1u64;
    let mut draw = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for _ in 0..300 {
        let mut file = bytes(files[draw(files.len())]);
        for _ in 0..draw(20) {
            let at = draw(file.len());
            file[at] = hostile[draw(hostile.len())];
        }
        file.truncate(draw(file.len()) + 1);
        let Ok(sheet) = read::read(&file) else { continue };
        let plan = plan::plan(
            row::read_all(&sheet, YEAR),
            &mut new_school(),
            YEAR,
            plan::PlanIds::new(SchoolId(Uuid::nil()), Position(1), &file),
        );
        assert!(plan.rows.iter().all(|row| row.flaws.is_empty() || row.steps.is_empty()));
    }
}

/// A whole school: 1,500 students in 60 classes, two parents each, every fifth student with a brother or sister.
pub fn whole_school(students: usize) -> String {
    let mut text =
        "Leerlingnummer;Roepnaam;Achternaam;Klas;Leerjaar;Ouder 1;E-mail;Telefoon;Ouder 2;E-mail;Telefoon\n".to_owned();
    for n in 0..students {
        // Each family has a last name of its own, spelled in letters.
        let family = n - usize::from(n % 5 == 4);
        let letters: String = format!("{family:05}").bytes().map(|digit| char::from(b'a' + digit - b'0')).collect();
        let (year, class) = (n % 4 + 1, n % 60);
        text += &format!(
            "{n:05};Kind{n};Van{letters};{year}K{class};{year};Anna Van{letters};anna@{letters}.example;;Piet Van{letters};piet@{letters}.example;\n"
        );
    }
    text
}

#[test]
fn a_whole_school_is_planned() {
    let text = whole_school(1_500);
    let mut known = new_school();
    let plan = plan_of(text.as_bytes(), &mut known);
    assert_eq!(ReportCounts::of(&plan), ReportCounts { new: 1_500, ..ReportCounts::default() });
    let registered =
        plan.rows.iter().flat_map(|row| &row.changes).filter(|change| matches!(change, plan::RosterChange::NewParent { .. }));
    assert_eq!(registered.count(), 2 * 1_200, "every fifth has the parents of another");
    assert_eq!(steps(&plan_of(text.as_bytes(), &mut known)), 0);
}
