//! The way in: a command's events go into the school's log, or nothing does.
//!
//! 1. Keys are made, personal fields sealed and everything encoded that does not depend on the log (`pending`).
//! 2. A worker takes the command from the school's queue (`commit_queue`, `worker`). Commands that wait at the same moment
//!    share a transaction, and each is still accepted or refused on its own.
//! 3. The writer reads what decides over the commands (`read_set`), accepts or refuses each (`decide`), folds the view rows
//!    that change (`fold`), and appends it all if the head of the log has not moved (`append_call`).
//!
//! `cached_writer` and `head_cache` only save the reading; everything is correct without them.

use super::{
    command::{AppendError, AppendResult, NewCommand},
    pending::prepare,
};
use crate::{
    Store,
    database::{detached::detached, error::StoreError, world::keyed},
};
use domain::{ids::SchoolId, policy::Granted};

impl Store {
    /// Adds a command's events to the school's log: all of them, or none.
    ///
    /// # Errors
    /// See [`AppendError`]. Nothing was added then, unless the answer itself was lost (`StoreError::Stopped`).
    pub async fn append(&self, pass: impl Into<Granted>, command: NewCommand) -> AppendResult {
        let mut answers = self.append_in(pass.into().school(), vec![command]).await?;
        answers.pop().unwrap_or_else(|| Err(AppendError::Broken(StoreError::Stopped("no answer".into()))))
    }

    /// Adds many commands in one transaction, for imports and demonstrations. Each is accepted or refused on its own, and each
    /// finds what the ones before it added. That makes none of them stale: they were decided on one after the other.
    ///
    /// # Errors
    /// What concerns all of them, such as keys that cannot be made. Each command has its own answer besides.
    pub async fn append_batch(
        &self,
        pass: impl Into<Granted>,
        commands: Vec<NewCommand>,
    ) -> Result<Vec<AppendResult>, AppendError> {
        self.append_in(pass.into().school(), commands).await
    }

    async fn append_in(&self, school: SchoolId, commands: Vec<NewCommand>) -> Result<Vec<AppendResult>, AppendError> {
        let store = self.clone();
        detached(async move {
            // The school's writer goes on with it.
            store.db.tickets.of(school).await?;
            let prepared = prepare(&store.keys, &store.world, school, commands).await?;
            Ok(store.commit_queue.append(school, prepared).await)
        })
        .await
    }

    /// What a repeat of a command is recognised by: an HMAC under a key of the school, over the command's type and content.
    ///
    /// # Errors
    /// When the school's key cannot be read.
    pub async fn command_digest(&self, school: SchoolId, type_name: &str, json: &[u8]) -> Result<[u8; 32], StoreError> {
        let (store, name, json) = (self.clone(), type_name.to_owned(), json.to_owned());
        detached(async move {
            let key = store.keys.school_key(school, "command").await?;
            Ok(keyed(&key[..], &[name.as_bytes(), &json]))
        })
        .await
    }
}
