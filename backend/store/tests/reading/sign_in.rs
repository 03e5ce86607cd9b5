use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{actor::Role, ids::PersonId};
use sha2::{Digest, Sha256};
use store::{APP, Membership, NewSession, SignInSecret, StoreError, cluster::SUPERUSER};
use testing::{TestSchool, TestStore};
use uuid::Uuid;

fn someone() -> PersonId {
    PersonId(Uuid::new_v4())
}

async fn sign_in(school: &TestSchool<'_>, person: PersonId, role: Role, now: DateTime<Utc>) -> NewSession {
    let store = &school.ground.store;
    let link = store.create_login_link(school.id, person, role, now).await.unwrap();
    store.use_login_link(&link, now).await.unwrap().unwrap()
}

async fn is_in(ground: &TestStore, session: &NewSession, now: DateTime<Utc>) -> bool {
    ground.store.session(&session.secret, now).await.unwrap().is_some()
}

#[tokio::test]
async fn a_link_signs_in_once_within_ten_minutes() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (mother, now) = (someone(), Utc::now());
    let link = || ground.store.create_login_link(school.id, mother, Role::Parent, now);

    let used = link().await.unwrap();
    let stands = async |link, after| ground.store.login_link_stands(link, now + TimeDelta::minutes(after)).await.unwrap();
    assert!(stands(&used, 9).await && stands(&used, 9).await, "looking does not use it up");
    let session = ground.store.use_login_link(&used, now + TimeDelta::minutes(9)).await.unwrap().unwrap();
    assert_eq!(session.signed_in.principal, school.principal(mother, Role::Parent));
    assert!(ground.store.use_login_link(&used, now).await.unwrap().is_none(), "used");
    assert!(!stands(&used, 0).await);
    let old = link().await.unwrap();
    assert!(ground.store.use_login_link(&old, now + TimeDelta::minutes(10)).await.unwrap().is_none(), "too old");
    assert!(!stands(&old, 10).await);
    let made_up = SignInSecret::parse(&session.secret.reveal()).unwrap();
    assert!(ground.store.use_login_link(&made_up, now).await.unwrap().is_none(), "a session is no link");
    assert!(ground.store.session(&link().await.unwrap(), now).await.unwrap().is_none(), "a link is no session");
}

#[tokio::test]
async fn of_many_who_use_one_link_at_once_one_comes_in() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let now = Utc::now();
    let link = ground.store.create_login_link(school.id, someone(), Role::Parent, now).await.unwrap();
    let tries = (0..8).map(|_| {
        let (store, link) = (ground.store.clone(), link.clone());
        tokio::spawn(async move { store.use_login_link(&link, now).await.unwrap().is_some() })
    });
    let mut came_in = 0;
    for attempt in tries.collect::<Vec<_>>() {
        came_in += usize::from(attempt.await.unwrap());
    }
    assert_eq!(came_in, 1);
}

#[tokio::test]
async fn a_session_ends_when_nobody_is_there_and_at_last() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let now = Utc::now();
    // Role, minutes without a request, hours in all.
    let lasts = [
        (Role::Student, 30, 12),
        (Role::Parent, 30, 12),
        (Role::Supporter, 30, 12),
        (Role::Mentor, 30, 10),
        (Role::CareerLead, 30, 10),
        (Role::SchoolAdmin, 15, 4),
        (Role::Auditor, 15, 4),
    ];
    for (role, idle, at_most) in lasts {
        let left_alone = sign_in(&school, someone(), role, now).await;
        assert!(!is_in(&ground, &left_alone, now + TimeDelta::minutes(idle)).await, "{role:?} idle");
        assert!(is_in(&ground, &left_alone, now + TimeDelta::minutes(idle) - TimeDelta::seconds(1)).await, "{role:?}");

        let busy = sign_in(&school, someone(), role, now).await;
        let mut moment = now;
        while moment < now + TimeDelta::hours(at_most) {
            assert!(is_in(&ground, &busy, moment).await, "{role:?} at {}", moment - now);
            moment += TimeDelta::minutes(10);
        }
        assert!(!is_in(&ground, &busy, now + TimeDelta::hours(at_most)).await, "{role:?} at last");
    }
}

#[tokio::test]
async fn a_sign_of_life_is_written_once_a_minute() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let now = Utc::now();
    let session = sign_in(&school, someone(), Role::Mentor, now).await;
    // Seconds after signing in: when they ask for something, and what is known of it then.
    for (asks_at, known) in [(59, 0), (61, 61), (120, 61), (122, 122)] {
        assert!(is_in(&ground, &session, now + TimeDelta::seconds(asks_at)).await);
        let last_seen = "select extract(epoch from last_seen_at - created_at)::bigint from session";
        let last_seen: i64 = sqlx::query_scalar(last_seen).fetch_one(&mut ground.connect(SUPERUSER).await).await.unwrap();
        assert_eq!(last_seen, known);
    }
}

#[tokio::test]
async fn every_sign_in_is_a_new_session_and_signing_out_ends_one() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (mentor, now) = (someone(), Utc::now());
    // Planted in a browser before sign-in, it never becomes a session.
    let planted = SignInSecret::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
    let (one, two) = (sign_in(&school, mentor, Role::Mentor, now).await, sign_in(&school, mentor, Role::Mentor, now).await);
    assert!(ground.store.session(&planted, now).await.unwrap().is_none());
    assert_ne!(one.secret.reveal(), two.secret.reveal());

    ground.store.sign_out(one.signed_in.session).await.unwrap();
    assert!(!is_in(&ground, &one, now).await);
    assert!(is_in(&ground, &two, now).await);
}

