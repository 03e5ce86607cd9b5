use chrono::{DateTime, Utc};
use domain::{
    actor::Role,
    contact::ContactWithdrawn,
    facts::Fact,
    ids::{Position, Tag},
    person::parent::{EndReason, ParentLinkEnded, ParentNameCorrected},
    personal::Personal,
    policy::{About, Pass, deeds},
    values::{ChangeReason, Words},
    views::{ClassRow, ClassRows, Entry, PersonRow, PersonRows, SchoolRow, SchoolRows, StudentCard, StudentCards, Timeline},
};
use sqlx::{AssertSqlSafe, query_scalar};
use store::{APP, PageReader, StoreError, cluster::SUPERUSER};
use testing::{TestPeople, TestSchool, TestStore, day, name, talk};

/// Everything that the views know of the school.
#[derive(Debug, PartialEq)]
struct Everything {
    school: Option<SchoolRow>,
    classes: Vec<ClassRow>,
    persons: Vec<PersonRow>,
    students: Vec<StudentCard>,
    timeline: Vec<Entry>,
}

async fn everything(school: &TestSchool<'_>, people: &TestPeople, as_of: Option<DateTime<Utc>>) -> Everything {
    let pass: Pass<deeds::ReadRoster> = school.pass();
    let mut reader = school.ground.store.reader(&pass, "test", as_of).await.unwrap();
    let everybody = [people.mentor, people.amira, people.milan, people.mother, people.father, people.uncle].map(Tag::person);
    let students = [people.milan, people.amira].map(Tag::student);
    let read = Everything {
        school: reader.row::<SchoolRows>(Tag::school(school.id)).await.unwrap(),
        classes: reader.rows::<ClassRows>(&[Tag::class(people.class)]).await.unwrap(),
        persons: reader.rows::<PersonRows>(&everybody).await.unwrap(),
        students: reader.rows::<StudentCards>(&students).await.unwrap(),
        timeline: reader.page::<Timeline>(Tag::student(people.amira), None, 50).await.unwrap(),
    };
    reader.finish().await.unwrap();
    read
}

fn withdrawn(entry: &Entry) -> Fact {
    let because = Personal::open(entry.student, Words::parse("Bij de verkeerde leerling.").unwrap().unwrap());
    ContactWithdrawn { contact: domain::ids::ContactId(entry.key.id), student: entry.student, because }.into()
}

#[tokio::test]
async fn a_page_as_of_now_is_the_live_page_and_as_of_then_is_what_was_live_then() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let before = everything(&school, &people, None).await;
    assert_eq!(before.students.len(), 2);
    assert_eq!(before.students[0].student, people.milan, "rows come in the order of their keys");
    assert_eq!(before.timeline.len(), 2);
    let then = Utc::now();

    school
        .append([
            withdrawn(&before.timeline[0]),
            talk(people.amira, people.uncle, day(5), "Over een open dag."),
            ParentNameCorrected {
                parent: people.mother,
                name: name(people.mother, "Elif", "Yılmaz"),
                reason: ChangeReason::Changed,
            }
            .into(),
            ParentLinkEnded { parent: people.father, student: people.amira, reason: EndReason::Mistake }.into(),
        ])
        .await;
    let after = everything(&school, &people, None).await;
    assert_ne!(after, before);
    assert_eq!(everything(&school, &people, Some(Utc::now())).await, after);
    assert_eq!(everything(&school, &people, Some(then)).await, before);
    assert_eq!(everything(&school, &people, Some(DateTime::UNIX_EPOCH)).await.school, None);
}

#[tokio::test]
async fn a_list_is_read_by_the_page_without_gap_or_repeat() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    // Several on one day, told out of order.
    for on in [9, 4, 9, 9, 2, 4, 9] {
        school.append([talk(people.amira, people.mother, day(on), "Kort gesproken.")]).await;
    }
    for as_of in [None, Some(Utc::now())] {
        let pass = school.pass_for::<deeds::ReadStudent>(people.mentor, Role::Mentor, About::Student(people.amira)).await;
        let mut reader = ground.store.reader(&pass, "student", as_of).await.unwrap();
        let list = Tag::student(people.amira);
        let whole = reader.page::<Timeline>(list, None, 50).await.unwrap();
        assert_eq!(whole.len(), 9);
        assert!(whole.is_sorted_by_key(|entry| std::cmp::Reverse((entry.occurred.on, entry.pos))));
        let (mut walked, mut before): (Vec<Entry>, Option<(_, Position)>) = (vec![], None);
        loop {
            let page = reader.page::<Timeline>(list, before, 2).await.unwrap();
            assert!(page.len() <= 2);
            let Some(last) = page.last() else { break };
            before = Some((last.occurred.on, last.pos));
            walked.extend(page);
        }
        assert_eq!(walked, whole);
        assert_eq!(reader.page::<Timeline>(Tag::student(people.milan), None, 50).await.unwrap().len(), 1);
        reader.finish().await.unwrap();
    }
}

type Access = (Option<uuid::Uuid>, String, String, String, String, String, Option<uuid::Uuid>, i64);

