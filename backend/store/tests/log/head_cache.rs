//! A writer that remembers the end of the log appends without reading. Where it is wrong, the database says so, and it reads.

use crate::appending::{a_talk, command, expecting, somebody};
use chrono::Utc;
use domain::{
    actor::Role,
    facts::Fact,
    ids::{ClassId, EntryId, Tag},
    line::{CareerQuestion, EntryCorrected, ExperienceKind, ExperienceRecorded, Piece, Why},
    person::{parent::ParentRegistered, staff::StaffAppointed, student::EntryOpened},
    personal::Personal,
    policy::deeds,
    time::Occurred,
    values::Title,
    views::{self, PersonRows, Timeline},
};
use store::{APP, AppendError, AppendResult, Expected, NewCommand, Store, VerifyScope};
use testing::{TestSchool, TestStore, day, enrolled, name, talk};
use uuid::Uuid;

async fn append(store: &Store, school: &TestSchool<'_>, command: NewCommand) -> AppendResult {
    store.append(&school.pass::<deeds::CommitBatch>(), command).await
}

async fn assert_every_view_is_what_the_log_says(ground: &TestStore, school: &TestSchool<'_>) {
    for view in views::ALL {
        assert_eq!(ground.store.rebuild(school.id, view, |_| ()).await.unwrap().changed, 0, "{}", view.name);
    }
}

/// The database's own check, which no writer of ours can be led past: a stream begins or goes on from where it is.
#[tokio::test]
async fn a_stream_that_goes_on_from_where_it_is_not_is_refused_by_the_database() {
    const APPEND: &str = "
        with told as (select e, h.pos from event e, tenant_head h where e.pos = 1),
             another as (select jsonb_populate_record(t.e, jsonb_build_object(
                    'pos', t.pos + n, 'event_id', gen_random_uuid(), 'stream_id', $2::uuid, 'stream_ver', v)) as event
               from told t, unnest($3::int[]) with ordinality as versions (v, n))
        select log_append($1, current_setting('app.ticket'), h.pos, h.chain_hash, h.view_epoch, h.pos + cardinality($3), h.chain_hash, h.last_recorded_at,
                          array_remove(array[case when $4 > 0 then $2 end], null), array_remove(array[nullif($4, 0)], null),
                          array(select event from another), '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}') is not null
          from tenant_head h";
    let ground = TestStore::live().await;
    let school = ground.school().await;
    school.append([a_talk()]).await;
    let mut conn = ground.inside(APP, school.id).await;
    let stream = Uuid::new_v4();
    // As many events as the stream is said to hold, and the versions that are added: refused with which code.
    let gap = Some("KT001");
    let taken = Some("23505");
    for (held, versions, refused) in [
        (1, vec![2, 3], gap),
        (0, vec![1, 2], None),
        (3, vec![4], gap),
        (1, vec![2], gap),
        (0, vec![1], taken),
        (2, vec![3, 4], None),
        (4, vec![4], taken),
    ] {
        let append = sqlx::query_scalar::<_, bool>(APPEND).bind(school.id.0).bind(stream).bind(&versions).bind(held);
        match append.fetch_one(&mut conn).await {
            Ok(added) => assert!(added && refused.is_none(), "{versions:?}"),
            Err(sqlx::Error::Database(said)) => assert_eq!(said.code().as_deref(), refused, "{versions:?}"),
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn a_version_that_would_leave_a_gap_is_refused_though_nothing_was_read() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let told = talk(people.amira, people.mother, day(4), "Kort gesproken.");
    let Fact::ContactMade(contact) = &told else { unreachable!() };
    let entry = Tag::contact(contact.contact);
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [told])).await.unwrap();
    // A page puts the entry in the row cache, so that nothing of what follows need be read.
    let mut reader = ground.store.reader(&school.pass::<deeds::ReadRoster>(), "test", None).await.unwrap();
    assert!(reader.row::<Timeline>(entry).await.unwrap().is_some());
    reader.finish().await.unwrap();
    let opened = |version| {
        let fact = EntryOpened { entry, student: people.amira, as_told: Utc::now() };
        append(&ground.store, &school, expecting(&school, Expected::Exactly(version), [fact.into()]))
    };
    assert!(matches!(opened(3).await, Err(AppendError::Stale)));
    opened(0).await.unwrap();
    assert_eq!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().findings, []);
}

#[tokio::test]
async fn a_command_of_long_ago_is_answered_as_it_was() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let once = command(&school, [a_talk()]);
    let again = NewCommand { command_id: once.command_id, ..expecting(&school, Expected::NoStream, [a_talk()]) };
    let first = append(&ground.store, &school, once).await.unwrap();
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [a_talk()])).await.unwrap();
    let answer = append(&ground.store, &school, again).await.unwrap();
    assert_eq!((answer.first, answer.last, answer.repeated), (first.first, first.last, true));
}

