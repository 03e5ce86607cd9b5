//! The hash chain: each event's leaf covers everything that is kept of it for ever, and each link covers all that went
//! before. To change, remove or move an event is to change every link after it.
//!
//! ```text
//! leaf  = SHA-256(0x00 ‖ version ‖ columns ‖ tags ‖ SHA-256(body) ‖ digests of the sealed fields)
//! chain = SHA-256("chain/1" ‖ previous ‖ leaf)
//! ```
//!
//! Each column is preceded by its length in four bytes, so no two events read the same; a column without a value has the
//! length 0xFFFFFFFF. The leading zero byte makes it a leaf of an RFC 6962 tree. `backend/store/CHAIN.md` says the rest, for whoever
//! writes a verifier of their own. `chain_vectors.rs` beside this file holds it to the test vectors.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use domain::ids::SchoolId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub(crate) type Hash = [u8; 32];

/// The link before the first event: all zeros.
pub(crate) const GENESIS: Hash = [0; 32];

const LEAF: u8 = 0x00;
const VERSION: u8 = 1;

/// Everything that the leaf of an event covers, in the order in which it is hashed.
pub(crate) struct Leaf<'a, T> {
    pub school: SchoolId,
    pub pos: i64,
    pub event_id: Uuid,
    pub stream_id: Uuid,
    pub stream_kind: &'a str,
    pub stream_ver: i32,
    pub type_name: &'a str,
    pub schema_ver: i16,
    pub occurred_on: NaiveDate,
    pub occurred_at: Option<NaiveTime>,
    pub occurred_precision: &'a str,
    pub recorded_at: DateTime<Utc>,
    pub actor_id: Option<Uuid>,
    pub actor_role: &'a str,
    pub command_id: Uuid,
    /// In the order of their bytes.
    pub tags: &'a [T],
    pub body: &'a [u8],
    pub sealed_digests: &'a [Hash],
}

impl<T: AsRef<str>> Leaf<'_, T> {
    /// The leaf's hash. `scratch` is only there to be used again.
    pub(crate) fn hash(&self, scratch: &mut Vec<u8>) -> Hash {
        scratch.clear();
        scratch.extend([LEAF, VERSION]);
        put(scratch, self.school.0.as_bytes());
        put(scratch, &self.pos.to_be_bytes());
        put(scratch, self.event_id.as_bytes());
        put(scratch, self.stream_id.as_bytes());
        put(scratch, self.stream_kind.as_bytes());
        put(scratch, &self.stream_ver.to_be_bytes());
        put(scratch, self.type_name.as_bytes());
        put(scratch, &self.schema_ver.to_be_bytes());
        put(scratch, &self.occurred_on.to_epoch_days().to_be_bytes());
        put_optional(scratch, self.occurred_at.map(|at| micros_of_day(at).to_be_bytes()));
        put(scratch, self.occurred_precision.as_bytes());
        put(scratch, &self.recorded_at.timestamp_micros().to_be_bytes());
        put_optional(scratch, self.actor_id.map(Uuid::into_bytes));
        put(scratch, self.actor_role.as_bytes());
        put(scratch, self.command_id.as_bytes());
        put(scratch, &(self.tags.len() as u32).to_be_bytes());
        self.tags.iter().for_each(|tag| put(scratch, tag.as_ref().as_bytes()));
        put(scratch, &Sha256::digest(self.body));
        put(scratch, &(self.sealed_digests.len() as u32).to_be_bytes());
        self.sealed_digests.iter().for_each(|digest| put(scratch, digest));
        Sha256::digest(&scratch).into()
    }
}

pub(crate) fn put(scratch: &mut Vec<u8>, column: &[u8]) {
    scratch.extend_from_slice(&(column.len() as u32).to_be_bytes());
    scratch.extend_from_slice(column);
}

pub(crate) fn put_optional<const N: usize>(scratch: &mut Vec<u8>, column: Option<[u8; N]>) {
    match column {
        Some(column) => put(scratch, &column),
        None => scratch.extend_from_slice(&u32::MAX.to_be_bytes()),
    }
}

fn micros_of_day(at: NaiveTime) -> i64 {
    i64::from(at.num_seconds_from_midnight()) * 1_000_000 + i64::from(at.nanosecond() / 1000)
}

/// The link after `previous`.
pub(crate) fn link(previous: &Hash, leaf: &Hash) -> Hash {
    Sha256::new().chain_update(b"chain/1").chain_update(previous).chain_update(leaf).finalize().into()
}

/// What stays for ever of a sealed field: covers whose it is, of which class, which field, and the envelope.
pub(crate) fn sealed_digest(person: Uuid, class: &str, field: &str, envelope: &[u8]) -> Hash {
    let mut bytes = Vec::with_capacity(envelope.len() + 64);
    put(&mut bytes, person.as_bytes());
    put(&mut bytes, class.as_bytes());
    put(&mut bytes, field.as_bytes());
    put(&mut bytes, envelope);
    Sha256::digest(&bytes).into()
}

#[cfg(test)]
mod specs {
    use super::*;

    fn leaf<'a>() -> Leaf<'a, &'a str> {
        Leaf {
            school: SchoolId(Uuid::from_u128(1)),
            pos: 7,
            event_id: Uuid::from_u128(2),
            stream_id: Uuid::from_u128(3),
            stream_kind: "contact",
            stream_ver: 2,
            type_name: "contact.made",
            schema_ver: 1,
            occurred_on: NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(),
            occurred_at: NaiveTime::from_hms_opt(9, 30, 0),
            occurred_precision: "minute",
            recorded_at: DateTime::from_timestamp_micros(1_773_133_200_000_001).unwrap(),
            actor_id: Some(Uuid::from_u128(4)),
            actor_role: "mentor",
            command_id: Uuid::from_u128(5),
            tags: &["person:6", "student:7"],
            body: b"{}",
            sealed_digests: &[[9; 32]],
        }
    }

    #[test]
    fn a_missing_value_is_not_an_empty_one_and_columns_do_not_run_into_each_other() {
        let hash = |change: fn(&mut Leaf<'_, &str>)| {
            let mut leaf = leaf();
            change(&mut leaf);
            leaf.hash(&mut Vec::new())
        };
        let hashes = [
            hash(|_| {}),
            hash(|leaf| leaf.actor_id = None),
            hash(|leaf| leaf.actor_id = Some(Uuid::nil())),
            hash(|leaf| leaf.tags = &["person:6student:7"]),
            hash(|leaf| (leaf.stream_kind, leaf.type_name) = ("contactcontact", ".made")),
            hash(|leaf| (leaf.body, leaf.sealed_digests) = (b"", &[])),
        ];
        let distinct: std::collections::HashSet<Hash> = hashes.into_iter().collect();
        assert_eq!(distinct.len(), hashes.len());
    }
}
