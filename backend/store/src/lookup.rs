//! The blind index: finds a person by a student number, phone number or mail address that is nowhere kept readable.
//!
//! A digest is an HMAC under a key of the school, so a dump of the table tells nobody whose number it is, and the same
//! number at two schools has two digests. Values are normalised by the domain (`StudentNumber`, `Reachable::as_str`).

use crate::{Store, StoreError, keys::SchoolKey, tenant::TenantTx};
use domain::{
    ids::PersonId,
    policy::{DeedType, Pass},
    values::Channel,
};
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
