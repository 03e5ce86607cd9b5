use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{actor::Role, ids::PersonId, person::parent::ParentRegistered};
use sha2::{Digest, Sha256};
use store::{APP, Membership, NewSession, SignInSecret, Store, StoreError, Tried, cluster::SUPERUSER};
use testing::{TestSchool, TestStore, name};
use uuid::Uuid;

/// Somebody whom the school knows.
async fn someone(school: &TestSchool<'_>) -> PersonId {
    let parent = PersonId(Uuid::new_v4());
    school.append([ParentRegistered { parent, name: name(parent, "Elif", "Demir") }.into()]).await;
    parent
}

async fn sign_in(school: &TestSchool<'_>, person: PersonId, role: Role, now: DateTime<Utc>) -> NewSession {
    let store = &school.ground.store;
    let link = store.create_login_link(school.id, person, role, now).await.unwrap();
    use_link(store, &link, now).await.unwrap()
}

/// Where everybody in these tests sits.
const HERE: &str = "192.0.2.1";

async fn use_link(store: &Store, link: &SignInSecret, now: DateTime<Utc>) -> Option<NewSession> {
    match store.use_login_link(link, HERE, now).await.unwrap() {
        Tried::Answer(session) => session,
        Tried::TooOften(wait) => panic!("too often: {wait:?}"),
    }
}

async fn is_in(ground: &TestStore, session: &NewSession, now: DateTime<Utc>) -> bool {
    ground.store.session(&session.secret, now).await.unwrap().is_some()
}

#[tokio::test]
async fn a_link_signs_in_once_within_ten_minutes() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (mother, now) = (someone(&school).await, Utc::now());
    let link = || ground.store.create_login_link(school.id, mother, Role::Parent, now);

    let used = link().await.unwrap();
    let stands = async |link, after| {
        ground.store.login_link_stands(link, HERE, now + TimeDelta::minutes(after)).await.unwrap() == Tried::Answer(true)
    };
    assert!(stands(&used, 9).await && stands(&used, 9).await, "looking does not use it up");
    let session = use_link(&ground.store, &used, now + TimeDelta::minutes(9)).await.unwrap();
    assert_eq!(session.signed_in.principal, school.principal(mother, Role::Parent));
    assert!(use_link(&ground.store, &used, now).await.is_none(), "used");
    assert!(!stands(&used, 0).await);
    let old = link().await.unwrap();
    assert!(use_link(&ground.store, &old, now + TimeDelta::minutes(10)).await.is_none(), "too old");
    assert!(!stands(&old, 10).await);
    let made_up = SignInSecret::parse(&session.secret.reveal()).unwrap();
    assert!(use_link(&ground.store, &made_up, now).await.is_none(), "a session is no link");
    assert!(ground.store.session(&link().await.unwrap(), now).await.unwrap().is_none(), "a link is no session");
}

