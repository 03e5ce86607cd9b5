use super::{Class, ClassRefusal, MentorRelieved, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, SchoolId, Stream, Tag},
    policy::{About, deeds},
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Takes back a class that was opened by mistake and in which nobody ever was (nl: klas intrekken). Its mentors stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawClass {
    pub class: ClassId,
    pub reason: ChangeReason,
}

/// (nl: klas ingetrokken)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassWithdrawn {
    pub school: SchoolId,
    pub class: ClassId,
    pub reason: ChangeReason,
}

holds_personal!(ClassWithdrawn {});

impl IsFact for ClassWithdrawn {
    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class), Tag::school(self.school)]
    }
}

impl Command for WithdrawClass {
    type Story = Class;
    type Deed = deeds::OpenClass;

    fn stream(&self) -> Stream {
        stream_of(self.class)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class)]
    }

    fn decide(&self, class: &Class, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let row = context.relations.class(self.class).ok_or(ClassRefusal::NotThere)?;
        if class.label.is_none() {
            return Ok(vec![]);
        }
        if !row.students.is_empty() || !row.former.is_empty() {
            return Err(ClassRefusal::NotEmpty.into());
        }
        let (school, class_id, reason) = (context.actor.school(), self.class, self.reason);
        let relieved = class.mentors.iter().map(|mentor| MentorRelieved { class: class_id, mentor: *mentor, reason });
        let mut said: Vec<NewFact> = relieved.map(|relieved| context.new_fact(relieved)).collect();
        said.push(context.new_fact(ClassWithdrawn { school, class: class_id, reason }));
        Ok(said)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{class::MentorAssigned, spec::*};

    const BY_MISTAKE: WithdrawClass = WithdrawClass { class: CLASS_3B, reason: ChangeReason::Mistake };

    fn withdrawn() -> ClassWithdrawn {
        ClassWithdrawn { school: SCHOOL, class: CLASS_3B, reason: ChangeReason::Mistake }
    }

    #[test]
    fn a_class_that_nobody_was_in_goes_with_its_mentors_and_once() {
        let assigned = MentorAssigned { class: CLASS_3B, mentor: MENTOR };
        let relieved = MentorRelieved { class: CLASS_3B, mentor: MENTOR, reason: ChangeReason::Mistake };
        let told = [class_opened(CLASS_3B, "3B"), assigned.into()];
        let empty = |relations: &mut crate::policy::Relations| {
            for class in &mut relations.classes {
                class.students.clear();
            }
        };
        given(told.clone()).knowing(empty).when(&BY_MISTAKE).then([relieved.into(), withdrawn().into()]);
        let [opened, _] = told;
        given([opened, withdrawn().into()]).knowing(empty).when(&BY_MISTAKE).then([]);
    }

    #[test]
    fn a_class_with_a_history_stays() {
        given([class_opened(CLASS_3B, "3B")]).when(&BY_MISTAKE).then_refused(ClassRefusal::NotEmpty);
        let all_left = |relations: &mut crate::policy::Relations| {
            for class in &mut relations.classes {
                class.former = std::mem::take(&mut class.students);
            }
        };
        given([class_opened(CLASS_3B, "3B")]).knowing(all_left).when(&BY_MISTAKE).then_refused(ClassRefusal::NotEmpty);
    }
}
