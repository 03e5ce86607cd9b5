//! Data keys: one per person and retention class, wrapped by the school's key, which is wrapped by the platform's.
//!
//! They are in a database of their own. A key is made and committed before anything is sealed with it. The first one made is
//! kept, and one that is never used does no harm. Unwrapped keys stay in memory for five minutes at most.

use super::{
    cipher::{KeyBytes, NONCE_BYTES, bound_to, open, seal},
    key_cache::{KeyCache, locked},
    platform_key::PlatformKey,
};
use crate::database::{
    Database,
    error::StoreError,
    tenant::TenantTx,
    world::{Entropy, keyed},
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, SchoolId},
    personal::RetentionClass,
};
use sqlx::{query, query_as, query_scalar};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Whose data of which class: what one data key seals.
pub(crate) type KeySubject = (PersonId, RetentionClass);

/// The only version there is until keys are rotated.
pub(crate) const KEY_VERSION: u16 = 1;

/// A person's key of one class.
#[derive(Clone)]
pub(crate) enum SubjectKey {
    Ready(Arc<KeyBytes>),
    /// What it sealed is erased, and nothing can be sealed with it.
    Destroyed,
}

/// The keys database, with the keys that were unwrapped in the last minutes. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Keys {
    db: Database,
    platform: Arc<PlatformKey>,
    entropy: Entropy,
    schools: Arc<Mutex<KeyCache<SchoolId, Arc<KeyBytes>>>>,
    subjects: Arc<Mutex<KeyCache<(SchoolId, KeySubject), SubjectKey>>>,
}

impl Keys {
    pub(crate) fn new(db: Database, platform: PlatformKey, entropy: Entropy) -> Keys {
        Keys { db, platform: Arc::new(platform), entropy, schools: Arc::default(), subjects: Arc::default() }
    }

    /// The same keys, with other tickets.
    pub(crate) fn with(&self, db: Database) -> Keys {
        Keys { db, ..self.clone() }
    }

    /// Makes a school's key, or leaves it alone when there is one.
    pub(crate) async fn make_school_key(&self, school: SchoolId) -> Result<(), StoreError> {
        let key = Zeroizing::new(self.entropy.draw::<32>(&[b"school", school.0.as_bytes()])?);
        let wrapped = self.wrap(&self.platform.0, &key, &[b"school", school.0.as_bytes()])?;
        const SQL: &str = "insert into tenant_key (tenant_id, wrapped) values ($1, $2) on conflict do nothing";
        let mut tx = TenantTx::begin_keys(&self.db, school).await?;
        query(SQL).bind(school.0).bind(wrapped).execute(tx.conn()).await?;
        tx.commit().await
    }

    /// A key of the school's own for one purpose: `"command"`, `"lookup"`, `"pseudonym"`, `"view_row"`.
    pub(crate) async fn school_key(&self, school: SchoolId, purpose: &str) -> Result<KeyBytes, StoreError> {
        let root = self.school_root(school).await?;
        Ok(Zeroizing::new(keyed(&root[..], &[purpose.as_bytes()])))
    }

    async fn school_root(&self, school: SchoolId) -> Result<Arc<KeyBytes>, StoreError> {
        if let Some(key) = locked(&self.schools).get(&school) {
            return Ok(key);
        }
        const SQL: &str = "select wrapped from tenant_key where tenant_id = $1";
        let mut tx = TenantTx::begin_keys(&self.db, school).await?;
        let wrapped: Option<Vec<u8>> = query_scalar(SQL).bind(school.0).fetch_optional(tx.conn()).await?;
        tx.rollback().await?;
        let wrapped = wrapped.ok_or(StoreError::NoSchool)?;
        let key = Arc::new(unwrap(&self.platform.0, &wrapped, &[b"school", school.0.as_bytes()])?);
        locked(&self.schools).put(school, key.clone());
        Ok(key)
    }

    /// The keys of these subjects, for sealing. Missing ones are made. With a person's first key those of the other classes are
    /// made too, so that a first talk or message later need not wait for another commit.
    pub(crate) async fn made_for(
        &self,
        school: SchoolId,
        subjects: &[KeySubject],
    ) -> Result<HashMap<KeySubject, SubjectKey>, StoreError> {
        let mut keys = self.found_for(school, subjects).await?;
        let mut persons: Vec<PersonId> =
            subjects.iter().filter(|subject| !keys.contains_key(subject)).map(|(person, _)| *person).collect();
        if persons.is_empty() {
            return Ok(keys);
        }
        // In one order everywhere, so that two transactions that make the same keys never wait for each other.
        persons.sort_unstable();
        persons.dedup();
        let missing: Vec<KeySubject> =
            persons.iter().flat_map(|person| RetentionClass::ALL.map(|class| (*person, class))).collect();
        self.make(school, &missing).await?;
        keys.extend(self.found_for(school, &missing).await?);
        Ok(keys)
    }

    /// The keys of these subjects, for opening, as far as they exist. Those that are not in the cache take one look-up.
    pub(crate) async fn found_for(
        &self,
        school: SchoolId,
        subjects: &[KeySubject],
    ) -> Result<HashMap<KeySubject, SubjectKey>, StoreError> {
        let mut keys = HashMap::with_capacity(subjects.len());
        let mut unknown = Vec::new();
        {
            let mut cache = locked(&self.subjects);
            for subject in subjects {
                match cache.get(&(school, *subject)) {
                    Some(key) => _ = keys.insert(*subject, key),
                    None => unknown.push(*subject),
                }
            }
        }
        if !unknown.is_empty() {
            let fetched = self.fetch(school, &unknown).await?;
            let mut cache = locked(&self.subjects);
            for (subject, key) in fetched {
                cache.put((school, subject), key.clone());
                keys.insert(subject, key);
            }
        }
        Ok(keys)
    }

