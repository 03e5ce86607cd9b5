//! Many writers at once: no gap, no skip, no fork, and every acknowledged event once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    facts::Fact,
    ids::{ClassId, CommandId, PersonId, Position, SchoolId, Tag},
    person::parent::ParentNameCorrected,
    policy::deeds,
    time::Occurred,
    values::ChangeReason,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, raw_sql};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};
use store::{
    APP, AppendError, AppendResult, Expected, NewCommand, NewEffect, NewEvent, Store, StoreError, VerifyScope, cluster::SUPERUSER,
};
use testing::{TestSchool, TestStore, day, enrolled, name, talk};
use uuid::Uuid;

/// A command with these facts, each after whatever its stream holds.
pub fn command(school: &TestSchool<'_>, facts: impl IntoIterator<Item = Fact>) -> NewCommand {
    expecting(school, Expected::Any, facts)
}

pub fn expecting(school: &TestSchool<'_>, expected: Expected, facts: impl IntoIterator<Item = Fact>) -> NewCommand {
    let event = |fact: Fact| NewEvent { stream: fact.stream(), expected, occurred: Occurred::on(day(1)), fact };
    NewCommand {
        command_id: CommandId(Uuid::new_v4()),
        digest: [1; 32],
        actor: school.pass::<deeds::CommitBatch>().actor().author(),
        events: facts.into_iter().map(event).collect(),
        consistency_tags: vec![],
        seen: Position(0),
        lookups: vec![],
        effects: vec![],
        recorded_at: None,
    }
}

pub fn somebody() -> PersonId {
    PersonId(Uuid::new_v4())
}

pub fn a_talk() -> Fact {
    talk(somebody(), somebody(), day(3), "Over later.")
}

async fn append(store: &Store, school: &TestSchool<'_>, command: NewCommand) -> AppendResult {
    store.append(&school.pass::<deeds::CommitBatch>(), command).await
}

/// Between 0 and `below`, from the randomness of a fresh id.
fn random(below: u64) -> u64 {
    Uuid::new_v4().as_u64_pair().1 % below
}

/// Sees one school, around the store.
async fn inside(ground: &TestStore, school: SchoolId) -> PgConnection {
    ground.inside(APP, school).await
}

/// Asks for what is after its position, over and over, as a catching-up reader does.
async fn poll(mut conn: PgConnection, school: SchoolId, done: Arc<AtomicBool>) -> Vec<(i64, Uuid)> {
    let mut seen: Vec<(i64, Uuid)> = Vec::new();
    loop {
        let over = done.load(Ordering::SeqCst);
        let after = seen.last().map_or(0, |(pos, _)| *pos);
        let rows = sqlx::query("select pos, command_id from event where tenant_id = $1 and pos > $2 order by pos")
            .bind(school.0)
            .bind(after)
            .fetch_all(&mut conn)
            .await
            .unwrap();
        seen.extend(rows.iter().map(|row| (row.get::<i64, _>(0), row.get::<Uuid, _>(1))));
        if over && rows.is_empty() {
            return seen;
        }
    }
}

/// Takes the lock on the head, as a writer elsewhere would, thinks it over, and rolls back.
async fn hesitate(mut conn: PgConnection, school: SchoolId, done: Arc<AtomicBool>) {
    while !done.load(Ordering::SeqCst) {
        let mut tx = conn.begin().await.unwrap();
        sqlx::query("update tenant_head set view_epoch = view_epoch where tenant_id = $1")
            .bind(school.0)
            .execute(&mut *tx)
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(random(8))).await;
        tx.rollback().await.unwrap();
        tokio::time::sleep(Duration::from_millis(random(20))).await;
    }
}

