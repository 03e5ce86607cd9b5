use super::{Staff, StaffRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{ChangeReason, PersonName},
};
use serde::{Deserialize, Serialize};

/// Corrects the name of somebody who works at the school (nl: naam van medewerker verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectStaffName {
    pub person: PersonId,
    pub name: PersonName,
    pub reason: ChangeReason,
}

/// (nl: naam van medewerker verbeterd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffNameCorrected {
    pub person: PersonId,
    pub name: Personal<PersonName>,
    pub reason: ChangeReason,
}

holds_personal!(StaffNameCorrected { name });

impl IsFact for StaffNameCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person)]
    }
}

impl Command for CorrectStaffName {
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
        let name = Personal::open(self.person, self.name.clone());
        Ok(vec![context.new_fact(StaffNameCorrected { person: self.person, name, reason: self.reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Role, spec::*};

    #[test]
    fn a_name_is_corrected_when_there_is_such_a_person() {
        let reason = ChangeReason::Request;
        let command = CorrectStaffName { person: MENTOR, name: name("Anna", "Bos"), reason };
        let corrected = StaffNameCorrected { person: MENTOR, name: Personal::open(MENTOR, name("Anna", "Bos")), reason };
        given([staff_appointed(MENTOR, Role::Mentor)]).when(&command).then([corrected.into()]);
        given([]).when(&command).then_refused(StaffRefusal::NotThere);
    }
}
