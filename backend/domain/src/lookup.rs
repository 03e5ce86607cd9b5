//! What people are found by: the only values of a fact that the index of the store is given, which makes them unreadable.

#![warn(missing_docs)]

use crate::{facts::FactKind, ids::PersonId, values::Channel};

/// The facts that change the index. Whoever works the index out again from a log reads only these.
pub const CHANGED_BY: [FactKind; 4] =
    [FactKind::StudentEnrolled, FactKind::StudentDetailsCorrected, FactKind::DetailsChanged, FactKind::DetailsRemoved];

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
    /// What the person is found by.
    pub kind: LookupKind,
    /// Who is found by it.
    pub person: PersonId,
    /// The normalised value; `None`: everything of this kind is removed.
    pub added: Option<String>,
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
