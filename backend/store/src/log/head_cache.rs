//! What a writer knows of a school's log without reading it, because it added the last events itself.
//!
//! It holds only while nobody else writes to the school: the append says where it believes the head to be, and everything
//! else that it believes is checked by the database as well (`migrations/log/functions/log_append.sql`). When it was wrong, it
//! reads.

use crate::{
    database::world::whole_micros,
    log::{
        append::{Draft, Member},
        batch::{Head, Known, LastUnder},
    },
    views::row_cache::AtHand,
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

/// The database's clock is reckoned from what it said last, for so long.
const RECKONING: Duration = Duration::from_secs(10);
/// Streams and tags that are remembered.
const MOST: usize = 20_000;

pub(crate) struct ByHeart {
    /// `now` as the database said it.
    pub head: Head,
    told: Instant,
    /// Everything after this position was added by us, and is in here.
    since: Position,
    streams: HashMap<Uuid, i32>,
    tags: HashMap<Tag, i64>,
}

impl ByHeart {
    /// Nothing yet of what was there before.
    pub(crate) fn from(since: Position, head: Head) -> ByHeart {
        ByHeart { head, told: Instant::now(), since, streams: HashMap::new(), tags: HashMap::new() }
    }

    /// The log ends there now, with these events.
    pub(crate) fn learn<'a>(&mut self, head: Head, added: impl Iterator<Item = &'a Draft>) {
        (self.head, self.told) = (head, Instant::now());
        for draft in added {
            self.streams.insert(draft.stream.id, draft.stream_ver);
            self.tags.extend(draft.tags.iter().map(|tag| (*tag, draft.event.pos.0)));
        }
        if self.streams.len() + self.tags.len() > MOST {
            self.streams.clear();
            self.tags.clear();
            self.since = head.pos;
        }
    }

    /// The database's clock, never ahead of it, and like the database in whole microseconds.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        whole_micros(self.head.now + TimeDelta::from_std(self.told.elapsed()).unwrap_or_default())
    }

    /// What the database's clock says must be asked again.
    pub(crate) fn is_old(&self) -> bool {
        self.told.elapsed() > RECKONING
    }

    /// Everything that decides over these commands, but for whether they were carried out before. `None`: it must be read.
    pub(crate) fn known(&self, school: SchoolId, at_hand: &AtHand, members: &[Member], inline: &[bool]) -> Option<Known> {
        let mut known = Known::default();
        for member in members {
            for tag in &member.consistency_tags {
                let last = self.last_under(*tag, member.seen)?;
                known.tags.insert(*tag, LastUnder::read(last));
            }
            for draft in &member.drafts {
                let version = self.version(draft)?;
                known.streams.entry(draft.stream.id).or_insert(version);
                for (view, key) in draft.touches.iter().filter(|(view, _)| inline[*view]) {
                    self.find(school, at_hand, draft, *view, *key, &mut known)?;
                }
            }
        }
        Some(known)
    }

    /// The last position under a tag, as far as it is after what the decision has seen.
    fn last_under(&self, tag: Tag, seen: Position) -> Option<i64> {
        let last = self.tags.get(&tag).copied();
        last.or_else(|| (seen >= self.since).then_some(0))
    }

    /// How many events the draft's stream holds: as we left it, or as it was loaded.
    fn version(&self, draft: &Draft) -> Option<i32> {
        let loaded = draft.expected.version().and_then(|version| i32::try_from(version).ok());
        self.streams.get(&draft.stream.id).copied().or(loaded)
    }

    /// Finds a row that is touched, or sees that there can be none: it belongs to the draft's own thing, which begins.
    fn find(&self, school: SchoolId, at_hand: &AtHand, draft: &Draft, view: usize, key: Tag, known: &mut Known) -> Option<()> {
        match at_hand.row(school, self.head.moment(), views::ALL[view].name, key) {
            Some(row) => known.rows.extend(row.map(|(row, _)| ((view, key), row))),
            None if begins(draft, key) => _ = known.unseen.insert((view, key)),
            None => return None,
        }
        Some(())
    }
}

fn begins(draft: &Draft, key: Tag) -> bool {
    draft.expected.version() == Some(0) && Stream::of(draft.stream.kind, key.id) == draft.stream
}
