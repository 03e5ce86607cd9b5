use crate::{Asking, Problem, Question};
use domain::{
    ids::{PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::PersonRows,
};
use store::Reader;

/// One's own name, for the top of every page.
#[derive(Clone, Copy, Debug)]
pub struct Me {
    pub person: PersonId,
}

impl Question for Me {
    type Deed = deeds::ReadSelf;
    type Answer = Option<Personal<PersonName>>;
    const SCREEN: &'static str = "me";

    fn about(&self) -> About {
        About::Person(self.person)
    }

    async fn find(self, reader: &mut Reader<deeds::ReadSelf>, _: &Asking) -> Result<Self::Answer, Problem> {
        let Some(mut row) = reader.row::<PersonRows>(Tag::person(self.person)).await? else { return Ok(None) };
        reader.open(&mut row).await?;
        Ok(row.name)
    }
}
