//! Rights are read from rows in the database. Whatever somebody writes there who may write anywhere, nobody gets a right by it, and it
//! is found. The runtime role may not even write there.

use domain::{
    actor::Role,
    facts::Fact,
    ids::MessageId,
    message::{MessageSent, Side},
    person::parent::{Authority, ParentAuthorityChanged},
    personal::Personal,
    policy::{About, Denied, Pass, deeds, permit},
    values::{CustodyNote, Words},
};
use sqlx::{AssertSqlSafe, PgConnection, query, query_as, raw_sql};
use store::{AppendError, ProvedRows, Store, StoreError, VerifiedPart, VerifyScope, cluster::SUPERUSER};
use testing::{TestPeople, TestSchool, TestStore, day, phone, talk};
use uuid::Uuid;

/// A stored row: view, key, body, last position and proof.
type Row = (String, String, Vec<u8>, i64, Vec<u8>);

/// A connection that may write anywhere, with one school in mind.
async fn as_superuser(school: &TestSchool<'_>) -> PgConnection {
    let mut all = school.ground.connect(SUPERUSER).await;
    query("select set_config('app.tenant', $1, false)").bind(school.id.to_string()).execute(&mut all).await.unwrap();
    all
}

async fn rows(all: &mut PgConnection) -> Vec<Row> {
    query_as("select view, key, body, last_pos, mac from view_row where tenant_id = current_setting('app.tenant')::uuid and list is null order by view, key")
        .fetch_all(all)
        .await
        .unwrap()
}

/// Puts rows back as they were. Others stay.
async fn put_back(all: &mut PgConnection, rows: &[Row]) {
    for (view, key, body, last, mac) in rows {
        let version = domain::views::ALL.iter().find(|ours| ours.name == view).unwrap().version;
        let put = "insert into view_row (tenant_id, view, version, key, body, last_pos, mac)
            values (current_setting('app.tenant')::uuid, $1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, view, version, key) do update set body = $4, last_pos = $5, mac = $6";
        query(put).bind(view).bind(version).bind(key).bind(body).bind(last).bind(mac).execute(&mut *all).await.unwrap();
    }
}

fn cut_off(people: &TestPeople) -> Fact {
    let because = Personal::open(people.amira, CustodyNote::parse("Uitspraak.").unwrap().unwrap());
    ParentAuthorityChanged { parent: people.father, student: people.amira, authority: Authority::None, because }.into()
}

/// What the father gets of his child's timeline, in a process that just began.
async fn home(store: &Store, school: &TestSchool<'_>, people: &TestPeople) -> Result<Result<(), Denied>, StoreError> {
    let father = school.principal(people.father, Role::Parent);
    let relations = store.relations(&father, About::Student(people.amira)).await?;
    let pass: Result<Pass<deeds::ReadHome>, Denied> = permit(&father, &relations, About::Student(people.amira));
    Ok(pass.map(drop))
}

async fn proved(store: &Store, school: &TestSchool<'_>, so_far: &mut ProvedRows) -> Vec<String> {
    store.prove_rows(school.id, so_far).await.unwrap()
}

/// Of the views, as `verify` says it.
async fn verified(school: &TestSchool<'_>) -> Vec<String> {
    let verified = school.ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap();
    verified.findings.into_iter().filter(|found| found.part == VerifiedPart::Views).map(|found| found.what).collect()
}

/// In MessagePack: a name of nine letters, and a word of four.
const GIVE_BACK: &str = r"update view_row set body = decode(replace(encode(body, 'hex'),
    'a9617574686f72697479a46e6f6e65', 'a9617574686f72697479a466756c6c'), 'hex') where view in ('person', 'student')";