#[tokio::test]
async fn of_many_who_use_one_link_at_once_one_comes_in() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let now = Utc::now();
    let link = ground.store.create_login_link(school.id, someone(&school).await, Role::Parent, now).await.unwrap();
    let tries = (0..8).map(|_| {
        let (store, link) = (ground.store.clone(), link.clone());
        tokio::spawn(async move { use_link(&store, &link, now).await.is_some() })
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
        let left_alone = sign_in(&school, someone(&school).await, role, now).await;
        assert!(!is_in(&ground, &left_alone, now + TimeDelta::minutes(idle)).await, "{role:?} idle");
        assert!(is_in(&ground, &left_alone, now + TimeDelta::minutes(idle) - TimeDelta::seconds(1)).await, "{role:?}");

        let busy = sign_in(&school, someone(&school).await, role, now).await;
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
    let session = sign_in(&school, someone(&school).await, Role::Mentor, now).await;
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
    let (mentor, now) = (someone(&school).await, Utc::now());
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
    let (father, mother, now) = (someone(&school).await, someone(&school).await, Utc::now());
    let (phone, laptop) = (sign_in(&school, father, Role::Parent, now).await, sign_in(&school, father, Role::Parent, now).await);
    let hers = sign_in(&school, mother, Role::Parent, now).await;
    let waiting = ground.store.create_login_link(school.id, father, Role::Parent, now).await.unwrap();
    ground.store.sign_out_person(school.id, father).await.unwrap();
    assert!(!is_in(&ground, &phone, now).await);
    assert!(!is_in(&ground, &laptop, now).await);
    assert!(use_link(&ground.store, &waiting, now).await.is_none());
    assert!(is_in(&ground, &hers, now).await);
}

#[tokio::test]
async fn somebody_who_is_several_people_switches_and_gains_no_time() {
    let ground = TestStore::live().await;
    let (one, other) = (ground.school().await, ground.school().await);
    let (here, there, now) = (someone(&one).await, someone(&other).await, Utc::now());
    let hers = sign_in(&other, there, Role::Parent, now).await;
    let stranger = sign_in(&one, someone(&one).await, Role::Parent, now).await;
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

    let join = async |other: &NewSession, at| {
        ground.store.join_identities(session.signed_in.session, other.signed_in.session, at).await.unwrap()
    };
    assert!(!join(&hers, now + TimeDelta::minutes(30)).await, "a session that is over proves nothing");
    assert!(join(&hers, now).await);
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
    let (joke, now) = (someone(&school).await, Utc::now());
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
    let session = sign_in(&school, someone(&school).await, Role::Mentor, now).await;
    let link = ground.store.create_login_link(school.id, someone(&school).await, Role::Parent, now).await.unwrap();
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
        assert!(use_link(&ground.store, &stolen, now).await.is_none());
    }
    for table in ["identity", "membership", "session", "login_link", "failure"] {
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
    let (school, mother) = (demo.school().await, PersonId(Uuid::new_v4()));
    let session = demo.store.sign_in_demo(school.id, mother, Role::Parent, now).await.unwrap();
    assert_eq!(session.signed_in.principal, school.principal(mother, Role::Parent));
    assert!(!is_in(&demo, &session, now + TimeDelta::minutes(30)).await, "real time counts, not the demonstration's");

    let live = TestStore::live().await;
    let school = live.school().await;
    let refused = live.store.sign_in_demo(school.id, mother, Role::Parent, now).await;
    assert!(matches!(refused, Err(StoreError::Unfit(_))));
}

/// A link that nobody was given.
fn guessed(n: u8) -> SignInSecret {
    SignInSecret::parse(&URL_SAFE_NO_PAD.encode([n; 32])).unwrap()
}

#[tokio::test]
async fn failures_are_counted_over_processes_and_restarts_for_code_person_and_address() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let (mother, now) = (someone(&school).await, Utc::now());
    let stores = [ground.store.clone(), ground.another_pages().await];
    let address = |n: usize| format!("198.51.100.{}", n % 250);
    let is_too_often = async |n: usize, link: &SignInSecret, from: &str, at| {
        let looked = stores[n % 2].login_link_stands(link, from, at).await.unwrap();
        let used = ground.another_pages().await.use_login_link(link, from, at).await.unwrap();
        let (looked, used) = (matches!(looked, Tried::TooOften(_)), matches!(used, Tried::TooOften(_)));
        assert!(looked <= used, "what was too often for a look is too often for a try");
        used
    };

    // Per code, the same whether it ever was one: here one that was used and one that never was. Two failures each time.
    let spent = ground.store.create_login_link(school.id, mother, Role::Parent, now).await.unwrap();
    use_link(&ground.store, &spent, now).await.unwrap();
    for link in [&spent, &guessed(1)] {
        for n in 0..5 {
            assert!(!is_too_often(n, link, &address(n), now).await, "{n}");
        }
        assert!(is_too_often(0, link, &address(77), now).await, "from anywhere");
        let Tried::TooOften(wait) = stores[0].login_link_stands(link, &address(78), now).await.unwrap() else { panic!() };
        assert_eq!(wait.as_secs(), 900);
    }
    let soon = now + TimeDelta::minutes(15);
    assert!(!is_too_often(0, &guessed(1), &address(1), soon).await, "after a quarter of an hour it begins anew");

    // Per person, whichever of their links it is; and then also one that works. The ten before count as well.
    let old = ground.store.create_login_link(school.id, mother, Role::Parent, now).await.unwrap();
    use_link(&ground.store, &old, now).await.unwrap();
    for n in 0..5 {
        assert!(!is_too_often(n, &old, &address(100 + n), now).await, "{n}");
    }
    let fresh = ground.store.create_login_link(school.id, mother, Role::Parent, now).await.unwrap();
    assert!(is_too_often(0, &fresh, &address(120), now).await);
    let father = someone(&school).await;
    let his = ground.store.create_login_link(school.id, father, Role::Parent, now).await.unwrap();
    assert!(
        stores[0].login_link_stands(&his, &address(120), now).await.unwrap() == Tried::Answer(true),
        "others are not kept out"
    );

    // Per address, with another code each time: generous, because a school is one address.
    let from = "203.0.113.5";
    for n in 0..300_u16 {
        let link = SignInSecret::parse(&URL_SAFE_NO_PAD.encode(Sha256::digest(n.to_be_bytes()))).unwrap();
        assert_eq!(stores[usize::from(n) % 2].login_link_stands(&link, from, now).await.unwrap(), Tried::Answer(false), "{n}");
    }
    assert!(matches!(stores[0].login_link_stands(&his, from, now).await.unwrap(), Tried::TooOften(_)), "one that works as well");
    assert!(use_link(&ground.store, &his, now).await.is_some(), "but not from elsewhere");

    // The address is not kept, and old counters go.
    assert!(!ground.dump().await.contains(&hex(from.as_bytes())));
    ground.meddle("update failure set begun_at = begun_at - interval '2 days'").await;
    stores[0].login_link_stands(&guessed(9), from, now).await.unwrap();
    let left: i64 =
        sqlx::query_scalar("select count(*) from failure").fetch_one(&mut ground.connect(SUPERUSER).await).await.unwrap();
    assert_eq!(left, 2, "the code and the address of just now");
}

#[tokio::test]
async fn forms_without_their_token_are_counted_too() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let now = Utc::now();
    let session = sign_in(&school, someone(&school).await, Role::Parent, now).await;
    let stores = [ground.store.clone(), ground.another_pages().await];
    for n in 0..60 {
        let counted = stores[n % 2].count_forged_form(&session.secret, HERE, now).await.unwrap();
        assert_eq!(counted, Tried::Answer(()), "{n}");
    }
    let counted = stores[0].count_forged_form(&session.secret, "198.51.100.9", now).await.unwrap();
    assert!(matches!(counted, Tried::TooOften(_)), "this person, from anywhere");
    let other = sign_in(&school, someone(&school).await, Role::Parent, now).await;
    assert_eq!(stores[1].count_forged_form(&other.secret, HERE, now).await.unwrap(), Tried::Answer(()));
}
