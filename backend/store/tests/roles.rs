//! The roles of the databases: what each may do, as the catalogs say, in one table that is kept beside this; and each tries what it must
//! not be able to do.
//!
//! A binary of its own, with a server of its own: roles belong to the whole server.

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::{AssertSqlSafe, Connection, PgConnection, query_as, query_scalar, raw_sql};
use std::{collections::BTreeMap, fmt::Write, fs};
use store::{APP, DUMP, ERASURE, JOBS, OPERATOR, OWNER, PRUNE, SIGN_IN, cluster::SUPERUSER};
use testing::{TestSchool, TestStore};

/// Every role, and what it is for.
const ROLES: [(&str, &str); 8] = [
    (OWNER, "migrates; owns every table and function"),
    (APP, "the running product: pages and commands of a school that it has a ticket for"),
    (SIGN_IN, "sessions and links, of whoever brings the secret"),
    (JOBS, "the daily jobs: gives tickets"),
    (OPERATOR, "the command line: opens schools, makes links, gives tickets"),
    (ERASURE, "destroys keys of a school that it has a ticket for"),
    (PRUNE, "removes sealed fields whose time is over, of a school that it has a ticket for"),
    (DUMP, "reads everything, for a backup"),
];

/// What a role may do with each table, view and function of a database. A right on some columns alone names them.
const RIGHTS: &str = "
    select c.relname::text, string_agg(r.right_text, ' ' order by r.n)
      from pg_class c,
           lateral (select n, case when has_table_privilege($1, c.oid, kind) then lower(kind)
                                   else lower(kind) || ' (' || columns || ')' end
                      from (values (1, 'SELECT'), (2, 'INSERT'), (3, 'UPDATE'), (4, 'DELETE'), (5, 'TRUNCATE'),
                                   (6, 'REFERENCES'), (7, 'TRIGGER')) k (n, kind),
                           lateral (select string_agg(attname::text, ', ' order by attnum) from pg_attribute a
                                     where a.attrelid = c.oid and attnum > 0 and not attisdropped
                                       and kind in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                                       and has_column_privilege($1, c.oid, attnum, kind)) l (columns)
                     where has_table_privilege($1, c.oid, kind) or columns is not null) r (n, right_text)
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
     group by 1
    union all
    select proname::text, 'call' from pg_proc p
     where pronamespace = 'public'::regnamespace and has_function_privilege($1, p.oid, 'EXECUTE')
     order by 2, 1";

async fn rights(all: &mut PgConnection, role: &str, which: &str, text: &mut String) {
    let may_connect: bool = query_scalar("select has_database_privilege($1, current_database(), 'CONNECT')")
        .bind(role)
        .fetch_one(&mut *all)
        .await
        .unwrap();
    if !may_connect {
        return;
    }
    let rights: Vec<(String, String)> = query_as(RIGHTS).bind(role).fetch_all(all).await.unwrap();
    let mut by_right: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    rights.iter().for_each(|(what, right)| by_right.entry(right).or_default().push(what));
    writeln!(text, "    connects to the {which}").unwrap();
    for (right, what) in by_right {
        writeln!(text, "        {right}: {}", what.join(", ")).unwrap();
    }
}

