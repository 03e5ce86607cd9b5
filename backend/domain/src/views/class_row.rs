use super::View;
use crate::{
    class::Track,
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    time::SchoolYear,
};
use serde::{Deserialize, Serialize};

/// A class: its mentors and students, now.
pub struct ClassRows;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassRow {
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
    pub year: Option<u8>,
    pub track: Option<Track>,
    pub mentors: Vec<PersonId>,
    pub students: Vec<PersonId>,
}

holds_personal!(ClassRow {});

impl View for ClassRows {
    type Row = ClassRow;
    const NAME: &'static str = "class";
    const VERSION: i16 = 1;
    const CONSUMES: &'static [&'static str] =
        &["class.opened", "class.mentor_assigned", "class.mentor_relieved", "student.enrolled", "student.moved", "student.left"];

    fn keys(event: &Event) -> Vec<Tag> {
        match &event.fact {
            Fact::ClassOpened(fact) => vec![Tag::class(fact.class)],
            Fact::MentorAssigned(fact) => vec![Tag::class(fact.class)],
            Fact::MentorRelieved(fact) => vec![Tag::class(fact.class)],
            Fact::StudentEnrolled(fact) => vec![Tag::class(fact.class)],
            Fact::StudentMoved(fact) => vec![Tag::class(fact.from), Tag::class(fact.to)],
            Fact::StudentLeft(fact) => vec![Tag::class(fact.class)],
            _ => vec![],
        }
    }

    fn fold(row: Option<ClassRow>, key: Tag, event: &Event) -> Option<ClassRow> {
        if let Fact::ClassOpened(fact) = &event.fact {
            return Some(ClassRow {
                class: fact.class,
                name: fact.name.clone(),
                school_year: fact.school_year,
                year: fact.year,
                track: fact.track,
                mentors: vec![],
                students: vec![],
            });
        }
        let mut row = row?;
        match &event.fact {
            Fact::MentorAssigned(fact) => add(&mut row.mentors, fact.mentor),
            Fact::MentorRelieved(fact) => row.mentors.retain(|mentor| *mentor != fact.mentor),
            Fact::StudentEnrolled(fact) => add(&mut row.students, fact.student),
            Fact::StudentMoved(fact) if key == Tag::class(fact.to) => add(&mut row.students, fact.student),
            Fact::StudentMoved(fact) => row.students.retain(|student| *student != fact.student),
            Fact::StudentLeft(fact) => row.students.retain(|student| *student != fact.student),
            _ => {}
        }
        Some(row)
    }
}

fn add(people: &mut Vec<PersonId>, person: PersonId) {
    if !people.contains(&person) {
        people.push(person);
    }
}