/// Moves the head to another epoch all the time, as no real rebuild would.
async fn never_rest(mut conn: PgConnection, school: SchoolId, done: Arc<AtomicBool>) {
    while !done.load(Ordering::SeqCst) {
        let count = sqlx::query("update tenant_head set view_epoch = view_epoch + 1 where tenant_id = $1");
        count.bind(school.0).execute(&mut conn).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rival_that_is_always_first_keeps_nobody_out() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let done = Arc::new(AtomicBool::new(false));
    let rival = tokio::spawn(never_rest(inside(&ground, school.id).await, school.id, done.clone()));
    for n in 1..=50 {
        let appended = append(&ground.store, &school, command(&school, [a_talk()])).await.unwrap();
        assert_eq!(appended.first, Position(n + 1), "one event each, after the school's own");
    }
    done.store(true, Ordering::SeqCst);
    rival.await.unwrap();
    assert_eq!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_four_writers_leave_no_gap_and_a_polling_reader_skips_nothing() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    // Two processes, so that not one queue but the lock on the head keeps the order.
    let stores = [ground.store.clone(), ground.another_store().await];
    let done = Arc::new(AtomicBool::new(false));
    let reader = tokio::spawn(poll(inside(&ground, school.id).await, school.id, done.clone()));
    let hesitant = tokio::spawn(hesitate(inside(&ground, school.id).await, school.id, done.clone()));
    let taken = talk(somebody(), somebody(), day(3), "Al verteld.");
    school.append([taken.clone()]).await;

    let writer = async |i: usize| {
        let mut acknowledged = Vec::new();
        for _ in 0..25 {
            tokio::time::sleep(Duration::from_millis(random(4))).await;
            let one = command(&school, [a_talk(), a_talk()]);
            let id = one.command_id.0;
            acknowledged.push((append(&stores[i % 2], &school, one).await.unwrap(), id));
            // A refusal draws no position.
            let stale = expecting(&school, Expected::NoStream, [taken.clone()]);
            assert!(matches!(append(&stores[i % 2], &school, stale).await, Err(AppendError::Stale)));
        }
        acknowledged
    };
    let acknowledged = futures::future::join_all((0..24).map(writer)).await.concat();
    done.store(true, Ordering::SeqCst);
    hesitant.await.unwrap();
    let seen = reader.await.unwrap();

    assert!(seen.iter().map(|(pos, _)| *pos).eq(1..=2 + 24 * 25 * 2), "no gap, no skip, no event twice");
    for (appended, id) in &acknowledged {
        let at: Vec<i64> = seen.iter().filter(|(_, command)| command == id).map(|(pos, _)| *pos).collect();
        assert_eq!(at, [appended.first.0, appended.last.0], "acknowledged once, and that is where it stands");
    }
    assert_eq!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_wins_a_version() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let stores = [ground.store.clone(), ground.another_store().await];
    let parent = somebody();
    for round in 0..10 {
        let correct = |i: usize| {
            let fact = ParentNameCorrected { parent, name: name(parent, "Elif", "Demir"), reason: ChangeReason::Mistake }.into();
            append(&stores[i % 2], &school, expecting(&school, Expected::Exactly(round), [fact]))
        };
        let answers = futures::future::join_all((0..16).map(correct)).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(AppendError::Stale))));
    }
    let fact: Fact = ParentNameCorrected { parent, name: name(parent, "Elif", "Demir"), reason: ChangeReason::Mistake }.into();
    let pass = school.pass::<deeds::CommitBatch>();
    let loaded = ground.store.load(&pass, fact.stream(), CommandId(Uuid::new_v4())).await.unwrap();
    assert_eq!((loaded.version, loaded.facts.len()), (10, 10));
}

#[tokio::test]
async fn nothing_is_decided_on_a_stream_that_misses_an_event_or_cannot_be_read() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let parent = somebody();
    let fact: Fact = ParentNameCorrected { parent, name: name(parent, "Elif", "Demir"), reason: ChangeReason::Mistake }.into();
    for version in 0..3 {
        append(&ground.store, &school, expecting(&school, Expected::Exactly(version), [fact.clone()])).await.unwrap();
    }
    let pass = school.pass::<deeds::CommitBatch>();
    let load = async || ground.store.load(&pass, fact.stream(), CommandId(Uuid::new_v4())).await;
    assert_eq!(load().await.unwrap().facts.len(), 3);
    ground.meddle("update event set schema_ver = 99 where stream_ver = 2").await;
    assert!(matches!(load().await, Err(StoreError::Damaged(why)) if why.contains("newer than this program")));
    ground.meddle("delete from event where stream_ver = 2").await;
    assert!(matches!(load().await, Err(StoreError::Damaged(why)) if why.contains("misses events")));
}

