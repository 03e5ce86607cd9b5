use super::{Staff, StaffRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{PersonId, SchoolId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use serde::{Deserialize, Serialize};

/// Gives somebody a role at the school (nl: medewerker aanstellen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppointStaff {
    pub person: PersonId,
    pub name: PersonName,
    pub role: Role,
}

/// (nl: medewerker aangesteld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffAppointed {
    pub school: SchoolId,
    pub person: PersonId,
    pub name: Personal<PersonName>,
    pub role: Role,
}

holds_personal!(StaffAppointed { name });

impl IsFact for StaffAppointed {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person), Tag::school(self.school)]
    }
}

impl Command for AppointStaff {
    type Story = Staff;
    type Deed = deeds::AppointStaff;

    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, staff: &Staff, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if !self.role.is_staff() {
            return Err(StaffRefusal::NotAStaffRole.into());
        }
        if staff.roles.contains(&self.role) {
            return Ok(vec![]);
        }
        Ok(vec![with.says(StaffAppointed {
            school: with.actor.school(),
            person: self.person,
            name: Personal::open(self.person, self.name.clone()),
            role: self.role,
        })])
    }
}
