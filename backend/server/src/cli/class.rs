//! `keukentafel class …`: which classes there are, what they are called, and who are their mentors.

use super::office::{AtSchool, ClassGiven, ReasonGiven, one_of};
use crate::{TaskOutcome, output::write_line};
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use domain::{
    class::{AssignMentor, CorrectClass, OpenClass, RelieveMentor, Track, WithdrawClass},
    ids::{ClassId, PersonId},
    time::SchoolYear,
    values::StudentNumber,
};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum ClassTask {
    /// Print the ids of the classes, with name, school year and how many students
    List(AtSchool),
    /// Print the ids of a class's mentors, and the ids and numbers of its students
    Show(ClassAt),
    /// Open a class that is on no list; prints the id
    Open(AddClass),
    /// Correct the name, school year, year or track; what is not given stays
    Correct(MendClass),
    /// Take back a class that was opened by mistake and in which nobody ever was
    Withdraw(RemoveClass),
    /// Make somebody who is a mentor at the school a mentor of the class
    Assign(MentorGiven),
    /// End somebody's work as a mentor of the class. Their open sessions end at once
    Relieve(RemoveMentor),
}

#[derive(Debug, Args)]
pub struct ClassAt {
    #[command(flatten)]
    at: AtSchool,
    /// Name of this school year, or id
    #[arg(long, value_name = "NAME|ID")]
    class: ClassGiven,
}

#[derive(Debug, Args)]
pub struct AddClass {
    #[command(flatten)]
    at: AtSchool,
    #[command(flatten)]
    label: LabelGiven,
}

/// What a class is.
#[derive(Debug, Args)]
pub struct LabelGiven {
    #[arg(long)]
    name: Option<String>,
    /// The year in which its school year begins
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2000..=2100))]
    school_year: Option<i32>,
    /// Year of vmbo, 1 to 4
    #[arg(long)]
    year: Option<u8>,
    #[arg(long, value_parser = one_of(&Track::ALL))]
    track: Option<Track>,
}

#[derive(Debug, Args)]
pub struct MendClass {
    #[command(flatten)]
    of: ClassAt,
    #[command(flatten)]
    label: LabelGiven,
    #[arg(long)]
    reason: ReasonGiven,
}

#[derive(Debug, Args)]
pub struct RemoveClass {
    #[command(flatten)]
    of: ClassAt,
    #[arg(long)]
    reason: ReasonGiven,
}

#[derive(Debug, Args)]
pub struct MentorGiven {
    #[command(flatten)]
    of: ClassAt,
    /// The mentor's id, as `staff list` prints it
    #[arg(long, value_name = "ID")]
    mentor: PersonId,
}

#[derive(Debug, Args)]
pub struct RemoveMentor {
    #[command(flatten)]
    mentor: MentorGiven,
    #[arg(long)]
    reason: ReasonGiven,
}

impl ClassTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            ClassTask::List(at) => list(&at).await,
            ClassTask::Show(class) => class.show().await,
            ClassTask::Open(open) => open.run().await,
            ClassTask::Correct(correct) => correct.run().await,
            ClassTask::Withdraw(withdraw) => withdraw.run().await,
            ClassTask::Assign(mentor) => mentor.assign().await,
            ClassTask::Relieve(relieve) => relieve.run().await,
        }
    }
}

async fn list(at: &AtSchool) -> Result<TaskOutcome> {
    let office = at.open().await?;
    for class in office.ids().await?.classes {
        write_line(&format!("{}  {}  {}  {} students", class.class, class.school_year.0, class.name, class.students.len()))?;
    }
    office.close().await
}

impl ClassAt {
    async fn show(self) -> Result<TaskOutcome> {
        let office = self.at.open().await?;
        let class = office.class(&self.class).await?;
        let page = office.ids().await?;
        let row = page.classes.iter().find(|row| row.class == class);
        let row = row.ok_or_else(|| anyhow!("there is no such class; `class list` prints the ids there are"))?;
        for mentor in &row.mentors {
            write_line(&format!("mentor   {mentor}"))?;
        }
        for student in page.students.iter().filter(|student| student.class == Some(class)) {
            let number = student.number.as_ref().map_or("erased", StudentNumber::as_str);
            write_line(&format!("student  {}  {number}", student.student))?;
        }
        office.close().await
    }
}

impl AddClass {
    async fn run(self) -> Result<TaskOutcome> {
        let LabelGiven { name, school_year, year, track } = self.label;
        let name = name.ok_or_else(|| anyhow!("give the class a name: --name 3B"))?;
        let mut office = self.at.open().await?;
        let school_year = school_year.map_or_else(|| SchoolYear::of(office.app().now().today), SchoolYear);
        let class = ClassId(Uuid::new_v4());
        office.carry_out(OpenClass { class, name, school_year, year, track }).await?;
        office.made(class).await
    }
}

impl MendClass {
    async fn run(self) -> Result<TaskOutcome> {
        let mut office = self.of.at.open().await?;
        let class = office.class(&self.of.class).await?;
        let LabelGiven { name, school_year, year, track } = self.label;
        let (school_year, reason) = (school_year.map(SchoolYear), self.reason.into());
        office.carry_out(CorrectClass { class, name, school_year, year, track, reason }).await?;
        office.done().await
    }
}

impl RemoveClass {
    async fn run(self) -> Result<TaskOutcome> {
        let mut office = self.of.at.open().await?;
        let class = office.class(&self.of.class).await?;
        office.carry_out(WithdrawClass { class, reason: self.reason.into() }).await?;
        office.done().await
    }
}

impl MentorGiven {
    async fn assign(self) -> Result<TaskOutcome> {
        let mut office = self.of.at.open().await?;
        let class = office.class(&self.of.class).await?;
        office.carry_out(AssignMentor { class, mentor: self.mentor }).await?;
        office.done().await
    }
}

impl RemoveMentor {
    async fn run(self) -> Result<TaskOutcome> {
        let MentorGiven { of, mentor } = self.mentor;
        let mut office = of.at.open().await?;
        let class = office.class(&of.class).await?;
        office.carry_out(RelieveMentor { class, mentor, reason: self.reason.into() }).await?;
        office.done().await
    }
}
