//! `keukentafel migrate`

use crate::{TaskOutcome, config::DataSettings};
use anyhow::{Context, Result};
use clap::Args;
use store::DatabaseKind;

/// Brings the log and the keys to this program's version. Forward only; run it before the new program serves.
#[derive(Debug, Args)]
pub struct Migrate {
    /// The keys' database as its owner
    #[arg(long, value_name = "URL", env = "OWNER_KEYS_DATABASE_URL", hide_env_values = true)]
    owner_keys_database_url: Option<String>,
    #[command(flatten)]
    data: DataSettings,
}

impl Migrate {
    pub async fn run(self) -> Result<TaskOutcome> {
        if self.data.database_url.is_none() && self.data.owner_database_url.is_none() {
            // A private PostgreSQL is migrated whenever it is opened.
            crate::platform::Platform::open(&self.data).await?.close().await?;
            eprintln!("up to date: {}", self.data.data.display());
            return Ok(TaskOutcome::Done);
        }
        let log = self.data.owner_database_url.context("OWNER_DATABASE_URL is needed: the log's database as its owner")?;
        let keys = self.owner_keys_database_url.context("OWNER_KEYS_DATABASE_URL is needed: the keys' database as its owner")?;
        store::migrate(&log, &keys, DatabaseKind::Live).await?;
        eprintln!("up to date");
        Ok(TaskOutcome::Done)
    }
}
