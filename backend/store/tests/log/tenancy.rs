//! One school never sees another; also when somebody forgets to say which school, and also in tables made next year.

use crate::appending::a_talk;
use sqlx::{AssertSqlSafe, PgConnection, query_as, query_scalar, raw_sql};
use std::collections::BTreeSet;
use store::{APP, DUMP, OWNER, PRUNE, cluster::SUPERUSER};
use testing::TestStore;
use uuid::Uuid;

/// Tables without a fence around each school, and why.
const OUTSIDE: [(&str, &str); 10] = [
    ("_sqlx_migrations", "which versions of the tables there are"),
    ("platform", "what kind of world this is; one row"),
    ("platform_key_check", "which platform key the schools' keys are wrapped with; one row"),
    ("school", "the registry: public names, read to know which schools there are"),
    ("ticket_key", "what proves a school; only functions of the owner read it; one row"),
    ("identity", "a human being of several schools; no right for any role, only through functions"),
    ("membership", "the same"),
    ("session", "no school is known before somebody has signed in; the same"),
    ("login_link", "the same"),
    ("failure", "counted before anybody is known; the same"),
];

const HISTORY: [&str; 6] = ["event", "event_sealed", "event_tag", "command", "access_log", "access_digest"];

async fn tables(all: &mut PgConnection) -> Vec<String> {
    let sql =
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1";
    query_scalar(sql).fetch_all(all).await.unwrap()
}

/// The indexes of a table, each with the column that it begins with and whether it is the key.
async fn leads(all: &mut PgConnection, table: &str) -> Vec<(String, String, bool)> {
    let sql = "select i.indexrelid::regclass::text, a.attname::text, i.indisprimary from pg_index i
                 join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                where i.indrelid = $1::regclass";
    query_as(sql).bind(table).fetch_all(all).await.unwrap()
}

/// A plan that is made while a table is empty is kept, and to it two indexes that begin alike are the same: it looked for an event
/// by its position in the index of ids, among all events of the school, until the table was analyzed.
#[tokio::test]
async fn no_two_indexes_of_a_table_begin_alike() {
    let ground = TestStore::live().await;
    for mut all in [ground.connect(SUPERUSER).await, ground.connect_keys(SUPERUSER).await] {
        for table in tables(&mut all).await {
            let leads = leads(&mut all, &table).await;
            let columns: BTreeSet<&str> = leads.iter().map(|(_, column, _)| column.as_str()).collect();
            assert_eq!(columns.len(), leads.len(), "{table}: {leads:?}");
        }
    }
}

fn is_outside(table: &str) -> bool {
    OUTSIDE.iter().any(|(outside, _)| *outside == table)
}

#[tokio::test]
async fn every_table_is_fenced_and_its_key_is_led_by_its_school() {
    let ground = TestStore::live().await;
    for (mut all, least) in [(ground.connect(SUPERUSER).await, 15), (ground.connect_keys(SUPERUSER).await, 3)] {
        let tables = tables(&mut all).await;
        assert!(tables.len() >= least, "{tables:?}");
        let unfenced: Vec<String> = query_scalar(
            "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                and not (relrowsecurity and relforcerowsecurity)",
        )
        .fetch_all(&mut all)
        .await
        .unwrap();
        assert_eq!(unfenced, ["_sqlx_migrations"]);
        for table in tables.iter().filter(|table| !is_outside(table)) {
            let leads = leads(&mut all, table).await;
            let key: Vec<&str> = leads.iter().filter(|(.., is_key)| *is_key).map(|(_, column, _)| column.as_str()).collect();
            assert_eq!(key, ["tenant_id"], "{table}: {leads:?}");
            let fences: Vec<String> =
                query_scalar("select coalesce(qual, with_check) from pg_policies where tablename = $1 and 'public' = any(roles)")
                    .bind(table)
                    .fetch_all(&mut all)
                    .await
                    .unwrap();
            assert!(!fences.is_empty() && fences.iter().all(|fence| fence.contains("app.tenant")), "{table}: {fences:?}");
            let proved: bool = query_scalar(
                "select exists (select from pg_policies where tablename = $1 and permissive = 'RESTRICTIVE'
                    and roles @> '{kt_app,kt_operator,kt_prune,kt_erasure}'::name[]
                    and qual like '%ticket_school()%' and with_check like '%ticket_school()%')",
            )
            .bind(table)
            .fetch_one(&mut all)
            .await
            .unwrap();
            assert!(proved, "{table} asks for no ticket");
        }
    }
}

