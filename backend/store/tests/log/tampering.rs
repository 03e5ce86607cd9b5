//! Every change by somebody who can write anywhere in the database, past every rule, is found.

use crate::appending::{a_talk, somebody};
use domain::{ids::Position, person::parent::ParentNameCorrected, values::ChangeReason};
use sqlx::{AssertSqlSafe, PgConnection, raw_sql};
use store::{VerifyScope, cluster::SUPERUSER};
use testing::{TestSchool, TestStore, name};

/// The columns that the chain does not cover, and why not.
const NOT_COVERED: [(&str, &str, &str); 4] = [
    ("tenant_head", "view_epoch", "counts changes of views, which can always be built anew"),
    ("tenant_head", "log_epoch", "counts restores, says nothing about events"),
    ("tenant_head", "tenant_id", "the school would be gone, which the registry shows"),
    ("event_sealed", "tenant_id", "the same as pruning the field: the digest stays"),
];

/// A change of any value of this type into another one.
pub fn changed(column: &str, of: &str) -> String {
    match of {
        "uuid" => "gen_random_uuid()".into(),
        "text" => format!("{column} || 'x'"),
        // Also from none.
        "int2" | "int4" | "date" => format!("{column} + 1"),
        // Far away from every other row.
        "int8" => format!("{column} + 1000000"),
        "time" => format!("coalesce({column}, '00:00') + interval '1 minute'"),
        "timestamptz" => format!("{column} + interval '1 microsecond'"),
        "bytea" => format!("{column} || '\\x00'::bytea"),
        "_bytea" => format!("{column} || '\\x00'::bytea"),
        other => panic!("no change for a column of type {other}"),
    }
}

pub async fn meddle(all: &mut PgConnection, sql: String) -> u64 {
    raw_sql(AssertSqlSafe(sql)).execute(all).await.unwrap().rows_affected()
}

const TABLES: [&str; 4] = ["event", "event_sealed", "event_tag", "tenant_head"];

/// Puts the log back as it was.
async fn restore(all: &mut PgConnection) {
    for table in TABLES {
        meddle(all, format!("truncate {table}; insert into {table} select * from saved_{table}")).await;
    }
}

async fn first_bad(school: &TestSchool<'_>) -> Option<Position> {
    let verified = school.ground.store.verify(school.id, VerifyScope { views: false, ..VerifyScope::default() }, |_| ()).await;
    verified.unwrap().first_bad().map(|bad| bad.pos.unwrap())
}

