//! The demo's clock: Tuesday 2 June 2026, nine o'clock, from the moment that the schools are filled, and on from there.
//! When that was, is kept in the data folder, so that a restart goes on and never back.

use super::year::opening;
use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};
use store::{Clock, Entropy, World};

/// What the data folder remembers of its demo.
#[derive(Debug, Serialize, Deserialize)]
struct DemoFile {
    seed: u64,
    /// When the clock began to run, on the machine's clock; not before every school was filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    began: Option<DateTime<Utc>>,
}

/// The clock of a demo. It stands still until the schools are filled.
pub struct DemoClock {
    seed: u64,
    began: Arc<OnceLock<DateTime<Utc>>>,
}

/// Does this data folder hold a demo, filled or not?
pub fn is_at(data: &Path) -> bool {
    file(data).is_file()
}

/// The world of the demo in this data folder.
pub fn world(data: &Path) -> Result<World> {
    Ok(DemoClock::of(read(data)?).world())
}

impl DemoClock {
    /// The clock of the demo in this data folder, or of one that begins there.
    pub fn open(data: &Path, seed: u64) -> Result<DemoClock> {
        let kept = if is_at(data) { read(data)? } else { DemoFile { seed, began: None } };
        Ok(DemoClock::of(kept))
    }

    /// Marks the data folder as one of a demo; not before its databases turned out to be.
    pub fn mark(&self, data: &Path) -> Result<()> {
        write(data, &DemoFile { seed: self.seed, began: self.began.get().copied() })
    }

    fn of(kept: DemoFile) -> DemoClock {
        let began = OnceLock::new();
        if let Some(moment) = kept.began {
            began.get_or_init(|| moment);
        }
        DemoClock { seed: kept.seed, began: Arc::new(began) }
    }

    /// The number that the schools, the people and their year follow from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Were the schools filled?
    pub fn runs(&self) -> bool {
        self.began.get().is_some()
    }

    /// Begins to run, and keeps in the data folder since when.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn start(&self, data: &Path) -> Result<()> {
        self.began.get_or_init(Utc::now);
        self.mark(data)
    }

    /// This clock, and keys and ids from the seed: the same demo has the same heads.
    pub fn world(&self) -> World {
        let began = self.began.clone();
        let clock = Clock::Simulated(Arc::new(move || now(began.get().copied(), Utc::now())));
        let seed = Sha256::new_with_prefix("keukentafel demo").chain_update(self.seed.to_be_bytes()).finalize();
        World { clock, entropy: Entropy::Seeded(seed.into()) }
    }
}

/// The demo's time, at a moment of the machine's clock, which somebody may have set back.
fn now(began: Option<DateTime<Utc>>, machine: DateTime<Utc>) -> DateTime<Utc> {
    let elapsed = began.map_or(TimeDelta::zero(), |began| (machine - began).max(TimeDelta::zero()));
    opening() + elapsed
}

fn file(data: &Path) -> PathBuf {
    data.join("demo.json")
}

fn read(data: &Path) -> Result<DemoFile> {
    let path = file(data);
    let text = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("{} is not as the demo wrote it; remove the data folder", path.display()))
}

/// Whole or not at all: a half-written file would keep the demo from starting.
fn write(data: &Path, kept: &DemoFile) -> Result<()> {
    let (path, aside) = (file(data), data.join("demo.json.new"));
    let written = fs::create_dir_all(data).and_then(|()| fs::write(&aside, serde_json::to_vec(kept)?));
    written.and_then(|()| fs::rename(&aside, &path)).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn the_clock_stands_still_until_it_begins_and_never_goes_back() {
        let machine: DateTime<Utc> = "2030-01-01T12:00:00Z".parse().unwrap();
        assert_eq!(opening().to_rfc3339(), "2026-06-02T07:00:00+00:00", "nine o'clock in Amsterdam");
        assert_eq!(now(None, machine), opening());
        assert_eq!(now(Some(machine), machine + TimeDelta::hours(3)), opening() + TimeDelta::hours(3));
        assert_eq!(now(Some(machine), machine - TimeDelta::hours(3)), opening());
    }
}
