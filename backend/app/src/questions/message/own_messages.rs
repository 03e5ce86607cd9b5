use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, named_in, rows_of},
        rows::card_of,
        timeline::{TimelineCursor, TimelinePage, timeline_of},
    },
};
use domain::{
    holds_personal,
    ids::PersonId,
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::EntryContent,
};
use store::PageReader;

/// A student's messages with the mentor (nl: Berichten).
#[derive(Clone, Copy, Debug)]
pub struct OwnMessages {
    pub student: PersonId,
    pub before: Option<TimelineCursor>,
}

/// One page of a student's messages.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnMessagesPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub timeline: TimelinePage,
    pub people: People,
}

holds_personal!(OwnMessagesPage { name, timeline, people });

impl Question for OwnMessages {
    type Deed = deeds::ReadOwnLine;
    type Answer = OwnMessagesPage;
    const SCREEN: &'static str = "own-messages";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<OwnMessagesPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let timeline =
            timeline_of(reader, asking, self.student, self.before, |told| matches!(told, EntryContent::Message(_))).await?;
        let rows = rows_of(reader, named_in(&timeline.entries)).await?;
        let people = People::around(&card, &rows);
        let mut page = OwnMessagesPage { student: self.student, name: card.name, timeline, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
