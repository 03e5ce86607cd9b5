use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{PersonName, Wishes},
    views::PersonRows,
};
use store::PageReader;

/// One's own name and wishes: for the top of every page, and for the language it is in.
#[derive(Clone, Copy, Debug)]
pub struct OwnProfile {
    pub person: PersonId,
}

/// What somebody's pages know of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub name: Option<Personal<PersonName>>,
    pub wishes: Option<Personal<Wishes>>,
}

holds_personal!(Profile { name, wishes });

impl Question for OwnProfile {
    type Deed = deeds::ReadSelf;
    type Answer = Option<Profile>;
    const SCREEN: &'static str = "me";

    fn about(&self) -> About {
        About::Person(self.person)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadSelf>, _: &Asking) -> Result<Self::Answer, Problem> {
        let Some(mut row) = reader.row::<PersonRows>(Tag::person(self.person)).await? else { return Ok(None) };
        reader.open(&mut row).await?;
        Ok(Some(Profile { name: row.name, wishes: row.wishes }))
    }
}
