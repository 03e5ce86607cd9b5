//! One writer per school in this process. Commands that arrive while it is busy wait in its queue and go together in the
//! next transaction, so a busy school pays for one commit instead of one each. It is a matter of speed alone: other
//! processes may write the same school, because the lock on the head is the truth.

use crate::{
    Database, StoreError,
    append::{Answer, AppendError, Member, Prepared},
    batch::Writer,
    tenant::TenantTx,
    world::Clock,
};
use domain::ids::SchoolId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{Semaphore, mpsc, oneshot};

/// Requests that may wait for one school; more are told that we are busy.
const QUEUE: usize = 256;
/// Commands that go in one transaction at most, so that nobody waits long for the lock.
const TOGETHER: usize = 128;

/// How often others get their turn before the next transaction begins: time for those who were just answered to come with
/// their next command, and go together again.
const PATIENCE: u32 = 4;

/// Commands of one request, and who waits for the answers.
struct Request {
    prepared: Vec<Prepared>,
    reply: oneshot::Sender<Vec<Answer>>,
}

/// The writers of all schools that anything was written for. They stop when the store is dropped.
pub(crate) struct Writers {
    means: Arc<Means>,
    queues: Mutex<HashMap<SchoolId, mpsc::Sender<Request>>>,
}

/// What the writers share.
struct Means {
    db: Database,
    clock: Clock,
    /// Only so many schools are written at the same moment: more would not be faster, and the commands of the others
    /// gather meanwhile and go together.
    turns: Semaphore,
    /// Ended transactions of the writers that are at work now. The one that was ended last is used first: its connection
    /// has everything at hand.
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    at_work: usize,
    idle: Vec<TenantTx>,
}

impl Writers {
    pub(crate) fn new(db: Database, clock: Clock) -> Writers {
        let turns = Semaphore::new(turns(&db));
        Writers { means: Arc::new(Means { db, clock, turns, kept: Mutex::default() }), queues: Mutex::default() }
    }

    /// Hands commands to the school's writer and waits for the answer to each, in order.
    pub(crate) async fn append(&self, school: SchoolId, prepared: Vec<Prepared>) -> Vec<Answer> {
        let many = prepared.len();
        let (reply, answers) = oneshot::channel();
        if self.queue(school).try_send(Request { prepared, reply }).is_err() {
            return (0..many).map(|_| Err(AppendError::Busy)).collect();
        }
        match answers.await {
            Ok(answers) => answers,
            Err(_) => (0..many).map(|_| Err(StoreError::Stopped("the school's writer".into()).into())).collect(),
        }
    }

    fn queue(&self, school: SchoolId) -> mpsc::Sender<Request> {
        let mut queues = held(&self.queues);
        if let Some(queue) = queues.get(&school).filter(|queue| !queue.is_closed()) {
            return queue.clone();
        }
        let (queue, requests) = mpsc::channel(QUEUE);
        tokio::spawn(write(Writer::new(school), self.means.clone(), requests));
        queues.insert(school, queue.clone());
        queue
    }
}

/// How many schools are written at the same moment: an eighth of the connections.
fn turns(db: &Database) -> usize {
    db.log.options().get_max_connections().div_ceil(8) as usize
}

/// Nothing panics while it holds one of these locks.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Means {
    /// A connection that a writer has just done with, if there is one.
    fn take(&self) -> Option<TenantTx> {
        held(&self.kept).idle.pop()
    }

    /// Keeps a connection for whoever writes next, unless nobody is at work or somebody else would have to wait for it.
    fn keep(&self, ended: TenantTx) {
        let pool = &self.db.log;
        if pool.num_idle() == 0 && pool.size() >= pool.options().get_max_connections() {
            return;
        }
        held(&self.kept).idle.push(ended);
    }
}

/// A writer at work. When the last one is done, the connections go back to the pool.
struct AtWork<'a>(&'a Means);