/// Row-level security asks which school it is; whatever order PostgreSQL would like best, it is named by then.
#[tokio::test]
async fn a_stream_is_loaded_whatever_plan_postgresql_prefers() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let fact = a_talk();
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [fact.clone()])).await.unwrap();
    let ways = ["nestloop", "hashjoin", "mergejoin", "seqscan", "indexscan", "bitmapscan", "sort", "material", "memoize"];
    for way in ways {
        let owner = &mut ground.connect(SUPERUSER).await;
        let set = |how: &str| format!("do $$ begin execute format('alter database %I {how}', current_database()); end $$");
        raw_sql(AssertSqlSafe(set(&format!("set enable_{way} = off")))).execute(&mut *owner).await.unwrap();
        let load = ground.another_store().await;
        let loaded = load.load(&school.pass::<deeds::CommitBatch>(), fact.stream(), CommandId(Uuid::new_v4())).await;
        assert_eq!(loaded.unwrap().facts.len(), 1, "without {way}");
        raw_sql(AssertSqlSafe(set(&format!("reset enable_{way}")))).execute(owner).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_command_fifty_times_is_one_event_and_fifty_equal_answers() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let stores = [ground.store.clone(), ground.another_store().await];
    let (id, fact) = (CommandId(Uuid::new_v4()), a_talk());
    let again = |i: usize| {
        let command = NewCommand { command_id: id, ..expecting(&school, Expected::NoStream, [fact.clone()]) };
        append(&stores[i % 2], &school, command)
    };
    let answers = futures::future::join_all((0..50).map(again)).await;
    let answers: Vec<_> = answers.into_iter().map(|answer| answer.unwrap()).collect();
    assert!(answers.iter().all(|answer| (answer.first, answer.last) == (Position(2), Position(2))));
    assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
    assert_eq!(school.append([a_talk()]).await.first, Position(3));
}

#[tokio::test]
async fn an_id_that_was_used_for_something_else_is_refused() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let first = command(&school, [a_talk()]);
    let other = NewCommand { command_id: first.command_id, digest: [2; 32], ..command(&school, [a_talk()]) };
    append(&ground.store, &school, first).await.unwrap();
    assert!(matches!(append(&ground.store, &school, other).await, Err(AppendError::ReusedCommand)));
}

#[tokio::test]
async fn the_digest_of_a_command_is_the_schools_own() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    let digest =
        async |school: &TestSchool<'_>, name, json: &[u8]| ground.store.command_digest(school.id, name, json).await.unwrap();
    assert_eq!(digest(&school, "record_contact", b"{}").await, digest(&school, "record_contact", b"{}").await);
    assert_ne!(digest(&school, "record_contact", b"{}").await, digest(&other, "record_contact", b"{}").await);
    assert_ne!(digest(&school, "record_contact", b"{}").await, digest(&school, "record_contac", b"t{}").await);
}

#[tokio::test]
async fn in_a_batch_each_stands_or_falls_alone() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let parent = somebody();
    let correct = |version| {
        let fact = ParentNameCorrected { parent, name: name(parent, "Elif", "Demir"), reason: ChangeReason::Mistake }.into();
        expecting(&school, Expected::Exactly(version), [fact])
    };
    // PostgreSQL takes no zero byte in a text, so this one breaks the whole statement.
    let mut broken = command(&school, [a_talk()]);
    broken.actor.role = "mentor\0".into();
    let effects = vec![NewEffect { event: 0, kind: "letter" }];
    let with_effect = NewCommand { effects, ..command(&school, [a_talk()]) };
    let nothing = command(&school, []);
    let batch = vec![correct(0), broken, correct(1), correct(1), nothing, with_effect];
    let answers = ground.store.append_batch(&school.pass::<deeds::CommitBatch>(), batch).await.unwrap();
    assert!(matches!(
        &answers[..],
        [Ok(_), Err(AppendError::Broken(_)), Ok(_), Err(AppendError::Stale), Err(AppendError::Broken(_)), Ok(last)]
            if last.last == Position(4)
    ));
    let mut conn = inside(&ground, school.id).await;
    let effects: Vec<(i64, String)> = sqlx::query_as("select pos, status from effect").fetch_all(&mut conn).await.unwrap();
    assert_eq!(effects, [(4, "waiting".to_owned())]);
    assert!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().ok());
}

#[tokio::test]
async fn nobody_chooses_when_something_was_written_down_in_the_real_world() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let backdated = NewCommand { recorded_at: Some(chrono::Utc::now()), ..command(&school, [a_talk()]) };
    assert!(matches!(append(&ground.store, &school, backdated).await, Err(AppendError::Broken(StoreError::Unfit(_)))));
    assert_eq!(school.append([a_talk()]).await.first, Position(2), "nothing was added");
}

