//! Which databases are opened, and which are not.

use domain::policy::deeds;
use std::fs;
use store::{APP, OWNER, PlatformKey, Store, StoreError, World, cluster::SUPERUSER, has_platform_key};
use testing::TestStore;
use uuid::Uuid;

#[tokio::test]
async fn another_version_and_another_kind_of_world_are_refused() {
    let (live, demo) = (TestStore::live().await, TestStore::demo(chrono::Utc::now).await);
    let refused = |answer: Result<store::Store, StoreError>| match answer {
        Err(StoreError::Unfit(why)) => why,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was opened"),
    };
    assert!(refused(live.open_in(demo.world.clone()).await).contains("simulated clock"));
    assert!(refused(demo.open_in(World::real()).await).contains("demonstration"));

    live.meddle("update _sqlx_migrations set checksum = '\\x00' where version = 1").await;
    assert!(refused(live.open_in(World::real()).await).contains("keukentafel migrate"));
    demo.meddle("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)").await;
    assert!(refused(demo.open_in(demo.world.clone()).await).contains("keukentafel migrate"));
}

/// What the catalog says of each function: its row's version, owner, rights, arguments and body.
async fn functions(ground: &TestStore) -> Vec<(String, String, String)> {
    let sql = "select proname::text, xmin::text, concat_ws(' ', proowner::regrole, proacl, pg_get_functiondef(oid))
                 from pg_proc where pronamespace = 'public'::regnamespace order by 1";
    sqlx::query_as(sql).fetch_all(&mut ground.connect(OWNER).await).await.unwrap()
}

#[tokio::test]
async fn every_function_stands_in_a_file_of_its_name_and_migrating_again_does_nothing() {
    let ground = TestStore::live().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/log/functions");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    let made = functions(&ground).await;
    // What the policies ask is made with the tables.
    let made_from_files = made.iter().filter(|(name, ..)| name != "ticket_school");
    assert_eq!(made_from_files.map(|(name, ..)| format!("{name}.sql")).collect::<Vec<_>>(), files);
    ground.migrate(store::DatabaseKind::Live).await.unwrap();
    assert_eq!(functions(&ground).await, made);
}

#[tokio::test]
async fn a_function_of_another_version_is_refused_and_replaced() {
    let ground = TestStore::live().await;
    let made = functions(&ground).await;
    let opened = async || match ground.open_in(World::real()).await {
        Err(StoreError::Unfit(why)) => Err(why),
        Err(other) => panic!("{other}"),
        Ok(_) => Ok(()),
    };
    for another in [
        // Another body.
        "create or replace function heads() returns table (tenant_id uuid, pos bigint) language sql as
             'select null::uuid, null::bigint'; comment on function heads is 'sha256:another'",
        // Other arguments, and other rights.
        "drop function session_end; create function session_end(token text) returns void language sql as '';
             comment on function session_end is 'sha256:another'",
        // One that is not made from a file any more, and one that is missing.
        "create function log_stream() returns void language sql as ''; comment on function log_stream is 'sha256:another'",
        "drop function log_known",
    ] {
        sqlx::raw_sql(another).execute(&mut ground.connect(OWNER).await).await.unwrap();
        assert!(opened().await.unwrap_err().contains("keukentafel migrate"), "{another}");
        ground.migrate(store::DatabaseKind::Live).await.unwrap();
        opened().await.unwrap();
        let without_version = |functions: Vec<(String, String, String)>| {
            functions.into_iter().map(|(name, _, definition)| (name, definition)).collect::<Vec<_>>()
        };
        assert_eq!(without_version(functions(&ground).await), without_version(made.clone()), "{another}");
    }
}

#[tokio::test]
async fn a_database_stays_what_it_was_made_for() {
    let ground = TestStore::live().await;
    assert!(matches!(ground.migrate(store::DatabaseKind::Demo).await, Err(StoreError::Unfit(_))));
    ground.migrate(store::DatabaseKind::Live).await.unwrap();
}

