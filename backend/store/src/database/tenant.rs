//! A transaction that sees one school: the only way to run SQL on a school's tables, but for the functions of the log, which
//! name their school themselves (`call`), and the loading of a stream, which does so too (`read::stream`).

use crate::database::{
    Database,
    error::StoreError,
    pool::{Connection, Connections},
};
use domain::ids::{Position, SchoolId};
use futures::FutureExt;
use sqlx::{AssertSqlSafe, PgConnection, postgres::PgRow, query_scalar, raw_sql};
use uuid::Uuid;

/// One transaction, in which row-level security shows the rows of one school.
///
/// Its connection comes to rest only after a commit or rollback was acknowledged; in every other case it is closed.
pub(crate) struct TenantTx {
    conn: Connection,
    school: SchoolId,
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

    async fn on(connections: &Connections, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::begun(connections, school, begin(school)).await.map(|(tx, _)| tx)
    }

    /// Begins, and reads what is asked in the same round trip.
    async fn begun(connections: &Connections, school: SchoolId, sql: String) -> Result<(TenantTx, Vec<PgRow>), StoreError> {
        let begin = connections.run(|conn| {
            let sql = AssertSqlSafe(sql.clone());
            async move { Ok(raw_sql(sql).fetch_all(conn).await?) }.boxed()
        });
        let (conn, rows) = begin.await?;
        Ok((TenantTx { conn, school }, rows))
    }

    /// Begins a page's transaction on the log, with its first reading in the same round trip: one moment, a commit that does
    /// not wait for the disk.
    pub(crate) async fn begin_snapshot(
        db: &Database,
        school: SchoolId,
        read: &str,
    ) -> Result<(TenantTx, Vec<PgRow>), StoreError> {
        TenantTx::begun(&db.log, school, format!("{}; {read}", begin_snapshot(school))).await
    }

    /// Waits for the lock on the head of the log, which keeps every other writer out until the transaction ends.
    pub(crate) async fn lock_head(&mut self) -> Result<Position, StoreError> {
        const SQL: &str = "select pos from tenant_head where tenant_id = $1 for update";
        let pos = query_scalar(SQL).bind(self.school.0).fetch_optional(self.conn()).await?;
        pos.map(Position).ok_or(StoreError::NoSchool)
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

    /// Commits after a last statement, in one round trip. When that fails, nothing is committed.
    pub(crate) async fn commit_with(mut self, last: &str) -> Result<(), StoreError> {
        raw_sql(AssertSqlSafe(format!("{last}; commit"))).execute(self.conn()).await?;
        self.conn.rest();
        Ok(())
    }

    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        self.end("rollback").await
    }

    async fn end(mut self, how: &'static str) -> Result<(), StoreError> {
        raw_sql(how).execute(self.conn()).await?;
        self.conn.rest();
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
fn begin_snapshot(school: SchoolId) -> String {
    format!("begin isolation level repeatable read; set local app.tenant = '{school}'; set local synchronous_commit = off")
}