#[tokio::test]
async fn whatever_is_written_gives_a_father_who_was_cut_off_nothing() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let mut all = as_superuser(&school).await;
    let before = rows(&mut all).await;
    assert_eq!(home(&ground.another_store().await, &school, &people).await.unwrap(), Ok(()), "he had authority");
    school.append([cut_off(&people)]).await;
    let now = rows(&mut all).await;
    assert_eq!(home(&ground.another_store().await, &school, &people).await.unwrap(), Err(Denied::NotFound));
    assert_eq!(verified(&school).await, Vec::<String>::new());

    let (amira, father) = (format!("student:{}", people.amira), format!("person:{}", people.father));
    let only = |view: &str, key: &str| -> Vec<Row> {
        before.iter().filter(|row| (row.0.as_str(), row.1.as_str()) == (view, key)).cloned().collect()
    };
    let (old_card, old_person) = (only("student", &amira), only("person", &father));
    assert_eq!((old_card.len(), old_person.len()), (1, 1));
    let mother_as_father = format!(
        "delete from view_row where view = 'person' and key = '{father}';
         update view_row set key = '{father}' where view = 'person' and key = 'person:{}'",
        people.mother
    );
    let last = now.iter().find(|row| row.1 == amira && row.0 == "student").unwrap().3;
    let older_as_newest = format!("update view_row set last_pos = {last} where view = 'student' and key = '{amira}'");
    let remove = |view: &str, key: &str| format!("delete from view_row where view = '{view}' and key = '{key}'");
    let both: Vec<Row> = old_card.iter().chain(&old_person).cloned().collect();
    let attacks: [(&str, &[Row], String, &str); 8] = [
        ("authority is written into the rows", &[], GIVE_BACK.into(), &amira),
        ("both rows are put back from before", &both, String::new(), &amira),
        ("the card alone is put back from before", &old_card, String::new(), &amira),
        ("a card from before says that it is the last", &old_card, older_as_newest, &amira),
        ("his own row is put back from before", &old_person, String::new(), &father),
        ("his own row is removed", &[], remove("person", &father), &father),
        ("the card is removed", &[], remove("student", &amira), &amira),
        ("the mother's row is moved to him", &[], mother_as_father, &father),
    ];
    for (what, rows, sql, key) in attacks {
        put_back(&mut all, rows).await;
        raw_sql(AssertSqlSafe(sql)).execute(&mut all).await.unwrap();
        let again = ground.another_store().await;
        let got = home(&again, &school, &people).await;
        assert!(matches!(got, Err(StoreError::Damaged(_))), "{what}: {got:?}");
        let named = |found: &[String]| found.iter().any(|found| found.contains(key));
        let (by_fold, by_verify) = (proved(&again, &school, &mut ProvedRows::default()).await, verified(&school).await);
        assert!(named(&by_fold) && named(&by_verify), "{what}: {by_fold:?} {by_verify:?}");
        put_back(&mut all, &now).await;
        assert_eq!(home(&ground.another_store().await, &school, &people).await.unwrap(), Err(Denied::NotFound), "{what}: mended");
    }
    assert_eq!(proved(&ground.store, &school, &mut ProvedRows::default()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_row_of_another_school_proves_nothing_here() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    let (people, theirs) = (school.with_people().await, other.with_people().await);
    school.append([cut_off(&people)]).await;
    let mut all = as_superuser(&school).await;
    let of_theirs = rows(&mut as_superuser(&other).await).await;
    let moved: Vec<Row> = of_theirs.into_iter().filter(|row| row.1.ends_with(&theirs.father.to_string())).collect();
    put_back(&mut all, &moved).await;
    let stranger = school.principal(theirs.father, Role::Parent);
    let got = ground.another_store().await.relations(&stranger, About::Student(people.amira)).await;
    assert!(matches!(got, Err(StoreError::Damaged(_))), "{got:?}");
    let named = |found: Vec<String>| found.iter().any(|found| found.contains(&theirs.father.to_string()));
    assert!(named(proved(&ground.store, &school, &mut ProvedRows::default()).await) && named(verified(&school).await));
}

/// An append folds on what is stored, and would give what it makes of it a new proof.
#[tokio::test]
async fn no_append_makes_an_old_row_the_last_one() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let mut all = as_superuser(&school).await;
    let before = rows(&mut all).await;
    school.append([cut_off(&people)]).await;
    let now = rows(&mut all).await;
    let old: Vec<Row> = before.into_iter().filter(|row| !now.contains(row)).collect();
    let removed = old.iter().map(|row| format!("delete from view_row where view = '{}' and key = '{}';", row.0, row.1)).collect();
    assert_eq!(old.len(), 2, "the father's own row, and the card");
    for sql in [String::new(), removed] {
        put_back(&mut all, &old).await;
        raw_sql(AssertSqlSafe(sql)).execute(&mut all).await.unwrap();
        let store = ground.another_store().await;
        for fact in [talk(people.amira, people.mother, day(5), "Nog eens."), phone(people.father, "06 0000 0015")] {
            let answer = school.append_in(&store, [fact]).await;
            assert!(matches!(answer, Err(AppendError::Broken(StoreError::Damaged(_)))), "{answer:?}");
        }
        put_back(&mut all, &now).await;
    }
    let answer = school.append_in(&ground.another_store().await, [phone(people.father, "06 0000 0015")]).await;
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(verified(&school).await, Vec::<String>::new());
}

