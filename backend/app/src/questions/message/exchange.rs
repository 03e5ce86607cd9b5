//! One exchange, to read and to answer: at home, as a student, and as the mentor.

use super::waiting::entries;
use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, named_in, rows_of},
        rows::card_of,
    },
};
use domain::{
    holds_personal,
    ids::{MessageId, PersonId},
    personal::Personal,
    policy::{About, OpensEnvelopes, deeds},
    values::PersonName,
    views::{Entry, EntryContent},
};
use store::PageReader;

/// One exchange, for a parent, a supporter or the student.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangePage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub entry: Entry,
    pub people: People,
}

holds_personal!(ExchangePage { name, entry, people });

async fn exchange<D: OpensEnvelopes>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    message: MessageId,
) -> Result<ExchangePage, Problem> {
    let card = card_of(reader, student).await?;
    let entry =
        entries(reader, asking, &[message]).await?.pop().filter(|entry| entry.student == student && is_message(&entry.told));
    let entry = entry.ok_or(Problem::NotFound)?;
    let mut named = named_in(std::slice::from_ref(&entry));
    named.insert(student);
    let rows = rows_of(reader, named).await?;
    let people = People::around(&card, &rows);
    let mut page = ExchangePage { student, name: card.name, entry, people };
    reader.open(&mut page).await?;
    Ok(page)
}

/// One exchange at home.
#[derive(Clone, Copy, Debug)]
pub struct HomeMessage {
    pub child: PersonId,
    pub message: MessageId,
}

impl Question for HomeMessage {
    type Deed = deeds::ReadHome;
    type Answer = ExchangePage;
    const SCREEN: &'static str = "home-message";

    fn about(&self) -> About {
        About::Student(self.child)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, asking: &Asking) -> Result<ExchangePage, Problem> {
        exchange(reader, asking, self.child, self.message).await
    }
}

/// One exchange of a student's own.
#[derive(Clone, Copy, Debug)]
pub struct OwnMessage {
    pub student: PersonId,
    pub message: MessageId,
}

impl Question for OwnMessage {
    type Deed = deeds::ReadOwnLine;
    type Answer = ExchangePage;
    const SCREEN: &'static str = "own-message";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<ExchangePage, Problem> {
        exchange(reader, asking, self.student, self.message).await
    }
}

/// One exchange for the mentor: to answer it, or to take it back.
#[derive(Clone, Copy, Debug)]
pub struct StaffMessage {
    pub student: PersonId,
    pub message: MessageId,
}

impl Question for StaffMessage {
    type Deed = deeds::ReadMessages;
    type Answer = ExchangePage;
    const SCREEN: &'static str = "message";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<ExchangePage, Problem> {
        exchange(reader, asking, self.student, self.message).await
    }
}

fn is_message(told: &EntryContent) -> bool {
    matches!(told, EntryContent::Message(_))
}
