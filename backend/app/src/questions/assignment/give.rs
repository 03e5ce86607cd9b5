//! Whom an assignment can be given to: a whole class or one student, with what it can build on.

use crate::{
    Asking, Problem, Question,
    questions::{
        person::{NamedStudent, People, named_in, rows_of},
        rows::{card_of, class_of, class_with_cards},
        timeline::{is_talk, lately},
    },
};
use domain::{
    holds_personal,
    ids::{ClassId, PersonId},
    policy::{About, Circle, deeds},
    values::PersonName,
    views::{ClassRow, Entry, EntryContent},
};
use store::PageReader;

/// The students of a class, to hand them an assignment.
#[derive(Clone, Copy, Debug)]
pub struct GiveToClass {
    pub class: ClassId,
}

/// A form for a class or for one student.
#[derive(Clone, Debug, PartialEq)]
pub struct GivePage {
    /// The class it is for; for one student, the class they are in.
    pub class: Option<ClassRow>,
    pub whole_class: bool,
    /// Whom it can be for, in the Dutch order of names.
    pub students: Vec<NamedStudent>,
    /// What happened lately with the one student, to build on.
    pub lately: Vec<Entry>,
    pub people: People,
    /// Those around each student of a class, for who will read it.
    pub circles: Vec<Circle>,
}

holds_personal!(GivePage { students, lately, people });

impl Question for GiveToClass {
    type Deed = deeds::ReadClass;
    type Answer = GivePage;
    const SCREEN: &'static str = "give-assignment";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<GivePage, Problem> {
        let (class, cards) = class_with_cards(reader, asking, self.class).await?;
        let circles = cards.iter().map(|card| Circle::around(card, &asking.viewer())).collect();
        let students = cards.into_iter().map(|card| NamedStudent { student: card.student, name: card.name }).collect();
        let people = People::default();
        let mut page = GivePage { class: Some(class), whole_class: true, students, lately: vec![], people, circles };
        reader.open(&mut page).await?;
        page.students.sort_by_cached_key(|named| named.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}

/// One student, to hand them an assignment or make an agreement with.
#[derive(Clone, Copy, Debug)]
pub struct GiveToStudent {
    pub student: PersonId,
}

impl Question for GiveToStudent {
    type Deed = deeds::ReadStudent;
    type Answer = GivePage;
    const SCREEN: &'static str = "give-assignment";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<GivePage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let lately = lately(reader, asking, self.student, can_be_built_on).await?;
        let rows = rows_of(reader, named_in(&lately)).await?;
        let people = People::around(&card, &rows);
        let students = vec![NamedStudent { student: card.student, name: card.name }];
        let mut page = GivePage { class, whole_class: false, students, lately, people, circles: vec![] };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// What others know of as well: home must understand what something builds on. A message is of the two who exchange it.
fn can_be_built_on(told: &EntryContent) -> bool {
    is_talk(told) || matches!(told, EntryContent::Assignment(_) | EntryContent::Agreement(_) | EntryContent::Own(_))
}
