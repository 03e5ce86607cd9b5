//! The blind index: a person is found by a student number, phone number or mail address that is stored nowhere readable.
//!
//! A digest is an HMAC under a key of the school. So a dump of the table says nothing without that key, and the same number at
//! two schools has two digests. Values are normalised by the domain (`StudentNumber`, `Reachable::as_str`).

use super::{cipher::KeyBytes, data_keys::Keys};
use crate::database::{error::StoreError, world::keyed};
use domain::{
    ids::{PersonId, SchoolId},
    lookup::{LookupChange, LookupKind},
};
use std::collections::{BTreeMap, BTreeSet};

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
