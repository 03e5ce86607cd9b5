//! What a school has wrong is put right at the command line, by ids and numbers; and whose rights end so is out within a second.

use crate::command_line::{done, link_path, run, serve};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};
use tests::{
    somebody::Somebody,
    world::{fresh_folder, root},
};

const HEAD: &str = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klas;Leerjaar;Leerweg;Mentor;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Ouder 1 gezag;Ouder 2 naam;Ouder 2 e-mail;Ouder 2 telefoon;Ouder 2 gezag";
const DAAN: &str = "00201;Daan;;Bosman;10-03-2013;3B;3;kader;A. Vriesema;Elif Bosman;elif@bosman.example;06 0000 0001;ja;Kees Bosman;kees@bosman.example;06 0000 0005;ja";
const NOOR: &str = "00202;Noor;;Prinsen;11-04-2013;3B;3;kader;A. Vriesema;Ewa Prinsen;ewa@prinsen.example;06 0000 0007;ja;;;;";
/// Everything in the lists and commands of these tests that is a name.
const NAMES: [&str; 12] =
    ["Daan", "Bosman", "Elif", "Kees", "Noor", "Prinsen", "Ewa", "Vriesema", "Zeegers", "Nadia", "Kamil", "Postma"];

struct School {
    folder: PathBuf,
    mentor: String,
}

impl School {
    fn new(what: &str) -> Result<School> {
        let folder = fresh_folder(what)?;
        done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
        let appoint = ["school", "staff", "--school", "rivier", "--first", "Anna", "--last", "Vriesema", "--role", "mentor"];
        let mentor = done(&folder, &appoint)?.trim().to_owned();
        Ok(School { folder, mentor })
    }

    /// Reads a list of these rows, and says what of it was in doubt.
    fn import(&self, rows: &[&str]) -> Result<Vec<String>> {
        let list = self.folder.join("lijst.csv");
        fs::write(&list, format!("{HEAD}\n{}\n", rows.join("\n")))?;
        let read = run(&self.folder, &["import", "roster", &list.to_string_lossy(), "--school", "rivier", "--json"])?;
        let report: serde_json::Value = serde_json::from_slice(&read.stdout)?;
        let rows = report["rows"].as_array().context("no rows")?.iter();
        let left_out = rows.filter(|row| row["verdict"] == "twijfel" || row["verdict"] == "fout");
        Ok(left_out.map(|row| row["why"].to_string()).collect())
    }

