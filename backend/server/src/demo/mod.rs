//! `keukentafel demo`: three fictional schools with a year behind them, and one-tap sign-in as the people in them.
//!
//! Read it in this order: `schools` (who is there), `year` (who does what, when), `act` (one command of any story), `fill`
//! (through the door, in batches), `people` (whom one can be). Everything follows from one number, the seed.

mod act;
mod chance;
mod clock;
mod fill;
mod names;
mod people;
mod schools;
mod words;
mod year;

pub use clock::{is_at, world};

use crate::{
    Outcome,
    config::{DataSettings, ServeSettings},
    platform::Platform,
    progress::Progress,
    serve::{address_of, bind, until_stopped},
    web::{DemoPeople, Fictional, start_of},
};
use anyhow::{Result, bail};
use clap::Args;
use clock::DemoClock;
use serde::Serialize;
use std::io::Write;
use store::DatabaseKind;

#[derive(Debug, Args)]
pub struct Command {
    /// The number that the schools, the people and their year follow from; the same number, the same demo
    #[arg(long, value_name = "NUMBER", default_value_t = 42)]
    seed: u64,
    /// When ready, print one line of JSON: the address and the people
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataSettings,
    #[command(flatten)]
    serve: ServeSettings,
}

/// What `--json` prints when ready.
#[derive(Serialize)]
struct Ready<'a> {
    address: &'a str,
    people: Vec<Person<'a>>,
}

#[derive(Serialize)]
struct Person<'a> {
    key: &'a str,
    name: &'a str,
    role: &'a str,
    school: &'a str,
    start: String,
}

impl Command {
    pub async fn run(self) -> Result<Outcome> {
        let clock = DemoClock::open(&self.data.data, self.seed)?;
        if clock.seed() != self.seed {
            bail!("this data folder holds the demo of --seed {}; give another --data for --seed {}", clock.seed(), self.seed);
        }
        let platform = Platform::open_as(&self.data, DatabaseKind::Demo, clock.world()).await?;
        clock.mark(&self.data.data)?;
        let schools = schools::schools(self.seed)?;
        let people = people::people(&schools)?;
        if !clock.runs() {
            let progress = std::sync::Arc::new(Progress::new("a year at three schools"));
            let shown = progress.clone();
            let told = move |done: usize, of: usize| shown.at(done as u64, of as u64);
            fill::fill(platform.app(), schools, self.seed, told).await?;
            progress.done();
            clock.start(&self.data.data)?;
        }
        let listener = bind(self.serve.listen).await?;
        self.announce(&address_of(&listener, &self.serve)?, &people)?;
        until_stopped(platform, listener, &self.serve, Some(DemoPeople::new(people))).await
    }

    fn announce(&self, address: &str, people: &[Fictional]) -> Result<()> {
        if !self.json {
            eprintln!("The demo is ready: {address}");
            return Ok(());
        }
        let people = people.iter().map(|person| Person {
            key: &person.shown.key,
            name: &person.shown.name,
            role: person.role.name(),
            school: &person.shown.school,
            start: start_of(person.role).into(),
        });
        let ready = Ready { address, people: people.collect() };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", serde_json::to_string(&ready)?)?;
        Ok(out.flush()?)
    }
}
