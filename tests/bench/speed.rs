//! How fast something is, in time and in processor time, beside its limit.

use crate::report::{Figure, Report};
use anyhow::Result;
use futures::{
    FutureExt,
    future::{BoxFuture, join_all},
};
use std::{
    collections::HashMap,
    ffi::OsString,
    sync::Arc,
    time::{Duration, Instant},
};

/// A line is measured in so many rounds of so long, after a round that does not count. Lines that are set beside each other
/// take turns, so that whatever else the machine does falls on all of them.
const ROUNDS: u32 = 5;
const ROUND: Duration = Duration::from_secs(1);

/// What is measured: the nth turn of a writer, from nought.
pub type Work = Arc<dyn Fn(usize, u64) -> BoxFuture<'static, Result<()>> + Send + Sync>;

pub fn work<F, W>(work: W) -> Work
where
    W: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = Result<()>> + Send + 'static,
{
    Arc::new(move |writer, n| work(writer, n).boxed())
}

pub fn figure_of(
    workload: &'static str,
    variant: &str,
    writers: usize,
    value: f64,
    unit: &'static str,
    limit_ratio: Option<f64>,
    ok: Option<bool>,
) -> Figure {
    Figure { workload, variant: variant.to_owned(), writers, value, unit, limit_ratio, ok }
}

pub fn line(workload: &'static str, variant: &str, writers: usize, speed: &Speed, unit: &'static str) -> Figure {
    figure_of(workload, variant, writers, speed.rate, unit, None, None)
}

/// The figure as a share of its limit, and below it the same for processor time, which a busy machine disturbs less.
pub fn beside(report: &mut Report, mut figure: Figure, speed: &Speed, limit: &Speed, bar: Option<f64>) -> Result<()> {
    let share = speed.rate / limit.rate;
    (figure.limit_ratio, figure.ok) = (Some(share), bar.map(|bar| share >= bar));
    let (variant, writers) = (format!("  processor time, limit {:.0}", limit.processor), figure.writers);
    report.add(figure)?;
    let share = limit.processor / speed.processor;
    report.add(figure_of("", &variant, writers, speed.processor, "µs each", Some(share), None))
}

/// How fast something went.
pub struct Speed {
    /// A second.
    pub rate: f64,
    /// Microseconds of processor time for each, of this program and of PostgreSQL together.
    pub processor: f64,
}

impl Speed {
    /// Per item, when each operation has so many.
    pub fn times(self, items: f64) -> Speed {
        Speed { rate: self.rate * items, processor: self.processor / items }
    }

    pub fn mean(&self, other: &Speed) -> Speed {
        Speed { rate: (self.rate + other.rate) / 2.0, processor: (self.processor + other.processor) / 2.0 }
    }
}

/// Nanoseconds of processor time that this program and every PostgreSQL on this machine have used, by thread.
fn processor_time() -> Result<HashMap<OsString, u64>> {
    let mut times = HashMap::new();
    for process in std::fs::read_dir("/proc")?.flatten() {
        let ours = process.file_name() == *std::process::id().to_string();
        // A process may end while we look at it.
        let name = std::fs::read_to_string(process.path().join("comm")).unwrap_or_default();
        let Ok(threads) = std::fs::read_dir(process.path().join("task")) else { continue };
        if ours || name.trim() == "postgres" {
            let used = |path| std::fs::read_to_string(path).ok()?.split(' ').next()?.parse().ok();
            times.extend(
                threads.flatten().filter_map(|thread| Some((thread.file_name(), used(thread.path().join("schedstat"))?))),
            );
        }
    }
    Ok(times)
}

/// What was used since then, but for threads that have ended.
fn used_since(before: &HashMap<OsString, u64>) -> Result<u64> {
    let now = processor_time()?;
    Ok(now.iter().map(|(thread, used)| used - before.get(thread).unwrap_or(&0).min(used)).sum())
}

/// How fast each goes, with so many writers.
pub async fn in_turn<const N: usize>(works: [(usize, Work); N]) -> Result<[Speed; N]> {
    let mut lanes = works.map(|(writers, work)| Lane { work, turns: vec![0; writers], done: 0, took: 0.0, used: 0.0 });
    for round in 0..=ROUNDS {
        for lane in &mut lanes {
            lane.run(round > 0).await?;
        }
    }
    Ok(lanes.map(|lane| lane.speed()))
}

pub async fn alone(writers: usize, work: Work) -> Result<Speed> {
    let [speed] = in_turn([(writers, work)]).await?;
    Ok(speed)
}

/// One of those that take turns.
struct Lane {
    work: Work,
    /// How often each writer has worked.
    turns: Vec<u64>,
    /// In the rounds that count.
    done: u64,
    /// Seconds.
    took: f64,
    /// Microseconds of processor time.
    used: f64,
}

impl Lane {
    async fn run(&mut self, counts: bool) -> Result<()> {
        let (used, begin) = (processor_time()?, Instant::now());
        let writers = self.turns.iter().enumerate().map(|(writer, from)| {
            let (work, from) = (self.work.clone(), *from);
            tokio::spawn(async move {
                let mut n = from;
                while begin.elapsed() < ROUND {
                    work(writer, n).await?;
                    n += 1;
                }
                anyhow::Ok(n)
            })
        });
        let ended = join_all(writers).await.into_iter().map(|ended| ended?).collect::<Result<Vec<u64>>>()?;
        if counts {
            self.took += begin.elapsed().as_secs_f64();
            self.used += used_since(&used)? as f64 / 1000.0;
            self.done += ended.iter().sum::<u64>() - self.turns.iter().sum::<u64>();
        }
        self.turns = ended;
        Ok(())
    }

    fn speed(self) -> Speed {
        Speed { rate: self.done as f64 / self.took, processor: self.used / self.done as f64 }
    }
}
