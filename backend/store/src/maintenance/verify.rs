//! Reading everything that is kept of a school and proving that it is what was written. One snapshot is read once: the log with
//! its sealed fields, tags and commands side by side, and then what follows from the log.

mod access_log;
mod commands;
mod fence;
mod findings;
mod log;
mod lookups;
mod reading;
mod registry;
mod sealed;
mod side_rows;
mod tags;
mod views;

pub use access_log::AccessCounts;
pub use findings::{ChainRule, Finding, NamedEvent, VerifiedPart};
pub use registry::SchoolToVerify;

use super::progress::LogProgress;
use crate::{
    Store,
    database::{detached::detached, error::StoreError},
};
use domain::ids::{Position, SchoolId};
use findings::Findings;
use log::LogCheck;
use reading::Readers;

/// A head of a log that somebody kept: the chain's link at a position. Kept outside the database, it proves that everything up
/// to there is still what it was, whoever could write in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptHead {
    /// The position.
    pub pos: Position,
    /// The link there.
    pub head: [u8; 32],
}

/// What a verification looks at besides the log itself.
#[derive(Clone, Debug)]
pub struct VerifyScope {
    /// Fold every view again and compare it with its rows.
    pub views: bool,
    /// Heads that somebody kept of this school.
    pub expected: Vec<KeptHead>,
}

impl Default for VerifyScope {
    fn default() -> VerifyScope {
        VerifyScope { views: true, expected: vec![] }
    }
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events were read.
    pub events: i64,
    /// The last link of the chain. It covers everything before it, so two copies of a log with the same one are equal.
    pub head: [u8; 32],
    /// How many events after the first bad one are what they say, and follow the one before them.
    pub hold_after: i64,
    /// Sealed fields that are there.
    pub sealed: i64,
    /// Rows of the blind index that follow from the log. `None`: they were not looked at.
    pub lookups: Option<u64>,
    /// Rows of views that follow from the log. `None`: they were not looked at.
    pub view_rows: Option<u64>,
    /// What was read of the access log.
    pub access: AccessCounts,
    /// How many heads that somebody kept were compared.
    pub expected: usize,
    /// What is wrong, the log first. Of a part with very much that is wrong only the first places are kept.
    pub findings: Vec<Finding>,
    /// How much is wrong, also what is not in `findings`.
    pub found: u64,
    /// What should have been looked at and could not be, and why.
    pub not_checked: Vec<String>,
}

impl Verified {
    /// Is everything that was looked at what was written?
    pub fn ok(&self) -> bool {
        self.found == 0
    }

    /// The first place in the log that is wrong, and of the rules that are broken there the first.
    pub fn first_bad(&self) -> Option<&Finding> {
        let in_log = self.findings.iter().filter(|finding| finding.part == VerifiedPart::Log);
        in_log.min_by_key(|finding| (finding.pos, finding.rule))
    }
}

impl Store {
    /// Reads all that is kept of a school and checks it. `progress` is called after every thousand events, and while views are
    /// folded.
    ///
    /// # Errors
    /// When the database cannot be read. A log that is wrong, or gone, is no error.
    pub async fn verify(
        &self,
        school: SchoolId,
        scope: VerifyScope,
        progress: impl FnMut(LogProgress) + Send + 'static,
    ) -> Result<Verified, StoreError> {
        let store = self.clone();
        detached(async move { verify(&store, school, scope, progress).await }).await
    }
}

async fn verify(
    store: &Store,
    school: SchoolId,
    scope: VerifyScope,
    mut progress: impl FnMut(LogProgress),
) -> Result<Verified, StoreError> {
    let mut readers = Readers::begin(store, school).await?;
    let head = readers.head().await?;
    let mut findings = Findings::default();
    let (walked, access, mut tx) =
        readers.walk(LogCheck::new(school, head, &scope.expected), &mut findings, &mut progress).await?;
    let mut not_checked = Vec::new();

    registry::check(&mut tx, &walked, &mut findings).await?;
    let lookups = match walked.lookups.check(store, &mut tx, &mut findings).await {
        Ok(rows) => Some(rows),
        Err(why) => unchecked("look-ups", why, &mut not_checked)?,
    };
    let mut view_rows = None;
    if scope.views {
        match views::check(store, &mut tx, Position(walked.last), &mut findings, &mut not_checked, &mut progress).await {
            Ok(rows) => view_rows = Some(rows),
            Err(why) => view_rows = unchecked("views", why, &mut not_checked)?,
        }
    }
    tx.rollback().await?;
    let (findings, found) = findings.into_parts();
    Ok(Verified {
        events: walked.events,
        head: walked.chain,
        hold_after: walked.hold_after,
        sealed: walked.sealed,
        lookups,
        view_rows,
        access,
        expected: scope.expected.len(),
        findings,
        found,
        not_checked,
    })
}

/// What is stored cannot be understood, so what follows from it cannot be worked out. Other errors end the verification.
fn unchecked<T>(what: &str, why: StoreError, not_checked: &mut Vec<String>) -> Result<Option<T>, StoreError> {
    match why {
        StoreError::Damaged(_) | StoreError::Unreadable { .. } | StoreError::NoSchool => {
            not_checked.push(format!("{what}: {why}"));
            Ok(None)
        }
        other => Err(other),
    }
}
