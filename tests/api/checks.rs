//! What the operator's checks say of a database that somebody wrote in, and by which exit code.

use super::command_line::{done, run, serve};
use anyhow::{Context, Result};
use serde_json::Value;
use sqlx::raw_sql;
use std::{path::Path, process::Command};
use tests::{
    somebody::Somebody,
    world::{World, database, fresh_folder, root},
};

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

    // As after an upgrade: this version of the view was never built, so nothing of it can be wrong.
    raw_sql("delete from view_row where view = 'student'; delete from view_tenant where name = 'student'")
        .execute(&mut superuser)
        .await?;
    let (code, verified) = says(&folder, &["verify", "--json"])?;
    let told = verified.first().map(|school| (school["ok"].clone(), school["not_checked"][0].to_string()));
    let (ok, why) = told.context("nothing was said")?;
    assert!(code == Some(1) && ok == Value::Bool(true) && why.contains("view student is not built yet"), "{code:?} {why}");
    let (code, found) = says(&folder, check)?;
    let missing: Vec<&Value> =
        found.iter().filter(|view| view["missing"] == Value::Bool(true)).map(|view| &view["view"]).collect();
    assert_eq!((code, missing, sum(&found, "wrong")), (Some(0), vec![&Value::from("student")], 0));
    assert_eq!(says(&folder, rebuild)?.0, Some(0));
    assert_eq!(says(&folder, &["verify", "--json"])?.0, Some(0));

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

/// An event as a newer program would have written it, in one of two schools.
#[tokio::test]
async fn a_school_with_an_event_of_an_unknown_type_is_named_and_the_others_are_served() -> Result<()> {
    let folder = fresh_folder("unknown-event")?;
    for (slug, city) in [("rivier", "Waterstad"), ("oever", "Zeestad")] {
        done(&folder, &["school", "add", "--slug", slug, "--name", "Riviercollege", "--city", city])?;
    }
    let (_, address) = serve(&folder)?;
    let monitor = Somebody::stranger(&address);
    let ready = monitor.get("/readyz")?;
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
    let unknown = "insert into event select e.tenant_id, e.pos + 1, gen_random_uuid(), e.stream_id, e.stream_kind, e.stream_ver + 1,
            'school.moved', 1, e.occurred_on, e.occurred_at, e.occurred_precision, e.recorded_at, e.actor_id, e.actor_role, e.command_id,
            e.body, e.sealed_digests, e.leaf_hash, e.chain_hash
          from event e join school s on s.id = e.tenant_id where s.slug = 'oever' order by e.pos desc limit 1;
        update tenant_head h set pos = h.pos + 1 from school s where s.id = h.tenant_id and s.slug = 'oever'";
    raw_sql(unknown).execute(&mut database(&folder).await?).await?;
    for _ in 0..2 {
        let named = monitor.get("/readyz")?;
        let is_named = named.body.contains("oever: event") && named.body.contains("(school.moved, version 1)");
        assert!(named.status == 200 && is_named && !named.body.contains("rivier"), "{} {}", named.status, named.body);
    }
    Ok(())
}

/// The logs of a demo's year, checked by a program that was written from a page about them.
#[test]
fn a_verifier_of_somebody_else_finds_the_demo_whole() -> Result<()> {
    let world = World::shared();
    let rows = world.folder.join("rows.jsonl");
    let out = done(&world.folder, &["export", "rows"])?;
    std::fs::write(&rows, &out)?;
    let verifier = root().join("tests/second_verifier/verify_chain.py");
    let said = Command::new("python3").arg(verifier).arg(&rows).output().context("python3; `cargo xtask setup` brings it")?;
    let schools: Vec<Value> = String::from_utf8(said.stdout)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert!(said.status.code() == Some(0) && schools.len() == 3, "{schools:?} {}", String::from_utf8_lossy(&said.stderr));
    let events: i64 = schools.iter().filter_map(|school| school["events"].as_i64()).sum();
    assert!(events > 50_000, "{events} events");
    // Others may have written meanwhile, so ours is asked about the heads that were exported.
    let slugs: Vec<String> = done(&world.folder, &["verify", "--json", "--no-views"])?
        .lines()
        .map(|line| Ok(serde_json::from_str::<Value>(line)?["school"].as_str().unwrap_or_default().to_owned()))
        .collect::<Result<_>>()?;
    let is_kept = |slug: &str, school: &Value| -> Result<bool> {
        let head = format!("{slug}={}:{}", school["events"], school["head"].as_str().context("no head")?);
        Ok(run(&world.folder, &["verify", "--no-views", "--school", slug, "--expect", &head])?.status.success())
    };
    for slug in slugs.iter().filter(|slug| !slug.is_empty()) {
        let mut agreed = false;
        for school in &schools {
            agreed = agreed || is_kept(slug, school)?;
        }
        assert!(agreed, "no exported head is one of {slug}");
    }
    Ok(())
}
