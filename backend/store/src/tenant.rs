//! A transaction that sees one school: the only way to run SQL on a school's tables.

use crate::{Database, StoreError};
use domain::ids::SchoolId;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, pool::PoolConnection, raw_sql};
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

/// What a transaction is for.
#[derive(Clone, Copy)]
pub(crate) enum Durable {
    /// Its commit waits for the disk.
    Yes,
    /// Losing the last moments in a power cut is acceptable: the access log of a page.
    No,
}

impl TenantTx {
    /// Begins on the log. One round trip.
    pub(crate) async fn begin(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.log, school, Durable::Yes).await
    }

    /// Begins a page's transaction on the log: one moment, a commit that does not wait for the disk.
    pub(crate) async fn begin_page(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.log, school, Durable::No).await
    }

    /// Begins on the keys.
    pub(crate) async fn begin_keys(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.keys, school, Durable::Yes).await
    }

    /// Begins on the log for nobody: it finds no row of any school, and serves the registries that stand outside them.
    pub(crate) async fn begin_outside(db: &Database) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.log, SchoolId(Uuid::nil()), Durable::Yes).await
    }

    async fn on(pool: &PgPool, school: SchoolId, durable: Durable) -> Result<TenantTx, StoreError> {
        let mut tx = TenantTx { conn: pool.acquire().await?, school, open: true };
        // The school stands in the text because a simple query takes no parameters; it is hex and hyphens, from a Uuid.
        // `true` ends the setting with the transaction.
        let begin = match durable {
            Durable::Yes => format!("begin; select set_config('app.tenant', '{school}', true)"),
            Durable::No => format!(
                // Repeatable read: every row of a page is of one moment.
                "begin isolation level repeatable read;
                 select set_config('app.tenant', '{school}', true), set_config('synchronous_commit', 'off', true)"
            ),
        };
        raw_sql(AssertSqlSafe(begin)).execute(tx.conn()).await?;
        Ok(tx)
    }

    pub(crate) fn school(&self) -> SchoolId {
        self.school
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.conn
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        self.end("commit").await
    }

    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        self.end("rollback").await
    }

    async fn end(mut self, how: &'static str) -> Result<(), StoreError> {
        raw_sql(how).execute(self.conn()).await?;
        self.open = false;
        Ok(())
    }
}

impl Drop for TenantTx {
    fn drop(&mut self) {
        if self.open {
            self.conn.close_on_drop();
        }
    }
}
