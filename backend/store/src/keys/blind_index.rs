//! The blind index: a person is found by a student number, phone number or mail address that is stored nowhere readable.
//!
//! A digest is an HMAC under a key of the school. So a dump of the table says nothing without that key, and the same number at
//! two schools has two digests. Values are normalised by the domain (`StudentNumber`, `Reachable::as_str`).

use super::{cipher::KeyBytes, data_keys::Keys};
use crate::database::{error::StoreError, world::keyed};
use domain::{
    ids::{PersonId, SchoolId},
    values::Channel,
};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody can be found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LookupKind {
    /// One student per school.
    StudentNumber,
    /// Several people may share a phone.
    Phone,
    /// Several people may share a mail address.
    Email,
}

impl LookupKind {
    /// The kind of a channel that somebody can be reached on.
    pub fn of(channel: Channel) -> LookupKind {
        match channel {
            Channel::Phone => LookupKind::Phone,
            Channel::Email => LookupKind::Email,
        }
    }
    /// The stored name. It can never change, because digests are made with it.
    pub fn name(self) -> &'static str {
        match self {
            LookupKind::StudentNumber => "student_number",
            LookupKind::Phone => "phone",
            LookupKind::Email => "email",
        }
    }
}

/// What an append changes in the index. It holds the readable value until then, so it has no `Debug`.
#[derive(Clone)]
pub struct LookupChange {
    kind: LookupKind,
    person: PersonId,
    /// `None`: everything of this kind is removed.
    added: Option<String>,
}

impl LookupChange {
    /// From now on this person is also found by this (normalised) value.
    pub fn add(kind: LookupKind, value: &str, person: PersonId) -> LookupChange {
        LookupChange { kind, person, added: Some(value.to_owned()) }
    }
    /// From now on this person is not found by anything of this kind.
    pub fn remove_all(kind: LookupKind, person: PersonId) -> LookupChange {
        LookupChange { kind, person, added: None }
    }
}

/// A value that nobody can read.
pub(crate) type Digest = [u8; 32];

pub(crate) fn digest(key: &KeyBytes, kind: LookupKind, value: &str) -> Digest {
    keyed(&key[..], &[kind.name().as_bytes(), value.as_bytes()])
}

/// A change with its value made unreadable: ready for the index.
#[derive(Clone, Copy)]
pub(crate) struct DigestChange {
    of: (PersonId, LookupKind),
    /// `None`: everything of this kind is removed.
    added: Option<Digest>,
}

/// The key that digests are made with. It may be read from the keys database, so it is not asked for under the lock of the log.
pub(crate) async fn key(keys: &Keys, school: SchoolId) -> Result<KeyBytes, StoreError> {
    keys.school_key(school, "lookup").await
}

pub(crate) fn digested(key: &KeyBytes, changes: &[LookupChange]) -> Vec<DigestChange> {
    let made = |change: &LookupChange| DigestChange {
        of: (change.person, change.kind),
        added: change.added.as_deref().map(|value| digest(key, change.kind, value)),
    };
    changes.iter().map(made).collect()
}

/// What the index holds after a series of changes, of everybody and every kind that they touch.
#[derive(Default)]
pub(crate) struct IndexEntries {
    /// Is everything removed that was there before?
    pub cleared: bool,
    pub added: BTreeSet<Digest>,
}

/// What a series of changes, in their order, comes to.
pub(crate) fn outcome<'a>(changes: impl IntoIterator<Item = &'a DigestChange>) -> BTreeMap<(PersonId, LookupKind), IndexEntries> {
    let mut outcome: BTreeMap<_, IndexEntries> = BTreeMap::new();
    for change in changes {
        let entries = outcome.entry(change.of).or_default();
        match change.added {
            Some(digest) => _ = entries.added.insert(digest),
            None => *entries = IndexEntries { cleared: true, added: BTreeSet::new() },
        }
    }
    outcome
}
