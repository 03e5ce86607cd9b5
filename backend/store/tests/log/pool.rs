//! The server may end idle connections, for instance when it is restarted. No request fails because of that.

use crate::appending::{a_talk, command};
use domain::{ids::CommandId, policy::deeds};
use futures::future::join_all;
use testing::TestStore;
use uuid::Uuid;

const END_ALL: &str =
    "select pg_terminate_backend(pid) from pg_stat_activity where usename like 'kt\\_%' and datname = current_database()";

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ended_fail_nobody() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let pass = school.pass::<deeds::CommitBatch>();
    let page = async || ground.store.reader(&pass, "test", None).await.unwrap().finish().await.unwrap();
    let stream = command(&school, [a_talk()]).events[0].stream;
    for what in 0..4 {
        join_all((0..6).map(|_| page())).await;
        ground.meddle(END_ALL).await;
        match what {
            0 => page().await,
            1 => _ = ground.store.load(&pass, stream, CommandId(Uuid::new_v4())).await.unwrap(),
            2 => _ = ground.store.append(&pass, command(&school, [a_talk()])).await.unwrap(),
            _ => assert!(
                ground
                    .store
                    .session(&store::SignInSecret::parse(&"A".repeat(43)).unwrap(), chrono::Utc::now())
                    .await
                    .unwrap()
                    .is_none()
            ),
        }
    }
    assert_eq!(ground.store.verify(school.id, store::VerifyScope::default(), |_| ()).await.unwrap().events, 2);
}
