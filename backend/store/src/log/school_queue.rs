//! The requests that wait to be written, school by school, and which school is written next.

use super::{cached_writer::CachedWriter, command::AppendResult, pending::Prepared};
use domain::ids::SchoolId;
use std::{
    cmp::Reverse,
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// Requests that may wait for one school. One more is answered with `Busy`.
const WAITING_REQUESTS_MAX: usize = 256;
/// Commands that share a transaction, so that nobody waits long for the lock on the head. The last request may exceed it.
const COMMANDS_PER_COMMIT: usize = 128;
/// A school whose first request has waited this long goes before schools with more commands.
const PRIORITY_AFTER: Duration = Duration::from_millis(10);

/// Commands of one request, and where their answers go.
pub(super) struct Request {
    pub prepared: Vec<Prepared>,
    pub since: Instant,
    pub reply: oneshot::Sender<Vec<AppendResult>>,
}

/// The queues of all schools that anything was written for.
#[derive(Default)]
pub(super) struct SchoolQueues(HashMap<SchoolId, SchoolQueue>);

/// The requests that wait for one school.
struct SchoolQueue {
    requests: VecDeque<Request>,
    /// In all its requests.
    commands: usize,
    /// `None` while a worker has it. What arrives meanwhile is written together afterwards.
    writer: Option<CachedWriter>,
}

impl SchoolQueues {
    /// Adds a request. True: its school has no worker yet. `Err`: the queue is full, and the request is not in it.
    pub(super) fn add(&mut self, school: SchoolId, request: Request) -> Result<bool, Full> {
        let queue = self.0.entry(school).or_insert_with(|| SchoolQueue::new(school));
        if queue.requests.len() >= WAITING_REQUESTS_MAX {
            return Err(Full);
        }
        queue.commands += request.prepared.len();
        queue.requests.push_back(request);
        Ok(queue.writer.is_some())
    }

    /// Takes the requests that are written next, with their school's writer.
    pub(super) fn take_next(&mut self) -> Option<(CachedWriter, Vec<Request>)> {
        self.next().and_then(SchoolQueue::take)
    }

    pub(super) fn put_back(&mut self, writer: CachedWriter) {
        if let Some(queue) = self.0.get_mut(&writer.school()) {
            queue.writer = Some(writer);
        }
    }

    /// How many requests wait for a school.
    pub(super) fn waiting(&self, school: SchoolId) -> usize {
        self.0.get(&school).map_or(0, |queue| queue.requests.len())
    }

    /// The school that has waited too long, or else the one with most commands, because one commit then serves most.
    fn next(&mut self) -> Option<&mut SchoolQueue> {
        let now = Instant::now();
        let waiting = self.0.values_mut().filter(|queue| queue.writer.is_some());
        waiting
            .filter_map(|queue| Some((queue.requests.front()?.since, queue)))
            .map(|(since, queue)| {
                let late = (now - since > PRIORITY_AFTER).then_some(Reverse(since));
                ((late, queue.commands, Reverse(since)), queue)
            })
            .max_by_key(|(rank, _)| *rank)
            .map(|(_, queue)| queue)
    }
}

/// Too many requests wait for the school.
pub(super) struct Full;

impl SchoolQueue {
    fn new(school: SchoolId) -> SchoolQueue {
        SchoolQueue { requests: VecDeque::new(), commands: 0, writer: Some(CachedWriter::new(school)) }
    }

    /// Its writer, and the requests that share a transaction.
    fn take(&mut self) -> Option<(CachedWriter, Vec<Request>)> {
        let (writer, mut together, mut commands) = (self.writer.take()?, Vec::new(), 0);
        while commands < COMMANDS_PER_COMMIT
            && let Some(next) = self.requests.pop_front()
        {
            commands += next.prepared.len();
            together.push(next);
        }
        self.commands -= commands;
        Some((writer, together))
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::log::command::AppendError;
    use uuid::Uuid;

    /// A queue in which requests of so many commands have waited for so long.
    fn a_queue(waiting: &[(usize, Duration)]) -> SchoolQueue {
        let mut queue = SchoolQueue::new(SchoolId(Uuid::new_v4()));
        for (commands, waited) in waiting {
            let prepared = (0..*commands).map(|_| Err(AppendError::Busy)).collect();
            let since = Instant::now().checked_sub(*waited).unwrap();
            queue.commands += commands;
            queue.requests.push_back(Request { prepared, since, reply: oneshot::channel().0 });
        }
        queue
    }

    fn next_of(queues: impl IntoIterator<Item = SchoolQueue>) -> Option<usize> {
        let queues = queues.into_iter().map(|queue| (SchoolId(Uuid::new_v4()), queue)).collect();
        SchoolQueues(queues).next().map(|queue| queue.commands)
    }

    const SHORT: Duration = Duration::from_millis(1);

    #[test]
    fn the_school_with_most_commands_goes_first() {
        let three = a_queue(&[(1, SHORT), (2, SHORT)]);
        assert_eq!(next_of([a_queue(&[(1, SHORT)]), three, a_queue(&[(2, SHORT)]), a_queue(&[])]), Some(3));
    }

    #[test]
    fn a_school_that_waited_long_goes_before_the_many_and_the_longest_first() {
        let late = a_queue(&[(1, PRIORITY_AFTER * 2)]);
        let later = a_queue(&[(2, PRIORITY_AFTER * 3)]);
        assert_eq!(next_of([a_queue(&[(9, SHORT)]), late, later]), Some(2));
    }

    #[test]
    fn a_school_that_is_being_written_waits() {
        let mut written = a_queue(&[(1, PRIORITY_AFTER * 2)]);
        written.writer = None;
        assert_eq!(next_of([written]), None);
    }

    #[test]
    fn a_transaction_takes_no_more_requests_once_it_has_enough_commands() {
        let mut queue = a_queue(&[(COMMANDS_PER_COMMIT - 1, SHORT), (1, SHORT), (5, SHORT)]);
        let (_, together) = queue.take().unwrap();
        assert_eq!((together.len(), queue.commands, queue.requests.len()), (2, 5, 1));
    }
}
