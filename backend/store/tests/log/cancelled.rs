//! Requests that are cancelled at any moment lose nothing that was acknowledged, and leave nothing behind.

use crate::appending::{a_talk, command};
use domain::{ids::CommandId, policy::deeds};
use std::{collections::HashSet, time::Duration};
use testing::TestStore;
use tokio::time::timeout;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn three_thousand_cancelled_requests_lose_no_acknowledged_event() {
    let ground = TestStore::live().await;
    let school = ground.school().await;
    let pass = school.pass::<deeds::CommitBatch>();
    let client = async |i: u64| {
        let mut acknowledged = Vec::new();
        let mut cancelled = 0;
        for n in 0..250 {
            // From "at once" to "just before the answer".
            let patience = Duration::from_micros((i * 37 + n * 53) % 1500);
            let one = command(&school, [a_talk()]);
            let (id, stream) = (one.command_id, one.events[0].stream);
            match n % 3 {
                0 => match timeout(patience, ground.store.append(&pass, one)).await {
                    Ok(answer) => acknowledged.push((id, answer.unwrap().first)),
                    Err(_) => cancelled += 1,
                },
                1 => cancelled += u32::from(timeout(patience, ground.store.load(&pass, stream, id)).await.is_err()),
                _ => cancelled += u32::from(timeout(patience, ground.store.reader(&pass, "test", None)).await.is_err()),
            }
            // One that nobody cancels, on whatever connection the others left.
            if n % 10 == 0 {
                let kept = command(&school, [a_talk()]);
                let id = kept.command_id;
                acknowledged.push((id, ground.store.append(&pass, kept).await.unwrap().first));
            }
        }
        (acknowledged, cancelled)
    };
    let (acknowledged, cancelled): (Vec<_>, Vec<_>) = futures::future::join_all((0..16).map(client)).await.into_iter().unzip();
    assert!(cancelled.iter().sum::<u32>() >= 2000, "{cancelled:?} were cancelled");

    // Everything is gone from memory and every connection is closed: what is left is what was committed.
    ground.store.close().await;
    let store = ground.another_store().await;
    let acknowledged: Vec<_> = acknowledged.concat();
    let distinct: HashSet<_> = acknowledged.iter().map(|(_, first)| *first).collect();
    assert_eq!(distinct.len(), acknowledged.len());
    let stream = command(&school, [a_talk()]).events[0].stream;
    for (id, first) in acknowledged {
        let known = store.load(&pass, stream, id).await.unwrap().command;
        assert_eq!(known.map(|known| known.last), Some(first), "acknowledged and lost");
    }
    assert_eq!(store.load(&pass, stream, CommandId(Uuid::new_v4())).await.unwrap().command, None);
    assert!(store.verify(school.id, store::VerifyScope::default(), |_| ()).await.unwrap().ok());
}
