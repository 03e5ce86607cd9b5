//! How something comes to have happened: a command's facts go into the school's log, or nothing does.
//!
//! First keys, sealing, writing out (here); then, on what was read of the school, check, number, link, fold (`batch`). Only the
//! writing holds the lock. Commands that come in together share one transaction (`group_commit`), and each is still accepted or
//! refused on its own.

use crate::{
    Store,
    database::{
        detached,
        error::StoreError,
        world::{Entropy, World, keyed, whole_micros},
    },
    keys::{
        data_keys::{Subject, SubjectKey},
        sealing::{SealFailure, seal_fact, subjects_of},
    },
    log::chain::Hash,
    registry::lookup::{self, LookupChange},
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Author,
    facts::{Event, Fact},
    ids::{CommandId, EventId, Position, SchoolId, Stream, Tag},
    personal::Envelope,
    policy::Granted,
    time::Occurred,
    views,
};
use std::collections::HashMap;

/// A decided command on its way into the log.
pub struct NewCommand {
    pub command_id: CommandId,
    /// Of what was asked, from `Store::command_digest`: the same id with another digest is refused.
    pub digest: [u8; 32],
    pub actor: Author,
    /// At least one.
    pub events: Vec<NewEvent>,
    /// News under one of these tags after `seen`, by another command, makes the decision stale.
    pub consistency_tags: Vec<Tag>,
    /// The head of the log when the first thing was loaded that the decision leans on.
    pub seen: Position,
    /// What people can be found by from now on.
    pub lookups: Vec<LookupChange>,
    /// Work to do once this is committed.
    pub effects: Vec<NewEffect>,
    /// Only a simulated clock gives one; otherwise it is the world's now, read with the head.
    pub recorded_at: Option<DateTime<Utc>>,
}

/// A fact on its way into the log, its personal fields still open.
pub struct NewEvent {
    pub stream: Stream,
    pub expected: Expected,
    pub occurred: Occurred,
    pub fact: Fact,
}

/// What the stream must hold for the decision to stand. All events of one command in one stream say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: the stream begins with this event.
    NoStream,
    /// This many events before this command.
    Exactly(u32),
    /// Whatever it holds: the fact is true regardless.
    Any,
}

impl Expected {
    /// How many events the stream must hold; `None` when that does not matter.
    pub(crate) fn version(self) -> Option<u32> {
        match self {
            Expected::NoStream => Some(0),
            Expected::Exactly(version) => Some(version),
            Expected::Any => None,
        }
    }
}

/// Work to do after an event, by kind; the event says the rest.
pub struct NewEffect {
    /// Which of the command's events.
    pub event: usize,
    pub kind: &'static str,
}

/// Where a command's events stand in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    pub first: Position,
    pub last: Position,
    /// This command had been carried out before; nothing was added.
    pub repeated: bool,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Something happened since the decision's grounds were loaded: load and decide again.
    #[error("the decision's grounds have changed")]
    Stale,
    /// The id was used before, for something else.
    #[error("the command's id was used for another command")]
    ReusedCommand,
    /// The data of somebody it is about was erased: nothing can be sealed in their name.
    #[error("somebody it is about was erased")]
    Erased,
    #[error("the log is busy")]
    Busy,
    #[error(transparent)]
    Broken(StoreError),
}

impl From<StoreError> for AppendError {
    fn from(error: StoreError) -> AppendError {
        match error {
            StoreError::Busy => AppendError::Busy,
            error => AppendError::Broken(error),
        }
    }
}

impl From<SealFailure> for AppendError {
    fn from(failure: SealFailure) -> AppendError {
        match failure {
            SealFailure::Erased => AppendError::Erased,
            SealFailure::Broken(error) => error.into(),
        }
    }
}

/// The answer to one command.
pub type AppendResult = Result<Appended, AppendError>;

impl Store {
    /// Adds a command's events to the school's log: all of them, or none.
    pub async fn append(&self, pass: impl Into<Granted>, command: NewCommand) -> AppendResult {
        let mut answers = self.append_in(pass.into().school(), vec![command]).await?;
        answers.pop().unwrap_or(Err(AppendError::Broken(StoreError::Stopped("no answer".into()))))
    }

    /// Adds many commands in one transaction, for imports and demonstrations. Each is accepted or refused on its own, and
    /// each finds what the ones before it added. That is no news to it: whoever sends them together decided on them in turn.
    pub async fn append_batch(
        &self,
        pass: impl Into<Granted>,
        commands: Vec<NewCommand>,
    ) -> Result<Vec<AppendResult>, AppendError> {
        self.append_in(pass.into().school(), commands).await
    }

    async fn append_in(&self, school: SchoolId, commands: Vec<NewCommand>) -> Result<Vec<AppendResult>, AppendError> {
        let store = self.clone();
        detached(async move {
            let prepared = prepare(&store, school, commands).await?;
            Ok(store.writers.append(school, prepared).await)
        })
        .await
    }

