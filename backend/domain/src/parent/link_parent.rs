use super::{Authority, Parent, ParentRefusal, Relation, stream_of};
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

/// Links a parent with a child (nl: ouder koppelen); somebody new is registered first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkParent {
    pub parent: PersonId,
    pub name: PersonName,
    pub student: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

/// (nl: ouder opgenomen)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentRegistered {
    pub parent: PersonId,
    pub name: Personal<PersonName>,
}

/// (nl: ouder gekoppeld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentLinked {
    pub parent: PersonId,
    pub student: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

holds_personal!(ParentRegistered { name });
holds_personal!(ParentLinked {});

impl IsFact for ParentRegistered {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent)]
    }
}

impl IsFact for ParentLinked {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent), Tag::student(self.student)]
    }
}

impl Command for LinkParent {
    type Story = Parent;
    type Deed = deeds::LinkParent;

    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, parent: &Parent, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if with.relations.enrolled(self.student).is_none() {
            return Err(ParentRefusal::StudentGone.into());
        }
        if parent.children.contains_key(&self.student) {
            return Ok(vec![]);
        }
        let mut said = Vec::new();
        if !parent.known {
            let name = Personal::open(self.parent, self.name.clone());
            said.push(with.says(ParentRegistered { parent: self.parent, name }));
        }
        said.push(with.says(ParentLinked {
            parent: self.parent,
            student: self.student,
            relation: self.relation,
            authority: self.authority,
        }));
        Ok(said)
    }
}
