//! Hashing from memory: the leaves and links of events as long as a contact with a sentence, without a database.

use crate::{
    chain::{GENESIS, Hash, Leaf, link, sealed_digest},
    report::Report,
    speed::figure_of,
};
use anyhow::{Context, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::SchoolId;
use std::time::Instant;
use uuid::Uuid;

const EVENTS: usize = 100_000;
const BODY: usize = 385;
const ENVELOPE: usize = 127;

/// What differs from event to event, so that no two hashes are of the same.
struct Stored {
    ids: [Uuid; 4],
    tags: [String; 3],
    body: Vec<u8>,
    envelope: Vec<u8>,
}

impl Stored {
    fn new() -> Stored {
        let ids = [(); 4].map(|()| Uuid::new_v4());
        let tags = ["contact", "person", "student"].map(|kind| format!("{kind}:{}", Uuid::new_v4()));
        Stored { ids, tags, body: noise(BODY), envelope: noise(ENVELOPE) }
    }
}

fn noise(length: usize) -> Vec<u8> {
    Uuid::new_v4().as_bytes().iter().copied().cycle().take(length).collect()
}

/// On one core: first leaf and link alone, then with the digest of a sealed field for each event, as `verify` does.
pub fn run(report: &mut Report) -> Result<()> {
    let events: Vec<Stored> = (0..EVENTS).map(|_| Stored::new()).collect();
    let rate = rate(&events, |_| [7; 32])?;
    report.add(figure_of("hash", "leaf and link, from memory", 1, rate, "events/s", None, Some(rate >= 500_000.0)))?;
    let rate = self::rate(&events, |event| sealed_digest(event.ids[3], "guidance", "words", &event.envelope))?;
    report.add(figure_of("hash", "and the digest of a sealed field", 1, rate, "events/s", None, None))
}

fn rate(events: &[Stored], digest: impl Fn(&Stored) -> Hash) -> Result<f64> {
    let (on, at) = (NaiveDate::from_ymd_opt(2026, 3, 10).context("a day")?, Utc::now());
    let (mut chain, mut scratch) = (GENESIS, Vec::new());
    let begin = Instant::now();
    for (pos, event) in (1..).zip(events) {
        chain = link(&chain, &leaf(event, pos, on, at, &[digest(event)]).hash(&mut scratch));
    }
    // So that nothing is left out because nobody looks at it.
    anyhow::ensure!(chain != GENESIS);
    Ok(events.len() as f64 / begin.elapsed().as_secs_f64())
}

fn leaf<'e>(event: &'e Stored, pos: i64, on: NaiveDate, at: DateTime<Utc>, digests: &'e [Hash]) -> Leaf<'e, String> {
    let [event_id, stream_id, command_id, actor] = event.ids;
    Leaf {
        school: SchoolId(Uuid::nil()),
        pos,
        event_id,
        stream_id,
        stream_kind: "contact",
        stream_ver: 1,
        type_name: "contact.made",
        schema_ver: 1,
        occurred_on: on,
        occurred_at: None,
        occurred_precision: "day",
        recorded_at: at,
        actor_id: Some(actor),
        actor_role: "mentor",
        command_id,
        tags: &event.tags,
        body: &event.body,
        sealed_digests: digests,
    }
}
