//! Personal data: stored nowhere readable, bound to its place, gone when its key is gone.

use crate::appending::{command, somebody};
use chrono::{TimeDelta, Utc};
use domain::{
    ids::{PersonId, Tag},
    person::{
        details::WishesSet,
        parent::{Authority, ParentAuthorityChanged, ParentRegistered},
    },
    personal::{Personal, RetentionClass},
    policy::deeds,
    values::{CustodyNote, PersonName, Reading, SpokenLanguage, Wishes},
    views::{PersonRows, Timeline},
};
use store::{AppendError, PRUNE, StoreError, VerifyScope, cluster::SUPERUSER};
use testing::{TestSchool, TestStore, day, enrolled, name, phone, talk};
use uuid::Uuid;

/// What must never be found, and one word that must: the search itself is put to the test.
const CANARIES: [&str; 7] =
    ["Kanarievrouw", "Zwavelstaart", "0600000099", "9988776655", "geheimpje", "rechtbankbrief", "ukrainian"];
const PUBLIC: &str = "Openbaarlyceum";

fn is_in(dump: &str, word: &str) -> bool {
    let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    // Bytes are dumped as hexadecimal digits.
    dump.contains(word) || dump.contains(&hex)
}

#[tokio::test]
async fn a_dump_of_both_databases_tells_nobodys_name_number_or_words() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let (parent, student) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
    let wishes = Wishes { language: SpokenLanguage::Ukrainian, reading: Reading::Easy, interpreter: true };
    let because = CustodyNote::parse("De rechtbankbrief van maart.").unwrap().unwrap();
    school
        .append([
            domain::school::SchoolSettingsChanged { name: PUBLIC.into(), ..settings(&school) }.into(),
            ParentRegistered { parent, name: name(parent, "Kanarievrouw", "Zwavelstaart") }.into(),
            enrolled(student, people.class, "Kanarievrouw", "9988776655"),
            phone(parent, "06 0000 0099"),
            talk(people.amira, people.mother, day(4), "Een geheimpje over later."),
            ParentAuthorityChanged {
                parent: people.father,
                student: people.amira,
                authority: Authority::None,
                because: Personal::open(people.amira, because),
            }
            .into(),
            WishesSet { person: parent, wishes: Personal::open(parent, wishes) }.into(),
        ])
        .await;
    let dump = ground.dump().await + &ground.dump_keys().await;
    assert!(is_in(&dump, PUBLIC));
    for canary in CANARIES {
        assert!(!is_in(&dump, canary), "{canary} lies open");
    }
}

fn settings(school: &TestSchool<'_>) -> domain::school::SchoolSettingsChanged {
    domain::school::SchoolSettingsChanged {
        school: school.id,
        name: String::new(),
        city: None,
        student_first_hours: 24,
        parents_follow_until: Default::default(),
        reason: domain::values::ChangeReason::Changed,
    }
}

#[tokio::test]
async fn an_envelope_in_another_place_does_not_open() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    ground
        .meddle(
            "update event_sealed x set envelope = y.envelope from event_sealed y
              where x.tenant_id = y.tenant_id and x.pos = y.pos and x.n + y.n = 1",
        )
        .await;
    let pass = school.pass_for::<deeds::ReadClass>(people.mentor, domain::actor::Role::Mentor, about(&people)).await;
    // A page of the past, which is made of events. A row of today would be refused before anything is opened.
    let soon = chrono::Utc::now() + chrono::TimeDelta::minutes(1);
    let mut reader = ground.another_store().await.reader(&pass, "test", Some(soon)).await.unwrap();
    let mut row = reader.row::<PersonRows>(Tag::person(people.amira)).await.unwrap().unwrap();
    assert!(matches!(reader.open(&mut row).await, Err(StoreError::Damaged(_))));
}

fn about(people: &testing::TestPeople) -> domain::policy::About {
    domain::policy::About::Class(people.class)
}

