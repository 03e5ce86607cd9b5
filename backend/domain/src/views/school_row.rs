use super::View;
use crate::{
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, SchoolId, Tag},
    school::STUDENT_FIRST_HOURS,
    time::SchoolYear,
};
use serde::{Deserialize, Serialize};

/// A school: its settings, its classes and its staff.
pub struct SchoolRows;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchoolRow {
    pub school: SchoolId,
    pub name: String,
    pub city: String,
    pub student_first_hours: u8,
    pub classes: Vec<SchoolClass>,
    pub staff: Vec<PersonId>,
}

holds_personal!(SchoolRow {});

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolClass {
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
}

impl View for SchoolRows {
    type Row = SchoolRow;
    const NAME: &'static str = "school";
    const VERSION: i16 = 1;
    const CONSUMES: &'static [&'static str] = &["school.opened", "school.settings_changed", "class.opened", "staff.appointed"];

    fn keys(event: &Event) -> Vec<Tag> {
        let school = match &event.fact {
            Fact::SchoolOpened(fact) => fact.school,
            Fact::SchoolSettingsChanged(fact) => fact.school,
            Fact::ClassOpened(fact) => fact.school,
            Fact::StaffAppointed(fact) => fact.school,
            _ => return vec![],
        };
        vec![Tag::school(school)]
    }

    fn fold(row: Option<SchoolRow>, _: Tag, event: &Event) -> Option<SchoolRow> {
        if let Fact::SchoolOpened(fact) = &event.fact {
            return Some(SchoolRow {
                school: fact.school,
                name: fact.name.clone(),
                city: fact.city.clone(),
                student_first_hours: STUDENT_FIRST_HOURS,
                classes: vec![],
                staff: vec![],
            });
        }
        let mut row = row?;
        match &event.fact {
            Fact::SchoolSettingsChanged(fact) => {
                row.name = fact.name.clone();
                row.student_first_hours = fact.student_first_hours;
            }
            Fact::ClassOpened(fact) => {
                let class = SchoolClass { class: fact.class, name: fact.name.clone(), school_year: fact.school_year };
                row.classes.push(class);
            }
            Fact::StaffAppointed(fact) if !row.staff.contains(&fact.person) => row.staff.push(fact.person),
            _ => {}
        }
        Some(row)
    }
}
