use super::people::{Brief, People, at_home, rows_of};
use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, ClassRows, StudentCard, StudentCards},
};
use store::PageReader;

/// Every family of a class, to tick whom one spoke with (nl: meer tegelijk).
#[derive(Clone, Copy, Debug)]
pub struct Evening {
    pub class: ClassId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EveningPage {
    pub class: ClassRow,
    /// In the Dutch order of names.
    pub families: Vec<Family>,
}

holds_personal!(EveningPage { families });

/// A student with the people at home.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub home: Vec<Brief>,
}

holds_personal!(Family { name, home });

impl Question for Evening {
    type Deed = deeds::ReadClass;
    type Answer = EveningPage;
    const SCREEN: &'static str = "evening";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, _: &Asking) -> Result<EveningPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let keys: Vec<Tag> = class.students.iter().map(|student| Tag::student(*student)).collect();
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let rows = rows_of(reader, cards.iter().flat_map(at_home)).await?;
        let family = |card: StudentCard| {
            let home = People::around(&card, &rows).briefs(at_home(&card));
            Family { student: card.student, name: card.name, home }
        };
        let mut page = EveningPage { class, families: cards.into_iter().map(family).collect() };
        reader.open(&mut page).await?;
        page.families.sort_by_cached_key(|family| family.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}
