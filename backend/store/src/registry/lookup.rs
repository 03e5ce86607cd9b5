//! The blind index: finds a person by a student number, phone number or mail address that is nowhere kept readable.
//!
//! A digest is an HMAC under a key of the school, so a dump of the table tells nobody whose number it is, and the same
//! number at two schools has two digests. Values are normalised by the domain (`StudentNumber`, `Reachable::as_str`).

use crate::{
    Store,
    database::{error::StoreError, sql_fn::Call, table_rows::LookupRow, tenant::TenantTx, world::keyed},
    keys::data_keys::{KeyBytes, Keys},
};
use domain::{
    ids::{PersonId, SchoolId},
    policy::{DeedType, Pass},
    values::Channel,
};
use sqlx::{query, query_as};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

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
    pub fn of(channel: Channel) -> LookupKind {
        match channel {
            Channel::Phone => LookupKind::Phone,
            Channel::Email => LookupKind::Email,
        }
    }
    /// The stored name, for ever: digests are made with it.
    pub fn name(self) -> &'static str {
        match self {
            LookupKind::StudentNumber => "student_number",
            LookupKind::Phone => "phone",
            LookupKind::Email => "email",
        }
    }
}

/// What an append changes in the index. Holds the value readable until then, so it has no `Debug`.
#[derive(Clone)]
pub struct LookupChange {
    kind: LookupKind,
    person: PersonId,
    /// `None`: everything of this kind goes.
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

pub(crate) type Digest = [u8; 32];

fn digest(key: &KeyBytes, kind: LookupKind, value: &str) -> Digest {
    keyed(&key[..], &[kind.name().as_bytes(), value.as_bytes()])
}

/// A change with its value made unreadable: ready for the index.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    of: (PersonId, LookupKind),
    /// `None`: everything of this kind goes.
    added: Option<Digest>,
}

/// The key that digests are made with. A look-up in the keys database, so not under the lock of the log.
pub(crate) async fn key(keys: &Keys, school: SchoolId) -> Result<KeyBytes, StoreError> {
    keys.school_key(school, "lookup").await
}

pub(crate) fn digested(key: &KeyBytes, changes: &[LookupChange]) -> Vec<Change> {
    let made = |change: &LookupChange| Change {
        of: (change.person, change.kind),
        added: change.added.as_deref().map(|value| digest(key, change.kind, value)),
    };
    changes.iter().map(made).collect()
}

/// What the index holds after a series of changes, of everybody and every kind that they touch.
#[derive(Default)]
struct Entries {
    /// Did everything that stood there before go?
    cleared: bool,
    added: BTreeSet<Digest>,
}

/// What a series of changes, in their order, does to the index: the last arguments of `log_append`. A student number that
/// another student has breaks a unique index, and so the transaction.
pub(crate) fn add_changes<'a>(
    call: Call,
    school: SchoolId,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Result<Call, StoreError> {
    let (mut lost, mut found) = (Vec::new(), Vec::new());
    for ((person, kind), entries) in outcome(changes) {
        let row = |digest| LookupRow { tenant_id: school.0, kind: kind.name(), digest, person_id: person.0 };
        lost.extend(entries.cleared.then(|| row(None)));
        found.extend(entries.added.into_iter().map(|digest| row(Some(digest))));
    }
    call.with(lost)?.with(found)
}

fn outcome<'a>(changes: impl IntoIterator<Item = &'a Change>) -> BTreeMap<(PersonId, LookupKind), Entries> {
    let mut outcome: BTreeMap<_, Entries> = BTreeMap::new();
    for change in changes {
        let entries = outcome.entry(change.of).or_default();
        match change.added {
            Some(digest) => _ = entries.added.insert(digest),
            None => *entries = Entries { cleared: true, added: BTreeSet::new() },
        }
    }
    outcome
}

impl Store {
    /// Who is known by these (normalised) values: pairs of a value's place in `values` and a person. Several people may
    /// share one value.
    pub async fn find<D: DeedType>(
        &self,
        pass: &Pass<D>,
        kind: LookupKind,
        values: &[&str],
    ) -> Result<Vec<(usize, PersonId)>, StoreError> {
        const SQL: &str = "select wanted.n, l.person_id
            from unnest($3::bytea[]) with ordinality as wanted (digest, n)
            join lookup l on l.tenant_id = $1 and l.kind = $2 and l.digest = wanted.digest
            order by wanted.n, l.person_id";
        let key = key(&self.keys, pass.school()).await?;
        let digests: Vec<Digest> = values.iter().map(|value| digest(&key, kind, value)).collect();
        let mut tx = TenantTx::begin(&self.db, pass.school()).await?;
        let found = query_as(SQL).bind(pass.school().0).bind(kind.name()).bind(digests);
        let found: Vec<(i64, Uuid)> = found.fetch_all(tx.conn()).await?;
        tx.rollback().await?;
        Ok(found.into_iter().map(|(n, person)| (n as usize - 1, PersonId(person))).collect())
    }

    /// Removes everything that a person can be found by: part of erasing them.
    pub async fn remove_lookups<D: DeedType>(&self, pass: &Pass<D>, person: PersonId) -> Result<(), StoreError> {
        const SQL: &str = "delete from lookup where tenant_id = $1 and person_id = $2";
        let mut tx = TenantTx::begin(&self.db, pass.school()).await?;
        query(SQL).bind(pass.school().0).bind(person.0).execute(tx.conn()).await?;
        tx.commit().await
    }
}
