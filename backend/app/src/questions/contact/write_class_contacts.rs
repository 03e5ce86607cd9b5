use crate::{
    Asking, Problem, Question,
    questions::person::{People, PersonBrief, at_home, rows_of},
};
use domain::{
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    personal::Personal,
    policy::{About, Circle, deeds},
    values::PersonName,
    views::{ClassRow, ClassRows, StudentCard, StudentCards},
};
use store::PageReader;

/// Every family of a class, to tick whom one spoke with (nl: meer tegelijk).
#[derive(Clone, Copy, Debug)]
pub struct WriteClassContacts {
    pub class: ClassId,
}

/// A form for many contacts of one evening.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassContactSheet {
    pub class: ClassRow,
    /// In the Dutch order of names.
    pub families: Vec<FamilyToTick>,
    /// Those around each student, for who will read it.
    pub circles: Vec<Circle>,
}

holds_personal!(ClassContactSheet { families });

/// A student with the people at home.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyToTick {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub home: Vec<PersonBrief>,
}

holds_personal!(FamilyToTick { name, home });

impl Question for WriteClassContacts {
    type Deed = deeds::ReadClass;
    type Answer = ClassContactSheet;
    const SCREEN: &'static str = "class-contacts";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<ClassContactSheet, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let keys: Vec<Tag> = class.students.iter().map(|student| Tag::student(*student)).collect();
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let rows = rows_of(reader, cards.iter().flat_map(at_home)).await?;
        let family = |card: StudentCard| {
            let home = People::around(&card, &rows).briefs(at_home(&card));
            FamilyToTick { student: card.student, name: card.name, home }
        };
        let circles = cards.iter().map(|card| Circle::around(card, &asking.viewer())).collect();
        let mut page = ClassContactSheet { class, families: cards.into_iter().map(family).collect(), circles };
        reader.open(&mut page).await?;
        page.families.sort_by_cached_key(|family| family.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}
