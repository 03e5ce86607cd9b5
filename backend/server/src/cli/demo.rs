//! `keukentafel demo`: three fictional schools with a year behind them, and one-tap sign-in as the people in them.

use crate::{
    TaskOutcome,
    config::{DataSettings, ServeSettings},
    output::write_line,
    platform::{Platform, Unattended},
    progress::Progress,
    serve::{Site, address_of, bind, until_stopped},
    web::{DemoPeople, start_of},
};
use anyhow::{Result, bail};
use clap::Args;
use demo::{DemoClock, FictionalPerson};
use serde::Serialize;
use store::DatabaseKind;

#[derive(Debug, Args)]
pub struct Demo {
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
struct ReadyJson<'a> {
    address: &'a str,
    people: Vec<PersonJson<'a>>,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    key: &'a str,
    name: &'a str,
    role: &'a str,
    school: &'a str,
    start: String,
}

impl Demo {
    pub async fn run(self) -> Result<TaskOutcome> {
        let site = Site::read(&self.serve)?;
        let clock = DemoClock::open(&self.data.data, self.seed)?;
        if clock.seed() != self.seed {
            bail!("this data folder holds the demo of --seed {}; give another --data for --seed {}", clock.seed(), self.seed);
        }
        let platform = Platform::open_as(&self.data, Unattended::Operator, DatabaseKind::Demo, clock.world()).await?;
        clock.mark(&self.data.data)?;
        let schools = demo::schools(self.seed)?;
        let people = demo::people(&schools)?;
        if !clock.runs() {
            let progress = Progress::new("a year at three schools");
            let shown = progress.clone();
            let on_progress = move |done: usize, of: usize| shown.at(done as u64, of as u64);
            demo::fill(platform.app(), schools, self.seed, on_progress).await?;
            progress.done();
            clock.start(&self.data.data)?;
        }
        let listener = bind(self.serve.listen).await?;
        self.announce(&address_of(&listener, &self.serve)?, &people)?;
        until_stopped(platform, listener, &self.serve, site, Some(DemoPeople::new(people))).await
    }

    fn announce(&self, address: &str, people: &[FictionalPerson]) -> Result<()> {
        if !self.json {
            eprintln!("The demo is ready: {address}");
            return Ok(());
        }
        let people = people.iter().map(|person| PersonJson {
            key: person.key,
            name: &person.name,
            role: person.role.name(),
            school: person.school_name,
            start: start_of(person.role).into(),
        });
        write_line(&serde_json::to_string(&ReadyJson { address, people: people.collect() })?)
    }
}
