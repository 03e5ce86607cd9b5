//! Access log (nl: inzagelog): who saw what. Its rows are no facts, because a page must not wait for the log of the school. They are
//! gathered into digests, each linked to the one before, and these facts say how far that chain is: so the school's own chain
//! covers the access log too.

mod prune_access_log;
mod seal_access_log;

pub use prune_access_log::{AccessLogPruned, PruneAccessLog};
pub use seal_access_log::{AccessLogSealed, SealAccessLog};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{Stream, StreamKind},
};
use uuid::Uuid;

/// Years that a row of the access log is kept. Its digest stays.
pub const ACCESS_LOG_YEARS: u32 = 2;

/// What was said of one digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccessDigest {
    pub sealed: bool,
    /// Its rows, and those of every digest before it, are let go.
    pub pruned: bool,
}

impl Story for AccessDigest {
    fn evolve(self, fact: &Fact) -> AccessDigest {
        match fact {
            Fact::AccessLogSealed(_) => AccessDigest { sealed: true, ..self },
            Fact::AccessLogPruned(_) => AccessDigest { pruned: true, ..self },
            _ => self,
        }
    }
}

/// Each digest is a story of its own, so that none grows with the years.
fn stream_of(digest: u64) -> Stream {
    Stream::of(StreamKind::AccessLog, Uuid::from_u128(digest.into()))
}
