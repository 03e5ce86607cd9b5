use super::{Parent, ParentRefusal, stream_of};
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

/// Corrects a parent's name (nl: naam verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectParentName {
    pub parent: PersonId,
    pub name: PersonName,
    pub reason: ChangeReason,
}

/// (nl: naam verbeterd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentNameCorrected {
    pub parent: PersonId,
    pub name: Personal<PersonName>,
    pub reason: ChangeReason,
}

holds_personal!(ParentNameCorrected { name });

impl IsFact for ParentNameCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent)]
    }
}

impl Command for CorrectParentName {
    type Story = Parent;
    type Deed = deeds::LinkParent;

    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn about(&self) -> About {
        About::Person(self.parent)
    }

    fn decide(&self, parent: &Parent, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !parent.known {
            return Err(ParentRefusal::NotThere.into());
        }
        let name = Personal::open(self.parent, self.name.clone());
        Ok(vec![context.new_fact(ParentNameCorrected { parent: self.parent, name, reason: self.reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    #[test]
    fn a_parents_name_is_corrected_when_there_is_such_a_parent() {
        let command = CorrectParentName { parent: MOTHER, name: name("Elif", "Demir"), reason: ChangeReason::Request };
        let name = Personal::open(MOTHER, name("Elif", "Demir"));
        let corrected = ParentNameCorrected { parent: MOTHER, name, reason: ChangeReason::Request };
        given([parent_registered(MOTHER)]).when(&command).then([corrected.into()]);
        given([]).when(&command).then_refused(ParentRefusal::NotThere);
    }
}
