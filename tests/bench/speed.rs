//! How fast something goes, in time and in processor time, and how that stands to its limit.

use crate::report::{Figure, Report};
use anyhow::Result;
use futures::future::join_all;
use std::{
    collections::HashMap,
    ffi::OsString,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// How long each line is measured, after a warm-up of a quarter of that.
const MEASURE: Duration = Duration::from_secs(4);

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

/// Runs `work` in so many tasks for a while, and measures after a warm-up.
pub async fn measure<F, W>(writers: usize, work: W) -> Result<Speed>
where
    W: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = Result<()>> + Send,
{
    let (work, counted) = (Arc::new(work), Arc::new(AtomicU64::new(0)));
    let (all, used) = (Arc::new(AtomicU64::new(0)), processor_time()?);
    let begin = Instant::now();
    let (from, until) = (begin + MEASURE / 4, begin + MEASURE / 4 + MEASURE);
    let tasks = (0..writers).map(|writer| {
        let (work, counted, all) = (work.clone(), counted.clone(), all.clone());
        tokio::spawn(async move {
            for n in 0.. {
                work(writer, n).await?;
                all.fetch_add(1, Ordering::Relaxed);
                let now = Instant::now();
                if now >= until {
                    break;
                }
                if now >= from {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
            anyhow::Ok(())
        })
    });
    for task in join_all(tasks).await {
        task??;
    }
    let processor = used_since(&used)? as f64 / 1000.0 / all.load(Ordering::Relaxed) as f64;
    Ok(Speed { rate: counted.load(Ordering::Relaxed) as f64 / MEASURE.as_secs_f64(), processor })
}
