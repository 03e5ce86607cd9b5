//! Somebody writes in the rows that rights are read from, as the runtime role may.

use super::command_line::{done, link_path, run};
use anyhow::{Context, Result};
use sqlx::raw_sql;
use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};
use tests::{
    somebody::Somebody,
    world::{database, fresh_folder, root, start},
};

/// A server that folds the stored rows again as soon as it is ready.
fn serve(folder: &Path) -> Result<Somebody> {
    let (_, line) = start(&["serve", "--json", "--prove-after", "0"], folder)?;
    let line: serde_json::Value = serde_json::from_str(&line)?;
    Ok(Somebody::stranger(line["address"].as_str().context("no address")?))
}

/// Asks until the answer is this, and it takes no node out whatever it says.
fn readyz_says(server: &Somebody, what: &str) -> Result<()> {
    let begin = Instant::now();
    loop {
        let answer = server.get("/readyz")?;
        assert_eq!(answer.status, 200);
        if answer.body.contains(what) {
            return Ok(());
        }
        anyhow::ensure!(begin.elapsed() < Duration::from_secs(60), "{what:?} is not in {:?}", answer.body);
        thread::sleep(Duration::from_millis(100));
    }
}

#[tokio::test]
async fn rights_that_are_written_into_rows_open_nothing_and_raise_an_alarm() -> Result<()> {
    let folder = fresh_folder("rights")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let roster = root().join("tests/rosters/twee-ouders.csv");
    run(&folder, &["import", "roster", roster.to_str().context("a path in UTF-8")?, "--school", "rivier"])?;
    let server = serve(&folder)?;
    let link = || done(&folder, &["login-link", "--school", "rivier", "--mail", "M.deVries@ouders.example"]);
    let home =
        |server: &Somebody, link: &str| -> Result<u16> { Ok(server.clone().by_link(&link_path(link)?)?.get("/thuis")?.status) };
    readyz_says(&server, "ready\n")?;
    assert_eq!(home(&server, &link()?)?, 200);

    let before = link()?;
    let mut writer = database(&folder).await?;
    raw_sql(
        "update view_row set body = decode(replace(encode(body, 'hex'), 'a9617574686f72697479a466756c6c', 'a9617574686f72697479a46e6f6e65'), 'hex')
          where view in ('person', 'student')",
    )
    .execute(&mut writer)
    .await?;
    let again = serve(&folder)?;
    assert_eq!(home(&again, &before)?, 500);
    assert!(link().is_err(), "nor is a link made by what they say");
    readyz_says(&again, "rivier: ")?;

    // The operator builds the rows from the log, and the page is there again.
    run(&folder, &["rebuild", "--school", "rivier", "--json"])?;
    assert_eq!(home(&serve(&folder)?, &link()?)?, 200);
    Ok(())
}
