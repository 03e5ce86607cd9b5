//! What only an auditor asks: pseudonyms instead of names, and the events themselves.

use super::reader::PageReader;
use crate::{
    database::{error::StoreError, world::keyed},
    log::read::{self, SealedFields},
};
use chrono::{DateTime, Utc};
use domain::{
    facts::{Event, Fact},
    ids::{PersonId, Position, Tag},
    policy::deeds,
    views::View,
};

impl PageReader<deeds::ReadEvolution> {
    /// A pseudonym for each person: always the same at this school, and another one at every other school. Without the
    /// school's key nobody can tell which person it is, nor which pseudonym a person has.
    ///
    /// # Errors
    /// When the school's key cannot be read.
    pub async fn pseudonyms(&mut self, persons: &[PersonId]) -> Result<Vec<String>, StoreError> {
        let page = self.open_page();
        let key = page.keys.school_key(page.snapshot.school(), "pseudonym").await?;
        Ok(persons.iter().map(|person| pseudonym(keyed(&key[..], &[person.0.as_bytes()]))).collect())
    }

    /// The last position recorded before a moment, for what a page holds beside its own day.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn position_at(&mut self, moment: DateTime<Utc>) -> Result<Position, StoreError> {
        read::position_at(&mut self.open_page().snapshot.tx, moment).await
    }

    /// The rows as they were at a position, whatever day the page is of.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn rows_at<V: View>(&mut self, keys: &[Tag], position: Position) -> Result<Vec<V::Row>, StoreError> {
        self.open_page().rows_at::<V>(keys, position).await
    }

    /// The events under any of these tags, up to the page's position, oldest first, their sealed fields left out.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn events(&mut self, tags: &[Tag]) -> Result<Vec<Event>, StoreError> {
        let types: Vec<&str> = Fact::TYPES.iter().map(|(name, _)| *name).collect();
        let position = self.position();
        read::tagged(&mut self.open_page().snapshot.tx, tags, &types, position, SealedFields::LeftOut).await
    }

    /// Where the events under any of these tags are, up to the page's position, oldest first.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn positions(&mut self, tags: &[Tag]) -> Result<Vec<Position>, StoreError> {
        let position = self.position();
        read::positions(&mut self.open_page().snapshot.tx, tags, position).await
    }

    /// The events at these positions, oldest first, their sealed fields left out.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn events_at(&mut self, positions: &[Position]) -> Result<Vec<Event>, StoreError> {
        read::at(&mut self.open_page().snapshot.tx, positions).await
    }

    /// All events after one position, up to and including another, oldest first, their sealed fields left out.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn events_between(&mut self, after: Position, up_to: Position) -> Result<Vec<Event>, StoreError> {
        read::between(&mut self.open_page().snapshot.tx, after, up_to).await
    }
}

/// Eight letters and digits that are not mistaken for each other: 31⁸ possibilities, enough to tell the families of a school
/// apart.
fn pseudonym(digest: [u8; 32]) -> String {
    const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    digest[..8].iter().map(|byte| char::from(LETTERS[usize::from(byte % 31)])).collect()
}
