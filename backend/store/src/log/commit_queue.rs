//! Commands of one school that wait at the same moment go together in one transaction, so a busy school pays for one commit
//! instead of one each. In this process a school is written by one at a time. It is a matter of speed alone: other processes
//! may write the same school, because the lock on the head is the truth.

use crate::{
    database::{error::StoreError, pool::Connection},
    log::{
        append::{AppendError, AppendResult, Member, Prepared},
        batch::{Tools, Writer},
    },
};
use domain::ids::SchoolId;
use futures::FutureExt;
use std::{
    cmp::Reverse,
    collections::{HashMap, VecDeque},
    mem,
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::available_parallelism,
    time::{Duration, Instant},
};
use tokio::{sync::oneshot, task::yield_now};

/// Requests that may wait for one school; more are told that we are busy.
const QUEUE: usize = 256;
/// Commands that go in one transaction at most, so that nobody waits long for the lock.
const TOGETHER: usize = 128;
/// Whoever has waited this long goes first, however many wait elsewhere.
const LONG: Duration = Duration::from_millis(10);
/// How often others get their turn before the next transaction begins: time for those who were just answered to come with
/// their next command, and go together again.
const PATIENCE: u32 = 4;

/// Commands of one request, and who waits for the answers.
struct Request {
    prepared: Vec<Prepared>,
    since: Instant,
    reply: oneshot::Sender<Vec<AppendResult>>,
}

/// Who waits to be written, and who writes.
pub(crate) struct Writers(Arc<Desk>);

struct Desk {
    tools: Tools,
    /// Only so many schools are written at the same moment: more would not be faster, and the commands of the others
    /// gather meanwhile and go together.
    turns: usize,
    lines: Mutex<Lines>,
}

#[derive(Default)]
struct Lines {
    /// Of every school that anything was written for.
    of: HashMap<SchoolId, Line>,
    /// Turns that are taken.
    at_work: usize,
}

/// The line of those who wait for one school.
struct Line {
    requests: VecDeque<Request>,
    /// In all its requests.
    commands: usize,
    /// `None` while it is at work: what waits here goes together when it is done.
    writer: Option<Writer>,
}

impl Writers {
    pub(crate) fn new(tools: Tools) -> Writers {
        Writers(Arc::new(Desk { tools, turns: turns(), lines: Mutex::default() }))
    }

    /// Puts commands in the school's line and waits for the answer to each, in order.
    pub(crate) async fn append(&self, school: SchoolId, prepared: Vec<Prepared>) -> Vec<AppendResult> {
        let many = prepared.len();
        let (reply, answers) = oneshot::channel();
        if !self.0.stand_in_line(school, Request { prepared, since: Instant::now(), reply }) {
            return (0..many).map(|_| Err(AppendError::Busy)).collect();
        }
        match answers.await {
            Ok(answers) => answers,
            Err(_) => (0..many).map(|_| Err(StoreError::Stopped("the school's writer".into()).into())).collect(),
        }
    }
}

/// How many schools are written at the same moment: what a writer does in between is work for a processor.
fn turns() -> usize {
    available_parallelism().map_or(1, usize::from).max(2)
}

impl Desk {
    /// Nothing panics while it holds this lock.
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// False: the line is too long.
    fn stand_in_line(self: &Arc<Desk>, school: SchoolId, request: Request) -> bool {
        let mut lines = self.lines();
        let line = lines.of.entry(school).or_insert_with(|| Line::new(school));
        if line.requests.len() >= QUEUE {
            return false;
        }
        line.commands += request.prepared.len();
        line.requests.push_back(request);
        if line.writer.is_some() && lines.at_work < self.turns {
            lines.at_work += 1;
            tokio::spawn(take_a_turn(self.clone()));
        }
        true
    }

    /// The requests that are written next. `None`: nobody waits, and the turn has ended.
    fn next(&self) -> Option<(Writer, Vec<Request>)> {
        let mut lines = self.lines();
        let Some(next) = lines.next().and_then(Line::take) else {
            lines.at_work -= 1;
            return None;
        };
        Some(next)
    }

