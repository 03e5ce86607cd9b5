//! Tables and functions, made with the owner's rights. The roles of the running product can do none of this.

use super::sql_files::{FUNCTIONS, KEYS, LOG, SqlFile};
use crate::database::{
    Database,
    error::StoreError,
    tenant::TenantTx,
    world::{Entropy, World},
};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, migrate::Migrator, postgres::PgConnectOptions, query, query_as, query_scalar,
    raw_sql,
};
use std::str::FromStr;
use zeroize::Zeroizing;

/// Whether a database holds real people or a demonstration. Marked once, for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// Real people.
    Live,
    /// A demonstration.
    Demo,
}

impl DatabaseKind {
    fn name(self) -> &'static str {
        match self {
            DatabaseKind::Live => "live",
            DatabaseKind::Demo => "demo",
        }
    }
}

/// Brings both databases to this program's version, and marks what kind of world they are for. The addresses are the
/// owner's.
pub async fn migrate(log_url: &str, keys_url: &str, kind: DatabaseKind) -> Result<(), StoreError> {
    let mut keys = run(&KEYS, keys_url).await?;
    let mut log = run(&LOG, log_url).await?;
    replace_functions(&mut log).await?;
    share_ticket_key(&mut log, &mut keys).await?;
    keys.close().await?;
    query("insert into platform (kind) values ($1) on conflict do nothing").bind(kind.name()).execute(&mut log).await?;
    let marked: String = query_scalar("select kind from platform").fetch_one(&mut log).await?;
    log.close().await?;
    if marked != kind.name() {
        return Err(StoreError::Unfit(format!(
            "this database was made as {marked} and stays so; use another one for {}",
            kind.name()
        )));
    }
    Ok(())
}

async fn run(migrations: &Migrator, url: &str) -> Result<PgConnection, StoreError> {
    // Quiet, because PostgreSQL would warn at each start that the table of migrations is there already.
    let options = PgConnectOptions::from_str(url)?.options([("client_min_messages", "warning")]);
    let mut owner = PgConnection::connect_with(&options).await?;
    migrations.run(&mut owner).await?;
    Ok(owner)
}

/// Draws the key of the tickets, once, and gives the keys' database the same.
async fn share_ticket_key(log: &mut PgConnection, keys: &mut PgConnection) -> Result<(), StoreError> {
    const DRAW: &str = "insert into ticket_key (inner_pad, outer_pad) values ($1, $2) on conflict do nothing";
    const SHARE: &str = "insert into ticket_key (inner_pad, outer_pad) values ($1, $2)
        on conflict (one_row) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad";
    /// The two constants of HMAC (RFC 2104).
    const INNER: u8 = 0x36;
    const OUTER: u8 = 0x5c;
    let key = Zeroizing::new(Entropy::Real.draw::<32>(&[])?);
    let padded = |with: u8| -> Vec<u8> { key.iter().copied().chain([0; 32]).map(|byte| byte ^ with).collect() };
    query(DRAW).bind(padded(INNER)).bind(padded(OUTER)).execute(&mut *log).await?;
    let (inner, outer): (Vec<u8>, Vec<u8>) = query_as("select inner_pad, outer_pad from ticket_key").fetch_one(log).await?;
    query(SHARE).bind(inner).bind(outer).execute(keys).await?;
    Ok(())
}

/// Makes each function that is missing or that was made from another version of its file, and drops those that no longer have a
/// file. A function is dropped before it is made, because its arguments may have changed.
async fn replace_functions(log: &mut PgConnection) -> Result<(), StoreError> {
    let mut tx = log.begin().await?;
    query("select pg_advisory_xact_lock(hashtextextended('functions', 0))").execute(&mut *tx).await?;
    let there = functions_in(&mut tx).await?;
    let is_ours = |there: &Function| FUNCTIONS.iter().any(|file| there.is_made_from(file));
    for other in there.iter().filter(|function| !is_ours(function)) {
        raw_sql(AssertSqlSafe(format!("drop function {}", other.signature))).execute(&mut *tx).await?;
    }
    for file in FUNCTIONS.iter().filter(|file| !there.iter().any(|function| function.is_made_from(file))) {
        raw_sql(file.sql).execute(&mut *tx).await?;
        let comment = format!("comment on function {} is '{}'", file.name, file.fingerprint());
        raw_sql(AssertSqlSafe(comment)).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

/// A function of the log's database. The comment on it is the fingerprint of the file that it was made from.
struct Function {
    name: String,
    signature: String,
    fingerprint: String,
}

impl Function {
    fn is_made_from(&self, file: &SqlFile) -> bool {
        self.name == file.name && self.fingerprint == file.fingerprint()
    }
}

/// Those that were made from a file, whichever version of it.
async fn functions_in(log: &mut PgConnection) -> Result<Vec<Function>, StoreError> {
    const SQL: &str = "
        select proname::text, oid::regprocedure::text, obj_description(oid, 'pg_proc') from pg_proc
         where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') like 'sha256:%'";
    let rows: Vec<(String, String, String)> = query_as(SQL).fetch_all(log).await?;
    Ok(rows.into_iter().map(|(name, signature, fingerprint)| Function { name, signature, fingerprint }).collect())
}

impl Database {
    /// Refuses databases of another version of this program, and a world of the other kind.
    pub(crate) async fn check(&self, world: &World) -> Result<(), StoreError> {
        let mut log = TenantTx::outside(&self.log).await?;
        check_version(&mut log, &LOG, "log").await?;
        check_functions(&mut log).await?;
        let marked: Option<String> = query_scalar("select kind from platform").fetch_optional(log.conn()).await?;
        log.rollback().await?;
        let mut keys = TenantTx::outside(&self.keys).await?;
        check_version(&mut keys, &KEYS, "keys").await?;
        keys.rollback().await?;
        match (marked.as_deref(), world.is_simulated()) {
            (Some("live"), false) | (Some("demo"), true) => Ok(()),
            (Some("demo"), false) => {
                Err(StoreError::Unfit("this database holds a demonstration; `keukentafel demo` opens it".into()))
            }
            _ => Err(StoreError::Unfit("a simulated clock only runs on a database that was made for a demonstration".into())),
        }
    }
}

async fn check_version(tx: &mut TenantTx, migrations: &Migrator, which: &str) -> Result<(), StoreError> {
    const SQL: &str = "select version, checksum from _sqlx_migrations where success order by version";
    let applied: Vec<(i64, Vec<u8>)> = query_as(SQL).fetch_all(tx.conn()).await?;
    let ours = migrations.iter().map(|migration| (migration.version, &*migration.checksum));
    if applied.iter().map(|(version, checksum)| (*version, checksum.as_slice())).eq(ours) {
        return Ok(());
    }
    let at = applied.last().map_or(0, |(version, _)| *version);
    Err(StoreError::Unfit(format!(
        "the {which} database is at version {at}, another than this program's. Run: keukentafel migrate"
    )))
}

async fn check_functions(tx: &mut TenantTx) -> Result<(), StoreError> {
    let there = functions_in(tx.conn()).await?;
    let is_there = |file: &SqlFile| there.iter().any(|function| function.is_made_from(file));
    if there.len() == FUNCTIONS.len() && FUNCTIONS.iter().all(is_there) {
        return Ok(());
    }
    Err(StoreError::Unfit("the log database has other functions than this program's. Run: keukentafel migrate".into()))
}
