//! Building a view of a school anew from its log, beside the school's work and without a gap: first what is there, without
//! any lock, then the last few events and the change-over under the lock on the head, where each append waits its turn.
//!
//! A version that the school does not have yet is built under its own number and takes over from the older one. A version
//! that is in use is built beside itself, under its negative number, and only rows that differ are replaced.

use crate::{
    Store, StoreError, detached,
    read_log,
    tenant::TenantTx,
    view_rows::{GoneColumns, RowColumns, write_rows},
};
use domain::{
    facts::Event,
    ids::{Position, SchoolId, Tag},
    views::{self, AnyView, StoredRow},
};
use sqlx::{query, query_scalar};
use std::collections::{HashMap, HashSet};

/// Positions of the log that are read at once.
const PAGE: i64 = 5000;
/// Rows that are written at once.
const CHUNK: usize = 2000;

const CLEAR: &str = "delete from view_row where tenant_id = $1 and view = $2 and version = $3";

/// How far long work has come, in positions of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: Position,
    pub of: Position,
}

/// What a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Events that the view listens to.
    pub events: u64,
    /// Rows that follow from them.
    pub rows: u64,
    /// Rows that were missing, different or too many. Of a view that was in use: none, or it was damaged.
    pub changed: u64,
}

impl Store {
    /// The views of this program that do not follow the school's appends: those must be rebuilt before they can be read.
    pub async fn views_to_build(&self, school: SchoolId) -> Result<Vec<&'static AnyView>, StoreError> {
        let store = self.clone();
        detached(async move {
            let mut tx = TenantTx::begin(&store.db, school).await?;
            let mut missing = Vec::new();
            for view in views::ALL {
                if mode(&mut tx, view, view.version).await?.as_deref() != Some("inline") {
                    missing.push(view);
                }
            }
            tx.rollback().await?;
            Ok(missing)
        })
        .await
    }

    /// Builds a view of a school anew from its log. `progress` is told after each page.
    pub async fn rebuild(
        &self,
        school: SchoolId,
        view: &'static AnyView,
        progress: impl FnMut(Progress) + Send + 'static,
    ) -> Result<Rebuilt, StoreError> {
        let store = self.clone();
        detached(async move { Rebuild::begin(&store, school, view).await?.run(progress).await }).await
    }
}

/// A rebuild under way.
struct Rebuild<'a> {
    store: &'a Store,
    school: SchoolId,
    view: &'static AnyView,
    /// The number under which the rows are built.
    target: i16,
    rows: HashMap<Tag, StoredRow>,
    done: Position,
    events: u64,
}

