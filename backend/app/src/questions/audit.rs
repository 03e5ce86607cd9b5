//! What an auditor asks: numbers, pseudonyms and the events behind a number; no name and no word.

mod events_behind;
mod evolution;
mod figure;

pub use events_behind::{EventLine, EventsBehind, EventsPage};
pub use evolution::{AuditScope, ClassLine, Evolution, EvolutionPage, FamilyLine, MonthLine, NeverReached};
pub use figure::{Figure, Figures};
