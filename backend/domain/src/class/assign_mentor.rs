use super::{Class, ClassRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
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
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.mentor)]
    }

    fn decide(&self, class: &Class, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if class.label.is_none() {
            return Err(ClassRefusal::NotThere.into());
        }
        if class.mentors.contains(&self.mentor) {
            return Ok(vec![]);
        }
        if !context.relations.person(self.mentor).is_some_and(|person| person.has_role(Role::Mentor)) {
            return Err(ClassRefusal::NotAMentor.into());
        }
        Ok(vec![context.new_fact(MentorAssigned { class: self.class, mentor: self.mentor })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    const TO_3B: AssignMentor = AssignMentor { class: CLASS_3B, mentor: MENTOR };

    #[test]
    fn a_class_may_have_two_mentors_each_assigned_once() {
        let assigned = |mentor| MentorAssigned { class: CLASS_3B, mentor }.into();
        given([class_opened(CLASS_3B, "3B")]).when(&TO_3B).then([assigned(MENTOR)]);
        let second = AssignMentor { mentor: OTHER_MENTOR, ..TO_3B };
        given([class_opened(CLASS_3B, "3B"), assigned(MENTOR)]).when(&second).then([assigned(OTHER_MENTOR)]);
        given([class_opened(CLASS_3B, "3B"), assigned(MENTOR)]).when(&TO_3B).then([]);
    }

    #[test]
    fn the_class_is_there_and_the_mentor_is_a_mentor() {
        given([]).when(&TO_3B).then_refused(ClassRefusal::NotThere);
        for nobody in [ADMIN, MOTHER, STRANGER] {
            let command = AssignMentor { mentor: nobody, ..TO_3B };
            given([class_opened(CLASS_3B, "3B")]).when(&command).then_refused(ClassRefusal::NotAMentor);
        }
    }
}
