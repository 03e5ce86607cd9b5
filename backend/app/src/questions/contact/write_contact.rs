use crate::{
    Asking, Problem, Question,
    questions::{
        person::{AtHome, People, at_home, named_in, rows_of},
        rows::{card_of, class_of},
        timeline::entry_of,
    },
};
use chrono::TimeDelta;
use domain::{
    holds_personal,
    ids::{ContactId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, Entry, Moment},
};
use store::PageReader;

/// Who tells the same of the same home within so many minutes, probably tells it twice.
const DOUBLE_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// What is needed to write down a contact about a student, or to correct or withdraw this one (nl: gesprek met ouder).
#[derive(Clone, Copy, Debug)]
pub struct WriteContact {
    pub student: PersonId,
    pub contact: Option<ContactId>,
}

/// A form for a contact: with whom it can have been, and what is written down already.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactSheet {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// With whom there can be contact, and how to reach them.
    pub home: Vec<AtHome>,
    /// The contact as it stands now.
    pub entry: Option<Entry>,
    pub people: People,
    /// What was told in the last minutes: an equal one may be told twice by mistake.
    pub told_lately: Vec<Moment>,
}

holds_personal!(ContactSheet { name, home, entry, people });

impl Question for WriteContact {
    type Deed = deeds::ReadStudent;
    type Answer = ContactSheet;
    const SCREEN: &'static str = "contact-sheet";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<ContactSheet, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let entry = match self.contact {
            None => None,
            Some(contact) => {
                let entry = entry_of(reader, asking, self.student, Tag::contact(contact)).await?;
                Some(entry.ok_or(Problem::NotFound)?)
            }
        };
        let mut named = named_in(entry.as_slice());
        named.extend(at_home(&card));
        let rows = rows_of(reader, named).await?;
        let (home, people) = (AtHome::of(&card, &rows), People::around(&card, &rows));
        let lately = asking.now.recorded_at - DOUBLE_WITHIN;
        let told_lately = card.standing(asking.today).filter(|moment| moment.told_at >= lately).cloned().collect();
        let mut sheet = ContactSheet { student: self.student, name: card.name, class, home, entry, people, told_lately };
        reader.open(&mut sheet).await?;
        Ok(sheet)
    }
}
