use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, at_home, named_in, rows_of},
        rows::{card_of, class_of},
        timeline::{entry_of, is_talk, lately},
    },
};
use domain::{
    holds_personal,
    ids::{PersonId, Tag},
    personal::Personal,
    policy::{About, deeds, may_approach},
    values::PersonName,
    views::{ClassRow, Entry, EntryContent},
};
use store::PageReader;

/// What is needed to make an agreement with a student, or to adjust one.
#[derive(Clone, Copy, Debug)]
pub struct WriteAgreement {
    pub student: PersonId,
    pub agreement: Option<Tag>,
}

/// A form for an agreement: whom it can be with, and what it can come from.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementSheet {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Those at home who can have the home part.
    pub home: Vec<PersonBrief>,
    pub lately: Vec<Entry>,
    /// The agreement as it stands now.
    pub entry: Option<Entry>,
    pub people: People,
}

holds_personal!(AgreementSheet { name, home, lately, entry, people });

impl Question for WriteAgreement {
    type Deed = deeds::ReadStudent;
    type Answer = AgreementSheet;
    const SCREEN: &'static str = "agreement-sheet";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<AgreementSheet, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let entry = match self.agreement {
            None => None,
            Some(key) => {
                let entry = entry_of(reader, asking, self.student, key).await?;
                let is_agreement = |entry: &Entry| matches!(entry.told, EntryContent::Agreement(_));
                Some(entry.filter(is_agreement).ok_or(Problem::NotFound)?)
            }
        };
        let lately = lately(reader, asking, self.student, is_talk).await?;
        let mut named = named_in(&lately);
        named.extend(named_in(entry.as_slice()));
        named.extend(at_home(&card));
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let approachable = at_home(&card).filter(|person| may_approach(&card, *person));
        let home = people.briefs(approachable);
        let mut sheet = AgreementSheet { student: self.student, name: card.name, class, home, lately, entry, people };
        reader.open(&mut sheet).await?;
        Ok(sheet)
    }
}
