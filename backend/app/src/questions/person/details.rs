use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{PersonName, Wishes},
    views::{ChannelRow, PersonRows},
};
use store::PageReader;

/// How to reach somebody and what they wish, to change it (nl: gegevens en wensen).
#[derive(Clone, Copy, Debug)]
pub struct PersonDetails {
    pub person: PersonId,
}

/// How to reach somebody now, and what they wish.
#[derive(Clone, Debug, PartialEq)]
pub struct DetailsPage {
    pub person: PersonId,
    pub name: Option<Personal<PersonName>>,
    pub channels: Vec<ChannelRow>,
    pub wishes: Option<Personal<Wishes>>,
}

holds_personal!(DetailsPage { name, channels, wishes });

impl Question for PersonDetails {
    type Deed = deeds::ReadDetails;
    type Answer = DetailsPage;
    const SCREEN: &'static str = "details";

    fn about(&self) -> About {
        About::Person(self.person)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadDetails>, _: &Asking) -> Result<DetailsPage, Problem> {
        let row = reader.row::<PersonRows>(Tag::person(self.person)).await?.ok_or(Problem::NotFound)?;
        let mut page = DetailsPage { person: row.person, name: row.name, channels: row.channels, wishes: row.wishes };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
