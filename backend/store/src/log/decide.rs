//! Deciding over a batch: each command is accepted or refused, and accepted events get their place in the log.
//!
//! Versions and consistency tags are checked before a position is given out, so a refusal leaves no gap.

use super::{
    chain::{Leaf, link},
    command::{AppendError, AppendResult, Appended},
    fold::{FoldedRow, fold},
    head::LogHead,
    pending::{PendingCommand, PendingEvent},
    read::precision_name,
    read_set::ReadSet,
};
use crate::{
    database::{error::StoreError, world::Clock},
    views::ViewRowKey,
};
use domain::ids::{Position, SchoolId, Tag};
use std::collections::HashSet;
use uuid::Uuid;

/// What becomes of the commands of a batch, if the log is still where it was.
pub(crate) struct Decided {
    pub answers: Vec<AppendResult>,
    /// The indexes of the accepted commands.
    pub accepted: Vec<usize>,
    /// Where the log ended.
    pub before: LogHead,
    /// Where it ends with the accepted commands.
    pub after: LogHead,
    pub rows: Vec<FoldedRow>,
    pub assumed_absent: HashSet<ViewRowKey>,
}

impl Decided {
    pub(crate) fn accepted<'a>(&self, commands: &'a [PendingCommand]) -> Vec<&'a PendingCommand> {
        self.accepted.iter().map(|i| &commands[*i]).collect()
    }
}

/// Decides over each command on what was read, and gives those that are accepted their place.
pub(crate) fn decide(
    school: SchoolId,
    clock: &Clock,
    before: LogHead,
    read: ReadSet,
    commands: &mut [PendingCommand],
    inline: &[bool],
) -> Result<Decided, StoreError> {
    let head = LogHead { now: clock.read(before.now), ..before };
    let mut decision = Decision { school, read, head, scratch: Vec::with_capacity(1024) };
    let mut answers = Vec::with_capacity(commands.len());
    let mut accepted = Vec::with_capacity(commands.len());
    for (i, command) in commands.iter_mut().enumerate() {
        let answer = match decision.check(command) {
            Some(answer) => answer,
            None => {
                accepted.push(i);
                Ok(decision.accept(command))
            }
        };
        answers.push(answer);
    }
    let Decision { read, head, .. } = decision;
    let rows = fold(&read.rows, accepted.iter().map(|i| &commands[*i]), inline)?;
    Ok(Decided { answers, accepted, before, after: head, rows, assumed_absent: read.assumed_absent })
}

/// A batch that is being decided over.
struct Decision {
    school: SchoolId,
    read: ReadSet,
    /// Where the log ends with the commands accepted so far.
    head: LogHead,
    /// Memory to hash in, used again for each event.
    scratch: Vec<u8>,
}

impl Decision {
    /// The answer to a command that is not added; `None` when it can be.
    fn check(&self, command: &PendingCommand) -> Option<AppendResult> {
        if let Some((digest, first, last)) = self.read.commands.get(&command.id.0) {
            if *digest != command.digest {
                return Some(Err(AppendError::ReusedCommand));
            }
            return Some(Ok(Appended { first: Position(*first), last: Position(*last), repeated: true }));
        }
        let moved =
            |event: &PendingEvent| event.expected.is_some_and(|expected| i64::from(self.version(event)) != i64::from(expected));
        let is_later = |tag: &Tag| self.read.tags.get(tag).is_some_and(|last| last.is_after(command));
        if command.events.iter().any(moved) || command.consistency_tags.iter().any(is_later) {
            return Some(Err(AppendError::Stale));
        }
        None
    }

    fn version(&self, event: &PendingEvent) -> i32 {
        self.read.streams.get(&event.stream.id).copied().unwrap_or(0)
    }

    /// Gives each event its position, version, recorded time and hashes, and remembers them for the commands after it.
    fn accept(&mut self, command: &mut PendingCommand) -> Appended {
        self.head.recorded_at = command.recorded_at.unwrap_or(self.head.now).max(self.head.recorded_at);
        let first = Position(self.head.pos.0 + 1);
        for event in &mut command.events {
            self.head.pos.0 += 1;
            event.stream_version = self.version(event) + 1;
            self.read.streams.insert(event.stream.id, event.stream_version);
            event.event.pos = self.head.pos;
            event.event.recorded_at = self.head.recorded_at;
            event.leaf = leaf(event, self.school, command.id.0).hash(&mut self.scratch);
            self.head.chain = link(&self.head.chain, &event.leaf);
            event.chain = self.head.chain;
            for tag in &event.tags {
                if let Some(last) = self.read.tags.get_mut(tag) {
                    last.add(command.sent_with, self.head.pos.0);
                }
            }
        }
        self.read.commands.insert(command.id.0, (command.digest, first.0, self.head.pos.0));
        Appended { first, last: self.head.pos, repeated: false }
    }
}

fn leaf(pending: &PendingEvent, school: SchoolId, command: Uuid) -> Leaf<'_, String> {
    let event = &pending.event;
    Leaf {
        school,
        pos: event.pos.0,
        event_id: event.id.0,
        stream_id: pending.stream.id,
        stream_kind: pending.stream.kind.name(),
        stream_ver: pending.stream_version,
        type_name: event.fact.type_name(),
        schema_ver: event.fact.schema_ver() as i16,
        occurred_on: event.occurred.on,
        occurred_at: event.occurred.at,
        occurred_precision: precision_name(event.occurred.precision),
        recorded_at: event.recorded_at,
        actor_id: event.author.person.map(|person| person.0),
        actor_role: &event.author.role,
        command_id: command,
        tags: &pending.tag_names,
        body: &pending.body,
        sealed_digests: &pending.digests,
    }
}