    fn put_back(&self, writer: Writer) {
        if let Some(line) = self.lines().of.get_mut(&writer.school()) {
            line.writer = Some(writer);
        }
    }

    fn waiting(&self, school: SchoolId) -> usize {
        self.lines().of.get(&school).map_or(0, |line| line.requests.len())
    }
}

impl Lines {
    /// The line of whoever waited too long, or else that with most commands: one commit then serves most.
    fn next(&mut self) -> Option<&mut Line> {
        let waiting = self.of.values_mut().filter(|line| line.writer.is_some());
        let now = Instant::now();
        waiting
            .filter_map(|line| Some((line.requests.front()?.since, line)))
            .map(|(since, line)| {
                let late = (now - since > LONG).then_some(Reverse(since));
                ((late, line.commands, Reverse(since)), line)
            })
            .max_by_key(|(first, _)| *first)
            .map(|(_, line)| line)
    }
}

impl Line {
    fn new(school: SchoolId) -> Line {
        Line { requests: VecDeque::new(), commands: 0, writer: Some(Writer::new(school)) }
    }

    /// Its writer, and what goes together.
    fn take(&mut self) -> Option<(Writer, Vec<Request>)> {
        let (writer, mut together, mut commands) = (self.writer.take()?, Vec::new(), 0);
        while commands < TOGETHER
            && let Some(next) = self.requests.pop_front()
        {
            commands += next.prepared.len();
            together.push(next);
        }
        self.commands -= commands;
        Some((writer, together))
    }
}

/// Writes school after school until nobody waits, on one connection, which has everything at hand.
async fn take_a_turn(desk: Arc<Desk>) {
    let mut conn = None;
    while let Some((mut writer, together)) = desk.next() {
        let (school, answered) = (writer.school(), together.len());
        let mut at = At { desk: &desk, writer: &mut writer, conn: &mut conn };
        // Who panics has no answer, and the next one begins afresh.
        if AssertUnwindSafe(write_together(&mut at, together)).catch_unwind().await.is_err() {
            (writer, conn) = (Writer::new(school), None);
        }
        for _ in 0..PATIENCE {
            if desk.waiting(school) >= answered {
                break;
            }
            yield_now().await;
        }
        desk.put_back(writer);
    }
    if let Some(conn) = conn {
        conn.rest();
    }
}

/// A writer at work.
struct At<'a> {
    desk: &'a Desk,
    writer: &'a mut Writer,
    /// At hand, or none yet.
    conn: &'a mut Option<Connection>,
}

impl At<'_> {
    /// One transaction. A connection on which it failed is not used again.
    async fn attempt(&mut self, members: &mut [Member]) -> Result<Vec<AppendResult>, StoreError> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.desk.tools.db.log.take().await?,
        };
        let written = self.writer.write(&self.desk.tools, &mut conn, members).await;
        match &written {
            Ok(_) => *self.conn = Some(conn),
            Err(error) if error.is_connection_lost() => self.desk.tools.db.log.forget_resting(),
            Err(_) => {}
        }
        written
    }
}

/// Writes all of it and answers it.
async fn write_together(at: &mut At<'_>, mut together: Vec<Request>) {
    let (lengths, waiting): (Vec<usize>, Vec<_>) =
        together.iter_mut().map(|request| (request.prepared.len(), mem::take(&mut request.prepared))).unzip();
    let mut answers = settle(at, waiting.into_iter().flatten().collect()).await.into_iter();
    for (length, request) in lengths.into_iter().zip(together) {
        // Whoever does not wait any more was cancelled; their command stands all the same.
        _ = request.reply.send(answers.by_ref().take(length).collect());
    }
}

