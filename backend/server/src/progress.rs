//! Long work shows a bar on a terminal and plain lines otherwise.

use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::IsTerminal,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Shows how far something has come. Clones show the same.
#[derive(Clone)]
pub struct Progress {
    what: String,
    bar: Option<ProgressBar>,
    last_line: Arc<Mutex<Instant>>,
}

/// A line at most this often, when there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(2);

impl Progress {
    pub fn new(what: &str) -> Progress {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}");
            let bar = ProgressBar::new(0).with_message(what.to_owned());
            // Our own template is sound; the default bar does as well.
            if let Ok(style) = style { bar.with_style(style) } else { bar }
        });
        Progress { what: what.to_owned(), bar, last_line: Arc::new(Mutex::new(Instant::now())) }
    }

    /// Tells it how far it is, as often as one likes.
    pub fn at(&self, done: u64, of: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(of);
            bar.set_position(done);
            return;
        }
        let mut last_line = self.last_line.lock().unwrap_or_else(PoisonError::into_inner);
        if last_line.elapsed() >= LINE_EVERY {
            *last_line = Instant::now();
            eprintln!("{}: {done} of {of}", self.what);
        }
    }

    /// Follows long work of the store.
    pub fn follow(&self) -> impl FnMut(store::LogProgress) + Send + 'static {
        let progress = self.clone();
        move |store::LogProgress { done, of }| progress.at(done.0.unsigned_abs(), of.0.unsigned_abs())
    }

    pub fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
