//! Which schools there are and should be, and what the registry says of each.

use super::{
    findings::{Findings, VerifiedPart},
    log::LogCheck,
};
use crate::{
    Store,
    database::{Database, error::StoreError, tenant::TenantTx},
};
use domain::ids::SchoolId;
use sqlx::{query_as, query_scalar};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A school that is in the registry, has a head, or has keys of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolToVerify {
    /// Its id.
    pub id: SchoolId,
    /// Its short name. `None`: it is not in the registry, though it was once.
    pub slug: Option<String>,
}

impl Store {
    /// Every school that is there, or that left a head or keys behind: also one that was removed from the registry. A key that
    /// sealed nothing is no trace, because a school whose opening was interrupted has one.
    ///
    /// # Errors
    /// When the log or the keys cannot be read.
    pub async fn schools_to_verify(&self) -> Result<Vec<SchoolToVerify>, StoreError> {
        let mut schools: BTreeMap<SchoolId, Option<String>> = BTreeMap::new();
        schools.extend(self.schools().await?.into_iter().map(|school| (school.id, Some(school.slug))));
        let traces = self.heads().await?.into_iter().map(|(school, _)| school).chain(with_keys(&self.db).await?);
        for school in traces {
            schools.entry(school).or_default();
        }
        let mut schools: Vec<SchoolToVerify> = schools.into_iter().map(|(id, slug)| SchoolToVerify { id, slug }).collect();
        schools.sort_by(|one, other| (&one.slug, one.id).cmp(&(&other.slug, other.id)));
        Ok(schools)
    }
}

/// The schools with keys of people, whether or not the log knows them.
async fn with_keys(db: &Database) -> Result<Vec<SchoolId>, StoreError> {
    let mut tx = TenantTx::outside(&db.keys).await?;
    let schools: Vec<Uuid> = query_scalar("select tenant_id from schools_with_keys").fetch_all(tx.conn()).await?;
    tx.rollback().await?;
    Ok(schools.into_iter().map(SchoolId).collect())
}

/// Checks the school in the registry, and what lies beside its log.
pub(super) async fn check(tx: &mut TenantTx, log: &LogCheck, findings: &mut Findings) -> Result<(), StoreError> {
    check_name(tx, log, findings).await?;
    check_epoch(tx, findings).await?;
    check_effects(tx, log.last, findings).await
}

async fn check_name(tx: &mut TenantTx, log: &LogCheck, findings: &mut Findings) -> Result<(), StoreError> {
    const SQL: &str = "select name from school where id = $1";
    let name: Option<String> = query_scalar(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
    match name {
        None => findings.add(VerifiedPart::Registry, None, "the school is gone from the registry"),
        Some(name) if !log.names.is_empty() && !log.names.iter().any(|said| said.trim() == name.trim()) => {
            findings.add(VerifiedPart::Registry, None, "the school has a name in the registry that no fact gave it");
        }
        Some(_) => {}
    }
    Ok(())
}

/// Nothing of ours restores a log yet, so none can have been restored.
async fn check_epoch(tx: &mut TenantTx, findings: &mut Findings) -> Result<(), StoreError> {
    const SQL: &str = "select log_epoch from tenant_head where tenant_id = $1 and log_epoch <> 1";
    let epoch: Option<i32> = query_scalar(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
    if let Some(epoch) = epoch {
        findings.add(VerifiedPart::Registry, None, format!("the epoch of the log is {epoch}, though it was never restored"));
    }
    Ok(())
}

/// An effect says which event it follows from.
async fn check_effects(tx: &mut TenantTx, last: i64, findings: &mut Findings) -> Result<(), StoreError> {
    const SQL: &str = "select pos, kind from effect where tenant_id = $1 and pos not between 1 and $2 order by pos limit 10";
    let strays: Vec<(i64, String)> = query_as(SQL).bind(tx.school().0).bind(last).fetch_all(tx.conn()).await?;
    for (pos, kind) in strays {
        findings.add(VerifiedPart::Effects, Some(pos), format!("the effect {kind:?} follows from no event"));
    }
    Ok(())
}
