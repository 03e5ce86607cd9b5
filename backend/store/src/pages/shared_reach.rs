//! Who shares a number or a mail address with whom: whether somebody who was named as a supporter may be somebody else.

use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
    keys::blind_index::{Digest, digested, key, outcome},
};
use domain::{ids::PersonId, lookup::LookupChange, policy::Principal};
use sqlx::query_as;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Who is found by what: a kind's stored name and a digest.
type Holders = BTreeMap<(String, Digest), BTreeSet<PersonId>>;

impl Store {
    /// The pairs among these people who share a number or an address, once `waiting` is written too. Needs no pass, because it
    /// is what a pass is decided from.
    ///
    /// # Errors
    /// When the log or the school's key cannot be read.
    pub async fn shared_reach(
        &self,
        principal: &Principal,
        people: &[PersonId],
        waiting: &[LookupChange],
    ) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
        let key = key(&self.keys, principal.school()).await?;
        let mut tx = TenantTx::begin(&self.db, principal.school()).await?;
        let mut holders = holders(&mut tx, people).await?;
        tx.rollback().await?;
        for ((person, kind), entries) in outcome(&digested(&key, waiting)) {
            if entries.cleared {
                let of_kind = holders.iter_mut().filter(|((name, _), _)| name == kind.name());
                of_kind.for_each(|(_, people)| _ = people.remove(&person));
            }
            for digest in entries.added {
                holders.entry((kind.name().to_owned(), digest)).or_default().insert(person);
            }
        }
        Ok(pairs(&holders))
    }
}

/// The same, as of one moment of the log.
pub(crate) async fn shared(tx: &mut TenantTx, people: &[PersonId]) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
    Ok(pairs(&holders(tx, people).await?))
}

async fn holders(tx: &mut TenantTx, people: &[PersonId]) -> Result<Holders, StoreError> {
    const SQL: &str = "select kind, digest, person_id from lookup where tenant_id = $1 and person_id = any($2)";
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows: Vec<(String, Digest, Uuid)> = query_as(SQL).bind(tx.school().0).bind(people).fetch_all(tx.conn()).await?;
    let mut holders = Holders::new();
    for (kind, digest, person) in rows {
        holders.entry((kind, digest)).or_default().insert(PersonId(person));
    }
    Ok(holders)
}

fn pairs(holders: &Holders) -> Vec<(PersonId, PersonId)> {
    let of = |people: &BTreeSet<PersonId>| {
        let people: Vec<PersonId> = people.iter().copied().collect();
        let others = |(n, one): (usize, &PersonId)| people[n + 1..].iter().map(|other| (*one, *other)).collect::<Vec<_>>();
        people.iter().enumerate().flat_map(others).collect::<Vec<_>>()
    };
    holders.values().flat_map(of).collect()
}
