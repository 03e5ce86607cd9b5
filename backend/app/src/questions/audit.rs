//! What an auditor asks: numbers, pseudonyms and the events behind a number; no name and no word.

mod events_behind;
mod evolution;
mod figure;

pub use events_behind::{ChangedField, Correction, EventLine, EventsBehind, EventsPage};
pub use evolution::{
    AuditScope, ClassLine, ComparedFigure, Evolution, EvolutionPage, FamilyLine, LineKind, LineMoment, ListedFamily, MonthLine,
    MonthOwn, WeekLine,
};
pub use figure::{Figure, Figures};
