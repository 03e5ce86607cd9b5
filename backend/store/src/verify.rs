//! Reading a school's whole log and proving that nothing was changed: positions without gaps, streams without gaps, every
//! leaf and link as it follows from what is stored, every sealed field as it was when it was written, and the head at the
//! end of it.

use crate::{
    Progress, Store, StoreError,
    chain::{GENESIS, Hash, Leaf, link, sealed_digest},
    detached,
    tenant::TenantTx,
};
use chrono::{DateTime, Utc};
use domain::ids::{Position, SchoolId};
use futures::{Stream, StreamExt, TryStreamExt};
use sqlx::{Row, postgres::PgRow, query, query_as, raw_sql};
use std::{collections::HashMap, pin::Pin};
use uuid::Uuid;

/// How often progress is told, in events.
const STEP: i64 = 1000;

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub events: i64,
    /// The last link of the chain: whoever has it can prove everything before it.
    pub head: [u8; 32],
    pub first_bad: Option<FirstBad>,
}

impl Verified {
    pub fn ok(&self) -> bool {
        self.first_bad.is_none()
    }
}

/// The first place where the log is not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstBad {
    pub pos: Position,
    pub what: &'static str,
}

impl Store {
    /// Reads the whole log of a school and checks all of it, up to the first place that is wrong.
    pub async fn verify(
        &self,
        school: SchoolId,
        progress: impl FnMut(Progress) + Send + 'static,
    ) -> Result<Verified, StoreError> {
        let store = self.clone();
        detached(async move { verify(&store, school, progress).await }).await
    }
}

async fn verify(store: &Store, school: SchoolId, mut progress: impl FnMut(Progress)) -> Result<Verified, StoreError> {
    const HEAD: &str = "select pos, chain_hash, last_recorded_at from tenant_head where tenant_id = $1";
    // Three readings side by side, each in the order of positions: a join would repeat every event for each of its tags.
    let (mut events, mut sealed, mut tags) =
        (reading(store, school).await?, reading(store, school).await?, reading(store, school).await?);
    let head: Option<(i64, Vec<u8>, DateTime<Utc>)> = query_as(HEAD).bind(school.0).fetch_optional(events.conn()).await?;
    let (last, chain_hash, recorded_at) = head.ok_or(StoreError::NoSchool)?;
    let mut check = Check::new(school);
    {
        let mut rows = query(EVENTS).bind(school.0).bind(last).fetch(events.conn());
        let mut sealed = Side { rows: query(SEALED).bind(school.0).bind(last).fetch(sealed.conn()), next: None };
        let mut tags = Side { rows: query(TAGS).bind(school.0).bind(last).fetch(tags.conn()), next: None };
        while let Some(row) = rows.try_next().await? {
            let pos = row.try_get(0)?;
            let (sealed, tags) = (sealed.upto(pos).await?, tags.upto(pos).await?);
            if let Err(what) = check.event(&row, &sealed, &tags)? {
                return Ok(check.bad(pos.min(check.pos + 1), what));
            }
            if pos % STEP == 0 || pos == last {
                progress(Progress { done: Position(pos), of: Position(last) });
            }
        }
    }
    for tx in [events, sealed, tags] {
        tx.rollback().await?;
    }
    if check.pos != last {
        return Ok(check.bad(check.pos + 1, "the head says there are more events"));
    }
    if chain_hash != check.chain || recorded_at != check.recorded_at {
        return Ok(check.bad(last, "the head is not the last event"));
    }
    Ok(Verified { events: check.pos, head: check.chain, first_bad: None })
}

/// A transaction that may read for as long as it takes.
async fn reading(store: &Store, school: SchoolId) -> Result<TenantTx, StoreError> {
    let mut tx = TenantTx::begin(&store.db, school).await?;
    raw_sql("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0").execute(tx.conn()).await?;
    Ok(tx)
}

const EVENTS: &str = "select pos, event_id, stream_id, stream_kind, stream_ver, type, schema_ver, occurred_on, occurred_at,
        occurred_precision, recorded_at, actor_id, actor_role, command_id, causation_id, body, sealed_digests, leaf_hash,
        chain_hash
    from event where tenant_id = $1 and pos <= $2 order by pos";

const SEALED: &str = "select pos, n, person_id, retention_class, field, envelope
    from event_sealed where tenant_id = $1 and pos <= $2 order by pos, n";

const TAGS: &str = "select pos, tag from event_tag where tenant_id = $1 and pos <= $2 order by pos, tag collate \"C\"";

/// Rows that belong to events, read along with them.
struct Side<'a> {
    rows: Pin<Box<dyn Stream<Item = Result<PgRow, sqlx::Error>> + Send + 'a>>,
    next: Option<PgRow>,
}

