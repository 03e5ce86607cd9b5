//! Loading a stream, for a decision about it.

use crate::{
    Store,
    database::{detached::detached, error::StoreError},
};
use chrono::{DateTime, Utc};
use domain::{
    facts::Fact,
    ids::{CommandId, Position, Stream, StreamKind},
    policy::Granted,
};
use futures::FutureExt;
use sqlx::{Row, postgres::PgRow, query};

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
    /// How many messages the actor sent in the last hour, when the stream is a message.
    pub messages: u32,
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
        self.load_in(pass.into(), stream, command).await
    }

    async fn load_in(&self, pass: Granted, stream: Stream, command: CommandId) -> Result<Loaded, StoreError> {
        let (store, school) = (self.clone(), pass.school());
        let sender = pass.actor().person().filter(|_| stream.kind == StreamKind::Message).map(|person| person.0);
        let simulated = self.world.clock.simulated();
        detached(async move {
            let log = &store.db.log;
            const SQL: &str = "select * from log_load($1, $2, $3, $4, $5, $6)";
            let ticket = store.db.tickets.of(school).await?;
            let ticket = ticket.as_str();
            let load = log.run(|conn| {
                let select = query(SQL).bind(school.0).bind(ticket.to_owned()).bind(stream.id).bind(command.0);
                let select = select.bind(sender).bind(simulated);
                async move { Ok(select.fetch_optional(conn).await?) }.boxed()
            });
            let (conn, row) = load.await?;
            conn.release();
            let mut loaded = loaded(stream, &row.ok_or(StoreError::NoSchool)?)?;
            loaded.now = store.world.clock.read(loaded.now);
            Ok(loaded)
        })
        .await
    }
}

/// What `log_load` found.
fn loaded(stream: Stream, row: &PgRow) -> Result<Loaded, StoreError> {
    let head: i64 = row.try_get(0)?;
    let version: Option<i32> = row.try_get(4)?;
    let facts = if version.is_some() { facts_of(stream, row)? } else { vec![] };
    let version = version.unwrap_or(0).unsigned_abs();
    if facts.len() != version as usize {
        return Err(StoreError::Damaged(format!("stream {} misses events before version {version}", stream.id)));
    }
    let messages = u32::try_from(row.try_get::<i64, _>(8)?).unwrap_or(u32::MAX);
    Ok(Loaded { facts, version, head: Position(head), now: row.try_get(1)?, messages, command: carried_out(row)? })
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
