//! The fictional people of a demonstration: anybody may sign in as one of them with one tap. Only `keukentafel demo` has them.

use demo::FictionalPerson;
use frontend::screens::sign_in::DemoPerson;

/// The buttons, and who is behind each.
#[derive(Clone, Debug)]
pub struct DemoPeople {
    buttons: Vec<DemoPerson>,
    people: Vec<FictionalPerson>,
}

impl DemoPeople {
    pub fn new(people: Vec<FictionalPerson>) -> DemoPeople {
        DemoPeople { buttons: people.iter().map(button).collect(), people }
    }
    pub fn buttons(&self) -> &[DemoPerson] {
        &self.buttons
    }
    pub fn person(&self, key: &str) -> Option<&FictionalPerson> {
        self.people.iter().find(|person| person.key == key)
    }
}

fn button(person: &FictionalPerson) -> DemoPerson {
    DemoPerson {
        key: person.key.into(),
        name: person.name.clone(),
        role: person.role,
        school: person.school_name.into(),
        about: Some(person.about.into()),
    }
}
