//! A tag is kept once for a run of events that have it, and every event still has its own tags.

use crate::appending::{a_talk, command, somebody};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    class::ClassOpened,
    ids::{ClassId, Position, Tag},
    policy::deeds,
    time::SchoolYear,
    views::ClassRows,
};
use store::{AppendError, NewCommand, VerifyScope, cluster::SUPERUSER};
use testing::{TestStore, enrolled};
use uuid::Uuid;

#[tokio::test]
async fn a_tag_is_one_row_for_events_that_follow_each_other_in_an_append() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let class = ClassId(Uuid::new_v4());
    let enrol = |number: &str| enrolled(somebody(), class, "Sem", number);
    // The same class again, but somebody else's talk between; and again, but in another append.
    school.append([enrol("1"), enrol("2"), a_talk(), enrol("3")]).await;
    school.append([enrol("4")]).await;
    let rows = "select pos, span from event_tag where tag = $1 order by pos";
    let rows = sqlx::query_as(rows).bind(Tag::class(class).to_string());
    let rows: Vec<(i64, i32)> = rows.fetch_all(&mut ground.connect(SUPERUSER).await).await.unwrap();
    assert_eq!(rows, [(2, 2), (5, 1), (6, 1)]);
    assert_eq!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().findings, []);
}

#[tokio::test]
async fn a_decision_is_stale_until_it_has_seen_the_last_event_of_a_run() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let class = ClassId(Uuid::new_v4());
    let run = school.append(["1", "2", "3"].map(|number| enrolled(somebody(), class, "Sem", number))).await;
    for seen in run.first.0..=run.last.0 {
        let leaning =
            NewCommand { consistency_tags: vec![Tag::class(class)], seen: Position(seen), ..command(&school, [a_talk()]) };
        // By one who must read it.
        let answer = ground.another_store().await.append(&school.pass::<deeds::CommitBatch>(), leaning).await;
        assert_eq!(matches!(answer, Err(AppendError::Stale)), seen < run.last.0, "seen up to {seen}");
    }
}

#[tokio::test]
async fn a_page_as_of_a_moment_within_a_run_has_what_was_there_then() {
    let first: DateTime<Utc> = "2026-06-02T07:00:00Z".parse().unwrap();
    let ground = TestStore::demo(move || first).await;
    let school = ground.school().await;
    let class = ClassId(Uuid::new_v4());
    let (name, school_year) = ("3B".into(), SchoolYear(2025));
    school.append([ClassOpened { school: school.id, class, name, school_year, year: Some(3), track: None }.into()]).await;
    let at = |minutes| first + TimeDelta::minutes(minutes);
    let enrol = |n: i64| {
        let fact = enrolled(somebody(), class, "Sem", &n.to_string());
        NewCommand { recorded_at: Some(at(n)), ..command(&school, [fact]) }
    };
    let batch = (1..=4).map(enrol).collect();
    ground.store.append_batch(&school.pass::<deeds::CommitBatch>(), batch).await.unwrap();
    for n in 1..=4 {
        let pass = school.pass::<deeds::ReadRoster>();
        let mut reader = ground.store.reader(&pass, "test", Some(at(n) + TimeDelta::seconds(1))).await.unwrap();
        let row = reader.row::<ClassRows>(Tag::class(class)).await.unwrap();
        reader.finish().await.unwrap();
        assert_eq!(row.map(|row| row.students.len()), Some(n as usize), "after {n}");
    }
}
