use super::people::rows_of;
use crate::{Asking, Problem, Question};
use domain::{
    ids::{ClassId, PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    time::SchoolYear,
    values::PersonName,
    views::{ClassRow, ClassRows, SchoolRow, SchoolRows},
};
use store::Reader;

/// The school's classes and who mentors them (nl: School).
#[derive(Clone, Copy, Debug)]
pub struct SchoolOverview;

#[derive(Clone, Debug, PartialEq)]
pub struct SchoolPage {
    pub school: SchoolRow,
    /// The classes of this school year, by name.
    pub classes: Vec<ClassSummary>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClassSummary {
    pub class: ClassId,
    pub name: String,
    pub students: usize,
    pub mentors: Vec<(PersonId, Option<Personal<PersonName>>)>,
}

impl HoldsPersonal for SchoolPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        for class in &mut self.classes {
            for (_, name) in &mut class.mentors {
                if let Some(name) = name {
                    see("name", name);
                }
            }
        }
    }
}

impl Question for SchoolOverview {
    type Deed = deeds::ReadSchool;
    type Answer = SchoolPage;
    const SCREEN: &'static str = "school";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut Reader<deeds::ReadSchool>, asking: &Asking) -> Result<SchoolPage, Problem> {
        let key = Tag::school(asking.entered.school());
        let school = reader.row::<SchoolRows>(key).await?.ok_or(Problem::NotFound)?;
        let year = SchoolYear::of(asking.today);
        let keys: Vec<Tag> =
            school.classes.iter().filter(|class| class.school_year == year).map(|class| Tag::class(class.class)).collect();
        let rows: Vec<ClassRow> = reader.rows::<ClassRows>(&keys).await?;
        let mentors = rows_of(reader, rows.iter().flat_map(|class| class.mentors.iter().copied())).await?;
        let name_of = |person: PersonId| mentors.iter().find(|row| row.person == person).and_then(|row| row.name.clone());
        let summary = |class: ClassRow| ClassSummary {
            class: class.class,
            students: class.students.len(),
            mentors: class.mentors.iter().map(|mentor| (*mentor, name_of(*mentor))).collect(),
            name: class.name,
        };
        let mut page = SchoolPage { school, classes: rows.into_iter().map(summary).collect() };
        page.classes.sort_by(|a, b| a.name.cmp(&b.name));
        reader.open(&mut page).await?;
        Ok(page)
    }
}
