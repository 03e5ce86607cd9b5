//! Keys: one per person and retention class, wrapped by the school's key, which is wrapped by the platform's.
//!
//! They live in a database of their own. A key is made and committed before anything is sealed with it; the first one made
//! wins, and one that is never used does no harm. Readable keys stay in memory for five minutes at most.

use crate::{
    Store,
    database::{
        Database, detached,
        error::StoreError,
        tenant::TenantTx,
        world::{Entropy, keyed},
    },
};
use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, SchoolId},
    personal::RetentionClass,
    policy::{DeedType, Pass},
};
use sqlx::{query, query_as, query_scalar};
use std::{
    collections::HashMap,
    fs,
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// 256 bits that are wiped when the last holder lets go.
pub(crate) type KeyBytes = Zeroizing<[u8; 32]>;

/// Whose data of which class: what one data key seals.
pub(crate) type Subject = (PersonId, RetentionClass);

/// The only version there is until keys are rotated.
pub(crate) const KEY_VERSION: u16 = 1;

const MEMORY: Duration = Duration::from_secs(300);
/// About five megabytes of keys.
const MOST_KEYS: usize = 40_000;
const NONCE: usize = 24;

/// The key that wraps every school's key. From a file that is backed up apart from the databases.
pub struct PlatformKey(KeyBytes);

impl PlatformKey {
    /// Reads 64 hexadecimal digits from a file that only its owner can read.
    pub fn load(path: &Path) -> Result<PlatformKey, StoreError> {
        let wrong = |why: String| StoreError::KeyFile { path: path.display().to_string(), why };
        let mode = fs::metadata(path).map_err(|error| wrong(error.to_string()))?.mode();
        if mode & 0o077 != 0 {
            return Err(wrong(format!("others can read it. Run: chmod 600 {}", path.display())));
        }
        let text = Zeroizing::new(fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?);
        let key = from_hex(text.trim()).ok_or_else(|| wrong("it does not hold 64 hexadecimal digits".into()))?;
        Ok(PlatformKey(key))
    }

    /// Reads the file, making it with a new random key when it is not there. True: it was made now and needs a backup.
    pub fn load_or_make(path: &Path) -> Result<(PlatformKey, bool), StoreError> {
        let wrong = |error: io::Error| StoreError::KeyFile { path: path.display().to_string(), why: error.to_string() };
        let made =
            !path.try_exists().map_err(wrong)? && make_file(path, &Zeroizing::new(Entropy::Real.draw(&[])?)).map_err(wrong)?;
        Ok((PlatformKey::load(path)?, made))
    }
}

/// Written whole and then given its name, so that of two launches one makes the key and the other never finds half of it.
/// False: the other was first.
fn make_file(path: &Path, key: &[u8; 32]) -> io::Result<bool> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let aside = folder.join(format!(".{}.new", Uuid::new_v4()));
    let hex = Zeroizing::new(key.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
    let named = file.write_all(hex.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(&aside, path));
    fs::remove_file(&aside)?;
    match named {
        Ok(()) => fs::File::open(folder)?.sync_all().map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn from_hex(text: &str) -> Option<KeyBytes> {
    let mut key = KeyBytes::default();
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

impl Store {
    /// Destroys a person's keys of these classes: what was sealed with them is erased, here and in every backup of the log.
    /// Returns how many keys are gone now that were not before.
    pub async fn destroy_keys<D: DeedType>(
        &self,
        pass: &Pass<D>,
        person: PersonId,
        classes: &[RetentionClass],
    ) -> Result<u64, StoreError> {
        let (store, school, classes) = (self.clone(), pass.school(), classes.to_vec());
        detached(async move { store.keys.destroy(school, person, &classes, store.now()).await }).await
    }
}

/// A person's key of one class, as far as it can be had.
#[derive(Clone)]
pub(crate) enum SubjectKey {
    Ready(Arc<KeyBytes>),
    Destroyed,
}

/// The keys database, with what was unwrapped in the last minutes.
pub(crate) struct Keys {
    db: Database,
    platform: PlatformKey,
    entropy: Entropy,
    schools: Mutex<Memory<SchoolId, Arc<KeyBytes>>>,
    subjects: Mutex<Memory<(SchoolId, Subject), SubjectKey>>,
}

impl Keys {
    pub(crate) fn new(db: Database, platform: PlatformKey, entropy: Entropy) -> Keys {
        Keys { db, platform, entropy, schools: Mutex::default(), subjects: Mutex::default() }
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

    /// A key of the school's own for one purpose: `"command"`, `"lookup"`, `"pseudonym"`.
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

    /// The keys of these subjects, made where there are none yet: for sealing. Somebody's first key brings those of the other
    /// classes along, so that a first talk or message later need not wait for another commit.
    pub(crate) async fn made_for(
        &self,
        school: SchoolId,
        subjects: &[Subject],
    ) -> Result<HashMap<Subject, SubjectKey>, StoreError> {
        let mut keys = self.found_for(school, subjects).await?;
        let mut persons: Vec<PersonId> =
            subjects.iter().filter(|subject| !keys.contains_key(subject)).map(|(person, _)| *person).collect();
        if persons.is_empty() {
            return Ok(keys);
        }
        // In one order everywhere, so that two makers of the same keys wait for each other and never in a circle.
        persons.sort_unstable();
        persons.dedup();
        let missing: Vec<Subject> = persons.iter().flat_map(|person| RetentionClass::ALL.map(|class| (*person, class))).collect();
        self.make(school, &missing).await?;
        keys.extend(self.found_for(school, &missing).await?);
        Ok(keys)
    }

    /// The keys of these subjects as far as they exist, with one look-up for those not in memory: for opening.
    pub(crate) async fn found_for(
        &self,
        school: SchoolId,
        subjects: &[Subject],
    ) -> Result<HashMap<Subject, SubjectKey>, StoreError> {
        let mut keys = HashMap::with_capacity(subjects.len());
        let mut unknown = Vec::new();
        {
            let mut memory = locked(&self.subjects);
            for subject in subjects {
                match memory.get(&(school, *subject)) {
                    Some(key) => _ = keys.insert(*subject, key),
                    None => unknown.push(*subject),
                }
            }
        }
        if !unknown.is_empty() {
            let fetched = self.fetch(school, &unknown).await?;
            let mut memory = locked(&self.subjects);
            for (subject, key) in fetched {
                memory.put((school, subject), key.clone());
                keys.insert(subject, key);
            }
        }
        Ok(keys)
    }

    async fn fetch(&self, school: SchoolId, subjects: &[Subject]) -> Result<Vec<(Subject, SubjectKey)>, StoreError> {
        // `limit 1` keeps each look-up a look-up by key, whatever the planner thinks of the size of the table.
        const SQL: &str = "select wanted.person_id, wanted.retention_class, k.wrapped
            from (select unnest($2::uuid[]), unnest($3::text[])) as wanted (person_id, retention_class),
                 lateral (select wrapped from subject_key
                           where tenant_id = $1 and person_id = wanted.person_id
                             and retention_class = wanted.retention_class and key_ver = $4 limit 1) k";
        let (persons, classes) = columns(subjects);
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

    async fn make(&self, school: SchoolId, subjects: &[Subject]) -> Result<(), StoreError> {
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
        let (persons, classes) = columns(subjects);
        let mut tx = TenantTx::begin_keys(&self.db, school).await?;
        let insert = query(SQL).bind(school.0).bind(persons).bind(classes).bind(KEY_VERSION as i16).bind(wrapped);
        insert.execute(tx.conn()).await?;
        tx.commit().await
    }

    /// Destroys the keys of a person, of one class or of all. What they sealed can never be opened again, and nothing can be
    /// sealed in their name. Returns how many there were.
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
        let mut tx = TenantTx::begin_keys(&self.db, school).await?;
        let update = query(SQL).bind(school.0).bind(person.0).bind(names).bind(KEY_VERSION as i16).bind(now);
        let destroyed = update.execute(tx.conn()).await?.rows_affected();
        tx.commit().await?;
        let mut memory = locked(&self.subjects);
        for class in classes {
            memory.forget(&(school, (person, *class)));
        }
        Ok(destroyed)
    }

    fn wrap(&self, with: &KeyBytes, key: &KeyBytes, labels: &[&[u8]]) -> Result<Vec<u8>, StoreError> {
        let mut nonce_labels = vec![b"wrap".as_slice()];
        nonce_labels.extend(labels);
        let nonce = self.entropy.draw::<NONCE>(&nonce_labels)?;
        seal(with, nonce, &bound_to(labels), &key[..])
    }
}

fn columns(subjects: &[Subject]) -> (Vec<Uuid>, Vec<&'static str>) {
    subjects.iter().map(|(person, class)| (person.0, class.name())).unzip()
}

/// What a subject's key is wrapped for, and what a seeded key is drawn from.
fn labels<'a>(school: &'a SchoolId, subject: &'a Subject) -> [&'a [u8]; 5] {
    const VERSION: [u8; 2] = KEY_VERSION.to_be_bytes();
    [b"subject", school.0.as_bytes(), subject.0.0.as_bytes(), subject.1.name().as_bytes(), &VERSION]
}

fn unwrap(with: &KeyBytes, wrapped: &[u8], labels: &[&[u8]]) -> Result<KeyBytes, StoreError> {
    let opened = open(with, wrapped, &bound_to(labels)).map(Zeroizing::new);
    let damaged = || StoreError::Damaged("a key does not unwrap: is this the right platform key?".into());
    let opened = opened.ok_or_else(damaged)?;
    Ok(Zeroizing::new(opened[..].try_into().map_err(|_| damaged())?))
}

/// Labels as associated data, each preceded by its length.
pub(crate) fn bound_to(labels: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(160);
    for label in labels {
        bytes.extend_from_slice(&(label.len() as u32).to_be_bytes());
        bytes.extend_from_slice(label);
    }
    bytes
}

/// Nonce, ciphertext and tag.
pub(crate) fn seal(key: &KeyBytes, nonce: [u8; NONCE], aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, StoreError> {
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let sealed = cipher.encrypt(&nonce.into(), Payload { msg: plaintext, aad });
    let sealed = sealed.map_err(|_| StoreError::Unfit("a value is too long to seal".into()))?;
    Ok([&nonce[..], &sealed].concat())
}

/// What was sealed; `None` when the key, the place or the bytes are not the ones it was sealed with.
pub(crate) fn open(key: &KeyBytes, sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new((&**key).into());
    cipher.decrypt(nonce.into(), Payload { msg: ciphertext, aad }).ok()
}

/// Keys that were unwrapped lately.
struct Memory<K, V>(HashMap<K, (Instant, V)>);

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Memory(HashMap::new())
    }
}

impl<K: std::hash::Hash + Eq, V: Clone> Memory<K, V> {
    fn get(&mut self, key: &K) -> Option<V> {
        self.0.get(key).filter(|(since, _)| since.elapsed() < MEMORY).map(|(_, value)| value.clone())
    }
    fn put(&mut self, key: K, value: V) {
        if self.0.len() >= MOST_KEYS {
            self.0.retain(|_, (since, _)| since.elapsed() < MEMORY);
        }
        if self.0.len() >= MOST_KEYS {
            self.0.clear();
        }
        self.0.insert(key, (Instant::now(), value));
    }
    fn forget(&mut self, key: &K) {
        self.0.remove(key);
    }
}

/// Nothing panics while it holds one of these locks, and a half-filled memory is still a good one.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn of_many_launches_one_makes_the_platform_key_and_all_have_it() {
        let folder = std::env::temp_dir().join(Uuid::new_v4().to_string());
        fs::create_dir(&folder).unwrap();
        for round in 0..50 {
            let path = folder.join(format!("{round}.key"));
            let launch = || PlatformKey::load_or_make(&path).map(|(key, made)| (*key.0, made)).unwrap();
            let launched = std::thread::scope(|scope| {
                let launches: Vec<_> = (0..8).map(|_| scope.spawn(launch)).collect();
                launches.into_iter().map(|launch| launch.join().unwrap()).collect::<Vec<_>>()
            });
            assert_eq!(launched.iter().filter(|(_, made)| *made).count(), 1);
            assert!(launched.iter().all(|(key, _)| *key == launched[0].0));
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 50, "nothing is left beside the keys");
        fs::remove_dir_all(&folder).unwrap();
    }
}
