use super::{View, ViewName};
use crate::{
    class::Track,
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    person::student::StudentMoved,
    time::SchoolYear,
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// A class: its mentors and students, now.
pub struct ClassRows;

/// A class with its people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassRow {
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
    pub year: Option<u8>,
    pub track: Option<Track>,
    pub mentors: Vec<PersonId>,
    pub students: Vec<PersonId>,
    /// Who was in the class before, and moved or left: the year's history counts them.
    pub former: Vec<PersonId>,
    /// It was opened by mistake: nobody comes into it any more.
    pub withdrawn: bool,
}

holds_personal!(ClassRow {});

impl ClassRow {
    fn comes(&mut self, student: PersonId) {
        self.former.retain(|other| *other != student);
        add(&mut self.students, student);
    }
    fn goes(&mut self, student: PersonId) {
        self.students.retain(|other| *other != student);
        add(&mut self.former, student);
    }
}

impl View for ClassRows {
    type Row = ClassRow;
    const VIEW: ViewName = ViewName::Class;
    const VERSION: i16 = 4;

    fn keys(event: &Event) -> Vec<Tag> {
        match &event.fact {
            Fact::ClassOpened(fact) => vec![Tag::class(fact.class)],
            Fact::MentorAssigned(fact) => vec![Tag::class(fact.class)],
            Fact::MentorRelieved(fact) => vec![Tag::class(fact.class)],
            Fact::StudentEnrolled(fact) => vec![Tag::class(fact.class)],
            Fact::StudentMoved(fact) => vec![Tag::class(fact.from), Tag::class(fact.to)],
            Fact::StudentLeft(fact) => vec![Tag::class(fact.class)],
            Fact::StudentReturned(fact) => vec![Tag::class(fact.class)],
            Fact::ClassCorrected(fact) => vec![Tag::class(fact.class)],
            Fact::ClassWithdrawn(fact) => vec![Tag::class(fact.class)],
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
                former: vec![],
                withdrawn: false,
            });
        }
        let mut row = row?;
        match &event.fact {
            Fact::MentorAssigned(fact) => add(&mut row.mentors, fact.mentor),
            Fact::MentorRelieved(fact) => row.mentors.retain(|mentor| *mentor != fact.mentor),
            Fact::StudentEnrolled(fact) => row.comes(fact.student),
            Fact::StudentMoved(fact) if key == Tag::class(fact.to) => row.comes(fact.student),
            // Who was here by mistake never was.
            Fact::StudentMoved(StudentMoved { student, reason: ChangeReason::Mistake, .. }) => {
                row.students.retain(|other| other != student)
            }
            Fact::StudentMoved(fact) => row.goes(fact.student),
            Fact::StudentReturned(fact) => row.comes(fact.student),
            Fact::ClassCorrected(fact) => {
                (row.name, row.school_year) = (fact.name.clone(), fact.school_year);
                (row.year, row.track) = (fact.year, fact.track);
            }
            Fact::ClassWithdrawn(_) => row.withdrawn = true,
            Fact::StudentLeft(fact) => row.goes(fact.student),
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

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        class::{MentorAssigned, MentorRelieved},
        spec::*,
    };

    fn amira_moved() -> Fact {
        StudentMoved { student: AMIRA, from: CLASS_3B, to: CLASS_3C, reason: ChangeReason::Changed }.into()
    }

    #[test]
    fn a_class_has_its_mentors_and_students() {
        let row = class_row(CLASS_3B, []);
        assert_eq!((row.name.as_str(), row.school_year, row.year), ("3B", SchoolYear(2025), Some(3)));
        assert_eq!((row.mentors, row.students), (vec![MENTOR], vec![AMIRA, MILAN]));
    }

    #[test]
    fn who_moves_leaves_the_old_class_and_stands_in_the_new_one() {
        let (old, new) = (class_row(CLASS_3B, [amira_moved()]), class_row(CLASS_3C, [amira_moved()]));
        assert_eq!((old.students, old.former), (vec![MILAN], vec![AMIRA]));
        assert_eq!((new.students, new.former), (vec![AMIRA], vec![]));
    }

    #[test]
    fn who_leaves_is_gone_and_who_comes_back_stands_there_once() {
        let left = class_row(CLASS_3B, [student_left()]);
        assert_eq!((left.students, left.former), (vec![MILAN], vec![AMIRA]));
        let back = student_enrolled(AMIRA, CLASS_3B);
        let back = class_row(CLASS_3B, [student_left(), back.clone(), back]);
        assert_eq!((back.students, back.former), (vec![MILAN, AMIRA], vec![]));
    }

    #[test]
    fn mentors_come_and_go() {
        let second: Fact = MentorAssigned { class: CLASS_3B, mentor: OTHER_MENTOR }.into();
        let relieved = MentorRelieved { class: CLASS_3B, mentor: MENTOR, reason: ChangeReason::Changed }.into();
        assert_eq!(class_row(CLASS_3B, [second.clone()]).mentors, [MENTOR, OTHER_MENTOR]);
        assert_eq!(class_row(CLASS_3B, [second, relieved]).mentors, [OTHER_MENTOR]);
    }

    #[test]
    fn a_class_that_was_never_opened_has_no_row() {
        assert_eq!(rows::<ClassRows>(&recorded(vec![student_enrolled(AMIRA, CLASS_3B)])).len(), 0);
    }
}
