use super::{Kinship, Supporter, SupporterRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use serde::{Deserialize, Serialize};

/// Names somebody who helps a student (nl: steunfiguur noemen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameSupporter {
    pub supporter: PersonId,
    pub name: PersonName,
    pub student: PersonId,
    pub kinship: Kinship,
}

/// (nl: steunfiguur genoemd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupporterNamed {
    pub supporter: PersonId,
    pub student: PersonId,
    pub kinship: Kinship,
    pub name: Personal<PersonName>,
}

holds_personal!(SupporterNamed { name });

impl IsFact for SupporterNamed {
    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.supporter), Tag::student(self.student)]
    }
}

impl Command for NameSupporter {
    type Story = Supporter;
    type Deed = deeds::NameSupporter;

    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, supporter: &Supporter, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if with.relations.enrolled(self.student).is_none() {
            return Err(SupporterRefusal::StudentGone.into());
        }
        if supporter.students.contains(&self.student) {
            return Ok(vec![]);
        }
        Ok(vec![with.says(SupporterNamed {
            supporter: self.supporter,
            student: self.student,
            kinship: self.kinship,
            name: Personal::open(self.supporter, self.name.clone()),
        })])
    }
}
