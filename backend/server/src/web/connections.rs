//! Connections: how many there may be, how long one may say nothing, and how they end.

use super::client_address::Peer;
use axum::{Router, extract::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    fs,
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// How long a connection may take to say what it asks, and be silent between two questions.
const SILENCE: Duration = Duration::from_secs(20);
/// A request is some lines: more than this is nobody's browser.
const HEAD_BYTES_MAX: usize = 64 * 1024;
const CONNECTIONS_MAX: usize = 4_096;
/// Files that the program opens besides: the database's connections, the log.
const OTHER_FILES: usize = 128;
/// After we were asked to stop: how long an answer may take to leave, when nothing more is being worked on.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The requests of a connection that came in whole and are being answered.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<AtomicUsize>);

/// Counts a request for as long as it lives.
pub struct Answering(UnderWay);

impl UnderWay {
    pub fn answering(self) -> Answering {
        self.0.fetch_add(1, Ordering::SeqCst);
        Answering(self)
    }

    fn is_any(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Serves until `stopped` comes, and then lets the requests under way end, but nobody who is still thinking: a connection
/// without a whole request is closed. Nothing lasts longer than `grace`.
pub async fn serve(listener: TcpListener, router: Router, stopped: impl Future<Output = ()>, grace: Duration) {
    let most = connections_max();
    let room = Arc::new(Semaphore::new(most));
    let (stop, stopping) = watch::channel(false);
    let mut stopped = pin!(stopped);
    loop {
        let next = async {
            // Without room nobody is let in; those who are silent leave soon.
            let place = room.clone().acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! { next = next => next, () = stopped.as_mut() => break };
        match accepted {
            Ok((stream, peer)) => {
                let (router, stopping) = (router.clone(), stopping.clone());
                tokio::spawn(async move {
                    one(stream, Peer(peer.ip()), router, stopping).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    let _ = stop.send(true);
    let all = u32::try_from(most).unwrap_or(u32::MAX);
    if timeout(grace, room.acquire_many(all)).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

/// As many as there are files for, because each connection is one.
fn connections_max() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(usize::MAX);
    files.saturating_sub(OTHER_FILES).clamp(16, CONNECTIONS_MAX)
}

async fn one(stream: TcpStream, peer: Peer, router: Router, mut stopping: watch::Receiver<bool>) {
    // Without TCP_NODELAY a page in two writes waits 40 ms for the browser's delayed acknowledgement.
    let _ = stream.set_nodelay(true);
    let under_way = UnderWay::default();
    let mark = under_way.clone();
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(mark.clone());
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(SILENCE).max_buf_size(HEAD_BYTES_MAX);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopping.wait_for(|stop| *stop) => {}
    }
    connection.as_mut().graceful_shutdown();
    while timeout(LAST_WORDS, connection.as_mut()).await.is_err() {
        if !under_way.is_any() {
            return;
        }
    }
}
