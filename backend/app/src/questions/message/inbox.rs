use super::waiting::{asked_after_since, entries};
use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, named_in, rows_of},
        rows::own_classes,
    },
};
use chrono::NaiveDate;
use domain::{
    holds_personal,
    ids::{ClassId, MessageId, PersonId, Tag},
    message::Side,
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, ClassRows, Entry, Letter, Mailbox, Mailboxes, SchoolClass, SchoolRows, StudentCard, StudentCards},
};
use store::PageReader;

/// What waits for the mentor of a class, and what the class has yet to answer (nl: Berichten).
#[derive(Clone, Copy, Debug)]
pub struct Inbox {
    pub class: ClassId,
}

/// The exchanges of a class that wait for somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxPage {
    pub class: ClassRow,
    /// The classes that the reader may switch to: their own, of the same school year.
    pub own: Vec<SchoolClass>,
    /// Letters from home that wait for the school, the one that waits longest first.
    pub for_school: Vec<InboxLine>,
    /// What the school wrote in the last weeks and that has no answer yet, the last first. `waiting.rs` says how many.
    pub for_home: Vec<InboxLine>,
}

holds_personal!(InboxPage { for_school, for_home });

/// An exchange that waits, with whom and about which student.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxLine {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub since: NaiveDate,
    pub entry: Entry,
    pub people: People,
}

holds_personal!(InboxLine { name, entry, people });

impl Question for Inbox {
    type Deed = deeds::ReadMessages;
    type Answer = InboxPage;
    const SCREEN: &'static str = "inbox";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<InboxPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let keys: Vec<Tag> = class.students.iter().map(|student| Tag::student(*student)).collect();
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let mailboxes = reader.rows::<Mailboxes>(&keys).await?;
        let mut waiting = waiting(&cards, &mailboxes);
        let oldest = asked_after_since(asking.today);
        waiting.retain(|waits| waits.side == Side::School || waits.since >= oldest);
        let messages: Vec<MessageId> = waiting.iter().map(|waits| waits.message).collect();
        let entries = entries(reader, asking, &messages).await?;
        let rows = rows_of(reader, named_in(&entries)).await?;
        let line = |waits: &Waits| {
            let entry = entries.iter().find(|entry| entry.key == Tag::message(waits.message))?.clone();
            let people = People::around(waits.card, &rows);
            Some(InboxLine { student: waits.card.student, name: waits.card.name.clone(), since: waits.since, entry, people })
        };
        let of = |side: Side| waiting.iter().filter(move |waits| waits.side == side).filter_map(line).collect::<Vec<_>>();
        let (for_school, mut for_home) = (of(Side::School), of(Side::Home));
        for_home.reverse();
        let school = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?;
        let own = own_classes(school.map(|school| school.classes).unwrap_or_default(), asking, &class);
        let mut page = InboxPage { class, own, for_school, for_home };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// How many letters of these students wait for the school.
pub(in crate::questions) fn waiting_for_school(cards: &[StudentCard], mailboxes: &[Mailbox]) -> usize {
    waiting(cards, mailboxes).iter().filter(|waits| waits.side == Side::School).count()
}

/// One letter that waits, for this side, since this day.
struct Waits<'a> {
    card: &'a StudentCard,
    message: MessageId,
    side: Side,
    since: NaiveDate,
}

/// Every letter of a class that waits, the longest first.
fn waiting<'a>(cards: &'a [StudentCard], mailboxes: &[Mailbox]) -> Vec<Waits<'a>> {
    let mut waiting: Vec<Waits> = vec![];
    for mailbox in mailboxes {
        let Some(card) = cards.iter().find(|card| card.student == mailbox.student) else { continue };
        let waits = |letter: &Letter| {
            let (message, home) = (letter.message, letter.waits_for_home().then_some((Side::Home, letter.on)));
            let (side, since) = letter.waits_for_school_since(card).map(|since| (Side::School, since)).or(home)?;
            Some(Waits { card, message, side, since })
        };
        waiting.extend(mailbox.letters.iter().filter_map(waits));
    }
    waiting.sort_by_key(|waits| waits.since);
    waiting
}