impl<'a> Rebuild<'a> {
    /// Clears what an interrupted rebuild left behind.
    async fn begin(store: &'a Store, school: SchoolId, view: &'static AnyView) -> Result<Rebuild<'a>, StoreError> {
        const MARK: &str = "insert into view_tenant (tenant_id, name, version, pos, mode) values ($1, $2, $3, 0, 'building')
            on conflict (tenant_id, name, version) do update set pos = 0, mode = 'building'";
        let mut tx = TenantTx::begin(&store.db, school).await?;
        let in_use = mode(&mut tx, view, view.version).await?.as_deref() == Some("inline");
        let target = if in_use { -view.version } else { view.version };
        query(CLEAR).bind(school.0).bind(view.name).bind(target).execute(tx.conn()).await?;
        query(MARK).bind(school.0).bind(view.name).bind(target).execute(tx.conn()).await?;
        tx.commit().await?;
        Ok(Rebuild { store, school, view, target, rows: HashMap::new(), done: Position(0), events: 0 })
    }

    async fn run(mut self, mut progress: impl FnMut(Progress)) -> Result<Rebuilt, StoreError> {
        let mut tx = TenantTx::begin(&self.store.db, self.school).await?;
        let head = read_log::head(&mut tx).await?;
        while self.done < head {
            self.fold_page(&mut tx).await?;
            progress(Progress { done: self.done.min(head), of: head });
        }
        tx.rollback().await?;
        self.done = head;
        self.write_all().await?;
        let changed = self.change_over().await?;
        Ok(Rebuilt { events: self.events, rows: self.rows.len() as u64, changed })
    }

    /// Folds the next page of the log into the rows, and says which rows it touched.
    async fn fold_page(&mut self, tx: &mut TenantTx) -> Result<HashSet<Tag>, StoreError> {
        let events = read_log::page(tx, self.done, PAGE, self.view.consumes).await?;
        self.done.0 += PAGE;
        self.events += events.len() as u64;
        let mut touching: HashMap<Tag, Vec<&Event>> = HashMap::new();
        for event in &events {
            for key in (self.view.keys)(event) {
                touching.entry(key).or_default().push(event);
            }
        }
        for (key, events) in &touching {
            let row = self.rows.remove(key);
            if let Some(row) = (self.view.fold)(row.as_ref().map(|row| row.body.as_slice()), *key, events)? {
                self.rows.insert(*key, row);
            }
        }
        Ok(touching.into_keys().collect())
    }

    async fn write_all(&self) -> Result<(), StoreError> {
        let keys: Vec<Tag> = self.rows.keys().copied().collect();
        for chunk in keys.chunks(CHUNK) {
            let mut tx = TenantTx::begin(&self.store.db, self.school).await?;
            self.write(&mut tx, chunk.iter().copied()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Writes these rows as they are now.
    async fn write(&self, tx: &mut TenantTx, keys: impl Iterator<Item = Tag>) -> Result<(), StoreError> {
        const SQL: &str = concat!(
            "with ",
            write_rows!(
                "$2::text[], $3::int2[], $4::text[]",
                "$5::text[], $6::int2[], $7::text[], $8::text[], $9::date[], $10::int8[], $11::bytea[]"
            ),
            " select"
        );
        let (mut gone, mut rows) = (GoneColumns::default(), RowColumns::default());
        for key in keys {
            match self.rows.get(&key) {
                Some(row) => rows.push(self.view, self.target, key, row),
                None => gone.push(self.view, self.target, key),
            }
        }
        rows.bind(gone.bind(query(SQL).bind(self.school.0))).execute(tx.conn()).await?;
        Ok(())
    }

    /// Under the lock: the events since, and from now on this copy is the one in use. Returns how many rows changed.
    async fn change_over(&mut self) -> Result<u64, StoreError> {
        const LOCK: &str = "select pos from tenant_head where tenant_id = $1 for update";
        let mut tx = TenantTx::begin(&self.store.db, self.school).await?;
        let head: i64 = query_scalar(LOCK).bind(self.school.0).fetch_one(tx.conn()).await?;
        while self.done < Position(head) {
            let touched = self.fold_page(&mut tx).await?;
            self.write(&mut tx, touched.into_iter()).await?;
        }
        let changed = if self.target < 0 { self.replace(&mut tx).await? } else { self.take_over(&mut tx, head).await? };
        tx.commit().await?;
        Ok(changed)
    }

    /// A new version: appends keep it from now on, and no longer the older one.
    async fn take_over(&self, tx: &mut TenantTx, head: i64) -> Result<u64, StoreError> {
        const SQL: &str = "update view_tenant set mode = case when version = $3 then 'inline' else 'retired' end, pos = $4
            where tenant_id = $1 and name = $2 and (version = $3 or mode = 'inline')";
        query(SQL).bind(self.school.0).bind(self.view.name).bind(self.target).bind(head).execute(tx.conn()).await?;
        Ok(self.rows.len() as u64)
    }

    /// The version in use: each row that differs from the copy makes way for it, and the copy goes.
    async fn replace(&self, tx: &mut TenantTx) -> Result<u64, StoreError> {
        const DIFFERENT: &str = "delete from view_row r
            where r.tenant_id = $1 and r.view = $2 and r.version = $3 and not exists (
                select from view_row b where b.tenant_id = $1 and b.view = $2 and b.version = $4 and b.key = r.key
                    and (b.body, b.list, b.occurred_on, b.pos) is not distinct from (r.body, r.list, r.occurred_on, r.pos))";
        const MISSING: &str = "insert into view_row
            select b.tenant_id, b.view, $3, b.key, b.list, b.occurred_on, b.pos, b.body from view_row b
            where b.tenant_id = $1 and b.view = $2 and b.version = $4 and not exists (
                select from view_row r where r.tenant_id = $1 and r.view = $2 and r.version = $3 and r.key = b.key)";
        const MARK: &str = "delete from view_tenant where tenant_id = $1 and name = $2 and version = $3";
        let (school, view) = (self.school.0, self.view);
        let both = |sql| query(sql).bind(school).bind(view.name).bind(view.version).bind(self.target);
        let removed = both(DIFFERENT).execute(tx.conn()).await?.rows_affected();
        let added = both(MISSING).execute(tx.conn()).await?.rows_affected();
        for sql in [CLEAR, MARK] {
            query(sql).bind(school).bind(view.name).bind(self.target).execute(tx.conn()).await?;
        }
        Ok(removed.max(added))
    }
}

async fn mode(tx: &mut TenantTx, view: &AnyView, version: i16) -> Result<Option<String>, StoreError> {
    const SQL: &str = "select mode from view_tenant where tenant_id = $1 and name = $2 and version = $3";
    Ok(query_scalar(SQL).bind(tx.school().0).bind(view.name).bind(version).fetch_optional(tx.conn()).await?)
}
