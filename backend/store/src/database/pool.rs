//! Connections of one database that rest at hand between two uses.
//!
//! The driver's pool asks each connection that comes back whether it still lives: a message for every statement, on a path
//! where messages are what costs. So it only makes connections here. One comes to rest after its work was acknowledged, and in
//! every other case (an error, a panic, a task that was dropped half-way) it is closed: the server rolls back, and the next
//! one can never find itself inside somebody else's transaction.

use crate::database::error::StoreError;
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

/// How long a unit of work waits for a free connection before it is told that we are busy.
const PATIENCE: Duration = Duration::from_secs(2);
/// PostgreSQL keeps what a session ever looked at, so a connection does not live for ever.
const LIFE: Duration = Duration::from_secs(30 * 60);
/// Who knows what became of one that rested longer, behind a firewall for instance.
const REST: Duration = Duration::from_secs(5 * 60);

#[derive(Clone, Debug)]
pub(crate) struct Connections(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pool: PgPool,
    /// As many as there may be. Whoever has one finds a connection at rest, or room for a new one.
    free: Arc<Semaphore>,
    at_rest: Mutex<Vec<Resting>>,
}

#[derive(Debug)]
struct Resting {
    conn: PoolConnection<Postgres>,
    made: Instant,
    since: Instant,
}

impl Resting {
    fn is_old(&self) -> bool {
        self.made.elapsed() > LIFE || self.since.elapsed() > REST
    }
}

impl Connections {
    pub(crate) fn new(pool: PgPool, most: u32) -> Connections {
        let free = Arc::new(Semaphore::new(most as usize));
        Connections(Arc::new(Inner { pool, free, at_rest: Mutex::default() }))
    }

    /// One that rests, the last that came back first, or else a new one.
    pub(crate) async fn take(&self) -> Result<Connection, StoreError> {
        let free = timeout(PATIENCE, self.0.free.clone().acquire_owned());
        let permit = free.await.map_err(|_| StoreError::Busy)?.map_err(|_| StoreError::Database(sqlx::Error::PoolClosed))?;
        let resting = self.pop();
        let (conn, made) = match resting {
            Some(resting) => (resting.conn, resting.made),
            None => (self.0.pool.acquire().await?, Instant::now()),
        };
        Ok(Connection { conn: Some(conn), made, home: self.0.clone(), _permit: permit })
    }

    /// The last that came back; those that are too old are closed.
    fn pop(&self) -> Option<Resting> {
        let mut at_rest = self.at_rest();
        close_all(at_rest.extract_if(.., |resting| resting.is_old()).collect());
        at_rest.pop()
    }

    /// Does something that may be done twice. That the server ended a connection while it rested says nothing of the server now,
    /// so then it is done on a new one.
    pub(crate) async fn run<T: Send>(
        &self,
        work: impl for<'c> Fn(&'c mut PgConnection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync,
    ) -> Result<(Connection, T), StoreError> {
        let mut conn = self.take().await?;
        let error = match work(&mut conn).await {
            Ok(done) => return Ok((conn, done)),
            Err(error) => error,
        };
        if !error.is_connection_lost() {
            return Err(error);
        }
        drop(conn);
        self.forget_resting();
        let mut conn = self.take().await?;
        let done = work(&mut conn).await?;
        Ok((conn, done))
    }

    /// Those at rest are not to be trusted any more: the server ended one.
    pub(crate) fn forget_resting(&self) {
        close_all(mem::take(&mut *self.at_rest()));
    }

    pub(crate) async fn close(&self) {
        self.0.free.close();
        self.forget_resting();
        self.0.pool.close().await;
    }

    fn at_rest(&self) -> MutexGuard<'_, Vec<Resting>> {
        self.0.at_rest()
    }
}

fn close_all(resting: Vec<Resting>) {
    resting.into_iter().for_each(|mut resting| resting.conn.close_on_drop());
}

impl Inner {
    /// Nothing panics while it holds this lock.
    fn at_rest(&self) -> MutexGuard<'_, Vec<Resting>> {
        self.at_rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection at work.
pub(crate) struct Connection {
    /// `None` only when it has come to rest.
    conn: Option<PoolConnection<Postgres>>,
    made: Instant,
    home: Arc<Inner>,
    _permit: OwnedSemaphorePermit,
}

impl Connection {
    /// Its work was acknowledged, and no transaction is open.
    pub(crate) fn rest(mut self) {
        let home = self.home.clone();
        let mut at_rest = home.at_rest();
        // Asked under the lock: whoever closes empties this afterwards.
        if !home.free.is_closed()
            && let Some(conn) = self.conn.take()
        {
            at_rest.push(Resting { conn, made: self.made, since: Instant::now() });
        }
    }
}

impl Deref for Connection {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        self.conn.as_ref().unwrap_or_else(|| unreachable!("it rests"))
    }
}

impl DerefMut for Connection {
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.conn.as_mut().unwrap_or_else(|| unreachable!("it rests"))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(conn) = &mut self.conn {
            conn.close_on_drop();
        }
    }
}