impl Side<'_> {
    async fn next(&mut self) -> Result<Option<PgRow>, StoreError> {
        match self.next.take() {
            Some(row) => Ok(Some(row)),
            None => Ok(self.rows.next().await.transpose()?),
        }
    }

    /// The rows up to and including a position.
    async fn upto(&mut self, pos: i64) -> Result<Vec<PgRow>, StoreError> {
        let mut rows = Vec::new();
        while let Some(row) = self.next().await? {
            if row.try_get::<i64, _>(0)? > pos {
                self.next = Some(row);
                break;
            }
            rows.push(row);
        }
        Ok(rows)
    }
}

/// The log as far as it was found right.
struct Check {
    school: SchoolId,
    pos: i64,
    chain: Hash,
    recorded_at: DateTime<Utc>,
    streams: HashMap<Uuid, i32>,
    scratch: Vec<u8>,
}

impl Check {
    fn new(school: SchoolId) -> Check {
        let (recorded_at, streams, scratch) = (DateTime::UNIX_EPOCH, HashMap::new(), Vec::new());
        Check { school, pos: 0, chain: GENESIS, recorded_at, streams, scratch }
    }

    fn bad(&self, pos: i64, what: &'static str) -> Verified {
        Verified { events: self.pos, head: self.chain, first_bad: Some(FirstBad { pos: Position(pos), what }) }
    }

    /// Checks one event against everything before it; the inner error says what is wrong with it.
    fn event(&mut self, row: &PgRow, sealed: &[PgRow], tags: &[PgRow]) -> Result<Result<(), &'static str>, StoreError> {
        let pos: i64 = row.try_get(0)?;
        if pos != self.pos + 1 {
            return Ok(Err("an event is missing"));
        }
        if sealed.iter().chain(tags).any(|side| side.try_get::<i64, _>(0).is_ok_and(|at| at != pos)) {
            return Ok(Err("sealed fields or tags without an event"));
        }
        let digests: Vec<Vec<u8>> = row.try_get(16)?;
        let Ok(digests) = digests.into_iter().map(Hash::try_from).collect::<Result<Vec<Hash>, _>>() else {
            return Ok(Err("a digest of a sealed field was changed"));
        };
        if !are_sealed(sealed, &digests)? {
            return Ok(Err("a sealed field was changed"));
        }
        let (stored_leaf, stored_chain): (&[u8], &[u8]) = (row.try_get(17)?, row.try_get(18)?);
        let leaf = self.leaf(row, tags, &digests)?;
        if leaf != *stored_leaf {
            return Ok(Err("the event or its tags were changed"));
        }
        let chain = link(&self.chain, &leaf);
        if chain != *stored_chain {
            return Ok(Err("the chain is broken"));
        }
        let (stream, version): (Uuid, i32) = (row.try_get(2)?, row.try_get(4)?);
        let before = self.streams.insert(stream, version).unwrap_or(0);
        if version != before + 1 {
            return Ok(Err("a stream misses an event"));
        }
        let recorded_at = row.try_get(10)?;
        if recorded_at < self.recorded_at {
            return Ok(Err("recorded time goes back"));
        }
        (self.pos, self.chain, self.recorded_at) = (pos, chain, recorded_at);
        Ok(Ok(()))
    }

    fn leaf(&mut self, row: &PgRow, tags: &[PgRow], digests: &[Hash]) -> Result<Hash, StoreError> {
        let tags: Vec<&str> = tags.iter().map(|tag| tag.try_get(1)).collect::<Result<_, _>>()?;
        let leaf = Leaf {
            school: self.school,
            pos: row.try_get(0)?,
            event_id: row.try_get(1)?,
            stream_id: row.try_get(2)?,
            stream_kind: row.try_get(3)?,
            stream_ver: row.try_get(4)?,
            type_name: row.try_get(5)?,
            schema_ver: row.try_get(6)?,
            occurred_on: row.try_get(7)?,
            occurred_at: row.try_get(8)?,
            occurred_precision: row.try_get(9)?,
            recorded_at: row.try_get(10)?,
            actor_id: row.try_get(11)?,
            actor_role: row.try_get(12)?,
            command_id: row.try_get(13)?,
            causation_id: row.try_get(14)?,
            tags: &tags,
            body: row.try_get(15)?,
            sealed_digests: digests,
        };
        Ok(leaf.hash(&mut self.scratch))
    }
}

/// Is each sealed field that is still there what its event says it was? Fields whose time was over are gone.
fn are_sealed(sealed: &[PgRow], digests: &[Hash]) -> Result<bool, StoreError> {
    for row in sealed {
        let n: i16 = row.try_get(1)?;
        let digest = sealed_digest(row.try_get(2)?, row.try_get(3)?, row.try_get(4)?, row.try_get(5)?);
        if digests.get(n as usize) != Some(&digest) {
            return Ok(false);
        }
    }
    Ok(true)
}
