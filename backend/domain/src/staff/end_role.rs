use super::{Staff, StaffRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{PersonId, SchoolId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Ends one of somebody's roles (nl: rol beëindigen). Their next request finds the door closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndRole {
    pub person: PersonId,
    pub role: Role,
}

/// (nl: rol beëindigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffRoleEnded {
    pub school: SchoolId,
    pub person: PersonId,
    pub role: Role,
}

holds_personal!(StaffRoleEnded {});

impl IsFact for StaffRoleEnded {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person), Tag::school(self.school)]
    }
}

impl Command for EndRole {
    type Story = Staff;
    type Deed = deeds::AppointStaff;

    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, staff: &Staff, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if !staff.known {
            return Err(StaffRefusal::NotThere.into());
        }
        if !staff.roles.contains(&self.role) {
            return Ok(vec![]);
        }
        if self.role == Role::SchoolAdmin && with.actor.person() == Some(self.person) {
            return Err(StaffRefusal::OwnLastAdmin.into());
        }
        Ok(vec![with.says(StaffRoleEnded { school: with.actor.school(), person: self.person, role: self.role })])
    }
}