#[tokio::test]
async fn the_table_of_roles_says_what_the_catalogs_say() {
    let ground = TestStore::live().await;
    let (mut log, mut keys) = (ground.connect(SUPERUSER).await, ground.connect_keys(SUPERUSER).await);
    let mut text =
        "What each role of the databases can do, as their catalogs say. Row-level security and tickets hold besides.\n\
                    WRITE_ROLES=1 cargo test -p store --test roles writes this file; that test also tries what is not in it.\n"
            .to_owned();
    for (role, what_for) in ROLES {
        let attributes: Option<String> = query_scalar(
            "select nullif(concat_ws(', ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'passes row-level security' end,
                           case when rolcreaterole then 'makes roles' end, case when rolcreatedb then 'makes databases' end,
                           (select 'acts as ' || string_agg(o.rolname, ', ') from pg_roles o
                             where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member'))), '')
               from pg_roles r where rolname = $1",
        )
        .bind(role)
        .fetch_one(&mut log)
        .await
        .unwrap();
        writeln!(text, "\n{role}: {what_for}{}", attributes.map(|all| format!("; {all}")).unwrap_or_default()).unwrap();
        if role != OWNER {
            rights(&mut log, role, "log", &mut text).await;
            rights(&mut keys, role, "keys", &mut text).await;
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/WHAT-EACH-ROLE-CAN-DO.txt");
    if std::env::var_os("WRITE_ROLES").is_some() {
        fs::write(path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap_or_default(), text, "run with WRITE_ROLES=1 and look at the difference");
    let others: Vec<String> =
        query_scalar("select rolname::text from pg_roles where rolname like 'kt\\_%' and rolname <> all($1)")
            .bind(ROLES.map(|(role, _)| role.to_owned()).to_vec())
            .fetch_all(&mut log)
            .await
            .unwrap();
    assert_eq!(others, [""; 0], "roles that are not in the table");
}

/// What the server answers to a statement that it refuses.
async fn refused(conn: &mut PgConnection, sql: &str) -> String {
    match raw_sql(AssertSqlSafe(sql)).execute(conn).await {
        Ok(_) => panic!("not refused: {sql}"),
        Err(error) => error.to_string(),
    }
}

async fn count(conn: &mut PgConnection, table: &str) -> i64 {
    query_scalar(AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(conn).await.unwrap()
}

async fn name_and_prove(conn: &mut PgConnection, school: &TestSchool<'_>, ticket: &str) {
    let names = sqlx::query("select set_config('app.tenant', $1, false), set_config('app.ticket', $2, false)");
    names.bind(school.id.to_string()).bind(ticket).execute(conn).await.unwrap();
}

/// The key of the tickets, which no role but the owner's reads.
async fn ticket_key(ground: &TestStore) -> Vec<u8> {
    let sql = "select inner_pad from ticket_key";
    let pad: Vec<u8> = query_scalar(sql).fetch_one(&mut ground.connect(SUPERUSER).await).await.unwrap();
    pad.into_iter().map(|byte| byte ^ 0x36).collect()
}

/// A ticket as RFC 2104 makes one, by a library and not by our SQL.
fn ticket_of(key: &[u8], school: &TestSchool<'_>, until: DateTime<Utc>) -> String {
    let until = until.timestamp().to_string();
    let mac = Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(school.id.0.as_bytes()).chain_update(&until);
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{until}.{hex}")
}

const FENCED: [&str; 11] = [
    "tenant_head",
    "event",
    "event_sealed",
    "event_tag",
    "command",
    "effect",
    "view_tenant",
    "view_row",
    "access_log",
    "access_digest",
    "lookup",
];

#[tokio::test]
async fn a_stolen_runtime_account_reads_no_school_without_its_ticket() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    school.with_people().await;
    other.with_people().await;
    let (mine, theirs) = (ground.ticket(school.id).await, ground.ticket(other.id).await);
    let key = ticket_key(&ground).await;
    let (soon, over) = (Utc::now() + TimeDelta::minutes(5), Utc::now() - TimeDelta::seconds(1));
    let mut flipped = mine.clone();
    flipped.replace_range(75.., if mine.ends_with('0') { "1" } else { "0" });
    let longer = format!("{}{}", soon.timestamp() + 86_400 * 365, &mine[10..]);
    let tickets = [
        ("", "none"),
        ("x", "nonsense"),
        ("\\x00.'--", "worse nonsense"),
        (theirs.as_str(), "another school's"),
        (flipped.as_str(), "one digit changed"),
        (longer.as_str(), "made to last"),
        (&ticket_of(&key, &school, over), "expired"),
        (&ticket_of(&[0; 32], &school, soon), "forged under another key"),
    ];
    let mut stolen = ground.connect(APP).await;
    for (ticket, what) in tickets {
        name_and_prove(&mut stolen, &school, ticket).await;
        for table in FENCED {
            assert_eq!(count(&mut stolen, table).await, 0, "{what}: {table}");
        }
        let add =
            format!("insert into view_row (tenant_id, view, version, key, body) values ('{}', 'person', 1, 'x', '')", school.id);
        assert!(refused(&mut stolen, &add).await.contains("row-level security"), "{what}");
        for call in [
            format!("select log_load('{}', $t${ticket}$t$, gen_random_uuid(), gen_random_uuid(), null, null)", school.id),
            format!("select log_known('{}', $t${ticket}$t$, '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}')", school.id),
            format!("select log_inline_views('{}', $t${ticket}$t$)", school.id),
            format!("select access_log_prune('{}', 1)", school.id),
            format!("select later_events('{}', 'x', 0, '{{a}}')", school.id),
            format!(
                "select log_append('{}', $t${ticket}$t$, 0, '', 1, 0, '', now(), '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', \
                 '{{}}', '{{}}', '{{}}', '{{}}', '{{}}')",
                school.id
            ),
        ] {
            assert!(refused(&mut stolen, &call).await.contains("no ticket for this school"), "{what}: {call}");
        }
        assert_eq!(keys_seen(&ground, APP, &school, ticket).await, 0, "{what}");
    }
    for ticket in [mine, ticket_of(&key, &school, soon)] {
        name_and_prove(&mut stolen, &school, &ticket).await;
        assert!(count(&mut stolen, "event").await > 0 && count(&mut stolen, "view_row").await > 0, "so this proved something");
        let foreign = format!("event where tenant_id = '{}'", other.id);
        assert_eq!(count(&mut stolen, &foreign).await, 0);
        assert!(keys_seen(&ground, APP, &school, &ticket).await > 0);
    }
}

async fn keys_seen(ground: &TestStore, role: &str, school: &TestSchool<'_>, ticket: &str) -> i64 {
    let mut keys = ground.connect_keys(role).await;
    name_and_prove(&mut keys, school, ticket).await;
    count(&mut keys, "subject_key").await
}

const SIGN_IN_TABLES: [&str; 6] = ["identity", "membership", "session", "login_link", "failure", "ticket_key"];

#[tokio::test]
async fn each_role_tries_what_is_not_its_work() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let denied = async |role: &str, sql: &str| {
        let said = refused(&mut ground.inside(role, school.id).await, sql).await;
        assert!(said.contains("permission denied"), "{role}: {sql}: {said}");
    };
    for role in [APP, SIGN_IN, JOBS, OPERATOR, PRUNE] {
        for table in SIGN_IN_TABLES {
            denied(role, &format!("select from {table}")).await;
        }
        for change in [
            "update event set body = ''",
            "delete from event",
            "truncate event",
            "insert into event select * from event",
            "update tenant_head set chain_hash = ''",
            "update access_log set screen = ''",
            "delete from access_log",
            "create table mine ()",
            "create temporary table mine ()",
            "create function mine() returns int language sql as 'select 1'",
        ] {
            denied(role, change).await;
        }
        for (other, _) in ROLES.iter().filter(|(other, _)| *other != role) {
            denied(role, &format!("set role {other}")).await;
        }
        denied(role, "select query from pg_stat_activity").await;
    }
    // Who gives tickets reads no school; who reads one gives none.
    for role in [JOBS, OPERATOR, SIGN_IN] {
        for table in FENCED {
            denied(role, &format!("select from {table}")).await;
        }
    }
    for role in [APP, SIGN_IN, PRUNE, DUMP] {
        denied(role, &format!("select ticket_make('{}')", school.id)).await;
    }
    // Only sign-in has sessions, and only the operator makes links.
    let whom = format!("sha256('x'), '{}', '{}', 'parent'", school.id, people.mother);
    let link = format!("select login_link_make({whom}, now() + interval '10 years')");
    let session = format!("select session_begin({whom}, now(), now() + interval '10 years', '1 year')");
    for role in [APP, SIGN_IN, JOBS, PRUNE, DUMP] {
        denied(role, &link).await;
    }
    for role in [APP, SIGN_IN, JOBS, OPERATOR, PRUNE, DUMP] {
        denied(role, &session).await;
    }
    for role in [APP, JOBS, OPERATOR, PRUNE, DUMP] {
        for call in [
            "select session_find(sha256('x'), now())",
            "select session_start(sha256('x'), sha256('y'), now(), now(), '1 hour')",
            "select login_link_use(sha256('x'), 'here', now())",
            "select identity_join(sha256('x'), sha256('y'), now())",
        ] {
            denied(role, call).await;
        }
    }
    denied(DUMP, "delete from event").await;
    assert!(count(&mut ground.connect(DUMP).await, "event").await > 0, "a backup has every school");
}

#[tokio::test]
async fn only_erasure_destroys_keys_and_only_of_the_school_of_its_ticket() {
    const DESTROY: &str = "update subject_key set wrapped = null, destroyed_at = now()";
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    school.with_people().await;
    other.with_people().await;
    let ticket = ground.ticket(school.id).await;
    for role in [APP, DUMP] {
        let mut keys = ground.connect_keys(role).await;
        name_and_prove(&mut keys, &school, &ticket).await;
        for change in [DESTROY, "delete from subject_key", "truncate subject_key", "update tenant_key set wrapped = ''"] {
            assert!(refused(&mut keys, change).await.contains("permission denied"), "{role}: {change}");
        }
    }
    let mut keys = ground.connect_keys(ERASURE).await;
    name_and_prove(&mut keys, &other, &ticket).await;
    assert_eq!(raw_sql(DESTROY).execute(&mut keys).await.unwrap().rows_affected(), 0, "it has no ticket for that one");
    name_and_prove(&mut keys, &school, &ticket).await;
    assert!(raw_sql(DESTROY).execute(&mut keys).await.unwrap().rows_affected() > 0);
    let left: i64 = count(&mut ground.connect_keys(SUPERUSER).await, "subject_key where wrapped is not null").await;
    assert!(left > 0, "those of the other school stay");
}

#[tokio::test]
async fn no_link_lasts_and_no_session_begins_without_one() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let make = format!("select login_link_make(sha256($1), '{}', $2, 'parent', now() + interval '10 years')", school.id);
    let link = async |secret: &[u8], person: domain::ids::PersonId| -> bool {
        let made = query_scalar(AssertSqlSafe(make.clone())).bind(secret.to_vec()).bind(person.0);
        made.fetch_one(&mut ground.connect(OPERATOR).await).await.unwrap()
    };
    assert!(!link(b"nobody", domain::ids::PersonId(uuid::Uuid::new_v4())).await, "there is no such person");
    assert!(link(b"older", people.mother).await && link(b"newer", people.mother).await && link(b"his", people.father).await);
    let links: Vec<(bool, bool)> =
        query_as("select person_id = $1, expires_at < now() + interval '11 minutes' from login_link order by 1")
            .bind(people.mother.0)
            .fetch_all(&mut ground.connect(SUPERUSER).await)
            .await
            .unwrap();
    assert_eq!(links, [(false, true), (true, true)], "a newer link ends the older, and none lasts");

    let mut sign_in = ground.connect(SIGN_IN).await;
    const START: &str = "select session_start(sha256($1), sha256('token'), now(), now() + interval '10 years', '10 years')";
    let start = async |sign_in: &mut PgConnection, secret: &[u8]| -> bool {
        query_scalar(START).bind(secret.to_vec()).fetch_one(sign_in).await.unwrap()
    };
    assert!(!start(&mut sign_in, b"unknown").await);
    assert!(!start(&mut sign_in, b"newer").await, "it was not used");
    let used: Option<String> = query_scalar("select role from login_link_use(sha256('newer'), 'here', now())")
        .fetch_optional(&mut sign_in)
        .await
        .unwrap();
    assert_eq!(used.as_deref(), Some("parent"));
    assert!(start(&mut sign_in, b"newer").await);
    assert!(!start(&mut sign_in, b"newer").await, "a link has one session");
    let lasts: bool =
        query_scalar("select expires_at > now() + interval '14 hours' or idle_limit > interval '30 minutes' from session")
            .fetch_one(&mut ground.connect(SUPERUSER).await)
            .await
            .unwrap();
    assert!(!lasts);
    // Nobody is asked to believe that it is still yesterday.
    ground.meddle("update session set expires_at = now() - interval '1 second'").await;
    let found = "select count(*) from session_find(sha256('token'), now() - interval '1 day')";
    assert_eq!(query_scalar::<_, i64>(found).fetch_one(&mut sign_in).await.unwrap(), 0);
}

#[tokio::test]
async fn pages_see_the_schools_of_those_who_signed_in_and_no_others() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    let people = school.with_people().await;
    other.with_people().await;
    let principal = school.principal(people.mother, domain::actor::Role::Parent);
    let about = domain::policy::About::Person(people.mother);
    let pages = ground.another_pages().await;
    let before = pages.relations(&principal, about).await;
    assert!(matches!(before, Err(store::StoreError::NoTicket(_))));

    let now = Utc::now();
    let link = ground.store.create_login_link(school.id, people.mother, domain::actor::Role::Parent, now).await.unwrap();
    let signed_in = pages.use_login_link(&link, "192.0.2.1", now).await.unwrap();
    assert!(matches!(signed_in, store::Tried::Answer(Some(_))));
    assert!(pages.relations(&principal, about).await.unwrap().person(people.mother).is_some());
    let theirs = other.principal(people.mother, domain::actor::Role::Parent);
    assert!(matches!(pages.relations(&theirs, about).await, Err(store::StoreError::NoTicket(_))));
}

#[tokio::test]
async fn nobody_connects_to_the_databases_that_every_server_has() {
    let ground = TestStore::live().await;
    let may: Vec<(String, String)> = query_as(
        "select r.rolname::text, d.datname::text from pg_roles r, pg_database d
          where r.rolname like 'kt\\_%' and d.datname in ('postgres', 'template1') and has_database_privilege(r.oid, d.oid, 'CONNECT')",
    )
    .fetch_all(&mut ground.connect(SUPERUSER).await)
    .await
    .unwrap();
    assert_eq!(may, []);
    let keys = ground.settings(ERASURE).log_url;
    assert!(PgConnection::connect(&keys).await.unwrap_err().to_string().contains("permission denied"), "nor erasure to the log");
}
