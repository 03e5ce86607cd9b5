//! What whoever runs the program must look at. It is logged when it begins, and stands in the answer to a monitor until it is over.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The alarms that stand, by school.
#[derive(Debug, Default)]
pub struct Alarms(Mutex<BTreeMap<String, String>>);

impl Alarms {
    /// Something is wrong with this school.
    pub fn raise(&self, school: &str, what: String) {
        self.standing().insert(school.to_owned(), what);
    }

    /// Nothing is, or not any more.
    pub fn clear(&self, school: &str) {
        self.standing().remove(school);
    }

    /// Nothing panics while it holds this lock.
    fn standing(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A line for each.
impl fmt::Display for Alarms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.standing().iter().try_for_each(|(school, what)| writeln!(f, "{school}: {what}"))
    }
}
