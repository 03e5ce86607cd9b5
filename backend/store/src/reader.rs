//! Reading for one page: one transaction, one moment of the log, one row in the access log.
//!
//! The same questions are answered live, from the stored rows, and as of an earlier moment, by folding the events up to it
//! with the same functions. What comes out is sealed; a reader whose deed opens envelopes opens the whole answer at once.

mod audit;

use crate::{Clock, Database, Store, StoreError, access_log, keys::Keys, named, read_log, sealing, tenant::TenantTx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    facts::{Event, Fact},
    ids::{Position, SchoolId, Tag, TagKind},
    personal::HoldsPersonal,
    policy::{DeedType, Granted, OpensEnvelopes, Pass},
    views::{self, View},
};
use sqlx::{Row, query_scalar};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    marker::PhantomData,
    sync::Arc,
};

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
    head: Position,
    as_of: Option<Position>,
    /// What was read last of a page of the past: a page asks several views about the same students.
    past: Option<(Vec<Tag>, Vec<Event>)>,
    /// Rows that were read ahead, by the policy or by the page, until they are asked for.
    ahead: ReadRows,
}

/// Bodies of stored rows by view and key; `None` where there is no such row.
pub(crate) type ReadRows = HashMap<(&'static str, Tag), Option<Vec<u8>>>;

pub(crate) fn keep(read: &mut ReadRows, wanted: &[Wanted], bodies: Vec<Option<Vec<u8>>>) {
    read.extend(wanted.iter().map(|row| (row.view, row.key)).zip(bodies));
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
        Doorstep { tx, keys, clock, read: ReadRows::new() }.enter(pass, screen, as_of).await
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
    pub(crate) read: ReadRows,
}

impl Doorstep {
    /// Opens the page: live, or as of the last position recorded before a moment.
    pub async fn enter<D: DeedType>(
        self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
    ) -> Result<Reader<D>, StoreError> {
        Ok(Reader { page: self.open(pass.into(), screen, as_of).await?, deed: PhantomData })
    }

    async fn open(mut self, pass: Granted, screen: &'static str, as_of: Option<DateTime<Utc>>) -> Result<Page, StoreError> {
        if self.tx.school() != pass.school() {
            return Err(StoreError::Unfit("a pass for one school opens no page of another".into()));
        }
        let as_of = match as_of {
            None => None,
            Some(moment) => Some(read_log::position_at(&mut self.tx, moment).await?),
        };
        let head = access_log::note(&mut self.tx, &self.clock, &pass, screen, as_of).await?;
        Ok(Page { tx: self.tx, keys: self.keys, head, as_of, past: None, ahead: self.read })
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
        self.page.tx.commit().await
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
        let bodies = stored_rows(&mut self.tx, &wanted).await?;
        keep(&mut self.ahead, &wanted, bodies);
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

    async fn rows_now<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        let bodies = self.bodies(V::NAME, V::VERSION, keys).await?;
        bodies.iter().flatten().map(|body| read_row::<V>(body)).collect()
    }

    /// The stored rows of one view: those that were read ahead, or else from the database.
    async fn bodies(&mut self, view: &'static str, version: i16, keys: &[Tag]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let known: Option<Vec<_>> = keys.iter().map(|key| self.ahead.remove(&(view, *key))).collect();
        match known {
            Some(bodies) => Ok(bodies),
            None => {
                let wanted: Vec<Wanted> = keys.iter().map(|key| Wanted { view, version, key: *key }).collect();
                stored_rows(&mut self.tx, &wanted).await
            }
        }
    }

    async fn list<V: View>(
        &mut self,
        list: Tag,
        before: Option<(NaiveDate, Position)>,
        limit: usize,
    ) -> Result<Vec<V::Row>, StoreError> {
        let before = before.unwrap_or((NaiveDate::MAX, Position(i64::MAX)));
        let Some(position) = self.as_of else {
            let bodies = stored_page(&mut self.tx, V::NAME, V::VERSION, list, before, limit).await?;
            return bodies.iter().map(|body| read_row::<V>(body)).collect();
        };
        let events = self.past(V::CONSUMES, &[list], position).await?;
        Ok(page_of::<V>(folded::<V>(&events), list, before, limit))
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

/// A stored row to find.
pub struct Wanted {
    view: &'static str,
    version: i16,
    key: Tag,
}

impl Wanted {
    pub fn of<V: View>(key: Tag) -> Wanted {
        Wanted { view: V::NAME, version: V::VERSION, key }
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

/// Rows in a transaction of their own: one round trip.
pub(crate) async fn once_with_rows(
    db: &Database,
    school: SchoolId,
    wanted: &[Wanted],
) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    let read = named::view_rows(school, wanted.iter().map(|row| (row.view, row.version, row.key.to_string())));
    let rows = TenantTx::once(db, school, &read).await?;
    all_kept(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?, wanted)
}

fn all_kept(bodies: Vec<Option<Vec<u8>>>, wanted: &[Wanted]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    if bodies.len() < wanted.len() {
        return Err(not_kept(wanted.iter().map(|row| row.view)));
    }
    Ok(bodies)
}

async fn stored_page(
    tx: &mut TenantTx,
    view: &'static str,
    version: i16,
    list: Tag,
    (on, pos): (NaiveDate, Position),
    limit: usize,
) -> Result<Vec<Vec<u8>>, StoreError> {
    const SQL: &str = "select r.body
        from view_tenant t
        left join lateral (
            select occurred_on, pos, body from view_row
            where tenant_id = $1 and view = $2 and version = $3 and list = $4 and (occurred_on, pos) < ($5, $6)
            order by occurred_on desc, pos desc limit $7) r on true
        where t.tenant_id = $1 and t.name = $2 and t.version = $3 and t.mode = 'inline'
        order by r.occurred_on desc, r.pos desc";
    let page = query_scalar(SQL).bind(tx.school().0).bind(view).bind(version).bind(list.to_string());
    let bodies: Vec<Option<Vec<u8>>> = page.bind(on).bind(pos.0).bind(limit as i64).fetch_all(tx.conn()).await?;
    if bodies.is_empty() {
        return Err(not_kept([view]));
    }
    Ok(bodies.into_iter().flatten().collect())
}

fn not_kept(views: impl IntoIterator<Item = &'static str>) -> StoreError {
    let views: BTreeSet<&str> = views.into_iter().collect();
    StoreError::Unfit(format!("not every one of the views {views:?} is up to date for this school: rebuild them"))
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

fn page_of<V: View>(rows: HashMap<Tag, V::Row>, list: Tag, before: (NaiveDate, Position), limit: usize) -> Vec<V::Row> {
    let placed = |row: V::Row| V::place(&row).filter(|place| place.list == list).map(|place| ((place.on, place.pos), row));
    let mut placed: Vec<_> = rows.into_values().filter_map(placed).filter(|(at, _)| *at < before).collect();
    placed.sort_unstable_by_key(|(at, _)| Reverse(*at));
    placed.into_iter().take(limit).map(|(_, row)| row).collect()
}
