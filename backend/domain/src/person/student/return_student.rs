use super::{Enrolment, Student, StudentRefusal, is_open, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    policy::{About, deeds},
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Takes a student who left into a class again (nl: weer toelaten), under the name and number that are known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReturnStudent {
    pub student: PersonId,
    pub class: ClassId,
    pub reason: ChangeReason,
}

/// (nl: weer op school) By mistake: they never left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentReturned {
    pub student: PersonId,
    pub class: ClassId,
    pub reason: ChangeReason,
}

holds_personal!(StudentReturned {});

impl IsFact for StudentReturned {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student), Tag::class(self.class)]
    }
}

impl Command for ReturnStudent {
    type Story = Student;
    type Deed = deeds::EnrolStudent;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class)]
    }

    fn decide(&self, student: &Student, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        match student.place {
            Enrolment::Unknown => return Err(StudentRefusal::NotThere.into()),
            Enrolment::In(class) if class == self.class => return Ok(vec![]),
            Enrolment::In(_) => return Err(StudentRefusal::AlreadyEnrolled.into()),
            Enrolment::Left => {}
        }
        if !is_open(self.class, context) {
            return Err(StudentRefusal::NoSuchClass.into());
        }
        let ReturnStudent { student, class, reason } = *self;
        Ok(vec![context.new_fact(StudentReturned { student, class, reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    const INTO_3B: ReturnStudent = ReturnStudent { student: AMIRA, class: CLASS_3B, reason: ChangeReason::Changed };

    #[test]
    fn who_left_comes_back_once() {
        let returned = StudentReturned { student: AMIRA, class: CLASS_3B, reason: ChangeReason::Changed };
        given([student_enrolled(AMIRA, CLASS_3B), student_left()]).when(&INTO_3B).then([returned.into()]);
        given([student_enrolled(AMIRA, CLASS_3B)]).when(&INTO_3B).then([]);
    }

    #[test]
    fn only_who_left_and_only_into_a_class_there_is() {
        given([]).when(&INTO_3B).then_refused(StudentRefusal::NotThere);
        given([student_enrolled(AMIRA, CLASS_3C)]).when(&INTO_3B).then_refused(StudentRefusal::AlreadyEnrolled);
        given([student_enrolled(AMIRA, CLASS_3B), student_left()])
            .knowing(|relations| relations.classes.iter_mut().for_each(|class| class.withdrawn = true))
            .when(&INTO_3B)
            .then_refused(StudentRefusal::NoSuchClass);
    }
}