async fn access_log(ground: &TestStore) -> Vec<Access> {
    let all = "select actor_id, actor_role, purpose, ground, screen, about_kind, about_id, pos from access_log order by id";
    sqlx::query_as(all).fetch_all(&mut ground.connect(SUPERUSER).await).await.unwrap()
}

#[tokio::test]
async fn every_page_leaves_one_row_in_the_access_log() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let opened = Utc::now();
    let people = school.with_people().await;
    let class = school.pass_for::<deeds::ReadClass>(people.mentor, Role::Mentor, About::Class(people.class)).await;
    let evolution = school.pass_for::<deeds::ReadEvolution>(people.auditor, Role::Auditor, About::School).await;
    assert_eq!(access_log(&ground).await, [], "asking what the policy needs is no page");

    let mut reader = ground.store.reader(&class, "class-list", None).await.unwrap();
    reader.rows::<StudentCards>(&[people.amira, people.milan].map(Tag::student)).await.unwrap();
    reader.page::<Timeline>(Tag::student(people.amira), None, 50).await.unwrap();
    let head = reader.head();
    assert_eq!(reader.position(), head);
    reader.finish().await.unwrap();

    let mut reader = ground.store.reader(&evolution, "evolution", Some(opened)).await.unwrap();
    assert_eq!((reader.head(), reader.position()), (head, Position(1)));
    reader.is_about(About::Student(people.amira));
    reader.finish().await.unwrap();

    // Nobody was shown this one.
    drop(ground.store.reader(&class, "class-list", None).await.unwrap());

    let mentor: Access = (
        Some(people.mentor.0),
        "mentor".into(),
        "read_class".into(),
        "public_task".into(),
        "class-list".into(),
        "class".into(),
        Some(people.class.0),
        head.0,
    );
    let auditor: Access = (
        Some(people.auditor.0),
        "auditor".into(),
        "read_evolution".into(),
        "accountability".into(),
        "evolution".into(),
        "student".into(),
        Some(people.amira.0),
        1,
    );
    assert_eq!(access_log(&ground).await, [mentor, auditor]);
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_shown() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    ground.meddle("revoke insert on access_log from kt_app").await;
    let reader = ground.store.reader(&school.pass::<deeds::ReadRoster>(), "test", None).await.unwrap();
    assert!(matches!(reader.finish().await, Err(StoreError::Database(_))));
}

#[tokio::test]
async fn the_product_can_add_to_the_access_log_and_never_change_it() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    ground.store.reader(&school.pass::<deeds::ReadRoster>(), "test", None).await.unwrap().finish().await.unwrap();
    for sql in ["update access_log set screen = ''", "delete from access_log", "truncate access_log"] {
        let refused = sqlx::raw_sql(sql).execute(&mut ground.connect(APP).await).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{sql}: {refused}");
    }
}

#[tokio::test]
async fn without_a_school_nothing_is_found_and_nothing_is_added() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    school.with_people().await;
    ground.store.reader(&school.pass::<deeds::ReadRoster>(), "test", None).await.unwrap().finish().await.unwrap();
    let mut nobody = ground.connect(APP).await;
    for table in ["access_log", "access_digest", "lookup", "view_row", "view_tenant", "event", "event_sealed", "event_tag"] {
        let found: i64 =
            query_scalar(AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&mut nobody).await.unwrap();
        assert_eq!(found, 0, "{table}");
    }
    let added = "insert into access_log (tenant_id, seen_at, actor_role, purpose, ground, screen, about_kind, pos)
        select gen_random_uuid(), now(), 'mentor', 'x', 'x', 'x', 'school', 1";
    let refused = sqlx::raw_sql(added).execute(&mut nobody).await.unwrap_err();
    assert!(refused.to_string().contains("row-level security"), "{refused}");
}

#[tokio::test]
async fn a_page_is_of_one_moment() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let pass = school.pass_for::<deeds::ReadStudent>(people.mentor, Role::Mentor, About::Student(people.amira)).await;
    let mut reader = ground.store.reader(&pass, "student", None).await.unwrap();
    let before = reader.page::<Timeline>(Tag::student(people.amira), None, 50).await.unwrap();
    school.append([talk(people.amira, people.mother, day(6), "Terwijl iemand leest.")]).await;
    assert_eq!(reader.page::<Timeline>(Tag::student(people.amira), None, 50).await.unwrap(), before);
    assert_eq!(reader.row::<StudentCards>(Tag::student(people.amira)).await.unwrap().unwrap().moments.len(), 1);
    reader.finish().await.unwrap();
}

#[tokio::test]
async fn a_view_that_is_not_kept_up_to_date_is_not_read() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let pass = school.pass::<deeds::ReadRoster>();
    ground.meddle("update view_tenant set mode = 'retired' where name in ('student', 'timeline')").await;
    // Each change of that is counted; this one as well.
    ground.meddle("update tenant_head set view_epoch = view_epoch + 1").await;
    let mut reader = ground.store.reader(&pass, "test", None).await.unwrap();
    let students = reader.rows::<StudentCards>(&[Tag::student(people.amira)]).await;
    assert!(matches!(students, Err(StoreError::Unfit(_))), "{students:?}");
    let timeline = reader.page::<Timeline>(Tag::student(people.amira), None, 50).await;
    assert!(matches!(timeline, Err(StoreError::Unfit(_))), "{timeline:?}");
    assert_eq!(reader.rows::<ClassRows>(&[Tag::class(people.class)]).await.unwrap().len(), 1);
    let relations = ground.store.relations(&school.principal(people.mentor, Role::Mentor), About::Student(people.amira)).await;
    assert!(matches!(relations, Err(StoreError::Unfit(_))), "{relations:?}");
}

