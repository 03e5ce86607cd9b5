//! What only an auditor asks: pseudonyms instead of names, and the events themselves.

use crate::{
    database::{error::StoreError, world::keyed},
    log::read,
    pages::reader::PageReader,
};
use domain::{
    facts::Event,
    ids::{PersonId, Tag},
    policy::deeds,
};

impl PageReader<deeds::ReadEvolution> {
    /// A pseudonym for each person, the same every time at this school and another at every other. Without the school's
    /// key nobody can go from one to the other.
    pub async fn pseudonyms(&mut self, persons: &[PersonId]) -> Result<Vec<String>, StoreError> {
        let key = self.page.keys.school_key(self.page.snapshot.school(), "pseudonym").await?;
        Ok(persons.iter().map(|person| written(keyed(&key[..], &[person.0.as_bytes()]))).collect())
    }

    /// The events under any of these tags, as far as the page goes, oldest first; their envelopes stay closed.
    pub async fn events(&mut self, tags: &[Tag]) -> Result<Vec<Event>, StoreError> {
        let types: Vec<&str> = domain::facts::Fact::TYPES.iter().map(|(name, _)| *name).collect();
        let position = self.position();
        read::tagged(&mut self.page.snapshot.tx, tags, &types, position).await
    }
}

/// Eight letters and digits that are not mistaken for each other: 31⁸ possibilities, enough to tell the families of a school apart.
fn written(digest: [u8; 32]) -> String {
    const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    digest[..8].iter().map(|byte| char::from(LETTERS[usize::from(byte % 31)])).collect()
}
