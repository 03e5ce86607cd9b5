//! The chain of the access log: no row is missed however late it commits, a page waits for nothing, one process seals at a time, and
//! rows go by a fact.

use chrono::{DateTime, Days, TimeZone, Utc};
use domain::{
    access_log::{AccessLogPruned, AccessLogSealed},
    actor::Role,
    policy::{About, deeds},
};
use sqlx::{AssertSqlSafe, PgConnection, query_scalar, raw_sql};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use store::{APP, AccessCounts, AccessHead, Store, Verified, VerifyScope, cluster::SUPERUSER};
use testing::{TestPeople, TestSchool, TestStore};
use tokio::time::{sleep, timeout};

/// A page of the mentor's class.
async fn look(school: &TestSchool<'_>, people: &TestPeople) {
    let pass = school.pass_for::<deeds::ReadClass>(people.mentor, Role::Mentor, About::Class(people.class)).await;
    school.ground.store.reader(&pass, "class-list", None).await.unwrap().finish().await.unwrap();
}

async fn verify(school: &TestSchool<'_>) -> Verified {
    school.ground.store.verify(school.id, VerifyScope { views: false, ..VerifyScope::default() }, |_| ()).await.unwrap()
}

/// Seals until no row waits. Transactions of other tests on the same server may hold it up for a moment.
async fn seal_all(store: &Store, school: &TestSchool<'_>) -> AccessHead {
    for _ in 0..200 {
        let head = store.seal_access_log(school.id).await.unwrap();
        if let (Some(head), 0) = (head, verify(school).await.access.waiting) {
            return head;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("rows still wait");
}

fn stated(head: AccessHead) -> AccessLogSealed {
    AccessLogSealed { digest: head.digest, head: head.head.iter().map(|byte| format!("{byte:02x}")).collect() }
}

#[tokio::test]
async fn rows_go_into_linked_digests_and_rows_of_jobs_wait_for_a_person() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let by_operator = school.pass::<deeds::ReadRoster>();
    ground.store.reader(&by_operator, "import", None).await.unwrap().finish().await.unwrap();
    assert_eq!(ground.store.seal_access_log(school.id).await.unwrap(), None, "nobody looked");
    look(&school, &people).await;
    let first = seal_all(&ground.store, &school).await;
    assert_eq!(seal_all(&ground.store, &school).await, first, "there is nothing new");
    look(&school, &people).await;
    let second = seal_all(&ground.store, &school).await;
    assert_eq!([first.digest, second.digest], [1, 2]);
    school.append([stated(first).into()]).await;
    let verified = verify(&school).await;
    assert_eq!((verified.access, verified.findings), (AccessCounts { digests: 2, rows: 3, waiting: 0 }, vec![]));

    let other = ground.school().await;
    assert_eq!(ground.store.seal_access_log(other.id).await.unwrap(), None, "another school has a chain of its own");
    let said = AccessLogSealed { head: "00".repeat(32), ..stated(second) };
    school.append([said.into()]).await;
    let findings = verify(&school).await.findings;
    assert_eq!(findings.iter().map(|found| found.what.as_str()).collect::<Vec<_>>(), ["the log says that digest 2 was another"]);
}

/// Somebody's transaction that notes a page, and ends when it likes.
async fn note(conn: &mut PgConnection, school: &TestSchool<'_>) {
    let id = school.id;
    let sql = format!(
        "begin; insert into access_log (tenant_id, seen_at, actor_id, actor_role, purpose, ground, screen, about_kind, pos)
         values ('{id}', clock_timestamp(), gen_random_uuid(), 'mentor', 'read_school', 'public_task', 'test', 'school', 1)"
    );
    raw_sql(AssertSqlSafe(sql)).execute(conn).await.unwrap();
}

#[tokio::test]
async fn no_row_is_missed_however_late_its_transaction_commits() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let mut readers = Vec::new();
    for _ in 0..6 {
        readers.push((ground.inside(APP, school.id).await, false));
    }
    let (mut chance, mut committed, mut digests) = (20_261_130_u64, 0, 0);
    // Transactions of other databases on the server hold the horizon back too, so it goes on until it has moved often enough.
    for step in 0..24_000 {
        if step >= 240 && digests > 3 {
            break;
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (which, what) = ((chance >> 33) as usize % 7, (chance >> 53) % 5);
        let Some((conn, open)) = readers.get_mut(which) else {
            digests = ground.store.seal_access_log(school.id).await.unwrap().map_or(digests, |head| head.digest);
            continue;
        };
        if !*open {
            note(conn, &school).await;
            *open = true;
        } else if what > 0 {
            let is_kept = what > 1;
            raw_sql(if is_kept { "commit" } else { "rollback" }).execute(conn).await.unwrap();
            (*open, committed) = (false, committed + u64::from(is_kept));
        }
    }
    for (conn, open) in &mut readers {
        if *open {
            raw_sql("commit").execute(conn).await.unwrap();
            committed += 1;
        }
    }
    seal_all(&ground.store, &school).await;
    let verified = verify(&school).await;
    assert_eq!((verified.access.rows, verified.findings), (committed, vec![]));
    assert!(committed > 40 && digests > 3, "{committed} rows in {digests} digests on the way");
}

#[tokio::test]
async fn several_processes_seal_together_and_each_row_is_in_one_digest() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let nodes = [ground.another_store().await, ground.another_store().await, ground.another_store().await];
    for _ in 0..20 {
        look(&school, &people).await;
        let [a, b, c] = &nodes;
        let sealed = tokio::join!(
            a.seal_access_log(school.id),
            b.seal_access_log(school.id),
            c.seal_access_log(school.id),
            look(&school, &people)
        );
        assert!(sealed.0.is_ok() && sealed.1.is_ok() && sealed.2.is_ok(), "{sealed:?}");
    }
    let head = seal_all(&nodes[0], &school).await;
    let verified = verify(&school).await;
    assert_eq!((verified.access.rows, verified.access.digests, verified.findings), (40, head.digest, vec![]));
}

