//! Who helps a student with what.

use super::{
    person::{People, PersonBrief, rows_of, to_share_with},
    rows::{card_of, class_of, support_of, ties_of},
};
use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::PersonId,
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, SupportCell, SupportRow},
};
use std::collections::BTreeSet;
use store::PageReader;

/// Who helps a student with what, and how far the student steers (nl: wie helpt waarmee?).
#[derive(Clone, Copy, Debug)]
pub struct WhoHelps {
    pub student: PersonId,
}

/// What the reader was put down for (nl: lukt dat?).
#[derive(Clone, Copy, Debug)]
pub struct HelpAsked {
    pub student: PersonId,
}

/// What the reader was put down for, with what they said to it.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpAskedPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub asked: Vec<SupportCell>,
}

holds_personal!(HelpAskedPage { name });

impl Question for HelpAsked {
    type Deed = deeds::ReadHome;
    type Answer = HelpAskedPage;
    const SCREEN: &'static str = "help-asked";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, asking: &Asking) -> Result<HelpAskedPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let asked = help_asked(reader, asking, self.student).await?;
        let mut page = HelpAskedPage { student: self.student, name: card.name, asked };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// What the reader was put down for, today.
pub(super) async fn help_asked(
    reader: &mut PageReader<deeds::ReadHome>,
    asking: &Asking,
    student: PersonId,
) -> Result<Vec<SupportCell>, Problem> {
    let Some(me) = asking.principal.actor().person().filter(|_| !asking.is_past()) else { return Ok(vec![]) };
    Ok(support_of(reader, student).await?.asked_of(me))
}

/// Who helps a student with what, with those who could.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Who can help: parents first, then supporters.
    pub around: Vec<PersonBrief>,
    pub support: SupportRow,
    /// Those who are named in it, former ones too.
    pub people: People,
}

holds_personal!(SupportPage { name, around, people });

impl Question for WhoHelps {
    type Deed = deeds::ReadSupporters;
    type Answer = SupportPage;
    const SCREEN: &'static str = "support";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadSupporters>, asking: &Asking) -> Result<SupportPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let support = support_of(reader, self.student).await?;
        let ties = to_share_with(&ties_of(reader, asking, self.student).await?);
        let helpers = support.cells.iter().flat_map(|cell| &cell.helpers).filter_map(|helper| helper.person());
        let said = support.cells.iter().filter_map(|cell| cell.by.person);
        let named: BTreeSet<PersonId> = ties.iter().copied().chain(helpers).chain(said).collect();
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let around = people.briefs(ties);
        let mut page = SupportPage { student: self.student, name: card.name, class, around, support, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
