//! `keukentafel school add …`, `keukentafel school staff …`, `keukentafel school settings …`

use super::{new_command, office::ReasonGiven, operator, school};
use crate::{
    TaskOutcome,
    config::DataSettings,
    output::{error_of, write_line},
    platform::Platform,
};
use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use domain::{
    actor::Role,
    ids::{PersonId, SchoolId},
    person::staff::AppointStaff,
    school::{ChangeSettings, OpenSchool, ParentsFollowUntil},
    values::{PersonName, tidy},
};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum SchoolTask {
    /// Open a school's log
    Add(AddSchool),
    /// Give somebody a role at a school
    Staff(AddStaff),
    /// Change what a school decides for itself; what is not given stays as it is
    Settings(ChangeSchool),
}

#[derive(Debug, Args)]
pub struct AddSchool {
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
pub struct AddStaff {
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

#[derive(Debug, Args)]
pub struct ChangeSchool {
    /// The school's short name
    #[arg(long)]
    school: String,
    /// Name as people know it
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    city: Option<String>,
    /// Hours that news about a student waits for the student to see it first, 0 to 72
    #[arg(long)]
    student_first_hours: Option<u8>,
    /// The age until which parents read how it goes
    #[arg(long)]
    parents_follow_until: Option<FollowUntil>,
    #[arg(long, default_value = "changed")]
    reason: ReasonGiven,
    #[command(flatten)]
    data: DataSettings,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FollowUntil {
    #[value(name = "16")]
    Sixteen,
    #[value(name = "18")]
    Eighteen,
}

impl From<FollowUntil> for ParentsFollowUntil {
    fn from(until: FollowUntil) -> ParentsFollowUntil {
        match until {
            FollowUntil::Sixteen => ParentsFollowUntil::Sixteen,
            FollowUntil::Eighteen => ParentsFollowUntil::Eighteen,
        }
    }
}

impl SchoolTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            SchoolTask::Add(add) => add.run().await,
            SchoolTask::Staff(staff) => staff.run().await,
            SchoolTask::Settings(settings) => settings.run().await,
        }
    }
}

impl AddSchool {
    async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open(&self.data).await?;
        let id = match platform.store().half_open(&self.slug).await? {
            Some(school) if school.name != tidy(&self.name) => {
                bail!("{} is half open, as {:?}: give that name to go on with it", self.slug, school.name)
            }
            Some(school) => school.id,
            None => SchoolId(Uuid::new_v4()),
        };
        let command = OpenSchool { school: id, name: self.name.clone(), city: self.city };
        platform.app().open_school(&operator(id), new_command(), &self.slug, command).await.map_err(error_of)?;
        platform.close().await?;
        eprintln!("{} is open. Next: keukentafel school staff --school {} …", self.name, self.slug);
        Ok(TaskOutcome::Done)
    }
}

impl AddStaff {
    async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_filled(&self.data).await?;
        let id = school(&platform, &self.school).await?;
        let name = PersonName::new(&self.first, &self.infix, &self.last).map_err(|invalid| anyhow!("the name: {}", invalid.0))?;
        let person = PersonId(Uuid::new_v4());
        let command = AppointStaff { person, name: Some(name), role: self.role.into() };
        platform.app().carry_out(&operator(id), new_command(), command).await.map_err(error_of)?;
        platform.close().await?;
        eprintln!("done. Next: keukentafel login-link --school {} --person {person}", self.school);
        // The id alone on standard output, for scripts.
        write_line(&person.to_string())?;
        Ok(TaskOutcome::Done)
    }
}

impl ChangeSchool {
    async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_filled(&self.data).await?;
        let id = school(&platform, &self.school).await?;
        let command = ChangeSettings {
            school: id,
            name: self.name,
            city: self.city,
            student_first_hours: self.student_first_hours,
            parents_follow_until: self.parents_follow_until.map(Into::into),
            reason: self.reason.into(),
        };
        let app = platform.app();
        let receipt = app.carry_out(&operator(id), new_command(), command).await.map_err(error_of)?;
        // Who may read is so from now on, and not from the next hour on.
        app.state_ages(id).await.map_err(error_of)?;
        platform.close().await?;
        eprintln!("{}", if receipt.last.is_some() { "changed" } else { "it was so already" });
        Ok(TaskOutcome::Done)
    }
}
