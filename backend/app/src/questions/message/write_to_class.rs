use crate::{
    Asking, Problem, Question,
    questions::person::{People, PersonBrief, at_home, rows_of},
};
use domain::{
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds, may_write_to},
    values::PersonName,
    views::{ClassRow, ClassRows, StudentCard, StudentCards},
};
use store::PageReader;

/// Everybody in a class who can be written to, to write to all of them at once.
#[derive(Clone, Copy, Debug)]
pub struct WriteToClass {
    pub class: ClassId,
}

/// A form for a message to many of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteToClassPage {
    pub class: ClassRow,
    /// In the Dutch order of names.
    pub families: Vec<Addressees>,
}

holds_personal!(WriteToClassPage { families });

/// A student with those who can be written to about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Addressees {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub to: Vec<PersonBrief>,
}

holds_personal!(Addressees { name, to });

impl Question for WriteToClass {
    type Deed = deeds::ReadMessages;
    type Answer = WriteToClassPage;
    const SCREEN: &'static str = "write-to-class";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, _: &Asking) -> Result<WriteToClassPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let keys: Vec<Tag> = class.students.iter().map(|student| Tag::student(*student)).collect();
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let rows = rows_of(reader, cards.iter().flat_map(addressees)).await?;
        let family = |card: StudentCard| {
            let to = People::around(&card, &rows).briefs(addressees(&card));
            Addressees { student: card.student, name: card.name, to }
        };
        let mut page = WriteToClassPage { class, families: cards.into_iter().map(family).collect() };
        reader.open(&mut page).await?;
        page.families.sort_by_cached_key(|family| family.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}

/// Everybody whom the school may write to about this student: home first, then the student.
pub(super) fn addressees(card: &StudentCard) -> impl Iterator<Item = PersonId> {
    at_home(card).chain([card.student]).filter(|person| may_write_to(card, *person))
}
