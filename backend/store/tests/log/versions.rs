//! Which databases are opened, and which are not.

use crate::common::Ground;
use domain::policy::deeds;
use store::{PlatformKey, StoreError, World};
use uuid::Uuid;

#[tokio::test]
async fn another_version_and_another_kind_of_world_are_refused() {
    let (live, demo) = (Ground::live().await, Ground::demo(chrono::Utc::now).await);
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

#[tokio::test]
async fn a_database_stays_what_it_was_made_for() {
    let ground = Ground::live().await;
    assert!(matches!(ground.migrate(store::DatabaseKind::Demo).await, Err(StoreError::Unfit(_))));
    ground.migrate(store::DatabaseKind::Live).await.unwrap();
}

#[tokio::test]
async fn a_school_is_added_once() {
    let ground = Ground::live().await;
    let school = ground.school().await;
    let pass = school.pass::<deeds::OpenSchool>();
    assert!(matches!(ground.store.add_school(&pass, "een-ander", "Een ander").await, Err(StoreError::SchoolExists)));
}

#[test]
fn the_platforms_key_is_made_once_and_for_its_owner_alone() {
    use std::{fs, os::unix::fs::PermissionsExt};
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
