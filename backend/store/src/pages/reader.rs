//! Reading for one page.
//!
//! The same questions are answered live, from the stored rows, and as of an earlier moment, by folding the events up to it with
//! the same functions. The answers are sealed. A reader whose deed opens envelopes opens a whole answer at once.

use super::{access_log::AccessEntry, shared_reach::shared, snapshot::Snapshot};
use crate::{
    database::error::StoreError,
    keys::{data_keys::Keys, sealing},
    log::read::{self, SealedFields},
    views::wanted::{Ahead, ListCursor, WantedRow},
};
use domain::{
    facts::{Event, Fact},
    ids::{PersonId, Position, Tag, TagKind},
    personal::HoldsPersonal,
    policy::{About, DeedType, OpensEnvelopes},
    views::{View, ViewName},
};
use std::{cmp::Reverse, collections::HashMap, marker::PhantomData, sync::Arc};

/// What one page reads of a school. It ends with `finish`. When it is dropped before that, no access row is left, so the answer
/// must not be shown.
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
    page: OpenPage,
    deed: PhantomData<D>,
}

/// What a page of any deed reads from. It does not depend on the deed, so that it is compiled once.
pub(super) struct OpenPage {
    pub snapshot: Snapshot,
    pub keys: Arc<Keys>,
    /// Who sees what. It is written at the end, in the round trip of the commit.
    pub access_entry: AccessEntry,
    pub head: Position,
    /// The position that a page of the past shows.
    pub as_of: Option<Position>,
    /// The events that a page of the past read last, and under which tags. They are all up to `as_of`.
    pub past: Option<(Vec<Tag>, Vec<Event>)>,
}

impl<D> PageReader<D> {
    pub(super) fn new(page: OpenPage) -> PageReader<D> {
        PageReader { page, deed: PhantomData }
    }

    pub(super) fn open_page(&mut self) -> &mut OpenPage {
        &mut self.page
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
    ///
    /// # Errors
    /// When the database cannot be read, or a view is not up to date.
    pub async fn ahead(&mut self, wanted: Vec<WantedRow>) -> Result<(), StoreError> {
        self.page.read_ahead(wanted).await
    }

    /// The row under this key, if there is one.
    ///
    /// # Errors
    /// As `rows`.
    pub async fn row<V: View>(&mut self, key: Tag) -> Result<Option<V::Row>, StoreError> {
        Ok(self.page.rows::<V>(&[key]).await?.pop())
    }

    /// The rows under these keys, in their order. A key without a row is left out.
    ///
    /// # Errors
    /// When the database cannot be read, a view is not up to date, or what is stored is damaged.
    pub async fn rows<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        self.page.rows::<V>(keys).await
    }

    /// The rows as they are now, also on a page of the past, because rights are always those of today.
    ///
    /// # Errors
    /// As `rows`.
    pub async fn rows_now<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        self.page.snapshot.rows::<V>(keys).await
    }

    /// At most `limit` rows of a list, newest first by (occurred, position), from the one after `before` on.
    ///
    /// # Errors
    /// As `rows`.
    pub async fn page<V: View>(&mut self, list: Tag, before: ListCursor, limit: usize) -> Result<Vec<V::Row>, StoreError> {
        self.page.list::<V>(list, before, limit).await
    }

    /// The pairs among these people who share a number or an address now: for a page that shows who may be whom.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn shared_reach(&mut self, people: &[PersonId]) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
        shared(&mut self.page.snapshot.tx, people).await
    }

    /// Says whom the page turned out to be about, for the access log: an auditor asks about the school, and opens one family's page
    /// without learning whose it is.
    pub fn is_about(&mut self, about: About) {
        self.page.access_entry.about = about;
    }

    /// Writes the row of the access log and ends the page. The answer may be shown after this and not before.
    ///
    /// # Errors
    /// When the row cannot be written. Then the answer must not be shown.
    pub async fn finish(self) -> Result<(), StoreError> {
        self.page.access_entry.note_and_commit(self.page.snapshot.tx).await
    }
}

impl<D: OpensEnvelopes> PageReader<D> {
    /// Opens every envelope of an answer, with one look-up of keys. A field whose key was destroyed becomes erased.
    ///
    /// # Errors
    /// When the keys cannot be read, or an envelope is damaged.
    pub async fn open(&mut self, answer: &mut (impl HoldsPersonal + Send)) -> Result<(), StoreError> {
        self.page.open(&mut [answer]).await
    }

    /// Opens every envelope of a series of rows, with one look-up of keys.
    ///
    /// # Errors
    /// As `open`.
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
        match self.as_of {
            None => self.snapshot.rows::<V>(keys).await,
            Some(position) => self.rows_at::<V>(keys, position).await,
        }
    }

    /// Only right for the page's own position where the deed opens envelopes: what was read is kept without its position.
    pub(super) async fn rows_at<V: View>(&mut self, keys: &[Tag], position: Position) -> Result<Vec<V::Row>, StoreError> {
        if keys.is_empty() {
            return Ok(vec![]);
        }
        let mut rows = folded::<V>(&self.past(V::VIEW, keys, position).await?);
        Ok(keys.iter().filter_map(|key| rows.remove(key)).collect())
    }

    async fn list<V: View>(&mut self, list: Tag, before: ListCursor, limit: usize) -> Result<Vec<V::Row>, StoreError> {
        let rows = match self.as_of {
            None => self.snapshot.page::<V>(list, before, limit).await?,
            Some(position) => folded::<V>(&self.past(V::VIEW, &[list], position).await?).into_values().collect(),
        };
        Ok(page_of::<V>(rows, list, before, limit))
    }

    /// The events that a view's rows under these tags are made of, up to a position, oldest first. A page asks several views
    /// about the same students, so about students everything is read, and kept for the next view. A page that opens no
    /// envelope asks each view about a whole school once.
    async fn past(&mut self, view: ViewName, tags: &[Tag], position: Position) -> Result<Vec<Event>, StoreError> {
        let tx = &mut self.snapshot.tx;
        if !self.access_entry.pass.deed().opens_envelopes() {
            return read::tagged(tx, tags, &view.fact_types(), position, SealedFields::LeftOut).await;
        }
        if tags.iter().any(|tag| tag.kind != TagKind::Student) {
            return read::tagged(tx, tags, &view.fact_types(), position, SealedFields::Read).await;
        }
        if self.past.as_ref().is_none_or(|(known, _)| known != tags) {
            let all: Vec<&str> = Fact::TYPES.iter().map(|(name, _)| *name).collect();
            self.past = Some((tags.to_vec(), read::tagged(tx, tags, &all, position, SealedFields::Read).await?));
        }
        let read = self.past.iter().flat_map(|(_, events)| events);
        Ok(read.filter(|event| view.consumes(&event.fact)).cloned().collect())
    }
}

/// The rows that these events make. The events are in order, oldest first.
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

/// Of these rows those that are in a list after `before`, newest first.
fn page_of<V: View>(rows: impl IntoIterator<Item = V::Row>, list: Tag, before: ListCursor, limit: usize) -> Vec<V::Row> {
    let placed = |row: V::Row| V::place(&row).filter(|place| place.list == list).map(|place| ((place.on, place.pos), row));
    let is_here = |(at, _): &(_, V::Row)| before.is_none_or(|before| *at < before);
    let mut placed: Vec<_> = rows.into_iter().filter_map(placed).filter(is_here).collect();
    placed.sort_unstable_by_key(|(at, _)| Reverse(*at));
    placed.into_iter().take(limit).map(|(_, row)| row).collect()
}
