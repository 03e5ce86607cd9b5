//! What an auditor asks: numbers, pseudonyms and the events behind a number; no name and no word.

mod compared;
mod course;
mod events_behind;
mod events_shown;
mod evolution;
mod figure;

pub use compared::{Compared, ComparedFigure};
pub use course::{LineKind, LineMoment, MonthLine, MonthOwn, WeekLine};
pub use events_behind::{ChangedField, Correction, EventLine, EventsBehind, EventsPage};
pub use evolution::{AuditScope, ClassLine, Evolution, EvolutionPage, FamilyLine, ListedFamily};
pub use figure::{Figure, Figures};