#[tokio::test]
async fn news_under_a_tag_that_a_decision_leans_on_makes_it_stale() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let class = ClassId(Uuid::new_v4());
    let before = school.append([a_talk()]).await.last;
    let leaning = |seen| {
        let student = somebody();
        let consistency_tags = vec![Tag::class(class), Tag::person(somebody())];
        NewCommand {
            consistency_tags,
            seen,
            ..command(&school, [enrolled(student, class, "Sem", &student.0.as_fields().0.to_string())])
        }
    };
    let first = append(&ground.store, &school, leaning(before)).await.unwrap();
    assert!(matches!(append(&ground.store, &school, leaning(before)).await, Err(AppendError::Stale)));
    append(&ground.store, &school, leaning(first.last)).await.unwrap();

    // What was sent with it is no news; what was there before it is, to each of them.
    let head = Position(first.last.0 + 1);
    let batch = vec![leaning(head), leaning(head), leaning(first.last), leaning(head)];
    let answers = ground.store.append_batch(&school.pass::<deeds::CommitBatch>(), batch).await.unwrap();
    assert!(matches!(&answers[..], [Ok(_), Ok(_), Err(AppendError::Stale), Ok(_)]));

    // Of what is sent apart only one can be right, also when it is written in one transaction.
    let head = answers.iter().flatten().map(|appended| appended.last).max().unwrap();
    let answers = futures::future::join_all((0..12).map(|_| append(&ground.store, &school, leaning(head)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(AppendError::Stale))));
}

#[tokio::test]
async fn recorded_time_never_goes_back() {
    let start: DateTime<Utc> = "2025-09-01T08:00:00.000000500Z".parse().unwrap();
    let offset = Arc::new(AtomicI64::new(0));
    let clock = offset.clone();
    let ground = TestStore::demo(move || start + TimeDelta::seconds(clock.load(Ordering::SeqCst))).await;
    let school = ground.school().await;
    let mut recorded = Vec::new();
    for seconds in [60, 3600, -7200, 3601] {
        offset.store(seconds, Ordering::SeqCst);
        school.append([a_talk()]).await;
        let last = "select recorded_at from event order by pos desc limit 1";
        let at: DateTime<Utc> = sqlx::query_scalar(last).fetch_one(&mut ground.connect(SUPERUSER).await).await.unwrap();
        recorded.push((at - start).num_seconds());
    }
    assert_eq!(recorded, [59, 3599, 3599, 3600], "whole microseconds, and an earlier clock stands still");
    assert!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().ok());
}

#[tokio::test]
async fn the_same_seed_gives_the_same_log_however_it_is_committed() {
    let mut heads = BTreeSet::new();
    for together in [false, true] {
        let moment: DateTime<Utc> = "2026-06-02T07:00:00Z".parse().unwrap();
        let ground = TestStore::demo(move || moment).await;
        let school = TestSchool { ground: &ground, id: SchoolId(Uuid::from_u128(1)) };
        ground.store.add_school(&school.pass(), "het-kompas", "Het Kompas").await.unwrap();
        let id = |n: u128| PersonId(Uuid::from_u128(n));
        let enrol = |n: u128| {
            let fact = enrolled(id(n), ClassId(Uuid::from_u128(2)), "Amira", &n.to_string());
            NewCommand { command_id: CommandId(Uuid::from_u128(n)), recorded_at: Some(moment), ..command(&school, [fact]) }
        };
        let pass = school.pass::<deeds::CommitBatch>();
        let commands = (10..30).map(enrol);
        if together {
            ground.store.append_batch(&pass, commands.collect()).await.unwrap();
        } else {
            for command in commands {
                ground.store.append(&pass, command).await.unwrap();
            }
        }
        let verified = ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap();
        assert_eq!((verified.events, verified.first_bad()), (20, None));
        heads.insert(verified.head);
    }
    assert_eq!(heads.len(), 1);
}

#[tokio::test]
async fn the_log_as_of_a_moment_ends_where_counting_says() {
    let now = Arc::new(AtomicI64::new(0));
    let clock = now.clone();
    let moment = |seconds: i64| DateTime::from_timestamp(1_760_000_000 + seconds, 0).unwrap();
    let ground = TestStore::demo(move || moment(clock.load(Ordering::SeqCst))).await;
    let school = ground.school().await;
    let mut recorded = vec![0];
    for _ in 0..40 {
        now.fetch_add(random(3) as i64, Ordering::SeqCst);
        school.append([a_talk()]).await;
        recorded.push(now.load(Ordering::SeqCst));
    }
    for at in -1..=recorded[40] + 1 {
        let reader = ground.store.reader(&school.pass::<deeds::OpenSchool>(), "test", Some(moment(at))).await.unwrap();
        let counted = recorded.iter().filter(|seconds| **seconds < at).count() as i64;
        assert_eq!(reader.position(), Position(counted), "as of {at}");
        reader.finish().await.unwrap();
    }
}
