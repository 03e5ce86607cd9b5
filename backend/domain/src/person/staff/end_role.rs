use super::{Staff, StaffRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, SchoolId, Stream, Tag},
    policy::{About, deeds},
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Ends one of somebody's roles (nl: rol beëindigen). Their next request finds the door closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndRole {
    pub person: PersonId,
    pub role: Role,
    pub reason: ChangeReason,
}

/// (nl: rol beëindigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffRoleEnded {
    pub school: SchoolId,
    pub person: PersonId,
    pub role: Role,
    pub reason: ChangeReason,
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

    fn decide(&self, staff: &Staff, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !staff.known {
            return Err(StaffRefusal::NotThere.into());
        }
        if !staff.roles.contains(&self.role) {
            return Ok(vec![]);
        }
        if self.role == Role::SchoolAdmin && context.actor.person() == Some(self.person) {
            return Err(StaffRefusal::OwnLastAdmin.into());
        }
        let (school, person, role, reason) = (context.actor.school(), self.person, self.role, self.reason);
        Ok(vec![context.new_fact(StaffRoleEnded { school, person, role, reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    fn end(person: PersonId, role: Role) -> EndRole {
        EndRole { person, role, reason: ChangeReason::Changed }
    }

    #[test]
    fn a_role_ends_once_and_other_roles_go_on() {
        let appointed = staff_appointed(MENTOR, Role::Mentor);
        let ended = StaffRoleEnded { school: SCHOOL, person: MENTOR, role: Role::Mentor, reason: ChangeReason::Changed };
        given([appointed.clone()]).by(ADMIN, Role::SchoolAdmin).when(&end(MENTOR, Role::Mentor)).then([ended.clone().into()]);
        given([appointed.clone(), ended.into()]).when(&end(MENTOR, Role::Mentor)).then([]);
        given([appointed]).when(&end(MENTOR, Role::CareerLead)).then([]);
    }

    #[test]
    fn only_who_was_ever_appointed_has_a_role_to_end() {
        given([]).when(&end(STRANGER, Role::Mentor)).then_refused(StaffRefusal::NotThere);
    }

    #[test]
    fn an_admin_ends_anothers_admin_role_and_never_their_own() {
        let admins = || [staff_appointed(ADMIN, Role::SchoolAdmin)];
        given(admins())
            .by(ADMIN, Role::SchoolAdmin)
            .when(&end(ADMIN, Role::SchoolAdmin))
            .then_refused(StaffRefusal::OwnLastAdmin);
        given(admins()).by(STRANGER, Role::SchoolAdmin).when(&end(ADMIN, Role::SchoolAdmin)).then_facts(|facts| facts.len() == 1);
    }
}
