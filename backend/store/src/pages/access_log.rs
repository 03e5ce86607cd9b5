//! Who looked at what: one row for each page of personal data, in the transaction that reads the page (NEN 7513).

use crate::database::{error::StoreError, prepared, tenant::TenantTx, world::Clock};
use domain::{
    ids::Position,
    policy::{About, Granted},
};
use uuid::Uuid;

/// Who sees which page, and up to which position of the log.
pub(crate) struct AccessEntry {
    pub pass: Granted,
    pub screen: &'static str,
    pub clock: Clock,
    pub pos: Position,
}

impl AccessEntry {
    /// Writes it down and ends the page, in one round trip. When the row cannot be written, nothing may be shown.
    pub(crate) async fn note_and_commit(self, tx: TenantTx) -> Result<(), StoreError> {
        let seen_at = match &self.clock {
            Clock::Database => None,
            Clock::Simulated(now) => Some(now()),
        };
        let author = self.pass.actor().author();
        let (about_kind, about_id) = about(self.pass.about());
        let names = [&*author.role, self.pass.deed().purpose(), self.screen, about_kind];
        let note = prepared::note(tx.school(), seen_at, author.person, names, about_id, self.pos);
        tx.commit_with(&note).await
    }
}

fn about(about: About) -> (&'static str, Option<Uuid>) {
    match about {
        About::School => ("school", None),
        About::Class(class) => ("class", Some(class.0)),
        About::Student(student) => ("student", Some(student.0)),
        About::Person(person) => ("person", Some(person.0)),
    }
}
