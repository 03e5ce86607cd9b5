//! A transaction that sees one school: the only way to run SQL on a school's tables.

use crate::{Database, StoreError, chain::Hash, named};
use chrono::{DateTime, Utc};
use domain::ids::{Position, SchoolId};
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Row, pool::PoolConnection, postgres::PgRow, raw_sql};
use uuid::Uuid;

/// One transaction, in which row-level security shows the rows of one school.
///
/// A connection goes back to the pool only after its commit or rollback was acknowledged. In every other case (an error, a
/// panic, a task that was dropped in the middle of `begin`) it is closed, so the server rolls back, and the next borrower
/// can never find itself inside somebody else's transaction.
pub(crate) struct TenantTx {
    conn: PoolConnection<Postgres>,
    school: SchoolId,
    open: bool,
}

impl TenantTx {
    /// Begins on the log. One round trip.
    pub(crate) async fn begin(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.log, school).await
    }

    /// Begins on the keys.
    pub(crate) async fn begin_keys(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.keys, school).await
    }

    /// Begins on the log for nobody: it finds no row of any school, and serves the registries that stand outside them.
    pub(crate) async fn begin_outside(db: &Database) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.log, SchoolId(Uuid::nil())).await
    }

    async fn on(pool: &PgPool, school: SchoolId) -> Result<TenantTx, StoreError> {
        let mut tx = TenantTx { conn: pool.acquire().await?, school, open: true };
        raw_sql(AssertSqlSafe(begin(school))).execute(tx.conn()).await?;
        Ok(tx)
    }

    /// Reads once on the log, in a transaction of one round trip.
    pub(crate) async fn once(db: &Database, school: SchoolId, read: &str) -> Result<Vec<PgRow>, StoreError> {
        let mut tx = TenantTx { conn: db.log.acquire().await?, school, open: true };
        let all = format!("{}; {read}; commit", begin(school));
        let rows = raw_sql(AssertSqlSafe(all)).fetch_all(tx.conn()).await?;
        tx.open = false;
        Ok(rows)
    }

    /// Begins a page's transaction on the log, with its first reading in the same round trip: one moment, a commit that does
    /// not wait for the disk.
    pub(crate) async fn begin_page(db: &Database, school: SchoolId, read: &str) -> Result<(TenantTx, Vec<PgRow>), StoreError> {
        let mut tx = TenantTx { conn: db.log.acquire().await?, school, open: true };
        let all = format!("{}; {read}", begin_page(school));
        let rows = raw_sql(AssertSqlSafe(all)).fetch_all(tx.conn()).await?;
        Ok((tx, rows))
    }

    /// Begins on the log, waits for the lock on the school's head, and reads under it: one round trip. `idle` is a
    /// transaction that has ended, whose connection is used again.
    pub(crate) async fn begin_locked(
        db: &Database,
        school: SchoolId,
        idle: Option<TenantTx>,
        read: &str,
    ) -> Result<(TenantTx, Head, Vec<PgRow>), StoreError> {
        let mut tx = match idle {
            Some(mut tx) => {
                (tx.school, tx.open) = (school, true);
                tx
            }
            None => TenantTx { conn: db.log.acquire().await?, school, open: true },
        };
        let begin = format!("{}; {}; {read}", begin(school), named::lock_head(school));
        let mut rows = raw_sql(AssertSqlSafe(begin)).fetch_all(tx.conn()).await?;
        // A school without a head has no lock either, and what was read says nothing.
        let Some(head) = rows.first().filter(|row| row.try_get_raw("chain_hash").is_ok()) else {
            return Err(StoreError::NoSchool);
        };
        let (pos, chain, recorded_at) = (Position(head.try_get(0)?), head.try_get(1)?, head.try_get(2)?);
        let head = Head { pos, chain, recorded_at, view_epoch: head.try_get(3)?, now: head.try_get(4)? };
        rows.remove(0);
        Ok((tx, head, rows))
    }

    pub(crate) fn school(&self) -> SchoolId {
        self.school
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.conn
    }

    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        self.end("commit").await
    }

    pub(crate) async fn rollback(mut self) -> Result<(), StoreError> {
        self.end("rollback").await
    }

    /// `commit` or `rollback`, keeping the connection to begin again.
    pub(crate) async fn end(&mut self, how: &'static str) -> Result<(), StoreError> {
        raw_sql(how).execute(self.conn()).await?;
        self.open = false;
        Ok(())
    }
}

/// `local` ends the setting with the transaction. The school stands in the text because a simple query takes no parameters;
/// it is hex and hyphens, from a Uuid.
fn begin(school: SchoolId) -> String {
    format!("begin; set local app.tenant = '{school}'")
}

/// One moment for everything that a page shows. Losing its access row in a power cut is acceptable: whoever looked, saw it
/// before.
fn begin_page(school: SchoolId) -> String {
    format!("begin isolation level repeatable read; set local app.tenant = '{school}'; set local synchronous_commit = off")
}

/// The end of a school's log, while we hold its lock.
pub(crate) struct Head {
    pub pos: Position,
    pub chain: Hash,
    pub recorded_at: DateTime<Utc>,
    pub view_epoch: i32,
    /// What the database's clock said.
    pub now: DateTime<Utc>,
}

impl Drop for TenantTx {
    fn drop(&mut self) {
        if self.open {
            self.conn.close_on_drop();
        }
    }
}
