use super::{Kinship, Supporter, SupporterRefusal, stream_of};
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

/// Corrects a supporter's name, or what they are to a student (nl: steunfiguur verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectSupporter {
    pub supporter: PersonId,
    pub student: PersonId,
    pub name: Option<PersonName>,
    pub kinship: Option<Kinship>,
    pub reason: ChangeReason,
}

/// (nl: steunfiguur verbeterd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupporterCorrected {
    pub supporter: PersonId,
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal<PersonName>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinship: Option<Kinship>,
    pub reason: ChangeReason,
}

holds_personal!(SupporterCorrected { name });

impl IsFact for SupporterCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.supporter), Tag::student(self.student)]
    }
}

impl Command for CorrectSupporter {
    type Story = Supporter;
    type Deed = deeds::NameSupporter;

    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, supporter: &Supporter, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !supporter.students.contains_key(&self.student) {
            return Err(SupporterRefusal::NotNamed.into());
        }
        if self.name.is_none() && self.kinship.is_none() {
            return Err(SupporterRefusal::NothingToCorrect.into());
        }
        Ok(vec![context.new_fact(SupporterCorrected {
            supporter: self.supporter,
            student: self.student,
            name: self.name.clone().map(|name| Personal::open(self.supporter, name)),
            kinship: self.kinship,
            reason: self.reason,
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    #[test]
    fn who_was_named_is_corrected_and_what_is_not_given_stays() {
        let reason = ChangeReason::Mistake;
        let command = CorrectSupporter { supporter: UNCLE, student: AMIRA, name: None, kinship: Some(Kinship::Brother), reason };
        given([supporter_named(AMIRA)]).when(&command).then([SupporterCorrected {
            supporter: UNCLE,
            student: AMIRA,
            name: None,
            kinship: Some(Kinship::Brother),
            reason,
        }
        .into()]);
        given([]).when(&command).then_refused(SupporterRefusal::NotNamed);
        let nothing = CorrectSupporter { kinship: None, ..command };
        given([supporter_named(AMIRA)]).when(&nothing).then_refused(SupporterRefusal::NothingToCorrect);
    }
}
