//! `keukentafel school add …`, `keukentafel school staff …`

use super::{new_command, operator, school};
use crate::{Outcome, config::DataSettings, platform::Platform};
use anyhow::{Result, anyhow, bail};
use app::Problem;
use clap::{Args, Subcommand, ValueEnum};
use domain::{
    actor::Role,
    ids::{PersonId, SchoolId},
    person::staff::AppointStaff,
    school::OpenSchool,
    values::PersonName,
};
use frontend::wording::{self, Language};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum School {
    /// Open a school's log
    Add(Add),
    /// Give somebody a role at a school
    Staff(Staff),
}

#[derive(Debug, Args)]
pub struct Add {
    /// Short name in addresses and commands: small letters, digits and hyphens
    #[arg(long)]
    slug: String,
    /// Name as people know it
    #[arg(long)]
    name: String,
    #[arg(long)]
    city: String,
    #[command(flatten)]
    data: DataSettings,
}

#[derive(Debug, Args)]
pub struct Staff {
    /// The school's short name
    #[arg(long)]
    school: String,
    /// First name; may be left out
    #[arg(long, default_value = "")]
    first: String,
    /// "van den", "el", …
    #[arg(long, default_value = "")]
    infix: String,
    #[arg(long)]
    last: String,
    #[arg(long)]
    role: StaffRole,
    #[command(flatten)]
    data: DataSettings,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StaffRole {
    Mentor,
    CareerLead,
    SchoolAdmin,
    Auditor,
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Role {
        match role {
            StaffRole::Mentor => Role::Mentor,
            StaffRole::CareerLead => Role::CareerLead,
            StaffRole::SchoolAdmin => Role::SchoolAdmin,
            StaffRole::Auditor => Role::Auditor,
        }
    }
}

impl School {
    pub async fn run(self) -> Result<Outcome> {
        match self {
            School::Add(add) => add.run().await,
            School::Staff(staff) => staff.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> Result<Outcome> {
        let platform = Platform::open(&self.data).await?;
        let id = match platform.store().half_open(&self.slug).await? {
            Some(school) if school.name != self.name.trim() => {
                bail!("{} is half open, as {:?}: give that name to go on with it", self.slug, school.name)
            }
            Some(school) => school.id,
            None => SchoolId(Uuid::new_v4()),
        };
        let command = OpenSchool { school: id, name: self.name.clone(), city: self.city };
        platform.app().open_school(&operator(id), new_command(), &self.slug, command).await.map_err(said)?;
        platform.close().await?;
        eprintln!("{} is open. Next: keukentafel school staff --school {} …", self.name, self.slug);
        Ok(Outcome::Done)
    }
}

impl Staff {
    async fn run(self) -> Result<Outcome> {
        let platform = Platform::open_filled(&self.data).await?;
        let id = school(&platform, &self.school).await?;
        let name = PersonName::new(&self.first, &self.infix, &self.last).map_err(|invalid| anyhow!("the name: {}", invalid.0))?;
        let person = PersonId(Uuid::new_v4());
        let command = AppointStaff { person, name, role: self.role.into() };
        platform.app().carry_out(&operator(id), new_command(), command).await.map_err(said)?;
        platform.close().await?;
        eprintln!("done. Next: keukentafel login-link --school {} --person {person}", self.school);
        // The id alone on standard output, for scripts.
        write_line(&person.to_string())?;
        Ok(Outcome::Done)
    }
}

/// What a problem says at the command line.
pub(super) fn said(problem: Problem) -> anyhow::Error {
    match problem {
        Problem::Refused(refusal) => anyhow!("{}", wording::say(Language::En, &format!("refused-{}", refusal.code), &[])),
        Problem::Stale => anyhow!("somebody changed this meanwhile; try again"),
        Problem::ReusedForm => anyhow!("this was done before with other content"),
        Problem::NotFound => anyhow!("not found"),
        Problem::NotAllowed => anyhow!("not allowed"),
        Problem::Busy => anyhow!("the database is busy; try again in a moment"),
        Problem::Broken(reference) => anyhow!("something broke; the log says more under {reference}"),
    }
}

/// A line for whoever reads our output.
pub fn write_line(line: &str) -> Result<()> {
    use std::io::Write;
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
