//! Who is signed in: sessions, one-time links, and the memberships of an identity.
//!
//! A secret is 256 random bits that only the browser keeps; the database knows its SHA-256. None of it belongs to one school, so it
//! is reached only through SQL functions (`migrations/log/functions`), as roles of their own. `now` is real time everywhere here, also in a demo: a
//! session must end however fast or slow the simulated year runs.

use super::failures::Tried;
use crate::{
    Store,
    database::{detached::detached, error::StoreError, tenant::TenantTx, world::Entropy},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    actor::{Actor, Role, Via},
    ids::{PersonId, SchoolId},
    policy::Principal,
};
use futures::FutureExt;
use sha2::{Digest, Sha256};
use sqlx::{query, query_as, query_scalar};
use std::fmt;
use uuid::Uuid;
use zeroize::Zeroizing;

/// How long a login link works. OWASP ASVS 5.0 §6.5.5: at most ten minutes.
const LINK_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// The 256 secret bits of a session's cookie or a login link. Only `reveal` shows them.
#[derive(Clone)]
pub struct SignInSecret(Zeroizing<[u8; 32]>);

impl SignInSecret {
    fn new() -> Result<SignInSecret, StoreError> {
        // Never the world's seeded entropy, because a demo's sessions must be as hard to guess as any others.
        Ok(SignInSecret(Zeroizing::new(Entropy::Real.draw(&[])?)))
    }
    /// Reads what `reveal` wrote.
    pub fn parse(text: &str) -> Option<SignInSecret> {
        let bits = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        Some(SignInSecret(Zeroizing::new(bits)))
    }
    /// For the cookie or the link, and for nothing else.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(*self.0)
    }
    pub(super) fn hash(&self) -> SessionHash {
        SessionHash(Sha256::digest(*self.0).into())
    }
}

impl fmt::Debug for SignInSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignInSecret(…)")
    }
}

/// What the database knows a session by: the SHA-256 of its secret. Nobody can sign in with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionHash(pub(super) [u8; 32]);

/// Somebody's role at a school. One human being may have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The school.
    pub school: SchoolId,
    /// Its name on screen.
    pub school_name: String,
    /// Who they are at that school.
    pub person: PersonId,
    /// Their role there.
    pub role: Role,
}

/// The session of somebody who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct ActiveSession {
    /// Who acts, in the active membership.
    pub principal: Principal,
    /// Which session it is.
    pub session: SessionHash,
    /// All that they may switch to, with the active one, by school name.
    pub memberships: Vec<Membership>,
}

/// A session that began just now.
#[derive(Debug)]
pub struct NewSession {
    /// What the browser keeps.
    pub secret: SignInSecret,
    /// Who is signed in.
    pub signed_in: ActiveSession,
}

/// How long a session lasts: without any request, and in all. OWASP ASVS 5.0 §7.3 asks for both limits; they are shorter for
/// roles that see more.
fn session_limits(role: Role) -> (TimeDelta, TimeDelta) {
    match role {
        Role::Student | Role::Parent | Role::Supporter => (TimeDelta::minutes(30), TimeDelta::hours(12)),
        Role::Mentor | Role::CareerLead => (TimeDelta::minutes(30), TimeDelta::hours(10)),
        Role::SchoolAdmin | Role::Auditor => (TimeDelta::minutes(15), TimeDelta::hours(4)),
    }
}

/// School and its name, person and role, and a ticket for the school when it is the active one.
type MembershipRow = (Uuid, String, Uuid, String, Option<String>);

impl Store {
    /// Makes a link that signs this person in once, within ten minutes, and ends those that they had. What they may do then is decided
    /// by the policy, for each thing that they ask. Only the operator's role may.
    ///
    /// # Errors
    /// `StoreError::NoPerson` when nobody of the school has this id, and when the log cannot be written.
    pub async fn create_login_link(
        &self,
        school: SchoolId,
        person: PersonId,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<SignInSecret, StoreError> {
        const SQL: &str = "select login_link_make($1, $2, $3, $4, $5)";
        let secret = SignInSecret::new()?;
        let mut tx = TenantTx::outside(&self.db.unattended).await?;
        let make = query_scalar(SQL).bind(secret.hash().0).bind(school.0).bind(person.0).bind(role.name());
        let made: bool = make.bind(now + LINK_LIFETIME).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        if made { Ok(secret) } else { Err(StoreError::NoPerson) }
    }

    /// Does the link still work? Asking does not use it up. `from`: the address that it is asked from.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn login_link_stands(
        &self,
        link: &SignInSecret,
        from: &str,
        now: DateTime<Utc>,
    ) -> Result<Tried<bool>, StoreError> {
        const SQL: &str = "select wait, stands from login_link_stands($1, $2, $3)";
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        let (wait, stands) = query_as(SQL).bind(link.hash().0).bind(from).bind(now).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        Ok(Tried::after(wait, stands))
    }

