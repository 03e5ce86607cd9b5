//! The door: everything that is done or asked passes `App::carry_out` or `App::ask`, whether it came from a screen, a job or
//! the command line. Policy, load, decide, append, receipt; policy, find, answer.

#![warn(missing_docs)]
// A question awaits a reader, which awaits a snapshot, a transaction and a pool, each a future within a future; in a release build the
// compiler works out the layout of all of them at once.
#![recursion_limit = "256"]

mod ask;
pub mod batch;
pub mod calendar;
mod carry_out;
mod jobs;
mod problem;
#[cfg(test)]
mod put_right;
// Fields of an answer are what the screen shows; their types say what they are.
#[allow(missing_docs)]
pub mod questions;
#[allow(missing_docs)]
pub mod roster;

pub use ask::{Answered, Asking, OwnPage, Past, Question};
pub use carry_out::Receipt;
pub use problem::{Problem, Reference};

use domain::time::Now;
use store::Store;

/// The one door. Cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
}

impl App {
    /// The door to the schools of this store.
    pub fn new(store: Store) -> App {
        App { store }
    }
    /// The store behind the door, for what is not done or asked by somebody in a school: sign-in and maintenance.
    pub fn store(&self) -> &Store {
        &self.store
    }
    /// What the clock of this world says: the machine's, or a demo's simulated one.
    pub fn now(&self) -> Now {
        calendar::now_at(self.store.now())
    }
}
