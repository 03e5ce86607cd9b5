//! THE ONLY SQL: the event log of each school, the keys that seal it, and the views that follow from it.
//!
//! The modules are in reading order: each uses only what comes before it.

#![warn(missing_docs)]

// How SQL is run: pools, and transactions that see one school.
mod database;

// How personal data is sealed: a key per person and retention class.
mod keys;

// Rows of views: what is asked for, how they are written, and those that are kept in memory.
mod views;

// The event log: how a command's events are added, and how they are read.
mod log;

// What one page reads, and its row in the access log.
mod pages;

// Schools, sign-in, relations, finding and erasing people.
mod registry;

// Migrating, verifying and exporting a log, sealing the access log, rebuilding a view.
mod maintenance;

// The private PostgreSQL. It uses none of the others.
pub mod cluster;

pub use database::{
    Settings,
    detached::detached,
    error::StoreError,
    roles::{APP, DUMP, ERASURE, JOBS, OPERATOR, OWNER, PRUNE, SIGN_IN},
    world::{Clock, Entropy, World},
};
pub use keys::{platform_key::PlatformKey, platform_key_check::has_platform_key};
pub use log::{
    command::{AppendError, AppendResult, Appended, Expected, NewCommand, NewEffect, NewEvent},
    load::{CarriedOut, Loaded},
};
pub use maintenance::{
    access_log::AccessHead,
    migrate::{DatabaseKind, migrate},
    prepare_server::{prepare_keys, prepare_log, prepare_server},
    progress::LogProgress,
    prove_rows::ProvedRows,
    rebuild::Rebuilt,
    unknown_events::UnknownEvent,
    verify::{AccessCounts, ChainRule, Finding, KeptHead, NamedEvent, SchoolToVerify, Verified, VerifiedPart, VerifyScope},
};
pub use pages::{reader::PageReader, transaction::PageTransaction};
pub use registry::{
    failures::Tried,
    school::SchoolEntry,
    sign_in::{ActiveSession, Membership, NewSession, SessionHash, SignInSecret},
};
pub use views::wanted::{Ahead, ListCursor, WantedRow};

use chrono::{DateTime, Utc};
use database::{Database, server_check::check_roles};
use keys::data_keys::Keys;
use log::{cached_writer::WriterTools, commit_queue::CommitQueue};
use maintenance::unknown_events::KnownUpTo;
use std::sync::Arc;
use tokio::sync::Mutex;
use views::row_cache::RowCache;

/// The log and the keys of every school. Cheap to clone. What concerns a school needs a `Pass`, which only the policy gives.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Database,
    pub(crate) keys: Arc<Keys>,
    pub(crate) world: World,
    pub(crate) commit_queue: Arc<CommitQueue>,
    pub(crate) row_cache: Arc<RowCache>,
    pub(crate) known_up_to: Arc<Mutex<KnownUpTo>>,
}

impl Store {
    /// Connects to databases of this program's version and of this kind of world.
    ///
    /// # Errors
    /// `StoreError::Unfit` when they are of another version or kind, when the platform key is not theirs, when the role may do
    /// more than the product needs, and whatever connecting meets.
    pub async fn open(settings: &Settings, platform: PlatformKey, world: World) -> Result<Store, StoreError> {
        check_roles(settings).await?;
        let db = Database::open(settings)?;
        db.check(&world).await?;
        db.check_platform_key(&platform).await?;
        let keys = Arc::new(Keys::new(db.clone(), platform, world.entropy.clone()));
        let row_cache = Arc::new(RowCache::default());
        let tools = WriterTools { db: db.clone(), keys: keys.clone(), clock: world.clock.clone(), row_cache: row_cache.clone() };
        let commit_queue = Arc::new(CommitQueue::new(tools));
        Ok(Store { db, keys, world, commit_queue, row_cache, known_up_to: Arc::default() })
    }

    /// The same store for work that nobody is signed in for: jobs, start-up and the command line. It asks for tickets as the role
    /// of such work; the other has those alone that people brought along who signed in.
    pub fn unattended(&self) -> Store {
        let db = self.db.unattended();
        Store { keys: Arc::new(self.keys.with(db.clone())), db, ..self.clone() }
    }

    /// Checks that the databases answer and are of this program's version.
    ///
    /// # Errors
    /// As `open`.
    pub async fn check_version(&self) -> Result<(), StoreError> {
        self.db.check(&self.world).await
    }

    /// Checks that the server keeps what it acknowledges. For a server that somebody else runs.
    ///
    /// # Errors
    /// `StoreError::Unfit` when `fsync` or `full_page_writes` is off.
    pub async fn check_durability(&self) -> Result<(), StoreError> {
        self.db.check_durability().await
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// What the world's clock says: the machine's, or a simulated one. What is recorded goes by the database's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.world.clock.read(Utc::now())
    }
}
