//! The door: everything that is done or asked passes `App::carry_out` or `App::ask`, whether it came from a screen, a job or
//! the command line. Policy, load, decide, append, receipt; policy, find, answer.

mod ask;
pub mod batch;
pub mod calendar;
mod carry_out;
mod jobs;
mod problem;
pub mod questions;
pub mod roster;

pub use ask::{Answered, Asking, OwnPage, Past, Question};
pub use carry_out::Receipt;
pub use problem::{Problem, Reference};

use domain::time::Now;
use store::Store;

/// The one door.
#[derive(Clone)]
pub struct App {
    store: Store,
}

impl App {
    pub fn new(store: Store) -> App {
        App { store }
    }
    pub fn store(&self) -> &Store {
        &self.store
    }
    /// What the clock of this world says: the machine's, or a demo's simulated one.
    pub fn now(&self) -> Now {
        calendar::now_at(self.store.now())
    }
}