#[tokio::test]
async fn a_person_is_signed_out_everywhere_at_once() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (father, mother, now) = (someone(), someone(), Utc::now());
    let (phone, laptop) = (sign_in(&school, father, Role::Parent, now).await, sign_in(&school, father, Role::Parent, now).await);
    let hers = sign_in(&school, mother, Role::Parent, now).await;
    let waiting = ground.store.create_login_link(school.id, father, Role::Parent, now).await.unwrap();
    ground.store.sign_out_person(school.id, father).await.unwrap();
    assert!(!is_in(&ground, &phone, now).await);
    assert!(!is_in(&ground, &laptop, now).await);
    assert!(ground.store.use_login_link(&waiting, now).await.unwrap().is_none());
    assert!(is_in(&ground, &hers, now).await);
}

#[tokio::test]
async fn somebody_who_is_several_people_switches_and_gains_no_time() {
    let ground = TestStore::live().await;
    let (one, other) = (ground.school().await, ground.school().await);
    let (here, there, now) = (someone(), someone(), Utc::now());
    sign_in(&other, there, Role::Parent, now).await;
    let stranger = sign_in(&one, someone(), Role::Parent, now).await;
    let session = sign_in(&one, here, Role::Mentor, now).await;
    let parent = |school: &TestSchool<'_>, person| Membership {
        school: school.id,
        school_name: "Het Kompas".into(),
        person,
        role: Role::Parent,
    };
    let there = parent(&other, there);
    assert!(ground.store.switch(&session.signed_in, &there, now).await.unwrap().is_none(), "not one of theirs yet");
    assert!(is_in(&ground, &session, now).await, "and nothing ended");

    ground.store.join_identities((one.id, here), (other.id, there.person)).await.unwrap();
    let session_again = ground.store.session(&session.secret, now).await.unwrap().unwrap();
    assert_eq!(session_again.memberships.len(), 2);
    let later = now + TimeDelta::minutes(20);
    let switched = ground.store.switch(&session_again, &there, later).await.unwrap().unwrap();
    assert_eq!(switched.signed_in.principal, other.principal(there.person, Role::Parent));
    assert_eq!(switched.signed_in.memberships, session_again.memberships);
    assert!(!is_in(&ground, &session, later).await, "the old session is over");
    assert!(ground.store.switch(&stranger.signed_in, &there, later).await.unwrap().is_none());

    let mut moment = later;
    while moment < now + TimeDelta::hours(10) {
        assert!(is_in(&ground, &switched, moment).await);
        moment += TimeDelta::minutes(20);
    }
    assert!(!is_in(&ground, &switched, now + TimeDelta::hours(10)).await, "the mentor's ten hours, not the parent's twelve");
}

#[tokio::test]
async fn two_roles_of_one_person_are_one_identity() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (joke, now) = (someone(), Utc::now());
    sign_in(&school, joke, Role::Mentor, now).await;
    let session = sign_in(&school, joke, Role::CareerLead, now).await;
    let roles: Vec<Role> = session.signed_in.memberships.iter().map(|membership| membership.role).collect();
    assert_eq!(roles, [Role::CareerLead, Role::Mentor]);
    assert_eq!(session.signed_in.principal, school.principal(joke, Role::CareerLead));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_dump_lets_nobody_in_and_the_product_cannot_list_who_is() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let now = Utc::now();
    let session = sign_in(&school, someone(), Role::Mentor, now).await;
    let link = ground.store.create_login_link(school.id, someone(), Role::Parent, now).await.unwrap();
    let dump = ground.dump().await;
    for secret in [&session.secret, &link] {
        assert_eq!(format!("{secret:?}"), "SignInSecret(…)");
        let bits = URL_SAFE_NO_PAD.decode(secret.reveal()).unwrap();
        assert!(!dump.contains(&secret.reveal()) && !dump.contains(&hex(&bits)));
        // What stands there instead is no secret.
        let hash = Sha256::digest(&bits);
        assert!(dump.contains(&hex(&hash)));
        let stolen = SignInSecret::parse(&URL_SAFE_NO_PAD.encode(hash)).unwrap();
        assert!(ground.store.session(&stolen, now).await.unwrap().is_none());
        assert!(ground.store.use_login_link(&stolen, now).await.unwrap().is_none());
    }
    for table in ["identity", "membership", "session", "login_link"] {
        let list = sqlx::AssertSqlSafe(format!("select * from {table}"));
        let refused = sqlx::raw_sql(list).execute(&mut ground.connect(APP).await).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{table}: {refused}");
    }
}

#[tokio::test]
async fn one_tap_sign_in_exists_in_a_demonstration_alone() {
    let now = Utc::now();
    let long_ago = now - TimeDelta::days(200);
    let demo = TestStore::demo(move || long_ago).await;
    let (school, mother) = (demo.school().await, someone());
    let session = demo.store.sign_in_demo(school.id, mother, Role::Parent, now).await.unwrap();
    assert_eq!(session.signed_in.principal, school.principal(mother, Role::Parent));
    assert!(!is_in(&demo, &session, now + TimeDelta::minutes(30)).await, "real time counts, not the demonstration's");

    let live = TestStore::live().await;
    let school = live.school().await;
    let refused = live.store.sign_in_demo(school.id, mother, Role::Parent, now).await;
    assert!(matches!(refused, Err(StoreError::Unfit(_))));
}
