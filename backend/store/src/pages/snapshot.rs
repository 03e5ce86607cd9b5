//! One moment of a school's log: the transaction that a page or a decision reads in, and what it has read so far.
//!
//! The first message begins the transaction and brings the head of the log. From then on a row or a page of a list is taken from
//! the cache when it is there as of that head. Everything that is missing is read in one statement.

use crate::{
    Store,
    database::{
        error::StoreError,
        prepared::{self, AskedRow},
        rights_types,
        tenant::TenantTx,
    },
    keys::data_keys::Keys,
    log::row_check::{AnsweredRow, StoredBody, check_last_states, check_list, check_proofs, may_be_behind},
    views::{
        row_cache::{FoundPage, FoundRow, LogState, RowCache},
        wanted::{Ahead, ListCursor, ListPage, WantedPage, WantedRow},
    },
};
use chrono::NaiveDate;
use domain::{
    ids::{Position, SchoolId, Tag},
    policy::RowSource,
    views::{AnyRow, View, row_of},
};
use sqlx::{
    Postgres, Row,
    postgres::{PgArguments, PgRow},
    query,
    query::Query,
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, LazyLock},
};

/// A row that was read, by view and key. `None`: there is no such row.
pub type KeyedRow = ((&'static str, Tag), Option<AnyRow>);

/// What is read of a school as of one state of its log.
pub(crate) struct Snapshot {
    pub(crate) tx: TenantTx,
    keys: Arc<Keys>,
    row_cache: Arc<RowCache>,
    /// `None`: there is no such school, and so no row.
    state: Option<LogState>,
    /// Rows by view and key.
    rows: HashMap<(&'static str, Tag), FoundRow>,
    pages: HashMap<ListPage, FoundPage>,
}

impl Snapshot {
    /// Begins with these rows, all in one round trip.
    pub(crate) async fn begin(store: &Store, school: SchoolId, wanted: &[WantedRow]) -> Result<Snapshot, StoreError> {
        let (known, cached) = store.row_cache.newest(school, wanted).unzip();
        let cached: Vec<Option<FoundRow>> = cached.unwrap_or_else(|| vec![None; wanted.len()]);
        let asked: Vec<AskedRow> = wanted.iter().zip(&cached).map(|(row, cached)| asked(row, cached.is_some())).collect();
        let read = prepared::view_rows(school, known.map(|known| (known.chain, known.view_epoch)), &asked);
        let (tx, answered) = TenantTx::begin_snapshot(&store.db, school, &read).await?;
        let (head, answered) = answered.split_first().unzip();
        let state = head.map(|head| state_of(school, head)).transpose()?;
        let (keys, row_cache) = (store.keys.clone(), store.row_cache.clone());
        let mut snapshot = Snapshot { tx, keys, row_cache, state, rows: HashMap::new(), pages: HashMap::new() };
        if state.is_some() && state == known {
            let cached = wanted.iter().zip(cached).filter_map(|(row, cached)| Some(((row.view.name, row.key), cached?)));
            snapshot.rows.extend(cached);
        }
        let row =
            |row: &PgRow| answered_row(nth(wanted, row.try_get(0)?)?, row, RowColumns { body: 3, last: 1, mac: 4, later: 5 });
        let rows: Vec<AnsweredRow> = answered.into_iter().flatten().map(row).collect::<Result<_, _>>()?;
        snapshot.check(&rows).await?;
        snapshot.keep(found(&rows)?, vec![]);
        if wanted.iter().any(|row| !snapshot.knows(row)) {
            // Rows of a view that does not follow the appends are not answered.
            return Err(not_kept(wanted.iter().map(|row| row.view.name)));
        }
        Ok(snapshot)
    }

    pub(crate) fn school(&self) -> SchoolId {
        self.tx.school()
    }

    /// The end of the log.
    pub(crate) fn head(&self) -> Result<Position, StoreError> {
        self.state.map(|state| state.pos).ok_or(StoreError::NoSchool)
    }

    /// Reads what is wanted and not known yet.
    pub(crate) async fn read(&mut self, mut wanted: Ahead) -> Result<(), StoreError> {
        wanted.rows.retain(|row| !self.finds_row(row));
        wanted.pages.retain(|wanted| !self.finds_page(&wanted.page));
        if wanted.is_empty() {
            return Ok(());
        }
        let answered = reading(self.school(), &wanted).fetch_all(self.tx.conn()).await?;
        self.take_answer(&answered, &wanted).await
    }

    /// Nothing is made of a row that has no proof, nor of one that rights are read from and that is not the last.
    async fn check(&mut self, rows: &[AnsweredRow]) -> Result<(), StoreError> {
        check_proofs(&self.keys, self.tx.school(), rows).await?;
        if may_be_behind(rows) {
            check_last_states(&mut self.tx, rows).await?;
        }
        Ok(())
    }

    /// The rows under these keys, in their order. A key without a row is left out.
    pub(crate) async fn rows<V: View>(&mut self, keys: &[Tag]) -> Result<Vec<V::Row>, StoreError> {
        self.read(Ahead::default().rows(keys.iter().map(|key| WantedRow::of::<V>(*key)))).await?;
        Ok(keys.iter().filter_map(|key| self.row::<V>(*key)).cloned().collect())
    }

    /// A row that was read.
    pub(crate) fn row<V: View>(&self, key: Tag) -> Option<&V::Row> {
        let (row, _) = self.rows.get(&(V::NAME, key))?.as_ref()?;
        row_of::<V>(row)
    }

    /// A page of a list, newest first.
    pub(crate) async fn page<V: View>(&mut self, list: Tag, before: ListCursor, limit: usize) -> Result<Vec<V::Row>, StoreError> {
        self.read(Ahead::default().page::<V>(list, before, limit)).await?;
        let rows = self.pages.get(&ListPage::of::<V>(list, before, limit)).into_iter().flatten();
        Ok(rows.filter_map(|(_, row, _)| row_of::<V>(row)).cloned().collect())
    }

    /// Every row that was read, also those that are not there.
    pub(crate) fn read_rows(&self) -> Vec<KeyedRow> {
        self.rows.iter().map(|(at, found)| (*at, found.as_ref().map(|(row, _)| row.clone()))).collect()
    }

    fn knows(&self, row: &WantedRow) -> bool {
        self.rows.contains_key(&(row.view.name, row.key))
    }

    fn finds_row(&mut self, row: &WantedRow) -> bool {
        if self.knows(row) {
            return true;
        }
        let found = self.state.and_then(|state| self.row_cache.row(self.tx.school(), state, row.view.name, row.key));
        found.map(|found| self.rows.insert((row.view.name, row.key), found)).is_some()
    }

    fn finds_page(&mut self, page: &ListPage) -> bool {
        if self.pages.contains_key(page) {
            return true;
        }
        let found = self.state.and_then(|state| self.row_cache.page(self.tx.school(), state, page));
        found.map(|rows| self.put_page(*page, rows)).is_some()
    }

    /// The rows of a page are then also known by their keys.
    fn put_page(&mut self, page: ListPage, rows: FoundPage) {
        let by_key = rows.iter().map(|(key, row, length)| ((page.view, *key), Some((row.clone(), *length))));
        self.rows.extend(by_key);
        self.pages.insert(page, rows);
    }

    /// Keeps what `READ` answered.
    async fn take_answer(&mut self, answered: &[PgRow], wanted: &Ahead) -> Result<(), StoreError> {
        let columns = RowColumns { body: 2, last: 4, mac: 5, later: 6 };
        let mut kept = 0;
        let mut rows: Vec<AnsweredRow> = wanted.rows.iter().map(|row| AnsweredRow::none(row.view, row.key)).collect();
        let mut pages: Vec<Vec<AnsweredRow>> = wanted.pages.iter().map(|_| vec![]).collect();
        for answer in answered {
            let (kind, n): (i16, i64) = (answer.try_get(0)?, answer.try_get(1)?);
            match kind {
                VIEWS => kept = n,
                ROW => rows[index(n)] = answered_row(nth(&wanted.rows, n)?, answer, columns)?,
                _ => {
                    let key: &str = answer.try_get(3)?;
                    let key = key.parse().map_err(|_| StoreError::Damaged(format!("a row of a view under {key:?}")))?;
                    let asked = WantedRow { view: nth(&wanted.pages, n)?.view, key };
                    pages[index(n)].push(answered_row(&asked, answer, columns)?);
                }
            }
        }
        let views = wanted.views();
        if kept < views.len() as i64 {
            return Err(not_kept(views.into_iter().map(|(view, _)| view)));
        }
        self.check(&rows).await?;
        let mut found_pages = Vec::with_capacity(pages.len());
        for (WantedPage { page, .. }, rows) in wanted.pages.iter().zip(&pages) {
            self.check(rows).await?;
            found_pages.push((*page, found_page(self.tx.school(), page.list, rows)?));
        }
        self.keep(found(&rows)?, found_pages);
        Ok(())
    }

    fn keep(&mut self, rows: Vec<(&'static str, Tag, FoundRow)>, pages: Vec<(ListPage, FoundPage)>) {
        if let Some(state) = self.state {
            self.row_cache.keep(self.tx.school(), state, rows.iter().cloned(), pages.iter().cloned());
        }
        self.rows.extend(rows.into_iter().map(|(view, key, row)| ((view, key), row)));
        pages.into_iter().for_each(|(page, rows)| self.put_page(page, rows));
    }
}

fn asked(row: &WantedRow, in_memory: bool) -> AskedRow {
    AskedRow { view: row.view.name, version: row.view.version, key: row.key, in_memory }
}

impl RowSource for Snapshot {
    fn row<V: View>(&self, key: Tag) -> Option<Option<&V::Row>> {
        let found = self.rows.get(&(V::NAME, key))?;
        Some(found.as_ref().and_then(|(row, _)| row_of::<V>(row)))
    }
}

/// A head that was put back would make a reader believe what is in memory from then.
fn state_of(school: SchoolId, row: &PgRow) -> Result<LogState, StoreError> {
    if !row.try_get::<Vec<i64>, _>(5)?.is_empty() {
        tracing::error!(alarm = "head-refused", school = %school.0, "the log goes on after its head");
        return Err(StoreError::Damaged("the log goes on after its head".into()));
    }
    Ok(LogState { pos: Position(row.try_get(1)?), view_epoch: row.try_get(2)?, chain: row.try_get(3)? })
}

/// Where an answer holds what is stored of a row.
#[derive(Clone, Copy)]
struct RowColumns {
    body: usize,
    last: usize,
    mac: usize,
    later: usize,
}

fn answered_row(asked: &WantedRow, answer: &PgRow, at: RowColumns) -> Result<AnsweredRow, StoreError> {
    let mut row = AnsweredRow::none(asked.view, asked.key);
    let body: Option<Vec<u8>> = answer.try_get(at.body)?;
    if let Some(body) = body {
        row.stored = Some(StoredBody { body, last: Position(answer.try_get(at.last)?), mac: answer.try_get(at.mac)? });
    }
    row.later = answer.try_get::<Option<_>, _>(at.later)?.unwrap_or_default();
    Ok(row)
}

fn found(rows: &[AnsweredRow]) -> Result<Vec<(&'static str, Tag, FoundRow)>, StoreError> {
    rows.iter().map(|row| Ok((row.view.name, row.key, row.read()?))).collect()
}

fn found_page(school: SchoolId, list: Tag, rows: &[AnsweredRow]) -> Result<FoundPage, StoreError> {
    let found: Vec<FoundRow> = rows.iter().map(AnsweredRow::read).collect::<Result<_, _>>()?;
    check_list(school, list, rows, &found)?;
    let page = rows.iter().zip(found).filter_map(|(row, found)| found.map(|(found, length)| (row.key, found, length)));
    Ok(page.collect())
}

/// The index of something that `with ordinality` counted from one.
fn index(n: i64) -> usize {
    usize::try_from(n - 1).unwrap_or(usize::MAX)
}

fn nth<T>(asked: &[T], n: i64) -> Result<&T, StoreError> {
    asked.get(index(n)).ok_or_else(|| StoreError::Damaged("the database answered what was not asked".into()))
}

/// The kinds of rows in the answer of `READ`. The number in a row is how many of the views are up to date, or else the index of
/// the wanted row or page that its body is of.
const VIEWS: i16 = 1;
const ROW: i16 = 2;

/// One statement for all of it. `limit` keeps each look-up a look-up by key, whatever the planner believes about the size of a
/// table.
static READ: LazyLock<String> = LazyLock::new(|| {
    format!(
        "with rights (view, types) as ({})
     select 1::smallint, count(*), null::bytea, null::text, null::bigint, null::bytea, null::bigint[]
       from unnest($2::text[], $3::smallint[]) as v (name, version),
            lateral (select from view_tenant
                      where tenant_id = $1 and name = v.name and version = v.version and mode = 'inline' limit 1) t
     union all
     select 2::smallint, w.n, r.body, null, r.last_pos, r.mac, later_events($1, w.key, coalesce(r.last_pos, 0), rights.types)
       from unnest($4::text[], $5::smallint[], $6::text[]) with ordinality as w (view, version, key, n)
       left join lateral (select body, last_pos, mac from view_row
                           where tenant_id = $1 and view = w.view and version = w.version and key = w.key limit 1) r on true
       left join rights on rights.view = w.view
     union all
     select 3::smallint, p.n, r.body, r.key, r.last_pos, r.mac, null
       from unnest($7::text[], $8::smallint[], $9::text[], $10::date[], $11::bigint[], $12::bigint[])
            with ordinality as p (view, version, list, before_on, before_pos, most, n),
            lateral (select key, body, last_pos, mac from view_row
                      where tenant_id = $1 and view = p.view and version = p.version and list = p.list
                        and (occurred_on, pos) < (p.before_on, p.before_pos)
                      order by occurred_on desc, pos desc limit p.most) r",
        rights_types::values()
    )
});

fn reading<'q>(school: SchoolId, wanted: &Ahead) -> Query<'q, Postgres, PgArguments> {
    let (names, versions): (Vec<_>, Vec<_>) = wanted.views().into_iter().unzip();
    let query = query(READ.as_str()).bind(school.0).bind(names).bind(versions);
    let query = query.bind(wanted.rows.iter().map(|row| row.view.name).collect::<Vec<_>>());
    let query = query.bind(wanted.rows.iter().map(|row| row.view.version).collect::<Vec<_>>());
    let query = query.bind(wanted.rows.iter().map(|row| row.key.to_string()).collect::<Vec<_>>());
    let pages = || wanted.pages.iter().map(|wanted| wanted.page);
    let before = |page: ListPage| page.before.unwrap_or((NaiveDate::MAX, Position(i64::MAX)));
    let query = query.bind(pages().map(|page| page.view).collect::<Vec<_>>());
    let query = query.bind(wanted.pages.iter().map(|wanted| wanted.view.version).collect::<Vec<_>>());
    let query = query.bind(pages().map(|page| page.list.to_string()).collect::<Vec<_>>());
    let query = query.bind(pages().map(|page| before(page).0).collect::<Vec<_>>());
    let query = query.bind(pages().map(|page| before(page).1.0).collect::<Vec<_>>());
    query.bind(pages().map(|page| page.limit as i64).collect::<Vec<_>>())
}

fn not_kept(views: impl IntoIterator<Item = &'static str>) -> StoreError {
    let views: BTreeSet<&str> = views.into_iter().collect();
    StoreError::Unfit(format!("not every one of the views {views:?} is up to date for this school: rebuild them"))
}
