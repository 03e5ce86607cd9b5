//! Commands of one school that wait at the same moment share a transaction, so a busy school pays for one commit instead of
//! one per command.
//!
//! In this process each school is written by one worker at a time. That is for speed alone: other processes may write to the
//! same school, because the row of its head is the lock.

use super::{
    cached_writer::{CachedWriter, WriterTools},
    command::{AppendError, AppendResult},
    pending::Prepared,
    school_queue::{Request, SchoolQueues},
    worker::Worker,
};
use crate::database::error::StoreError;
use domain::ids::SchoolId;
use futures::FutureExt;
use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::available_parallelism,
    time::Instant,
};
use tokio::{sync::oneshot, task::yield_now};

/// How often a worker yields before it closes the next batch, so that clients that were just answered can join it with their
/// next command.
const YIELDS_BEFORE_NEXT_COMMIT: u32 = 4;

/// The requests that wait to be written, and the workers that write them.
pub(crate) struct CommitQueue(Arc<QueueState>);

struct QueueState {
    tools: WriterTools,
    /// Schools that are written at the same moment. More would not be faster, and the commands of the other schools
    /// meanwhile gather into larger transactions.
    workers_max: usize,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    queues: SchoolQueues,
    /// Workers that are running.
    workers: usize,
}

impl CommitQueue {
    pub(crate) fn new(tools: WriterTools) -> CommitQueue {
        // Between two messages a writer needs a processor.
        let workers_max = available_parallelism().map_or(1, usize::from).max(2);
        CommitQueue(Arc::new(QueueState { tools, workers_max, waiting: Mutex::default() }))
    }

    /// Puts commands in the school's queue and waits for the answer to each, in order.
    pub(crate) async fn append(&self, school: SchoolId, prepared: Vec<Prepared>) -> Vec<AppendResult> {
        let count = prepared.len();
        let (reply, answers) = oneshot::channel();
        if !self.0.add(school, Request { prepared, since: Instant::now(), reply }) {
            return (0..count).map(|_| Err(AppendError::Busy)).collect();
        }
        match answers.await {
            Ok(answers) => answers,
            Err(_) => (0..count).map(|_| Err(StoreError::Stopped("the school's writer".into()).into())).collect(),
        }
    }
}

impl QueueState {
    /// Nothing panics while it holds this lock.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a request, and starts a worker if one is needed and there may be one more. False: the school's queue is full.
    fn add(self: &Arc<QueueState>, school: SchoolId, request: Request) -> bool {
        let mut waiting = self.waiting();
        let Ok(needs_worker) = waiting.queues.add(school, request) else { return false };
        if needs_worker && waiting.workers < self.workers_max {
            waiting.workers += 1;
            tokio::spawn(run_worker(self.clone()));
        }
        true
    }

    /// What a worker writes next. `None`: nothing waits, and the worker ends.
    fn next(&self) -> Option<(CachedWriter, Vec<Request>)> {
        let mut waiting = self.waiting();
        let next = waiting.queues.take_next();
        if next.is_none() {
            waiting.workers -= 1;
        }
        next
    }

    /// Gives clients that were just answered the time to come back.
    async fn wait_for(&self, school: SchoolId, requests: usize) {
        for _ in 0..YIELDS_BEFORE_NEXT_COMMIT {
            if self.waiting().queues.waiting(school) >= requests {
                break;
            }
            yield_now().await;
        }
    }
}

/// Writes school after school until nothing waits, on one connection, which has its plans ready.
async fn run_worker(queue: Arc<QueueState>) {
    let mut worker = Worker::new(&queue.tools);
    while let Some((mut writer, requests)) = queue.next() {
        let (school, answered) = (writer.school(), requests.len());
        // After a panic nobody gets an answer, and the next batch begins afresh.
        if AssertUnwindSafe(worker.write(&mut writer, requests)).catch_unwind().await.is_err() {
            (writer, worker) = (CachedWriter::new(school), Worker::new(&queue.tools));
        }
        queue.wait_for(school, answered).await;
        queue.waiting().queues.put_back(writer);
    }
    worker.release();
}
