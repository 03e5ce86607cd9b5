//! `keukentafel student …`: who is enrolled, as whom, where, and who belongs to them.

use super::office::{AtSchool, ClassGiven, NameGiven, ReasonGiven, StudentGiven, name_of, no_such_id, number, one_of};
use crate::{
    TaskOutcome,
    output::{error_of, write_line},
};
use anyhow::{Result, anyhow};
use app::questions::{StudentTies, TiesPage};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::{
    ids::PersonId,
    person::student::{CorrectStudentDetails, EnrolStudent, LeaveReason, MoveStudent, RecordLeft, ReturnStudent},
    values::{BirthDate, Invalid, StudentNumber},
};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum StudentTask {
    /// Print the ids of a student's class, mentors, parents and supporters
    Show(ShowStudent),
    /// Enrol a student who is on no list; prints the id
    Enrol(AddStudent),
    /// Correct a name, number or birth date; what is not given stays
    Correct(MendStudent),
    /// Put a student in another class. By mistake: they never were in the one before
    Move(PlaceStudent),
    /// Write down that a student left
    Leave(StudentLeaves),
    /// Take a student who left into a class again. By mistake: they never left
    Return(PlaceStudent),
}

#[derive(Debug, Args)]
pub struct ShowStudent {
    #[command(flatten)]
    at: AtSchool,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
}

#[derive(Debug, Args)]
pub struct AddStudent {
    #[command(flatten)]
    at: AtSchool,
    #[arg(long, value_parser = number)]
    number: StudentNumber,
    /// Name of this school year, or id
    #[arg(long, value_name = "NAME|ID")]
    class: ClassGiven,
    #[command(flatten)]
    name: NameGiven,
    /// Such as 14-03-2011
    #[arg(long, value_parser = birth_date)]
    birth_date: Option<BirthDate>,
}

#[derive(Debug, Args)]
pub struct MendStudent {
    #[command(flatten)]
    at: AtSchool,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
    #[command(flatten)]
    name: NameGiven,
    /// The right number
    #[arg(long, value_parser = number)]
    number: Option<StudentNumber>,
    /// The right birth date, such as 14-03-2011. What the student's age decides is decided anew
    #[arg(long, value_parser = birth_date)]
    birth_date: Option<BirthDate>,
    #[arg(long)]
    reason: ReasonGiven,
}

#[derive(Debug, Args)]
pub struct PlaceStudent {
    #[command(flatten)]
    at: AtSchool,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
    /// Name of this school year, or id
    #[arg(long, value_name = "NAME|ID")]
    class: ClassGiven,
    #[arg(long)]
    reason: ReasonGiven,
}

#[derive(Debug, Args)]
pub struct StudentLeaves {
    #[command(flatten)]
    at: AtSchool,
    /// Number or id
    #[arg(long, value_name = "NUMBER|ID")]
    student: StudentGiven,
    /// The first day without them, such as 2026-02-01 [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    #[arg(long, value_parser = one_of(&LeaveReason::ALL))]
    reason: LeaveReason,
}

fn birth_date(text: &str) -> Result<BirthDate, String> {
    BirthDate::parse(text).map_err(|Invalid(why)| format!("{why}: write it as 14-03-2011"))
}

impl StudentTask {
    pub async fn run(self) -> Result<TaskOutcome> {
        match self {
            StudentTask::Show(show) => show.run().await,
            StudentTask::Enrol(enrol) => enrol.run().await,
            StudentTask::Correct(correct) => correct.run().await,
            StudentTask::Move(place) => place.moves().await,
            StudentTask::Leave(leave) => leave.run().await,
            StudentTask::Return(place) => place.returns().await,
        }
    }
}

impl ShowStudent {
    async fn run(self) -> Result<TaskOutcome> {
        let office = self.at.open().await?;
        let student = office.student(&self.student).await?;
        let page = office.app().ask(office.principal(), StudentTies { student }, None).await.map_err(no_such_id)?.answer;
        for line in lines(student, &page) {
            write_line(&line)?;
        }
        office.close().await
    }
}

/// One line for each who belongs to the student: what they are, their id, and how they stand.
fn lines(student: PersonId, page: &TiesPage) -> Vec<String> {
    let number = page.number.as_ref().map_or("erased", StudentNumber::as_str);
    let place = page.card.left_on.map_or_else(|| "here".to_owned(), |day| format!("left {day}"));
    let mut lines = vec![format!("student    {student}  number {number}  {place}")];
    if let Some(class) = &page.class {
        lines.push(format!("class      {}  {}  {}", class.class, class.name, class.school_year.0));
        lines.extend(class.mentors.iter().map(|mentor| format!("mentor     {mentor}")));
    }
    let parents = page.card.parents.iter();
    lines
        .extend(parents.map(|tie| format!("parent     {}  {}  {}", tie.person, name_of(&tie.relation), name_of(&tie.authority))));
    let former = page.card.former_parents.iter();
    lines.extend(former.map(|tie| format!("parent     {}  ended: {}", tie.person, name_of(&tie.reason))));
    let supporters = page.card.supporters.iter().chain(&page.card.turned_away);
    lines.extend(supporters.map(|tie| {
        let stands = if page.card.lets_in(tie.person) { "let in" } else { "not let in" };
        format!("supporter  {}  {}  {stands}", tie.person, name_of(&tie.kinship))
    }));
    lines
}

impl AddStudent {
    async fn run(self) -> Result<TaskOutcome> {
        let name = self.name.needed()?;
        let mut office = self.at.open().await?;
        let class = office.class(&self.class).await?;
        office.is_free(&self.number, None).await?;
        let student = PersonId(Uuid::new_v4());
        let (number, birth_date) = (self.number, self.birth_date);
        office.carry_out(EnrolStudent { student, class, number, name, birth_date }).await?;
        office.app().state_ages(office.school).await.map_err(error_of)?;
        office.made(student).await
    }
}

impl MendStudent {
    async fn run(self) -> Result<TaskOutcome> {
        let name = self.name.name()?;
        if name.is_none() && self.number.is_none() && self.birth_date.is_none() {
            return Err(anyhow!("say what is otherwise: --last (with --first and --infix), --number or --birth-date"));
        }
        let mut office = self.at.open().await?;
        let student = office.student(&self.student).await?;
        if let Some(number) = &self.number {
            office.is_free(number, Some(student)).await?;
        }
        let (number, birth_date, reason) = (self.number, self.birth_date, self.reason.into());
        office.carry_out(CorrectStudentDetails { student, name, number, birth_date, reason }).await?;
        // What the school lets parents read follows the age, from now on and not from the next hour on.
        office.app().state_ages(office.school).await.map_err(error_of)?;
        office.done().await
    }
}

impl PlaceStudent {
    async fn moves(self) -> Result<TaskOutcome> {
        let mut office = self.at.open().await?;
        let (student, to) = (office.student(&self.student).await?, office.class(&self.class).await?);
        office.carry_out(MoveStudent { student, to, reason: self.reason.into() }).await?;
        office.done().await
    }

    async fn returns(self) -> Result<TaskOutcome> {
        let mut office = self.at.open().await?;
        let (student, class) = (office.student(&self.student).await?, office.class(&self.class).await?);
        office.carry_out(ReturnStudent { student, class, reason: self.reason.into() }).await?;
        office.done().await
    }
}

impl StudentLeaves {
    async fn run(self) -> Result<TaskOutcome> {
        let mut office = self.at.open().await?;
        let student = office.student(&self.student).await?;
        let on = self.on.unwrap_or(office.app().now().today);
        office.carry_out(RecordLeft { student, on, reason: self.reason }).await?;
        office.done().await
    }
}
