//! The rows of the log's tables that the accepted commands add.

use super::{
    command::NewEffect,
    pending::{PendingCommand, PendingEvent},
    read::precision_name,
};
use crate::{
    database::table_rows::{CommandRow, EffectRow, EventRow, LookupRow, SealedRow, TagRow},
    keys::blind_index::{self, DigestChange},
};
use domain::{
    ids::{Position, SchoolId},
    personal::Envelope,
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

fn events<'a>(accepted: &'a [&PendingCommand]) -> impl Iterator<Item = &'a PendingEvent> {
    accepted.iter().flat_map(|command| &command.events)
}

/// The streams that hold something already, and how many events.
pub(super) fn continued(accepted: &[&PendingCommand]) -> (Vec<Uuid>, Vec<i32>) {
    let mut continued: BTreeMap<Uuid, i32> = BTreeMap::new();
    for event in events(accepted) {
        continued.entry(event.stream.id).or_insert(event.stream_version - 1);
    }
    continued.into_iter().filter(|(_, held)| *held > 0).unzip()
}

pub(super) fn event_rows<'a>(tenant_id: Uuid, accepted: &'a [&PendingCommand]) -> Vec<EventRow<'a>> {
    let of_command = |command: &&'a PendingCommand| {
        let command_id = command.id.0;
        command.events.iter().map(move |event| event_row(tenant_id, command_id, event))
    };
    accepted.iter().flat_map(of_command).collect()
}

fn event_row(tenant_id: Uuid, command_id: Uuid, pending: &PendingEvent) -> EventRow<'_> {
    let event = &pending.event;
    EventRow {
        tenant_id,
        pos: event.pos.0,
        event_id: event.id.0,
        stream_id: pending.stream.id,
        stream_kind: pending.stream.kind.name(),
        stream_ver: pending.stream_version,
        event_type: event.fact.type_name(),
        schema_ver: event.fact.schema_ver() as i16,
        occurred_on: event.occurred.on,
        occurred_at: event.occurred.at,
        occurred_precision: precision_name(event.occurred.precision),
        recorded_at: event.recorded_at,
        actor_id: event.author.person.map(|person| person.0),
        actor_role: &event.author.role,
        command_id,
        body: &pending.body,
        sealed_digests: pending.digests.iter().map(|digest| &digest[..]).collect(),
        leaf_hash: &pending.leaf,
        chain_hash: &pending.chain,
    }
}

pub(super) fn sealed_rows<'a>(tenant_id: Uuid, accepted: &'a [&PendingCommand]) -> Vec<SealedRow<'a>> {
    let of_event =
        |event: &'a PendingEvent| event.envelopes.iter().map(move |envelope| sealed_row(tenant_id, event.event.pos, envelope));
    events(accepted).flat_map(of_event).collect()
}

fn sealed_row(tenant_id: Uuid, pos: Position, envelope: &Envelope) -> SealedRow<'_> {
    SealedRow {
        tenant_id,
        pos: pos.0,
        n: envelope.n as i16,
        person_id: envelope.person.0,
        retention_class: envelope.class.name(),
        field: &envelope.field,
        envelope: &envelope.bytes,
    }
}

/// A row for each tag and each run of consecutive events that have it.
pub(super) fn tag_rows<'a>(tenant_id: Uuid, accepted: &'a [&PendingCommand]) -> Vec<TagRow<'a>> {
    let mut rows: Vec<TagRow<'_>> = vec![];
    let mut newest: HashMap<&str, usize> = HashMap::new();
    for event in events(accepted) {
        let pos = event.event.pos.0;
        for tag in &event.tag_names {
            match newest.get(tag.as_str()).map(|row| &mut rows[*row]) {
                Some(row) if row.pos + i64::from(row.span) == pos => row.span += 1,
                _ => {
                    newest.insert(tag, rows.len());
                    rows.push(TagRow { tenant_id, tag, pos, span: 1 });
                }
            }
        }
    }
    rows
}

pub(super) fn command_rows<'a>(tenant_id: Uuid, accepted: &[&'a PendingCommand]) -> Vec<CommandRow<'a>> {
    let row = |command: &&'a PendingCommand| CommandRow {
        tenant_id,
        command_id: command.id.0,
        digest: &command.digest,
        first_pos: command.events[0].event.pos.0,
        last_pos: command.events[command.events.len() - 1].event.pos.0,
    };
    accepted.iter().map(row).collect()
}

/// The work that the commands leave to be done.
pub(super) fn effect_rows(tenant_id: Uuid, accepted: &[&PendingCommand]) -> Vec<EffectRow<'static>> {
    let row = |command: &PendingCommand, effect: &NewEffect| {
        let pos = command.events[effect.event].event.pos.0;
        EffectRow { tenant_id, pos, kind: effect.kind, status: "waiting" }
    };
    accepted.iter().flat_map(|command| command.effects.iter().map(|effect| row(command, effect))).collect()
}

/// What a series of changes, in their order, removes from the blind index and adds to it. A student number that another
/// student has breaks a unique index, and so the transaction.
pub(super) fn lookup_rows<'a>(
    school: SchoolId,
    changes: impl IntoIterator<Item = &'a DigestChange>,
) -> (Vec<LookupRow<'static>>, Vec<LookupRow<'static>>) {
    let (mut lost, mut added) = (Vec::new(), Vec::new());
    for ((person, kind), entries) in blind_index::outcome(changes) {
        let row = |digest| LookupRow { tenant_id: school.0, kind: kind.name(), digest, person_id: person.0 };
        lost.extend(entries.cleared.then(|| row(None)));
        added.extend(entries.added.into_iter().map(|digest| row(Some(digest))));
    }
    (lost, added)
}
