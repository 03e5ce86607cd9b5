//! The database dies under a running product: pages say so, and it comes back by itself.

use super::command_line::{done, link_path, run, serve};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};
use tests::{
    somebody::{Answer, Somebody},
    world::{fresh_folder, log_file, root},
};

/// Where a student adds something to their line.
const FORM: &str = "/mijn-lijn/erbij";
const WORDS: &str = "Ik wil iets met dieren doen";

/// The first process of the private PostgreSQL.
fn postmaster(folder: &Path) -> Result<String> {
    let file = fs::read_to_string(folder.join("postgres/data/postmaster.pid"))?;
    Ok(file.lines().next().context("an empty pid file")?.to_owned())
}

/// Asks until the answer has this status.
fn until(status: u16, ask: impl Fn() -> Result<Answer>) -> Result<Answer> {
    let begun = Instant::now();
    loop {
        let answer = ask()?;
        if answer.status == status {
            return Ok(answer);
        }
        ensure!(begun.elapsed() < Duration::from_secs(90), "it stays {} and not {status}", answer.status);
        thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_database_that_dies_is_a_failure_in_words_and_comes_back_by_itself() -> Result<()> {
    let folder = fresh_folder("outage")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let roster = root().join("tests/rosters/twee-ouders.csv");
    let imported = run(&folder, &["import", "roster", roster.to_str().context("a path in UTF-8")?, "--school", "rivier"])?;
    ensure!(matches!(imported.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&imported.stderr));
    let (_, address) = serve(&folder)?;
    let link = done(&folder, &["login-link", "--school", "rivier", "--number", "00101"])?;
    let student = Somebody::stranger(&address).by_link(&link_path(&link)?)?;
    let typed = student.get(&format!("{FORM}?soort=reflection"))?.form(FORM)?.with("title", WORDS).with("questions", "work");

    // Its data is out of reach, so that it cannot be started before we have looked.
    let (data, away) = (folder.join("postgres/data"), folder.join("postgres/away"));
    let died = postmaster(&folder)?;
    fs::rename(&data, &away)?;
    ensure!(Command::new("kill").args(["-9", &died]).status()?.success());
    let page = until(503, || student.get("/mijn-lijn"))?;
    assert!(page.body.contains("Er is een storing"), "{}", page.text());
    assert_eq!(page.header("retry-after"), Some("2"));
    assert_eq!(student.get("/readyz")?.status, 503);
    // Nobody knows any more who sends it, and yet what was typed stands there, to be sent again as it was.
    let not_stored = student.send(&typed)?;
    assert_eq!(not_stored.status, 503);
    assert!(not_stored.text().contains(WORDS), "{}", not_stored.text());
    let again = not_stored.form(FORM)?;
    assert_eq!(again.value("command_id"), typed.value("command_id"));

    fs::rename(&away, &data)?;
    until(200, || student.get("/mijn-lijn"))?;
    assert_eq!(student.get("/readyz")?.status, 200);
    let mut lines = Vec::new();
    for _ in 0..2 {
        let sent = student.send(&again)?;
        assert_eq!(sent.status, 303, "{}", sent.text());
        lines.push(student.get("/mijn-lijn")?.body.matches(WORDS).count());
    }
    assert!(lines[0] > 0 && lines[0] == lines[1], "it stands there once, however often it is sent: {lines:?}");
    assert_ne!(postmaster(&folder)?, died);
    let log = fs::read_to_string(log_file(&folder))?;
    assert!(log.contains("started again") && log.contains("out of reach"), "the outage stands in the log: {log}");
    Ok(())
}
