//! Finding people by their number, phone or mail address.

use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
    keys::blind_index::{Digest, digest, key},
};
use domain::{
    ids::PersonId,
    lookup::LookupKind,
    policy::{DeedType, Pass},
};
use sqlx::query_as;
use uuid::Uuid;

impl Store {
    /// Who is known by these (normalised) values: pairs of an index in `values` and a person. Several people may share a value.
    ///
    /// # Errors
    /// When the log or the school's key cannot be read.
    pub async fn find<D: DeedType>(
        &self,
        pass: &Pass<D>,
        kind: LookupKind,
        values: &[&str],
    ) -> Result<Vec<(usize, PersonId)>, StoreError> {
        const SQL: &str = "select wanted.n, l.person_id
            from unnest($3::bytea[]) with ordinality as wanted (digest, n)
            join lookup l on l.tenant_id = $1 and l.kind = $2 and l.digest = wanted.digest
            order by wanted.n, l.person_id";
        let key = key(&self.keys, pass.school()).await?;
        let digests: Vec<Digest> = values.iter().map(|value| digest(&key, kind, value)).collect();
        let mut tx = TenantTx::begin(&self.db, pass.school()).await?;
        let found = query_as(SQL).bind(pass.school().0).bind(kind.name()).bind(digests);
        let found: Vec<(i64, Uuid)> = found.fetch_all(tx.conn()).await?;
        tx.rollback().await?;
        Ok(found.into_iter().map(|(n, person)| (n as usize - 1, PersonId(person))).collect())
    }
}
