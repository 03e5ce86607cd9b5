//! The transactions that a verification reads in. All see one snapshot, so a school that goes on working changes nothing.

use super::{
    access_log::{self, AccessCounts},
    commands::CommandRows,
    findings::Findings,
    log::{LogCheck, LogRows, StoredHead},
    side_rows::SideRows,
    tags::EventTags,
};
use crate::{
    Store,
    database::{error::StoreError, sql_literal::SqlLiteral, tenant::TenantTx},
    maintenance::{copy_out::CopyOut, progress::LogProgress},
};
use domain::ids::SchoolId;
use sqlx::{AssertSqlSafe, query_scalar, raw_sql};

/// May take as long as it takes, and sees one moment.
const SETTINGS: &str = "set transaction isolation level repeatable read; set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0; set local max_parallel_workers_per_gather = 0";

/// By an index in the order of positions, so that the first row need not wait for the last.
const IN_ORDER: &str = "set local enable_sort = off";

/// Tags have no such index, and sorting them costs PostgreSQL half as much again as reading them. In their table they are nearly
/// in order (see `EventTags`), in their index not at all.
const IN_TABLE_ORDER: &str = "set local enable_indexscan = off; set local enable_indexonlyscan = off;
    set local synchronize_seqscans = off";

const EVENTS: &str = "pos, event_id, stream_id, stream_kind, stream_ver, type, schema_ver, occurred_on, occurred_at,
    occurred_precision, recorded_at, actor_id, actor_role, command_id, body, sealed_digests, leaf_hash, chain_hash";

/// Four queries side by side, because a join would repeat every event for each of its tags.
pub(super) struct Readers {
    school: SchoolId,
    events: TenantTx,
    sealed: TenantTx,
    tags: TenantTx,
    commands: TenantTx,
}

impl Readers {
    pub(super) async fn begin(store: &Store, school: SchoolId) -> Result<Readers, StoreError> {
        let mut events = begin(store, school, "").await?;
        let snapshot: String = query_scalar("select pg_export_snapshot()").fetch_one(events.conn()).await?;
        let same = format!("set transaction snapshot '{snapshot}'");
        let sealed = begin(store, school, &format!("{same}; {IN_ORDER}")).await?;
        let tags = begin(store, school, &format!("{same}; {IN_TABLE_ORDER}")).await?;
        let commands = begin(store, school, &same).await?;
        Ok(Readers { school, events, sealed, tags, commands })
    }

    /// What the head says of the end of the log. `None`: the head is gone.
    pub(super) async fn head(&mut self) -> Result<Option<StoredHead>, StoreError> {
        StoredHead::read(&mut self.events).await
    }

    /// Reads the whole log, also what lies past its head, and then the access log. Returns the transaction for what follows from it.
    pub(super) async fn walk(
        mut self,
        mut check: LogCheck,
        findings: &mut Findings,
        progress: &mut impl FnMut(LogProgress),
    ) -> Result<(LogCheck, AccessCounts, TenantTx), StoreError> {
        raw_sql(IN_ORDER).execute(self.events.conn()).await?;
        {
            let from = |columns: &str, table: &str, order: &str| {
                let school = SqlLiteral::uuid(self.school.0);
                format!("select {columns} from {table} where tenant_id = {school} {order}")
            };
            let mut rows = LogRows {
                events: CopyOut::out(&mut self.events, &from(EVENTS, "event", "order by pos")).await?,
                sealed: SideRows::of(CopyOut::out(&mut self.sealed, &from(SEALED, "event_sealed", "order by pos, n")).await?),
                tags: EventTags::of(CopyOut::out(&mut self.tags, &from("pos, span, tag", "event_tag", "")).await?),
                commands: CommandRows::of(CopyOut::out(&mut self.commands, &from(COMMANDS, "command", COMMAND_ORDER)).await?),
            };
            check.walk(&mut rows, findings, progress).await?;
        }
        let facts = std::mem::take(&mut check.access);
        let access = access_log::check([&mut self.commands, &mut self.sealed], facts, findings).await?;
        for tx in [self.sealed, self.tags, self.commands] {
            tx.rollback().await?;
        }
        raw_sql("set local enable_sort = on").execute(self.events.conn()).await?;
        Ok((check, access, self.events))
    }
}

const SEALED: &str = "pos, n, person_id, retention_class, field, envelope";
const COMMANDS: &str = "first_pos, last_pos, command_id, digest";
const COMMAND_ORDER: &str = "order by first_pos, command_id";

async fn begin(store: &Store, school: SchoolId, then: &str) -> Result<TenantTx, StoreError> {
    let mut tx = TenantTx::begin(&store.db, school).await?;
    raw_sql(AssertSqlSafe(format!("{SETTINGS}; {then}"))).execute(tx.conn()).await?;
    Ok(tx)
}
