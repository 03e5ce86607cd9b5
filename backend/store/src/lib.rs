//! THE ONLY SQL: the event log of each school, the keys that seal it, and the views that follow from it.
//!
//! Read it in this order: `tenant` (a transaction that sees one school), `append` and `batch` (how something comes to have
//! happened), `read_log`, `reader` (a page), `at_hand` and `by_heart` (what need not be read again), `sealing` and `keys`
//! (personal data), `chain` and `verify` (nothing was changed), `projector` (views).

pub mod cluster;

mod access_log;
mod append;
mod at_hand;
mod batch;
mod by_heart;
mod call;
mod chain;
mod columns;
mod connections;
mod database;
mod error;
mod group_commit;
mod keys;
mod lookup;
mod migrate;
mod named;
mod projector;
mod read_log;
mod reader;
mod relations;
mod school;
mod sealing;
mod sign_in;
mod stored;
mod tenant;
mod verify;
mod world;

pub use append::{Answer, AppendError, Appended, Expected, NewCommand, NewEffect, NewEvent};
pub(crate) use database::Database;
pub use database::{Settings, detached};
pub use error::StoreError;
pub use keys::PlatformKey;
pub use lookup::{LookupChange, LookupKind};
pub use migrate::{APP, Kind, OWNER, migrate, prepare_server};
pub use projector::{Progress, Rebuilt};
pub use read_log::{CarriedOut, Loaded};
pub use reader::{Ahead, Doorstep, Reader, Wanted};
pub use school::SchoolEntry;
pub use sign_in::{Membership, Secret, Session, SessionHash, SignedIn};
pub use verify::{FirstBad, Verified};
pub use world::{Clock, Entropy, World};

use at_hand::AtHand;
use batch::Tools;
use chrono::{DateTime, Utc};
use domain::{
    ids::{CommandId, SchoolId, Stream},
    policy::Granted,
};
use futures::FutureExt;
use group_commit::Writers;
use keys::Keys;
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
                log.run(|conn| async move { Ok(read_log::stream(school, stream, command).fetch_optional(conn).await?) }.boxed());
            let (conn, row) = load.await?;
            conn.rest();
            let mut loaded = read_log::loaded(stream, &row.ok_or(StoreError::NoSchool)?)?;
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
