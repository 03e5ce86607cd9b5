//! Reading a school's whole log and proving that nothing was changed: positions without gaps, streams without gaps, every
//! leaf and link as it follows from what is stored, every sealed field as it was when it was written, and the head at the
//! end of it.

use crate::{
    Progress, Store, StoreError,
    chain::{GENESIS, Hash, Leaf, link, sealed_digest},
    columns::{Copied, CopiedRow},
    detached,
    tenant::TenantTx,
};
use chrono::{DateTime, Utc};
use domain::ids::{Position, SchoolId};
use sqlx::{AssertSqlSafe, query_as, raw_sql};
use std::collections::HashMap;
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
        (reading(store, school, "").await?, reading(store, school, "").await?, reading(store, school, SORTED).await?);
    let head: Option<(i64, Vec<u8>, DateTime<Utc>)> = query_as(HEAD).bind(school.0).fetch_optional(events.conn()).await?;
    let (last, chain_hash, recorded_at) = head.ok_or(StoreError::NoSchool)?;
    let mut check = Check::new(school);
    {
        let mut events = Copied::out(&mut events, &events_of(school, last)).await?;
        let mut sealed = Side::of(Copied::out(&mut sealed, &sealed_of(school, last)).await?);
        let mut tags = Side::of(Copied::out(&mut tags, &tags_of(school, last)).await?);
        while let Some(event) = events.next().await? {
            let pos: i64 = event.columns().next()?;
            sealed.go_to(pos).await?;
            tags.go_to(pos).await?;
            if let Err(what) = check.event(&event, &sealed, &tags)? {
                return Ok(check.bad(pos.min(check.pos + 1), what));
            }
            if pos % STEP == 0 || pos == last {
                progress(Progress { done: Position(pos), of: Position(last) });
            }
        }
        // To their ends, without which the connections are not free.
        sealed.go_to(last).await?;
        tags.go_to(last).await?;
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

/// A transaction that may read for as long as it takes. What has an index in the order of positions comes by that, so that
/// the first row need not wait for the last.
async fn reading(store: &Store, school: SchoolId, also: &str) -> Result<TenantTx, StoreError> {
    const SETTINGS: &str = "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
        set local max_parallel_workers_per_gather = 0; set local enable_sort = off";
    let mut tx = TenantTx::begin(&store.db, school).await?;
    raw_sql(AssertSqlSafe(format!("{SETTINGS}; {also}"))).execute(tx.conn()).await?;
    Ok(tx)
}

/// Tags have no such index and are sorted, without a file also in a large school. As they lie in their table they are nearly
/// in order, by their index not at all.
const SORTED: &str = "set local work_mem = '64MB'; set local enable_indexscan = off; set local enable_indexonlyscan = off";

fn events_of(school: SchoolId, last: i64) -> String {
    format!(
        "select pos, event_id, stream_id, stream_kind, stream_ver, type, schema_ver, occurred_on, occurred_at,
                occurred_precision, recorded_at, actor_id, actor_role, command_id, causation_id, body, sealed_digests, leaf_hash,
                chain_hash
           from event where tenant_id = '{school}' and pos <= {last} order by pos"
    )
}

fn sealed_of(school: SchoolId, last: i64) -> String {
    format!(
        "select pos, n, person_id, retention_class, field, envelope
           from event_sealed where tenant_id = '{school}' and pos <= {last} order by pos, n"
    )
}

/// Only by position: those of one event are sorted here.
fn tags_of(school: SchoolId, last: i64) -> String {
    format!("select pos, tag from event_tag where tenant_id = '{school}' and pos <= {last} order by pos")
}

/// Rows that belong to events, read along with them. Each begins with its position.
struct Side<'a> {
    rows: Copied<'a>,
    next: Option<(i64, CopiedRow)>,
    /// Those of the event we are at, and of positions before it that no event has.
    here: Vec<(i64, CopiedRow)>,
}

