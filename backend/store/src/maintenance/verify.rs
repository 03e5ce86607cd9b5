//! Reading a school's whole log and proving that nothing was changed: positions without gaps, streams without gaps, every
//! leaf and link as it follows from what is stored, every sealed field as it was when it was written, and the head at the
//! end of it.

mod tags;
use crate::{
    Store,
    database::{detached::detached, error::StoreError, tenant::TenantTx},
    log::chain::{GENESIS, Hash, Leaf, link, sealed_digest},
    maintenance::{
        copy_out::{CopiedRow, CopyOut},
        progress::LogProgress,
        verify::tags::EventTags,
    },
};
use chrono::{DateTime, Utc};
use domain::ids::{Position, SchoolId};
use sqlx::{AssertSqlSafe, query_as, raw_sql};
use std::collections::HashMap;
use uuid::Uuid;

/// How often progress is reported.
const EVENTS_PER_PROGRESS: i64 = 1000;

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events were checked and found right.
    pub events: i64,
    /// The last link of the chain. It covers everything before it, so two copies of a log with the same one are equal.
    pub head: [u8; 32],
    /// The first place that is wrong.
    pub first_bad: Option<FirstBadEvent>,
}

impl Verified {
    /// Is the log what was written?
    pub fn ok(&self) -> bool {
        self.first_bad.is_none()
    }
}

/// The first place where the log is not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstBadEvent {
    /// The position, or the first one that is missing.
    pub pos: Position,
    /// What is wrong there.
    pub what: &'static str,
}

impl Store {
    /// Reads the whole log of a school and checks all of it, up to the first place that is wrong. `progress` is called after every
    /// thousand events.
    ///
    /// # Errors
    /// When the log cannot be read. A log that is wrong is no error.
    pub async fn verify(
        &self,
        school: SchoolId,
        progress: impl FnMut(LogProgress) + Send + 'static,
    ) -> Result<Verified, StoreError> {
        let store = self.clone();
        detached(async move { verify(&store, school, progress).await }).await
    }
}

async fn verify(store: &Store, school: SchoolId, progress: impl FnMut(LogProgress)) -> Result<Verified, StoreError> {
    // Three queries side by side, because a join would repeat every event for each of its tags.
    let (mut events, mut sealed, mut tags) = (
        begin_reading(store, school, IN_ORDER).await?,
        begin_reading(store, school, IN_ORDER).await?,
        begin_reading(store, school, IN_TABLE_ORDER).await?,
    );
    let head = StoredHead::read(&mut events).await?;
    let mut check = LogCheck::new(school);
    let first_bad = {
        let mut events = CopyOut::out(&mut events, &events_of(school, head.pos)).await?;
        let mut sealed = SideRows::of(CopyOut::out(&mut sealed, &sealed_of(school, head.pos)).await?);
        let mut tags = EventTags::of(CopyOut::out(&mut tags, &tags_of(school, head.pos)).await?);
        let wrong = check.log(&head, &mut events, &mut sealed, &mut tags, progress).await?;
        let stray = tags.first_stray().await?.and_then(|pos| bad(pos, "an event has more tags than it had"));
        wrong.into_iter().chain(stray).min_by_key(|bad| bad.pos)
    };
    if first_bad.is_none() {
        for tx in [events, sealed, tags] {
            tx.rollback().await?;
        }
    }
    Ok(Verified { events: check.pos, head: check.chain, first_bad })
}

/// What the head says of the end of the log.
struct StoredHead {
    pos: i64,
    chain_hash: Vec<u8>,
    last_recorded_at: DateTime<Utc>,
}

