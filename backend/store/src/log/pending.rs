//! Commands made ready to be written: keys made, personal fields sealed, bodies encoded. What depends on the head of the log
//! is filled in later.

use super::{
    chain::{Hash, sealed_digest},
    command::{AppendError, NewCommand, NewEffect, NewEvent},
};
use crate::{
    database::{
        error::StoreError,
        world::{World, whole_micros},
    },
    keys::{
        blind_index::{self, DigestChange},
        cipher::KeyBytes,
        data_keys::{KeySubject, Keys, SubjectKey},
        sealing::{seal_fact, subjects_of},
    },
    views::ViewRowKey,
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Author,
    facts::Event,
    ids::{CommandId, EventId, Position, SchoolId, Stream, Tag},
    personal::Envelope,
    views,
};
use std::collections::HashMap;

/// A command that is ready to be written, or why it cannot be.
pub(crate) type Prepared = Result<PendingCommand, AppendError>;

/// A command with everything done that does not depend on what is in the log.
pub(crate) struct PendingCommand {
    pub id: CommandId,
    /// The first of the commands that it was sent with.
    pub sent_with: CommandId,
    pub digest: [u8; 32],
    pub consistency_tags: Vec<Tag>,
    pub seen: Position,
    pub recorded_at: Option<DateTime<Utc>>,
    pub lookups: Vec<DigestChange>,
    pub effects: Vec<NewEffect>,
    pub events: Vec<PendingEvent>,
}

/// An event that lacks only what follows from the head: position, stream version, recorded time and hashes.
pub(crate) struct PendingEvent {
    pub event: Event,
    pub stream: Stream,
    pub stream_version: i32,
    /// How many events its stream must hold; `None` when that does not matter.
    pub expected: Option<u32>,
    pub body: Vec<u8>,
    pub envelopes: Vec<Envelope>,
    pub digests: Vec<Hash>,
    pub tags: Vec<Tag>,
    /// The same tags in the order of their bytes, as they are hashed.
    pub tag_names: Vec<String>,
    /// The view rows that it changes.
    pub touches: Vec<ViewRowKey>,
    pub leaf: Hash,
    pub chain: Hash,
}

/// Makes the keys, once for all commands, and seals each command's events under them.
pub(crate) async fn prepare(
    keys: &Keys,
    world: &World,
    school: SchoolId,
    mut commands: Vec<NewCommand>,
) -> Result<Vec<Prepared>, StoreError> {
    let Some(sent_with) = commands.first().map(|command| command.command_id) else { return Ok(vec![]) };
    let facts = commands.iter_mut().flat_map(|command| &mut command.events).map(|event| &mut event.fact);
    let subject_keys = keys.made_for(school, &subjects_of(facts)).await?;
    let lookup_key = if commands.iter().any(|command| !command.lookups.is_empty()) {
        Some(blind_index::key(keys, school).await?)
    } else {
        None
    };
    let preparation = Preparation { world, school, sent_with, subject_keys, lookup_key };
    Ok(commands.into_iter().map(|command| preparation.command(command)).collect())
}

/// What the commands of one request have in common.
struct Preparation<'a> {
    world: &'a World,
    school: SchoolId,
    sent_with: CommandId,
    subject_keys: HashMap<KeySubject, SubjectKey>,
    /// `None` when no command changes what people are found by.
    lookup_key: Option<KeyBytes>,
}

impl Preparation<'_> {
    fn command(&self, command: NewCommand) -> Prepared {
        if command.events.is_empty() {
            return Err(StoreError::Unfit("a command without events is not appended".into()).into());
        }
        if command.recorded_at.is_some() && !self.world.is_simulated() {
            let why = "in the real world the database's clock says when something is recorded";
            return Err(StoreError::Unfit(why.into()).into());
        }
        let recorded_at = command.recorded_at.map(whole_micros);
        let now = recorded_at.unwrap_or_else(|| self.world.clock.read(Utc::now()));
        let event = |(i, event): (usize, NewEvent)| {
            let labels: [&[u8]; 3] = [b"event", command.command_id.0.as_bytes(), &i.to_be_bytes()];
            self.event(EventId(self.world.entropy.uuid_at(now, &labels)?), &command.actor, event)
        };
        let events = command.events.into_iter().enumerate().map(event).collect::<Result<_, AppendError>>()?;
        let lookups = self.lookup_key.as_ref().map_or(vec![], |key| blind_index::digested(key, &command.lookups));
        Ok(PendingCommand {
            id: command.command_id,
            sent_with: self.sent_with,
            digest: command.digest,
            consistency_tags: command.consistency_tags,
            seen: command.seen,
            recorded_at,
            lookups,
            effects: command.effects,
            events,
        })
    }

    fn event(&self, id: EventId, author: &Author, new: NewEvent) -> Result<PendingEvent, AppendError> {
        let NewEvent { stream, expected, occurred, mut fact } = new;
        let sealed = seal_fact(&mut fact, self.school, id, &self.subject_keys, &self.world.entropy)?;
        let tags = fact.tags();
        let mut tag_names: Vec<String> = tags.iter().map(Tag::to_string).collect();
        tag_names.sort_unstable();
        let (pos, recorded_at) = (Position(0), DateTime::UNIX_EPOCH);
        let event = Event { pos, id, occurred, recorded_at, author: author.clone(), fact };
        Ok(PendingEvent {
            stream,
            stream_version: 0,
            expected: expected.version(),
            body: sealed.body,
            digests: sealed.envelopes.iter().map(digest).collect(),
            envelopes: sealed.envelopes,
            tags,
            tag_names,
            touches: touches(&event),
            event,
            leaf: Hash::default(),
            chain: Hash::default(),
        })
    }
}

fn digest(sealed: &Envelope) -> Hash {
    sealed_digest(sealed.person.0, sealed.class.name(), &sealed.field, &sealed.bytes)
}

fn touches(event: &Event) -> Vec<ViewRowKey> {
    let listening = views::ALL.iter().enumerate().filter(|(_, view)| view.listens_to(event));
    listening.flat_map(|(view, any)| (any.keys)(event).into_iter().map(move |key| (view, key))).collect()
}
