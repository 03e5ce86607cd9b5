//! The blind index: finds a person by a student number, phone number or mail address that is nowhere kept readable.
//!
//! A digest is an HMAC under a key of the school, so a dump of the table tells nobody whose number it is, and the same
//! number at two schools has two digests. Values are normalised by the domain (`StudentNumber`, `Reachable::as_str`).

use crate::{
    Store, StoreError,
    keys::{Keys, Secret},
    tenant::TenantTx,
    world::keyed,
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

type Digest = [u8; 32];

fn digest(key: &Secret, kind: LookupKind, value: &str) -> Digest {
    keyed(&key[..], &[kind.name().as_bytes(), value.as_bytes()])
}

/// A change with its value made unreadable: ready for the index.
#[derive(Clone, Copy)]
pub(crate) struct LookupRow {
    of: (PersonId, LookupKind),
    /// `None`: everything of this kind goes.
    added: Option<Digest>,
}

/// The key that digests are made with. A look-up in the keys database, so not under the lock of the log.
pub(crate) async fn key(keys: &Keys, school: SchoolId) -> Result<Secret, StoreError> {
    keys.school_key(school, "lookup").await
}

pub(crate) fn rows(key: &Secret, changes: &[LookupChange]) -> Vec<LookupRow> {
    let row = |change: &LookupChange| LookupRow {
        of: (change.person, change.kind),
        added: change.added.as_deref().map(|value| digest(key, change.kind, value)),
    };
    changes.iter().map(row).collect()
}

/// What the index holds after a series of changes, of everybody and every kind that they touch.
#[derive(Default)]
struct Entries {
    /// Did everything that stood there before go?
    cleared: bool,
    added: BTreeSet<Digest>,
}

/// Brings the index up to date with changes, in their order. One statement, or none when nothing changes. A student number
/// that another student has breaks a unique index, and so the transaction.
pub(crate) async fn write(tx: &mut TenantTx, changes: impl IntoIterator<Item = &LookupRow>) -> Result<(), StoreError> {
    // Both parts see the table as it was, so what goes and what is added must not overlap.
    const SQL: &str = "with cleared as (
            delete from lookup l
            using unnest($2::uuid[], $3::text[]) as gone (person_id, kind)
            where l.tenant_id = $1 and l.person_id = gone.person_id and l.kind = gone.kind
                and not exists (
                    select from unnest($4::uuid[], $5::text[], $6::bytea[]) as kept (person_id, kind, digest)
                    where kept.person_id = l.person_id and kept.kind = l.kind and kept.digest = l.digest)
        )
        insert into lookup (tenant_id, person_id, kind, digest)
        select $1, person_id, kind, digest from unnest($4::uuid[], $5::text[], $6::bytea[]) as added (person_id, kind, digest)
        on conflict (tenant_id, kind, digest, person_id) do nothing";
    let outcome = outcome(changes);
    if outcome.is_empty() {
        return Ok(());
    }
    let cleared = outcome.iter().filter(|(_, entries)| entries.cleared);
    let (gone, gone_kinds): (Vec<Uuid>, Vec<&str>) = cleared.map(|((person, kind), _)| (person.0, kind.name())).unzip();
    let (mut persons, mut kinds, mut digests) = (Vec::<Uuid>::new(), Vec::<&str>::new(), Vec::<Digest>::new());
    for ((person, kind), entries) in &outcome {
        for digest in &entries.added {
            persons.push(person.0);
            kinds.push(kind.name());
            digests.push(*digest);
        }
    }
    let write = query(SQL).bind(tx.school().0).bind(gone).bind(gone_kinds).bind(persons).bind(kinds).bind(digests);
    write.execute(tx.conn()).await?;
    Ok(())
}

fn outcome<'a>(changes: impl IntoIterator<Item = &'a LookupRow>) -> BTreeMap<(PersonId, LookupKind), Entries> {
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