/// What the school itself writes bears the student's tag and does not touch the card.
#[tokio::test]
async fn events_that_do_not_touch_a_row_leave_it_the_last_one() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let words = Personal::open(people.amira, Words::parse("Komt u langs?").unwrap().unwrap());
    let (message, student, with) = (MessageId(Uuid::new_v4()), people.amira, people.mother);
    school.append([MessageSent { message, student, with, by: Side::School, asks: false, words }.into()]).await;
    assert_eq!(home(&ground.another_store().await, &school, &people).await.unwrap(), Ok(()));
    assert_eq!(proved(&ground.store, &school, &mut ProvedRows::default()).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_proved_once_is_not_folded_again_and_is_missed_all_the_same() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let mut all = as_superuser(&school).await;
    let before = rows(&mut all).await;
    school.append([cut_off(&people)]).await;
    let mut so_far = ProvedRows::default();
    assert_eq!(proved(&ground.store, &school, &mut so_far).await, Vec::<String>::new());
    // The school goes on, and touches neither the father nor Milan.
    school.append([talk(people.amira, people.mother, day(5), "Nog eens."), phone(people.uncle, "06 0000 0016")]).await;
    let later = rows(&mut all).await;
    let only = |rows: &[Row], key: String| rows.iter().filter(|row| row.1 == key).cloned().collect::<Vec<Row>>();
    let (father, milan) = (format!("person:{}", people.father), format!("student:{}", people.milan));
    let attacks: [(&str, Vec<Row>, String, &str); 3] = [
        ("put back", only(&before, father.clone()), String::new(), &father),
        ("removed", vec![], format!("delete from view_row where key = '{milan}'"), &milan),
        ("without proof", vec![], format!("update view_row set mac = sha256(mac) where key = '{milan}'"), &milan),
    ];
    for (what, rows, sql, key) in attacks {
        put_back(&mut all, &rows).await;
        raw_sql(AssertSqlSafe(sql)).execute(&mut all).await.unwrap();
        let found = proved(&ground.store, &school, &mut so_far).await;
        assert!(found.iter().any(|found| found.contains(key)), "{what}: {found:?}");
        put_back(&mut all, &later).await;
        assert_eq!(proved(&ground.store, &school, &mut so_far).await, Vec::<String>::new(), "{what}: mended");
        assert_eq!(proved(&ground.store, &school, &mut so_far).await, Vec::<String>::new(), "{what}: nothing new");
    }
}

/// A process that has rows in memory as of an earlier head would go on with them.
#[tokio::test]
async fn a_head_that_is_put_back_gives_nothing_back() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let remembers = ground.another_store().await;
    assert_eq!(home(&remembers, &school, &people).await.unwrap(), Ok(()));
    school.append([cut_off(&people)]).await;
    let mut all = as_superuser(&school).await;
    let put_back =
        "update tenant_head set pos = pos - 1, chain_hash = (select chain_hash from event where event.tenant_id = tenant_head.tenant_id and event.pos = tenant_head.pos - 1)
         where tenant_id = current_setting('app.tenant')::uuid";
    raw_sql(put_back).execute(&mut all).await.unwrap();
    let got = home(&remembers, &school, &people).await;
    assert!(matches!(got, Err(StoreError::Damaged(_))), "{got:?}");
}
