//! The connections of one database, kept idle between two uses.
//!
//! The driver's pool tests each connection that comes back, with a message for every use, and messages are what costs here.
//! So the driver's pool only makes connections, and this one keeps them. A connection is released after its work was
//! acknowledged. In every other case (an error, a panic, a task that was dropped half-way) it is closed, and the server rolls
//! back. So no connection is ever handed on inside a transaction.

use super::error::StoreError;
use futures::future::BoxFuture;
use sqlx::{PgConnection, PgPool, Postgres, pool::PoolConnection};
use std::{
    mem,
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// How long a unit of work waits for a connection before the answer is `Busy`.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);
/// A session's memory in PostgreSQL grows with every table and plan that it has used, so no connection is kept for ever.
const AGE_MAX: Duration = Duration::from_secs(30 * 60);
/// A connection that was idle for longer is not used again: a firewall may have dropped it.
const IDLE_TIMEOUT: Duration = Duration::from_secs(5 * 60);

#[derive(Clone, Debug)]
pub(crate) struct Pool(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    driver: PgPool,
    /// One permit per connection that there may be.
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<IdleConnection>>,
}

#[derive(Debug)]
struct IdleConnection {
    conn: PoolConnection<Postgres>,
    made: Instant,
    released: Instant,
}

impl IdleConnection {
    fn is_old(&self) -> bool {
        self.made.elapsed() > AGE_MAX || self.released.elapsed() > IDLE_TIMEOUT
    }
}

impl Pool {
    pub(crate) fn new(driver: PgPool, connections_max: u32) -> Pool {
        let permits = Arc::new(Semaphore::new(connections_max as usize));
        Pool(Arc::new(Inner { driver, permits, idle: Mutex::default() }))
    }

    /// The connection that was released last, or else a new one.
    pub(crate) async fn acquire(&self) -> Result<PooledConnection, StoreError> {
        let permit = timeout(ACQUIRE_TIMEOUT, self.0.permits.clone().acquire_owned()).await;
        let permit = permit.map_err(|_| self.is_busy())?.map_err(|_| StoreError::Database(sqlx::Error::PoolClosed))?;
        let idle = self.take_idle();
        let (conn, made) = match idle {
            Some(idle) => (idle.conn, idle.made),
            None => (self.0.driver.acquire().await?, Instant::now()),
        };
        Ok(PooledConnection { conn: Some(conn), made, pool: self.0.clone(), _permit: permit })
    }

    fn is_busy(&self) -> StoreError {
        tracing::warn!(connections = self.0.driver.size(), "every connection is in use");
        StoreError::Busy
    }

    /// The one that was released last. Those that are too old are closed.
    fn take_idle(&self) -> Option<IdleConnection> {
        let mut idle = self.0.idle();
        close_all(idle.extract_if(.., |conn| conn.is_old()).collect());
        idle.pop()
    }

    /// Does something that may be done twice. When the server has ended an idle connection, the server itself may be well, so
    /// it is done again on a new connection.
    pub(crate) async fn run<T: Send>(
        &self,
        work: impl for<'c> Fn(&'c mut PgConnection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync,
    ) -> Result<(PooledConnection, T), StoreError> {
        let mut conn = self.acquire().await?;
        let error = match work(&mut conn).await {
            Ok(done) => return Ok((conn, done)),
            Err(error) => error,
        };
        if !error.is_connection_lost() {
            return Err(error);
        }
        drop(conn);
        self.close_idle();
        let mut conn = self.acquire().await?;
        let done = work(&mut conn).await?;
        Ok((conn, done))
    }

    /// Closes the idle connections: the server ended one, so it may have ended all.
    pub(crate) fn close_idle(&self) {
        close_all(mem::take(&mut *self.0.idle()));
    }

    pub(crate) async fn close(&self) {
        self.0.permits.close();
        self.close_idle();
        self.0.driver.close().await;
    }
}

fn close_all(idle: Vec<IdleConnection>) {
    idle.into_iter().for_each(|mut idle| idle.conn.close_on_drop());
}

impl Inner {
    /// Nothing panics while it holds this lock.
    fn idle(&self) -> MutexGuard<'_, Vec<IdleConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection in use. Dropping it closes it, unless it was released.
pub(crate) struct PooledConnection {
    /// `None` only after it was released.
    conn: Option<PoolConnection<Postgres>>,
    made: Instant,
    pool: Arc<Inner>,
    _permit: OwnedSemaphorePermit,
}

impl PooledConnection {
    /// Gives it back. Its work was acknowledged, and no transaction is open.
    pub(crate) fn release(mut self) {
        let pool = self.pool.clone();
        let mut idle = pool.idle();
        // Asked under the lock, because `close` first closes the permits and then the idle connections.
        if !pool.permits.is_closed()
            && let Some(conn) = self.conn.take()
        {
            idle.push(IdleConnection { conn, made: self.made, released: Instant::now() });
        }
    }
}

impl Deref for PooledConnection {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        self.conn.as_ref().unwrap_or_else(|| unreachable!("it was released"))
    }
}

impl DerefMut for PooledConnection {
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.conn.as_mut().unwrap_or_else(|| unreachable!("it was released"))
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        if let Some(conn) = &mut self.conn {
            conn.close_on_drop();
        }
    }
}
