//! What the product insists on before it uses a server that somebody else runs: a role that can do no more than it must, and a
//! server that keeps what it acknowledged.

use super::{Database, error::StoreError, tenant::TenantTx};
use domain::ids::SchoolId;
use sqlx::query_as;
use uuid::Uuid;

impl Database {
    /// Refuses a role that row-level security does not hold: a superuser, one that bypasses it, or an owner of tables, who could
    /// take it away.
    pub(crate) async fn check_role(&self) -> Result<(), StoreError> {
        const SQL: &str = "
            select current_user::text, rolsuper, rolbypassrls,
                   exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                                                  and pg_has_role(current_user, relowner, 'member'))
              from pg_roles where rolname = current_user";
        let nobody = SchoolId(Uuid::nil());
        let transactions = [TenantTx::begin_outside(self).await?, TenantTx::begin_keys(self, nobody).await?];
        for (mut tx, which) in transactions.into_iter().zip(["log", "keys"]) {
            let (role, is_superuser, bypasses, owns): (String, bool, bool, bool) = query_as(SQL).fetch_one(tx.conn()).await?;
            tx.rollback().await?;
            let why = match (is_superuser, bypasses, owns) {
                (true, ..) => "is a superuser",
                (_, true, _) => "bypasses row-level security",
                (.., true) => "owns the tables",
                _ => continue,
            };
            return Err(StoreError::Unfit(format!(
                "the {which} database is opened as {role}, which {why}: then nothing keeps one school from another. Use the role kt_app"
            )));
        }
        Ok(())
    }

    /// Refuses a server that may lose in a power cut what it acknowledged. Each session asks for `synchronous_commit` itself;
    /// these two are for the whole server.
    pub(crate) async fn check_durability(&self) -> Result<(), StoreError> {
        const SQL: &str = "
            select name::text from pg_settings where name in ('fsync', 'full_page_writes') and setting <> 'on' order by name";
        let nobody = SchoolId(Uuid::nil());
        let transactions = [TenantTx::begin_outside(self).await?, TenantTx::begin_keys(self, nobody).await?];
        for (mut tx, which) in transactions.into_iter().zip(["log", "keys"]) {
            let off: Option<(String,)> = query_as(SQL).fetch_optional(tx.conn()).await?;
            tx.rollback().await?;
            if let Some((setting,)) = off {
                return Err(StoreError::Unfit(format!(
                    "the server of the {which} database has {setting} = off, so a power cut loses what was acknowledged. Turn it on"
                )));
            }
        }
        Ok(())
    }
}
