//! Who is signed in: sessions, one-time links, and the memberships of an identity.
//!
//! A secret is 256 random bits that only the browser keeps; the database knows its SHA-256. All of it stands outside the
//! schools, so it is reached through the functions of `0011_sign_in.sql` alone. `now` is real time everywhere here, also in
//! a demo: a session must end however fast or slow the simulated year runs.

use crate::{Store, StoreError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    actor::{Actor, Role, Via},
    ids::{PersonId, SchoolId},
    policy::Entered,
};
use sha2::{Digest, Sha256};
use sqlx::{Row, postgres::PgRow, postgres::types::PgInterval};
use std::fmt;
use uuid::Uuid;
use zeroize::ZeroizeOnDrop;

/// How long a login link works. OWASP ASVS 5.0 §6.5.5: at most ten minutes.
const LINK_LASTS: TimeDelta = TimeDelta::minutes(10);

/// 256 bits that let somebody in: of a session's cookie or a login link. Shown by nothing but `reveal`.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    fn new() -> Result<Secret, StoreError> {
        let mut bits = [0; 32];
        // Never the world's seeded entropy: a demo's sessions must be as hard to guess as any other.
        getrandom::fill(&mut bits).map_err(StoreError::entropy)?;
        Ok(Secret(bits))
    }
    /// Reads what `reveal` wrote.
    pub fn parse(text: &str) -> Option<Secret> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Secret)
    }
    /// For the cookie or the link, and for nothing else.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
    fn hash(&self) -> SessionHash {
        SessionHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the database knows a session by. Whoever reads it cannot sign in with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionHash([u8; 32]);

/// Somebody's role at a school, as one of the things that they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub school: SchoolId,
    pub school_name: String,
    pub person: PersonId,
    pub role: Role,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn {
    pub entered: Entered,
    pub session: SessionHash,
    /// All they may switch to, the active one included, by school name.
    pub memberships: Vec<Membership>,
}

/// How long a session lasts: without a sign of life, and at most (security.md §2.1).
fn limits(role: Role) -> (TimeDelta, TimeDelta) {
    match role {
        Role::Student | Role::Parent | Role::Supporter => (TimeDelta::minutes(30), TimeDelta::hours(12)),
        Role::Mentor | Role::CareerLead => (TimeDelta::minutes(30), TimeDelta::hours(10)),
        Role::SchoolAdmin | Role::Auditor => (TimeDelta::minutes(15), TimeDelta::hours(4)),
    }
}
