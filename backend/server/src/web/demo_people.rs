//! The fictional people of a demonstration: anybody may sign in as one of them with one tap. Only `keukentafel demo` has them.

use domain::{
    actor::Role,
    ids::{PersonId, SchoolId},
};
use frontend::screens::sign_in::DemoPerson;

/// Somebody fictional, as a button and as who they are.
#[derive(Clone, Debug)]
pub struct Fictional {
    pub shown: DemoPerson,
    pub school: SchoolId,
    pub person: PersonId,
    pub role: Role,
}

#[derive(Clone, Debug)]
pub struct DemoPeople {
    shown: Vec<DemoPerson>,
    people: Vec<Fictional>,
}

impl DemoPeople {
    pub fn new(people: Vec<Fictional>) -> DemoPeople {
        DemoPeople { shown: people.iter().map(|person| person.shown.clone()).collect(), people }
    }
    pub fn shown(&self) -> &[DemoPerson] {
        &self.shown
    }
    pub fn person(&self, key: &str) -> Option<&Fictional> {
        self.people.iter().find(|person| person.shown.key == key)
    }
}