#[tokio::test]
async fn a_school_is_added_once() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let pass = school.pass::<deeds::OpenSchool>();
    assert!(matches!(ground.store.add_school(&pass, "een-ander", "Een ander").await, Err(StoreError::SchoolExists)));
}

fn refusal(answer: Result<Store, StoreError>) -> String {
    match answer {
        Err(StoreError::Unfit(why)) => why,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was opened"),
    }
}

fn another_key() -> PlatformKey {
    let path = std::env::temp_dir().join(format!("kt-key-{}", Uuid::new_v4().simple()));
    let (key, _) = PlatformKey::load_or_make(&path).unwrap();
    fs::remove_file(path).unwrap();
    key
}

#[tokio::test]
async fn another_platform_key_is_refused_before_anything_is_read_or_written() {
    let ground = TestStore::live().await;
    let before = ground.dump().await;
    let why = refusal(Store::open(&ground.settings(APP), another_key(), World::real()).await);
    assert!(why.contains("platform key"), "{why}");
    assert_eq!(ground.dump().await, before);
    ground.open_in(World::real()).await.unwrap();
}

#[tokio::test]
async fn a_platform_key_is_known_from_the_first_time_and_where_there_are_schools_no_other_becomes_it() {
    let ground = TestStore::live().await;
    assert!(has_platform_key(&ground.settings(APP)).await.unwrap());
    ground.meddle_with_keys("delete from platform_key_check").await;
    assert!(!has_platform_key(&ground.settings(APP)).await.unwrap(), "nothing was sealed yet");
    let store = Store::open(&ground.settings(APP), another_key(), World::real()).await.unwrap();
    store.close().await;
    assert!(refusal(ground.open_in(World::real()).await).contains("platform key"));

    ground.school().await;
    ground.meddle_with_keys("delete from platform_key_check").await;
    assert!(has_platform_key(&ground.settings(APP)).await.unwrap(), "there is a school");
    assert!(refusal(ground.open_in(World::real()).await).contains("keys database"));
}

#[tokio::test]
async fn a_role_that_the_fence_does_not_hold_is_refused() {
    let ground = TestStore::live().await;
    for (role, why) in [(SUPERUSER, "superuser"), (OWNER, "owns the tables")] {
        let said = refusal(Store::open(&ground.settings(role), another_key(), World::real()).await);
        assert!(said.contains(why), "{said}");
    }
}

#[tokio::test]
async fn a_commit_waits_for_the_disk_whatever_the_server_prefers() {
    // This server has everything off that makes a commit wait.
    let ground = TestStore::live().await;
    assert!(matches!(ground.store.check_durability().await, Err(StoreError::Unfit(why)) if why.contains("fsync")));
    ground
        .meddle(
            "create table told (value text);
             create function tell() returns trigger language plpgsql security definer as
                 $$ begin insert into told values (current_setting('synchronous_commit')); return null; end $$;
             create trigger tells after insert on event execute function tell()",
        )
        .await;
    ground.school().await;
    let told: Vec<String> =
        sqlx::query_scalar("select value from told").fetch_all(&mut ground.connect(SUPERUSER).await).await.unwrap();
    assert!(!told.is_empty() && told.iter().all(|value| value == "on"), "{told:?}");
}

#[test]
fn the_platforms_key_is_made_once_and_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let path = std::env::temp_dir().join(format!("kt-key-{}", Uuid::new_v4().simple()));
    assert!(PlatformKey::load_or_make(&path).unwrap().1);
    let first = fs::read_to_string(&path).unwrap();
    assert!(!PlatformKey::load_or_make(&path).unwrap().1);
    assert_eq!((fs::read_to_string(&path).unwrap(), first.len()), (first.clone(), 64));

    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(PlatformKey::load(&path).err().unwrap().to_string().contains("chmod 600"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&path, "not a key").unwrap();
    assert!(PlatformKey::load(&path).err().unwrap().to_string().contains("64 hexadecimal"));
    fs::remove_file(&path).unwrap();
}
