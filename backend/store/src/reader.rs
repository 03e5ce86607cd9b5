//! Reading for one page: one transaction, one moment of the log, one row in the access log.
//!
//! The same questions are answered live, from the stored rows, and as of an earlier moment, by folding the events up to it
//! with the same functions. What comes out is sealed; a reader whose deed opens envelopes opens the whole answer at once.

mod ahead;
mod audit;

pub(crate) use ahead::Found;
pub use ahead::{Ahead, Wanted};

use crate::{Clock, Database, Store, StoreError, access_log::Sight, keys::Keys, named, read_log, sealing, tenant::TenantTx};
use ahead::{Before, not_kept, read};
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    facts::{Event, Fact},
    ids::{Position, SchoolId, Tag, TagKind},
    personal::HoldsPersonal,
    policy::{DeedType, Granted, OpensEnvelopes, Pass},
    views::{self, View},
};
use sqlx::{Row, query_scalar};
use std::{cmp::Reverse, collections::HashMap, marker::PhantomData, sync::Arc};

/// One page's view of a school. Ends with `finish`; dropped before that, the access row goes too, and so must the answer.
///
/// An auditor's pass opens no envelope, so this does not compile:
///
/// ```compile_fail,E0599
/// async fn names(mut reader: store::Reader<domain::policy::deeds::ReadEvolution>, card: &mut domain::views::StudentCard) {
///     reader.open(card).await.unwrap();
/// }
/// ```
///
/// A mentor's does:
///
/// ```
/// async fn names(mut reader: store::Reader<domain::policy::deeds::ReadClass>, card: &mut domain::views::StudentCard) {
///     reader.open(card).await.unwrap();
/// }
/// ```
#[must_use = "a page that does not finish leaves no trace in the access log"]
pub struct Reader<D> {
    page: Page,
    deed: PhantomData<D>,
}

/// What a page of any deed reads from.
struct Page {
    tx: TenantTx,
    keys: Arc<Keys>,
    /// Who sees what: its row in the access log is written at the end, in the round trip of the commit.
    sight: Sight,
    head: Position,
    as_of: Option<Position>,
    /// What was read last of a page of the past: a page asks several views about the same students.
    past: Option<(Vec<Tag>, Vec<Event>)>,
    /// What was read so far, by the policy or by the page.
    found: Found,
}

impl Store {
    /// Opens a page: live, or as of the last position recorded before a moment.
    pub async fn reader<D: DeedType>(
        &self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
    ) -> Result<Reader<D>, StoreError> {
        let (tx, _) = begin_with_rows(&self.db, pass.school(), &[]).await?;
        let (keys, clock) = (self.keys.clone(), self.world.clock.clone());
        Doorstep { tx, keys, clock, found: Found::default() }.enter(pass, screen, as_of, Ahead::default()).await
    }
}

/// Where somebody stands whose relations were read, while the policy decides: the page that they may see goes on in the same
/// transaction, so it and its pass are of one moment.
#[must_use = "whoever is turned away leaves"]
pub struct Doorstep {
    pub(crate) tx: TenantTx,
    pub(crate) keys: Arc<Keys>,
    pub(crate) clock: Clock,
    /// What the policy read: the page has no need to read it again.
    pub(crate) found: Found,
}

impl Doorstep {
    /// Opens the page: live, or as of the last position recorded before a moment. What it reads ahead comes along.
    pub async fn enter<D: DeedType>(
        self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
        ahead: Ahead,
    ) -> Result<Reader<D>, StoreError> {
        Ok(Reader { page: self.open(pass.into(), screen, as_of, ahead).await?, deed: PhantomData })
    }

    async fn open(
        mut self,
        pass: Granted,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
        ahead: Ahead,
    ) -> Result<Page, StoreError> {
        if self.tx.school() != pass.school() {
            return Err(StoreError::Unfit("a pass for one school opens no page of another".into()));
        }
        // A page of the past is folded from events, so no stored row says anything of it.
        let (as_of, ahead) = match as_of {
            None => (None, ahead),
            Some(moment) => (Some(read_log::position_at(&mut self.tx, moment).await?), Ahead::default()),
        };
        let head = read(&mut self.tx, ahead, &mut self.found).await?;
        let sight = Sight { pass, screen, clock: self.clock, pos: as_of.unwrap_or(head) };
        Ok(Page { tx: self.tx, keys: self.keys, sight, head, as_of, past: None, found: self.found })
    }

    /// Ends the transaction: there is no page for them.
    pub async fn leave(self) -> Result<(), StoreError> {
        self.tx.rollback().await
    }
}

impl<D: DeedType> Reader<D> {
    /// The end of the log.
    pub fn head(&self) -> Position {
        self.page.head
    }

    /// The position that the page shows: the head, or an earlier one.
    pub fn position(&self) -> Position {
        self.page.as_of.unwrap_or(self.page.head)
    }

    /// Reads rows of several views in one round trip, for `row` and `rows` to find.
    pub async fn ahead(&mut self, wanted: Vec<Wanted>) -> Result<(), StoreError> {
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
        self.page.rows_now::<V>(keys).await
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
        self.page.sight.note_and_commit(self.page.tx).await
    }
}

