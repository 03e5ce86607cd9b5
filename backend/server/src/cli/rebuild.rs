//! `keukentafel rebuild`

use super::schools;
use crate::{TaskOutcome, config::DataSettings, output::write_line, platform::Platform, progress::Progress};
use anyhow::{Result, bail};
use clap::Args;
use domain::views::{self, AnyView};
use serde::Serialize;
use store::{Rebuilt, SchoolEntry, VerifyScope};

const MORE: &str = "Verifies each log first, and builds nothing from one that is not what was written. With --check nothing is written, \
so that what is wrong stays as evidence.

Exit codes: 0 every row was right, or was not built yet · 4 rows were wrong, and are mended now (with --check: are still wrong) · 1 it could not be done, \
or a log is not what was written.";

/// Builds a school's views again from its log, while the school goes on working, and then switches over.
#[derive(Debug, Args)]
#[command(after_help = MORE)]
pub struct RebuildViews {
    /// Only this school, by its short name
    #[arg(long)]
    school: Option<String>,
    /// Only this view
    #[arg(long, value_parser = view_names())]
    view: Option<String>,
    /// Only say which views have wrong rows, and write nothing
    #[arg(long)]
    check: bool,
    /// Build also from a log that verify finds bad
    #[arg(long)]
    from_bad_log: bool,
    /// One JSON object for each view: {"school","view","rows","events","wrong","mended","missing"}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataSettings,
}

fn view_names() -> Vec<&'static str> {
    views::ALL.iter().map(|view| view.name).collect()
}

/// What is said of one view.
#[derive(Serialize)]
struct RebuiltView<'a> {
    school: &'a str,
    view: &'static str,
    rows: u64,
    events: u64,
    wrong: u64,
    mended: bool,
    /// It was not built yet.
    missing: bool,
}

impl RebuildViews {
    pub async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_any(&self.data).await?;
        let mut wrong = 0;
        for school in schools(&platform, self.school.as_deref()).await? {
            self.verify(&platform, &school).await?;
            for view in views::ALL.iter().filter(|view| self.view.as_ref().is_none_or(|name| *name == view.name)) {
                let rebuilt = self.view(&platform, &school, view).await?;
                wrong += rebuilt.changed;
                self.say(&school.slug, view.name, rebuilt)?;
            }
        }
        platform.close().await?;
        Ok(if wrong == 0 { TaskOutcome::Done } else { TaskOutcome::RowsWrong })
    }

    /// Rows that follow from a bad log would hide what happened to it.
    async fn verify(&self, platform: &Platform, school: &SchoolEntry) -> Result<()> {
        if self.from_bad_log {
            return Ok(());
        }
        let progress = Progress::new(&school.slug);
        let scope = VerifyScope { views: false, ..VerifyScope::default() };
        let verified = platform.store().verify(school.id, scope, progress.follow()).await?;
        progress.done();
        match verified.findings.first() {
            None => Ok(()),
            Some(bad) => bail!(
                "the log of {} is not what was written ({}). See: keukentafel verify. To build from it all the same: --from-bad-log",
                school.slug,
                bad.what
            ),
        }
    }

    async fn view(&self, platform: &Platform, school: &SchoolEntry, view: &'static AnyView) -> Result<Rebuilt> {
        let progress = Progress::new(&format!("{} {}", school.slug, view.name));
        let rebuilt = match self.check {
            true => platform.store().compare_view(school.id, view, progress.follow()).await,
            false => platform.store().rebuild(school.id, view, progress.follow()).await,
        };
        progress.done();
        Ok(rebuilt?)
    }

    fn say(&self, school: &str, view: &'static str, rebuilt: Rebuilt) -> Result<()> {
        let Rebuilt { events, rows, changed: wrong, missing } = rebuilt;
        let mended = wrong > 0 && !self.check;
        if self.json {
            return write_line(&serde_json::to_string(&RebuiltView { school, view, rows, events, wrong, mended, missing })?);
        }
        if missing {
            let how = if self.check { "is not built yet" } else { "is built now, and was not before" };
            return write_line(&format!("{school} {view}: {rows} rows from {events} events, {how}"));
        }
        let verdict = if mended { "were wrong and are mended" } else { "are wrong" };
        write_line(&format!("{school} {view}: {rows} rows from {events} events, {wrong} {verdict}"))
    }
}
