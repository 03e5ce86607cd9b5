//! `keukentafel migrate`

use crate::{TaskOutcome, config::DataSettings};
use anyhow::{Context, Result};
use clap::Args;
use store::{DatabaseKind, prepare_keys, prepare_log};

/// Brings the log and the keys to this program's version. Forward only; run it before the new program serves.
///
/// With ADMIN_DATABASE_URL it first makes what is missing on a server of your own: the roles, each with the password that stands in
/// its address, and both databases.
#[derive(Debug, Args)]
pub struct Migrate {
    /// The keys' database as its owner
    #[arg(long, value_name = "URL", env = "OWNER_KEYS_DATABASE_URL", hide_env_values = true)]
    owner_keys_database_url: Option<String>,
    /// Any database of the server, as a superuser; only to make the roles and databases
    #[arg(long, value_name = "URL", env = "ADMIN_DATABASE_URL", hide_env_values = true)]
    admin_database_url: Option<String>,
    /// The same on the server of the keys, when that is another
    #[arg(long, value_name = "URL", env = "ADMIN_KEYS_DATABASE_URL", hide_env_values = true)]
    admin_keys_database_url: Option<String>,
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
        let data = self.data;
        let log = data.owner_database_url.context("OWNER_DATABASE_URL is needed: the log's database as its owner")?;
        let keys = self.owner_keys_database_url.context("OWNER_KEYS_DATABASE_URL is needed: the keys' database as its owner")?;
        if let Some(admin) = &self.admin_database_url {
            let with_owner = |owner: &String, others: &[&Option<String>]| -> Vec<String> {
                [owner].into_iter().chain(others.iter().copied().flatten()).cloned().collect()
            };
            let of_log = [&data.database_url, &data.sign_in_database_url, &data.jobs_database_url, &data.operator_database_url];
            prepare_log(admin, &with_owner(&log, &of_log)).await?;
            let admin = self.admin_keys_database_url.as_ref().unwrap_or(admin);
            prepare_keys(admin, &with_owner(&keys, &[&data.keys_database_url])).await?;
        }
        store::migrate(&log, &keys, DatabaseKind::Live).await?;
        eprintln!("up to date");
        Ok(TaskOutcome::Done)
    }
}
