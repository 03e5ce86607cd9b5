//! A page's transaction, from its first reading until the policy has decided.

use super::{
    access_log::AccessEntry,
    reader::{OpenPage, PageReader},
    snapshot::Snapshot,
};
use crate::{
    Store,
    database::{error::StoreError, world::Clock},
    keys::data_keys::Keys,
    log::read,
    views::wanted::{Ahead, WantedRow},
};
use chrono::{DateTime, Utc};
use domain::{
    ids::SchoolId,
    policy::{DeedType, Granted, Pass},
};
use std::sync::Arc;

impl Store {
    /// Opens a page: live, or as of the last position recorded before a moment.
    ///
    /// # Errors
    /// When the log cannot be read or there is no such school.
    pub async fn reader<D: DeedType>(
        &self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
    ) -> Result<PageReader<D>, StoreError> {
        self.begin_page_with(pass.school(), &[]).await?.open(pass, screen, as_of, Ahead::default()).await
    }

    /// Begins a page's transaction with these rows, in one round trip.
    pub(crate) async fn begin_page_with(&self, school: SchoolId, wanted: &[WantedRow]) -> Result<PageTransaction, StoreError> {
        let snapshot = Snapshot::begin(self, school, wanted).await?;
        Ok(PageTransaction { snapshot, keys: self.keys.clone(), clock: self.world.clock.clone() })
    }
}

/// The transaction of a page for which the policy has not decided yet. It holds the relations that the policy decides on, and
/// the page goes on in it, so the page and its pass are of one moment.
#[must_use = "a page that is refused rolls back"]
pub struct PageTransaction {
    /// What the policy has read, the page does not read again.
    pub(crate) snapshot: Snapshot,
    keys: Arc<Keys>,
    clock: Clock,
}

impl PageTransaction {
    /// Opens the page: live, or as of the last position recorded before a moment. `ahead` is read along.
    ///
    /// # Errors
    /// `StoreError::Unfit` when the pass is for another school, and whatever the database answers.
    pub async fn open<D: DeedType>(
        self,
        pass: &Pass<D>,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
        ahead: Ahead,
    ) -> Result<PageReader<D>, StoreError> {
        Ok(PageReader::new(self.opened(pass.into(), screen, as_of, ahead).await?))
    }

    async fn opened(
        mut self,
        pass: Granted,
        screen: &'static str,
        as_of: Option<DateTime<Utc>>,
        ahead: Ahead,
    ) -> Result<OpenPage, StoreError> {
        if self.snapshot.school() != pass.school() {
            return Err(StoreError::Unfit("a pass for one school opens no page of another".into()));
        }
        let head = self.snapshot.head()?;
        let as_of = match as_of {
            None => {
                self.snapshot.read(ahead).await?;
                None
            }
            // A page of the past is folded from events, so no stored row says anything of it.
            Some(moment) => Some(read::position_at(&mut self.snapshot.tx, moment).await?),
        };
        let access_entry = AccessEntry { about: pass.about(), pass, screen, clock: self.clock, pos: as_of.unwrap_or(head) };
        Ok(OpenPage { snapshot: self.snapshot, keys: self.keys, access_entry, head, as_of, past: None })
    }

    /// Ends the transaction without a page.
    ///
    /// # Errors
    /// When the connection is lost; the server rolls back then too.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.snapshot.tx.rollback().await
    }
}
