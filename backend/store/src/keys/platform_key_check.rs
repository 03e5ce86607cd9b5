//! Whether this program holds the platform key that the schools' keys are wrapped with. Asked before anything is read or written:
//! under another key every page would fail, and a new school would be lost to the others.

use super::platform_key::PlatformKey;
use crate::database::{Database, Settings, error::StoreError, tenant::TenantTx, world::keyed};
use sqlx::{query, query_scalar};

impl Database {
    /// Refuses any key but the one that was used first. Where there is no school yet, this key becomes that one.
    pub(crate) async fn check_platform_key(&self, key: &PlatformKey) -> Result<(), StoreError> {
        let ours = keyed(&key.0[..], &[b"platform key check"]);
        let known = match self.platform_key_proof().await? {
            Some(known) => known,
            None if self.has_schools().await? => return Err(unknown_key()),
            None => self.keep_proof(&ours).await?,
        };
        if known == ours {
            return Ok(());
        }
        Err(StoreError::Unfit(
            "this is not the platform key that the schools' keys are wrapped with. Put back the right file".into(),
        ))
    }

    async fn platform_key_proof(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let mut tx = TenantTx::outside(&self.keys).await?;
        let proof = query_scalar("select proof from platform_key_check").fetch_optional(tx.conn()).await?;
        tx.rollback().await?;
        Ok(proof)
    }

    /// Of two programs that start together one is first. Both get what that one wrote.
    async fn keep_proof(&self, ours: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut tx = TenantTx::outside(&self.keys).await?;
        const SQL: &str = "insert into platform_key_check (proof) values ($1) on conflict do nothing";
        query(SQL).bind(ours).execute(tx.conn()).await?;
        tx.commit().await?;
        self.platform_key_proof().await?.ok_or_else(unknown_key)
    }

    async fn has_schools(&self) -> Result<bool, StoreError> {
        let mut tx = TenantTx::outside(&self.log).await?;
        let any = query_scalar("select exists (select from school)").fetch_one(tx.conn()).await?;
        tx.rollback().await?;
        Ok(any)
    }
}

fn unknown_key() -> StoreError {
    StoreError::Unfit(
        "there are schools, but the keys database does not know their platform key: it is not the one of this log".into(),
    )
}

/// Do these databases hold anything that a platform key was used for? Then a new one must not be made.
///
/// # Errors
/// When they cannot be read.
pub async fn has_platform_key(settings: &Settings) -> Result<bool, StoreError> {
    let db = Database::open(settings)?;
    let found = async { Ok(db.platform_key_proof().await?.is_some() || db.has_schools().await?) };
    let found = found.await;
    db.close().await;
    found
}