impl<D: OpensEnvelopes> Reader<D> {
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

impl Page {
    async fn open(&mut self, rows: &mut [&mut (dyn HoldsPersonal + Send)]) -> Result<(), StoreError> {
        sealing::open_all(&self.keys, self.tx.school(), rows).await
    }

    async fn read_ahead(&mut self, wanted: Vec<Wanted>) -> Result<(), StoreError> {
        if self.as_of.is_some() {
            return Ok(());
        }
        self.read_missing(wanted).await
    }

    async fn read_missing(&mut self, wanted: impl IntoIterator<Item = Wanted>) -> Result<(), StoreError> {
        let missing: Vec<Wanted> = wanted.into_iter().filter(|row| !self.found.knows(row)).collect();
        if !missing.is_empty() {
            read(&mut self.tx, Ahead::default().rows(missing), &mut self.found).await?;
        }
        Ok(())
    }

    async fn rows<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        let Some(position) = self.as_of else { return self.rows_now::<V>(keys).await };
        if keys.is_empty() {
            return Ok(vec![]);
        }
        let mut rows = folded::<V>(&self.past(V::CONSUMES, keys, position).await?);
        Ok(keys.iter().filter_map(|key| rows.remove(key)).collect())
    }

    /// The stored rows: those that are known already, the others from the database.
    async fn rows_now<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        let wanted = || keys.iter().map(|key| Wanted::of::<V>(*key));
        self.read_missing(wanted()).await?;
        let bodies = wanted().filter_map(|row| self.found.row(&row));
        bodies.map(|body| read_row::<V>(&body)).collect()
    }

    async fn list<V: View>(&mut self, list: Tag, before: Before, limit: usize) -> Result<Vec<V::Row>, StoreError> {
        let Some(position) = self.as_of else {
            let bodies = self.page_now::<V>(list, before, limit).await?;
            let rows = bodies.iter().map(|body| read_row::<V>(body)).collect::<Result<Vec<_>, _>>()?;
            return Ok(page_of::<V>(rows, list, before, limit));
        };
        let events = self.past(V::CONSUMES, &[list], position).await?;
        Ok(page_of::<V>(folded::<V>(&events).into_values(), list, before, limit))
    }

    async fn page_now<V: View>(&mut self, list: Tag, before: Before, limit: usize) -> Result<Vec<Bytes>, StoreError> {
        let page = (V::NAME, list, before, limit);
        if let Some(bodies) = self.found.page(&page) {
            return Ok(bodies);
        }
        read(&mut self.tx, Ahead::default().page::<V>(list, before, limit), &mut self.found).await?;
        Ok(self.found.page(&page).unwrap_or_default())
    }

    /// What a view's rows under these tags were made of, up to a position, oldest first. About students everything is read
    /// and kept for the next view; about others only what this view listens to.
    async fn past(&mut self, consumes: &[&str], tags: &[Tag], position: Position) -> Result<Vec<Event>, StoreError> {
        if tags.iter().any(|tag| tag.kind != TagKind::Student) {
            return read_log::tagged(&mut self.tx, tags, consumes, position).await;
        }
        if self.past.as_ref().is_none_or(|(known, _)| known != tags) {
            let all: Vec<&str> = Fact::TYPES.iter().map(|(name, _)| *name).collect();
            self.past = Some((tags.to_vec(), read_log::tagged(&mut self.tx, tags, &all, position).await?));
        }
        let read = self.past.iter().flat_map(|(_, events)| events);
        Ok(read.filter(|event| consumes.contains(&event.fact.type_name())).cloned().collect())
    }
}

/// The bodies of these rows, in their order; `None` where there is no such row. One round trip, also for several views.
pub(crate) async fn stored_rows(tx: &mut TenantTx, wanted: &[Wanted]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let views: Vec<&str> = wanted.iter().map(|row| row.view).collect();
    let versions: Vec<i16> = wanted.iter().map(|row| row.version).collect();
    let keys: Vec<String> = wanted.iter().map(|row| row.key.to_string()).collect();
    let rows = query_scalar(named::SELECT_ROWS).bind(tx.school().0).bind(views).bind(versions).bind(keys);
    all_kept(rows.fetch_all(tx.conn()).await?, wanted)
}

/// A transaction for one page, with its first rows in the same round trip.
pub(crate) async fn begin_with_rows(
    db: &Database,
    school: SchoolId,
    wanted: &[Wanted],
) -> Result<(TenantTx, Vec<Option<Vec<u8>>>), StoreError> {
    let read = named::view_rows(school, wanted.iter().map(|row| (row.view, row.version, row.key.to_string())));
    let (tx, rows) = TenantTx::begin_page(db, school, &read).await?;
    let bodies = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    Ok((tx, all_kept(bodies, wanted)?))
}

fn all_kept(bodies: Vec<Option<Vec<u8>>>, wanted: &[Wanted]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    if bodies.len() < wanted.len() {
        return Err(not_kept(wanted.iter().map(|row| row.view)));
    }
    Ok(bodies)
}

pub(crate) fn read_row<V: View>(body: &[u8]) -> Result<V::Row, StoreError> {
    views::read_row::<V>(body).map_err(|why| StoreError::Damaged(format!("a row of view {}: {why}", V::NAME)))
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
