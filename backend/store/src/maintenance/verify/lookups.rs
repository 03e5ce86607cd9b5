//! The blind index, worked out again from the facts. The values are sealed, so their envelopes are opened here; no value leaves.

use super::{
    findings::{Findings, VerifiedPart},
    side_rows::SideRows,
};
use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
    keys::{
        blind_index::{self, Digest},
        sealing,
    },
    log::read::{attach, envelope},
};
use domain::{
    facts::Fact,
    ids::{EventId, PersonId},
    lookup::{self, LookupKind},
    personal::{Envelope, HoldsPersonal},
};
use sqlx::query_as;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Facts whose envelopes are opened together.
const FACTS_PER_OPENING: usize = 500;

/// The facts that change the index, still sealed: a few for each person.
#[derive(Default)]
pub(super) struct Lookups(Vec<Fact>);

impl Lookups {
    /// Keeps the fact if it changes the index. One that cannot be read is found where views are folded.
    pub(super) fn note(&mut self, type_name: &str, version: u16, body: &[u8], event: Uuid, sealed: &SideRows<'_>) {
        if !lookup::CHANGED_BY.iter().any(|kind| kind.type_name() == type_name) {
            return;
        }
        let Ok(mut fact) = Fact::decode(type_name, version, body) else { return };
        let envelopes = sealed.here.iter().filter_map(|(_, row)| {
            let mut columns = row.columns();
            columns.skip(1).ok()?;
            let n: i16 = columns.next().ok()?;
            let (person, class, field, bytes): (Uuid, &str, &str, &[u8]) =
                (columns.next().ok()?, columns.next().ok()?, columns.next().ok()?, columns.next().ok()?);
            envelope(EventId(event), n, person, class, field, bytes).ok()
        });
        let envelopes: Vec<Envelope> = envelopes.collect();
        attach(&mut fact, envelopes);
        self.0.push(fact);
    }

    /// Compares the index with what the facts say. Returns how many rows there should be.
    pub(super) async fn check(mut self, store: &Store, tx: &mut TenantTx, findings: &mut Findings) -> Result<u64, StoreError> {
        const SQL: &str = "select kind, digest, person_id from lookup where tenant_id = $1";
        let rows: Vec<(String, Vec<u8>, Uuid)> = query_as(SQL).bind(tx.school().0).fetch_all(tx.conn()).await?;
        let stored: BTreeSet<(String, Vec<u8>, Uuid)> = rows.into_iter().collect();
        if stored.is_empty() && self.0.is_empty() {
            return Ok(0);
        }
        let said = self.said(store, tx).await?;
        for (kind, _, person) in said.difference(&stored) {
            findings.add(VerifiedPart::Lookups, None, format!("person {person} is not found by their {kind}"));
        }
        for (kind, _, person) in stored.difference(&said) {
            findings.add(VerifiedPart::Lookups, None, format!("person {person} is found by a {kind} that no fact gave them"));
        }
        Ok(said.len() as u64)
    }

    /// The rows that the facts make, in their order.
    async fn said(&mut self, store: &Store, tx: &TenantTx) -> Result<BTreeSet<(String, Vec<u8>, Uuid)>, StoreError> {
        let key = blind_index::key(&store.keys, tx.school()).await?;
        let mut index: BTreeMap<(PersonId, LookupKind), BTreeSet<Digest>> = BTreeMap::new();
        for facts in self.0.chunks_mut(FACTS_PER_OPENING) {
            let mut holders: Vec<&mut (dyn HoldsPersonal + Send)> = facts.iter_mut().map(|fact| fact as _).collect();
            sealing::open_all(&store.keys, tx.school(), &mut holders).await?;
            for change in facts.iter().flat_map(Fact::lookups) {
                let entries = index.entry((change.person, change.kind)).or_default();
                match &change.added {
                    Some(value) => _ = entries.insert(blind_index::digest(&key, change.kind, value)),
                    None => entries.clear(),
                }
            }
        }
        let rows = |((person, kind), digests): ((PersonId, LookupKind), BTreeSet<Digest>)| {
            digests.into_iter().map(move |digest| (kind.name().to_owned(), digest.to_vec(), person.0))
        };
        Ok(index.into_iter().flat_map(rows).collect())
    }
}