impl Side<'_> {
    fn of(rows: Copied<'_>) -> Side<'_> {
        Side { rows, next: None, here: vec![] }
    }

    /// Goes on to the rows of a position.
    async fn go_to(&mut self, pos: i64) -> Result<(), StoreError> {
        self.here.clear();
        loop {
            let next = match self.next.take() {
                Some(next) => next,
                None => match self.rows.next().await? {
                    Some(row) => (row.columns().next()?, row),
                    None => return Ok(()),
                },
            };
            if next.0 > pos {
                self.next = Some(next);
                return Ok(());
            }
            self.here.push(next);
        }
    }

    fn is_at(&self, pos: i64) -> bool {
        self.here.iter().all(|(at, _)| *at == pos)
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
    fn event(&mut self, row: &CopiedRow, sealed: &Side<'_>, tags: &Side<'_>) -> Result<Result<(), &'static str>, StoreError> {
        let Ok(event) = Stored::read(self.school, row) else {
            return Ok(Err("the event cannot be read"));
        };
        let pos = event.leaf.pos;
        if pos != self.pos + 1 {
            return Ok(Err("an event is missing"));
        }
        if !sealed.is_at(pos) || !tags.is_at(pos) {
            return Ok(Err("sealed fields or tags without an event"));
        }
        let Ok(digests) = event.digests.into_iter().map(Hash::try_from).collect::<Result<Vec<Hash>, _>>() else {
            return Ok(Err("a digest of a sealed field was changed"));
        };
        if !are_sealed(sealed, &digests)? {
            return Ok(Err("a sealed field was changed"));
        }
        let tags = in_order(tags)?;
        let leaf = Leaf { tags: &tags, sealed_digests: &digests, ..event.leaf }.hash(&mut self.scratch);
        if leaf != *event.leaf_hash {
            return Ok(Err("the event or its tags were changed"));
        }
        let chain = link(&self.chain, &leaf);
        if chain != *event.chain_hash {
            return Ok(Err("the chain is broken"));
        }
        let before = self.streams.insert(event.leaf.stream_id, event.leaf.stream_ver).unwrap_or(0);
        if event.leaf.stream_ver != before + 1 {
            return Ok(Err("a stream misses an event"));
        }
        if event.leaf.recorded_at < self.recorded_at {
            return Ok(Err("recorded time goes back"));
        }
        (self.pos, self.chain, self.recorded_at) = (pos, chain, event.leaf.recorded_at);
        Ok(Ok(()))
    }
}

/// An event as it is stored, its tags and digests not yet in the leaf.
struct Stored<'r> {
    leaf: Leaf<'r, &'r str>,
    digests: Vec<&'r [u8]>,
    leaf_hash: &'r [u8],
    chain_hash: &'r [u8],
}

impl Stored<'_> {
    /// The columns of `events_of`, in its order.
    fn read(school: SchoolId, row: &CopiedRow) -> Result<Stored<'_>, StoreError> {
        let mut columns = row.columns();
        let leaf = Leaf {
            school,
            pos: columns.next()?,
            event_id: columns.next()?,
            stream_id: columns.next()?,
            stream_kind: columns.next()?,
            stream_ver: columns.next()?,
            type_name: columns.next()?,
            schema_ver: columns.next()?,
            occurred_on: columns.next()?,
            occurred_at: columns.next()?,
            occurred_precision: columns.next()?,
            recorded_at: columns.next()?,
            actor_id: columns.next()?,
            actor_role: columns.next()?,
            command_id: columns.next()?,
            causation_id: columns.next()?,
            tags: &[],
            body: columns.next()?,
            sealed_digests: &[],
        };
        Ok(Stored { leaf, digests: columns.next()?, leaf_hash: columns.next()?, chain_hash: columns.next()? })
    }
}

/// Is each sealed field that is still there what its event says it was? Fields whose time was over are gone.
fn are_sealed(sealed: &Side<'_>, digests: &[Hash]) -> Result<bool, StoreError> {
    for (_, row) in &sealed.here {
        let mut columns = row.columns();
        let (_, n): (i64, i16) = (columns.next()?, columns.next()?);
        let digest = sealed_digest(columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        if digests.get(n as usize) != Some(&digest) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// An event's tags in the order of their bytes, in which they are hashed.
fn in_order<'r>(tags: &'r Side<'_>) -> Result<Vec<&'r str>, StoreError> {
    let tag = |(_, row): &'r (i64, CopiedRow)| {
        let mut columns = row.columns();
        _ = columns.next::<i64>()?;
        columns.next()
    };
    let mut tags = tags.here.iter().map(tag).collect::<Result<Vec<&str>, _>>()?;
    tags.sort_unstable();
    Ok(tags)
}
