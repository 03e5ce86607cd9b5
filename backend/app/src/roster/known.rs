//! Who is known at the school, opened, and kept up to date while a plan is made: what one row adds, the next row finds.

use super::match_people::KnownAdults;
use domain::{
    class::Track,
    ids::{ClassId, PersonId, Position},
    time::SchoolYear,
    values::{BirthDate, PersonName, StudentNumber},
};
use std::collections::HashMap;

/// Everybody and everything at a school that a list is compared with.
#[derive(Clone, Debug, Default)]
pub struct KnownSchool {
    /// The end of the log when this was read.
    pub head: Position,
    /// Of every school year.
    pub classes: Vec<KnownClass>,
    pub students: KnownStudents,
    pub adults: KnownAdults,
    /// Who is a mentor at this school.
    pub mentors: Vec<(PersonId, PersonName)>,
}

/// A class that the school has.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownClass {
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
    pub year: Option<u8>,
    pub track: Option<Track>,
    pub mentors: Vec<PersonId>,
}

/// A student whom the school knows, also one who left.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownStudent {
    pub person: PersonId,
    pub number: StudentNumber,
    pub name: PersonName,
    pub born: Option<BirthDate>,
    /// The class, or the last one for somebody who left.
    pub class: Option<ClassId>,
    pub is_enrolled: bool,
}

impl KnownSchool {
    /// The class of this name in this school year; "3b" and "3 B" are one class.
    pub fn class(&self, name: &str, school_year: SchoolYear) -> Option<&KnownClass> {
        self.classes.iter().find(|class| class.school_year == school_year && key(&class.name) == key(name))
    }

    /// This class, to bring it up to date with the plan.
    pub fn class_mut(&mut self, class: ClassId) -> Option<&mut KnownClass> {
        self.classes.iter_mut().find(|known| known.class == class)
    }

    /// What this class is called; nothing for no class and for one that is not known.
    pub fn class_name(&self, class: Option<ClassId>) -> &str {
        let known = self.classes.iter().find(|known| Some(known.class) == class);
        known.map_or("", |known| known.name.as_str())
    }
}

fn key(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_uppercase()
}

/// The school's students, to be found by number.
#[derive(Clone, Debug, Default)]
pub struct KnownStudents {
    all: Vec<KnownStudent>,
    by_number: HashMap<String, usize>,
}

impl KnownStudents {
    pub fn add(&mut self, student: KnownStudent) {
        self.by_number.insert(student.number.as_str().to_owned(), self.all.len());
        self.all.push(student);
    }

    pub fn extend(&mut self, students: impl IntoIterator<Item = KnownStudent>) {
        students.into_iter().for_each(|student| self.add(student));
    }

    pub fn iter(&self) -> impl Iterator<Item = &KnownStudent> {
        self.all.iter()
    }

    pub fn with(&self, number: &StudentNumber) -> Option<&KnownStudent> {
        self.by_number.get(number.as_str()).map(|at| &self.all[*at])
    }

    pub fn with_mut(&mut self, number: &StudentNumber) -> Option<&mut KnownStudent> {
        self.by_number.get(number.as_str()).map(|at| &mut self.all[*at])
    }
}
