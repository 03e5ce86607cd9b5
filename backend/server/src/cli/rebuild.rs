//! `keukentafel rebuild`

use super::schools;
use crate::{TaskOutcome, config::DataSettings, output::write_line, platform::Platform, progress::Progress};
use anyhow::Result;
use clap::Args;
use domain::views;

/// Builds a school's views again from its log, while the school goes on working, and then switches over.
#[derive(Debug, Args)]
pub struct RebuildViews {
    /// Only this school, by its short name
    #[arg(long)]
    school: Option<String>,
    /// Only this view
    #[arg(long, value_parser = view_names())]
    view: Option<String>,
    #[command(flatten)]
    data: DataSettings,
}

fn view_names() -> Vec<&'static str> {
    views::ALL.iter().map(|view| view.name).collect()
}

impl RebuildViews {
    pub async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_any(&self.data).await?;
        for school in schools(&platform, self.school.as_deref()).await? {
            for view in views::ALL.iter().filter(|view| self.view.as_ref().is_none_or(|name| *name == view.name)) {
                let progress = Progress::new(&format!("{} {}", school.slug, view.name));
                let rebuilt = platform.store().rebuild(school.id, view, progress.follow()).await?;
                progress.done();
                let store::Rebuilt { events, rows, changed } = rebuilt;
                write_line(&format!("{} {}: {rows} rows from {events} events, {changed} were wrong", school.slug, view.name))?;
            }
        }
        platform.close().await?;
        Ok(TaskOutcome::Done)
    }
}
