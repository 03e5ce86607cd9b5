//! What a writer remembers of the end of a school's log, because it added the last events itself.
//!
//! It is only right while nobody else writes to the school, so the database checks everything that is taken from here.

use super::{
    head::LogHead,
    pending::{PendingCommand, PendingEvent},
    read_set::{LastPosition, ReadSet},
};
use crate::{
    database::world::whole_micros,
    views::{ViewRowKey, row_cache::RowCache},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{Position, SchoolId, Stream, Tag},
    views,
};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How long the database's time may be derived from what it last said, before it must be asked again.
const CLOCK_AGE_MAX: Duration = Duration::from_secs(10);
/// Streams and tags that are remembered, together.
const STREAMS_AND_TAGS_MAX: usize = 20_000;

pub(crate) struct HeadCache {
    /// Its `now` is what the database's clock said at `read_at`.
    pub head: LogHead,
    read_at: Instant,
    /// Everything after this position was added by this writer, and is in here.
    since: Position,
    streams: HashMap<Uuid, i32>,
    tags: HashMap<Tag, i64>,
}

impl HeadCache {
    /// Knows nothing of what was there before.
    pub(crate) fn from(since: Position, head: LogHead) -> HeadCache {
        HeadCache { head, read_at: Instant::now(), since, streams: HashMap::new(), tags: HashMap::new() }
    }

    /// The log ends there now, with these events.
    pub(crate) fn learn<'a>(&mut self, head: LogHead, added: impl Iterator<Item = &'a PendingEvent>) {
        (self.head, self.read_at) = (head, Instant::now());
        for event in added {
            self.streams.insert(event.stream.id, event.stream_version);
            self.tags.extend(event.tags.iter().map(|tag| (*tag, event.event.pos.0)));
        }
        if self.streams.len() + self.tags.len() > STREAMS_AND_TAGS_MAX {
            self.streams.clear();
            self.tags.clear();
            self.since = head.pos;
        }
    }

    /// The database's time, never ahead of it, in whole microseconds as the database has it.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        whole_micros(self.head.now + TimeDelta::from_std(self.read_at.elapsed()).unwrap_or_default())
    }

    /// The database's time must be asked again.
    pub(crate) fn is_old(&self) -> bool {
        self.read_at.elapsed() > CLOCK_AGE_MAX
    }

    /// What decides over these commands, except whether they were carried out before. `None`: it must be read.
    pub(crate) fn read_set(
        &self,
        school: SchoolId,
        row_cache: &RowCache,
        commands: &[PendingCommand],
        inline: &[bool],
    ) -> Option<ReadSet> {
        let mut read = ReadSet::default();
        for command in commands {
            for tag in &command.consistency_tags {
                let last = self.last_position(*tag, command.seen)?;
                read.tags.insert(*tag, LastPosition::stored(last));
            }
            for event in &command.events {
                let version = self.version(event)?;
                read.streams.entry(event.stream.id).or_insert(version);
                for row in event.touches.iter().filter(|(view, _)| inline[*view]) {
                    self.find_row(school, row_cache, event, *row, &mut read)?;
                }
            }
        }
        Some(read)
    }

    /// The last position under a tag, as far as it is after what the decision has seen; 0 when there is none.
    fn last_position(&self, tag: Tag, seen: Position) -> Option<i64> {
        let last = self.tags.get(&tag).copied();
        last.or_else(|| (seen >= self.since).then_some(0))
    }

    /// How many events the stream holds: as this writer left it, or as it was loaded for the decision.
    fn version(&self, event: &PendingEvent) -> Option<i32> {
        let loaded = event.expected.and_then(|version| i32::try_from(version).ok());
        self.streams.get(&event.stream.id).copied().or(loaded)
    }

    /// Takes a row from the cache, or assumes that there is none because what it is about only now begins.
    fn find_row(
        &self,
        school: SchoolId,
        row_cache: &RowCache,
        event: &PendingEvent,
        (view, key): ViewRowKey,
        read: &mut ReadSet,
    ) -> Option<()> {
        match row_cache.row(school, self.head.state(), views::ALL[view].name, key) {
            Some(row) => read.rows.extend(row.map(|(row, _)| ((view, key), row))),
            None if begins(event, key) => _ = read.assumed_absent.insert((view, key)),
            None => return None,
        }
        Some(())
    }
}

/// Is the row about the event's own stream, and does that stream begin with the event?
fn begins(event: &PendingEvent, key: Tag) -> bool {
    event.expected == Some(0) && Stream::of(event.stream.kind, key.id) == event.stream
}
