//! Views: as they follow the log = as they are built anew, while the school goes on working.

use crate::appending::{a_talk, command};
use domain::{contact::ContactWithdrawn, facts::Fact, ids::PersonId, personal::Personal, policy::deeds, values::Words, views};
use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};
use store::{AppendError, Rebuilt, StoreError, VerifyScope, cluster::SUPERUSER};
use testing::{TestSchool, TestStore, day, enrolled, phone, talk};
use uuid::Uuid;

type Row = (String, i16, String, Option<String>, Vec<u8>, i64, Vec<u8>);

async fn rows(ground: &TestStore) -> Vec<Row> {
    let sql = "select view, version, key, list, body, last_pos, mac from view_row order by 1, 2, 3";
    sqlx::query_as(sql).fetch_all(&mut ground.connect(SUPERUSER).await).await.unwrap()
}

async fn rebuild(school: &TestSchool<'_>) -> Vec<Rebuilt> {
    let mut all = Vec::new();
    for view in views::ALL {
        all.push(school.ground.store.rebuild(school.id, view, |_| ()).await.unwrap());
    }
    all
}

/// Some of everything, with things that come back on what was said before.
async fn live_a_little(school: &TestSchool<'_>) {
    let people = school.with_people().await;
    let told = talk(people.amira, people.mother, day(5), "Bakker worden.");
    let Fact::ContactMade(made) = &told else { panic!("a talk is a contact") };
    let because = Words::parse("Bij de verkeerde leerling.").unwrap().unwrap();
    let (contact, student) = (made.contact, made.student);
    let withdrawn = ContactWithdrawn { contact, student, because: Personal::open(student, because) };
    school.append([told.clone()]).await;
    school
        .append([withdrawn.into(), phone(people.mother, "06 0000 0014"), talk(people.milan, people.uncle, day(6), "Stage.")])
        .await;
}

#[tokio::test]
async fn rows_that_followed_the_log_are_the_rows_it_makes() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    live_a_little(&school).await;
    let followed = rows(&ground).await;
    assert!(followed.len() > 10);
    let rebuilt = rebuild(&school).await;
    assert!(rebuilt.iter().all(|view| view.changed == 0), "{rebuilt:?}");
    // The stories that this history tells: school, class, people, students and their timelines.
    assert!(rebuilt.iter().filter(|view| view.rows > 0 && view.events > 0).count() >= 5, "{rebuilt:?}");
    assert_eq!(rows(&ground).await, followed);
}

#[tokio::test]
async fn a_damaged_view_is_mended() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    live_a_little(&school).await;
    let followed = rows(&ground).await;
    ground.meddle("delete from view_row where view = 'class'").await;
    ground.meddle("update view_row set list = 'student:nobody' where view = 'timeline'").await;
    ground.meddle("insert into view_row select tenant_id, view, version, 'person:nobody', null, null, null, body, last_pos, mac from view_row where view = 'person' limit 1").await;
    let changed: Vec<u64> = rebuild(&school).await.iter().map(|view| view.changed).collect();
    let of = |name| changed[views::ALL.iter().position(|view| view.name == name).unwrap()];
    assert!(of("class") > 0 && of("timeline") > 0);
    assert_eq!((of("person"), of("school")), (1, 0));
    assert_eq!(rows(&ground).await, followed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_built_anew_while_the_school_goes_on() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    // As after a deployment that brings a view in a new form.
    ground.meddle("update tenant_head set view_epoch = view_epoch + 1; delete from view_tenant where name in ('timeline', 'person'); delete from view_row where view in ('timeline', 'person')").await;
    assert_eq!(ground.store.views_to_build(school.id).await.unwrap().len(), 2);
    let (done, told) = (AtomicBool::new(false), [const { AtomicU64::new(0) }; 2]);
    let working = async |student: PersonId, told: &AtomicU64| {
        while !done.load(Ordering::SeqCst) {
            school.append([talk(student, people.mother, day(7), "Verder.")]).await;
            told.fetch_add(1, Ordering::SeqCst);
        }
    };
    // Twice each, and on until both were told a few times: a slow disk makes each telling long, and a rebuild does not wait for it.
    let building = async {
        let mut rounds = 0;
        while rounds < 2 || told.iter().any(|told| told.load(Ordering::SeqCst) < 6) {
            for view in views::ALL {
                ground.store.rebuild(school.id, view, |_| ()).await.unwrap();
            }
            rounds += 1;
        }
        done.store(true, Ordering::SeqCst);
    };
    let all = async { tokio::join!(working(people.amira, &told[0]), working(people.milan, &told[1]), building) };
    tokio::time::timeout(Duration::from_secs(60), all).await.expect("nobody keeps the other out for ever");
    assert!(ground.store.views_to_build(school.id).await.unwrap().is_empty());
    let rebuilt = rebuild(&school).await;
    assert!(rebuilt.iter().all(|view| view.changed == 0), "{rebuilt:?}");
}

