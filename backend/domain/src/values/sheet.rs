use super::Line;
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// What stands on an assignment for home (nl: opdrachtblad): the words of it, sealed as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub title: Line,
    /// (nl: Waarom?)
    pub why: Line,
    /// (nl: Wat doen we ermee?)
    pub then: Line,
    /// What it builds on, when that is no thing on the student's own timeline (nl: bouwt voort op).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Line>,
    pub steps: Vec<Line>,
}

impl PersonalValue for Sheet {
    const CLASS: RetentionClass = RetentionClass::Lob;
}