    /// Signs in the person whom the link is for and uses it up, in one transaction. `None`: it is unknown, used or too old. Which of
    /// them is not told, so that nobody can try out links. `from`: the address that it is used from.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn use_login_link(
        &self,
        link: &SignInSecret,
        from: &str,
        now: DateTime<Utc>,
    ) -> Result<Tried<Option<NewSession>>, StoreError> {
        const SQL: &str = "select wait, role from login_link_use($1, $2, $3)";
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        let (wait, role): (i32, Option<String>) =
            query_as(SQL).bind(link.hash().0).bind(from).bind(now).fetch_one(tx.conn()).await?;
        let secret = match role {
            Some(role) => start(&mut tx, link, role_named(&role)?, now).await?,
            None => None,
        };
        // Also when it failed: that counts.
        tx.commit().await?;
        let session = match secret {
            Some(secret) => Some(self.started(secret, now).await?),
            None => None,
        };
        Ok(Tried::after(wait, session))
    }

    /// Signs in one of the people of a demonstration, without a link.
    ///
    /// # Errors
    /// `StoreError::Unfit` when the database is not a demonstration.
    pub async fn sign_in_demo(
        &self,
        school: SchoolId,
        person: PersonId,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<NewSession, StoreError> {
        const SQL: &str = "select session_start_demo($1, $2, $3, $4, $5, $6, $7)";
        let (secret, (idle, at_most)) = (SignInSecret::new()?, session_limits(role));
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        let start = query_scalar(SQL).bind(secret.hash().0).bind(school.0).bind(person.0).bind(role.name());
        let started: bool = start.bind(now).bind(now + at_most).bind(idle).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        if started {
            return self.started(secret, now).await;
        }
        Err(StoreError::Unfit("this is not a demonstration: sign in with a link".into()))
    }

    /// The session of this secret, when it is not over. Every request asks this, so it is one round trip. It brings the ticket for
    /// what the request reads and writes.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn session(&self, secret: &SignInSecret, now: DateTime<Utc>) -> Result<Option<ActiveSession>, StoreError> {
        const SQL: &str = "select tenant_id, school_name, person_id, role, ticket from session_find($1, $2)";
        let session = secret.hash();
        // Outside a transaction on purpose: it writes only that somebody is still there, and that may be lost.
        let sign_in = self.db.sign_in.clone();
        let rows = detached(async move {
            let find =
                sign_in.run(|conn| async move { Ok(query_as(SQL).bind(session.0).bind(now).fetch_all(conn).await?) }.boxed());
            let (conn, rows) = find.await?;
            conn.release();
            Ok::<Vec<MembershipRow>, StoreError>(rows)
        });
        let rows = rows.await?;
        let mut memberships = Vec::with_capacity(rows.len());
        let mut principal = None;
        for (school, school_name, person, role, ticket) in rows {
            let (school, person, role) = (SchoolId(school), PersonId(person), role_named(&role)?);
            if let Some(ticket) = ticket {
                self.db.tickets.keep(school, &ticket);
                let actor = Actor::Person { school, person, role, via: Via::Session, on_behalf_of: None };
                principal = Some(Principal::as_actor(actor));
            }
            memberships.push(Membership { school, school_name, person, role });
        }
        Ok(principal.map(|principal| ActiveSession { principal, session, memberships }))
    }

    /// Goes on in another membership of the same identity, in a new session that ends no later than this one would have. `None`:
    /// the session is over, or that is not one of their memberships.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn switch(
        &self,
        from: &ActiveSession,
        to: &Membership,
        now: DateTime<Utc>,
    ) -> Result<Option<NewSession>, StoreError> {
        const SQL: &str = "select session_switch($1, $2, $3, $4, $5, $6, $7, $8)";
        let secret = SignInSecret::new()?;
        let (idle, at_most) = session_limits(to.role);
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        let switch = query_scalar(SQL).bind(from.session.0).bind(secret.hash().0).bind(to.school.0).bind(to.person.0);
        let switched: bool = switch.bind(to.role.name()).bind(now).bind(now + at_most).bind(idle).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        if switched { self.started(secret, now).await.map(Some) } else { Ok(None) }
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn sign_out(&self, session: SessionHash) -> Result<(), StoreError> {
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        query("select session_end($1)").bind(session.0).execute(tx.conn()).await?;
        tx.commit().await
    }

    /// Signs a person out everywhere and ends their unused links, because their authority ended or a phone was lost.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn sign_out_person(&self, school: SchoolId, person: PersonId) -> Result<(), StoreError> {
        let mut tx = TenantTx::begin(&self.db, school).await?;
        query("select session_end_person($1)").bind(person.0).execute(tx.conn()).await?;
        tx.commit().await
    }

    /// From now on the memberships of whoever holds the second session belong to the first one's identity, for instance of a mother
    /// with children at two schools. False: one of the sessions is over.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn join_identities(&self, one: SessionHash, other: SessionHash, now: DateTime<Utc>) -> Result<bool, StoreError> {
        const SQL: &str = "select identity_join($1, $2, $3)";
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        let joined = query_scalar(SQL).bind(one.0).bind(other.0).bind(now).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        Ok(joined)
    }

    async fn started(&self, secret: SignInSecret, now: DateTime<Utc>) -> Result<NewSession, StoreError> {
        let signed_in = self.session(&secret, now).await?;
        let signed_in = signed_in.ok_or_else(|| StoreError::Damaged("a session that began just now is not there".into()))?;
        Ok(NewSession { secret, signed_in })
    }
}

/// Starts a session with a new secret, never with one that the browser sent (OWASP ASVS 5.0 §7.2.4). The link is the proof that it
/// may: it was used just now.
async fn start(
    tx: &mut TenantTx,
    link: &SignInSecret,
    role: Role,
    now: DateTime<Utc>,
) -> Result<Option<SignInSecret>, StoreError> {
    const SQL: &str = "select session_start($1, $2, $3, $4, $5)";
    let (secret, (idle, at_most)) = (SignInSecret::new()?, session_limits(role));
    let start = query_scalar(SQL).bind(link.hash().0).bind(secret.hash().0).bind(now).bind(now + at_most).bind(idle);
    let started: bool = start.fetch_one(tx.conn()).await?;
    Ok(started.then_some(secret))
}

fn role_named(name: &str) -> Result<Role, StoreError> {
    Role::parse(name).ok_or_else(|| StoreError::Damaged(format!("no role {name}")))
}
