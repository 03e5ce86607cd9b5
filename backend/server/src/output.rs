//! What the program says on standard output, and a problem in a person's words.

use anyhow::{Result, anyhow};
use app::Problem;
use frontend::wording::{self, Language};
use std::io::Write;

/// One line on standard output, at once: a script may be waiting for it.
pub fn write_line(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// A problem as an error of the command line.
pub fn error_of(problem: Problem) -> anyhow::Error {
    match problem {
        Problem::Refused(refusal) => anyhow!("{}", wording::say(Language::En, &format!("refused-{}", refusal.code), &[])),
        Problem::Stale => anyhow!("somebody changed this meanwhile; try again"),
        Problem::ReusedForm => anyhow!("this was done before with other content"),
        Problem::NotFound => anyhow!("not found"),
        Problem::BeforeSchool => anyhow!("the school had no log yet on that day"),
        Problem::NotAllowed => anyhow!("not allowed"),
        Problem::Outage => anyhow!("the database does not answer; the log says more"),
        Problem::Busy => anyhow!("the database is busy; try again in a moment"),
        Problem::Broken(reference) => anyhow!("something broke; the log says more under {reference}"),
    }
}
