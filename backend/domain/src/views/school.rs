use super::{View, ViewName};
use crate::{
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, SchoolId, Tag},
    school::{ParentsFollowUntil, STUDENT_FIRST_HOURS},
    time::SchoolYear,
};
use serde::{Deserialize, Serialize};

/// A school: its settings, its classes and its staff.
pub struct SchoolRows;

/// A school as it is set up now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchoolRow {
    pub school: SchoolId,
    pub name: String,
    pub city: String,
    pub student_first_hours: u8,
    pub parents_follow_until: ParentsFollowUntil,
    pub classes: Vec<SchoolClass>,
    pub staff: Vec<PersonId>,
}

holds_personal!(SchoolRow {});

/// A class of any school year, as the school lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolClass {
    pub class: ClassId,
    pub name: String,
    pub school_year: SchoolYear,
}

impl View for SchoolRows {
    type Row = SchoolRow;
    const VIEW: ViewName = ViewName::School;
    const VERSION: i16 = 4;

    fn keys(event: &Event) -> Vec<Tag> {
        let school = match &event.fact {
            Fact::SchoolOpened(fact) => fact.school,
            Fact::SchoolSettingsChanged(fact) => fact.school,
            Fact::ClassOpened(fact) => fact.school,
            Fact::ClassCorrected(fact) => fact.school,
            Fact::ClassWithdrawn(fact) => fact.school,
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
                parents_follow_until: ParentsFollowUntil::default(),
                classes: vec![],
                staff: vec![],
            });
        }
        let mut row = row?;
        match &event.fact {
            Fact::SchoolSettingsChanged(fact) => {
                row.name = fact.name.clone();
                row.city = fact.city.clone().unwrap_or(row.city);
                row.student_first_hours = fact.student_first_hours;
                row.parents_follow_until = fact.parents_follow_until;
            }
            Fact::ClassOpened(fact) => {
                let class = SchoolClass { class: fact.class, name: fact.name.clone(), school_year: fact.school_year };
                row.classes.push(class);
            }
            Fact::ClassCorrected(fact) => {
                for class in row.classes.iter_mut().filter(|class| class.class == fact.class) {
                    class.name = fact.name.clone();
                    class.school_year = fact.school_year;
                }
            }
            Fact::ClassWithdrawn(fact) => row.classes.retain(|class| class.class != fact.class),
            Fact::StaffAppointed(fact) if !row.staff.contains(&fact.person) => row.staff.push(fact.person),
            _ => {}
        }
        Some(row)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        class::{ClassCorrected, ClassWithdrawn},
        school::{SchoolOpened, SchoolSettingsChanged},
        spec::*,
        values::ChangeReason,
    };

    fn school(facts: impl IntoIterator<Item = Fact>) -> Option<SchoolRow> {
        rows::<SchoolRows>(&recorded(facts.into_iter().collect())).remove(&Tag::school(SCHOOL))
    }

    fn opened() -> Fact {
        SchoolOpened { school: SCHOOL, name: "Noordrand College".into(), city: "Rotterdam".into() }.into()
    }

    #[test]
    fn a_school_lists_its_classes_and_each_member_of_staff_once() {
        let row = school([opened()].into_iter().chain(cast()).chain([staff_appointed(MENTOR, Role::CareerLead)])).unwrap();
        assert_eq!((row.name.as_str(), row.city.as_str()), ("Noordrand College", "Rotterdam"));
        assert_eq!(row.classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>(), ["3B", "3C"]);
        assert_eq!(row.staff, [MENTOR, OTHER_MENTOR, ADMIN, AUDITOR]);
    }

    #[test]
    fn news_waits_a_day_for_the_student_until_the_school_says_otherwise() {
        assert_eq!(school([opened()]).unwrap().student_first_hours, 24);
        let name = "Noordrand".to_owned();
        let changed = SchoolSettingsChanged {
            school: SCHOOL,
            name,
            city: None,
            student_first_hours: 0,
            parents_follow_until: ParentsFollowUntil::Sixteen,
            reason: ChangeReason::Changed,
        }
        .into();
        let row = school([opened(), changed]).unwrap();
        assert_eq!((row.name.as_str(), row.city.as_str(), row.student_first_hours), ("Noordrand", "Rotterdam", 0));
        assert_eq!(row.parents_follow_until, ParentsFollowUntil::Sixteen);
    }

    #[test]
    fn a_class_is_listed_as_it_was_put_right_and_no_more_when_it_was_taken_back() {
        let (school_year, reason) = (SchoolYear(2026), ChangeReason::Mistake);
        let corrected = ClassCorrected {
            school: SCHOOL,
            class: CLASS_3B,
            name: "3K".into(),
            school_year,
            year: Some(3),
            track: None,
            reason,
        };
        let withdrawn = ClassWithdrawn { school: SCHOOL, class: CLASS_3C, reason };
        let told = [opened()].into_iter().chain(cast()).chain([corrected.into(), withdrawn.into()]);
        assert_eq!(school(told).unwrap().classes, [SchoolClass { class: CLASS_3B, name: "3K".into(), school_year }]);
    }

    #[test]
    fn before_it_opens_there_is_no_school() {
        assert_eq!(school(cast()), None);
    }
}
