use super::{Class, ClassRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Makes somebody the mentor of a class (nl: mentor aanwijzen). A class may have two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignMentor {
    pub class: ClassId,
    pub mentor: PersonId,
}

/// (nl: mentor aangewezen)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentorAssigned {
    pub class: ClassId,
    pub mentor: PersonId,
}

holds_personal!(MentorAssigned {});

impl IsFact for MentorAssigned {
    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class), Tag::person(self.mentor)]
    }
}

impl Command for AssignMentor {
    type Story = Class;
    type Deed = deeds::AssignMentor;

    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn about(&self) -> About {
        About::Person(self.mentor)
    }
    fn leans_on(&self) -> Vec<Tag> {
        vec![Tag::person(self.mentor)]
    }

    fn decide(&self, class: &Class, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        if !class.open {
            return Err(ClassRefusal::NotThere.into());
        }
        if class.mentors.contains(&self.mentor) {
            return Ok(vec![]);
        }
        if !with.relations.person(self.mentor).is_some_and(|person| person.has_role(Role::Mentor)) {
            return Err(ClassRefusal::NotAMentor.into());
        }
        Ok(vec![with.says(MentorAssigned { class: self.class, mentor: self.mentor })])
    }
}
