//! A transaction that sees one school. All SQL on a school's tables runs in one, except statements that name their school
//! themselves: the functions of the log (`sql_fn`) and the loading of a stream (`log::load`).

use super::{
    Database,
    error::StoreError,
    pool::{Pool, PooledConnection},
    sql_literal::SqlLiteral,
    tickets::Ticket,
};
use domain::ids::{Position, SchoolId};
use futures::FutureExt;
use sqlx::{AssertSqlSafe, PgConnection, postgres::PgRow, query_scalar, raw_sql};
use uuid::Uuid;

/// One transaction, in which row-level security shows the rows of one school.
///
/// Its connection is released after a commit or rollback was acknowledged. In every other case it is closed.
pub(crate) struct TenantTx {
    conn: PooledConnection,
    school: SchoolId,
}

impl TenantTx {
    /// Begins on the log. One round trip.
    pub(crate) async fn begin(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.log, db, school).await
    }

    /// Begins on the keys.
    pub(crate) async fn begin_keys(db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        TenantTx::on(&db.keys, db, school).await
    }

    /// Begins in one of the pools, as its role.
    pub(crate) async fn on(pool: &Pool, db: &Database, school: SchoolId) -> Result<TenantTx, StoreError> {
        let begin = begin(school, &db.tickets.of(school).await?);
        TenantTx::begun(pool, school, begin).await.map(|(tx, _)| tx)
    }

    /// Begins without a school, for what belongs to none. It finds no row of any school.
    pub(crate) async fn outside(pool: &Pool) -> Result<TenantTx, StoreError> {
        let nobody = SchoolId(Uuid::nil());
        let begin = format!("begin; set local app.tenant = {}", SqlLiteral::uuid(nobody.0));
        TenantTx::begun(pool, nobody, begin).await.map(|(tx, _)| tx)
    }

    /// Begins on the log for a page, with its first reading in the same round trip. Everything that it reads is of one moment,
    /// and its commit does not wait for the disk.
    pub(crate) async fn begin_snapshot(
        db: &Database,
        school: SchoolId,
        read: &str,
    ) -> Result<(TenantTx, Vec<PgRow>), StoreError> {
        let begin = begin_snapshot(school, &db.tickets.of(school).await?);
        TenantTx::begun(&db.log, school, format!("{begin}; {read}")).await
    }

    /// Begins, and reads what is asked in the same round trip.
    async fn begun(pool: &Pool, school: SchoolId, sql: String) -> Result<(TenantTx, Vec<PgRow>), StoreError> {
        let begin = pool.run(|conn| {
            let sql = AssertSqlSafe(sql.clone());
            async move { Ok(raw_sql(sql).fetch_all(conn).await?) }.boxed()
        });
        let (conn, rows) = begin.await?;
        Ok((TenantTx { conn, school }, rows))
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
        self.conn.release();
        Ok(())
    }

    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        self.end("rollback").await
    }

    async fn end(mut self, how: &'static str) -> Result<(), StoreError> {
        raw_sql(how).execute(self.conn()).await?;
        self.conn.release();
        Ok(())
    }
}

fn begin(school: SchoolId, ticket: &Ticket) -> String {
    format!("begin; {}", names(school, ticket))
}

/// Names the school and proves it. `local` ends both settings with the transaction. They are in the text because a message of
/// several statements takes no parameters.
pub(crate) fn names(school: SchoolId, ticket: &Ticket) -> String {
    format!("set local app.tenant = {}; set local app.ticket = '{}'", SqlLiteral::uuid(school.0), ticket.as_str())
}

/// Everything that a page shows is of one moment. A power cut may lose the access rows of the last moments; that is accepted,
/// because waiting for the disk would slow every page.
fn begin_snapshot(school: SchoolId, ticket: &Ticket) -> String {
    let names = names(school, ticket);
    format!("begin isolation level repeatable read; {names}; set local synchronous_commit = off")
}
