//! The layers of the program, checked in the code itself: SQL only in the store, a pass only from the policy, nothing of the
//! server in the browser.

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tests::world::root;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Files under these folders in which a line contains one of the words.
fn files_that_say(folders: &[&str], words: &[&str]) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in folders {
        sources(&root().join(folder), &mut files)?;
    }
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                found.push(format!("{}: {word}", file.strip_prefix(root())?.display()));
            }
        }
    }
    Ok(found)
}

#[test]
fn sql_stands_in_the_store_and_nowhere_else() -> Result<()> {
    let found = files_that_say(
        &["backend/domain/src", "backend/app/src", "backend/demo/src", "backend/server/src", "frontend/src"],
        &["sqlx::", "select * ", "insert into "],
    )?;
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[test]
fn a_pass_comes_from_the_policy_alone() -> Result<()> {
    let all = ["backend", "frontend/src"];
    for made in ["Pass { granted", "Granted { principal"] {
        let files = files_that_say(&all, &[made])?;
        let (policy, others): (Vec<_>, Vec<_>) = files.iter().partition(|line| line.starts_with("backend/domain/src/policy/"));
        assert!(!policy.is_empty(), "the policy makes a pass otherwise than by `{made}`, so this proves nothing");
        assert!(others.is_empty(), "{others:#?}");
    }
    Ok(())
}

#[test]
fn the_domain_has_no_clock_no_io_and_no_chance() -> Result<()> {
    let words = [
        "Utc::now",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "std::net",
        "std::env",
        "new_v4",
        "now_v7",
        "getrandom",
        "tokio",
        "async fn",
    ];
    let found: Vec<_> = files_that_say(&["backend/domain/src"], &words)?
        .into_iter()
        // Tests write files: the tables of the policy, when a variable of the environment says so, and a new fact's first body.
        .filter(|line| !line.starts_with("backend/domain/src/policy/printed.rs: std::"))
        .filter(|line| line != "backend/domain/src/spec/histories.rs: std::fs")
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// One file writes markup as it is, and draws what the framework does not escape; one beside it puts names of a drawn page in
/// elements.
#[test]
fn text_becomes_markup_in_one_place() -> Result<()> {
    const PLACES: [&str; 2] = ["frontend/src/markup.rs", "frontend/src/markup/names.rs"];
    let words = [
        "<textarea",
        "<style",
        "<noscript",
        "<script",
        "inner_html",
        "InertElement",
        ".to_html",
        "format!(\"<",
        "push_str(\"<",
        "Html(",
    ];
    let found = files_that_say(&["frontend/src", "backend/server/src"], &words)?;
    // What attacks the pages says such things, and so does a test that looks for them on a page.
    let is_test =
        |line: &String| line.starts_with("frontend/src/markup/hostile.rs") || line.starts_with("frontend/src/shell.rs: <s");
    let (place, others): (Vec<_>, Vec<_>) =
        found.into_iter().filter(|line| !is_test(line)).partition(|line| PLACES.iter().any(|place| line.starts_with(place)));
    assert!(place.len() > 3, "the search itself is broken: {place:#?}");
    assert!(others.is_empty(), "{others:#?}");
    Ok(())
}

#[test]
fn nothing_is_left_for_later() -> Result<()> {
    let words = [
        concat!("todo", "!("),
        concat!("unimpl", "emented!("),
        concat!("#[ig", "nore"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
    ];
    let mut found = files_that_say(&["backend", "frontend/src", "deploy", "tests"], &words)?;
    // The cluster's tests start themselves again as a child process; that part is no test of its own.
    found.retain(|line| !line.starts_with("backend/store/tests/cluster.rs"));
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[test]
fn the_browser_gets_the_domain_and_nothing_of_the_server() -> Result<()> {
    let tree = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "-p", "frontend", "--no-default-features", "--features", "hydrate", "--target", "wasm32-unknown-unknown"])
        .args(["-e", "normal", "--prefix", "none", "--offline"])
        .output()
        .context("cargo tree")?;
    let tree = String::from_utf8(tree.stdout)?;
    assert!(tree.lines().any(|line| line.starts_with("domain ")), "{tree}");
    for crate_name in ["app ", "store ", "sqlx", "tokio ", "keukentafel "] {
        assert!(!tree.lines().any(|line| line.starts_with(crate_name)), "{crate_name} is in the browser's build");
    }
    Ok(())
}

#[test]
fn the_domain_compiles_where_there_is_no_machine() -> Result<()> {
    let status = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["check", "-q", "-p", "domain", "--target", "wasm32-unknown-unknown", "--target-dir", "target/wasm", "--offline"])
        .status()?;
    assert!(status.success());
    Ok(())
}
