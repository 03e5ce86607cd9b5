//! What the policy and decisions may know of the actor and of whom it is about.

use crate::{
    ids::{ClassId, PersonId, RoundId},
    views::{ClassRow, PersonRow, RoundRow, StudentCard},
};

/// Whom or what a deed concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    School,
    Class(ClassId),
    Student(PersonId),
    /// A parent, supporter, student or member of staff, and through them the students they belong to.
    Person(PersonId),
}

/// What the policy and decisions may know of the actor and of whom it is about, as it stands now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// The actor's own row; none for a job, the operator and a stranger.
    pub actor: Option<PersonRow>,
    pub persons: Vec<PersonRow>,
    pub students: Vec<StudentCard>,
    pub classes: Vec<ClassRow>,
    /// The rounds of talks that the decision leans on.
    pub rounds: Vec<RoundRow>,
    /// How long this school lets news about a student wait for the student. Only read for those who may have to wait.
    pub student_first_hours: Option<u8>,
}

impl Relations {
    pub fn person(&self, person: PersonId) -> Option<&PersonRow> {
        self.persons.iter().find(|row| row.person == person)
    }
    pub fn student(&self, student: PersonId) -> Option<&StudentCard> {
        self.students.iter().find(|card| card.student == student)
    }
    /// The student, when they are at the school now.
    pub fn enrolled(&self, student: PersonId) -> Option<&StudentCard> {
        self.student(student).filter(|card| card.is_enrolled())
    }
    pub fn round(&self, round: RoundId) -> Option<&RoundRow> {
        self.rounds.iter().find(|row| row.round == round)
    }
    pub fn class(&self, class: ClassId) -> Option<&ClassRow> {
        self.classes.iter().find(|row| row.class == class)
    }
}
