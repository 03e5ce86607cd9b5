//! The pilot as it will be after some years: what it weighs, and how fast it still reads.

use crate::{
    log::Bench,
    report::Report,
    school::{MakeEvent, School, assignment, command, experience, message, new_contact, problem},
    speed::figure_of,
};
use anyhow::{Context, Result};
use app::questions::ClassList;
use domain::views;
use futures::future::try_join_all;
use std::{sync::Arc, time::Instant};

pub const SCHOOLS: usize = 14;
/// Three generations of five hundred: nearly a hundred events each.
pub const STUDENTS: usize = 1500;
const EVENTS: usize = 2_000_000;
/// Commands of one event that are appended at once, as an import does.
const BATCH: usize = 100;
/// Schools that are filled at the same time.
const WRITERS: usize = 4;
/// Class lists that are read, one after the other, each of another class.
const READS: usize = 500;
const MIB: f64 = 1024.0 * 1024.0;

pub async fn run(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    let begin = Instant::now();
    try_join_all((0..WRITERS).map(|writer| fill(bench.clone(), writer))).await?;
    let rate = EVENTS as f64 / begin.elapsed().as_secs_f64();
    report.add(figure_of("pilot", "filled, by the hundred", WRITERS, rate, "events/s", None, None))?;
    memory(report, "memory after it was filled")?;
    for (database, variant) in [("bench", "the log on disk"), ("bench_keys", "the keys on disk")] {
        let size = sqlx::query_scalar("select pg_database_size($1)").bind(database);
        let size: i64 = size.fetch_one(&bench.limit).await?;
        report.add(figure_of("pilot", variant, 1, size as f64 / MIB, "MiB", None, None))?;
    }
    class_lists(bench, report, ["a class list, half within", "a class list, p99"]).await?;
    class_lists(bench, report, ["read again, half within", "read again, p99"]).await?;
    memory(report, "memory after the class lists")?;
    one_school(bench, report).await?;
    memory(report, "memory after verify and rebuild")
}

/// Every school whose turn it is for this writer, one after the other.
async fn fill(bench: Arc<Bench>, writer: usize) -> Result<()> {
    let fill = async move {
        for school in bench.schools.iter().skip(writer).step_by(WRITERS) {
            fill_school(&bench, school).await?;
        }
        anyhow::Ok(())
    };
    tokio::spawn(fill).await?
}

async fn fill_school(bench: &Bench, school: &School) -> Result<()> {
    let share = EVENTS / SCHOOLS;
    for from in (0..share).step_by(BATCH) {
        let commands = (from..share.min(from + BATCH)).map(|n| command(school, vec![nth(n)(school, n as u64)])).collect();
        for answer in bench.store.append_batch(&school.pass, commands).await? {
            answer?;
        }
    }
    Ok(())
}

/// Each student has the same: of twenty events eight contacts, six messages, three assignments and three experiences.
fn nth(n: usize) -> MakeEvent {
    match n / STUDENTS % 20 {
        0..8 => new_contact,
        8..14 => message,
        14..17 => assignment,
        _ => experience,
    }
}

/// Of this program, which is the store and the door as the product has them, without pages and sessions.
fn memory(report: &mut Report, variant: &str) -> Result<()> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    let mib = kib / 1024.0;
    report.add(figure_of("pilot", variant, 1, mib, "MiB", None, Some(mib <= 256.0)))
}

/// The whole question, from the policy to the opened names, without the drawing of the page.
async fn class_lists(bench: &Bench, report: &mut Report, [half_named, p99_named]: [&str; 2]) -> Result<()> {
    let mut times = Vec::new();
    for n in 0..READS {
        let school = &bench.schools[n % SCHOOLS];
        let class = school.classes[n / SCHOOLS % school.classes.len()];
        let begin = Instant::now();
        let answered = bench.app.ask(&school.mentor, ClassList { class }, None).await.map_err(problem)?;
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
        anyhow::ensure!(!answered.answer.rows.is_empty(), "a class without students");
    }
    times.sort_by(f64::total_cmp);
    let (half, p99) = (times[READS / 2], times[READS * 99 / 100]);
    report.add(figure_of("pilot", half_named, 1, half, "ms", None, None))?;
    report.add(figure_of("pilot", p99_named, 1, p99, "ms", None, Some(p99 <= 15.0)))
}

async fn one_school(bench: &Bench, report: &mut Report) -> Result<()> {
    let school = bench.schools.first().context("no school")?.mentor.school();
    let begin = Instant::now();
    let verified = bench.store.verify(school, store::VerifyScope { views: false, ..Default::default() }, |_| {}).await?;
    anyhow::ensure!(verified.ok(), "the log is not what was written: {:?}", verified.findings);
    let rate = verified.events as f64 / begin.elapsed().as_secs_f64();
    report.add(figure_of("pilot", "one school verified", 1, rate, "events/s", None, None))?;
    let view = views::ALL.iter().find(|view| view.name == "student").context("no cards")?;
    let begin = Instant::now();
    let rebuilt = bench.store.rebuild(school, view, |_| {}).await?;
    anyhow::ensure!(rebuilt.changed == 0, "cards differed from their rebuild");
    let rate = rebuilt.events as f64 / begin.elapsed().as_secs_f64();
    report.add(figure_of("pilot", "its cards rebuilt", 1, rate, "events/s", None, Some(rate >= 50_000.0)))
}
