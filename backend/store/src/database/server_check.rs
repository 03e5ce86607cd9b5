//! What the product insists on before it uses a server that somebody else runs: a role that can do no more than it must, and a
//! server that keeps what it acknowledged.

use super::{
    Database, Settings,
    error::StoreError,
    roles::{APP, ERASURE, JOBS, OPERATOR, SIGN_IN},
    tenant::TenantTx,
};
use sqlx::{Connection, PgConnection, query_as};

impl Database {
    /// Refuses a server that may lose in a power cut what it acknowledged. Each session asks for `synchronous_commit` itself;
    /// these two are for the whole server.
    pub(crate) async fn check_durability(&self) -> Result<(), StoreError> {
        const SQL: &str = "
            select name::text from pg_settings where name in ('fsync', 'full_page_writes') and setting <> 'on' order by name";
        let transactions = [TenantTx::outside(&self.log).await?, TenantTx::outside(&self.keys).await?];
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

/// Refuses a role that row-level security does not hold: a superuser, one that bypasses it, or an owner of tables, who could take
/// it away. And one that is not, or not only, what its address is for. On connections of its own, because those of the pools
/// begin with what only the right role may do.
pub(crate) async fn check_roles(settings: &Settings) -> Result<(), StoreError> {
    check_role(&settings.log_url, "log", &[APP]).await?;
    check_role(&settings.keys_url, "keys", &[APP]).await?;
    check_role(&settings.sign_in_url, "log", &[SIGN_IN]).await?;
    check_role(&settings.unattended_url, "log", &[JOBS, OPERATOR]).await?;
    match &settings.erasure_url {
        Some(url) => check_role(url, "keys", &[ERASURE]).await,
        None => Ok(()),
    }
}

/// Whoever this address is of must be one of these, and nobody else.
async fn check_role(url: &str, which: &str, meant: &[&str]) -> Result<(), StoreError> {
    const SQL: &str = r"
        select current_user::text, rolsuper, rolbypassrls,
               exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                                              and pg_has_role(current_user, relowner, 'member')),
               array(select rolname::text from pg_roles r
                      where rolname like 'kt\_%' and pg_has_role(current_user, r.oid, 'member'))
          from pg_roles where rolname = current_user";
    let mut conn = PgConnection::connect(url).await?;
    let (role, is_superuser, bypasses, owns, ours): (String, bool, bool, bool, Vec<String>) =
        query_as(SQL).fetch_one(&mut conn).await?;
    conn.close().await?;
    let is_meant = matches!(ours.as_slice(), [one] if meant.contains(&one.as_str()));
    let why = match (is_superuser, bypasses, owns, is_meant) {
        (true, ..) => "is a superuser",
        (_, true, ..) => "bypasses row-level security",
        (_, _, true, _) => "owns the tables",
        (.., false) => "is made for something else",
        _ => return Ok(()),
    };
    let meant = meant.join(" or ");
    Err(StoreError::Unfit(format!(
        "the {which} database is opened as {role}, which {why}: then nothing keeps one school from another. Use the role {meant}"
    )))
}
