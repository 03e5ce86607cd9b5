//! What is given on the command line of the office, as values.

use anyhow::{Result, anyhow};
use clap::{
    Args, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use domain::{
    ids::{ClassId, PersonId},
    values::{ChangeReason, Invalid, PersonName, StudentNumber},
};
use serde::Serialize;
use std::str::FromStr;

/// A student by id, or by the number that the class list gave.
#[derive(Clone, Debug)]
pub enum StudentGiven {
    Id(PersonId),
    Number(StudentNumber),
}

impl FromStr for StudentGiven {
    type Err = String;

    fn from_str(text: &str) -> Result<StudentGiven, String> {
        match text.parse() {
            Ok(person) => Ok(StudentGiven::Id(person)),
            Err(_) => number(text).map(StudentGiven::Number),
        }
    }
}

/// A class by id, or by its name in the running school year.
#[derive(Clone, Debug)]
pub enum ClassGiven {
    Id(ClassId),
    Name(String),
}

impl FromStr for ClassGiven {
    type Err = String;

    fn from_str(text: &str) -> Result<ClassGiven, String> {
        Ok(text.parse().map_or_else(|_| ClassGiven::Name(text.trim().to_owned()), ClassGiven::Id))
    }
}

/// A name to write down. It is never printed.
#[derive(Debug, Args)]
pub struct NameGiven {
    /// First name; may be left out
    #[arg(long, requires = "last")]
    first: Option<String>,
    /// "van den", "el", …
    #[arg(long, requires = "last")]
    infix: Option<String>,
    #[arg(long)]
    last: Option<String>,
}

impl NameGiven {
    /// None when no name was given.
    pub fn name(&self) -> Result<Option<PersonName>> {
        let Some(last) = &self.last else { return Ok(None) };
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let name = PersonName::new(&text(&self.first), &text(&self.infix), last);
        name.map(Some).map_err(|Invalid(why)| anyhow!("the name: {why}"))
    }

    pub fn needed(&self) -> Result<PersonName> {
        self.name()?.ok_or_else(|| anyhow!("give the name: --first … --infix … --last …"))
    }
}

/// Why it is put right.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReasonGiven {
    /// It was never so
    Mistake,
    /// It was so until now
    Changed,
    /// Whom it is about asked for it
    Request,
}

impl From<ReasonGiven> for ChangeReason {
    fn from(given: ReasonGiven) -> ChangeReason {
        match given {
            ReasonGiven::Mistake => ChangeReason::Mistake,
            ReasonGiven::Changed => ChangeReason::Changed,
            ReasonGiven::Request => ChangeReason::Request,
        }
    }
}

/// A student number as the class list has them.
pub fn number(text: &str) -> Result<StudentNumber, String> {
    StudentNumber::parse(text).map_err(|Invalid(why)| format!("{why}: a student number has 1 to 20 letters and digits"))
}

/// One of a closed list, by its stored name with hyphens.
pub fn one_of<T: Copy + Serialize + Send + Sync + 'static>(all: &'static [T]) -> impl TypedValueParser<Value = T> {
    let values = all.iter().map(|one| PossibleValue::new(clap::builder::Str::from(name_of(one))));
    PossibleValuesParser::new(values.collect::<Vec<_>>()).try_map(move |given| {
        let found = all.iter().find(|one| name_of(*one) == given).copied();
        found.ok_or_else(|| format!("{given:?} is none of these"))
    })
}

/// The stored name of one of a closed list, with hyphens, as it is given and printed.
pub fn name_of(one: &impl Serialize) -> String {
    let stored = serde_json::to_value(one).ok();
    stored.and_then(|name| name.as_str().map(|name| name.replace('_', "-"))).unwrap_or_default()
}