#[tokio::test]
async fn a_newer_version_takes_over_and_an_older_program_stops() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    live_a_little(&school).await;
    // What a newer program leaves behind after its change-over.
    ground.meddle("update tenant_head set view_epoch = view_epoch + 1; update view_tenant set mode = 'retired' where name = 'timeline'; insert into view_tenant select tenant_id, name, 99, pos, 'inline' from view_tenant where name = 'timeline'").await;
    let answer = ground.store.append(&school.pass::<deeds::CommitBatch>(), command(&school, [a_talk()])).await;
    assert!(matches!(answer, Err(AppendError::Broken(StoreError::Unfit(_)))));

    // And back: building ours makes it the one in use, and the other retires.
    let timeline = views::ALL.iter().find(|view| view.name == "timeline").unwrap();
    ground.store.rebuild(school.id, timeline, |_| ()).await.unwrap();
    school.append([a_talk()]).await;
    assert!(rebuild(&school).await.iter().all(|view| view.changed == 0));
}

#[tokio::test]
async fn a_row_that_cannot_be_read_stops_the_append_that_needs_it() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    ground.meddle("update view_row set body = convert_to('{}', 'UTF8') where view = 'student'").await;
    let student = PersonId(Uuid::new_v4());
    let batch = vec![
        command(&school, [talk(people.amira, people.mother, day(8), "Hapert.")]),
        command(&school, [enrolled(student, people.class, "Noor", "1003")]),
    ];
    let answers = ground.store.append_batch(&school.pass::<deeds::CommitBatch>(), batch).await.unwrap();
    assert!(matches!(&answers[..], [Err(AppendError::Broken(StoreError::Damaged(_))), Ok(_)]), "{answers:?}");
}

#[tokio::test]
async fn a_check_finds_wrong_rows_and_leaves_them() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    live_a_little(&school).await;
    ground.meddle("delete from view_row where view = 'student'").await;
    let damaged = rows(&ground).await;
    let student = views::ALL.iter().find(|view| view.name == "student").unwrap();
    let found = ground.store.compare_view(school.id, student, |_| ()).await.unwrap();
    assert!(found.changed > 0 && found.changed == found.rows, "{found:?}");
    assert_eq!(rows(&ground).await, damaged);
}

/// A type that this program never knew, and a version that it does not know yet, also of a fact that does not count in a view.
#[tokio::test]
async fn an_unknown_event_stops_what_folds_it_and_no_other_school() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    for school in [&school, &other] {
        live_a_little(school).await;
    }
    let unknown = [
        "update event set type = 'contact.guessed' where type = 'contact.made' and tenant_id = ",
        "update event set type = 'contact.made', schema_ver = 9 where type = 'contact.guessed' and tenant_id = ",
    ];
    for sql in unknown {
        let sql = sqlx::AssertSqlSafe(format!("{sql} '{}'", school.id));
        sqlx::raw_sql(sql).execute(&mut ground.connect(SUPERUSER).await).await.unwrap();
        let before = rows(&ground).await;
        for view in views::ALL {
            let stopped = ground.store.rebuild(school.id, view, |_| ()).await;
            assert!(matches!(stopped, Err(StoreError::Unreadable { .. })), "{}: {stopped:?}", view.name);
            assert_eq!(ground.store.rebuild(other.id, view, |_| ()).await.unwrap().changed, 0);
        }
        assert_eq!(rows(&ground).await, before, "nothing was dropped");
        let verified = ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap();
        assert!(verified.not_checked.iter().any(|why| why.starts_with("views")), "{verified:?}");
        // As a page of the past folds.
        let later = chrono::Utc::now() + chrono::TimeDelta::minutes(1);
        for (of, stops) in [(&school, true), (&other, false)] {
            let all: Vec<String> =
                sqlx::query_scalar("select distinct key from view_row where view = 'student' and tenant_id = $1")
                    .bind(of.id.0)
                    .fetch_all(&mut ground.connect(SUPERUSER).await)
                    .await
                    .unwrap();
            let keys: Vec<_> = all.iter().map(|key| key.parse().unwrap()).collect();
            let pass = of.pass::<deeds::CommitBatch>();
            let mut reader = ground.store.reader(&pass, "test", Some(later)).await.unwrap();
            let read = reader.rows::<views::StudentCards>(&keys).await;
            assert_eq!(matches!(read, Err(StoreError::Unreadable { .. })), stops);
        }
    }
}
