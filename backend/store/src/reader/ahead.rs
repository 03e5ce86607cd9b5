//! What a page reads of the stored views: rows by their keys and pages of lists, of as many views as it needs, in one
//! statement.

use crate::{StoreError, tenant::TenantTx};
use bytes::Bytes;
use chrono::NaiveDate;
use domain::{
    ids::{Position, Tag},
    views::View,
};
use sqlx::{
    Postgres, Row,
    postgres::{PgArguments, PgRow},
    query,
    query::Query,
};
use std::collections::{BTreeSet, HashMap};

/// A stored row to find.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub(super) view: &'static str,
    pub(super) version: i16,
    pub(super) key: Tag,
}

impl Wanted {
    pub fn of<V: View>(key: Tag) -> Wanted {
        Wanted { view: V::NAME, version: V::VERSION, key }
    }
    pub(crate) fn key(&self) -> Tag {
        self.key
    }
}

/// Where a page of a list begins: after this row, or at the newest one.
pub(super) type Before = Option<(NaiveDate, Position)>;

/// A page of a list: of which view, whose, from where, and how long.
pub(super) type PageOf = (&'static str, Tag, Before, usize);

/// What a page will read whatever it finds there: it comes in one round trip.
#[derive(Default)]
pub struct Ahead {
    rows: Vec<Wanted>,
    pages: Vec<(PageOf, i16)>,
}

impl Ahead {
    pub fn rows(mut self, rows: impl IntoIterator<Item = Wanted>) -> Ahead {
        self.rows.extend(rows);
        self
    }
    /// A page of a list, as `Reader::page` will ask for it.
    pub fn page<V: View>(mut self, list: Tag, before: Before, limit: usize) -> Ahead {
        self.pages.push(((V::NAME, list, before, limit), V::VERSION));
        self
    }
    /// The views that must be up to date for it.
    fn views(&self) -> BTreeSet<(&'static str, i16)> {
        let of_rows = self.rows.iter().map(|row| (row.view, row.version));
        of_rows.chain(self.pages.iter().map(|((view, ..), version)| (*view, *version))).collect()
    }
}

/// What was found, until the page ends: every reading of it is of the same moment.
#[derive(Default)]
pub(crate) struct Found {
    /// Bodies by view and key; `None` where there is no such row.
    rows: HashMap<(&'static str, Tag), Option<Bytes>>,
    pages: HashMap<PageOf, Vec<Bytes>>,
    /// Bodies that came with a page, by view and by their key as it is stored.
    listed: HashMap<&'static str, HashMap<String, Bytes>>,
}

impl Found {
    /// Rows that were read by their keys alone, in the order in which they were wanted.
    pub(crate) fn keep(&mut self, wanted: &[Wanted], bodies: Vec<Option<Vec<u8>>>) {
        let bodies = bodies.into_iter().map(|body| body.map(Bytes::from));
        self.rows.extend(wanted.iter().map(|row| (row.view, row.key)).zip(bodies));
    }
    pub(crate) fn knows(&self, row: &Wanted) -> bool {
        self.rows.contains_key(&(row.view, row.key)) || self.listed(row).is_some()
    }
    pub(crate) fn row(&self, row: &Wanted) -> Option<Bytes> {
        let by_key = self.rows.get(&(row.view, row.key)).and_then(Option::as_ref);
        by_key.or_else(|| self.listed(row)).cloned()
    }
    fn listed(&self, row: &Wanted) -> Option<&Bytes> {
        self.listed.get(row.view)?.get(&row.key.to_string())
    }
    pub(super) fn page(&mut self, page: &PageOf) -> Option<Vec<Bytes>> {
        self.pages.remove(page)
    }
    /// Keeps what a reading answered, and gives the head of the log. What comes with a page is known by its key as well.
    fn take(&mut self, answered: &[PgRow], ahead: &Ahead) -> Result<Option<Position>, StoreError> {
        let (mut head, mut kept) = (None, 0);
        let mut pages = vec![vec![]; ahead.pages.len()];
        self.rows.extend(ahead.rows.iter().map(|row| ((row.view, row.key), None)));
        for row in answered {
            let (kind, n): (i16, i64) = (row.try_get(0)?, row.try_get(1)?);
            match kind {
                HEAD => head = Some(Position(n)),
                VIEWS => kept = n,
                ROW => {
                    let wanted = ahead.rows.get(place(n)).ok_or_else(not_asked)?;
                    self.rows.insert((wanted.view, wanted.key), Some(body(row)?));
                }
                _ => {
                    let ((view, ..), _) = ahead.pages.get(place(n)).ok_or_else(not_asked)?;
                    let body = body(row)?;
                    self.listed.entry(*view).or_default().insert(row.try_get(3)?, body.clone());
                    pages[place(n)].push(body);
                }
            }
        }
        let views = ahead.views();
        if kept < views.len() as i64 {
            return Err(not_kept(views.into_iter().map(|(view, _)| view)));
        }
        self.pages.extend(ahead.pages.iter().map(|(page, _)| *page).zip(pages));
        Ok(head)
    }
}

/// Where something stands that `with ordinality` counted from one.
fn place(n: i64) -> usize {
    usize::try_from(n - 1).unwrap_or(usize::MAX)
}

fn body(row: &PgRow) -> Result<Bytes, StoreError> {
    Ok(Bytes::copy_from_slice(row.try_get(2)?))
}

fn not_asked() -> StoreError {
    StoreError::Damaged("the database answered what was not asked".into())
}

/// What a row of the answer says: the number in it is the head, how many of the views are kept, or for which of the wanted
/// rows and pages its body is.
const HEAD: i16 = 0;
const VIEWS: i16 = 1;
const ROW: i16 = 2;

/// One statement for all of it. `limit` keeps each look-up a look-up by key, whatever the planner thinks of the size of the
/// table.
const READ: &str = "select 0::smallint, pos, null::bytea, null::text from tenant_head where tenant_id = $1
     union all
     select 1::smallint, count(*), null, null
       from unnest($2::text[], $3::smallint[]) as v (name, version),
            lateral (select from view_tenant
                      where tenant_id = $1 and name = v.name and version = v.version and mode = 'inline' limit 1) t
     union all
     select 2::smallint, w.n, r.body, null
       from unnest($4::text[], $5::smallint[], $6::text[]) with ordinality as w (view, version, key, n),
            lateral (select body from view_row
                      where tenant_id = $1 and view = w.view and version = w.version and key = w.key limit 1) r
     union all
     select 3::smallint, p.n, r.body, r.key
       from unnest($7::text[], $8::smallint[], $9::text[], $10::date[], $11::bigint[], $12::bigint[])
            with ordinality as p (view, version, list, before_on, before_pos, most, n),
            lateral (select key, body from view_row
                      where tenant_id = $1 and view = p.view and version = p.version and list = p.list
                        and (occurred_on, pos) < (p.before_on, p.before_pos)
                      order by occurred_on desc, pos desc limit p.most) r";

/// Reads what is not known yet, and the head of the log.
pub(super) async fn read(tx: &mut TenantTx, mut ahead: Ahead, found: &mut Found) -> Result<Position, StoreError> {
    ahead.rows.retain(|row| !found.knows(row));
    let answered = reading(tx, &ahead).fetch_all(tx.conn()).await?;
    found.take(&answered, &ahead)?.ok_or(StoreError::NoSchool)
}

fn reading<'q>(tx: &TenantTx, ahead: &Ahead) -> Query<'q, Postgres, PgArguments> {
    let (names, versions): (Vec<_>, Vec<_>) = ahead.views().into_iter().unzip();
    let query = query(READ).bind(tx.school().0).bind(names).bind(versions);
    let query = query.bind(ahead.rows.iter().map(|row| row.view).collect::<Vec<_>>());
    let query = query.bind(ahead.rows.iter().map(|row| row.version).collect::<Vec<_>>());
    let query = query.bind(ahead.rows.iter().map(|row| row.key.to_string()).collect::<Vec<_>>());
    let pages = &ahead.pages;
    let before = |before: Before| before.unwrap_or((NaiveDate::MAX, Position(i64::MAX)));
    let query = query.bind(pages.iter().map(|((view, ..), _)| *view).collect::<Vec<_>>());
    let query = query.bind(pages.iter().map(|(_, version)| *version).collect::<Vec<_>>());
    let query = query.bind(pages.iter().map(|((_, list, ..), _)| list.to_string()).collect::<Vec<_>>());
    let query = query.bind(pages.iter().map(|((_, _, from, _), _)| before(*from).0).collect::<Vec<_>>());
    let query = query.bind(pages.iter().map(|((_, _, from, _), _)| before(*from).1.0).collect::<Vec<_>>());
    query.bind(pages.iter().map(|((.., limit), _)| *limit as i64).collect::<Vec<_>>())
}

pub(crate) fn not_kept(views: impl IntoIterator<Item = &'static str>) -> StoreError {
    let views: BTreeSet<&str> = views.into_iter().collect();
    StoreError::Unfit(format!("not every one of the views {views:?} is up to date for this school: rebuild them"))
}
