use crate::{Asking, Problem, Question};
use domain::{
    actor::Role,
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::StudentNumber,
    views::{ClassRow, ClassRows, PersonRow, PersonRows, SchoolRows, StudentCards},
};
use std::collections::BTreeSet;
use store::PageReader;

/// By which ids and numbers a school's classes, staff and students are known, for whoever manages them without reading a name.
#[derive(Clone, Copy, Debug)]
pub struct KnownIds;

/// The answer. No name is in it, and none is opened.
#[derive(Clone, Debug)]
pub struct IdsPage {
    /// In the order in which they were opened, of every school year.
    pub classes: Vec<ClassRow>,
    /// Whoever has or had a role.
    pub staff: Vec<StaffIds>,
    /// Those who are in a class now.
    pub students: Vec<StudentIds>,
}

/// Somebody who works at the school.
#[derive(Clone, Debug)]
pub struct StaffIds {
    pub person: PersonId,
    pub roles: BTreeSet<Role>,
    pub mentor_of: Vec<ClassId>,
}

/// A student by number; none when it was erased.
#[derive(Clone, Debug)]
pub struct StudentIds {
    pub student: PersonId,
    pub number: Option<StudentNumber>,
    pub class: Option<ClassId>,
}

/// A card's number alone, so that nothing else of it is opened.
struct Numbered {
    student: PersonId,
    number: Personal<StudentNumber>,
    class: Option<ClassId>,
}

holds_personal!(Numbered { number });

impl Question for KnownIds {
    type Deed = deeds::ReadRoster;
    type Answer = IdsPage;
    const SCREEN: &'static str = "ids";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadRoster>, asking: &Asking) -> Result<IdsPage, Problem> {
        let school = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?.ok_or(Problem::NotFound)?;
        let keys: Vec<Tag> = school.classes.iter().map(|class| Tag::class(class.class)).collect();
        let classes = reader.rows::<ClassRows>(&keys).await?;
        let keys: Vec<Tag> = classes.iter().flat_map(|class| &class.students).copied().map(Tag::student).collect();
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let keys: Vec<Tag> = school.staff.into_iter().map(Tag::person).collect();
        let staff = reader.rows::<PersonRows>(&keys).await?;
        let numbered =
            |card: domain::views::StudentCard| Numbered { student: card.student, number: card.number, class: card.class };
        let mut students: Vec<Numbered> = cards.into_iter().map(numbered).collect();
        reader.open_each(&mut students).await?;
        Ok(IdsPage {
            classes,
            staff: staff
                .into_iter()
                .map(|PersonRow { person, roles, mentor_of, .. }| StaffIds { person, roles, mentor_of })
                .collect(),
            students: students.into_iter().map(Numbered::ids).collect(),
        })
    }
}

impl Numbered {
    fn ids(self) -> StudentIds {
        StudentIds { student: self.student, number: self.number.value().cloned(), class: self.class }
    }
}
