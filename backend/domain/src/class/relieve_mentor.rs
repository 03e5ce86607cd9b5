use super::{Class, ClassRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    policy::{About, deeds},
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Ends somebody's work as a class's mentor (nl: mentor stopt). From then on the class is closed to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelieveMentor {
    pub class: ClassId,
    pub mentor: PersonId,
    pub reason: ChangeReason,
}

/// (nl: mentor gestopt)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentorRelieved {
    pub class: ClassId,
    pub mentor: PersonId,
    pub reason: ChangeReason,
}

holds_personal!(MentorRelieved {});

impl IsFact for MentorRelieved {
    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class), Tag::person(self.mentor)]
    }
}

impl Command for RelieveMentor {
    type Story = Class;
    type Deed = deeds::AssignMentor;

    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn about(&self) -> About {
        About::Person(self.mentor)
    }

    fn decide(&self, class: &Class, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if class.label.is_none() {
            return Err(ClassRefusal::NotThere.into());
        }
        if !class.mentors.contains(&self.mentor) {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(MentorRelieved { class: self.class, mentor: self.mentor, reason: self.reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::MentorAssigned;
    use super::*;
    use crate::spec::*;

    const FROM_3B: RelieveMentor = RelieveMentor { class: CLASS_3B, mentor: MENTOR, reason: ChangeReason::Mistake };

    #[test]
    fn a_mentor_is_relieved_once() {
        let opened = class_opened(CLASS_3B, "3B");
        let assigned = MentorAssigned { class: CLASS_3B, mentor: MENTOR }.into();
        let relieved = MentorRelieved { class: CLASS_3B, mentor: MENTOR, reason: ChangeReason::Mistake }.into();
        given([opened.clone(), assigned]).when(&FROM_3B).then([relieved]);
        given([opened]).when(&FROM_3B).then([]);
    }

    #[test]
    fn the_class_is_there() {
        given([]).when(&FROM_3B).then_refused(ClassRefusal::NotThere);
    }
}
