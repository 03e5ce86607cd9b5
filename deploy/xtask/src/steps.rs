//! A list of titled steps. It stops at the first that fails, and says which.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

pub struct Steps {
    all: usize,
    done: usize,
    begun: Instant,
}

impl Steps {
    pub fn of(all: usize) -> Steps {
        Steps { all, done: 0, begun: Instant::now() }
    }

    pub fn run(&mut self, title: &str, step: impl FnOnce() -> Result<()>) -> Result<()> {
        self.done += 1;
        let here = format!("{}/{}  {title}", self.done, self.all);
        println!("\n== {here}  (after {})", spell(self.begun.elapsed()));
        let begun = Instant::now();
        step().with_context(|| format!("failed at step {here}"))?;
        // The last words are cargo test's own summary.
        if self.done < self.all {
            println!("   {title}: {}", spell(begun.elapsed()));
        }
        Ok(())
    }
}

fn spell(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