#[tokio::test]
async fn what_was_sealed_with_a_destroyed_key_is_erased_and_nothing_more_is_sealed_with_it() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let pass = school.pass_for::<deeds::ReadClass>(people.mentor, domain::actor::Role::Mentor, about(&people)).await;
    let named = async |store: &store::Store| {
        let mut reader = store.reader(&pass, "test", None).await.unwrap();
        let mut row = reader.row::<PersonRows>(Tag::person(people.mother)).await.unwrap().unwrap();
        reader.open(&mut row).await.unwrap();
        reader.finish().await.unwrap();
        row.name.unwrap()
    };
    assert_eq!(named(&ground.store).await.value(), Some(&PersonName::new("Elif", "", "Demir").unwrap()));

    let destroyer = school.pass::<deeds::CommitBatch>();
    let classes = [RetentionClass::Identity, RetentionClass::OwnWords];
    assert_eq!(ground.store.destroy_keys(&destroyer, people.mother, &classes).await.unwrap(), 2);
    assert_eq!(ground.store.destroy_keys(&destroyer, people.mother, &classes).await.unwrap(), 0);
    for store in [&ground.store, &ground.another_store().await] {
        assert!(named(store).await.is_erased());
        let again = ParentRegistered { parent: people.mother, name: name(people.mother, "Elif", "Demir") };
        let answer = store.append(&destroyer, command(&school, [again.into()])).await;
        assert!(matches!(answer, Err(AppendError::Erased)));
    }
    // Another class of hers, and everybody else, are as they were; and the log is still whole.
    school.append([phone(people.mother, "06 0000 0013")]).await;
    assert!(ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap().ok());
}

#[tokio::test]
async fn a_pruned_field_is_erased_and_missed_until_a_fact_says_why() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let student = somebody();
    school.append([talk(student, somebody(), day(3), "Ze wil de zorg in.")]).await;
    let mut prune = ground.inside(PRUNE, school.id).await;
    let pruned =
        sqlx::query("delete from event_sealed where tenant_id = $1").bind(school.id.0).execute(&mut prune).await.unwrap();
    assert_eq!(pruned.rows_affected(), 1);
    let pass = school.pass::<deeds::CommitBatch>();
    // From its events, as a page of the past is.
    let later = Utc::now() + TimeDelta::minutes(1);
    let mut reader = ground.store.reader(&pass, "test", Some(later)).await.unwrap();
    let mut entries = reader.page::<Timeline>(Tag::student(student), None, 50).await.unwrap();
    let mut erased = 0;
    domain::personal::HoldsPersonal::each_personal(&mut entries[0], &mut |_, field| {
        erased += u32::from(field.envelope().is_none() && field.slot().is_none());
    });
    reader.finish().await.unwrap();
    assert_eq!(erased, 1);
    // The chain holds. What is told is that nothing says who removed the field, until there is a fact that does.
    let found = ground.store.verify(school.id, VerifyScope { views: false, ..VerifyScope::default() }, |_| ()).await.unwrap();
    let told: Vec<_> = found.findings.iter().map(|finding| (finding.pos.unwrap().0, finding.what.as_str())).collect();
    assert_eq!(told, [(2, "a sealed field is gone, and no fact says that it was removed")]);
}

#[tokio::test]
async fn the_timeline_holds_the_same_envelope_as_the_event() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let mut reader = ground.store.reader(&school.pass::<deeds::CommitBatch>(), "test", None).await.unwrap();
    let mut entries = reader.page::<Timeline>(Tag::student(people.amira), None, 50).await.unwrap();
    reader.finish().await.unwrap();
    let mut stored = Vec::new();
    for entry in &mut entries {
        domain::personal::HoldsPersonal::each_personal(entry, &mut |_, field| stored.extend(field.envelope().cloned()));
    }
    let mut all = ground.connect(SUPERUSER).await;
    let sealed: Vec<(Uuid, Vec<u8>)> = sqlx::query_as(
        "select e.event_id, s.envelope from event_sealed s join event e using (tenant_id, pos) where s.retention_class = 'lob'",
    )
    .fetch_all(&mut all)
    .await
    .unwrap();
    assert_eq!(stored.iter().map(|envelope| (envelope.event.0, envelope.bytes.clone())).collect::<Vec<_>>(), sealed);
}