    fn does(&self, args: &[&str]) -> Result<String> {
        let [noun, verb, rest @ ..] = args else { anyhow::bail!("a noun and a verb") };
        let output = run(&self.folder, &[&[*noun, *verb, "--school", "rivier"], rest].concat())?;
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        let said = String::from_utf8(said)?;
        ensure!(output.status.success(), "{args:?}: {said}");
        for name in NAMES {
            ensure!(!said.contains(name), "{args:?} says a name: {said}");
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    fn refuses(&self, args: &[&str], code: i32, why: &str) -> Result<()> {
        let [noun, verb, rest @ ..] = args else { anyhow::bail!("a noun and a verb") };
        let output = run(&self.folder, &[&[*noun, *verb, "--school", "rivier"], rest].concat())?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.code() == Some(code) && said.contains(why), "{args:?}: {:?} {said}", output.status.code());
        Ok(())
    }

    /// The ids that `student show` prints on lines of this kind.
    fn ids(&self, student: &str, kind: &str) -> Result<Vec<String>> {
        let shown = self.does(&["student", "show", "--student", student])?;
        let ids = shown.lines().filter(|line| line.starts_with(kind)).filter_map(|line| line.split_whitespace().nth(1));
        Ok(ids.map(str::to_owned).collect())
    }

    fn signed_in(&self, address: &str, by: &[&str]) -> Result<Somebody> {
        let link = done(&self.folder, &[&["login-link", "--school", "rivier"], by].concat())?;
        Somebody::stranger(address).by_link(&link_path(&link)?)
    }
}

#[test]
fn the_office_puts_right_what_is_wrong_without_a_name() -> Result<()> {
    let school = School::new("office")?;
    assert_eq!(school.import(&[DAAN, NOOR])?, [""; 0]);
    let parents = school.ids("00201", "parent")?;
    let [elif, kees] = [0, 1].map(|at| parents[at].as_str());
    let daan = school.ids("00201", "student")?.remove(0);
    assert!(school.does(&["class", "list"])?.contains("3B  2 students"));
    assert!(school.does(&["class", "show", "--class", "3b"])?.contains("00202"));
    assert!(school.does(&["staff", "list"])?.contains(&format!("{}  mentor", school.mentor)));

    // Students, by number and by id.
    let right = ["student", "correct", "--student", "00201", "--first", "Daan", "--last", "Zeegers", "--reason", "mistake"];
    school.does(&right)?;
    school.does(&["student", "correct", "--student", &daan, "--number", "00301", "--reason", "mistake"])?;
    school.refuses(&["student", "show", "--student", "00201"], 1, "no student has the number 00201")?;
    school.does(&["student", "correct", "--student", "00301", "--birth-date", "10-03-2012", "--reason", "request"])?;
    school.refuses(&["student", "correct", "--student", "00301", "--reason", "mistake"], 1, "say what is otherwise")?;
    school.refuses(
        &["student", "correct", "--student", "00301", "--number", "00202", "--reason", "mistake"],
        1,
        "has the number 00202",
    )?;
    let other = school.does(&["class", "open", "--name", "3K", "--year", "3", "--track", "middle"])?.trim().to_owned();
    school.does(&["class", "correct", "--class", &other, "--name", "3L", "--track", "basic", "--reason", "mistake"])?;
    school.does(&["student", "move", "--student", "00301", "--class", "3L", "--reason", "mistake"])?;
    assert!(school.does(&["class", "show", "--class", "3L"])?.contains("00301"));
    school.refuses(&["class", "withdraw", "--class", "3L", "--reason", "mistake"], 1, "students in this class")?;
    school.does(&["student", "leave", "--student", "00301", "--reason", "other-school"])?;
    assert!(school.does(&["student", "show", "--student", "00301"])?.contains("left"));
    school.does(&["student", "return", "--student", "00301", "--class", "3L", "--reason", "mistake"])?;
    assert!(school.does(&["student", "show", "--student", "00301"])?.contains("here"));
    let new = ["student", "enrol", "--number", "00203", "--class", "3L", "--first", "Nadia", "--last", "Postma"];
    let new = school.does(&new)?;
    assert_eq!(school.ids("00203", "student")?, [new.trim()]);
    let empty = school.does(&["class", "open", "--name", "Totaal"])?;
    school.does(&["class", "withdraw", "--class", empty.trim(), "--reason", "mistake"])?;
    assert!(!school.does(&["class", "list"])?.contains("Totaal"));

    // Parents and supporters.
    school.does(&["parent", "correct", "--parent", elif, "--first", "Elif", "--last", "Zeegers", "--reason", "changed"])?;
    school.does(&[
        "parent",
        "relation",
        "--parent",
        elif,
        "--student",
        "00301",
        "--relation",
        "step-parent",
        "--reason",
        "mistake",
    ])?;
    school.does(&[
        "parent",
        "authority",
        "--parent",
        kees,
        "--student",
        "00301",
        "--authority",
        "none",
        "--reason",
        "Uitspraak.",
    ])?;
    let shown = school.does(&["student", "show", "--student", "00301"])?;
    assert!(shown.contains(&format!("{elif}  step-parent  full")) && shown.contains(&format!("{kees}  parent  none")), "{shown}");
    school.does(&["parent", "unlink", "--parent", kees, "--student", "00301", "--reason", "mistake"])?;
    let link = ["parent", "link", "--student", "00203", "--relation", "mother", "--authority", "full"];
    school.does(&[&link[..], &["--parent", elif]].concat())?;
    let aunt = school.does(&[&link[..], &["--first", "Ewa", "--last", "Postma"]].concat())?;
    assert_eq!(school.ids("00203", "parent")?, [elif, aunt.trim()]);
    school.refuses(&link, 1, "--parent for somebody who is known")?;
    school.does(&["person", "reach", "--person", aunt.trim(), "--phone", "06 0000 0031", "--mail", "e@postma.example"])?;
    school.does(&["person", "reach", "--person", aunt.trim(), "--phone", "-"])?;
    school.refuses(&["person", "reach", "--person", aunt.trim(), "--phone", "twaalf"], 1, "phone")?;

    // Staff and their classes.
    school.does(&["staff", "correct", "--person", &school.mentor, "--last", "Postma", "--reason", "changed"])?;
    school.does(&["staff", "appoint", "--person", &school.mentor, "--role", "career-lead"])?;
    school.does(&["class", "assign", "--class", "3L", "--mentor", &school.mentor])?;
    school.does(&["class", "relieve", "--class", "3L", "--mentor", &school.mentor, "--reason", "mistake"])?;
    school.does(&["staff", "end-role", "--person", &school.mentor, "--role", "mentor", "--reason", "changed"])?;
    assert!(!school.does(&["class", "show", "--class", "3B"])?.contains("mentor"), "who is mentor no more is so of no class");
    assert!(school.does(&["staff", "list"])?.contains(&format!("{}  career-lead", school.mentor)));
    school.does(&["school", "settings", "--city", "Oeverstad", "--reason", "mistake"])?;

    // What is asked wrongly is answered with what to do.
    let nobody = "00000000-0000-4000-8000-000000000000";
    school.refuses(&["staff", "correct", "--person", nobody, "--last", "Postma", "--reason", "mistake"], 1, "not there")?;
    school.refuses(&["student", "show", "--student", nobody], 1, "print the ids there are")?;
    school.refuses(&["student", "move", "--student", "00301", "--class", "9Z", "--reason", "mistake"], 1, "there is: 3B, 3L")?;
    school.refuses(&["parent", "unlink", "--parent", elif, "--student", "00301", "--reason", "bored"], 2, "mistake")?;
    assert_eq!(run(&school.folder, &["verify"])?.status.code(), Some(0));
    Ok(())
}

/// A doubt of the import, the command that settles it, and whose reading then leaves nothing in doubt.
#[test]
fn every_doubt_of_an_import_is_settled_by_a_command() -> Result<()> {
    let school = School::new("doubts")?;
    assert_eq!(school.import(&[DAAN, NOOR])?, [""; 0]);
    let (parents, ewa) = (school.ids("00201", "parent")?, school.ids("00202", "parent")?);
    let (kees, ewa) = (parents[1].as_str(), ewa[0].as_str());
    let settled = |doubt: &str, rows: &[&str], command: &[&str]| -> Result<()> {
        let before = school.import(rows)?.join(" ");
        ensure!(before.contains(doubt), "{doubt:?} is not in {before:?}");
        school.does(command)?;
        let after = school.import(rows)?;
        ensure!(after.is_empty(), "{doubt:?} after {command:?}: {after:?}");
        Ok(())
    };
    let without = DAAN.rsplit_once(";ja").context("a second parent with authority")?.0.to_owned() + ";nee";
    settled(
        "het gezag van",
        &[&without, NOOR],
        &["parent", "authority", "--parent", kees, "--student", "00201", "--authority", "on-request", "--reason", "Uitspraak."],
    )?;
    let moved_house = NOOR.replace("ewa@prinsen.example;06 0000 0007", "ewa@nieuw.example;06 0000 0041");
    settled(
        "ander nummer of adres",
        &[&without, &moved_house],
        &["person", "reach", "--person", ewa, "--phone", "06 0000 0041", "--mail", "ewa@nieuw.example"],
    )?;
    let nearly = moved_house.replace("Ewa Prinsen", "Ewa Prinssen");
    settled(
        "dezelfde?",
        &[&without, &nearly],
        &["parent", "correct", "--parent", ewa, "--first", "Ewa", "--last", "Prinssen", "--reason", "mistake"],
    )?;
    let unsure = nearly.replace(";06 0000 0041;ja;;;;", ";06 0000 0041;ja;Piet Postma;;;onbekend");
    settled(
        "heeft",
        &[&without, &unsure],
        &[
            "parent",
            "link",
            "--student",
            "00202",
            "--first",
            "Piet",
            "--last",
            "Postma",
            "--relation",
            "father",
            "--authority",
            "none",
        ],
    )?;
    let renumbered = unsure.replace("00202", "202");
    settled(
        "is dit leerling",
        &[&without, &renumbered],
        &["student", "correct", "--student", "00202", "--number", "202", "--reason", "mistake"],
    )?;
    let somebody_else = without.replace("Daan;;Bosman;10-03-2013", "Sofie;;Zeegers;01-02-2012");
    settled(
        "dit nummer hoort bij",
        &[&somebody_else, &renumbered],
        &["student", "correct", "--student", "00201", "--first", "Sofie", "--last", "Zeegers", "--reason", "mistake"],
    )?;
    // Gone is proposed, and done by hand.
    school.does(&["student", "leave", "--student", "202", "--reason", "moved"])?;
    assert_eq!(school.import(&[&somebody_else])?, [""; 0]);
    Ok(())
}

#[test]
fn whose_rights_end_is_out_within_a_second() -> Result<()> {
    let school = School::new("ended")?;
    let second = NOOR.replace(
        "ewa@prinsen.example;06 0000 0007;ja;;;;",
        "ewa@prinsen.example;06 0000 0007;ja;Piet Prinsen;piet@prinsen.example;;ja",
    );
    assert_eq!(school.import(&[DAAN, &second])?, [""; 0]);
    let parents = school.ids("00201", "parent")?;
    let [elif, kees] = [0, 1].map(|at| parents[at].as_str());
    let (_, address) = serve(&school.folder)?;
    let mentor = &school.mentor[..];
    let ends: [(&str, [&str; 2], &str, Vec<&str>); 5] = [
        (
            "less authority",
            ["--mail", "kees@bosman.example"],
            "/thuis",
            vec![
                "parent",
                "authority",
                "--parent",
                kees,
                "--student",
                "00201",
                "--authority",
                "on-request",
                "--reason",
                "Uitspraak.",
            ],
        ),
        (
            "a link that ended",
            ["--mail", "elif@bosman.example"],
            "/thuis",
            vec!["parent", "unlink", "--parent", elif, "--student", "00201", "--reason", "mistake"],
        ),
        (
            "a student who left",
            ["--number", "00201"],
            "/mijn-lijn",
            vec!["student", "leave", "--student", "00201", "--reason", "moved"],
        ),
        (
            "a mentor of the class no more",
            ["--person", mentor],
            "/mijn-klas",
            vec!["class", "relieve", "--class", "3B", "--mentor", mentor, "--reason", "changed"],
        ),
        (
            "a role that ended",
            ["--person", mentor],
            "/berichten",
            vec!["staff", "end-role", "--person", mentor, "--role", "mentor", "--reason", "changed"],
        ),
    ];
    for (what, by, page, command) in ends {
        let session = school.signed_in(&address, &by)?;
        ensure!(session.get(page)?.status == 200, "{what}: no page before");
        school.does(&command)?;
        let begin = Instant::now();
        loop {
            let answer = session.get(page)?;
            // Out, and not only turned away: the way in is all there is.
            if answer.status == 303 && answer.location.as_deref() == Some("/") {
                break;
            }
            ensure!(begin.elapsed() < Duration::from_secs(1), "{what}: still {} after a second", answer.status);
            thread::sleep(Duration::from_millis(10));
        }
    }
    // Whoever did not lose anything is still in.
    let ewa = school.signed_in(&address, &["--mail", "ewa@prinsen.example"])?;
    school.does(&[
        "parent",
        "unlink",
        "--parent",
        &school.ids("00202", "parent")?[1],
        "--student",
        "00202",
        "--reason",
        "died",
    ])?;
    assert_eq!(ewa.get("/thuis")?.status, 200);
    Ok(())
}

/// The README names every noun of the office, and each says what it takes.
#[test]
fn every_command_of_the_office_explains_itself() -> Result<()> {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let folder = Path::new("/nowhere");
    for (noun, verbs) in [
        ("student", vec!["show", "enrol", "correct", "move", "leave", "return"]),
        ("parent", vec!["link", "unlink", "authority", "relation", "correct"]),
        ("supporter", vec!["correct", "end"]),
        ("staff", vec!["list", "appoint", "end-role", "correct"]),
        ("class", vec!["list", "show", "open", "correct", "withdraw", "assign", "relieve"]),
        ("person", vec!["reach"]),
    ] {
        let help = done(folder, &[noun, "--help"])?;
        for verb in verbs {
            ensure!(help.contains(verb), "{noun} --help lacks {verb}");
            ensure!(done(folder, &[noun, verb, "--help"])?.contains("--school"), "{noun} {verb}");
            ensure!(readme.contains(&format!("keukentafel {noun} {verb}")), "the README lacks keukentafel {noun} {verb}");
        }
    }
    Ok(())
}