#[tokio::test]
async fn a_row_that_was_thought_to_be_new_is_not_written_over() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let both = somebody();
    let appointed: Fact =
        StaffAppointed { school: school.id, person: both, role: Role::Mentor, name: Some(name(both, "Joke", "de Vries")) }.into();
    append(&ground.another_store().await, &school, command(&school, [appointed])).await.unwrap();
    // Reads, and from here on remembers everything but what the other process did.
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [a_talk()])).await.unwrap();
    let registered = ParentRegistered { parent: both, name: name(both, "Joke", "de Vries") }.into();
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [registered])).await.unwrap();
    assert_every_view_is_what_the_log_says(&ground, &school).await;
    let mut reader = ground.store.reader(&school.pass::<deeds::ReadRoster>(), "test", None).await.unwrap();
    let row = reader.row::<PersonRows>(Tag::person(both)).await.unwrap().unwrap();
    assert_eq!(row.roles, [Role::Mentor].into(), "still a mentor, and a parent as well");
    reader.finish().await.unwrap();
}

#[tokio::test]
async fn writers_that_take_turns_never_go_by_what_they_knew_before() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let stores = [ground.store.clone(), ground.another_store().await];
    for turn in 0..12 {
        let fact = talk(people.amira, people.mother, day(4), "Kort gesproken.");
        append(&stores[turn / 2 % 2], &school, expecting(&school, Expected::NoStream, [fact])).await.unwrap();
    }
    assert_every_view_is_what_the_log_says(&ground, &school).await;
    assert!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().ok());
}

/// What a writer that reckons the database's clock keeps in memory is what is stored: whole microseconds everywhere.
#[tokio::test]
async fn a_thing_corrected_again_and_again_is_what_the_log_says() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (entry, student) = (EntryId(Uuid::new_v4()), somebody());
    let piece = |title: &str| Piece {
        title: Personal::open(student, Title::parse(title).unwrap()),
        words: None,
        questions: vec![CareerQuestion::Work],
        builds_on: None,
    };
    let occurred = Occurred::on(day(3));
    let told =
        ExperienceRecorded { entry, student, occurred, kind: ExperienceKind::Visit, proud: false, piece: piece("Bakkerij") };
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [told.into()])).await.unwrap();
    for version in 1..=5 {
        let corrected = EntryCorrected { entry, student, piece: piece("De bakkerij"), why: Why::Mistake };
        append(&ground.store, &school, expecting(&school, Expected::Exactly(version), [corrected.into()])).await.unwrap();
    }
    assert_every_view_is_what_the_log_says(&ground, &school).await;
}

/// The student's stream of what they opened begins with their enrolment, which stands on the timeline already.
#[tokio::test]
async fn a_row_that_was_not_looked_for_and_would_not_be_written_is_looked_for() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (student, class) = (somebody(), ClassId(Uuid::new_v4()));
    let known = enrolled(student, class, "Amira", "1001");
    append(&ground.another_store().await, &school, command(&school, [known])).await.unwrap();
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [a_talk()])).await.unwrap();
    let opened = EntryOpened { entry: Tag::moment(student.0), student, as_told: Utc::now() };
    append(&ground.store, &school, expecting(&school, Expected::NoStream, [opened.into()])).await.unwrap();
    assert_every_view_is_what_the_log_says(&ground, &school).await;
}

/// A log that went back to a backup and on again, as long as it was and with another end.
#[tokio::test]
async fn a_log_of_the_same_length_that_ends_otherwise_is_read_anew() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let again = || {
        let fact = talk(people.amira, people.mother, day(4), "Kort gesproken.");
        expecting(&school, Expected::NoStream, [fact])
    };
    append(&ground.store, &school, again()).await.unwrap();
    let last = append(&ground.store, &school, again()).await.unwrap().last;
    ground
        .meddle(
            "create temporary table last as select max(pos) as pos from event;
             delete from event where pos = (select pos from last); delete from event_sealed where pos = (select pos from last);
             delete from event_tag where pos = (select pos from last); delete from command where last_pos = (select pos from last);
             delete from view_row where pos = (select pos from last);
             update tenant_head set pos = pos - 1, chain_hash = (select chain_hash from event order by pos desc limit 1)",
        )
        .await;
    assert_eq!(append(&ground.another_store().await, &school, again()).await.unwrap().last, last);
    append(&ground.store, &school, again()).await.unwrap();
    // The rows of views were put back by halves; this is about the log.
    let log = VerifyScope { views: false, ..VerifyScope::default() };
    let verified = ground.store.verify(school.id, log, |_| ()).await.unwrap();
    assert_eq!((verified.events, verified.findings), (last.0 + 1, vec![]));
}
