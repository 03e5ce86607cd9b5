//! The two databases, log and keys, as pools of connections that are safe to hand on.

pub(crate) mod error;
pub(crate) mod pool;
pub(crate) mod prepared;
pub(crate) mod sql_fn;
pub(crate) mod table_rows;
pub(crate) mod tenant;
pub(crate) mod world;

use crate::database::{error::StoreError, pool::Connections};
use sqlx::{
    AssertSqlSafe,
    postgres::{PgConnectOptions, PgPoolOptions},
    raw_sql,
};
use std::{pin::Pin, str::FromStr, sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::JoinHandle};
use tracing::Instrument;

/// Where the databases are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The log, as the runtime role.
    pub log_url: String,
    /// The keys, as the runtime role.
    pub keys_url: String,
    /// Connections to the log, at most. The keys need a quarter of that.
    pub connections: u32,
}

/// How long a new connection may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);
/// Places for connections that are being closed while others take their turn.
const CLOSING: u32 = 4;

/// What every connection sets. Generic plans: each statement names its school and goes by the primary key, so planning it
/// anew for each call would cost more than running it.
const SESSION: [(&str, &str); 6] = [
    ("application_name", "keukentafel"),
    ("statement_timeout", "30s"),
    ("lock_timeout", "2s"),
    ("idle_in_transaction_session_timeout", "5s"),
    ("plan_cache_mode", "force_generic_plan"),
    ("timezone", "UTC"),
];

/// Connections to the log and to the keys. SQL on a school's tables runs in a `TenantTx` or in a `Call`; a stream is loaded by a
/// statement of its own.
#[derive(Clone, Debug)]
pub struct Database {
    pub(crate) log: Connections,
    pub(crate) keys: Connections,
}

impl Database {
    /// Connects lazily: a database that is not there shows at the first use.
    pub fn open(settings: &Settings) -> Result<Database, StoreError> {
        Ok(Database {
            log: connections(&settings.log_url, settings.connections, self::prepared::PREPARE)?,
            keys: connections(&settings.keys_url, settings.connections.div_ceil(4), "")?,
        })
    }

    pub async fn close(&self) {
        self.log.close().await;
        self.keys.close().await;
    }
}

fn connections(url: &str, most: u32, prepared: &str) -> Result<Connections, StoreError> {
    let options = PgConnectOptions::from_str(url)?.options(SESSION);
    let prepared: Arc<str> = prepared.into();
    let pool = PgPoolOptions::new()
        .max_connections(most + CLOSING)
        .acquire_timeout(CONNECT_WITHIN)
        .test_before_acquire(false)
        .after_connect(move |conn, _| {
            let prepared = prepared.to_string();
            Box::pin(async move { raw_sql(AssertSqlSafe(prepared)).execute(conn).await.map(drop) })
        });
    Ok(Connections::new(pool.connect_lazy_with(options), most))
}

/// Runs a unit of work in a task of its own. A request that is cancelled half-way only stops listening: the work ends by
/// itself, and what was acknowledged is kept.
pub async fn detached<T, E>(work: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (tell, told) = oneshot::channel();
    // Nobody listens any more when the request was cancelled.
    let task = spawned(Box::pin(async move { drop(tell.send(work.await)) }));
    match told.await {
        Ok(answer) => answer,
        Err(_) => Err(why_stopped(task).await.into()),
    }
}

/// One kind of task for all work: the runtime's machinery for a task would be compiled anew for each kind.
fn spawned(work: Pin<Box<dyn Future<Output = ()> + Send>>) -> JoinHandle<()> {
    tokio::spawn(work.in_current_span())
}

async fn why_stopped(task: JoinHandle<()>) -> StoreError {
    let why = task.await.err().map_or_else(|| "no answer".to_owned(), |stopped| stopped.to_string());
    StoreError::Stopped(why)
}
