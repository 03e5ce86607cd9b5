//! What the operator's checks say of a database that somebody wrote in, and by which exit code.

use super::command_line::{done, run, serve};
use anyhow::{Context, Result};
use serde_json::Value;
use sqlx::raw_sql;
use std::path::Path;
use tests::world::{database, fresh_folder, root};

/// How the command ended, and its lines of JSON.
fn says(folder: &Path, args: &[&str]) -> Result<(Option<i32>, Vec<Value>)> {
    let output = run(folder, args)?;
    let lines = String::from_utf8(output.stdout)?;
    let lines = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>();
    Ok((output.status.code(), lines.with_context(|| format!("{args:?}: {}", String::from_utf8_lossy(&output.stderr)))?))
}

fn sum(lines: &[Value], field: &str) -> u64 {
    lines.iter().filter_map(|line| line[field].as_u64()).sum()
}

#[tokio::test]
async fn wrong_rows_and_a_changed_log_are_told_apart_and_evidence_stays() -> Result<()> {
    let folder = fresh_folder("checks")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let roster = root().join("tests/rosters/twee-ouders.csv");
    run(&folder, &["import", "roster", roster.to_str().context("a path in UTF-8")?, "--school", "rivier"])?;
    // While it serves, its PostgreSQL stays, for us to write in.
    serve(&folder)?;
    let mut superuser = database(&folder).await?;
    let (check, rebuild): (&[&str], &[&str]) = (&["rebuild", "--check", "--json"], &["rebuild", "--json"]);

    let (code, untouched) = says(&folder, check)?;
    assert_eq!((code, sum(&untouched, "wrong")), (Some(0), 0), "{untouched:?}");
    let (code, verified) = says(&folder, &["verify", "--json"])?;
    assert_eq!(code, Some(0), "{verified:?}");

    raw_sql("delete from view_row where view = 'student'").execute(&mut superuser).await?;
    for _ in 0..2 {
        let (code, found) = says(&folder, check)?;
        assert!(code == Some(4) && sum(&found, "wrong") > 0, "looking mends nothing: {code:?} {found:?}");
    }
    assert_eq!(says(&folder, &["verify", "--json"])?.0, Some(3), "the rows do not follow from the log");
    let (code, mended) = says(&folder, rebuild)?;
    assert!(code == Some(4) && sum(&mended, "wrong") > 0, "{code:?} {mended:?}");
    assert_eq!(says(&folder, rebuild)?.0, Some(0));

    raw_sql("update event set body = body || ' '::bytea where pos = 2").execute(&mut superuser).await?;
    for command in [check, rebuild] {
        let refused = run(&folder, command)?;
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(refused.status.code() == Some(1) && said.contains("keukentafel verify"), "{command:?}: {said}");
    }
    assert_eq!(says(&folder, &["verify", "--json"])?.0, Some(3));
    Ok(())
}

#[test]
fn a_head_that_somebody_kept_is_compared_with_what_is_there() -> Result<()> {
    let folder = fresh_folder("kept-head")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let (_, lines) = says(&folder, &["verify", "--json"])?;
    let line = lines.first().context("nothing was said")?;
    let (events, head) = (line["events"].as_i64().context("no events")?, line["head"].as_str().context("no head")?);
    let another = head.chars().rev().collect::<String>();
    for (kept, code) in [(format!("rivier={events}:{head}"), 0), (format!("rivier={events}:{another}"), 3)] {
        assert_eq!(says(&folder, &["verify", "--json", "--expect", &kept])?.0, Some(code), "{kept}");
    }
    let gone = format!("rivier={}:{head}", events + 1);
    assert_eq!(says(&folder, &["verify", "--json", "--expect", &gone])?.0, Some(3), "the log was longer once");
    assert_eq!(run(&folder, &["verify", "--expect", "rivier"])?.status.code(), Some(2), "a wrong command line");
    Ok(())
}
