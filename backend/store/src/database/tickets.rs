//! The tickets that this process holds: what proves to the database that a transaction may name its school.
//!
//! Whoever signs in brings one along, for their school. Work that nobody is signed in for asks for its own, as a role that may give
//! them; that role reads no school itself.

use super::{error::StoreError, pool::Pool};
use domain::ids::SchoolId;
use futures::FutureExt;
use sqlx::query_scalar;
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// A ticket is good for fifteen minutes. What begins with one goes on with it, so it is not begun with at the last moment.
const USABLE: Duration = Duration::from_secs(14 * 60);
/// From then on another one is asked for.
const FRESH: Duration = Duration::from_secs(10 * 60);

/// Digits, a dot and letters: it needs no quoting (see `migrations/log/0007_ticket.sql`).
#[derive(Clone)]
pub(crate) struct Ticket(Arc<str>);

impl Ticket {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone)]
pub(crate) struct Tickets {
    held: Arc<Mutex<HashMap<SchoolId, (Ticket, Instant)>>>,
    /// Where one is asked for that is not held. `None`: only those who sign in bring them.
    source: Option<Pool>,
}

impl fmt::Debug for Tickets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tickets(…)")
    }
}

impl Tickets {
    pub(crate) fn brought() -> Tickets {
        Tickets { held: Arc::default(), source: None }
    }

    /// The same tickets, and any other from this role.
    pub(crate) fn or_from(&self, source: &Pool) -> Tickets {
        Tickets { held: self.held.clone(), source: Some(source.clone()) }
    }

    /// Keeps a ticket that was given just now.
    pub(crate) fn keep(&self, school: SchoolId, ticket: &str) -> Ticket {
        let ticket = Ticket(ticket.into());
        self.held().insert(school, (ticket.clone(), Instant::now()));
        ticket
    }

    /// The ticket for this school.
    pub(crate) async fn of(&self, school: SchoolId) -> Result<Ticket, StoreError> {
        let usable = if self.source.is_some() { FRESH } else { USABLE };
        let held = self.held().get(&school).cloned();
        match (held.filter(|(_, since)| since.elapsed() < usable), &self.source) {
            (Some((ticket, _)), _) => Ok(ticket),
            (None, Some(source)) => self.ask(source, school).await,
            (None, None) => Err(StoreError::NoTicket(school)),
        }
    }

    async fn ask(&self, source: &Pool, school: SchoolId) -> Result<Ticket, StoreError> {
        const SQL: &str = "select ticket_make($1)";
        let given = source.run(|conn| async move { Ok(query_scalar(SQL).bind(school.0).fetch_one(conn).await?) }.boxed());
        let (conn, ticket): (_, Option<String>) = given.await?;
        conn.release();
        let ticket =
            ticket.ok_or_else(|| StoreError::Unfit("the database has no key for tickets. Run: keukentafel migrate".into()))?;
        Ok(self.keep(school, &ticket))
    }

    /// Nothing panics while it holds this lock.
    fn held(&self) -> MutexGuard<'_, HashMap<SchoolId, (Ticket, Instant)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
