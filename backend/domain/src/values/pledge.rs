use super::Line;
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// What an agreement says (nl: woorden van een afspraak): its words, sealed as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    /// What the student works on (nl: waar ik aan werk).
    pub point: Line,
    /// What each promises: "Ik schrijf me in."
    pub student: Line,
    pub home: Line,
    pub school: Line,
}

impl PersonalValue for Pledge {
    const CLASS: RetentionClass = RetentionClass::Lob;
}
