//! Writing without reading first: a writer that added the last events itself remembers what decides over the next ones.
//!
//! What it remembers may be wrong, because another process may have written since. The append checks all of it, and then the
//! batch is read and decided over again. Nobody is refused on what is only remembered.

use super::{
    append_call::append_call,
    command::AppendResult,
    decide::{Decided, decide},
    fold::FoldedRow,
    head::LogHead,
    head_cache::HeadCache,
    pending::PendingCommand,
    writer::{Writer, Written},
};
use crate::{
    database::{Database, error::StoreError, tickets::Ticket, world::Clock},
    keys::data_keys::Keys,
    views::{inline_views::InlineViews, row_cache::RowCache, row_proof::RowProver},
};
use chrono::{DateTime, Utc};
use domain::ids::SchoolId;
use sqlx::{PgConnection, Row, error::DatabaseError};
use std::sync::Arc;

/// What every writer works with.
pub(crate) struct WriterTools {
    pub db: Database,
    pub keys: Arc<Keys>,
    pub clock: Clock,
    pub row_cache: Arc<RowCache>,
}

/// What an append to one school brings along: the ticket that opens it, and what proves the rows that it writes.
pub(crate) struct Credentials {
    pub ticket: Ticket,
    pub prover: RowProver,
}

/// A school's writer, with what it remembers from one transaction to the next.
pub(crate) struct CachedWriter {
    writer: Writer,
    /// `None`: it has not added the last events.
    head_cache: Option<HeadCache>,
}

impl CachedWriter {
    pub(crate) fn new(school: SchoolId) -> CachedWriter {
        CachedWriter { writer: Writer { school, inline_views: InlineViews::default(), own: None }, head_cache: None }
    }

    pub(crate) fn school(&self) -> SchoolId {
        self.writer.school
    }

    /// Accepts or refuses each command in turn, and commits what was accepted.
    pub(crate) async fn write(
        &mut self,
        tools: &WriterTools,
        conn: &mut PgConnection,
        commands: &mut [PendingCommand],
    ) -> Result<Vec<AppendResult>, StoreError> {
        // Whoever sent the commands brought the ticket along.
        let ticket = tools.db.tickets.of(self.writer.school).await?;
        let by = Credentials { ticket, prover: RowProver::of(&tools.keys, self.writer.school).await? };
        if let Some(answers) = self.write_from_cache(tools, &by, conn, commands).await? {
            return Ok(answers);
        }
        let written = self.writer.write(tools, &by, conn, commands).await?;
        Ok(self.remember(tools, commands, written, None))
    }

    /// `None`: not everything is remembered, or something remembered is wrong. Then nothing was added and nobody refused.
    async fn write_from_cache(
        &mut self,
        tools: &WriterTools,
        by: &Credentials,
        conn: &mut PgConnection,
        commands: &mut [PendingCommand],
    ) -> Result<Option<Vec<AppendResult>>, StoreError> {
        let school = self.writer.school;
        let Some(cache) = self.head_cache.take() else { return Ok(None) };
        let Some(inline) = self.writer.inline_views.known() else { return Ok(None) };
        if cache.is_old() {
            return Ok(None);
        }
        let Some(read) = cache.read_set(school, &tools.row_cache, commands, &inline) else {
            self.head_cache = Some(cache);
            return Ok(None);
        };
        let before = LogHead { now: cache.now(), ..cache.head };
        let decided = decide(school, &tools.clock, before, read, commands, &inline)?;
        if decided.answers.iter().any(Result::is_err) || !checks_assumed_absent(&decided) {
            return Ok(None);
        }
        let row = append_call(school, by, &decided, commands)?.fetch_one(conn).await;
        match row.and_then(|row| row.try_get::<Option<DateTime<Utc>>, _>(0)) {
            Ok(now) => {
                self.writer.own = now.map(|_| decided.after.chain);
                Ok(now.map(|now| self.remember(tools, commands, Written { decided, now }, Some(cache))))
            }
            Err(sqlx::Error::Database(error)) if was_mistaken(&*error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Remembers what was written, brings the cached rows to the new head, and gives the answers.
    fn remember(
        &mut self,
        tools: &WriterTools,
        commands: &[PendingCommand],
        written: Written,
        cache: Option<HeadCache>,
    ) -> Vec<AppendResult> {
        let Written { decided: Decided { answers, accepted, before, after, rows, .. }, now } = written;
        if accepted.is_empty() {
            return answers;
        }
        let mut cache = cache.unwrap_or_else(|| HeadCache::from(before.pos, after));
        cache.learn(LogHead { now, ..after }, accepted.iter().flat_map(|i| &commands[*i].events));
        self.head_cache = Some(cache);
        let changes = rows.into_iter().map(FoldedRow::into_change).collect();
        tools.row_cache.advance(self.writer.school, before.state(), after.state(), changes);
        answers
    }
}

/// The append checks that a row is absent only when it writes that row. So each row that is assumed absent must be written.
fn checks_assumed_absent(decided: &Decided) -> bool {
    let written = decided.rows.iter().filter(|row| decided.assumed_absent.contains(&(row.view, row.key)));
    written.count() == decided.assumed_absent.len()
}

/// The log holds something that the writer did not remember. `KT001` is raised by `log_append` and `log_put_rows`.
fn was_mistaken(error: &dyn DatabaseError) -> bool {
    error.is_unique_violation() || error.code().is_some_and(|code| code == "KT001")
}
