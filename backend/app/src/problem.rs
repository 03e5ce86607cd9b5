//! What can be answered instead of what was asked. Expected answers are told to the person; what broke is logged once,
//! where the door closes, with a reference that the person can read out to us.

use domain::{grammar::Refusal, policy::Denied};
use std::fmt;
use store::{AppendError, StoreError};

/// Why something was not done, or has no answer. The number is the HTTP status that it becomes.
#[derive(Debug)]
pub enum Problem {
    /// The decision says no, with the sentence that says why. 422.
    Refused(Refusal),
    /// Somebody changed this meanwhile; nothing was done, and nothing typed is lost. 409.
    Stale,
    /// The same form was sent before with other content. 409.
    ReusedForm,
    /// Not there, or not for this actor to know. 404.
    NotFound,
    /// The day that the page should show was before the school's first event: nobody had written anything down. 404.
    BeforeSchool,
    /// Known, but not allowed. 403.
    NotAllowed,
    /// Too busy now; again in a moment. 503.
    Busy,
    /// The database does not answer. Sent again, the same form finds out whether it was stored. 503.
    Outage,
    /// We broke. 500, with a reference.
    Broken(Reference),
}

/// Eight letters that tie what a person sees to what we logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(pub String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Problem {
    /// Logs the whole chain once and keeps only a reference for the person.
    pub fn broken(error: &dyn std::error::Error) -> Problem {
        let reference = Reference(uuid::Uuid::new_v4().simple().to_string()[..8].to_owned());
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            chain += &format!(": {cause}");
            source = cause.source();
        }
        tracing::error!(%reference, error = chain, "something broke");
        Problem::Broken(reference)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem::Refused(refusal)
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Problem {
        match denied {
            Denied::NotFound => Problem::NotFound,
            Denied::NotAllowed => Problem::NotAllowed,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        match error {
            StoreError::Busy => Problem::Busy,
            StoreError::OutOfReach(_) => {
                tracing::error!(%error, "a page cannot be made");
                Problem::Outage
            }
            error => Problem::broken(&error),
        }
    }
}

impl From<AppendError> for Problem {
    fn from(error: AppendError) -> Problem {
        match error {
            AppendError::Stale => Problem::Stale,
            AppendError::ReusedCommand => Problem::ReusedForm,
            AppendError::Busy => Problem::Busy,
            AppendError::OutOfReach => Problem::Outage,
            error => Problem::broken(&error),
        }
    }
}
