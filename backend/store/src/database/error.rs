//! Why the store could not answer.

use domain::{
    facts::Unreadable,
    ids::{Position, SchoolId},
    views::BrokenRow,
};

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The school's log is locked for longer than we wait, or every connection is in use. Try again in a moment.
    #[error("the database is busy")]
    Busy,
    /// The database does not answer, or cannot write. What was under way may or may not have been stored: the same command, sent
    /// again, finds out.
    #[error("the database is out of reach: {0}")]
    OutOfReach(#[source] sqlx::Error),
    /// No school has this id.
    #[error("there is no such school in the log")]
    NoSchool,
    /// Nobody is signed in at this school, and this is not the work of a job or the operator.
    #[error("no ticket for school {0}: nobody of it is signed in here")]
    NoTicket(SchoolId),
    /// No person of the school has this id.
    #[error("there is no such person at the school")]
    NoPerson,
    /// A slug or school that exists already.
    #[error("the school exists already, or another one has this slug")]
    SchoolExists,
    /// The body of an event is not one of its type and version.
    #[error("event {pos:?} cannot be read: {why:?}")]
    Unreadable {
        /// Where the event is in its school's log.
        pos: Position,
        /// What is wrong with it.
        why: Unreadable,
    },
    /// What is stored is not what was written. `verify` finds damage in a log, `rebuild` mends a view.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    /// The database was made for another version of this program, or for another kind of world.
    #[error("{0}")]
    Unfit(String),
    /// The platform key cannot be read or made.
    #[error("the key file {path}: {why}")]
    KeyFile {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A unit of work ended without an answer: it panicked.
    #[error("a task of the store stopped: {0}")]
    Stopped(String),
    /// The database answered with an error, or not at all.
    #[error("the database: {0}")]
    Database(#[source] sqlx::Error),
    /// A migration failed.
    #[error("migrating: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// PostgreSQL's codes lock_not_available, query_canceled (statement_timeout), idle_in_transaction_session_timeout, deadlock_detected,
/// serialization_failure, too_many_connections.
const BUSY: [&str; 6] = ["55P03", "57014", "25P03", "40P01", "40001", "53300"];
/// PostgreSQL's codes admin_shutdown, crash_shutdown, cannot_connect_now, disk_full, io_error.
const OUT_OF_REACH: [&str; 5] = ["57P01", "57P02", "57P03", "53100", "58030"];

impl StoreError {
    /// The connection broke, or the server ended it: whether a commit came through is unknown.
    pub(crate) fn is_connection_lost(&self) -> bool {
        /// PostgreSQL's `admin_shutdown` and `crash_shutdown`.
        const SHUTDOWN: [&str; 2] = ["57P01", "57P02"];
        match self {
            StoreError::OutOfReach(sqlx::Error::Io(_) | sqlx::Error::Protocol(_)) => true,
            StoreError::OutOfReach(sqlx::Error::Database(said)) => said.code().is_some_and(|code| SHUTDOWN.contains(&&*code)),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        let is_one_of = |codes: &[&str]| {
            let code = error.as_database_error().and_then(|said| said.code());
            code.is_some_and(|code| codes.contains(&&*code))
        };
        match &error {
            sqlx::Error::Database(said) if is_one_of(&BUSY) => {
                // Somebody is asked to come back: whoever runs the program must be able to see why.
                tracing::warn!(code = said.code().as_deref(), "the database is busy");
                StoreError::Busy
            }
            sqlx::Error::Database(_) if is_one_of(&OUT_OF_REACH) => StoreError::OutOfReach(error),
            // Waiting for one of our own connections is counted elsewhere (`pool`), so here no connection could be made.
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => StoreError::OutOfReach(error),
            _ => StoreError::Database(error),
        }
    }
}

impl From<BrokenRow> for StoreError {
    fn from(row: BrokenRow) -> StoreError {
        StoreError::Damaged(format!("row {} of view {}: {}", row.key, row.view, row.why))
    }
}