impl<'a> AtWork<'a> {
    fn begin(means: &'a Means) -> AtWork<'a> {
        held(&means.kept).at_work += 1;
        AtWork(means)
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        let mut kept = held(&self.0.kept);
        kept.at_work -= 1;
        if kept.at_work == 0 {
            kept.idle.clear();
        }
    }
}

/// A school's writer.
async fn write(mut writer: Writer, means: Arc<Means>, mut requests: mpsc::Receiver<Request>) {
    while let Some(first) = requests.recv().await {
        let at_work = AtWork::begin(&means);
        let mut next = Some(first);
        while let Some(first) = next {
            let Ok(turn) = means.turns.acquire().await else { return };
            let answered = write_together(&mut writer, &means, first, &mut requests).await;
            drop(turn);
            for _ in 0..PATIENCE {
                if requests.len() >= answered {
                    break;
                }
                tokio::task::yield_now().await;
            }
            next = requests.try_recv().ok();
        }
        drop(at_work);
    }
}

/// Writes everything that waits, as far as it goes together, and answers it. How many requests that were.
async fn write_together(writer: &mut Writer, means: &Means, first: Request, requests: &mut mpsc::Receiver<Request>) -> usize {
    let mut together = vec![first];
    let mut commands = together[0].prepared.len();
    while commands < TOGETHER
        && let Ok(next) = requests.try_recv()
    {
        commands += next.prepared.len();
        together.push(next);
    }
    let (lengths, waiting): (Vec<usize>, Vec<_>) =
        together.iter_mut().map(|request| (request.prepared.len(), std::mem::take(&mut request.prepared))).unzip();
    let answered = lengths.len();
    let mut answers = settle(writer, means, waiting.into_iter().flatten().collect()).await.into_iter();
    for (length, request) in lengths.into_iter().zip(together) {
        // Whoever does not wait any more was cancelled; their command stands all the same.
        _ = request.reply.send(answers.by_ref().take(length).collect());
    }
    answered
}

/// One answer for each command: in one transaction, or when the database refuses that, each in its own, so that nobody
/// fails by another's fault.
async fn settle(writer: &mut Writer, means: &Means, prepared: Vec<Prepared>) -> Vec<Answer> {
    let mut answers: Vec<Option<Answer>> = Vec::with_capacity(prepared.len());
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
    let mut settled = settle_members(writer, means, members).await.into_iter();
    let missing = || Err(StoreError::Stopped("no answer".into()).into());
    answers.into_iter().map(|answer| answer.or_else(|| settled.next()).unwrap_or_else(missing)).collect()
}

async fn settle_members(writer: &mut Writer, means: &Means, mut members: Vec<Member>) -> Vec<Answer> {
    if members.is_empty() {
        return vec![];
    }
    let error = match attempt(writer, means, &mut members).await {
        Ok(answers) => return answers,
        Err(error) => error,
    };
    if matches!(error, StoreError::Busy) {
        return members.iter().map(|_| Err(AppendError::Busy)).collect();
    }
    if members.len() == 1 && !is_in_doubt(&error) {
        return vec![Err(refused(error))];
    }
    let mut answers = Vec::with_capacity(members.len());
    for member in &mut members {
        answers.push(alone(writer, means, member).await);
    }
    answers
}

/// One command in a transaction of its own, with a second try when the connection was lost: it may have been committed
/// then, and if so it is recognised.
async fn alone(writer: &mut Writer, means: &Means, member: &mut Member) -> Answer {
    let member = std::slice::from_mut(member);
    let mut written = attempt(writer, means, member).await;
    if written.as_ref().is_err_and(is_in_doubt) {
        written = attempt(writer, means, member).await;
    }
    written.map_err(refused)?.pop().unwrap_or_else(|| Err(StoreError::Stopped("no answer".into()).into()))
}

/// One transaction, on a connection that is at hand or else one of the pool's.
async fn attempt(writer: &mut Writer, means: &Means, members: &mut [Member]) -> Result<Vec<Answer>, StoreError> {
    let (answers, ended) = writer.write(&means.db, &means.clock, means.take(), members).await?;
    means.keep(ended);
    Ok(answers)
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

/// The connection broke, or the server ended it: whether the commit came through is unknown.
fn is_in_doubt(error: &StoreError) -> bool {
    /// PostgreSQL's `admin_shutdown` and `crash_shutdown`.
    const SHUTDOWN: [&str; 2] = ["57P01", "57P02"];
    match error {
        StoreError::Database(sqlx::Error::Io(_) | sqlx::Error::Protocol(_)) => true,
        StoreError::Database(sqlx::Error::Database(said)) => said.code().is_some_and(|code| SHUTDOWN.contains(&&*code)),
        _ => false,
    }
}
