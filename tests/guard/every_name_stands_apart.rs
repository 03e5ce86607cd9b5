//! Whoever has a name in Arabic or Hebrew does not turn the words beside it around. First the screens of the examples; then a
//! school in which everybody and everything is called so, where people of each role open what they can open and send what they
//! can send, until there is nothing new.

#[allow(dead_code)]
#[path = "../../frontend/examples/screens/main.rs"]
mod screens;

use anyhow::{Context, Result};
use frontend::{shell::Assets, wording::Language};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
    path::Path,
    process::Command,
    sync::Arc,
};
use tests::{
    form::Form,
    page::Page,
    somebody::{Answer, Somebody},
    world::{binary, fresh_folder, root, start},
};

#[test]
fn on_every_screen_of_the_examples() {
    let assets =
        Arc::new(Assets { css: "app.css".into(), js: "app.js".into(), wasm: "app.wasm".into(), start: "start.js".into() });
    for t in [Language::Nl, Language::NlEasy, Language::En, Language::Ar] {
        let all = [screens::staff::screens, screens::home::screens, screens::auditor::screens];
        let pages: Vec<_> = all.iter().flat_map(|screens| screens(t, &assets)).collect();
        assert!(pages.len() > 40, "only {} screens", pages.len());
        let mut apart = 0;
        for (name, html) in pages {
            let page = Page::read(&html);
            assert!(page.turning.is_empty(), "{name} in {t:?}: {:#?}", page.turning);
            apart += page.apart;
        }
        assert!(apart > 400, "only {apart} names in {t:?}");
    }
}

