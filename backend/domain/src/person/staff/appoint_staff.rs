use super::{Staff, StaffRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, SchoolId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use serde::{Deserialize, Serialize};

/// Gives somebody a role at the school (nl: medewerker aanstellen). Who works here already keeps their name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppointStaff {
    pub person: PersonId,
    pub name: Option<PersonName>,
    pub role: Role,
}

/// (nl: medewerker aangesteld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffAppointed {
    pub school: SchoolId,
    pub person: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal<PersonName>>,
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

    fn decide(&self, staff: &Staff, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !self.role.is_staff() {
            return Err(StaffRefusal::NotAStaffRole.into());
        }
        if staff.roles.contains(&self.role) {
            return Ok(vec![]);
        }
        if context.actor.person() == Some(self.person) {
            return Err(StaffRefusal::OwnRole.into());
        }
        if !staff.known && self.name.is_none() {
            return Err(StaffRefusal::NoName.into());
        }
        Ok(vec![context.new_fact(StaffAppointed {
            school: context.actor.school(),
            person: self.person,
            name: self.name.clone().map(|name| Personal::open(self.person, name)),
            role: self.role,
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Actor, spec::*};

    fn appoint(person: PersonId, role: Role) -> AppointStaff {
        AppointStaff { person, name: Some(name("", "De Vries")), role }
    }

    #[test]
    fn somebody_may_have_several_roles_each_given_once() {
        let mentor = || staff_appointed(MENTOR, Role::Mentor);
        given([]).by(ADMIN, Role::SchoolAdmin).when(&appoint(MENTOR, Role::Mentor)).then([mentor()]);
        given([mentor()]).by(ADMIN, Role::SchoolAdmin).when(&appoint(MENTOR, Role::Mentor)).then([]);
        let lead = staff_appointed(MENTOR, Role::CareerLead);
        given([mentor()]).by(ADMIN, Role::SchoolAdmin).when(&appoint(MENTOR, Role::CareerLead)).then([lead]);
    }

    #[test]
    fn who_works_here_keeps_their_name_and_somebody_new_has_one() {
        let unnamed = |role| AppointStaff { name: None, ..appoint(MENTOR, role) };
        let appointed = given([staff_appointed(MENTOR, Role::Mentor)]).by(ADMIN, Role::SchoolAdmin);
        let told = appointed.when(&unnamed(Role::CareerLead)).facts();
        assert!(matches!(&told[..], [crate::facts::Fact::StaffAppointed(fact)] if fact.name.is_none()));
        given([]).by(ADMIN, Role::SchoolAdmin).when(&unnamed(Role::Mentor)).then_refused(StaffRefusal::NoName);
    }

    #[test]
    fn only_staff_are_appointed() {
        for role in [Role::Student, Role::Parent, Role::Supporter] {
            given([]).when(&appoint(STRANGER, role)).then_refused(StaffRefusal::NotAStaffRole);
        }
    }

    #[test]
    fn nobody_gives_themselves_a_role_and_the_operator_appoints_the_first_admin() {
        let admin = || staff_appointed(ADMIN, Role::SchoolAdmin);
        given([admin()]).by(ADMIN, Role::SchoolAdmin).when(&appoint(ADMIN, Role::Mentor)).then_refused(StaffRefusal::OwnRole);
        given([]).acting(Actor::Operator { school: SCHOOL }).when(&appoint(ADMIN, Role::SchoolAdmin)).then([admin()]);
    }
}
