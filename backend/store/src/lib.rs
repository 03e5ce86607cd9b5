//! THE ONLY SQL: the event log of each school, the keys that seal it, and the views that follow from it.
//!
//! The modules stand in reading order: each uses only what stands before it.

// How SQL is run: pools, and transactions that see one school.
mod database;

// How personal data is sealed: a key per person and retention class.
mod keys;

// Rows of views: what is asked for, and those that are kept in memory.
mod views;

// The event log: how a command's events are added, and how they are read.
mod log;

// What one page reads, and its row in the access log.
mod pages;

// Schools, sign-in, and how people are found.
mod registry;

// Migrating, verifying a log, building a view anew.
mod maintenance;

// The private PostgreSQL.
pub mod cluster;

pub use database::{
    Settings, detached,
    error::StoreError,
    world::{Clock, Entropy, World},
};
pub use keys::data_keys::PlatformKey;
pub use log::{
    append::{AppendError, AppendResult, Appended, Expected, NewCommand, NewEffect, NewEvent},
    read::{CarriedOut, Loaded},
};
pub use maintenance::{
    migrate::{APP, DatabaseKind, OWNER, migrate, prepare_server},
    rebuild::{LogProgress, Rebuilt},
    verify::{FirstBadEvent, Verified},
};
pub use pages::reader::{PageReader, PageTransaction};
pub use registry::{
    lookup::{LookupChange, LookupKind},
    school::SchoolEntry,
    sign_in::{ActiveSession, Membership, NewSession, SessionHash, SignInSecret},
};
pub use views::wanted::{Ahead, WantedRow};

use crate::{
    database::Database,
    keys::data_keys::Keys,
    log::{batch::Tools, commit_queue::Writers, read},
    views::row_cache::AtHand,
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{CommandId, SchoolId, Stream},
    policy::Granted,
};
use futures::FutureExt;
use std::sync::Arc;

/// The log and the keys of every school. Cheap to clone. Opens to nothing but a `Pass`, or for what concerns no school.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Database,
    pub(crate) keys: Arc<Keys>,
    pub(crate) world: World,
    pub(crate) writers: Arc<Writers>,
    /// Rows of views that need not be read again.
    pub(crate) at_hand: Arc<AtHand>,
}

impl Store {
    /// Connects, and refuses databases that were made for another version of this program or another kind of world.
    pub async fn open(settings: &Settings, platform: PlatformKey, world: World) -> Result<Store, StoreError> {
        let db = Database::open(settings)?;
        db.check(&world).await?;
        let keys = Arc::new(Keys::new(db.clone(), platform, world.entropy.clone()));
        let at_hand = Arc::new(AtHand::default());
        let tools = Tools { db: db.clone(), clock: world.clock.clone(), at_hand: at_hand.clone() };
        let writers = Arc::new(Writers::new(tools));
        Ok(Store { db, keys, world, writers, at_hand })
    }

    /// Does the database answer, and is it of this program's version?
    pub async fn check_version(&self) -> Result<(), StoreError> {
        self.db.check(&self.world).await
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// A stream as it is now, to decide a command on; its envelopes stay where they are.
    pub async fn load(&self, pass: impl Into<Granted>, stream: Stream, command: CommandId) -> Result<Loaded, StoreError> {
        self.load_in(pass.into().school(), stream, command).await
    }

    async fn load_in(&self, school: SchoolId, stream: Stream, command: CommandId) -> Result<Loaded, StoreError> {
        let store = self.clone();
        detached(async move {
            let log = &store.db.log;
            let load =
                log.run(|conn| async move { Ok(read::stream(school, stream, command).fetch_optional(conn).await?) }.boxed());
            let (conn, row) = load.await?;
            conn.rest();
            let mut loaded = read::loaded(stream, &row.ok_or(StoreError::NoSchool)?)?;
            loaded.now = store.world.clock.read(loaded.now);
            Ok(loaded)
        })
        .await
    }

    /// What the world's clock says: the machine's, or a simulated one. What is recorded goes by the database's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.world.clock.read(Utc::now())
    }
}