#[tokio::test]
async fn the_running_product_can_only_add_to_history() {
    let ground = TestStore::live().await;
    let mut all = ground.connect(SUPERUSER).await;
    for table in HISTORY {
        for right in ["UPDATE", "DELETE", "TRUNCATE"] {
            let may: bool = query_scalar(AssertSqlSafe(match right {
                "UPDATE" => format!("select has_any_column_privilege('{APP}', '{table}', 'UPDATE')"),
                _ => format!("select has_table_privilege('{APP}', '{table}', '{right}')"),
            }))
            .fetch_one(&mut all)
            .await
            .unwrap();
            assert!(!may, "{APP} may {right} {table}");
        }
    }
    for (role, tables) in [(PRUNE, "event_sealed")] {
        let may: Vec<String> = query_scalar(
            "select distinct table_name::text from information_schema.role_table_grants where grantee = $1 and privilege_type <> 'SELECT'",
        )
        .bind(role)
        .fetch_all(&mut all)
        .await
        .unwrap();
        assert_eq!(may, [tables]);
    }
    let strong: Vec<String> =
        query_scalar("select rolname::text from pg_roles where rolname like 'kt\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)")
            .fetch_all(&mut all)
            .await
            .unwrap();
    assert_eq!(strong, [DUMP], "it reads everything, and writes nothing");
    let owned: i64 = query_scalar("select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = $1")
        .bind(APP)
        .fetch_one(&mut all)
        .await
        .unwrap();
    assert_eq!(owned, 0);
    // What runs with the owner's rights finds its tables in no schema of the caller's choice. `ticket_school` says why it may.
    let lost: Vec<String> = query_scalar(
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and proname <> 'ticket_school'
            and not coalesce(proconfig::text like '%search_path=%', false)",
    )
    .fetch_all(&mut all)
    .await
    .unwrap();
    assert_eq!(lost, [""; 0]);
    let open: Vec<String> = query_scalar(
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace
            and has_function_privilege('public', oid, 'EXECUTE')",
    )
    .fetch_all(&mut all)
    .await
    .unwrap();
    assert_eq!(open, [""; 0]);
    // A view shows its owner's rows, and a materialised one everybody's.
    let views: Vec<String> =
        query_scalar("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')")
            .fetch_all(&mut all)
            .await
            .unwrap();
    assert_eq!(views, [""; 0]);
}

#[tokio::test]
async fn without_a_school_there_is_nothing_and_nothing_can_be_added() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    school.with_people().await;
    let mut all = ground.connect(SUPERUSER).await;
    let fenced: Vec<String> = tables(&mut all).await.into_iter().filter(|table| !is_outside(table)).collect();
    let mut filled = BTreeSet::new();

    let mut conn = ground.connect(APP).await;
    let mut owner = ground.connect(OWNER).await;
    for used in [false, true] {
        if used {
            // The setting is empty now, and no longer missing.
            let sql = format!("begin; select set_config('app.tenant', '{}', true); commit", school.id);
            raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
        }
        for table in &fenced {
            assert_eq!(count(&mut conn, table).await, 0, "{table}");
            assert_refused(&mut conn, table, school.id.0).await;
            // The owner has a rule of its own for the heads.
            if table != "tenant_head" {
                assert_eq!(count(&mut owner, table).await, 0, "{table} before its owner");
            }
        }
    }

    let mut conn = ground.inside(APP, other.id).await;
    for table in &fenced {
        let sql = AssertSqlSafe(format!("select count(*) from {table} where tenant_id = $1"));
        let foreign: i64 = query_scalar(sql).bind(school.id.0).fetch_one(&mut conn).await.unwrap();
        assert_eq!(foreign, 0, "{table}");
        assert_refused(&mut conn, table, school.id.0).await;
        if count(&mut all, table).await > 0 {
            filled.insert(table.as_str());
        }
    }
    for table in ["event", "event_sealed", "event_tag", "command", "tenant_head", "view_row", "view_tenant"] {
        assert!(filled.contains(table), "{table} was empty, so this proved nothing");
    }
}

async fn count(conn: &mut PgConnection, table: &str) -> i64 {
    query_scalar(AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(conn).await.unwrap()
}

async fn assert_refused(conn: &mut PgConnection, table: &str, school: Uuid) {
    let sql = format!("insert into {table} (tenant_id) values ('{school}')");
    let refused = raw_sql(AssertSqlSafe(sql)).execute(conn).await.unwrap_err().to_string();
    assert!(refused.contains("row-level security") || refused.contains("permission denied"), "{table}: {refused}");
}

#[tokio::test]
async fn a_job_sees_where_each_log_ends() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    other.append([a_talk()]).await;
    let heads = ground.store.heads().await.unwrap();
    let head = |school| heads.iter().find(|(id, _)| *id == school).map(|(_, pos)| pos.0);
    assert_eq!((heads.len(), head(school.id), head(other.id)), (2, Some(1), Some(2)));
    assert_eq!(ground.store.schools().await.unwrap().len(), 2);
}
