//! Loading a stream, for a decision about it.

use crate::{
    Store,
    database::{detached::detached, error::StoreError},
};
use chrono::{DateTime, Utc};
use domain::{
    facts::Fact,
    ids::{CommandId, Position, SchoolId, Stream},
    policy::Granted,
};
use futures::FutureExt;
use sqlx::{
    Postgres, Row,
    postgres::{PgArguments, PgRow},
    query,
    query::Query,
};

/// A stream as it was when a decision about it began: its facts, without their sealed fields, which no decision reads.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Oldest first.
    pub facts: Vec<Fact>,
    /// How many events the stream holds; what the append expects to find.
    pub version: u32,
    /// The end of the school's log at the same moment.
    pub head: Position,
    /// What the world's clock said.
    pub now: DateTime<Utc>,
    /// What is known of the command that is to be decided, when it has been carried out before.
    pub command: Option<CarriedOut>,
}

/// A command that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarriedOut {
    /// The digest of what was asked then.
    pub digest: [u8; 32],
    /// The position of its last event.
    pub last: Position,
}

impl Store {
    /// A stream as it is now, to decide a command on. Its envelopes are not read.
    ///
    /// # Errors
    /// When the log cannot be read, there is no such school, or the stream is damaged.
    pub async fn load(&self, pass: impl Into<Granted>, stream: Stream, command: CommandId) -> Result<Loaded, StoreError> {
        self.load_in(pass.into().school(), stream, command).await
    }

    async fn load_in(&self, school: SchoolId, stream: Stream, command: CommandId) -> Result<Loaded, StoreError> {
        let store = self.clone();
        detached(async move {
            let log = &store.db.log;
            let load = log.run(|conn| async move { Ok(select(school, stream, command).fetch_optional(conn).await?) }.boxed());
            let (conn, row) = load.await?;
            conn.release();
            let mut loaded = loaded(stream, &row.ok_or(StoreError::NoSchool)?)?;
            loaded.now = store.world.clock.read(loaded.now);
            Ok(loaded)
        })
        .await
    }
}

/// Head, database time, what is known of the command, and the facts of the stream, oldest first: in one row, of one moment. No
/// row: there is no such school.
///
/// It is a transaction of its own, in one message. It names its school itself, and everything else is looked up by the id that
/// this gives. So in whatever order PostgreSQL runs it, the school is named before row-level security asks for it. The limits
/// keep each look-up a look-up by key, also when it is planned while the tables are still empty.
fn select<'q>(school: SchoolId, stream: Stream, command: CommandId) -> Query<'q, Postgres, PgArguments> {
    const SQL: &str = "
        select h.pos, clock_timestamp(), c.digest, c.last_pos, s.version, s.types, s.schema_vers, s.bodies
          from (select set_config('app.tenant', $1::uuid::text, true)::uuid offset 0) school (id)
         cross join lateral (select pos from tenant_head where tenant_id = school.id limit 1) h
         cross join lateral (
                   select max(e.stream_ver), array_agg(e.type), array_agg(e.schema_ver), array_agg(e.body)
                     from (select stream_ver, type, schema_ver, body from event
                            where tenant_id = school.id and stream_id = $2 order by stream_ver limit 1000000) e
               ) s (version, types, schema_vers, bodies)
          left join lateral (
                   select digest, last_pos from command where tenant_id = school.id and command_id = $3 limit 1) c on true";
    query(SQL).bind(school.0).bind(stream.id).bind(command.0)
}

/// What `select` found.
fn loaded(stream: Stream, row: &PgRow) -> Result<Loaded, StoreError> {
    let head: i64 = row.try_get(0)?;
    let version: Option<i32> = row.try_get(4)?;
    let facts = if version.is_some() { facts_of(stream, row)? } else { vec![] };
    let version = version.unwrap_or(0).unsigned_abs();
    if facts.len() != version as usize {
        return Err(StoreError::Damaged(format!("stream {} misses events before version {version}", stream.id)));
    }
    Ok(Loaded { facts, version, head: Position(head), now: row.try_get(1)?, command: carried_out(row)? })
}

fn carried_out(row: &PgRow) -> Result<Option<CarriedOut>, StoreError> {
    let digest: Option<Vec<u8>> = row.try_get(2)?;
    let Some(digest) = digest else { return Ok(None) };
    let digest = digest.try_into().map_err(|_| StoreError::Damaged("a command's digest has not 32 bytes".into()))?;
    Ok(Some(CarriedOut { digest, last: Position(row.try_get(3)?) }))
}

fn facts_of(stream: Stream, row: &PgRow) -> Result<Vec<Fact>, StoreError> {
    let (types, versions, bodies): (Vec<String>, Vec<i16>, Vec<Vec<u8>>) = (row.try_get(5)?, row.try_get(6)?, row.try_get(7)?);
    let read = |((type_name, schema_ver), body): ((String, i16), Vec<u8>)| {
        let fact = Fact::decode(&type_name, schema_ver.unsigned_abs(), &body);
        fact.map_err(|why| StoreError::Damaged(format!("stream {} cannot be read: {why:?}", stream.id)))
    };
    types.into_iter().zip(versions).zip(bodies).map(read).collect()
}
