use serde::{Deserialize, Serialize};

/// Why what the school knew of somebody or of itself is otherwise from now on (nl: reden). A closed list: it may stand in the
/// clear, and says no more of anybody than a school must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeReason {
    /// It was never so (nl: vergissing).
    Mistake,
    /// It was so until now (nl: veranderd).
    Changed,
    /// Whom it is about asked for it (nl: op verzoek; AVG art. 16).
    Request,
    /// The school's own list says so (nl: klassenlijst).
    ClassList,
    /// Written down before reasons were asked for.
    NotSaid,
}

impl ChangeReason {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [ChangeReason; 5] =
        [ChangeReason::Mistake, ChangeReason::Changed, ChangeReason::Request, ChangeReason::ClassList, ChangeReason::NotSaid];
}
