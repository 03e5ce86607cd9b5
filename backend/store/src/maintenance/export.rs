//! The rows that a chain covers, as lines of JSON for whoever checks it with a program of their own. `backend/store/CHAIN.md` says
//! what each means. Table after table, each row as it is sent, so memory does not grow with the log.

use super::copy_out::CopyOut;
use crate::{
    Store,
    database::{error::StoreError, sql_literal::SqlLiteral, tenant::TenantTx},
};
use domain::ids::SchoolId;
use sqlx::raw_sql;

/// One moment, and as long as it takes.
const SETTINGS: &str = "set transaction isolation level repeatable read; set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0";

/// Each table, its columns, and its order. Bytes are hexadecimal; a day, a time and a moment are the number that is hashed.
const TABLES: [(&str, &str, &str); 5] = [
    (
        "tenant_head",
        "'pos', pos, 'chain_hash', encode(chain_hash, 'hex'),
         'last_recorded_at', (extract(epoch from last_recorded_at) * 1000000)::bigint",
        "pos",
    ),
    (
        "event",
        "'pos', pos, 'event_id', event_id, 'stream_id', stream_id, 'stream_kind', stream_kind, 'stream_ver', stream_ver,
         'type', type, 'schema_ver', schema_ver, 'occurred_on', occurred_on - date '1970-01-01',
         'occurred_at', (extract(epoch from occurred_at) * 1000000)::bigint, 'occurred_precision', occurred_precision,
         'recorded_at', (extract(epoch from recorded_at) * 1000000)::bigint, 'actor_id', actor_id, 'actor_role', actor_role,
         'command_id', command_id, 'body', encode(body, 'hex'),
         'sealed_digests', array(select encode(digest, 'hex') from unnest(sealed_digests) with ordinality u (digest, n) order by n),
         'leaf_hash', encode(leaf_hash, 'hex'), 'chain_hash', encode(chain_hash, 'hex')",
        "pos",
    ),
    (
        "event_sealed",
        "'pos', pos, 'n', n, 'person_id', person_id, 'retention_class', retention_class, 'field', field,
         'envelope', encode(envelope, 'hex')",
        "pos, n",
    ),
    ("event_tag", "'tag', tag, 'pos', pos, 'span', span", "tag, pos"),
    (
        "command",
        "'command_id', command_id, 'digest', encode(digest, 'hex'), 'first_pos', first_pos, 'last_pos', last_pos",
        "first_pos, command_id",
    ),
];

impl Store {
    /// Hands out every row that the chain of a school's log covers, each as a line of JSON without its end. Returns how many.
    ///
    /// # Errors
    /// When the log cannot be read, and those of `line`.
    pub async fn export_rows<E: From<StoreError>>(
        &self,
        school: SchoolId,
        mut line: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut tx = TenantTx::begin(&self.db, school).await?;
        raw_sql(SETTINGS).execute(tx.conn()).await.map_err(StoreError::from)?;
        let id = SqlLiteral::uuid(school.0);
        let mut lines = 0;
        for (table, columns, order) in TABLES {
            let row = format!("json_build_object('table', '{table}', 'tenant_id', tenant_id, {columns})::text");
            let all = format!("select {row} from {table} where tenant_id = {id} order by {order}");
            let mut rows = CopyOut::out(&mut tx, &all).await?;
            while let Some(row) = rows.next().await? {
                line(row.columns().next::<&[u8]>()?)?;
                lines += 1;
            }
        }
        tx.rollback().await?;
        Ok(lines)
    }
}