#[tokio::test]
async fn every_change_to_the_log_is_found_and_located() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    for _ in 0..5 {
        school.append([a_talk(), a_talk()]).await;
    }
    let mut all = ground.connect(SUPERUSER).await;
    for table in TABLES {
        meddle(&mut all, format!("create table saved_{table} as table {table}")).await;
    }
    assert_eq!(first_bad(&school).await, None);

    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, udt_name::text from information_schema.columns where table_name = any($1)",
    )
    .bind(&TABLES[..])
    .fetch_all(&mut all)
    .await
    .unwrap();
    let mut tried = 0;
    for (table, column, of) in columns {
        if NOT_COVERED.iter().any(|(t, c, _)| (*t, *c) == (table.as_str(), column.as_str())) {
            continue;
        }
        // The tag is one of several of its event, and any of them.
        let one = match (table.as_str(), column.as_str()) {
            ("event_sealed", "pos") => "set pos = 7 where pos = 8".to_owned(),
            ("event_tag", _) => format!("set {column} = {} where pos = 6 and tag like 'contact:%'", changed(&column, &of)),
            ("tenant_head", _) => format!("set {column} = {}", changed(&column, &of)),
            _ => format!("set {column} = {} where pos = 6", changed(&column, &of)),
        };
        if (table.as_str(), column.as_str()) == ("event_sealed", "pos") {
            meddle(&mut all, "delete from event_sealed where pos = 7".into()).await;
        }
        assert_eq!(meddle(&mut all, format!("update {table} {one}")).await, 1, "{table}.{column}");
        let found = first_bad(&school).await;
        let expected = match (table.as_str(), column.as_str()) {
            ("tenant_head", "pos") => 12,
            ("tenant_head", _) => 11,
            // The event after it has a tag too many.
            ("event_sealed", "pos") | ("event_tag", "span") => 7,
            _ => 6,
        };
        assert_eq!(found, Some(Position(expected)), "{table}.{column}");
        restore(&mut all).await;
        tried += 1;
    }
    assert!(tried > 25, "{tried} columns were tried");

    let attacks = [
        ("an event in the middle is deleted", "delete from event where pos = 6", 6),
        ("the first event is deleted", "delete from event where pos = 1", 1),
        ("the tail is cut off", "delete from event where pos > 9", 10),
        ("everything is deleted", "delete from event; delete from event_sealed; delete from event_tag", 1),
        (
            "the tail is cut off and the head moved back, but its hash forgotten",
            "delete from event where pos > 9; delete from event_sealed where pos > 9; delete from event_tag where pos > 9;
             update tenant_head set pos = 9",
            9,
        ),
        (
            "two events change places",
            "update event set pos = -1 where pos = 5; update event set pos = 5 where pos = 6; update event set pos = 6 where pos = -1",
            5,
        ),
        ("a tag is added", "insert into event_tag select tenant_id, 'student:x', 6 from tenant_head", 6),
        ("a tag is added to the last event", "insert into event_tag select tenant_id, 'student:x', 11 from tenant_head", 11),
        ("a tag is added where no event is", "insert into event_tag select tenant_id, 'student:x', 0 from tenant_head", 0),
        (
            "a tag is added, and a later event is deleted",
            "insert into event_tag select tenant_id, 'student:x', 3 from tenant_head; delete from event where pos = 6",
            3,
        ),
        (
            "two sealed fields change places",
            "update event_sealed set pos = -1 where pos = 5; update event_sealed set pos = 5 where pos = 6;
             update event_sealed set pos = 6 where pos = -1",
            5,
        ),
        ("a tag runs on past the last event", "update event_tag set span = 2 where pos = 11 and tag like 'contact:%'", 12),
        (
            "a tag has no event",
            "alter table event_tag drop constraint event_tag_span_check; update event_tag set span = 0 where pos = 6",
            6,
        ),
        ("a tag is taken away", "delete from event_tag where pos = 6 and tag like 'person:%'", 6),
        (
            "an event is rewritten with a matching leaf of its own",
            "update event set leaf_hash = decode(repeat('ab', 32), 'hex'), body = convert_to('{}', 'UTF8') where pos = 6",
            6,
        ),
        ("the school goes back to nothing", "update tenant_head set pos = 0", 0),
    ];
    for (what, sql, expected) in attacks {
        meddle(&mut all, sql.into()).await;
        assert_eq!(first_bad(&school).await, Some(Position(expected)), "{what}");
        restore(&mut all).await;
    }
    assert_eq!(first_bad(&school).await, None);
}

#[tokio::test]
async fn tags_may_lie_in_any_order() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    for _ in 0..20 {
        let name_of =
            |parent| ParentNameCorrected { parent, name: name(parent, "Elif", "Demir"), reason: ChangeReason::Mistake }.into();
        let parent = somebody();
        // Tags of one event, of two that lie apart, and of a run.
        school.append([a_talk(), name_of(parent), a_talk(), name_of(parent), name_of(parent), name_of(parent)]).await;
    }
    let mut all = ground.connect(SUPERUSER).await;
    meddle(&mut all, "create table saved as table event_tag".into()).await;
    for order in ["pos desc", "tag", "pos % 2, pos", "random()", "pos"] {
        let lie = format!("truncate event_tag; insert into event_tag select * from saved order by {order}");
        meddle(&mut all, lie.clone()).await;
        assert_eq!(first_bad(&school).await, None, "{order}");
        meddle(&mut all, "delete from event_tag where pos = 17 and tag like 'person:%'".into()).await;
        assert_eq!(first_bad(&school).await, Some(Position(17)), "one is missing, {order}");
        meddle(&mut all, lie).await;
        meddle(&mut all, "update event_tag set tag = 'student:x' where pos = 17 and tag like 'person:%'".into()).await;
        assert_eq!(first_bad(&school).await, Some(Position(17)), "one is another, {order}");
    }
}
