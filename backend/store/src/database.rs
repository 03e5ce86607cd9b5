//! How SQL is run: two databases, pools of connections that are safe to hand on, and transactions that see one school.

pub(crate) mod detached;
pub(crate) mod error;
pub(crate) mod pool;
pub(crate) mod prepared;
pub(crate) mod rights_types;
pub(crate) mod roles;
pub(crate) mod server_check;
pub(crate) mod sql_fn;
pub(crate) mod sql_literal;
pub(crate) mod table_rows;
pub(crate) mod tenant;
pub(crate) mod tickets;
pub(crate) mod world;

use error::StoreError;
use pool::Pool;
use sqlx::{
    AssertSqlSafe, ConnectOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
    raw_sql,
};
use std::{str::FromStr, sync::Arc, time::Duration};
use tickets::Tickets;

/// Where the databases are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address of the log, as the runtime role (`APP`).
    pub log_url: String,
    /// The address of the keys, as the runtime role.
    pub keys_url: String,
    /// The address of the log, as the role of sign-in (`SIGN_IN`).
    pub sign_in_url: String,
    /// The address of the log, as the role of work that nobody is signed in for: `JOBS`, or `OPERATOR` on the command line.
    pub unattended_url: String,
    /// The address of the keys, as the role that destroys them (`ERASURE`). Without it none can be destroyed.
    pub erasure_url: Option<String>,
    /// How many connections to the log there may be. The keys and sign-in get a quarter of that each.
    pub connections: u32,
}

/// How long making a new connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// Connections that may be in the course of being closed while others are used.
const CLOSING_CONNECTIONS_MAX: u32 = 4;

/// What every connection sets. Plans are generic: each statement names its school and goes by the primary key, so planning it
/// anew for each call would cost more than running it. A generic plan is kept, so one that was made when a table was empty still
/// runs when it is full: therefore no plan reads a whole table where there is an index.
const SESSION: [(&str, &str); 8] = [
    ("application_name", "keukentafel"),
    // A database or role may have it off by default. A page turns it off for its own transaction, which writes no event.
    ("synchronous_commit", "on"),
    ("statement_timeout", "30s"),
    ("lock_timeout", "2s"),
    ("idle_in_transaction_session_timeout", "5s"),
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_seqscan", "off"),
    ("timezone", "UTC"),
];

/// The pools, one for each role in each database. SQL on a school's tables runs in a `TenantTx`, or in a function or statement that
/// names its school itself (`sql_fn`).
#[derive(Clone, Debug)]
pub struct Database {
    pub(crate) log: Pool,
    pub(crate) keys: Pool,
    pub(crate) sign_in: Pool,
    pub(crate) unattended: Pool,
    pub(crate) erasure: Option<Pool>,
    pub(crate) tickets: Tickets,
}

/// Jobs and the operator work one thing at a time, and so does erasure.
const FEW_CONNECTIONS: u32 = 2;

impl Database {
    /// Connects at the first use, so a database that is not there is found out then.
    ///
    /// # Errors
    /// When an address cannot be read.
    pub fn open(settings: &Settings) -> Result<Database, StoreError> {
        let (all, quarter) = (settings.connections, settings.connections.div_ceil(4));
        Ok(Database {
            log: pool(&settings.log_url, all, &prepared::prepare())?,
            keys: pool(&settings.keys_url, quarter, "")?,
            sign_in: pool(&settings.sign_in_url, quarter, "")?,
            unattended: pool(&settings.unattended_url, FEW_CONNECTIONS, "")?,
            erasure: settings.erasure_url.as_ref().map(|url| pool(url, FEW_CONNECTIONS, "")).transpose()?,
            tickets: Tickets::brought(),
        })
    }

    /// The same databases, for work that nobody is signed in for.
    pub(crate) fn unattended(&self) -> Database {
        Database { tickets: self.tickets.or_from(&self.unattended), ..self.clone() }
    }

    /// Closes every connection, after what is under way.
    pub async fn close(&self) {
        for pool in [&self.log, &self.keys, &self.sign_in, &self.unattended].into_iter().chain(&self.erasure) {
            pool.close().await;
        }
    }
}

fn pool(url: &str, connections_max: u32, prepare: &str) -> Result<Pool, StoreError> {
    // The driver would log the text of a slow statement, and a transaction begins with a ticket in its text.
    let options = PgConnectOptions::from_str(url)?.options(SESSION).disable_statement_logging();
    let prepare: Arc<str> = prepare.into();
    let connections = PgPoolOptions::new()
        .max_connections(connections_max + CLOSING_CONNECTIONS_MAX)
        .acquire_timeout(CONNECT_TIMEOUT)
        .test_before_acquire(false)
        .after_connect(move |conn, _| {
            let prepare = prepare.to_string();
            Box::pin(async move { raw_sql(AssertSqlSafe(prepare)).execute(conn).await.map(drop) })
        });
    Ok(Pool::new(connections.connect_lazy_with(options), connections_max))
}
