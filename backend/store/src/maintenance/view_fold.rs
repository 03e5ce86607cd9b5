//! A view folded from a school's log, beside what is stored of it: what `rebuild` writes and compares.

use crate::{
    database::{error::StoreError, tenant::TenantTx},
    log::read,
    views::row_proof::RowProver,
};
use domain::{
    facts::Event,
    ids::{Position, Tag},
    views::{AnyView, ListPlace, StoredRow},
};
use futures::TryStreamExt;
use sqlx::{Row, postgres::PgRow, query, query_scalar};
use std::collections::{HashMap, HashSet};

/// Positions of the log that one query reads.
const POSITIONS_PER_READ: i64 = 5000;

/// The rows of a view, as far as the log was folded.
pub(super) struct ViewFold {
    pub view: &'static AnyView,
    pub rows: HashMap<Tag, StoredRow>,
    pub done: Position,
    /// Events that the view listens to.
    pub events: u64,
}

/// Stored rows that are not what the log says.
pub(super) struct WrongRows {
    /// How it stands with the view.
    pub state: ViewState,
    /// Rows that are missing or different.
    pub keys: HashSet<Tag>,
    /// Stored keys that no event makes.
    pub strays: Vec<String>,
}

/// How it stands with this program's version of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ViewState {
    /// It follows the school's appends, so all its rows are right.
    InUse,
    /// It was not built yet, so there is nothing to be wrong.
    Missing,
    /// It has rows, and no version that it is to replace: somebody took it out of use.
    Dropped,
}

impl ViewState {
    pub(super) async fn of(tx: &mut TenantTx, view: &AnyView) -> Result<ViewState, StoreError> {
        const SQL: &str = "select exists (select from view_row where tenant_id = $1 and view = $2 and version = $3)
            and not exists (select from view_tenant where tenant_id = $1 and name = $2 and version <> $3 and mode = 'inline')";
        if is_in_use(tx, view).await? {
            return Ok(ViewState::InUse);
        }
        let read = query_scalar(SQL).bind(tx.school().0).bind(view.name).bind(view.version);
        let is_dropped: bool = read.fetch_one(tx.conn()).await?;
        Ok(if is_dropped { ViewState::Dropped } else { ViewState::Missing })
    }
}

impl WrongRows {
    /// How many rows are damage. Of a view that was never built none are.
    pub(super) fn count(&self) -> u64 {
        if self.state == ViewState::Missing {
            return 0;
        }
        (self.keys.len() + self.strays.len()) as u64
    }
}

impl ViewFold {
    pub(super) fn of(view: &'static AnyView) -> ViewFold {
        ViewFold { view, rows: HashMap::new(), done: Position(0), events: 0 }
    }

    /// Folds everything up to the head. `progress` is called after each query.
    pub(super) async fn up_to(
        &mut self,
        tx: &mut TenantTx,
        head: Position,
        progress: &mut impl FnMut(Position),
    ) -> Result<(), StoreError> {
        while self.done < head {
            self.fold_page(tx).await?;
            progress(self.done.min(head));
        }
        self.done = head;
        Ok(())
    }

    /// Folds the next page of the log into the rows, and says which rows it touched.
    pub(super) async fn fold_page(&mut self, tx: &mut TenantTx) -> Result<HashSet<Tag>, StoreError> {
        let events = read::after(tx, self.done, POSITIONS_PER_READ, &self.view.view.fact_types()).await?;
        self.done.0 += POSITIONS_PER_READ;
        self.events += events.len() as u64;
        let mut touching: HashMap<Tag, Vec<&Event>> = HashMap::new();
        for event in &events {
            for key in (self.view.keys)(event) {
                touching.entry(key).or_default().push(event);
            }
        }
        for (key, events) in &touching {
            let row = self.rows.remove(key);
            if let Some(row) = (self.view.fold)(row.as_ref().map(|row| &row.row), *key, events)? {
                self.rows.insert(*key, row);
            }
        }
        Ok(touching.into_keys().collect())
    }

    /// Finds which of the stored rows are wrong. The transaction must see the log as it was folded.
    pub(super) async fn compare(&self, tx: &mut TenantTx, prover: &RowProver) -> Result<WrongRows, StoreError> {
        const SQL: &str = "select key, body, list, occurred_on, pos, last_pos, mac from view_row where tenant_id = $1 and view = $2 and version = $3";
        let state = ViewState::of(tx, self.view).await?;
        let school = tx.school().0;
        let names: HashMap<String, Tag> = self.rows.keys().map(|key| (key.to_string(), *key)).collect();
        let mut wrong = WrongRows { state, keys: self.rows.keys().copied().collect(), strays: Vec::new() };
        let mut stored = query(SQL).bind(school).bind(self.view.name).bind(self.view.version).fetch(tx.conn());
        while let Some(row) = stored.try_next().await? {
            let key: &str = row.try_get(0)?;
            match names.get(key) {
                Some(key) if is_same(&row, self.view, *key, &self.rows[key], prover)? => _ = wrong.keys.remove(key),
                Some(_) => {}
                None => wrong.strays.push(key.to_owned()),
            }
        }
        Ok(wrong)
    }
}

/// Is a stored row (body, place, last position and proof, after its key) what it should be?
pub(super) fn is_same(stored: &PgRow, view: &AnyView, key: Tag, row: &StoredRow, prover: &RowProver) -> Result<bool, StoreError> {
    let last = Position(stored.try_get(5)?);
    Ok(stored.try_get::<&[u8], _>(1)? == row.body
        && stands_at(stored, row.place)?
        && last == row.last
        && prover.proves(view, key, last, &row.body, stored.try_get(6)?))
}

/// Does a stored row (key, body, place) stand there in a list?
pub(super) fn stands_at(stored: &PgRow, place: Option<ListPlace>) -> Result<bool, StoreError> {
    let place = place.map(|place| (place.list.to_string(), place.on, place.pos.0));
    let (list, on, pos) = place.map_or((None, None, None), |(list, on, pos)| (Some(list), Some(on), Some(pos)));
    Ok(stored.try_get::<Option<String>, _>(2)? == list
        && stored.try_get::<Option<_>, _>(3)? == on
        && stored.try_get::<Option<_>, _>(4)? == pos)
}

/// Does this version of the view follow the school's appends?
pub(super) async fn is_in_use(tx: &mut TenantTx, view: &AnyView) -> Result<bool, StoreError> {
    const SQL: &str = "select exists (select from view_tenant
        where tenant_id = $1 and name = $2 and version = $3 and mode = 'inline')";
    Ok(query_scalar(SQL).bind(tx.school().0).bind(view.name).bind(view.version).fetch_one(tx.conn()).await?)
}