#[tokio::test]
async fn a_page_waits_for_no_seal_and_a_second_process_leaves_it_to_the_first() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    look(&school, &people).await;
    let mut sealing = ground.connect(SUPERUSER).await;
    let lock = format!("begin; select pg_advisory_xact_lock(hashtextextended('access_digest' || '{}', 0))", school.id);
    raw_sql(AssertSqlSafe(lock)).execute(&mut sealing).await.unwrap();
    raw_sql("lock table access_digest in access exclusive mode").execute(&mut sealing).await.unwrap();
    timeout(Duration::from_secs(5), look(&school, &people)).await.expect("a page waited");
    raw_sql("rollback").execute(&mut sealing).await.unwrap();
    raw_sql(AssertSqlSafe(format!(
        "begin; select pg_advisory_xact_lock(hashtextextended('access_digest' || '{}', 0))",
        school.id
    )))
    .execute(&mut sealing)
    .await
    .unwrap();
    let left = timeout(Duration::from_secs(5), ground.store.seal_access_log(school.id)).await.expect("it waited");
    assert_eq!(left.unwrap(), None);
    raw_sql("rollback").execute(&mut sealing).await.unwrap();
    seal_all(&ground.store, &school).await;
}

#[tokio::test]
async fn the_product_cannot_choose_in_which_digest_a_row_belongs() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let id = school.id;
    let sql = format!(
        "insert into access_log (tenant_id, xid, seen_at, actor_role, purpose, ground, screen,
         about_kind, pos) values ('{id}', '3', now(), 'mentor', 'x', 'x', 'x', 'school', 1)"
    );
    let refused = raw_sql(AssertSqlSafe(sql)).execute(&mut ground.inside(APP, id).await).await.unwrap_err();
    assert!(refused.to_string().contains("permission denied"), "{refused}");
}

/// A demo's clock, so that two years pass at once. The database's own clock is far past both.
#[tokio::test]
async fn rows_go_by_a_fact_and_their_digests_stay() {
    let begin = Utc.with_ymd_and_hms(2020, 9, 1, 8, 0, 0).unwrap();
    let clock = Arc::new(Mutex::new(begin));
    let hand = clock.clone();
    let ground = TestStore::demo(move || *hand.lock().unwrap()).await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let rows = async || -> i64 {
        query_scalar("select count(*) from access_log").fetch_one(&mut ground.connect(SUPERUSER).await).await.unwrap()
    };
    let cutoff = |year: i32| -> DateTime<Utc> { Utc.with_ymd_and_hms(year, 9, 1, 0, 0, 0).unwrap() };
    look(&school, &people).await;
    seal_all(&ground.store, &school).await;
    *clock.lock().unwrap() = begin + Days::new(400);
    look(&school, &people).await;
    let second = seal_all(&ground.store, &school).await;

    assert_eq!(ground.store.access_digest_to_prune(school.id, cutoff(2020)).await.unwrap(), None);
    assert_eq!(ground.store.access_digest_to_prune(school.id, cutoff(2021)).await.unwrap(), Some(1));
    assert_eq!(ground.store.prune_access_log(school.id, 1).await.unwrap(), 1);
    let told: Vec<String> = verify(&school).await.findings.into_iter().map(|found| found.what).collect();
    assert_eq!(told, ["the rows of digest 1 are gone, and no fact says so"]);
    school.append([AccessLogPruned { through: 1 }.into(), stated(second).into()]).await;
    let verified = verify(&school).await;
    assert_eq!((verified.access, verified.findings), (AccessCounts { digests: 2, rows: 1, waiting: 0 }, vec![]));
    assert_eq!(ground.store.access_digest_to_prune(school.id, cutoff(2021)).await.unwrap(), None, "once");
    assert_eq!(rows().await, 1);

    // Whoever asks, and whatever the program's clock says: by the clock of the database it is too young.
    ground.meddle("update access_digest set sealed_at = now() - interval '23 months'").await;
    assert_eq!(ground.store.prune_access_log(school.id, 2).await.unwrap(), 0);
    assert_eq!(rows().await, 1);
}