/// One file makes text of a person's name, so that no screen can forget it.
#[test]
fn only_one_file_makes_text_of_a_name() -> Result<()> {
    fn walk(folder: &Path, found: &mut Vec<String>) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                walk(&path, found)?;
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            if [".full()", ".short()", "PersonName::full", "PersonName::short"].iter().any(|call| code.contains(call)) {
                found.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(&root().join("frontend/src"), &mut found)?;
    assert_eq!(found, ["naming.rs"]);
    Ok(())
}

const SCHOOL: &str = "apart";
const ROSTER: &str = "Leerlingnummer;Roepnaam;Achternaam;Geboortedatum;Klas;Leerjaar;Leerweg;Mentor;\
    Ouder 1 naam;Ouder 1 telefoon;Ouder 1 gezag;Ouder 2 naam;Ouder 2 telefoon;Ouder 2 gezag\n\
    1001;אמירה;כהן;10-03-2011;ג3;3;kader;רות לוי;פטמה כהן;06 0000 0001;ja;מוסא כהן;06 0000 0002;ja\n\
    1002;نور;حداد;11-03-2011;ג3;3;kader;רות לוי;هدى حداد;06 0000 0003;ja;;;\n\
    1003;Milan;דה יונג;12-03-2011;ד4;3;kader;רות לוי;Ewa יונג;06 0000 0004;ja;;;\n";
/// Who they are, and what the command line finds them by.
const PEOPLE: [(&str, &str, &str); 3] =
    [("student", "--number", "1001"), ("mother", "--phone", "06 0000 0001"), ("mother of another", "--phone", "06 0000 0003")];

fn done(folder: &Path, args: &[&str]) -> Result<String> {
    let output = Command::new(binary()).args(args).args(["--school", SCHOOL, "--data"]).arg(folder).output()?;
    let left_out = output.status.code() == Some(4);
    anyhow::ensure!(output.status.success() || left_out, "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn sign_in(folder: &Path, line: &str, option: &str, value: &str) -> Result<Somebody> {
    let link = done(folder, &["login-link", option, value])?;
    let token = link.trim().split("/aanmelden/").nth(1).context("no link")?;
    Somebody::stranger(line).by_link(&format!("/aanmelden/{token}"))
}

#[test]
fn on_every_page_that_somebody_can_open() -> Result<()> {
    let folder = fresh_folder("apart")?;
    let open = ["school", "add", "--slug", SCHOOL, "--name", "בית ספר Noord", "--city", "עיר", "--data"];
    anyhow::ensure!(Command::new(binary()).args(open).arg(&folder).status()?.success());
    let mut staff = BTreeMap::new();
    for (role, first, last) in
        [("mentor", "רות", "לוי"), ("career-lead", "כרים", "בן"), ("school-admin", "רוד", "יאן"), ("auditor", "ריק", "הוף")]
    {
        let id = done(&folder, &["school", "staff", "--first", first, "--last", last, "--role", role])?;
        staff.insert(role, id.trim().to_owned());
    }
    let list = folder.join("lijst.csv");
    fs::write(&list, ROSTER)?;
    done(&folder, &["import", "roster", list.to_str().context("a path in UTF-8")?])?;

    let (_, ready) = start(&["serve", "--json"], &folder)?;
    let ready: Value = serde_json::from_str(&ready)?;
    let line = ready["address"].as_str().context("no address")?;
    let mut all = Vec::new();
    for (role, id) in &staff {
        all.push(Round::of(role, sign_in(&folder, line, "--person", id)?));
    }
    for (who, option, value) in PEOPLE {
        all.push(Round::of(who, sign_in(&folder, line, option, value)?));
    }
    // What one sends, another finds the next time.
    for _ in 0..3 {
        for round in &mut all {
            round.go()?;
        }
    }
    let turning: Vec<&String> = all.iter().flat_map(|round| &round.turning).collect();
    assert!(turning.is_empty(), "{turning:#?}");
    let patterns: BTreeSet<&String> = all.iter().flat_map(|round| round.opened.keys()).collect();
    let (sent, apart) = all.iter().fold((0, 0), |(sent, apart), round| (sent + round.sent.len(), apart + round.apart));
    assert!(patterns.len() > 40 && sent > 30 && apart > 5_000, "{} kinds of page, {sent} forms, {apart}", patterns.len());
    Ok(())
}

/// Each kind of page so often in one round: what stands on it differs.
const PAGES_OF_A_KIND_MAX: usize = 3;
/// These end the session, or lead to another language.
const NOT_SENT: [&str; 3] = ["/afmelden", "/wissel", "/taal"];

/// One person, going through all pages.
struct Round {
    who: &'static str,
    somebody: Somebody,
    /// How often each kind of page was opened.
    opened: BTreeMap<String, usize>,
    sent: BTreeSet<String>,
    turning: Vec<String>,
    apart: usize,
}

impl Round {
    fn of(who: &'static str, somebody: Somebody) -> Round {
        Round { who, somebody, opened: BTreeMap::new(), sent: BTreeSet::new(), turning: Vec::new(), apart: 0 }
    }

    fn go(&mut self) -> Result<()> {
        self.opened.values_mut().for_each(|times| *times = 0);
        let mut next = VecDeque::from(["/".to_owned()]);
        let mut seen = BTreeSet::new();
        while let Some(address) = next.pop_front() {
            let times = self.opened.entry(kind_of(&address)).or_default();
            if *times == PAGES_OF_A_KIND_MAX || !seen.insert(address.clone()) {
                continue;
            }
            *times += 1;
            let answer = self.somebody.get(&address)?;
            let page = self.look(&address, &answer, &mut next);
            for form in page.forms {
                self.send(&form, &mut next)?;
            }
        }
        Ok(())
    }

    /// Each kind of form once.
    fn send(&mut self, form: &Form, next: &mut VecDeque<String>) -> Result<()> {
        let button = form.fields.last().map_or("", |(_, value)| value);
        let kind = kind_of(&format!("{} {button}", form.action));
        if NOT_SENT.contains(&form.action.as_str()) || form.action.is_empty() || !self.sent.insert(kind) {
            return Ok(());
        }
        let answer = self.somebody.send(form)?;
        self.look(&format!("POST {}", form.action), &answer, next);
        Ok(())
    }

    fn look(&mut self, address: &str, answer: &Answer, next: &mut VecDeque<String>) -> Page {
        next.extend(answer.location.clone());
        if !answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            return Page::default();
        }
        let page = Page::read(&answer.body);
        self.apart += page.apart;
        self.turning.extend(page.turning.iter().map(|text| format!("{address} as {}: {text}", self.who)));
        next.extend(page.links.iter().cloned());
        page
    }
}

/// The address without what differs from one student, class or day to another.
fn kind_of(address: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4;
    let path = address.split('?').next().unwrap_or_default();
    path.split(['/', ' ']).map(|part| if is_id(part) { "{id}" } else { part }).collect::<Vec<_>>().join("/")
}
