use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, named_in, rows_of, to_share_with},
        rows::{card_of, class_of, ties_of},
        timeline::{entry_of, timeline},
    },
};
use domain::{
    holds_personal,
    ids::{EntryId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, Entry, EntryContent},
};
use store::PageReader;

/// The sheet on which a student adds something, or goes on with something that is there (nl: zet erbij).
#[derive(Clone, Copy, Debug)]
pub struct WriteLine {
    pub student: PersonId,
    pub entry: Option<EntryId>,
}

/// A form for a thing on the line: whom it can be shared with, and what it can come from.
#[derive(Clone, Debug, PartialEq)]
pub struct LineSheet {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Whom it can be shared with, besides the school: parents first, then supporters.
    pub around: Vec<PersonBrief>,
    /// What is there now, when it is about something that is.
    pub entry: Option<Entry>,
    /// What something new can come from: the newest things on the line.
    pub recent: Vec<Entry>,
    pub people: People,
}

holds_personal!(LineSheet { name, around, entry, recent, people });

/// So many things to choose from, when something new comes from something that is there.
const RECENT: usize = 20;

impl Question for WriteLine {
    type Deed = deeds::ReadOwnLine;
    type Answer = LineSheet;
    const SCREEN: &'static str = "line-sheet";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<LineSheet, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let entry = match self.entry {
            None => None,
            Some(entry) => {
                let entry = entry_of(reader, asking, self.student, Tag::entry(entry)).await?;
                Some(entry.ok_or(Problem::NotFound)?)
            }
        };
        let mut recent = match self.entry {
            None => timeline(reader, asking, self.student, None).await?.entries,
            Some(_) => vec![],
        };
        recent.retain(|entry| !matches!(entry.told, EntryContent::Enrolled { .. }));
        recent.truncate(RECENT);
        let mut named = named_in(entry.as_slice());
        named.extend(named_in(&recent));
        let ties = to_share_with(&ties_of(reader, asking, self.student).await?);
        named.extend(&ties);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let around = people.briefs(ties);
        let mut sheet = LineSheet { student: self.student, name: card.name, class, around, entry, recent, people };
        reader.open(&mut sheet).await?;
        Ok(sheet)
    }
}
