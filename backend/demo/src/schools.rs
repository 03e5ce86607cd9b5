//! The three schools of the demo: who is there, and what their year will be like. Everything follows from the seed; people
//! whom the product's drawings show, and those one can sign in as, are written out by hand in `cast`.

mod builder;
mod cast;

use super::words::Interest;
use anyhow::Result;
use builder::Builder;
use cast::OUTLINES;
use chrono::{Days, NaiveDate};
use domain::{
    actor::Role,
    class::Track,
    ids::{ClassId, PersonId, SchoolId},
    person::{
        parent::{Authority, Relation},
        student::LeaveReason,
        supporter::Kinship,
    },
    values::{BirthDate, PersonName, Reachable, StudentNumber, Wishes},
};

/// The three schools that follow from this seed.
///
/// # Errors
/// When a name or number of the outlines is none.
pub fn schools(seed: u64) -> Result<Vec<DemoSchool>> {
    OUTLINES.iter().map(|outline| Builder::new(seed, outline).school()).collect()
}
pub struct DemoSchool {
    pub id: SchoolId,
    pub slug: &'static str,
    pub name: &'static str,
    pub city: &'static str,
    /// Somebody who manages the school first; they enter everybody else.
    pub staff: Vec<DemoStaff>,
    pub classes: Vec<DemoClass>,
    pub students: Vec<DemoStudent>,
}

pub struct DemoStaff {
    /// How `people` finds somebody; empty for whom it need not find.
    pub key: &'static str,
    pub person: PersonId,
    pub name: PersonName,
    pub roles: Vec<Role>,
    pub mail: Reachable,
}

pub struct DemoClass {
    pub id: ClassId,
    pub name: &'static str,
    pub year: u8,
    pub track: Track,
    /// Who is the mentor, from which day on.
    pub mentors: Vec<(NaiveDate, PersonId)>,
    pub manner: Manner,
}

/// How a mentor works. Mentors differ, and the year shows it.
pub struct Manner {
    pub effort: Effort,
    /// So many of a hundred contacts get a sentence, and so many are written down days later.
    pub words: usize,
    pub late: usize,
    /// Contacts per family outside the rounds, at most.
    pub chats: usize,
}

/// How home is invited, and so how many come: 95 % at introductions, 93 % at a good evening, far less for only a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Each parent personally, through their own channel.
    Careful,
    Usual,
    LetterOnly,
}

pub struct DemoStudent {
    pub key: &'static str,
    pub person: PersonId,
    pub number: StudentNumber,
    pub name: PersonName,
    pub born: BirthDate,
    /// Index in the school's classes, where the year begins.
    pub class: usize,
    /// Parents first, then supporters.
    pub home: Vec<DemoAdult>,
    pub course: FamilyYear,
    pub interest: Interest,
    pub came: NaiveDate,
    pub left: Option<(NaiveDate, LeaveReason)>,
    pub moved: Option<(NaiveDate, usize)>,
}

/// What a family's year is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyYear {
    Ordinary,
    /// Whatever school tries, nobody answers.
    Silent(Silence),
    /// Parents do not answer; somebody else does.
    ThroughSupporter,
    /// School only speaks with home when there is trouble.
    OnlyTrouble,
    /// Written out, moment by moment, in `year`.
    Drawn,
}

/// Why nobody was ever spoken with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    WrongNumber,
    Calls,
    Letters,
    CallsAndLetters,
    /// There is somebody else at home, whom nobody called yet.
    UntriedSupporter,
}

#[derive(Clone)]
pub struct DemoAdult {
    pub key: &'static str,
    pub person: PersonId,
    pub name: PersonName,
    pub tie: Tie,
    pub phone: Option<DemoChannel>,
    pub mail: Option<DemoChannel>,
    pub wishes: Option<Wishes>,
    /// The day on which a supporter is named, and for some the day on which it ends.
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// The student with whom they were entered first.
    pub through: PersonId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Parent(Relation, Authority),
    Supporter(Kinship),
}

/// A number or address, and when it stopped working.
#[derive(Clone)]
pub struct DemoChannel {
    pub at: Reachable,
    pub broken: Option<BrokenChannel>,
}

#[derive(Clone)]
pub struct BrokenChannel {
    pub from: NaiveDate,
    /// When the family gave another one, and which.
    pub repaired: Option<(NaiveDate, Reachable)>,
}

impl DemoChannel {
    pub fn works(&self, day: NaiveDate) -> bool {
        self.broken
            .as_ref()
            .is_none_or(|broken| day < broken.from || broken.repaired.as_ref().is_some_and(|(repaired, _)| day > *repaired))
    }
}

impl DemoAdult {
    pub fn is_parent(&self) -> bool {
        matches!(self.tie, Tie::Parent(..))
    }
    /// Somebody the school speaks with: a parent with authority, or a supporter while they are one.
    pub fn is_partner(&self, day: NaiveDate) -> bool {
        match self.tie {
            Tie::Parent(_, authority) => authority == Authority::Full,
            // Nobody speaks with them in the last month, so that what is told late or corrected is told while they are there.
            Tie::Supporter(_) => self.since < day && self.until.is_none_or(|until| day + Days::new(30) < until),
        }
    }
    pub fn has_phone(&self, day: NaiveDate) -> bool {
        self.phone.as_ref().is_some_and(|line| line.works(day))
    }
    pub fn has_mail(&self, day: NaiveDate) -> bool {
        self.mail.as_ref().is_some_and(|line| line.works(day))
    }
}

impl DemoStudent {
    /// From the day after they came, until the day before they left.
    pub fn is_here(&self, day: NaiveDate) -> bool {
        self.came < day && self.left.is_none_or(|(left, _)| day < left)
    }
    pub fn class_on(&self, day: NaiveDate) -> usize {
        match self.moved {
            Some((moved, class)) if moved <= day => class,
            _ => self.class,
        }
    }
    pub fn partners(&self, day: NaiveDate) -> impl Iterator<Item = &DemoAdult> {
        self.home.iter().filter(move |adult| adult.is_partner(day))
    }
    pub fn parents(&self, day: NaiveDate) -> impl Iterator<Item = &DemoAdult> {
        self.partners(day).filter(|adult| adult.is_parent())
    }
    pub fn supporter(&self, day: NaiveDate) -> Option<&DemoAdult> {
        self.partners(day).find(|adult| !adult.is_parent())
    }
}

impl DemoClass {
    pub fn mentor_on(&self, day: NaiveDate) -> PersonId {
        let since = self.mentors.partition_point(|(from, _)| *from <= day);
        self.mentors[since.saturating_sub(1)].1
    }
}

impl DemoSchool {
    /// The person with this key, and what they are called.
    pub fn find(&self, key: &str) -> Option<(PersonId, &PersonName)> {
        let staff = self.staff.iter().map(|staff| (staff.key, staff.person, &staff.name));
        let students = self.students.iter().map(|student| (student.key, student.person, &student.name));
        let adults = self.students.iter().flat_map(|student| &student.home).map(|adult| (adult.key, adult.person, &adult.name));
        staff.chain(students).chain(adults).find(|(found, ..)| *found == key).map(|(_, person, name)| (person, name))
    }
    pub fn admin(&self) -> PersonId {
        self.staff[0].person
    }
    pub fn with_role(&self, role: Role) -> Option<&DemoStaff> {
        self.staff.iter().find(|staff| staff.roles.contains(&role))
    }
}

/// A day of the calendar. Only for dates written out here; another one would show at once as the first day there is.
pub const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The week before the lessons begin, when the office enters the classes.
pub const ENROLMENT: NaiveDate = date(2025, 8, 25);
