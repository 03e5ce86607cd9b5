//! `keukentafel supporter …`: the name of somebody who helps a student, what they are to them, and the end of it.

use super::office::{AtSchool, NameGiven, ReasonGiven, StudentGiven, one_of};
use crate::TaskOutcome;
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use domain::{
    ids::PersonId,
    person::supporter::{CorrectSupporter, EndSupport, Kinship},
};

#[derive(Debug, Subcommand)]
pub enum SupporterTask {
    /// Correct a name, or what somebody is to the student; what is not given stays
    Correct(MendSupporter),
    /// End somebody's support. Their open sessions end at once
    End(SupportGiven),
}

/// A supporter and a student.
#[derive(Debug, Args)]
pub struct SupportGiven {
    #[command(flatten)]
    at: AtSchool,
    /// The supporter's id, as `student show` prints it
    #[arg(long, value_name = "ID")]
    supporter: PersonId,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
}

#[derive(Debug, Args)]
pub struct MendSupporter {
    #[command(flatten)]
    support: SupportGiven,
    #[command(flatten)]
    name: NameGiven,
    #[arg(long, value_parser = one_of(&Kinship::ALL))]
    kinship: Option<Kinship>,
    #[arg(long)]
    reason: ReasonGiven,
}

impl SupporterTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            SupporterTask::Correct(correct) => correct.run().await,
            SupporterTask::End(support) => support.end().await,
        }
    }
}

impl MendSupporter {
    async fn run(self) -> Result<TaskOutcome> {
        let name = self.name.name()?;
        if name.is_none() && self.kinship.is_none() {
            return Err(anyhow!("say what is otherwise: --last (with --first and --infix), or --kinship"));
        }
        let SupportGiven { at, supporter, student } = self.support;
        let mut office = at.open().await?;
        let student = office.student(&student).await?;
        let (kinship, reason) = (self.kinship, self.reason.into());
        office.carry_out(CorrectSupporter { supporter, student, name, kinship, reason }).await?;
        office.done().await
    }
}

impl SupportGiven {
    async fn end(self) -> Result<TaskOutcome> {
        let mut office = self.at.open().await?;
        let student = office.student(&self.student).await?;
        office.carry_out(EndSupport { supporter: self.supporter, student }).await?;
        office.done().await
    }
}
