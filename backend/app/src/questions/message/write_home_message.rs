use crate::{Asking, Problem, Question, questions::rows::card_of};
use domain::{
    holds_personal,
    ids::PersonId,
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use store::PageReader;

/// A child's name, to write about them to the mentor.
#[derive(Clone, Copy, Debug)]
pub struct WriteHomeMessage {
    pub child: PersonId,
}

/// A form for a message from home.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeMessageSheet {
    pub name: Personal<PersonName>,
}

holds_personal!(HomeMessageSheet { name });

impl Question for WriteHomeMessage {
    type Deed = deeds::ReadHome;
    type Answer = HomeMessageSheet;
    const SCREEN: &'static str = "home-write";

    fn about(&self) -> About {
        About::Student(self.child)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, _: &Asking) -> Result<HomeMessageSheet, Problem> {
        let mut page = HomeMessageSheet { name: card_of(reader, self.child).await?.name };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
