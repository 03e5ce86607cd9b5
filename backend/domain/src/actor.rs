//! Who does something: a person in one role, a job, or the operator at the command line.

use crate::ids::{PersonId, SchoolId};
use serde::{Deserialize, Serialize};

/// What a person is at a school (nl: rol). One role at a time; switching is a new sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// (nl: leerling)
    Student,
    /// Or a carer (nl: ouder).
    Parent,
    /// Another adult who supports the student (nl: steunfiguur).
    Supporter,
    /// (nl: mentor)
    Mentor,
    /// Who leads career orientation at the school, also called LOB-coördinator (nl: decaan).
    CareerLead,
    /// (nl: schoolbeheerder)
    SchoolAdmin,
    /// (nl: auditor)
    Auditor,
}

impl Role {
    pub const ALL: [Role; 7] =
        [Role::Student, Role::Parent, Role::Supporter, Role::Mentor, Role::CareerLead, Role::SchoolAdmin, Role::Auditor];
    pub fn name(self) -> &'static str {
        match self {
            Role::Student => "student",
            Role::Parent => "parent",
            Role::Supporter => "supporter",
            Role::Mentor => "mentor",
            Role::CareerLead => "career_lead",
            Role::SchoolAdmin => "school_admin",
            Role::Auditor => "auditor",
        }
    }
    pub fn parse(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
    /// Does this role belong to somebody who works at, or audits, the school?
    pub fn is_staff(self) -> bool {
        matches!(self, Role::Mentor | Role::CareerLead | Role::SchoolAdmin | Role::Auditor)
    }
}

/// How the actor came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    Session,
    Link,
    Job,
    Cli,
}

/// Who acts or asks. A job and the operator are actors with a column of their own in the policy grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Person {
        school: SchoolId,
        person: PersonId,
        role: Role,
        via: Via,
        on_behalf_of: Option<PersonId>,
    },
    /// Work that the platform does by itself, by name: `ages`, `roster`.
    Job {
        school: SchoolId,
        name: &'static str,
    },
    /// Somebody at the command line of the machine.
    Operator {
        school: SchoolId,
    },
}

impl Actor {
    pub fn school(&self) -> SchoolId {
        match self {
            Actor::Person { school, .. } | Actor::Job { school, .. } | Actor::Operator { school } => *school,
        }
    }
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Actor::Person { person, .. } => Some(*person),
            Actor::Job { .. } | Actor::Operator { .. } => None,
        }
    }
    pub fn role(&self) -> Option<Role> {
        match self {
            Actor::Person { role, .. } => Some(*role),
            Actor::Job { .. } | Actor::Operator { .. } => None,
        }
    }
    pub fn author(&self) -> Author {
        let role = match self {
            Actor::Person { role, .. } => role.name().to_owned(),
            Actor::Job { name, .. } => format!("job:{name}"),
            Actor::Operator { .. } => "operator".to_owned(),
        };
        Author { person: self.person(), role }
    }
}

/// Who wrote an event, as its envelope keeps it: a person's id and role, or a job or the operator without a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub person: Option<PersonId>,
    /// A role's name, `job:<name>` or `operator`.
    pub role: String,
}