    async fn fetch(&self, school: SchoolId, subjects: &[KeySubject]) -> Result<Vec<(KeySubject, SubjectKey)>, StoreError> {
        // `limit 1` keeps each look-up a look-up by key, whatever the planner believes about the size of the table.
        const SQL: &str = "select wanted.person_id, wanted.retention_class, k.wrapped
            from (select unnest($2::uuid[]), unnest($3::text[])) as wanted (person_id, retention_class),
                 lateral (select wrapped from subject_key
                           where tenant_id = $1 and person_id = wanted.person_id
                             and retention_class = wanted.retention_class and key_ver = $4 limit 1) k";
        let (persons, classes) = persons_and_classes(subjects);
        let mut tx = TenantTx::begin_keys(&self.db, school).await?;
        let rows: Vec<(Uuid, String, Option<Vec<u8>>)> =
            query_as(SQL).bind(school.0).bind(persons).bind(classes).bind(KEY_VERSION as i16).fetch_all(tx.conn()).await?;
        tx.rollback().await?;
        let wrapping = self.school_key(school, "wrap").await?;
        let key_of = |(person, class, wrapped): (Uuid, String, Option<Vec<u8>>)| {
            let class =
                RetentionClass::parse(&class).ok_or_else(|| StoreError::Damaged(format!("no retention class {class}")))?;
            let subject = (PersonId(person), class);
            let Some(wrapped) = wrapped else { return Ok((subject, SubjectKey::Destroyed)) };
            Ok((subject, SubjectKey::Ready(Arc::new(unwrap(&wrapping, &wrapped, &labels(&school, &subject))?))))
        };
        rows.into_iter().map(key_of).collect()
    }

    async fn make(&self, school: SchoolId, subjects: &[KeySubject]) -> Result<(), StoreError> {
        const SQL: &str = "insert into subject_key (tenant_id, person_id, retention_class, key_ver, wrapped)
            select $1, person_id, retention_class, $4, wrapped
            from unnest($2::uuid[], $3::text[], $5::bytea[]) as made (person_id, retention_class, wrapped)
            on conflict do nothing";
        let wrapping = self.school_key(school, "wrap").await?;
        let wrapped = subjects.iter().map(|subject| {
            let labels = labels(&school, subject);
            let key = Zeroizing::new(self.entropy.draw::<32>(&labels)?);
            self.wrap(&wrapping, &key, &labels)
        });
        let wrapped: Vec<Vec<u8>> = wrapped.collect::<Result<_, StoreError>>()?;
        let (persons, classes) = persons_and_classes(subjects);
        let mut tx = TenantTx::begin_keys(&self.db, school).await?;
        let insert = query(SQL).bind(school.0).bind(persons).bind(classes).bind(KEY_VERSION as i16).bind(wrapped);
        insert.execute(tx.conn()).await?;
        tx.commit().await
    }

    /// Destroys a person's keys of these classes, as the role that may. Returns how many there were.
    pub(crate) async fn destroy(
        &self,
        school: SchoolId,
        person: PersonId,
        classes: &[RetentionClass],
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        // Also classes without a key yet, so that none can be made later.
        const SQL: &str = "insert into subject_key (tenant_id, person_id, retention_class, key_ver, destroyed_at)
            select $1, $2, class, $4, $5 from unnest($3::text[]) as class
            on conflict (tenant_id, person_id, retention_class, key_ver)
            do update set wrapped = null, destroyed_at = $5 where subject_key.destroyed_at is null";
        let names: Vec<&str> = classes.iter().map(|class| class.name()).collect();
        let as_erasure =
            self.db.erasure.as_ref().ok_or_else(|| StoreError::Unfit("no keys are destroyed without kt_erasure".into()))?;
        let mut tx = TenantTx::on(as_erasure, &self.db, school).await?;
        let update = query(SQL).bind(school.0).bind(person.0).bind(names).bind(KEY_VERSION as i16).bind(now);
        let destroyed = update.execute(tx.conn()).await?.rows_affected();
        tx.commit().await?;
        let mut cache = locked(&self.subjects);
        for class in classes {
            cache.remove(&(school, (person, *class)));
        }
        Ok(destroyed)
    }

    fn wrap(&self, with: &KeyBytes, key: &KeyBytes, labels: &[&[u8]]) -> Result<Vec<u8>, StoreError> {
        let mut nonce_labels = vec![b"wrap".as_slice()];
        nonce_labels.extend(labels);
        let nonce = self.entropy.draw::<NONCE_BYTES>(&nonce_labels)?;
        seal(with, nonce, &bound_to(labels), &key[..])
    }
}

fn persons_and_classes(subjects: &[KeySubject]) -> (Vec<Uuid>, Vec<&'static str>) {
    subjects.iter().map(|(person, class)| (person.0, class.name())).unzip()
}

/// What a subject's wrapped key is bound to, and what a seeded key is drawn from.
fn labels<'a>(school: &'a SchoolId, subject: &'a KeySubject) -> [&'a [u8]; 5] {
    const VERSION: [u8; 2] = KEY_VERSION.to_be_bytes();
    [b"subject", school.0.as_bytes(), subject.0.0.as_bytes(), subject.1.name().as_bytes(), &VERSION]
}

fn unwrap(with: &KeyBytes, wrapped: &[u8], labels: &[&[u8]]) -> Result<KeyBytes, StoreError> {
    let opened = open(with, wrapped, &bound_to(labels)).map(Zeroizing::new);
    let damaged = || StoreError::Damaged("a key does not unwrap: is this the right platform key?".into());
    let opened = opened.ok_or_else(damaged)?;
    Ok(Zeroizing::new(opened[..].try_into().map_err(|_| damaged())?))
}
