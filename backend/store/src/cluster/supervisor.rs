//! Starts the private PostgreSQL again when it has died: killed for want of memory, or stopped by a full disk. Until it answers,
//! pages say that there is a failure.

use super::{ClusterError, Durability, Server, lock};
use std::{
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// How often it looks whether the server answers.
const LOOK_INTERVAL: Duration = Duration::from_millis(500);
/// How long it waits after a start that failed, at first and at most. Each time it waits twice as long.
const RETRY_WAIT_MIN: Duration = Duration::from_secs(1);
const RETRY_WAIT_MAX: Duration = Duration::from_secs(60);

/// A thread that watches over a server for as long as this process uses it.
#[derive(Debug)]
pub(super) struct Supervisor {
    /// Dropped to stop it.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Supervisor {
    pub(super) fn of(server: Arc<Server>, durability: Durability) -> Supervisor {
        let (stop, stopped) = channel();
        let thread = thread::spawn(move || {
            let mut wait = LOOK_INTERVAL;
            // The channel carries nothing: it ends when the supervisor must.
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = match look(&server, durability) {
                    Ok(()) => LOOK_INTERVAL,
                    Err(error) => {
                        tracing::error!(%error, "the private PostgreSQL is down and did not start again");
                        (wait * 2).clamp(RETRY_WAIT_MIN, RETRY_WAIT_MAX)
                    }
                };
            }
        });
        Supervisor { stop: Some(stop), thread: Some(thread) }
    }

    /// Returns when it will not start the server any more.
    pub(super) fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Starts the server when it does not answer. Under the lock, so that of several processes one starts it.
fn look(server: &Server, durability: Durability) -> Result<(), ClusterError> {
    if server.answers() {
        return Ok(());
    }
    let _starting = lock(&server.folder)?;
    if server.running()? {
        return Ok(());
    }
    // An empty cluster in the place of one that is gone would look as if there had never been a school.
    if !server.data.join("PG_VERSION").exists() {
        let said = format!("{} is gone", server.data.display());
        return Err(ClusterError::Failed { program: "postgres", said });
    }
    tracing::error!("the private PostgreSQL died; it is started again");
    server.start(durability)?;
    tracing::warn!("the private PostgreSQL is back");
    Ok(())
}
