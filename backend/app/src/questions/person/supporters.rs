use super::around::{People, PersonBrief, rows_of};
use crate::{Asking, Problem, Question, questions::rows::card_of};
use domain::{
    holds_personal,
    ids::PersonId,
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use store::PageReader;

/// Who supports a student, to name or end one (nl: wie helpt).
#[derive(Clone, Copy, Debug)]
pub struct Supporters {
    pub student: PersonId,
}

/// A student's supporters of today.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportersPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    /// In the order in which they were named.
    pub supporters: Vec<PersonBrief>,
}

holds_personal!(SupportersPage { name, supporters });

impl Question for Supporters {
    type Deed = deeds::ReadSupporters;
    type Answer = SupportersPage;
    const SCREEN: &'static str = "supporters";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadSupporters>, _: &Asking) -> Result<SupportersPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let rows = rows_of(reader, card.supporters.iter().map(|tie| tie.person)).await?;
        let people = People::around(&card, &rows);
        let supporters = card.supporters.iter().filter_map(|tie| people.get(tie.person).cloned()).collect();
        let mut page = SupportersPage { student: self.student, name: card.name, supporters };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
