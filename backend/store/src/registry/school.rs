//! The registry of schools: which there are, and what a new one needs before its first event.

use crate::{
    Store,
    database::{detached::detached, error::StoreError, tenant::TenantTx},
};
use domain::{
    ids::{Position, SchoolId},
    policy::{Pass, deeds},
    views,
};
use sqlx::{query, query_as};
use uuid::Uuid;

/// A school in the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolEntry {
    /// Its id, which never changes.
    pub id: SchoolId,
    /// Its short name, which the operator types. It never changes.
    pub slug: String,
    /// Its name on screen.
    pub name: String,
}

impl Store {
    /// Gives the school of the pass its key, its empty log and its views. Its first event is appended afterwards, by the door. Only
    /// the operator's role may.
    ///
    /// # Errors
    /// `StoreError::SchoolExists` when the id or the slug is taken.
    pub async fn add_school(&self, pass: &Pass<deeds::OpenSchool>, slug: &str, name: &str) -> Result<(), StoreError> {
        let entry = SchoolEntry { id: pass.school(), slug: slug.to_owned(), name: name.to_owned() };
        let store = self.clone();
        detached(async move {
            let mut tx = TenantTx::on(&store.db.unattended, &store.db, entry.id).await?;
            let registered = register(&mut tx, &entry).await;
            if let Err(sqlx::Error::Database(said)) = &registered
                && said.is_unique_violation()
            {
                tx.rollback().await?;
                return Err(StoreError::SchoolExists);
            }
            registered?;
            // The key comes before the commit, because without it the school could not write. It comes after everything that can be
            // refused, because a key without a school would be in the way of nobody and explained by nothing.
            store.keys.make_school_key(entry.id).await?;
            tx.commit().await
        })
        .await
    }

    /// Every school, by name.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn schools(&self) -> Result<Vec<SchoolEntry>, StoreError> {
        let mut tx = TenantTx::outside(&self.db.log).await?;
        let rows: Vec<(Uuid, String, String)> =
            query_as("select id, slug, name from school order by name, id").fetch_all(tx.conn()).await?;
        tx.rollback().await?;
        Ok(rows.into_iter().map(|(id, slug, name)| SchoolEntry { id: SchoolId(id), slug, name }).collect())
    }

    /// The school of this slug, when its opening was interrupted: it is in the registry, and nothing is in its log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn half_open(&self, slug: &str) -> Result<Option<SchoolEntry>, StoreError> {
        let Some(school) = self.schools().await?.into_iter().find(|school| school.slug == slug) else { return Ok(None) };
        let is_empty = self.heads().await?.contains(&(school.id, Position(0)));
        Ok(is_empty.then_some(school))
    }

    /// Where each school's log ends: what a job needs to know which schools have new events.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn heads(&self) -> Result<Vec<(SchoolId, Position)>, StoreError> {
        let mut tx = TenantTx::outside(&self.db.unattended).await?;
        let rows: Vec<(Uuid, i64)> =
            query_as("select tenant_id, pos from heads() order by tenant_id").fetch_all(tx.conn()).await?;
        tx.rollback().await?;
        Ok(rows.into_iter().map(|(school, pos)| (SchoolId(school), Position(pos))).collect())
    }
}

async fn register(tx: &mut TenantTx, entry: &SchoolEntry) -> Result<(), sqlx::Error> {
    let school = entry.id.0;
    let insert =
        query("insert into school (id, slug, name) values ($1, $2, $3)").bind(school).bind(&entry.slug).bind(&entry.name);
    insert.execute(tx.conn()).await?;
    query("insert into tenant_head (tenant_id) values ($1)").bind(school).execute(tx.conn()).await?;
    let (names, versions): (Vec<&str>, Vec<i16>) = views::ALL.iter().map(|view| (view.name, view.version)).unzip();
    // A view of an empty log is complete.
    const VIEWS: &str = "insert into view_tenant (tenant_id, name, version, pos, mode)
        select $1, name, version, 0, 'inline' from unnest($2::text[], $3::int2[]) as view (name, version)";
    query(VIEWS).bind(school).bind(names).bind(versions).execute(tx.conn()).await?;
    Ok(())
}
