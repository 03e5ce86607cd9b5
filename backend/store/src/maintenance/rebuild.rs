//! Rebuilding a view of a school from its log, while the school goes on working. First everything that is there is folded, without
//! any lock. Then the last few events are folded and the view changes over, under the lock on the head, where appends wait.
//!
//! A view that the school does not have yet is written as a whole and replaces its older version. Of a view that is in use, only
//! the rows are written that differ from what the log says.

use super::{
    progress::LogProgress,
    view_fold::{ViewFold, ViewState, WrongRows, is_in_use},
};
use crate::{
    Store,
    database::{detached::detached, error::StoreError, sql_fn::SqlFn, tenant::TenantTx},
    log::read,
    views::{row_changes::RowChanges, row_proof::RowProver},
};
use domain::{
    ids::{Position, SchoolId, Tag},
    views::{self, AnyView},
};
use sqlx::{query, raw_sql};
use std::{collections::HashSet, iter};

/// Rows that one transaction writes.
const ROWS_PER_WRITE: usize = 2000;

/// What a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Events that the view listens to.
    pub events: u64,
    /// Rows that follow from them.
    pub rows: u64,
    /// Rows that were missing, different or too many: damage.
    pub changed: u64,
    /// This version of the view was not built yet, so no row of it can have been wrong.
    pub missing: bool,
}

impl Store {
    /// The views of this program that do not follow the school's appends. They must be rebuilt before they can be read.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn views_to_build(&self, school: SchoolId) -> Result<Vec<&'static AnyView>, StoreError> {
        let store = self.clone();
        detached(async move {
            let mut tx = TenantTx::begin(&store.db, school).await?;
            let mut missing = Vec::new();
            for view in views::ALL {
                if !is_in_use(&mut tx, view).await? {
                    missing.push(view);
                }
            }
            tx.rollback().await?;
            Ok(missing)
        })
        .await
    }

    /// Folds a view of a school from its log and compares, as a rebuild does, but writes nothing.
    ///
    /// # Errors
    /// When the log cannot be read, or holds an event that this program does not know.
    pub async fn compare_view(
        &self,
        school: SchoolId,
        view: &'static AnyView,
        mut progress: impl FnMut(LogProgress) + Send + 'static,
    ) -> Result<Rebuilt, StoreError> {
        let store = self.clone();
        detached(async move {
            let prover = RowProver::of(&store.keys, school).await?;
            let mut compared = ViewRebuild { store: &store, school, prover: &prover, fold: ViewFold::of(view) };
            let wrong = compared.fold_all(&mut progress).await?;
            Ok(compared.outcome(&wrong))
        })
        .await
    }

    /// Rebuilds a view of a school from its log. `progress` is called after each query.
    ///
    /// # Errors
    /// When the log cannot be read or the rows cannot be written. What was there is still used then.
    pub async fn rebuild(
        &self,
        school: SchoolId,
        view: &'static AnyView,
        mut progress: impl FnMut(LogProgress) + Send + 'static,
    ) -> Result<Rebuilt, StoreError> {
        let store = self.clone();
        detached(async move {
            let prover = RowProver::of(&store.keys, school).await?;
            loop {
                let mut rebuild = ViewRebuild { store: &store, school, prover: &prover, fold: ViewFold::of(view) };
                let wrong = rebuild.fold_all(&mut progress).await?;
                if let Some(rebuilt) = rebuild.change_over(wrong).await? {
                    return Ok(rebuilt);
                }
            }
        })
        .await
    }
}

/// A rebuild under way.
struct ViewRebuild<'a> {
    store: &'a Store,
    school: SchoolId,
    prover: &'a RowProver,
    fold: ViewFold,
}

