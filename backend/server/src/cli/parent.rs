//! `keukentafel parent …`: who is a parent of whom, as what, with which authority, and under which name.

use super::office::{AtSchool, NameGiven, ReasonGiven, StudentGiven, one_of};
use crate::TaskOutcome;
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use domain::{
    ids::PersonId,
    person::parent::{Authority, ChangeAuthority, CorrectParentName, CorrectRelation, EndLink, EndReason, LinkParent, Relation},
    values::{CustodyNote, Invalid},
};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum ParentTask {
    /// Link a parent with a student; somebody new gets a name, and the id is printed
    Link(AddLink),
    /// End a link. Their open sessions end at once
    Unlink(RemoveLink),
    /// Change what the law gives a parent. Whoever has less is signed out at once
    Authority(SetAuthority),
    /// Correct what a parent is to a student
    Relation(MendRelation),
    /// Correct a parent's name
    Correct(MendParent),
}

#[derive(Debug, Args)]
pub struct AddLink {
    #[command(flatten)]
    at: AtSchool,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
    /// Somebody who is known already; left out for somebody new
    #[arg(long, value_name = "ID", conflicts_with = "last")]
    parent: Option<PersonId>,
    #[command(flatten)]
    name: NameGiven,
    #[arg(long, value_parser = one_of(&Relation::ALL))]
    relation: Relation,
    #[arg(long, value_parser = one_of(&Authority::ALL))]
    authority: Authority,
}

/// A parent and a student.
#[derive(Debug, Args)]
pub struct LinkGiven {
    #[command(flatten)]
    at: AtSchool,
    /// The parent's id, as `student show` prints it
    #[arg(long, value_name = "ID")]
    parent: PersonId,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
}

#[derive(Debug, Args)]
pub struct RemoveLink {
    #[command(flatten)]
    link: LinkGiven,
    #[arg(long, value_parser = one_of(&EndReason::ALL))]
    reason: EndReason,
}

#[derive(Debug, Args)]
pub struct SetAuthority {
    #[command(flatten)]
    link: LinkGiven,
    #[arg(long, value_parser = one_of(&Authority::ALL))]
    authority: Authority,
    /// In a few words, for the school's own file; sealed under the student's key
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

#[derive(Debug, Args)]
pub struct MendRelation {
    #[command(flatten)]
    link: LinkGiven,
    #[arg(long, value_parser = one_of(&Relation::ALL))]
    relation: Relation,
    #[arg(long)]
    reason: ReasonGiven,
}

#[derive(Debug, Args)]
pub struct MendParent {
    #[command(flatten)]
    at: AtSchool,
    /// The parent's id, as `student show` prints it
    #[arg(long, value_name = "ID")]
    parent: PersonId,
    #[command(flatten)]
    name: NameGiven,
    #[arg(long)]
    reason: ReasonGiven,
}

impl ParentTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            ParentTask::Link(link) => link.run().await,
            ParentTask::Unlink(unlink) => unlink.run().await,
            ParentTask::Authority(authority) => authority.run().await,
            ParentTask::Relation(relation) => relation.run().await,
            ParentTask::Correct(correct) => correct.run().await,
        }
    }
}

impl AddLink {
    async fn run(self) -> Result<TaskOutcome> {
        let name = self.name.name()?;
        if name.is_none() && self.parent.is_none() {
            return Err(anyhow!("give --parent for somebody who is known, or the name of somebody new: --first … --last …"));
        }
        let mut office = self.at.open().await?;
        let student = office.student(&self.student).await?;
        let parent = self.parent.unwrap_or_else(|| PersonId(Uuid::new_v4()));
        let (relation, authority) = (self.relation, self.authority);
        office.carry_out(LinkParent { parent, name, student, relation, authority }).await?;
        office.made(parent).await
    }
}

impl RemoveLink {
    async fn run(self) -> Result<TaskOutcome> {
        let LinkGiven { at, parent, student } = self.link;
        let mut office = at.open().await?;
        let student = office.student(&student).await?;
        office.carry_out(EndLink { parent, student, reason: self.reason }).await?;
        office.done().await
    }
}

impl SetAuthority {
    async fn run(self) -> Result<TaskOutcome> {
        let because = CustodyNote::parse(&self.reason).map_err(|Invalid(why)| anyhow!("the reason: {why}"))?;
        let LinkGiven { at, parent, student } = self.link;
        let mut office = at.open().await?;
        let student = office.student(&student).await?;
        office.carry_out(ChangeAuthority { parent, student, authority: self.authority, because }).await?;
        office.done().await
    }
}

impl MendRelation {
    async fn run(self) -> Result<TaskOutcome> {
        let LinkGiven { at, parent, student } = self.link;
        let mut office = at.open().await?;
        let student = office.student(&student).await?;
        office.carry_out(CorrectRelation { parent, student, relation: self.relation, reason: self.reason.into() }).await?;
        office.done().await
    }
}

impl MendParent {
    async fn run(self) -> Result<TaskOutcome> {
        let name = self.name.needed()?;
        let mut office = self.at.open().await?;
        office.carry_out(CorrectParentName { parent: self.parent, name, reason: self.reason.into() }).await?;
        office.done().await
    }
}