async fn mentors_page(
    store: &store::Store,
    school: &TestSchool<'_>,
    people: &TestPeople,
) -> (PageReader<deeds::ReadClass>, Vec<StudentCard>, Vec<PersonRow>) {
    let pass = school.pass_for::<deeds::ReadClass>(people.mentor, Role::Mentor, About::Class(people.class)).await;
    let mut reader = store.reader(&pass, "class-list", None).await.unwrap();
    let cards = reader.rows::<StudentCards>(&[people.amira, people.milan].map(Tag::student)).await.unwrap();
    let persons = reader.rows::<PersonRows>(&[people.mother].map(Tag::person)).await.unwrap();
    (reader, cards, persons)
}

fn full_name(card: &StudentCard) -> Option<String> {
    card.name.value().map(|name| name.full())
}

#[tokio::test]
async fn rows_come_out_sealed_and_a_page_that_may_opens_them_at_once() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let (mut reader, mut cards, mut persons) = mentors_page(&ground.store, &school, &people).await;
    assert_eq!(full_name(&cards[0]), None);
    reader.open_each(&mut cards).await.unwrap();
    reader.open(&mut persons[0]).await.unwrap();
    reader.finish().await.unwrap();
    assert_eq!(full_name(&cards[0]).as_deref(), Some("Amira Demir"));
    assert_eq!(full_name(&cards[1]).as_deref(), Some("Milan Demir"));
    let phone = persons[0].channels[0].reachable.value().map(|reachable| reachable.written());
    assert_eq!(phone.as_deref(), Some("06 0000 0012"));
}

#[tokio::test]
async fn where_the_key_is_gone_the_field_is_erased_and_the_rest_is_there() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    ground
        .meddle_with_keys("update subject_key set wrapped = null, destroyed_at = now() where retention_class = 'contact'")
        .await;
    let fresh = ground.another_store().await;
    let (mut reader, mut cards, mut persons) = mentors_page(&fresh, &school, &people).await;
    reader.open_each(&mut cards).await.unwrap();
    reader.open_each(&mut persons).await.unwrap();
    reader.finish().await.unwrap();
    assert!(persons[0].channels[0].reachable.is_erased());
    assert!(persons[0].name.as_ref().is_some_and(|name| name.value().is_some()));
    assert_eq!(full_name(&cards[0]).as_deref(), Some("Amira Demir"));
}

#[tokio::test]
async fn what_was_read_before_is_shown_again_only_while_it_stands() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let other = TestStore::another_store(&ground).await;
    let elsewhere = |fact: Fact| {
        let (other, school) = (other.clone(), &school);
        async move {
            let pass = school.pass::<deeds::CommitBatch>();
            other.append(&pass, one(school, fact)).await.unwrap();
        }
    };
    let mut seen = everything(&school, &people, None).await;
    assert_eq!(everything(&school, &people, None).await, seen, "from memory");
    for turn in 0..6 {
        let fact = talk(people.amira, people.mother, day(5 + turn), "Kort gesproken.");
        // Here, where it is known at once, and in another process, of which only the head of the log tells.
        if turn % 2 == 0 {
            _ = school.append([fact]).await
        } else {
            elsewhere(fact).await
        }
        let now = everything(&school, &people, None).await;
        assert_eq!(
            (now.timeline.len(), now.students[1].moments.len()),
            (seen.timeline.len() + 1, seen.students[1].moments.len() + 1)
        );
        assert_eq!(everything(&school, &people, Some(Utc::now())).await, now, "as the log says");
        seen = now;
    }
    // A rebuild after damage moves no position, and counts all the same.
    ground.meddle("delete from view_row where view = 'class'").await;
    ground.store.rebuild(school.id, domain::views::ALL.iter().find(|view| view.name == "class").unwrap(), |_| ()).await.unwrap();
    assert_eq!(everything(&school, &people, None).await, seen);
}

/// A command with one fact.
fn one(school: &TestSchool<'_>, fact: Fact) -> store::NewCommand {
    let actor = school.pass::<deeds::CommitBatch>().actor().author();
    let occurred = domain::time::Occurred::on(day(1));
    let event = store::NewEvent { stream: fact.stream(), expected: store::Expected::Any, occurred, fact };
    let (command_id, digest) = (domain::ids::CommandId(uuid::Uuid::new_v4()), [1; 32]);
    let (events, consistency_tags, lookups, effects) = (vec![event], vec![], vec![], vec![]);
    store::NewCommand {
        command_id,
        digest,
        actor,
        events,
        consistency_tags,
        seen: Position(0),
        lookups,
        effects,
        recorded_at: None,
    }
}
