//! The access log: one row for each page of personal data, in the transaction that reads the page. NEN 7513, the Dutch standard
//! for logging access to patient data, is the model.

use crate::database::{
    error::StoreError,
    prepared::{self, AccessNote},
    tenant::TenantTx,
    world::Clock,
};
use domain::{
    ids::Position,
    policy::{About, Granted},
};
use uuid::Uuid;

/// Who sees which page, and up to which position of the log.
pub(crate) struct AccessEntry {
    pub pass: Granted,
    /// Whom the page is about: as the pass says, or one of those whom it reaches.
    pub about: About,
    pub screen: &'static str,
    pub clock: Clock,
    pub pos: Position,
}

impl AccessEntry {
    /// Writes the row and ends the page, in one round trip. When the row cannot be written, nothing may be shown.
    pub(crate) async fn note_and_commit(self, tx: TenantTx) -> Result<(), StoreError> {
        let seen_at = match &self.clock {
            Clock::Database => None,
            Clock::Simulated(now) => Some(now()),
        };
        let author = self.pass.actor().author();
        let (about_kind, about) = about(self.about);
        let note = AccessNote {
            seen_at,
            person: author.person,
            role: &author.role,
            purpose: self.pass.deed().purpose(),
            ground: self.pass.ground().name(),
            screen: self.screen,
            about_kind,
            about,
            pos: self.pos,
        };
        let note = prepared::note(tx.school(), &note);
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
