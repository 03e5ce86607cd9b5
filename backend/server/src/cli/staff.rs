//! `keukentafel staff …`: who works at the school, as what, and under which name.

use super::{
    office::{AtSchool, NameGiven, ReasonGiven},
    school::StaffRole,
};
use crate::{TaskOutcome, output::write_line};
use anyhow::Result;
use clap::{Args, Subcommand};
use domain::{
    actor::Role,
    class::RelieveMentor,
    ids::PersonId,
    person::staff::{AppointStaff, CorrectStaffName, EndRole},
};

#[derive(Debug, Subcommand)]
pub enum StaffTask {
    /// Print the ids of whoever has or had a role, with their roles
    List(AtSchool),
    /// Give somebody who works here one more role; `school staff` adds somebody new
    Appoint(AddRole),
    /// End a role. Their open sessions end at once, and who is mentor no more is so of no class
    EndRole(RemoveRole),
    /// Correct a name
    Correct(MendStaff),
}

#[derive(Debug, Args)]
pub struct AddRole {
    #[command(flatten)]
    at: AtSchool,
    /// As `staff list` prints it
    #[arg(long, value_name = "ID")]
    person: PersonId,
    #[arg(long)]
    role: StaffRole,
}

#[derive(Debug, Args)]
pub struct RemoveRole {
    #[command(flatten)]
    at: AtSchool,
    /// As `staff list` prints it
    #[arg(long, value_name = "ID")]
    person: PersonId,
    #[arg(long)]
    role: StaffRole,
    #[arg(long)]
    reason: ReasonGiven,
}

#[derive(Debug, Args)]
pub struct MendStaff {
    #[command(flatten)]
    at: AtSchool,
    /// As `staff list` prints it
    #[arg(long, value_name = "ID")]
    person: PersonId,
    #[command(flatten)]
    name: NameGiven,
    #[arg(long)]
    reason: ReasonGiven,
}

impl StaffTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            StaffTask::List(at) => list(&at).await,
            StaffTask::Appoint(appoint) => appoint.run().await,
            StaffTask::EndRole(end) => end.run().await,
            StaffTask::Correct(correct) => correct.run().await,
        }
    }
}

async fn list(at: &AtSchool) -> Result<TaskOutcome> {
    let office = at.open().await?;
    for staff in office.ids().await?.staff {
        let roles: Vec<_> = staff.roles.iter().map(|role| role.name().replace('_', "-")).collect();
        let roles = if roles.is_empty() { "no role".to_owned() } else { roles.join(", ") };
        write_line(&format!("{}  {roles}", staff.person))?;
    }
    office.close().await
}

impl AddRole {
    async fn run(self) -> Result<TaskOutcome> {
        let mut office = self.at.open().await?;
        office.carry_out(AppointStaff { person: self.person, name: None, role: self.role.into() }).await?;
        office.done().await
    }
}

impl RemoveRole {
    async fn run(self) -> Result<TaskOutcome> {
        let mut office = self.at.open().await?;
        let (person, role, reason) = (self.person, Role::from(self.role), self.reason.into());
        office.carry_out(EndRole { person, role, reason }).await?;
        let of_classes = office.ids().await?.staff.into_iter().find(|staff| staff.person == person);
        let of_classes = of_classes.filter(|_| role == Role::Mentor).map(|staff| staff.mentor_of).unwrap_or_default();
        for class in of_classes {
            office.carry_out(RelieveMentor { class, mentor: person, reason }).await?;
        }
        office.done().await
    }
}

impl MendStaff {
    async fn run(self) -> Result<TaskOutcome> {
        let name = self.name.needed()?;
        let mut office = self.at.open().await?;
        office.carry_out(CorrectStaffName { person: self.person, name, reason: self.reason.into() }).await?;
        office.done().await
    }
}