impl ViewRebuild<'_> {
    /// Folds everything up to now, and finds which of the stored rows are wrong. Log and rows are read from one snapshot, so this
    /// needs no lock.
    async fn fold_all(&mut self, progress: &mut impl FnMut(LogProgress)) -> Result<WrongRows, StoreError> {
        let mut tx = TenantTx::begin(&self.store.db, self.school).await?;
        raw_sql("set transaction isolation level repeatable read").execute(tx.conn()).await?;
        let head = read::head(&mut tx).await?;
        self.fold.up_to(&mut tx, head, &mut |done| progress(LogProgress { done, of: head })).await?;
        let wrong = self.fold.compare(&mut tx, self.prover).await?;
        tx.rollback().await?;
        Ok(wrong)
    }

    /// Writes the rows that were wrong. Then, under the lock, it folds the rows that the school changed meanwhile, and makes this
    /// version the one in use.
    /// `None`: another rebuild was first, so the view is in use now and must be compared again.
    async fn change_over(mut self, wrong: WrongRows) -> Result<Option<Rebuilt>, StoreError> {
        let keys: Vec<Tag> = wrong.keys.iter().copied().collect();
        if wrong.state != ViewState::InUse {
            for chunk in keys.chunks(ROWS_PER_WRITE) {
                let Some((mut tx, _)) = self.lock(&wrong).await? else { return Ok(None) };
                self.write(&mut tx, chunk.iter().copied()).await?;
                tx.commit().await?;
            }
        }
        let Some((mut tx, head)) = self.lock(&wrong).await? else { return Ok(None) };
        let mut touched = HashSet::new();
        while self.fold.done < head {
            touched.extend(self.fold.fold_page(&mut tx).await?);
        }
        let last = if wrong.state == ViewState::InUse { &wrong.keys } else { &touched };
        self.write(&mut tx, last.iter().copied()).await?;
        self.remove(&mut tx, &wrong.strays, &touched).await?;
        if wrong.state != ViewState::InUse {
            self.take_over(&mut tx, head).await?;
        }
        self.raise_view_epoch(&mut tx).await?;
        tx.commit().await?;
        Ok(Some(self.outcome(&wrong)))
    }

    fn outcome(&self, wrong: &WrongRows) -> Rebuilt {
        let rows = self.fold.rows.len() as u64;
        Rebuilt { events: self.fold.events, rows, changed: wrong.count(), missing: wrong.state == ViewState::Missing }
    }

    /// A transaction with the lock on the head. `None`: the view came into use since it was compared.
    async fn lock(&self, wrong: &WrongRows) -> Result<Option<(TenantTx, Position)>, StoreError> {
        let mut tx = TenantTx::begin(&self.store.db, self.school).await?;
        let head = tx.lock_head().await?;
        if is_in_use(&mut tx, self.fold.view).await? == (wrong.state == ViewState::InUse) {
            return Ok(Some((tx, head)));
        }
        tx.rollback().await?;
        Ok(None)
    }

    /// Writes these rows as they are now.
    async fn write(&self, tx: &mut TenantTx, keys: impl Iterator<Item = Tag>) -> Result<(), StoreError> {
        let mut changes = RowChanges::of(self.school, self.prover);
        keys.for_each(|key| changes.push(self.fold.view, key, self.fold.rows.get(&key)));
        changes.add_to(SqlFn::default().with(self.school.0)?, iter::empty())?.call("log_put_rows").execute(tx.conn()).await?;
        Ok(())
    }

    /// Removes rows that no event makes, unless one made them since.
    async fn remove(&self, tx: &mut TenantTx, strays: &[String], touched: &HashSet<Tag>) -> Result<(), StoreError> {
        const SQL: &str = "delete from view_row where tenant_id = $1 and view = $2 and version = $3 and key = any($4)";
        let touched: HashSet<String> = touched.iter().map(Tag::to_string).collect();
        let gone: Vec<&String> = strays.iter().filter(|key| !touched.contains(*key)).collect();
        query(SQL)
            .bind(self.school.0)
            .bind(self.fold.view.name)
            .bind(self.fold.view.version)
            .bind(gone)
            .execute(tx.conn())
            .await?;
        Ok(())
    }

    /// From now on appends write this version and no longer the older one.
    async fn take_over(&self, tx: &mut TenantTx, head: Position) -> Result<(), StoreError> {
        const RETIRE: &str = "update view_tenant set mode = 'retired' where tenant_id = $1 and name = $2 and mode = 'inline'";
        const TAKE: &str = "insert into view_tenant (tenant_id, name, version, pos, mode) values ($1, $2, $3, $4, 'inline')
            on conflict (tenant_id, name, version) do update set mode = 'inline', pos = excluded.pos";
        let (school, view) = (self.school.0, self.fold.view);
        query(RETIRE).bind(school).bind(view.name).execute(tx.conn()).await?;
        query(TAKE).bind(school).bind(view.name).bind(view.version).bind(head.0).execute(tx.conn()).await?;
        Ok(())
    }

    /// An append that read rows before this change of them must begin again.
    async fn raise_view_epoch(&self, tx: &mut TenantTx) -> Result<(), StoreError> {
        const SQL: &str = "update tenant_head set view_epoch = view_epoch + 1 where tenant_id = $1";
        query(SQL).bind(self.school.0).execute(tx.conn()).await?;
        Ok(())
    }
}
