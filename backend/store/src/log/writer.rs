//! Writing a batch of commands: read what decides over them, decide, and append if the head of the log has not moved.

use super::{
    append_call::append_call,
    cached_writer::{Credentials, WriterTools},
    chain::Hash,
    decide::{Decided, decide},
    pending::PendingCommand,
    read_set::ReadSetQuery,
};
use crate::{
    database::{error::StoreError, sql_literal::SqlLiteral, tenant::names, tickets::Ticket},
    views::inline_views::InlineViews,
};
use chrono::{DateTime, Utc};
use domain::ids::SchoolId;
use sqlx::{AssertSqlSafe, PgConnection, Row, raw_sql};

/// How often the batch is read again because another process wrote to the school meanwhile. After that the lock on the head
/// keeps other processes out.
const OPTIMISTIC_ATTEMPTS_MAX: usize = 3;

/// Writes to one school's log.
pub(crate) struct Writer {
    pub school: SchoolId,
    pub inline_views: InlineViews,
    /// The chain where its own last append ended.
    pub own: Option<Hash>,
}

/// What was added, and what the database's clock said.
pub(crate) struct Written {
    pub decided: Decided,
    pub now: DateTime<Utc>,
}

impl Writer {
    /// Accepts or refuses each command in turn, and commits what was accepted.
    pub(crate) async fn write(
        &mut self,
        tools: &WriterTools,
        by: &Credentials,
        conn: &mut PgConnection,
        commands: &mut [PendingCommand],
    ) -> Result<Written, StoreError> {
        for _ in 0..OPTIMISTIC_ATTEMPTS_MAX {
            if let Some(written) = self.attempt(tools, by, conn, commands).await? {
                return Ok(written);
            }
        }
        self.write_locked(tools, by, conn, commands).await
    }

    /// `None`: another process wrote meanwhile, and nothing was added.
    async fn attempt(
        &mut self,
        tools: &WriterTools,
        by: &Credentials,
        conn: &mut PgConnection,
        commands: &mut [PendingCommand],
    ) -> Result<Option<Written>, StoreError> {
        let (before, read) = ReadSetQuery::of(commands).read(self.school, self.own, tools, &by.ticket, conn).await?;
        let inline = self.inline_views.at(before.view_epoch, self.school, &by.ticket, conn).await?;
        let decided = decide(self.school, &tools.clock, before, read, commands, &inline)?;
        if decided.accepted.is_empty() {
            return Ok(Some(Written { now: before.now, decided }));
        }
        let call = append_call(self.school, by, &decided, commands)?;
        let now: Option<DateTime<Utc>> = call.fetch_one(conn).await?.try_get(0)?;
        self.own = now.map(|_| decided.after.chain);
        Ok(now.map(|now| Written { decided, now }))
    }

    /// The same in a transaction that holds the lock on the head from the beginning.
    async fn write_locked(
        &mut self,
        tools: &WriterTools,
        by: &Credentials,
        conn: &mut PgConnection,
        commands: &mut [PendingCommand],
    ) -> Result<Written, StoreError> {
        raw_sql(AssertSqlSafe(begin_locked(self.school, &by.ticket))).execute(&mut *conn).await?;
        let Some(written) = self.attempt(tools, by, conn, commands).await? else {
            return Err(StoreError::Damaged(format!("the head of school {} moved under its lock", self.school)));
        };
        raw_sql("commit").execute(conn).await?;
        Ok(written)
    }
}

fn begin_locked(school: SchoolId, ticket: &Ticket) -> String {
    let (names, school) = (names(school, ticket), SqlLiteral::uuid(school.0));
    format!("begin; {names}; select pos from tenant_head where tenant_id = {school} for update")
}