/// One answer for each command: in one transaction, or when the database refuses that, each in its own, so that nobody
/// fails by another's fault.
async fn settle(at: &mut At<'_>, prepared: Vec<Prepared>) -> Vec<AppendResult> {
    let mut answers: Vec<Option<AppendResult>> = Vec::with_capacity(prepared.len());
    let mut members = Vec::with_capacity(prepared.len());
    for one in prepared {
        match one {
            Ok(member) => {
                members.push(member);
                answers.push(None);
            }
            Err(error) => answers.push(Some(Err(error))),
        }
    }
    let mut settled = settle_members(at, members).await.into_iter();
    let missing = || Err(StoreError::Stopped("no answer".into()).into());
    answers.into_iter().map(|answer| answer.or_else(|| settled.next()).unwrap_or_else(missing)).collect()
}

async fn settle_members(at: &mut At<'_>, mut members: Vec<Member>) -> Vec<AppendResult> {
    if members.is_empty() {
        return vec![];
    }
    let error = match at.attempt(&mut members).await {
        Ok(answers) => return answers,
        Err(error) => error,
    };
    if matches!(error, StoreError::Busy) {
        return members.iter().map(|_| Err(AppendError::Busy)).collect();
    }
    if members.len() == 1 && !error.is_connection_lost() {
        return vec![Err(refused(error))];
    }
    let mut answers = Vec::with_capacity(members.len());
    for member in &mut members {
        answers.push(alone(at, member).await);
    }
    answers
}

/// One command in a transaction of its own, with a second try when the connection was lost: it may have been committed
/// then, and if so it is recognised.
async fn alone(at: &mut At<'_>, member: &mut Member) -> AppendResult {
    let member = std::slice::from_mut(member);
    let mut written = at.attempt(member).await;
    if written.as_ref().is_err_and(StoreError::is_connection_lost) {
        written = at.attempt(member).await;
    }
    written.map_err(refused)?.pop().unwrap_or_else(|| Err(StoreError::Stopped("no answer".into()).into()))
}

/// A number that another student was given since it was looked up: the decision's grounds have changed.
fn refused(error: StoreError) -> AppendError {
    match &error {
        StoreError::Database(sqlx::Error::Database(said)) if said.constraint() == Some("lookup_student_number") => {
            AppendError::Stale
        }
        _ => error.into(),
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use uuid::Uuid;

    /// A line in which requests of so many commands have waited for so long.
    fn a_line(waiting: &[(usize, Duration)]) -> Line {
        let mut line = Line::new(SchoolId(Uuid::new_v4()));
        for (commands, waited) in waiting {
            let prepared = (0..*commands).map(|_| Err(AppendError::Busy)).collect();
            let since = Instant::now().checked_sub(*waited).unwrap();
            line.commands += commands;
            line.requests.push_back(Request { prepared, since, reply: oneshot::channel().0 });
        }
        line
    }

    fn next_of(lines: impl IntoIterator<Item = Line>) -> Option<usize> {
        let of = lines.into_iter().map(|line| (SchoolId(Uuid::new_v4()), line)).collect();
        Lines { of, at_work: 0 }.next().map(|line| line.commands)
    }

    const JUST: Duration = Duration::from_millis(1);

    #[test]
    fn the_line_with_most_commands_goes_first() {
        assert_eq!(next_of([a_line(&[(1, JUST)]), a_line(&[(1, JUST), (2, JUST)]), a_line(&[(2, JUST)]), a_line(&[])]), Some(3));
    }

    #[test]
    fn whoever_waited_long_goes_before_the_many_and_the_longest_first() {
        let late = a_line(&[(1, LONG * 2)]);
        let later = a_line(&[(2, LONG * 3)]);
        assert_eq!(next_of([a_line(&[(9, JUST)]), late, later]), Some(2));
    }

    #[test]
    fn a_school_that_is_being_written_waits() {
        let mut written = a_line(&[(1, LONG * 2)]);
        written.writer = None;
        assert_eq!(next_of([written]), None);
    }

    #[test]
    fn not_more_goes_together_than_is_short() {
        let mut line = a_line(&[(TOGETHER - 1, JUST), (1, JUST), (5, JUST)]);
        let (_, together) = line.take().unwrap();
        assert_eq!((together.len(), line.commands, line.requests.len()), (2, 5, 1));
    }
}