    /// What a repeat of a command is recognised by: an HMAC under a key of the school, over the command's type and content.
    pub async fn command_digest(&self, school: SchoolId, type_name: &str, json: &[u8]) -> Result<[u8; 32], StoreError> {
        let (store, name, json) = (self.clone(), type_name.to_owned(), json.to_owned());
        detached(async move {
            let key = store.keys.school_key(school, "command").await?;
            Ok(keyed(&key[..], &[name.as_bytes(), &json]))
        })
        .await
    }
}

/// A command with everything done that does not depend on what is in the log; or why it cannot be.
pub(crate) type Prepared = Result<Member, AppendError>;

/// One command in a batch.
pub(crate) struct Member {
    pub id: CommandId,
    /// The first of the commands that it was sent with.
    pub sent_with: CommandId,
    pub digest: [u8; 32],
    pub consistency_tags: Vec<Tag>,
    pub seen: Position,
    pub recorded_at: Option<DateTime<Utc>>,
    pub lookups: Vec<lookup::Change>,
    pub effects: Vec<NewEffect>,
    pub drafts: Vec<Draft>,
}

/// An event that lacks only what follows from the head: position, stream version, recorded time and links.
pub(crate) struct Draft {
    pub event: Event,
    pub stream: Stream,
    pub stream_ver: i32,
    pub expected: Expected,
    pub body: Vec<u8>,
    pub envelopes: Vec<Envelope>,
    pub digests: Vec<Hash>,
    pub tags: Vec<Tag>,
    /// The same in the order of their bytes, as they are hashed.
    pub tag_names: Vec<String>,
    /// The view rows it touches: which view of `views::ALL`, which row.
    pub touches: Vec<(usize, Tag)>,
    pub leaf: Hash,
    pub chain: Hash,
}

/// Makes the keys, once for all commands, and seals each command under them.
async fn prepare(store: &Store, school: SchoolId, mut commands: Vec<NewCommand>) -> Result<Vec<Prepared>, StoreError> {
    let subjects = subjects_of(commands.iter_mut().flat_map(|command| &mut command.events).map(|event| &mut event.fact));
    let keys = store.keys.made_for(school, &subjects).await?;
    let lookup_key = if commands.iter().any(|command| !command.lookups.is_empty()) {
        Some(lookup::key(&store.keys, school).await?)
    } else {
        None
    };
    let Some(sent_with) = commands.first().map(|command| command.command_id) else { return Ok(vec![]) };
    let member = |command: NewCommand| {
        let lookups = lookup_key.as_ref().map_or(vec![], |key| lookup::digested(key, &command.lookups));
        member(&store.world, school, &keys, sent_with, command, lookups)
    };
    Ok(commands.into_iter().map(member).collect())
}

fn member(
    world: &World,
    school: SchoolId,
    keys: &HashMap<Subject, SubjectKey>,
    sent_with: CommandId,
    command: NewCommand,
    lookups: Vec<lookup::Change>,
) -> Prepared {
    if command.events.is_empty() {
        return Err(StoreError::Unfit("a command without events is not appended".into()).into());
    }
    if command.recorded_at.is_some() && !world.is_simulated() {
        return Err(StoreError::Unfit("in the real world the database's clock says when something is written down".into()).into());
    }
    let recorded_at = command.recorded_at.map(whole_micros);
    let now = recorded_at.unwrap_or_else(|| world.clock.read(Utc::now()));
    let draft = |(i, event): (usize, NewEvent)| {
        let labels: [&[u8]; 3] = [b"event", command.command_id.0.as_bytes(), &i.to_be_bytes()];
        let id = EventId(world.entropy.uuid_at(now, &labels)?);
        draft(id, school, keys, &world.entropy, &command.actor, event)
    };
    let drafts = command.events.into_iter().enumerate().map(draft).collect::<Result<_, AppendError>>()?;
    Ok(Member {
        id: command.command_id,
        sent_with,
        digest: command.digest,
        consistency_tags: command.consistency_tags,
        seen: command.seen,
        recorded_at,
        lookups,
        effects: command.effects,
        drafts,
    })
}

fn draft(
    id: EventId,
    school: SchoolId,
    keys: &HashMap<Subject, SubjectKey>,
    entropy: &Entropy,
    author: &Author,
    new: NewEvent,
) -> Result<Draft, AppendError> {
    let NewEvent { stream, expected, occurred, mut fact } = new;
    let sealed = seal_fact(&mut fact, school, id, keys, entropy)?;
    let tags = fact.tags();
    let mut tag_names: Vec<String> = tags.iter().map(Tag::to_string).collect();
    tag_names.sort_unstable();
    let (pos, recorded_at) = (Position(0), DateTime::UNIX_EPOCH);
    let event = Event { pos, id, occurred, recorded_at, author: author.clone(), fact };
    let listening = views::ALL.iter().enumerate().filter(|(_, view)| view.listens_to(&event));
    let touches = listening.flat_map(|(i, view)| (view.keys)(&event).into_iter().map(move |key| (i, key))).collect();
    Ok(Draft {
        event,
        stream,
        stream_ver: 0,
        expected,
        body: sealed.body,
        envelopes: sealed.envelopes,
        digests: sealed.digests,
        tags,
        tag_names,
        touches,
        leaf: Hash::default(),
        chain: Hash::default(),
    })
}
