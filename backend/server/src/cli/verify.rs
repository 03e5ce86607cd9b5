//! `keukentafel verify`

use super::schools;
use crate::{TaskOutcome, config::DataSettings, output::write_line, platform::Platform, progress::Progress};
use anyhow::Result;
use clap::Args;
use serde::Serialize;

/// Reads every event of a school's log and computes its chain again. A log that was changed is said with its first bad
/// event, and the exit code is 3.
#[derive(Debug, Args)]
pub struct Verify {
    /// Only this school, by its short name
    #[arg(long)]
    school: Option<String>,
    /// One JSON object per school: {"school","events","head","ok","first_bad"}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataSettings,
}

/// Where a log is not what was written.
#[derive(Serialize)]
struct BadEvent {
    pos: i64,
    what: &'static str,
}

/// What is said of one school.
#[derive(Serialize)]
struct VerifiedSchool {
    school: String,
    events: i64,
    /// The last link of the chain: whoever keeps it can prove everything before it.
    head: String,
    ok: bool,
    first_bad: Option<BadEvent>,
}

impl Verify {
    pub async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_any(&self.data).await?;
        let mut all_ok = true;
        for school in schools(&platform, self.school.as_deref()).await? {
            let progress = Progress::new(&school.slug);
            let found = platform.store().verify(school.id, progress.follow()).await?;
            progress.done();
            let head = found.head.iter().map(|byte| format!("{byte:02x}")).collect();
            let (ok, first_bad) = (found.ok(), found.first_bad.map(|bad| BadEvent { pos: bad.pos.0, what: bad.what }));
            all_ok &= ok;
            self.say(&VerifiedSchool { school: school.slug, events: found.events, head, ok, first_bad })?;
        }
        platform.close().await?;
        Ok(if all_ok { TaskOutcome::Done } else { TaskOutcome::Changed })
    }

    fn say(&self, verified: &VerifiedSchool) -> Result<()> {
        if self.json {
            return write_line(&serde_json::to_string(verified)?);
        }
        let verdict = match &verified.first_bad {
            None => "nothing was changed".to_owned(),
            Some(bad) => format!("CHANGED at event {}: {}", bad.pos, bad.what),
        };
        write_line(&format!("{}: {} events, {verdict}", verified.school, verified.events))
    }
}
