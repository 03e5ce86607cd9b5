//! `keukentafel export …`

use crate::{TaskOutcome, config::DataSettings, output::error_of, platform::Platform};
use anyhow::{Result, ensure};
use clap::{Args, Subcommand};
use std::io::{BufWriter, Write};
use store::SchoolToVerify;

#[derive(Debug, Subcommand)]
pub enum Export {
    /// The rows that the chain covers, for whoever checks it with a program of their own
    Rows(ExportRows),
}

/// Writes every row that the chain of each log covers, one JSON object a line, to standard output. CHAIN.md in the sources says what
/// the rows mean and what must hold of them; a verifier in Python is among them. What is personal in them is sealed. Says in each log
/// first how far its access log is, so that what leaves the house covers it.
#[derive(Debug, Args)]
pub struct ExportRows {
    /// Only this school, by its short name
    #[arg(long)]
    school: Option<String>,
    /// Write nothing in the log first
    #[arg(long)]
    as_is: bool,
    #[command(flatten)]
    data: DataSettings,
}

impl Export {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            Export::Rows(rows) => rows.run().await,
        }
    }
}

impl ExportRows {
    async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_any(&self.data).await?;
        let mut out = BufWriter::new(std::io::stdout().lock());
        let schools = platform.store().schools_to_verify().await?;
        let wanted: Vec<_> = schools.iter().filter(|school| self.school.is_none() || school.slug == self.school).collect();
        ensure!(!wanted.is_empty(), "there is no such school here; see: keukentafel verify");
        for school in wanted {
            if !self.as_is {
                seal(&platform, school).await;
            }
            let lines = platform.store().export_rows(school.id, |line| -> Result<()> {
                out.write_all(line)?;
                Ok(out.write_all(b"\n")?)
            });
            lines.await?;
        }
        out.flush()?;
        platform.close().await?;
        Ok(TaskOutcome::Done)
    }
}

/// What cannot be sealed is written as it is: somebody wants to see just that.
async fn seal(platform: &Platform, school: &SchoolToVerify) {
    if let Err(problem) = platform.app().seal_access_log(school.id).await {
        eprintln!("{}: the access log could not be sealed first: {:#}", school.id, error_of(problem));
    }
}
