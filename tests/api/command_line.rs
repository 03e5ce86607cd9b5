//! A real school from nothing, at the command line: add, import, sign in by link, verify, rebuild; and what the exit codes say.

use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Output},
};
use tests::{
    somebody::Somebody,
    world::{binary, fresh_folder, root, start},
};

pub fn run(folder: &Path, args: &[&str]) -> Result<Output> {
    let output = Command::new(binary()).args(args).arg("--data").arg(folder).output()?;
    Ok(output)
}

pub fn done(folder: &Path, args: &[&str]) -> Result<String> {
    let output = run(folder, args)?;
    anyhow::ensure!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// The path of the address that `login-link` printed.
pub fn link_path(link: &str) -> Result<String> {
    link.trim().split("/aanmelden/").nth(1).map(|token| format!("/aanmelden/{token}")).context("no link")
}

/// The button of a link that still works.
const WAY_IN: &str = "Ga verder";

#[test]
fn a_real_school_from_nothing() -> Result<()> {
    let folder = fresh_folder("school")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let taken = run(&folder, &["school", "add", "--slug", "rivier", "--name", "Ander", "--city", "Waterstad"])?;
    assert_eq!(taken.status.code(), Some(1), "a short name is taken once");

    let mentor = done(
        &folder,
        &["school", "staff", "--school", "rivier", "--first", "Anna", "--infix", "de", "--last", "Vries", "--role", "mentor"],
    )?;
    let mentor = mentor.trim().to_owned();
    let roster = root().join("tests/rosters/twee-ouders.csv");
    let roster = roster.to_str().context("a path in UTF-8")?;

    let dry = run(&folder, &["import", "roster", roster, "--school", "rivier", "--dry-run"])?;
    assert!(matches!(dry.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&dry.stderr));
    let before = verify(&folder)?;
    let first = run(&folder, &["import", "roster", roster, "--school", "rivier"])?;
    assert!(matches!(first.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&first.stderr));
    let after = verify(&folder)?;
    assert!(after["events"].as_i64() > before["events"].as_i64(), "the import wrote nothing");
    let second = run(&folder, &["import", "roster", roster, "--school", "rivier"])?;
    assert!(matches!(second.status.code(), Some(0 | 4)));
    assert_eq!(verify(&folder)?["head"], after["head"], "the same file twice changes nothing");

    let (server, line) = serve(&folder)?;
    let link = done(&folder, &["login-link", "--school", "rivier", "--person", &mentor])?;
    let path = link_path(&link)?;
    let stranger = Somebody::stranger(&line);
    for _ in 0..2 {
        let looked = stranger.get(&path)?;
        assert_eq!((looked.status, looked.body.contains(WAY_IN)), (200, true), "looking at a link does not use it up");
        assert_eq!(looked.field("back_to")?, path, "another language does not lead away from the link");
    }
    let principal = stranger.post(&path, &[])?;
    assert_eq!((principal.status, principal.location.as_deref()), (303, Some("/mijn-klas")));
    assert_eq!(stranger.post(&path, &[])?.status, 200, "a link works once");
    for no_link in [path.as_str(), "/aanmelden/onzin", "/aanmelden/%ff"] {
        let spent = stranger.get(no_link)?;
        assert_eq!((spent.status, spent.body.contains(WAY_IN)), (200, false), "{no_link}");
        assert!(spent.body.contains("Deze link werkt niet meer"), "{no_link}");
    }
    assert_eq!(stranger.post("/demo/aanmelden", &[("person", "x")])?.status, 404, "one-tap sign-in exists in the demo alone");
    assert!(server > 0);

    // Those who are in the list sign in by what the list says of them.
    for (option, value, home) in [("--number", "00101", "/mijn-lijn"), ("--mail", "M.deVries@ouders.example", "/thuis")] {
        let link = done(&folder, &["login-link", "--school", "rivier", option, value])?;
        let path = link_path(&link)?;
        let principal = Somebody::stranger(&line).post(&path, &[])?;
        assert_eq!((principal.status, principal.location.as_deref()), (303, Some(home)), "{option}");
    }
    for (option, value, why) in [
        ("--mail", "thuis@demir.example", "2 people have it"),
        ("--phone", "06 0000 0099", "nobody"),
        ("--number", "", "number"),
        ("--person", "kees", "invalid"),
    ] {
        let refused = run(&folder, &["login-link", "--school", "rivier", option, value])?;
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success() && said.contains(why), "{option} {value:?}: {said}");
    }

    done(&folder, &["rebuild", "--school", "rivier"])?;
    assert_eq!(verify(&folder)?["ok"], Value::Bool(true));
    let wrong = run(&folder, &["verify", "--school"])?;
    assert_eq!(wrong.status.code(), Some(2), "a wrong command line");
    for command in ["verify", "rebuild"] {
        let nobody = run(&folder, &[command, "--school", "oever"])?;
        let said = String::from_utf8_lossy(&nobody.stderr);
        assert!(nobody.status.code() == Some(1) && said.contains("there is: rivier"), "{command}: {said}");
    }
    let demo = run(&folder, &["demo", "--listen", "127.0.0.1:0"])?;
    assert_eq!(demo.status.code(), Some(1), "a real school is no demonstration");
    assert_eq!(verify(&folder)?["ok"], Value::Bool(true), "and trying leaves it as it was");
    Ok(())
}

#[test]
fn where_nothing_is_nothing_is_made() -> Result<()> {
    let folder = fresh_folder("nothing")?.join("mistyped");
    let commands: [&[&str]; 4] = [
        &["verify"],
        &["rebuild"],
        &["login-link", "--school", "rivier", "--number", "1"],
        &["school", "staff", "--school", "rivier", "--first", "Anna", "--last", "Bos", "--role", "mentor"],
    ];
    for args in commands {
        let refused = run(&folder, args)?;
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(refused.status.code() == Some(1) && said.contains("holds no data"), "{args:?}: {said}");
        assert!(!folder.exists(), "{args:?} made a folder");
    }
    Ok(())
}

#[test]
fn without_a_site_nothing_is_announced_and_nothing_is_made() -> Result<()> {
    let folder = fresh_folder("no-site")?;
    let (data, site) = (folder.join("data"), folder.join("no-such-site"));
    for command in ["serve", "demo"] {
        let refused = Command::new(binary())
            .args([command, "--json", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .arg("--site")
            .arg(&site)
            .output()?;
        let said = String::from_utf8_lossy(&refused.stderr);
        let names_the_way = said.contains(&*site.to_string_lossy()) && said.contains("cargo xtask web");
        assert!(refused.status.code() == Some(1) && names_the_way, "{command}: {said}");
        assert!(refused.stdout.is_empty(), "{command} said that it is ready");
        assert!(!data.exists(), "{command} began its work");
    }
    Ok(())
}

fn verify(folder: &Path) -> Result<Value> {
    let said = done(folder, &["verify", "--json"])?;
    Ok(serde_json::from_str(said.lines().next().context("no school")?)?)
}

/// Serves the folder; gives the process and the address.
pub fn serve(folder: &Path) -> Result<(u32, String)> {
    let (process, line) = start(&["serve", "--json"], folder)?;
    let ready: Value = serde_json::from_str(&line)?;
    Ok((process, ready["address"].as_str().context("no address")?.to_owned()))
}
