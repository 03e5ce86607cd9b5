use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// Whether there is an interpreter at a talk (nl: tolk). Sealed: it says something of where a family is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Interpreter(pub bool);

impl PersonalValue for Interpreter {
    const CLASS: RetentionClass = RetentionClass::Contact;
}
