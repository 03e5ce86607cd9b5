//! `keukentafel import roster …`

use super::{operator, school};
use crate::{
    TaskOutcome,
    config::DataSettings,
    output::{error_of, write_line},
    platform::Platform,
    progress::Progress,
};
use anyhow::{Context, Result, anyhow};
use app::roster::{NotImported, Report};
use clap::{Args, Subcommand};
use domain::time::SchoolYear;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// A school's list of students and parents
    Roster(ImportRoster),
}

/// Reads a list as schools have it: CSV with ; , or tab, in UTF-8 or Windows-1252, Dutch headers in any order, one row per
/// student or one per parent. The report says row by row what is new, changed, in doubt or wrong, and why. Who is not on
/// the list is proposed as gone, and nothing more. The same file twice changes nothing.
#[derive(Debug, Args)]
pub struct ImportRoster {
    /// The file
    file: PathBuf,
    /// The school's short name
    #[arg(long)]
    school: String,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The year in which the school year of the list begins [default: the running one]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    year: Option<i32>,
    /// The report as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataSettings,
}

impl Import {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            Import::Roster(roster) => roster.run().await,
        }
    }
}

impl ImportRoster {
    async fn run(self) -> Result<TaskOutcome> {
        let file = std::fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let platform = Platform::open_filled(&self.data).await?;
        let principal = operator(school(&platform, &self.school).await?);
        let app = platform.app();
        let year = self.year.map_or_else(|| SchoolYear::of(app.now().today), SchoolYear);
        let plan = if self.dry_run {
            app.plan_roster(&principal, &file, year).await
        } else {
            let progress = Progress::new("rows");
            let shown = progress.clone();
            let on_progress = move |done: usize, of: usize| shown.at(done as u64, of as u64);
            let plan = app.import_roster(&principal, &file, year, on_progress).await;
            progress.done();
            plan
        };
        let report = Report::of(&plan.map_err(refused)?);
        let text = if self.json { serde_json::to_string(&report)? } else { report.to_string() };
        write_line(&text)?;
        platform.close().await?;
        let left_out = report.counts.doubtful + report.counts.wrong;
        Ok(if left_out == 0 { TaskOutcome::Done } else { TaskOutcome::RowsLeftOut })
    }
}

fn refused(why: NotImported) -> anyhow::Error {
    match why {
        NotImported::NoRoster(why) => anyhow!("{why}"),
        NotImported::Problem(problem) => error_of(problem),
    }
}
