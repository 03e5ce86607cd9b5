use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, at_home, rows_of},
        rows::cards_in,
    },
};
use domain::{
    holds_personal,
    ids::{ClassId, MessageId, PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, ClassRows, Mailboxes},
};
use store::PageReader;

/// The messages of one send to a class, to take them back together.
#[derive(Clone, Copy, Debug)]
pub struct SentToClass {
    pub class: ClassId,
    /// The id that came with the form: those of its messages follow from it.
    pub letters: MessageId,
}

/// What of a send still stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SentToClassPage {
    pub class: ClassRow,
    pub letters: MessageId,
    /// By student, in the Dutch order of names. None when the send is unknown, or was taken back.
    pub sent: Vec<SentLetter>,
}

holds_personal!(SentToClassPage { sent });

/// One message of a send.
#[derive(Clone, Debug, PartialEq)]
pub struct SentLetter {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub message: MessageId,
    pub with: Option<PersonBrief>,
    /// Somebody answered it: it stays.
    pub answered: bool,
}

holds_personal!(SentLetter { name, with });

impl Question for SentToClass {
    type Deed = deeds::ReadMessages;
    type Answer = SentToClassPage;
    const SCREEN: &'static str = "sent-to-class";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<SentToClassPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let cards = cards_in(reader, asking, &class).await?;
        let keys: Vec<Tag> = cards.iter().map(|card| Tag::student(card.student)).collect();
        let mailboxes = reader.rows::<Mailboxes>(&keys).await?;
        let people = rows_of(reader, cards.iter().flat_map(at_home)).await?;
        let mut sent = vec![];
        for card in &cards {
            let around = People::around(card, &people);
            let letters = mailboxes.iter().filter(|mailbox| mailbox.student == card.student).flat_map(|mailbox| &mailbox.letters);
            let of_send = letters.filter(|one| !one.withdrawn && one.message == self.letters.to_each(card.student, one.with));
            sent.extend(of_send.map(|one| SentLetter {
                student: card.student,
                name: card.name.clone(),
                message: one.message,
                with: around.get(one.with).cloned(),
                answered: one.answer.is_some(),
            }));
        }
        let mut page = SentToClassPage { class, letters: self.letters, sent };
        reader.open(&mut page).await?;
        page.sent.sort_by_cached_key(|one| one.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}
