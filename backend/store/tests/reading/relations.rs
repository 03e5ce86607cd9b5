use domain::{
    actor::{Actor, Role},
    ids::{ClassId, PersonId, SchoolId},
    person::{
        parent::{Authority, ParentAuthorityChanged},
        supporter::SupporterConfirmed,
    },
    personal::Personal,
    policy::{About, Principal, Relations},
    values::CustodyNote,
};
use testing::{TestStore, phone};
use uuid::Uuid;

/// Who and what was loaded: the actor, persons, students, classes.
type Loaded = (Option<PersonId>, Vec<PersonId>, Vec<PersonId>, Vec<ClassId>);

fn loaded(relations: Relations) -> Loaded {
    (
        relations.actor.map(|row| row.person),
        relations.persons.iter().map(|row| row.person).collect(),
        relations.students.iter().map(|card| card.student).collect(),
        relations.classes.iter().map(|row| row.class).collect(),
    )
}

#[tokio::test]
async fn the_policy_finds_whom_it_is_about_and_no_more() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let stranger = PersonId(Uuid::new_v4());
    let (mentor, mother) = (school.principal(people.mentor, Role::Mentor), school.principal(people.mother, Role::Parent));
    let uncle = school.principal(people.uncle, Role::Supporter);
    let nobody = school.principal(stranger, Role::Parent);
    let operator = Principal::as_actor(Actor::Operator { school: school.id });
    let me = Some(people.mentor);
    let (amira, milan, class) = (people.amira, people.milan, people.class);
    let cases: [(&Principal, About, Loaded); 13] = [
        (&mentor, About::School, (me, vec![], vec![], vec![])),
        (&mentor, About::Class(class), (me, vec![], vec![amira, milan], vec![class])),
        (&mentor, About::Class(ClassId(stranger.0)), (me, vec![], vec![], vec![])),
        (&mentor, About::Student(amira), (me, vec![], vec![amira], vec![class])),
        (&mentor, About::Student(stranger), (me, vec![], vec![], vec![])),
        (&mentor, About::Person(people.mother), (me, vec![people.mother], vec![amira], vec![class])),
        (&mentor, About::Person(amira), (me, vec![amira], vec![amira], vec![class])),
        (&mentor, About::Person(people.mentor), (me, vec![people.mentor], vec![], vec![])),
        (&mother, About::Person(people.mother), (Some(people.mother), vec![people.mother], vec![amira], vec![class])),
        (&uncle, About::Person(people.uncle), (Some(people.uncle), vec![people.uncle], vec![amira], vec![class])),
        (&nobody, About::Student(amira), (None, vec![], vec![amira], vec![class])),
        (&operator, About::Person(people.father), (None, vec![people.father], vec![amira], vec![class])),
        (&operator, About::School, (None, vec![], vec![], vec![])),
    ];
    for (principal, about, expected) in cases {
        let found = loaded(ground.store.relations(principal, about).await.unwrap());
        assert_eq!(found, expected, "{:?} about {about:?}", principal.actor());
    }
}

#[tokio::test]
async fn a_page_about_a_class_does_not_load_its_students_twice() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let mentor = school.principal(people.mentor, Role::Mentor);
    let (me, class) = (Some(people.mentor), people.class);
    let mut tx = ground.store.begin_page(&mentor, About::Class(class)).await.unwrap();
    let to_read = tx.relations(&mentor, About::Class(class)).await.unwrap();
    assert_eq!(loaded(to_read), (me, vec![], vec![], vec![class]));
    // Whatever was asked in this transaction before.
    for about in [About::School, About::Student(people.amira), About::Person(people.mother), About::School] {
        let to_read = tx.relations(&mentor, about).await.unwrap();
        assert_eq!(to_read, ground.store.relations(&mentor, about).await.unwrap(), "{about:?}");
    }
    tx.rollback().await.unwrap();
}

/// A helper with the number of a father who lost authority waits, in a decision and on a page, until the school knows.
#[tokio::test]
async fn whose_number_it_is_is_asked_where_rights_are_read() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let uncle = school.principal(people.uncle, Role::Supporter);
    let lets_in = async || {
        let about = About::Student(people.amira);
        let decided = ground.store.relations(&uncle, about).await.unwrap();
        let mut tx = ground.store.begin_page(&uncle, about).await.unwrap();
        let shown = tx.relations(&uncle, about).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(decided, shown);
        decided.students[0].lets_in(people.uncle)
    };
    school.append([phone(people.uncle, "06 0000 0099"), phone(people.father, "06 0000 0099")]).await;
    assert!(lets_in().await, "a father with authority");
    let because = Personal::open(people.amira, CustodyNote::parse("Uitspraak.").unwrap().unwrap());
    let (parent, student, authority) = (people.father, people.amira, Authority::None);
    school.append([ParentAuthorityChanged { parent, student, authority, because }.into()]).await;
    assert!(!lets_in().await);
    let knowing = vec![people.father];
    school.append([SupporterConfirmed { supporter: people.uncle, student, knowing }.into()]).await;
    assert!(lets_in().await);
}

#[tokio::test]
async fn another_school_has_nobody_of_this_one() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let people = school.with_people().await;
    let other = ground.school().await;
    for about in [About::Class(people.class), About::Student(people.amira), About::Person(people.mother)] {
        let found = loaded(ground.store.relations(&other.principal(people.mentor, Role::Mentor), about).await.unwrap());
        assert_eq!(found, (None, vec![], vec![], vec![]), "{about:?}");
    }
    let nowhere = Principal::as_actor(Actor::Operator { school: SchoolId(Uuid::new_v4()) });
    assert_eq!(loaded(ground.store.relations(&nowhere, About::School).await.unwrap()), (None, vec![], vec![], vec![]));
}
