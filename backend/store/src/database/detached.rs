//! Work that is finished even when nobody waits for it any more.

use super::error::StoreError;
use std::pin::Pin;
use tokio::{sync::oneshot, task::JoinHandle};
use tracing::Instrument;

/// Runs a unit of work in a task of its own. When the request is cancelled, the work still ends by itself, and what was
/// committed stays.
///
/// # Errors
/// Those of the work, and `StoreError::Stopped` when it panicked.
pub async fn detached<T, E>(work: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    // When the request was cancelled, nobody takes the answer.
    let task = spawned(Box::pin(async move { drop(reply.send(work.await)) }));
    match answer.await {
        Ok(answer) => answer,
        Err(_) => Err(why_stopped(task).await.into()),
    }
}

/// All work is of one type here, because the runtime's code for a task is compiled once per type.
fn spawned(work: Pin<Box<dyn Future<Output = ()> + Send>>) -> JoinHandle<()> {
    tokio::spawn(work.in_current_span())
}

async fn why_stopped(task: JoinHandle<()>) -> StoreError {
    let why = task.await.err().map_or_else(|| "no answer".to_owned(), |stopped| stopped.to_string());
    StoreError::Stopped(why)
}
