//! Who does something: a person in one role, a job, or the operator at the command line.

#![warn(missing_docs)]

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
    /// In the order of the columns of the policy's grid.
    pub const ALL: [Role; 7] =
        [Role::Student, Role::Parent, Role::Supporter, Role::Mentor, Role::CareerLead, Role::SchoolAdmin, Role::Auditor];
    /// The stored name, for ever.
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
    /// The role that bears this stored name, if one does.
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
    /// A person who signed in.
    Session,
    /// Somebody at home who followed a link that was sent to them.
    Link,
    /// The platform, by itself.
    Job,
    /// The command line of the machine.
    Cli,
}

/// Who acts or asks. A job and the operator are actors with a column of their own in the policy grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody of the school or of a student's home, or a student.
    Person {
        /// The school they are in: never more than one at a time.
        school: SchoolId,
        /// Who they are in that school.
        person: PersonId,
        /// The role they act in. Somebody with several acts in one at a time.
        role: Role,
        /// How they came in.
        via: Via,
        /// For whom they act, when it is not for themselves. Nobody does so yet.
        on_behalf_of: Option<PersonId>,
    },
    /// Work that the platform does by itself, by name: `ages`, `roster`.
    Job {
        /// The school it works for.
        school: SchoolId,
        /// What the work is called in the log.
        name: &'static str,
    },
    /// Somebody at the command line of the machine.
    Operator {
        /// The school it is about.
        school: SchoolId,
    },
}

impl Actor {
    /// The one school in which everything happens that this actor does.
    pub fn school(&self) -> SchoolId {
        match self {
            Actor::Person { school, .. } | Actor::Job { school, .. } | Actor::Operator { school } => *school,
        }
    }
    /// The person; `None` for a job and the operator.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Actor::Person { person, .. } => Some(*person),
            Actor::Job { .. } | Actor::Operator { .. } => None,
        }
    }
    /// The person's role; `None` for a job and the operator.
    pub fn role(&self) -> Option<Role> {
        match self {
            Actor::Person { role, .. } => Some(*role),
            Actor::Job { .. } | Actor::Operator { .. } => None,
        }
    }
    /// The actor as an event keeps it: how they came in is left out.
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
    /// The person; `None` for a job and the operator.
    pub person: Option<PersonId>,
    /// A role's name, `job:<name>` or `operator`.
    pub role: String,
}