impl StoredHead {
    async fn read(tx: &mut TenantTx) -> Result<StoredHead, StoreError> {
        const SQL: &str = "select pos, chain_hash, last_recorded_at from tenant_head where tenant_id = $1";
        let row: Option<(i64, Vec<u8>, DateTime<Utc>)> = query_as(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
        let (pos, chain_hash, last_recorded_at) = row.ok_or(StoreError::NoSchool)?;
        Ok(StoredHead { pos, chain_hash, last_recorded_at })
    }
}

/// A transaction that may read for as long as it takes.
async fn begin_reading(store: &Store, school: SchoolId, plan: &str) -> Result<TenantTx, StoreError> {
    const SETTINGS: &str = "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
        set local max_parallel_workers_per_gather = 0";
    let mut tx = TenantTx::begin(&store.db, school).await?;
    raw_sql(AssertSqlSafe(format!("{SETTINGS}; {plan}"))).execute(tx.conn()).await?;
    Ok(tx)
}

/// By an index in the order of positions, so that the first row need not wait for the last.
const IN_ORDER: &str = "set local enable_sort = off";

/// Tags have no such index, and sorting them costs PostgreSQL half as much again as reading them. In their table they are nearly
/// in order (see `EventTags`), in their index not at all.
const IN_TABLE_ORDER: &str = "set local enable_indexscan = off; set local enable_indexonlyscan = off;
    set local synchronize_seqscans = off";

fn events_of(school: SchoolId, last: i64) -> String {
    format!(
        "select pos, event_id, stream_id, stream_kind, stream_ver, type, schema_ver, occurred_on, occurred_at,
                occurred_precision, recorded_at, actor_id, actor_role, command_id, body, sealed_digests, leaf_hash,
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

fn tags_of(school: SchoolId, last: i64) -> String {
    format!("select pos, span, tag from event_tag where tenant_id = '{school}' and pos <= {last}")
}

/// Rows that belong to events, read along with them. Each begins with its position.
struct SideRows<'a> {
    rows: CopyOut<'a>,
    next: Option<(i64, CopiedRow)>,
    /// Those of the current event, and of positions before it that no event has.
    here: Vec<(i64, CopiedRow)>,
}

impl SideRows<'_> {
    fn of(rows: CopyOut<'_>) -> SideRows<'_> {
        SideRows { rows, next: None, here: vec![] }
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
struct LogCheck {
    school: SchoolId,
    pos: i64,
    chain: Hash,
    recorded_at: DateTime<Utc>,
    streams: HashMap<Uuid, i32>,
    scratch: Vec<u8>,
}

impl LogCheck {
    fn new(school: SchoolId) -> LogCheck {
        let (recorded_at, streams, scratch) = (DateTime::UNIX_EPOCH, HashMap::new(), Vec::new());
        LogCheck { school, pos: 0, chain: GENESIS, recorded_at, streams, scratch }
    }

    /// Checks every event up to the head, and stops at the first that is wrong.
    async fn log(
        &mut self,
        head: &StoredHead,
        events: &mut CopyOut<'_>,
        sealed: &mut SideRows<'_>,
        tags: &mut EventTags<'_>,
        mut progress: impl FnMut(LogProgress),
    ) -> Result<Option<FirstBadEvent>, StoreError> {
        while let Some(event) = events.next().await? {
            let pos: i64 = event.columns().next()?;
            sealed.go_to(pos).await?;
            tags.go_to(pos).await?;
            if let Err(what) = self.event(&event, sealed, tags).await? {
                return Ok(bad(pos.min(self.pos + 1), what));
            }
            if pos % EVENTS_PER_PROGRESS == 0 || pos == head.pos {
                progress(LogProgress { done: Position(pos), of: Position(head.pos) });
            }
        }
        // Past the end: the connection is free only when all was read, and a tag that is left belongs to no event.
        sealed.go_to(self.pos + 1).await?;
        tags.go_to(self.pos + 1).await?;
        if self.pos != head.pos {
            return Ok(bad(self.pos + 1, "the head says there are more events"));
        }
        if head.chain_hash != self.chain || head.last_recorded_at != self.recorded_at {
            return Ok(bad(head.pos, "the head is not the last event"));
        }
        Ok(None)
    }

    /// Checks one event against everything before it; the inner error says what is wrong with it.
    async fn event(
        &mut self,
        row: &CopiedRow,
        sealed: &mut SideRows<'_>,
        tags: &mut EventTags<'_>,
    ) -> Result<Result<(), &'static str>, StoreError> {
        let Ok(event) = StoredEvent::read(self.school, row) else {
            return Ok(Err("the event cannot be read"));
        };
        let pos = event.leaf.pos;
        if pos != self.pos + 1 {
            return Ok(Err("an event is missing"));
        }
        if !sealed.is_at(pos) {
            return Ok(Err("sealed fields without an event"));
        }
        let Ok(digests) = event.digests.into_iter().map(Hash::try_from).collect::<Result<Vec<Hash>, _>>() else {
            return Ok(Err("a digest of a sealed field was changed"));
        };
        if !are_sealed(sealed, &digests)? {
            return Ok(Err("a sealed field was changed"));
        }
        let leaf = loop {
            let leaf = Leaf { tags: &tags.in_order()?, sealed_digests: &digests, ..event.leaf }.hash(&mut self.scratch);
            if leaf == *event.leaf_hash {
                break leaf;
            }
            if !tags.find_more().await? {
                return Ok(Err("the event or its tags were changed"));
            }
        };
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

fn bad(pos: i64, what: &'static str) -> Option<FirstBadEvent> {
    Some(FirstBadEvent { pos: Position(pos), what })
}

/// An event as it is stored, its tags and digests not yet in the leaf.
struct StoredEvent<'r> {
    leaf: Leaf<'r, &'r str>,
    digests: Vec<&'r [u8]>,
    leaf_hash: &'r [u8],
    chain_hash: &'r [u8],
}

impl StoredEvent<'_> {
    /// The columns of `events_of`, in its order.
    fn read(school: SchoolId, row: &CopiedRow) -> Result<StoredEvent<'_>, StoreError> {
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
            tags: &[],
            body: columns.next()?,
            sealed_digests: &[],
        };
        Ok(StoredEvent { leaf, digests: columns.next()?, leaf_hash: columns.next()?, chain_hash: columns.next()? })
    }
}

/// Is each sealed field that is still there what its event says it was? Fields whose retention time was over are gone.
fn are_sealed(sealed: &SideRows<'_>, digests: &[Hash]) -> Result<bool, StoreError> {
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
