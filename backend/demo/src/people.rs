//! Whom a visitor of the demo can be with one tap: named people whose pages show something worth seeing.

use super::schools::DemoSchool;
use anyhow::{Context, Result};
use domain::{
    actor::Role,
    ids::{PersonId, SchoolId},
};

/// Somebody fictional whom a visitor can be.
#[derive(Clone, Debug, PartialEq)]
pub struct FictionalPerson {
    /// Names one person over all schools.
    pub key: &'static str,
    /// First name, infix and last name.
    pub name: String,
    pub role: Role,
    pub school: SchoolId,
    pub school_name: &'static str,
    pub person: PersonId,
    /// A few words more, in Dutch, as they stand on the button.
    pub about: &'static str,
}

/// School, key, role, and a few words more as they stand on the button.
const PEOPLE: &[(&str, &str, Role, &str)] = &[
    ("noordrand", "mevrouw-de-vries", Role::Mentor, "klas 3B"),
    ("noordrand", "emine", Role::Parent, "moeder van Amira en Emir"),
    ("noordrand", "amira", Role::Student, "klas 3B"),
    ("noordrand", "meneer-wolters", Role::CareerLead, "decaan"),
    ("noordrand", "auditor", Role::Auditor, "leest alleen, zonder namen"),
    ("noordrand", "naima", Role::Supporter, "zus van Youssef"),
    ("noordrand", "peter", Role::Parent, "vader van Milan"),
    ("noordrand", "milan", Role::Student, "klas 3B"),
    ("noordrand", "senait", Role::Parent, "moeder van vier kinderen"),
    ("noordrand", "latifa", Role::Parent, "moeder van Ilyas, en van Imane op De Wissel"),
    ("noordrand", "murat", Role::Parent, "vader van Amira"),
    ("noordrand", "kemal", Role::Supporter, "oom van Amira"),
    ("noordrand", "hatice", Role::Supporter, "oma van Selin"),
    ("noordrand", "kevin", Role::Student, "klas 4C, achttien jaar"),
    ("noordrand", "meneer-hoogland", Role::Mentor, "klas 4A, nodigt uit per brief"),
    ("noordrand", "mevrouw-bakhuis", Role::SchoolAdmin, "administratie"),
    ("dewissel", "mevrouw-yilmaz", Role::Mentor, "klas 3A"),
    ("dewissel", "aukje", Role::Parent, "moeder van Finn"),
    ("dewissel", "finn", Role::Student, "klas 3A"),
    ("dewissel", "meneer-ramlal", Role::CareerLead, "decaan"),
    ("dewissel", "auditor-wissel", Role::Auditor, "leest alleen, zonder namen"),
    ("desluis", "meneer-brandsma", Role::Mentor, "klas 2A"),
    ("desluis", "dirk", Role::Parent, "vader van Nora"),
    ("desluis", "meneer-terpstra", Role::SchoolAdmin, "administratie van een kleine school"),
];

/// The mother who is one person at each of two schools.
pub const MOTHER_AT_TWO_SCHOOLS: &str = "latifa";

/// Everybody whom a visitor can be, in the order of the buttons.
///
/// # Errors
/// When a school lacks somebody of the list.
pub fn people(schools: &[DemoSchool]) -> Result<Vec<FictionalPerson>> {
    PEOPLE.iter().map(|(slug, key, role, about)| person(schools, slug, key, *role, about)).collect()
}

fn person(schools: &[DemoSchool], slug: &str, key: &'static str, role: Role, about: &'static str) -> Result<FictionalPerson> {
    let school = schools.iter().find(|school| school.slug == slug);
    let school = school.with_context(|| format!("the demo has no school {slug}"))?;
    let (person, name) = school.find(key).with_context(|| format!("{} has nobody called {key}", school.name))?;
    Ok(FictionalPerson { key, name: name.full(), role, school: school.id, school_name: school.name, person, about })
}

#[cfg(test)]
mod specs {
    use super::{super::schools::schools, *};
    use std::collections::BTreeSet;

    #[test]
    fn everybody_on_a_button_exists_whatever_the_seed() {
        for seed in [1, 42] {
            let people = people(&schools(seed).unwrap()).unwrap();
            let keys: BTreeSet<_> = people.iter().map(|person| person.key).collect();
            assert_eq!(keys.len(), PEOPLE.len(), "a key names one person");
            assert!(Role::ALL.into_iter().all(|role| people.iter().any(|person| person.role == role)));
        }
    }
}
