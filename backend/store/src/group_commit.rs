//! One writer per school in this process. Commands that arrive while it is busy wait in its queue and go together in the
//! next transaction, so a busy school pays for one commit instead of one each. It is a matter of speed alone: other
//! processes may write the same school, because the lock on the head is the truth.

use crate::{
    Database, StoreError,
    append::{Answer, AppendError, Member, Prepared},
    batch::Writer,
    world::Clock,
};
use domain::ids::SchoolId;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use tokio::sync::{mpsc, oneshot};

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
    db: Database,
    clock: Clock,
    queues: Mutex<HashMap<SchoolId, mpsc::Sender<Request>>>,
}

impl Writers {
    pub(crate) fn new(db: Database, clock: Clock) -> Writers {
        Writers { db, clock, queues: Mutex::default() }
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
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.get(&school).filter(|queue| !queue.is_closed()) {
            return queue.clone();
        }
        let (queue, requests) = mpsc::channel(QUEUE);
        tokio::spawn(write(Writer::new(self.db.clone(), self.clock.clone(), school), requests));
        queues.insert(school, queue.clone());
        queue
    }
}

/// A school's writer.
async fn write(mut writer: Writer, mut requests: mpsc::Receiver<Request>) {
    while let Some(first) = requests.recv().await {
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
        let mut answers = settle(&mut writer, waiting.into_iter().flatten().collect()).await.into_iter();
        for (length, request) in lengths.into_iter().zip(together) {
            // Whoever does not wait any more was cancelled; their command stands all the same.
            _ = request.reply.send(answers.by_ref().take(length).collect());
        }
        for _ in 0..PATIENCE {
            if requests.len() >= answered {
                break;
            }
            tokio::task::yield_now().await;
        }
        if requests.is_empty() || !writer.may_stay() {
            writer.rest();
        }
    }
}

/// One answer for each command: in one transaction, or when the database refuses that, each in its own, so that nobody
/// fails by another's fault.
async fn settle(writer: &mut Writer, prepared: Vec<Prepared>) -> Vec<Answer> {
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
    let mut settled = settle_members(writer, members).await.into_iter();
    let missing = || Err(StoreError::Stopped("no answer".into()).into());
    answers.into_iter().map(|answer| answer.or_else(|| settled.next()).unwrap_or_else(missing)).collect()
}

async fn settle_members(writer: &mut Writer, mut members: Vec<Member>) -> Vec<Answer> {
    if members.is_empty() {
        return vec![];
    }
    let error = match writer.write(&mut members).await {
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
        answers.push(alone(writer, member).await);
    }
    answers
}

/// One command in a transaction of its own, with a second try when the connection was lost: it may have been committed
/// then, and if so it is recognised.
async fn alone(writer: &mut Writer, member: &mut Member) -> Answer {
    let member = std::slice::from_mut(member);
    let mut written = writer.write(member).await;
    if written.as_ref().is_err_and(is_in_doubt) {
        written = writer.write(member).await;
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

/// The connection broke: whether the commit came through is unknown.
fn is_in_doubt(error: &StoreError) -> bool {
    matches!(error, StoreError::Database(sqlx::Error::Io(_) | sqlx::Error::Protocol(_)))
}
