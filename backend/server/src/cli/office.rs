//! What the commands of a school's office have in common: whom they are about, and what they say afterwards. They take and
//! print ids and student numbers, and read no name.

mod given;

pub use given::{ClassGiven, NameGiven, ReasonGiven, StudentGiven, name_of, number, one_of};

use super::{new_command, operator, school};
use crate::{
    TaskOutcome,
    config::DataSettings,
    output::{error_of, write_line},
    platform::Platform,
};
use anyhow::{Result, anyhow, bail};
use app::{
    App, Problem,
    questions::{IdsPage, KnownIds},
};
use clap::Args;
use domain::{
    grammar::Command,
    ids::{ClassId, PersonId, SchoolId},
    lookup::LookupKind,
    policy::{About, Pass, Principal, Relations, deeds, permit},
    time::SchoolYear,
    values::StudentNumber,
};

/// At which school, and where its data is.
#[derive(Debug, Args)]
pub struct AtSchool {
    /// The school's short name
    #[arg(long = "school", value_name = "SCHOOL")]
    slug: String,
    #[command(flatten)]
    data: DataSettings,
}

/// The office of one school, open for one command.
pub struct Office {
    platform: Platform,
    pub school: SchoolId,
    principal: Principal,
    changed: bool,
}

impl AtSchool {
    pub async fn open(&self) -> Result<Office> {
        let platform = Platform::open_filled(&self.data).await?;
        let school = school(&platform, &self.slug).await?;
        Ok(Office { platform, school, principal: operator(school), changed: false })
    }
}

impl Office {
    pub fn app(&self) -> &App {
        self.platform.app()
    }

    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    pub async fn carry_out<C: Command + Send + 'static>(&mut self, command: C) -> Result<()> {
        let done = self.app().carry_out(&self.principal, new_command(), command).await;
        self.changed |= done.map_err(no_such_id)?.last.is_some();
        Ok(())
    }

    /// Says what came of it.
    pub async fn done(self) -> Result<TaskOutcome> {
        eprintln!("{}", if self.changed { "done" } else { "it was so already" });
        self.close().await
    }

    /// The same, with the id of somebody or something new alone on standard output, for scripts.
    pub async fn made(self, id: impl ToString) -> Result<TaskOutcome> {
        write_line(&id.to_string())?;
        self.done().await
    }

    pub async fn close(self) -> Result<TaskOutcome> {
        self.platform.close().await?;
        Ok(TaskOutcome::Done)
    }

    pub async fn ids(&self) -> Result<IdsPage> {
        Ok(self.app().ask(&self.principal, KnownIds, None).await.map_err(error_of)?.answer)
    }

    /// The student with this id or number.
    pub async fn student(&self, given: &StudentGiven) -> Result<PersonId> {
        let number = match given {
            StudentGiven::Id(person) => return Ok(*person),
            StudentGiven::Number(number) => number,
        };
        match self.with_number(number).await?.as_slice() {
            [student] => Ok(*student),
            [] => bail!("no student has the number {}; `keukentafel class show` prints the numbers of a class", number.as_str()),
            several => {
                let ids: Vec<_> = several.iter().map(|student| format!("--student {student}")).collect();
                bail!("{} students have the number {}; say which: {}", several.len(), number.as_str(), ids.join(" | "))
            }
        }
    }

    /// Whoever has this number, also those who left.
    pub async fn with_number(&self, number: &StudentNumber) -> Result<Vec<PersonId>> {
        let pass: Pass<deeds::ReadRoster> =
            permit(&self.principal, &Relations::default(), About::School).map_err(|denied| error_of(denied.into()))?;
        let found = self.platform.store().find(&pass, LookupKind::StudentNumber, &[number.as_str()]).await;
        Ok(found.map_err(|error| error_of(error.into()))?.into_iter().map(|(_, student)| student).collect())
    }

    /// Refuses a number that somebody else has: two students under one number are told apart by nobody.
    pub async fn is_free(&self, number: &StudentNumber, but_for: Option<PersonId>) -> Result<()> {
        match self.with_number(number).await?.into_iter().find(|student| Some(*student) != but_for) {
            Some(other) => bail!("the student {other} has the number {}; correct that one first", number.as_str()),
            None => Ok(()),
        }
    }

    /// The class with this id, or with this name in the running school year.
    pub async fn class(&self, given: &ClassGiven) -> Result<ClassId> {
        let name = match given {
            ClassGiven::Id(class) => return Ok(*class),
            ClassGiven::Name(name) => name,
        };
        let year = SchoolYear::of(self.app().now().today);
        let classes: Vec<_> = self.ids().await?.classes.into_iter().filter(|class| class.school_year == year).collect();
        match classes.iter().filter(|class| class.name.eq_ignore_ascii_case(name)).collect::<Vec<_>>().as_slice() {
            [class] => Ok(class.class),
            [] => {
                let names: Vec<_> = classes.into_iter().map(|class| class.name).collect();
                bail!("there is no class {name:?} this school year; there is: {}. Of another year, give the id", names.join(", "))
            }
            several => {
                let ids: Vec<_> = several.iter().map(|class| class.class.to_string()).collect();
                bail!("{} classes have the name {name:?}; give the id: {}", several.len(), ids.join(" | "))
            }
        }
    }
}

/// The command line is told what to do about an id that is nobody's.
pub fn no_such_id(problem: Problem) -> anyhow::Error {
    match problem {
        Problem::NotFound => anyhow!(
            "nobody and nothing at this school has that id; `student show`, `class list` and `staff list` print the ids there are"
        ),
        other => error_of(other),
    }
}
