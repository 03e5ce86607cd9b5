//! `keukentafel person …`: how somebody can be reached.

use super::office::AtSchool;
use crate::TaskOutcome;
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use domain::{
    ids::PersonId,
    person::details::{ChangeDetails, RemoveDetails},
    values::{Channel, Invalid, Reachable},
};

#[derive(Debug, Subcommand)]
pub enum PersonTask {
    /// Give somebody at home the right phone number or mail address, or take a wrong one away
    Reach(MendReach),
}

#[derive(Debug, Args)]
pub struct MendReach {
    #[command(flatten)]
    at: AtSchool,
    /// As `student show` prints it
    #[arg(long, value_name = "ID")]
    person: PersonId,
    #[command(flatten)]
    what: ReachGiven,
}

/// What is otherwise: one or more of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct ReachGiven {
    /// Such as "06 12345678"; "-" takes it away
    #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
    phone: Option<String>,
    /// "-" takes it away
    #[arg(long, value_name = "ADDRESS", allow_hyphen_values = true)]
    mail: Option<String>,
}

impl PersonTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            PersonTask::Reach(reach) => reach.run().await,
        }
    }
}

impl MendReach {
    async fn run(self) -> Result<TaskOutcome> {
        let given = [(Channel::Phone, self.what.phone), (Channel::Email, self.what.mail)];
        let given = given.into_iter().filter_map(|(channel, text)| Some((channel, text?)));
        let given = given.map(|(channel, text)| anyhow::Ok((channel, reachable(channel, &text)?)));
        let given: Vec<_> = given.collect::<Result<_>>()?;
        let mut office = self.at.open().await?;
        for (channel, reachable) in given {
            match reachable {
                Some(reachable) => office.carry_out(ChangeDetails { person: self.person, reachable }).await?,
                None => office.carry_out(RemoveDetails { person: self.person, channel }).await?,
            }
        }
        office.done().await
    }
}

/// None for "-": there is none any more.
fn reachable(channel: Channel, text: &str) -> Result<Option<Reachable>> {
    if text == "-" {
        return Ok(None);
    }
    Reachable::parse(channel, text).map(Some).map_err(|Invalid(why)| anyhow!("{text:?}: {why}"))
}
