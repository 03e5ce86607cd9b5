//! Reading for one page: one transaction, one moment of the log, one row in the access log.
//!
//! The same questions are answered live, from the stored rows, and as of an earlier moment, by folding the events up to it
//! with the same functions. What comes out is sealed; a reader whose deed opens envelopes opens the whole answer at once.

use crate::{
    Store,
    database::{error::StoreError, world::Clock},
    keys::{data_keys::Keys, sealing},
    log::read,
    pages::{access_log::AccessEntry, snapshot::Snapshot},
    views::wanted::{Ahead, Before, WantedRow},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    facts::{Event, Fact},
    ids::{Position, SchoolId, Tag, TagKind},
    personal::HoldsPersonal,
    policy::{DeedType, Granted, OpensEnvelopes, Pass},
    views::View,
};
use std::{cmp::Reverse, collections::HashMap, marker::PhantomData, sync::Arc};

/// One page's view of a school. Ends with `finish`; dropped before that, the access row goes too, and so must the answer.
///
/// An auditor's pass opens no envelope, so this does not compile:
///
/// ```compile_fail,E0599
/// async fn names(mut reader: store::PageReader<domain::policy::deeds::ReadEvolution>, card: &mut domain::views::StudentCard) {
///     reader.open(card).await.unwrap();
/// }
/// ```
///
/// A mentor's does:
///
/// ```
/// async fn names(mut reader: store::PageReader<domain::policy::deeds::ReadClass>, card: &mut domain::views::StudentCard) {
///     reader.open(card).await.unwrap();
/// }
/// ```
#[must_use = "a page that does not finish leaves no trace in the access log"]
pub struct PageReader<D> {
    pub(super) page: OpenPage,
    deed: PhantomData<D>,
}

/// What a page of any deed reads from.
pub(super) struct OpenPage {
    pub(super) snapshot: Snapshot,
    pub(super) keys: Arc<Keys>,
    /// Who sees what: its row in the access log is written at the end, in the round trip of the commit.
    access_entry: AccessEntry,
    head: Position,
    as_of: Option<Position>,
    /// What was read last of a page of the past: a page asks several views about the same students.
    past: Option<(Vec<Tag>, Vec<Event>)>,
}

impl Store {
    /// Opens a page: live, or as of the last position recorded before a moment.
    pub async fn reader<D: DeedType>(
        &self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
    ) -> Result<PageReader<D>, StoreError> {
        self.begin_page_with(pass.school(), &[]).await?.open(pass, screen, as_of, Ahead::default()).await
    }

    /// A page begins with these rows.
    pub(crate) async fn begin_page_with(&self, school: SchoolId, wanted: &[WantedRow]) -> Result<PageTransaction, StoreError> {
        let snapshot = Snapshot::begin(self, school, wanted).await?;
        Ok(PageTransaction { snapshot, keys: self.keys.clone(), clock: self.world.clock.clone() })
    }
}

/// Where somebody stands whose relations were read, while the policy decides: the page that they may see goes on in the same
/// transaction, so it and its pass are of one moment.
#[must_use = "whoever is turned away leaves"]
pub struct PageTransaction {
    /// What the policy read, the page has no need to read again.
    pub(crate) snapshot: Snapshot,
    keys: Arc<Keys>,
    clock: Clock,
}

impl PageTransaction {
    /// Opens the page: live, or as of the last position recorded before a moment. What it reads ahead comes along.
    pub async fn open<D: DeedType>(
        self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
        ahead: Ahead,
    ) -> Result<PageReader<D>, StoreError> {
        Ok(PageReader { page: self.opened(pass.into(), screen, as_of, ahead).await?, deed: PhantomData })
    }

    async fn opened(
        mut self,
        pass: Granted,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
        ahead: Ahead,
    ) -> Result<OpenPage, StoreError> {
        if self.snapshot.school() != pass.school() {
            return Err(StoreError::Unfit("a pass for one school opens no page of another".into()));
        }
        let head = self.snapshot.head()?;
        let as_of = match as_of {
            None => {
                self.snapshot.read(ahead).await?;
                None
            }
            // A page of the past is folded from events, so no stored row says anything of it.
            Some(moment) => Some(read::position_at(&mut self.snapshot.tx, moment).await?),
        };
        let access_entry = AccessEntry { pass, screen, clock: self.clock, pos: as_of.unwrap_or(head) };
        Ok(OpenPage { snapshot: self.snapshot, keys: self.keys, access_entry, head, as_of, past: None })
    }

    /// Ends the transaction: there is no page for them.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.snapshot.tx.rollback().await
    }
}

impl<D: DeedType> PageReader<D> {
    /// The end of the log.
    pub fn head(&self) -> Position {
        self.page.head
    }

    /// The position that the page shows: the head, or an earlier one.
    pub fn position(&self) -> Position {
        self.page.as_of.unwrap_or(self.page.head)
    }

    /// Reads rows of several views in one round trip, for `row` and `rows` to find.
    pub async fn ahead(&mut self, wanted: Vec<WantedRow>) -> Result<(), StoreError> {
        self.page.read_ahead(wanted).await
    }

