//! What home can be asked now (nl: Nu doen): one variant per story, gathered on one page.
//!
//! Each story says what waits in a function of its own, called from `waiting`. At most one thing is a card, the most urgent;
//! the others stand below it as a quiet list, so that a page never shouts twice.

use super::{home::HomePart, messages};
use crate::{Asking, Problem};
use chrono::NaiveDate;
use domain::{
    ids::PersonId,
    personal::{EachPersonal, HoldsPersonal},
    policy::deeds,
    views::Entry,
};
use store::Reader;

/// One thing that waits for an answer from home.
#[derive(Clone, Debug, PartialEq)]
pub enum ToDo {
    /// A message from the school that has not arrived yet or asks for an answer; the entry on the timeline.
    Message(Box<Entry>),
}

impl ToDo {
    /// Under which tile it is found again.
    pub fn part(&self) -> HomePart {
        match self {
            ToDo::Message(_) => HomePart::Messages,
        }
    }

    /// What comes first: the smaller, the sooner. Of one kind the earlier day goes before.
    fn urgency(&self) -> (u8, NaiveDate) {
        match self {
            ToDo::Message(entry) => (1, entry.occurred.on),
        }
    }

    /// The message that its card shows whole.
    pub fn message(&self) -> Option<&Entry> {
        match self {
            ToDo::Message(entry) => Some(entry),
        }
    }

    /// Everybody whom its card names.
    pub(super) fn names(&self) -> Vec<PersonId> {
        match self {
            ToDo::Message(entry) => entry.author.person.into_iter().collect(),
        }
    }
}

impl HoldsPersonal for ToDo {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        match self {
            ToDo::Message(entry) => entry.each_personal(see),
        }
    }
}

/// Everything that waits for this reader about this child, the most urgent first.
pub(super) async fn waiting(
    reader: &mut Reader<deeds::ReadHome>,
    asking: &Asking,
    child: PersonId,
) -> Result<Vec<ToDo>, Problem> {
    let messages = messages::waiting_for_reader(reader, asking, child).await?;
    let mut waiting: Vec<ToDo> = messages.into_iter().map(|entry| ToDo::Message(Box::new(entry))).collect();
    waiting.sort_by_key(ToDo::urgency);
    Ok(waiting)
}
