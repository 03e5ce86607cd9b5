//! The log of a school, event by event: positions without gaps, streams without gaps, every leaf and link as it follows from what
//! is stored, every sealed field as it was when it was written, and the head at the end of it. It goes on after what is wrong,
//! so that it can say how much of the rest still holds.

use super::{
    KeptHead,
    access_log::AccessFacts,
    commands::CommandRows,
    findings::{ChainRule, Findings, NamedEvent, VerifiedPart},
    lookups::Lookups,
    sealed,
    side_rows::SideRows,
    tags::EventTags,
};
use crate::{
    database::{error::StoreError, tenant::TenantTx},
    log::chain::{GENESIS, Hash, Leaf, link},
    maintenance::{
        copy_out::{CopiedRow, CopyOut},
        progress::LogProgress,
    },
};
use chrono::{DateTime, Utc};
use domain::{
    facts::Fact,
    ids::{Position, SchoolId},
};
use sqlx::query_as;
use std::collections::HashMap;
use uuid::Uuid;

/// Does the log hold here? If not, the rule that is broken, and how.
type Holds = Result<(), (ChainRule, &'static str)>;

/// How often progress is reported.
const EVENTS_PER_PROGRESS: i64 = 1000;

/// What the head says of the end of the log.
pub(super) struct StoredHead {
    pub pos: i64,
    chain_hash: Vec<u8>,
    last_recorded_at: DateTime<Utc>,
}

impl StoredHead {
    /// `None`: the head is gone.
    pub(super) async fn read(tx: &mut TenantTx) -> Result<Option<StoredHead>, StoreError> {
        const SQL: &str = "select pos, chain_hash, last_recorded_at from tenant_head where tenant_id = $1";
        let row: Option<(i64, Vec<u8>, DateTime<Utc>)> = query_as(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
        Ok(row.map(|(pos, chain_hash, last_recorded_at)| StoredHead { pos, chain_hash, last_recorded_at }))
    }
}

/// The rows of a log, side by side.
pub(super) struct LogRows<'a> {
    pub events: CopyOut<'a>,
    pub sealed: SideRows<'a>,
    pub tags: EventTags<'a>,
    pub commands: CommandRows<'a>,
}

/// A log as far as it was read.
pub(super) struct LogCheck {
    school: SchoolId,
    head: Option<StoredHead>,
    expected: Vec<KeptHead>,
    /// How many events were read.
    pub events: i64,
    /// The position of the last one.
    pub last: i64,
    /// Its link, as it is stored.
    pub chain: Hash,
    /// How many events after the first bad one are what they say, and follow the one before them.
    pub hold_after: i64,
    pub sealed: i64,
    pub lookups: Lookups,
    pub access: AccessFacts,
    /// The names that the school had, in its own facts.
    pub names: Vec<String>,
    recorded_at: DateTime<Utc>,
    streams: HashMap<Uuid, i32>,
    /// The link and the time at the position of the stored head.
    at_head: (Hash, DateTime<Utc>),
    is_whole: bool,
    /// Is the link before the next event known? It is not after a gap.
    is_linked: bool,
    scratch: Vec<u8>,
}

impl LogCheck {
    pub(super) fn new(school: SchoolId, head: Option<StoredHead>, expected: &[KeptHead]) -> LogCheck {
        LogCheck {
            school,
            head,
            expected: expected.to_vec(),
            events: 0,
            last: 0,
            chain: GENESIS,
            hold_after: 0,
            sealed: 0,
            lookups: Lookups::default(),
            access: AccessFacts::default(),
            names: vec![],
            recorded_at: DateTime::UNIX_EPOCH,
            streams: HashMap::new(),
            at_head: (GENESIS, DateTime::UNIX_EPOCH),
            is_whole: true,
            is_linked: true,
            scratch: vec![],
        }
    }

    fn head_pos(&self) -> i64 {
        self.head.as_ref().map_or(0, |head| head.pos)
    }

    /// Checks every event, and then what the end must be.
    pub(super) async fn walk(
        &mut self,
        rows: &mut LogRows<'_>,
        findings: &mut Findings,
        progress: &mut impl FnMut(LogProgress),
    ) -> Result<(), StoreError> {
        while let Some(event) = rows.events.next().await? {
            self.next(&event, rows, findings).await?;
            if self.last % EVENTS_PER_PROGRESS == 0 || self.last == self.head_pos() {
                progress(LogProgress { done: Position(self.last), of: Position(self.head_pos().max(self.last)) });
            }
        }
        self.end(rows, findings).await?;
        self.check_head(findings);
        self.check_expected(findings);
        Ok(())
    }

    async fn next(&mut self, row: &CopiedRow, rows: &mut LogRows<'_>, findings: &mut Findings) -> Result<(), StoreError> {
        let pos: i64 = row.columns().next()?;
        self.events += 1;
        rows.sealed.go_to(pos).await?;
        rows.tags.go_to(pos).await?;
        if pos <= self.last {
            self.bad(ChainRule::Positions, pos, Some(row), "no event belongs at this position", findings);
            return Ok(());
        }
        if pos > self.last + 1 {
            let missing = pos - self.last - 1;
            let what = format!("{missing} missing: the next event is {pos}");
            self.bad(ChainRule::Positions, self.last + 1, None, &what, findings);
            self.is_linked = false;
        }
        let was_whole = self.is_whole;
        self.sealed += rows.sealed.here.len() as i64;
        let before = self.last;
        self.last = pos;
        match self.event(before, row, rows, findings).await? {
            Err((rule, what)) => self.bad(rule, pos, Some(row), what, findings),
            Ok(()) if !was_whole => self.hold_after += 1,
            Ok(()) => {}
        }
        if pos == self.head_pos() {
            self.at_head = (self.chain, self.recorded_at);
        }
        self.check_expected_at(pos, findings);
        Ok(())
    }

    fn bad(&mut self, rule: ChainRule, pos: i64, row: Option<&CopiedRow>, what: &str, findings: &mut Findings) {
        self.is_whole = false;
        findings.break_rule(rule, pos, row.and_then(NamedEvent::read), what);
    }

    /// Checks one event against everything before it; the inner error says which rule it breaks first, and how.
    async fn event(
        &mut self,
        before: i64,
        row: &CopiedRow,
        rows: &mut LogRows<'_>,
        findings: &mut Findings,
    ) -> Result<Holds, StoreError> {
        let Ok(event) = StoredEvent::read(self.school, row) else {
            self.is_linked = false;
            return Ok(Err((ChainRule::Leaf, "the event cannot be read")));
        };
        rows.commands.check(event.leaf.pos, event.leaf.command_id, findings).await?;
        let leaf = self.leaf_holds(&event, rows).await?;
        let link = self.link_holds(&event);
        let order = self.order_holds(&event, before);
        if leaf.is_ok() {
            self.remember(&event, rows);
        }
        Ok(leaf.and(link).and(order))
    }

    /// Is the event with its tags and sealed fields what its leaf says?
    async fn leaf_holds(&mut self, event: &StoredEvent<'_>, rows: &mut LogRows<'_>) -> Result<Holds, StoreError> {
        let Ok(digests) = event.digests.iter().map(|digest| Hash::try_from(*digest)).collect::<Result<Vec<Hash>, _>>() else {
            return Ok(Err((ChainRule::Sealed, "a digest of a sealed field was changed")));
        };
        let sealed = sealed::wrong_with(&rows.sealed, event.leaf.pos, &digests)?.map(|what| (ChainRule::Sealed, what));
        loop {
            let leaf = Leaf { tags: &rows.tags.in_order()?, sealed_digests: &digests, ..event.leaf }.hash(&mut self.scratch);
            if leaf == *event.leaf_hash {
                return Ok(sealed.map_or(Ok(()), Err));
            }
            if !rows.tags.find_more().await? {
                return Ok(Err(sealed.unwrap_or((ChainRule::Leaf, "the event, its tags or its digests were changed"))));
            }
        }
    }

    /// Does the chain go on here?
    fn link_holds(&mut self, event: &StoredEvent<'_>) -> Holds {
        let was_linked = self.is_linked;
        let leaf = Hash::try_from(event.leaf_hash).map_err(|_| (ChainRule::Leaf, "the leaf is no hash"))?;
        let linked = link(&self.chain, &leaf);
        // What is stored counts for the next event, so that one bad link is told once.
        let stored = Hash::try_from(event.chain_hash);
        self.is_linked = stored.is_ok();
        self.chain = stored.unwrap_or(linked);
        if was_linked && linked != *event.chain_hash { Err((ChainRule::Link, "the chain is broken")) } else { Ok(()) }
    }

    /// Does the event come after those of its stream, and not before the last one in time?
    fn order_holds(&mut self, event: &StoredEvent<'_>, before: i64) -> Holds {
        let version = event.leaf.stream_ver;
        let held = self.streams.insert(event.leaf.stream_id, version).unwrap_or(0);
        let is_back = event.leaf.recorded_at < self.recorded_at;
        self.recorded_at = self.recorded_at.max(event.leaf.recorded_at);
        // Where events are missing, so are versions of streams: that was told already.
        if version != held + 1 && self.is_whole && before + 1 == event.leaf.pos {
            return Err((ChainRule::Streams, "a stream misses an event"));
        }
        if is_back { Err((ChainRule::Time, "recorded time goes back")) } else { Ok(()) }
    }

    /// Keeps what look-ups and the registry follow from, and what is said of the access log.
    fn remember(&mut self, event: &StoredEvent<'_>, rows: &LogRows<'_>) {
        let leaf = &event.leaf;
        let version = leaf.schema_ver.unsigned_abs();
        self.lookups.note(leaf.type_name, version, leaf.body, leaf.event_id, &rows.sealed);
        if leaf.stream_kind == "access_log" {
            self.access.note(leaf.pos, leaf.type_name, version, leaf.body);
        }
        if leaf.stream_kind == "school" {
            self.names.extend(match Fact::decode(leaf.type_name, version, leaf.body) {
                Ok(Fact::SchoolOpened(fact)) => Some(fact.name),
                Ok(Fact::SchoolSettingsChanged(fact)) => Some(fact.name),
                _ => None,
            });
        }
    }

    /// Past the last event: a connection is free only when all was read, and what is left belongs to no event.
    async fn end(&mut self, rows: &mut LogRows<'_>, findings: &mut Findings) -> Result<(), StoreError> {
        rows.sealed.finish().await?;
        rows.tags.go_to(self.last + 1).await?;
        rows.commands.finish(self.last, findings).await?;
        if let Some(pos) = rows.sealed.stray {
            self.bad(ChainRule::Strays, pos, None, "sealed fields without an event", findings);
        }
        if let Some(pos) = rows.tags.first_stray().await? {
            // Where an event is, its leaf has no such tag.
            let rule = if (1..=self.last).contains(&pos) { ChainRule::Leaf } else { ChainRule::Strays };
            self.bad(rule, pos, None, "a tag that no event had", findings);
        }
        Ok(())
    }

    fn check_head(&mut self, findings: &mut Findings) {
        let Some(head) = &self.head else {
            return self.bad(ChainRule::Head, self.last + 1, None, "the head of the log is gone", findings);
        };
        let (pos, last) = (head.pos, self.last);
        let is_last = head.chain_hash == self.at_head.0 && head.last_recorded_at == self.at_head.1;
        if pos > last {
            self.bad(ChainRule::Head, last + 1, None, &format!("the head says that there are {pos} events"), findings);
        } else if !is_last {
            self.bad(ChainRule::Head, pos, None, "the head is not the last event", findings);
        }
        if last > pos {
            self.bad(ChainRule::Head, pos + 1, None, &format!("{} events past the head", last - pos), findings);
        }
    }

    fn check_expected_at(&mut self, pos: i64, findings: &mut Findings) {
        let differs = |kept: &&KeptHead| kept.pos.0 == pos && kept.head != self.chain;
        if self.expected.iter().any(|kept| differs(&kept)) {
            findings.add(VerifiedPart::KeptHeads, Some(pos), "the head that was kept is another");
        }
    }

    fn check_expected(&mut self, findings: &mut Findings) {
        for kept in self.expected.iter().filter(|kept| kept.pos.0 < 1 || kept.pos.0 > self.last) {
            let is_genesis = kept.pos.0 == 0 && kept.head == GENESIS;
            if !is_genesis {
                findings.add(VerifiedPart::KeptHeads, Some(kept.pos.0), "the log does not reach the head that was kept");
            }
        }
    }
}

/// An event as it is stored, its tags and digests not yet in the leaf.
struct StoredEvent<'r> {
    leaf: Leaf<'r, &'r str>,
    digests: Vec<&'r [u8]>,
    leaf_hash: &'r [u8],
    chain_hash: &'r [u8],
}

impl StoredEvent<'_> {
    /// The columns of `reading::EVENTS`, in its order.
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