    pub async fn row<V: View>(&mut self, key: Tag) -> Result<Option<V::Row>, StoreError> {
        Ok(self.page.rows::<V>(&[key]).await?.pop())
    }

    /// The rows under these keys, in their order. A key without a row is left out.
    pub async fn rows<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        self.page.rows::<V>(keys).await
    }

    /// The rows as they stand now, also on a page of the past: who may see something is decided by today.
    pub async fn rows_now<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        self.page.snapshot.rows::<V>(keys).await
    }

    /// At most `limit` rows of a list, newest first by (occurred, position), from the one after `before` on.
    pub async fn page<V: View>(
        &mut self,
        list: Tag,
        before: Option<(NaiveDate, Position)>,
        limit: usize,
    ) -> Result<Vec<V::Row>, StoreError> {
        self.page.list::<V>(list, before, limit).await
    }

    /// Ends the page. Only now is the access row certain, so the answer is shown after this and not before.
    pub async fn finish(self) -> Result<(), StoreError> {
        self.page.access_entry.note_and_commit(self.page.snapshot.tx).await
    }
}

impl<D: OpensEnvelopes> PageReader<D> {
    /// Opens every envelope of an answer, with one look-up of keys. Where the key was destroyed, the field is erased.
    pub async fn open(&mut self, answer: &mut (impl HoldsPersonal + Send)) -> Result<(), StoreError> {
        self.page.open(&mut [answer]).await
    }

    /// Opens every envelope of a series of rows, with one look-up of keys.
    pub async fn open_each(&mut self, rows: &mut [impl HoldsPersonal + Send]) -> Result<(), StoreError> {
        let mut rows: Vec<&mut (dyn HoldsPersonal + Send)> = rows.iter_mut().map(|row| row as _).collect();
        self.page.open(&mut rows).await
    }
}

impl OpenPage {
    async fn open(&mut self, rows: &mut [&mut (dyn HoldsPersonal + Send)]) -> Result<(), StoreError> {
        sealing::open_all(&self.keys, self.snapshot.school(), rows).await
    }

    async fn read_ahead(&mut self, wanted: Vec<WantedRow>) -> Result<(), StoreError> {
        if self.as_of.is_some() {
            return Ok(());
        }
        self.snapshot.read(Ahead::default().rows(wanted)).await
    }

    async fn rows<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        let Some(position) = self.as_of else { return self.snapshot.rows::<V>(keys).await };
        if keys.is_empty() {
            return Ok(vec![]);
        }
        let mut rows = folded::<V>(&self.past(V::CONSUMES, keys, position).await?);
        Ok(keys.iter().filter_map(|key| rows.remove(key)).collect())
    }

    async fn list<V: View>(&mut self, list: Tag, before: Before, limit: usize) -> Result<Vec<V::Row>, StoreError> {
        let rows = match self.as_of {
            None => self.snapshot.page::<V>(list, before, limit).await?,
            Some(position) => folded::<V>(&self.past(V::CONSUMES, &[list], position).await?).into_values().collect(),
        };
        Ok(page_of::<V>(rows, list, before, limit))
    }

    /// What a view's rows under these tags were made of, up to a position, oldest first. About students everything is read
    /// and kept for the next view; about others only what this view listens to.
    async fn past(&mut self, consumes: &[&str], tags: &[Tag], position: Position) -> Result<Vec<Event>, StoreError> {
        if tags.iter().any(|tag| tag.kind != TagKind::Student) {
            return read::tagged(&mut self.snapshot.tx, tags, consumes, position).await;
        }
        if self.past.as_ref().is_none_or(|(known, _)| known != tags) {
            let all: Vec<&str> = Fact::TYPES.iter().map(|(name, _)| *name).collect();
            self.past = Some((tags.to_vec(), read::tagged(&mut self.snapshot.tx, tags, &all, position).await?));
        }
        let read = self.past.iter().flat_map(|(_, events)| events);
        Ok(read.filter(|event| consumes.contains(&event.fact.type_name())).cloned().collect())
    }
}

/// The rows that these events make, oldest first.
fn folded<V: View>(events: &[Event]) -> HashMap<Tag, V::Row> {
    let mut rows = HashMap::new();
    for event in events {
        for key in V::keys(event) {
            if let Some(row) = V::fold(rows.remove(&key), key, event) {
                rows.insert(key, row);
            }
        }
    }
    rows
}

/// Of these rows those that stand in a list from there on, newest first.
fn page_of<V: View>(rows: impl IntoIterator<Item = V::Row>, list: Tag, before: Before, limit: usize) -> Vec<V::Row> {
    let placed = |row: V::Row| V::place(&row).filter(|place| place.list == list).map(|place| ((place.on, place.pos), row));
    let is_here = |(at, _): &(_, V::Row)| before.is_none_or(|before| *at < before);
    let mut placed: Vec<_> = rows.into_iter().filter_map(placed).filter(is_here).collect();
    placed.sort_unstable_by_key(|(at, _)| Reverse(*at));
    placed.into_iter().take(limit).map(|(_, row)| row).collect()
}
