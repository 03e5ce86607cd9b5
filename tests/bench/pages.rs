//! Pages of a running demo: how many a second, how long the slowest take, what a parent's first visit costs, and memory.

use crate::report::{Figure, Report};
use anyhow::{Context, Result};
use std::{
    fs,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};
use tests::{
    somebody::Somebody,
    world::{World, start},
};

const MEASURE: Duration = Duration::from_secs(5);
const READERS: usize = 8;

pub async fn run(report: Report) -> Result<()> {
    tokio::task::spawn_blocking(|| measure(report)).await?
}

fn measure(mut report: Report) -> Result<()> {
    let begin = Instant::now();
    let world = World::demo()?;
    report.add(figure(
        "demo",
        "from the binary to ready",
        1,
        begin.elapsed().as_secs_f64(),
        "s",
        Some(begin.elapsed().as_secs_f64() <= 20.0),
    ))?;
    memory(&mut report, world.process, "after the demo was filled")?;
    again(&mut report, &world)?;

    let mentor = Somebody::sign_in(&world, world.any("mentor"))?;
    let class = mentor.get("/mijn-klas")?.body;
    let student = class.split("href=\"/leerlingen/").nth(1).and_then(|rest| rest.get(..36)).context("no student")?;
    let auditor = Somebody::sign_in(&world, world.any("auditor"))?;
    let parent = Somebody::sign_in(&world, world.any("parent"))?;

    pages(&mut report, "class list", &mentor, "/mijn-klas", 1000.0, 15.0)?;
    pages(&mut report, "timeline", &mentor, &format!("/leerlingen/{student}"), 1000.0, 15.0)?;
    pages(&mut report, "home", &parent, "/thuis", 1000.0, 15.0)?;
    once(&mut report, "class as of a day", &mentor, "/mijn-klas?op=2025-12-01", 100.0)?;
    once(&mut report, "school-year as of a day", &auditor, "/verloop?op=2025-12-01", 300.0)?;
    once(&mut report, "school-year now", &auditor, "/verloop", 1000.0)?;
    once(&mut report, "all events of a school", &auditor, "/verloop/gebeurtenissen?getal=alles", 50.0)?;
    memory(&mut report, world.process, "after the pages")?;
    first_visit(&mut report, &world)
}

fn figure(workload: &'static str, variant: &str, writers: usize, value: f64, unit: &'static str, ok: Option<bool>) -> Figure {
    Figure { workload, variant: variant.to_owned(), writers, value, unit, limit_ratio: None, ok }
}

/// Pages a second with so many readers, and the time within which 99 of 100 come back to one reader.
fn pages(report: &mut Report, name: &'static str, somebody: &Somebody, path: &str, bar: f64, p99_bar: f64) -> Result<()> {
    let alone = times(somebody, path, 1)?;
    let p99 = percentile(&alone, 99);
    report.add(figure(name, "p99, one reader", 1, p99, "ms", Some(p99 <= p99_bar)))?;
    let together = times(somebody, path, READERS)?;
    let rate = together.len() as f64 / MEASURE.as_secs_f64();
    report.add(figure(name, "pages, client on the same two cores", READERS, rate, "pages/s", Some(rate >= bar)))?;
    report.add(figure(name, "p99, eight readers", READERS, percentile(&together, 99), "ms", None))
}

/// Milliseconds of each request.
fn times(somebody: &Somebody, path: &str, readers: usize) -> Result<Vec<f64>> {
    for _ in 0..20 {
        somebody.get(path)?;
    }
    let all = Arc::new(Mutex::new(Vec::new()));
    let until = Instant::now() + MEASURE;
    let threads: Vec<_> = (0..readers)
        .map(|_| {
            let (somebody, path, all) = (somebody.clone(), path.to_owned(), all.clone());
            thread::spawn(move || -> Result<()> {
                let mut mine = Vec::new();
                while Instant::now() < until {
                    let begin = Instant::now();
                    let answer = somebody.get(&path)?;
                    anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
                    mine.push(begin.elapsed().as_secs_f64() * 1000.0);
                }
                all.lock().unwrap_or_else(PoisonError::into_inner).extend(mine);
                Ok(())
            })
        })
        .collect();
    for thread in threads {
        thread.join().map_err(|_| anyhow::anyhow!("a reader panicked"))??;
    }
    let mut times = all.lock().unwrap_or_else(PoisonError::into_inner).clone();
    times.sort_by(f64::total_cmp);
    Ok(times)
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn once(report: &mut Report, name: &'static str, somebody: &Somebody, path: &str, bar: f64) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..10 {
        let begin = Instant::now();
        anyhow::ensure!(somebody.get(path)?.status == 200, "{path}");
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let median = percentile(&times, 50);
    report.add(figure(name, "median of 10", 1, median, "ms", Some(median <= bar)))
}

/// What comes over the wire when a parent opens the page for the first time: the page and what it asks for, compressed.
fn first_visit(report: &mut Report, world: &World) -> Result<()> {
    let parent = Somebody::sign_in(world, world.any("parent"))?;
    let page = parent.get("/thuis")?;
    let mut bytes = page.body.len();
    let mut requests = 1;
    for name in page.body.split("\"/pkg/").skip(1).filter_map(|rest| rest.split('"').next()) {
        let compressed = tests::world::site().join("pkg").join(format!("{name}.br"));
        bytes += fs::metadata(&compressed).with_context(|| compressed.display().to_string())?.len() as usize;
        requests += 1;
    }
    let kilobytes = bytes as f64 / 1000.0;
    report.add(figure(
        "first visit",
        "parent home: page as sent, style compressed",
        1,
        kilobytes,
        "kB",
        Some(kilobytes <= 60.0),
    ))?;
    report.add(figure("first visit", "requests", 1, f64::from(requests), "requests", Some(requests <= 8)))
}

/// The program once more on the same data: how soon it is ready, and what it needs when nobody comes.
fn again(report: &mut Report, world: &World) -> Result<()> {
    let begin = Instant::now();
    let (process, _) = start(&["demo", "--json"], &world.folder)?;
    let ready = begin.elapsed().as_secs_f64();
    report.add(figure("demo", "on data that is there, to ready", 1, ready, "s", Some(ready <= 2.0)))?;
    thread::sleep(Duration::from_secs(2));
    memory(report, process, "idle")?;
    std::process::Command::new("kill").arg(process.to_string()).status()?;
    Ok(())
}

/// Resident memory of the program, without its PostgreSQL.
fn memory(report: &mut Report, process: u32, when: &str) -> Result<()> {
    let ours = resident(process)?;
    report.add(figure("memory", when, 1, ours, "MiB", Some(ours <= 256.0)))
}

fn resident(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kib / 1024.0)
}
