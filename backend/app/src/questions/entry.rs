//! One thing on a student's timeline, for whoever may read it there: an assignment to do or to use, an agreement to answer.

use super::{
    person::{People, PersonBrief, at_home, named_in, rows_of},
    rows::{card_of, class_of},
    timeline::entry_of,
};
use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{PersonId, Tag},
    personal::Personal,
    policy::{About, OpensEnvelopes},
    values::PersonName,
    views::{ClassRow, Entry, EntryContent},
};
use std::marker::PhantomData;
use store::PageReader;

/// Asks for one entry. The deed says as whom: `OneEntry::<deeds::ReadHome>::of(child, key)`.
#[derive(Clone, Copy, Debug)]
pub struct OneEntry<D> {
    student: PersonId,
    key: Tag,
    deed: PhantomData<fn() -> D>,
}

impl<D> OneEntry<D> {
    /// The entry under this key on this student's timeline.
    pub fn of(student: PersonId, key: Tag) -> OneEntry<D> {
        OneEntry { student, key, deed: PhantomData }
    }
}

/// One entry with what a form about it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct OneEntryPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// The entry as this reader finds it.
    pub entry: Entry,
    /// What it builds on or comes from, where this reader may see that.
    pub before: Option<Entry>,
    /// The parents and supporters, to choose from.
    pub home: Vec<PersonBrief>,
    pub people: People,
}

holds_personal!(OneEntryPage { name, entry, before, home, people });

impl<D: OpensEnvelopes> Question for OneEntry<D> {
    type Deed = D;
    type Answer = OneEntryPage;
    const SCREEN: &'static str = "entry";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<D>, asking: &Asking) -> Result<OneEntryPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let entry = entry_of(reader, asking, self.student, self.key).await?.ok_or(Problem::NotFound)?;
        let before = match built_on(&entry.told) {
            Some(key) => entry_of(reader, asking, self.student, key).await?,
            None => None,
        };
        let mut named = named_in(std::slice::from_ref(&entry));
        named.extend(named_in(before.as_slice()));
        named.extend(at_home(&card));
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let home = people.briefs(at_home(&card));
        let mut page = OneEntryPage { student: self.student, name: card.name, class, entry, before, home, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

fn built_on(told: &EntryContent) -> Option<Tag> {
    match told {
        EntryContent::Assignment(told) => told.builds_on,
        EntryContent::Agreement(told) => told.from,
        _ => None,
    }
}
