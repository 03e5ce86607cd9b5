use domain::{
    actor::Actor,
    ids::{ClassId, PersonId},
    lookup::{LookupChange, LookupKind},
    policy::{Principal, deeds},
    values::Channel,
};
use testing::{TestSchool, TestStore, enrolled, phone};
use uuid::Uuid;

const FIRST: &str = "+31600000012";
const SECOND: &str = "+31600000013";

async fn find(school: &TestSchool<'_>, kind: LookupKind, values: &[&str]) -> Vec<(usize, PersonId)> {
    school.ground.store.find(&school.pass::<deeds::ReadRoster>(), kind, values).await.unwrap()
}

async fn has_phone(school: &TestSchool<'_>, person: PersonId, number: &str) {
    let kind = LookupKind::of(Channel::Phone);
    let changes = vec![LookupChange::remove_all(kind, person), LookupChange::add(kind, number, person)];
    school.append_with([phone(person, number)], changes).await.unwrap();
}

fn sorted(mut people: Vec<(usize, PersonId)>) -> Vec<(usize, PersonId)> {
    people.sort_unstable();
    people
}

#[tokio::test]
async fn people_are_found_by_what_they_share_until_it_changes_or_they_are_erased() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (mother, father) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
    for parent in [mother, father] {
        has_phone(&school, parent, FIRST).await;
    }
    let both = sorted(vec![(1, mother), (1, father)]);
    assert_eq!(find(&school, LookupKind::Phone, &["+31600000099", FIRST]).await, both);
    assert_eq!(find(&school, LookupKind::Email, &[FIRST]).await, [], "another kind is another digest");
    assert_eq!(find(&ground.school().await, LookupKind::Phone, &[FIRST]).await, [], "another school finds nothing");

    // The same number again, and another one, each replace what was there.
    has_phone(&school, mother, FIRST).await;
    has_phone(&school, father, SECOND).await;
    assert_eq!(find(&school, LookupKind::Phone, &[FIRST, SECOND]).await, [(0, mother), (1, father)]);

    ground.store.remove_lookups(&school.pass::<deeds::ReadRoster>(), mother).await.unwrap();
    assert_eq!(find(&school, LookupKind::Phone, &[FIRST, SECOND]).await, [(1, father)]);
    assert!(!ground.dump().await.contains("3160000001"));
}

#[tokio::test]
async fn who_shares_a_number_is_told_also_of_what_waits_to_be_written() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (mother, father, phone) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()), LookupKind::Phone);
    has_phone(&school, mother, FIRST).await;
    has_phone(&school, father, SECOND).await;
    let operator = Principal::as_actor(Actor::Operator { school: school.id });
    let same =
        async |waiting: &[LookupChange]| ground.store.shared_reach(&operator, &[mother, father], waiting).await.unwrap().len();
    let removed = LookupChange::remove_all(phone, father);
    assert_eq!(same(&[]).await, 0);
    assert_eq!(same(&[removed.clone(), LookupChange::add(phone, FIRST, father)]).await, 1);
    has_phone(&school, father, FIRST).await;
    assert_eq!(same(&[]).await, 1);
    assert_eq!(same(&[removed]).await, 0);
}

#[tokio::test]
async fn a_number_belongs_to_one_student_of_a_school() {
    let ground = TestStore::live().await;
    let class = ClassId(Uuid::new_v4());
    let (amira, milan) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
    let (school, other) = (ground.school().await, ground.school().await);
    let numbered = |student| vec![LookupChange::add(LookupKind::StudentNumber, "1001", student)];
    school.append_with([enrolled(amira, class, "Amira", "1001")], numbered(amira)).await.unwrap();
    // She comes back after having left; another student does not take her number.
    school.append_with([enrolled(amira, class, "Amira", "1001")], numbered(amira)).await.unwrap();
    school.append_with([enrolled(milan, class, "Milan", "1001")], numbered(milan)).await.unwrap_err();
    other.append_with([enrolled(milan, class, "Milan", "1001")], numbered(milan)).await.unwrap();
    assert_eq!(find(&school, LookupKind::StudentNumber, &["1001"]).await, [(0, amira)]);
    assert_eq!(find(&other, LookupKind::StudentNumber, &["1001"]).await, [(0, milan)]);
}
