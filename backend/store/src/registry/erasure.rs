//! Erasing a person: destroying their keys, and forgetting what they can be found by.

use crate::{
    Store,
    database::{detached::detached, error::StoreError, tenant::TenantTx},
};
use domain::{
    ids::PersonId,
    personal::RetentionClass,
    policy::{DeedType, Pass},
};
use sqlx::query;

impl Store {
    /// Destroys a person's keys of these classes. What was sealed with them cannot be read any more, here and in every backup
    /// of the log. Returns how many keys were destroyed that were not before.
    ///
    /// # Errors
    /// When the keys database cannot be reached. Then nothing was destroyed.
    pub async fn destroy_keys<D: DeedType>(
        &self,
        pass: &Pass<D>,
        person: PersonId,
        classes: &[RetentionClass],
    ) -> Result<u64, StoreError> {
        let (store, school, classes) = (self.clone(), pass.school(), classes.to_vec());
        detached(async move { store.keys.destroy(school, person, &classes, store.now()).await }).await
    }

    /// Removes everything that a person can be found by: part of erasing them.
    ///
    /// # Errors
    /// When the log cannot be written. Then nothing was removed.
    pub async fn remove_lookups<D: DeedType>(&self, pass: &Pass<D>, person: PersonId) -> Result<(), StoreError> {
        const SQL: &str = "delete from lookup where tenant_id = $1 and person_id = $2";
        let mut tx = TenantTx::begin(&self.db, pass.school()).await?;
        query(SQL).bind(pass.school().0).bind(person.0).execute(tx.conn()).await?;
        tx.commit().await
    }
}
