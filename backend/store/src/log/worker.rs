//! One worker: writes batches on one connection and answers every command in them.

use super::{
    cached_writer::{CachedWriter, WriterTools},
    command::{AppendError, AppendResult},
    pending::{PendingCommand, Prepared},
    school_queue::Request,
};
use crate::database::{error::StoreError, pool::PooledConnection};
use std::{mem, slice};

pub(super) struct Worker<'a> {
    tools: &'a WriterTools,
    /// Kept from one batch to the next. `None` before the first, and after a failure.
    conn: Option<PooledConnection>,
}

impl Worker<'_> {
    pub(super) fn new(tools: &WriterTools) -> Worker<'_> {
        Worker { tools, conn: None }
    }

    /// Gives the connection back to the pool.
    pub(super) fn release(self) {
        if let Some(conn) = self.conn {
            conn.release();
        }
    }

    /// Writes all requests together, and answers each.
    pub(super) async fn write(&mut self, writer: &mut CachedWriter, mut requests: Vec<Request>) {
        let (lengths, prepared): (Vec<usize>, Vec<_>) =
            requests.iter_mut().map(|request| (request.prepared.len(), mem::take(&mut request.prepared))).unzip();
        let mut answers = self.answer(writer, prepared.into_iter().flatten().collect()).await.into_iter();
        for (length, request) in lengths.into_iter().zip(requests) {
            // A client that does not wait any more was cancelled. Its command stands all the same.
            _ = request.reply.send(answers.by_ref().take(length).collect());
        }
    }

    /// One answer for each command, also for those that could not be prepared.
    async fn answer(&mut self, writer: &mut CachedWriter, prepared: Vec<Prepared>) -> Vec<AppendResult> {
        let mut answers: Vec<Option<AppendResult>> = Vec::with_capacity(prepared.len());
        let mut commands = Vec::with_capacity(prepared.len());
        for one in prepared {
            match one {
                Ok(command) => {
                    commands.push(command);
                    answers.push(None);
                }
                Err(error) => answers.push(Some(Err(error))),
            }
        }
        let mut written = self.commit(writer, commands).await.into_iter();
        answers.into_iter().map(|answer| answer.or_else(|| written.next()).unwrap_or_else(no_answer)).collect()
    }

    /// All commands in one transaction. When the database refuses that, each in its own, so that no command fails because of
    /// another.
    async fn commit(&mut self, writer: &mut CachedWriter, mut commands: Vec<PendingCommand>) -> Vec<AppendResult> {
        if commands.is_empty() {
            return vec![];
        }
        let error = match self.attempt(writer, &mut commands).await {
            Ok(answers) => return answers,
            Err(error) => error,
        };
        if matches!(error, StoreError::Busy) {
            return commands.iter().map(|_| Err(AppendError::Busy)).collect();
        }
        if matches!(error, StoreError::OutOfReach(sqlx::Error::PoolTimedOut)) {
            tracing::error!(%error, waiting = commands.len(), "no command can be stored");
            return commands.iter().map(|_| Err(AppendError::OutOfReach)).collect();
        }
        if commands.len() == 1 && !error.is_connection_lost() {
            return vec![Err(refused(error))];
        }
        let mut answers = Vec::with_capacity(commands.len());
        for command in &mut commands {
            answers.push(self.commit_alone(writer, command).await);
        }
        answers
    }

    /// One command in a transaction of its own. It is tried once more when the connection was lost: then it may have been
    /// committed, and if so it is recognised by its id.
    async fn commit_alone(&mut self, writer: &mut CachedWriter, command: &mut PendingCommand) -> AppendResult {
        let command = slice::from_mut(command);
        let mut written = self.attempt(writer, command).await;
        if written.as_ref().is_err_and(StoreError::is_connection_lost) {
            written = self.attempt(writer, command).await;
        }
        written.map_err(refused)?.pop().unwrap_or_else(no_answer)
    }

    /// One transaction. A connection on which it failed is not used again.
    async fn attempt(
        &mut self,
        writer: &mut CachedWriter,
        commands: &mut [PendingCommand],
    ) -> Result<Vec<AppendResult>, StoreError> {
        let pool = &self.tools.db.log;
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => pool.acquire().await?,
        };
        let written = writer.write(self.tools, &mut conn, commands).await;
        match &written {
            Ok(_) => self.conn = Some(conn),
            Err(error) if error.is_connection_lost() => pool.close_idle(),
            Err(_) => {}
        }
        written
    }
}

fn no_answer() -> AppendResult {
    Err(StoreError::Stopped("no answer".into()).into())
}

/// Another student was given the number since it was looked up, so the decision is stale. Anything else is as it is.
fn refused(error: StoreError) -> AppendError {
    match &error {
        StoreError::Database(sqlx::Error::Database(said)) if said.constraint() == Some("lookup_student_number") => {
            AppendError::Stale
        }
        _ => error.into(),
    }
}
