use crate::{Asking, Problem};
use chrono::{Days, NaiveDate};
use domain::{
    ids::{MessageId, PersonId, Tag},
    policy::{DeedType, as_seen},
    views::{Entry, EntryContent, Mailbox, Mailboxes, Timeline},
};
use store::PageReader;

/// How long a message to home without an answer stays in the inbox.
const RECENT: Days = Days::new(42);

/// The day of the oldest message that anybody is still reminded of. What nobody answered for weeks is not asked after any more:
/// silence is an answer too. It stays on the timeline, where it can be answered.
pub(super) fn asked_after_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(RECENT).unwrap_or(today)
}

/// What the school wrote lately and that this reader has yet to open or to answer, oldest first.
pub(in crate::questions) async fn waiting_for_reader<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
) -> Result<Vec<Entry>, Problem> {
    let Some(me) = asking.principal.actor().person() else { return Ok(vec![]) };
    let Some(mailbox) = reader.row::<Mailboxes>(Tag::student(student)).await? else { return Ok(vec![]) };
    let oldest = asked_after_since(asking.today);
    let letters = mailbox.waiting_for(me).filter(|letter| letter.on >= oldest);
    let letters: Vec<MessageId> = letters.map(|letter| letter.message).collect();
    entries(reader, asking, &letters).await
}

/// How much of it there is.
pub(in crate::questions) fn waiting_count(mailbox: &Mailbox, reader: PersonId, today: NaiveDate) -> usize {
    let oldest = asked_after_since(today);
    mailbox.waiting_for(reader).filter(|letter| letter.on >= oldest).count()
}

/// These messages as this reader finds them.
pub(super) async fn entries<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    messages: &[MessageId],
) -> Result<Vec<Entry>, Problem> {
    if messages.is_empty() {
        return Ok(vec![]);
    }
    let keys: Vec<Tag> = messages.iter().map(|message| Tag::message(*message)).collect();
    let found = reader.rows::<Timeline>(&keys).await?;
    let mut entries: Vec<Entry> = found.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry)).collect();
    entries.sort_by_key(|entry| (entry.occurred.on, entry.pos));
    Ok(entries)
}

/// The messages on a page that arrive by being shown to this reader: what the school said last, and was not there yet.
pub fn arriving<'a>(entries: impl IntoIterator<Item = &'a Entry>, reader: Option<PersonId>) -> Vec<MessageId> {
    let arrives = |entry: &&Entry| match &entry.told {
        EntryContent::Message(exchange) => Some(exchange.with) == reader && !exchange.arrived,
        _ => false,
    };
    let mut found: Vec<MessageId> = entries.into_iter().filter(arrives).map(|entry| MessageId(entry.key.id)).collect();
    found.sort_unstable();
    found.dedup();
    found
}
