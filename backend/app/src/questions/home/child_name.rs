use crate::{Asking, Problem, Question, questions::rows::card_of};
use domain::{
    ids::PersonId,
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use store::PageReader;

/// What a child is called, for a form of home about them.
#[derive(Clone, Copy, Debug)]
pub struct ChildName {
    pub student: PersonId,
}

impl Question for ChildName {
    type Deed = deeds::ReadHome;
    type Answer = Personal<PersonName>;
    const SCREEN: &'static str = "home-form";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, _: &Asking) -> Result<Personal<PersonName>, Problem> {
        let mut card = card_of(reader, self.student).await?;
        reader.open(&mut card).await?;
        Ok(card.name)
    }
}
