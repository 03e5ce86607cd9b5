//! Who is signed in: sessions, one-time links, and the memberships of an identity.
//!
//! A secret is 256 random bits that only the browser keeps; the database knows its SHA-256. None of it belongs to one school, so it
//! is reached only through SQL functions (`migrations/log/functions`). `now` is real time everywhere here, also in a demo: a
//! session must end however fast or slow the simulated year runs.

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
    fn hash(&self) -> SessionHash {
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
pub struct SessionHash([u8; 32]);

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

/// Who signs in.
type Identity = (SchoolId, PersonId, Role);

/// School and its name, person and role, and whether it is the active one.
type MembershipRow = (Uuid, String, Uuid, String, bool);

impl Store {
    /// Makes a link that signs this person in once, within ten minutes. What they may do then is decided by the policy, for each
    /// thing that they ask.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn create_login_link(
        &self,
        school: SchoolId,
        person: PersonId,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<SignInSecret, StoreError> {
        const SQL: &str = "select login_link_make($1, $2, $3, $4, $5, $6)";
        let secret = SignInSecret::new()?;
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        let make = query(SQL).bind(secret.hash().0).bind(school.0).bind(person.0).bind(role.name());
        make.bind(now).bind(now + LINK_LIFETIME).execute(tx.conn()).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Does the link still work? Asking does not use it up.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn login_link_stands(&self, link: &SignInSecret, now: DateTime<Utc>) -> Result<bool, StoreError> {
        const SQL: &str = "select login_link_stands($1, $2)";
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        let stands = query_scalar(SQL).bind(link.hash().0).bind(now).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        Ok(stands)
    }

    /// Signs in the person whom the link is for and uses it up, in one transaction. `None`: it is unknown, used or too old. Which of
    /// them is not told, so that nobody can try out links.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn use_login_link(&self, link: &SignInSecret, now: DateTime<Utc>) -> Result<Option<NewSession>, StoreError> {
        const SQL: &str = "select tenant_id, person_id, role from login_link_use($1, $2)";
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        let whom: Option<(Uuid, Uuid, String)> = query_as(SQL).bind(link.hash().0).bind(now).fetch_optional(tx.conn()).await?;
        let Some((school, person, role)) = whom else {
            tx.rollback().await?;
            return Ok(None);
        };
        let secret = start(&mut tx, (SchoolId(school), PersonId(person), role_named(&role)?), now).await?;
        tx.commit().await?;
        self.started(secret, now).await.map(Some)
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
        const SQL: &str = "select exists (select from platform where kind = 'demo')";
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        if !query_scalar(SQL).fetch_one(tx.conn()).await? {
            tx.rollback().await?;
            return Err(StoreError::Unfit("this is not a demonstration: sign in with a link".into()));
        }
        let secret = start(&mut tx, (school, person, role), now).await?;
        tx.commit().await?;
        self.started(secret, now).await
    }

    /// The session of this secret, when it is not over. Every request asks this, so it is one round trip.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn session(&self, secret: &SignInSecret, now: DateTime<Utc>) -> Result<Option<ActiveSession>, StoreError> {
        const SQL: &str = "select tenant_id, school_name, person_id, role, active from session_find($1, $2)";
        let session = secret.hash();
        // Outside a transaction on purpose: it writes only that somebody is still there, and that may be lost.
        let log = self.db.log.clone();
        let rows = detached(async move {
            let find = log.run(|conn| async move { Ok(query_as(SQL).bind(session.0).bind(now).fetch_all(conn).await?) }.boxed());
            let (conn, rows) = find.await?;
            conn.release();
            Ok::<Vec<MembershipRow>, StoreError>(rows)
        });
        let rows = rows.await?;
        let mut memberships = Vec::with_capacity(rows.len());
        let mut principal = None;
        for (school, school_name, person, role, active) in rows {
            let (school, person, role) = (SchoolId(school), PersonId(person), role_named(&role)?);
            if active {
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
        let mut tx = TenantTx::begin_outside(&self.db).await?;
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
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        query("select session_end($1)").bind(session.0).execute(tx.conn()).await?;
        tx.commit().await
    }

    /// Signs a person out everywhere and ends their unused links, because their authority ended or a phone was lost.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn sign_out_person(&self, school: SchoolId, person: PersonId) -> Result<(), StoreError> {
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        query("select session_end_person($1, $2)").bind(school.0).bind(person.0).execute(tx.conn()).await?;
        tx.commit().await
    }

    /// From now on the second person's memberships belong to the first one's identity, for instance of a mother with children at two
    /// schools. Both have signed in before.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn join_identities(&self, one: (SchoolId, PersonId), other: (SchoolId, PersonId)) -> Result<(), StoreError> {
        const SQL: &str = "select identity_join($1, $2, $3, $4)";
        let mut tx = TenantTx::begin_outside(&self.db).await?;
        query(SQL).bind(one.0.0).bind(one.1.0).bind(other.0.0).bind(other.1.0).execute(tx.conn()).await?;
        tx.commit().await
    }

    async fn started(&self, secret: SignInSecret, now: DateTime<Utc>) -> Result<NewSession, StoreError> {
        let signed_in = self.session(&secret, now).await?;
        let signed_in = signed_in.ok_or_else(|| StoreError::Damaged("a session that began just now is not there".into()))?;
        Ok(NewSession { secret, signed_in })
    }
}

/// Starts a session with a new secret, never with one that the browser sent (OWASP ASVS 5.0 §7.2.4).
async fn start(tx: &mut TenantTx, (school, person, role): Identity, now: DateTime<Utc>) -> Result<SignInSecret, StoreError> {
    const SQL: &str = "select session_start($1, $2, $3, $4, $5, $6, $7)";
    let secret = SignInSecret::new()?;
    let (idle, at_most) = session_limits(role);
    let start = query(SQL).bind(secret.hash().0).bind(school.0).bind(person.0).bind(role.name());
    start.bind(now).bind(now + at_most).bind(idle).execute(tx.conn()).await?;
    Ok(secret)
}

fn role_named(name: &str) -> Result<Role, StoreError> {
    Role::parse(name).ok_or_else(|| StoreError::Damaged(format!("no role {name}")))
}
