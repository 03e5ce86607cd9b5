//! Roles and databases, made by a superuser before anything is migrated.

use crate::database::{
    error::StoreError,
    roles::{APP, DUMP, ERASURE, JOBS, OPERATOR, OWNER, PRUNE, SIGN_IN},
    sql_literal::SqlLiteral,
};
use percent_encoding::percent_decode_str;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions, query, raw_sql};
use std::str::FromStr;
use url::Url;

/// Every role, and what it is made with besides a way to log in.
const ROLES: [(&str, &str); 8] =
    [(OWNER, ""), (APP, ""), (SIGN_IN, ""), (JOBS, ""), (OPERATOR, ""), (ERASURE, ""), (PRUNE, ""), (DUMP, "bypassrls")];

/// Who may connect to the log, and who to the keys. The owner may by itself.
const LOG_ROLES: &[&str] = &[APP, SIGN_IN, JOBS, OPERATOR, PRUNE, DUMP];
const KEYS_ROLES: &[&str] = &[APP, ERASURE, DUMP];

/// Makes what is missing on a server that holds nothing else: the roles, and the databases `name` and `name_keys`. `admin_url`
/// is a superuser's, to any database.
///
/// # Errors
/// When the server does not answer or refuses.
pub async fn prepare_server(admin_url: &str, name: &str) -> Result<(), StoreError> {
    let mut admin = begin(admin_url).await?;
    // Nobody but its owner has any business in the databases that every server has.
    raw_sql("revoke connect, temporary on database postgres, template1 from public").execute(&mut admin).await?;
    make_database(&mut admin, admin_url, name, LOG_ROLES).await?;
    make_database(&mut admin, admin_url, &format!("{name}_keys"), KEYS_ROLES).await?;
    Ok(admin.close().await?)
}

/// Makes what is missing on a server of others: the roles, and the database of the log that `urls` name, the owner's address first.
/// Each role gets the password that stands in its address, if one does.
///
/// # Errors
/// `StoreError::Unfit` when an address is of another role, and when the server does not answer or refuses.
pub async fn prepare_log(admin_url: &str, urls: &[String]) -> Result<(), StoreError> {
    prepare(admin_url, urls, LOG_ROLES).await
}

/// The same for the database of the keys, which may be on another server.
///
/// # Errors
/// As for the log.
pub async fn prepare_keys(admin_url: &str, urls: &[String]) -> Result<(), StoreError> {
    prepare(admin_url, urls, KEYS_ROLES).await
}

async fn prepare(admin_url: &str, urls: &[String], roles: &[&str]) -> Result<(), StoreError> {
    let mut admin = begin(admin_url).await?;
    for url in urls {
        let (role, password) = account(url)?;
        if let Some(password) = password {
            let password = SqlLiteral::text(&password);
            raw_sql(AssertSqlSafe(format!("alter role {role} password {password}"))).execute(&mut admin).await?;
        }
    }
    let owner = urls.first().map(|url| PgConnectOptions::from_str(url)).transpose()?;
    let name = owner.as_ref().and_then(PgConnectOptions::get_database);
    let name = name.ok_or_else(|| StoreError::Unfit("the owner's address names no database".into()))?;
    make_database(&mut admin, admin_url, name, roles).await?;
    Ok(admin.close().await?)
}

/// Whose address it is, and the password in it.
fn account(url: &str) -> Result<(&'static str, Option<String>), StoreError> {
    let url = Url::parse(url).map_err(|error| StoreError::Unfit(format!("no address of a database: {error}")))?;
    let (role, _) = ROLES.into_iter().find(|(role, _)| *role == url.username()).ok_or_else(|| {
        let known = ROLES.map(|(role, _)| role).join(", ");
        StoreError::Unfit(format!("an address is of {:?}, and the roles are {known}", url.username()))
    })?;
    Ok((role, url.password().map(|password| percent_decode_str(password).decode_utf8_lossy().into_owned())))
}

/// With the roles made. Two processes that start at the same moment would change the same rows of the catalogs, so one waits: the
/// lock ends with the connection.
async fn begin(admin_url: &str) -> Result<PgConnection, StoreError> {
    // The driver would log the text of a slow statement, and some of these set a password.
    let mut admin = PgConnectOptions::from_str(admin_url)?.disable_statement_logging().connect().await?;
    raw_sql("select pg_advisory_lock(hashtextextended('prepare', 0))").execute(&mut admin).await?;
    for (role, with) in ROLES {
        make(&mut admin, "select from pg_roles where rolname = $1", role, &format!("create role {role} login {with}")).await?;
    }
    Ok(admin)
}

/// Makes a database, open to these roles alone.
async fn make_database(admin: &mut PgConnection, admin_url: &str, name: &str, roles: &[&str]) -> Result<(), StoreError> {
    // What another session of the same role is doing holds that session's ticket.
    const HIDE: &str = "
        revoke execute on function pg_stat_get_activity(integer), pg_stat_get_backend_activity(integer) from public;
        grant execute on function pg_stat_get_activity(integer), pg_stat_get_backend_activity(integer) to pg_monitor";
    let (quoted, roles) = (format!("\"{}\"", name.replace('"', "\"\"")), roles.join(", "));
    let create = format!("create database {quoted} owner {OWNER} template template0 encoding 'UTF8'");
    make(admin, "select from pg_database where datname = $1", name, &create).await?;
    let close = format!("revoke all on database {quoted} from public; grant connect on database {quoted} to {roles}");
    raw_sql(AssertSqlSafe(close)).execute(admin).await?;
    let mut inside = PgConnection::connect_with(&PgConnectOptions::from_str(admin_url)?.database(name)).await?;
    raw_sql(HIDE).execute(&mut inside).await?;
    Ok(inside.close().await?)
}

async fn make(admin: &mut PgConnection, exists: &'static str, name: &str, create: &str) -> Result<(), StoreError> {
    if query(exists).bind(name).fetch_optional(&mut *admin).await?.is_none() {
        raw_sql(AssertSqlSafe(create.to_owned())).execute(admin).await?;
    }
    Ok(())
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn an_address_says_whose_it_is_and_the_password() {
        assert_eq!(account("postgres://kt_app:a%2Fb%27c+d@host/log").unwrap(), (APP, Some("a/b'c+d".into())));
        assert_eq!(account("postgres://kt_jobs@host/log").unwrap(), (JOBS, None));
        for wrong in ["postgres://postgres:x@host/log", "postgres://host/log", "nonsense"] {
            assert!(matches!(account(wrong), Err(StoreError::Unfit(_))), "{wrong}");
        }
    }
}
