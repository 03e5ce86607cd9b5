use crate::{
    Asking, Problem, Question,
    questions::{rows::card_of, timeline::entry_of},
};
use domain::{
    holds_personal,
    ids::{EntryId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{Entry, EntryContent},
};
use store::PageReader;

/// A student with one entry of theirs, as staff see it: to note a setback, or to turn one.
#[derive(Clone, Copy, Debug)]
pub struct SetbackEntry {
    pub student: PersonId,
    pub entry: Option<EntryId>,
}

/// A form for a setback, or for a new idea about one.
#[derive(Clone, Debug, PartialEq)]
pub struct SetbackSheet {
    pub name: Personal<PersonName>,
    pub entry: Option<Entry>,
}

holds_personal!(SetbackSheet { name, entry });

impl Question for SetbackEntry {
    type Deed = deeds::WriteSetback;
    type Answer = SetbackSheet;
    const SCREEN: &'static str = "setback";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::WriteSetback>, asking: &Asking) -> Result<SetbackSheet, Problem> {
        let card = card_of(reader, self.student).await?;
        let entry = match self.entry {
            None => None,
            Some(entry) => {
                let entry = entry_of(reader, asking, self.student, Tag::entry(entry)).await?;
                let is_setback = |entry: &Entry| matches!(&entry.told, EntryContent::Own(own) if own.is_setback());
                Some(entry.filter(is_setback).ok_or(Problem::NotFound)?)
            }
        };
        let mut page = SetbackSheet { name: card.name, entry };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
