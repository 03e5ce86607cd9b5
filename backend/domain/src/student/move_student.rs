use super::{Place, Student, StudentRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{ClassId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Moves a student to another class (nl: van klas wisselen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveStudent {
    pub student: PersonId,
    pub to: ClassId,
}

/// (nl: van klas gewisseld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentMoved {
    pub student: PersonId,
    pub from: ClassId,
    pub to: ClassId,
}

holds_personal!(StudentMoved {});

impl IsFact for StudentMoved {
    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::student(self.student), Tag::person(self.student), Tag::class(self.from), Tag::class(self.to)]
    }
}

impl Command for MoveStudent {
    type Story = Student;
    type Deed = deeds::EnrolStudent;

    fn stream(&self) -> Stream {
        stream_of(self.student)
    }
    fn about(&self) -> About {
        About::Class(self.to)
    }
    fn leans_on(&self) -> Vec<Tag> {
        vec![Tag::class(self.to)]
    }

    fn decide(&self, student: &Student, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        let from = match student.place {
            Place::Unknown => return Err(StudentRefusal::NotThere.into()),
            Place::Left => return Err(StudentRefusal::HasLeft.into()),
            Place::In(class) => class,
        };
        if with.relations.class(self.to).is_none() {
            return Err(StudentRefusal::NoSuchClass.into());
        }
        if from == self.to {
            return Ok(vec![]);
        }
        Ok(vec![with.says(StudentMoved { student: self.student, from, to: self.to })])
    }
}
