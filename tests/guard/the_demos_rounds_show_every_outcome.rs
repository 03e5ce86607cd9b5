//! The demo's rounds of talks show what a round can come to: invited by hand and opened at home, answered in each way, held and
//! missed. Counted in the log, where nothing can be read but what kind of fact each is and its open body.

use anyhow::Result;
use serde_json::Value;
use sqlx::query_as;
use std::collections::BTreeMap;
use tests::world::World;

/// How often something occurs at one school.
#[derive(Default)]
struct Told {
    by_type: BTreeMap<String, usize>,
    answers: BTreeMap<String, usize>,
    /// Times that the mentor chose for home, on the phone.
    on_behalf: usize,
}

impl Told {
    fn of(&self, of_type: &str) -> usize {
        self.by_type.get(of_type).copied().unwrap_or_default()
    }
}

fn part(some: usize, all: usize) -> f64 {
    some as f64 / all as f64
}

#[tokio::test]
async fn invitations_answers_of_each_kind_talks_held_and_missed() -> Result<()> {
    let world = World::shared();
    let mut database = world.database().await?;
    let facts: Vec<(String, String, Vec<u8>)> = query_as(
        "select s.slug, e.type, e.body from event e join school s on s.id = e.tenant_id
          where e.type like 'talk%' and e.recorded_at < timestamptz '2026-06-02 07:00:00+00' order by e.pos",
    )
    .fetch_all(&mut database)
    .await?;
    let mut schools: BTreeMap<String, Told> = BTreeMap::new();
    for (school, of_type, body) in facts {
        let (told, body) = (schools.entry(school).or_default(), serde_json::from_slice::<Value>(&body)?);
        told.on_behalf += usize::from(body["booking"]["on_behalf"] == true);
        if let (true, Some(what)) = (of_type == "talk.answered", body["what"].as_str()) {
            *told.answers.entry(what.to_owned()).or_default() += 1;
        }
        *told.by_type.entry(of_type).or_default() += 1;
    }

    assert!(schools.len() >= 2, "schools with rounds: {:?}", schools.keys());
    for (school, told) in &schools {
        let (invited, booked, held) = (told.of("talk.invited"), told.of("talk.booked"), told.of("talk.held"));
        let (delivered, answered, missed) =
            (told.of("talk.invitation_delivered"), told.of("talk.answered"), told.of("talk.missed"));
        let counts = format!("{school}: {:?} {:?} on behalf {}", told.by_type, told.answers, told.on_behalf);
        assert!(told.of("talk_round.opened") >= 3, "a class has three a year; {counts}");
        assert!(invited >= 20 * told.of("talk_round.opened"), "a round invites the whole class; {counts}");
        assert!(delivered >= invited, "each invitation was handed over; {counts}");
        assert_eq!(told.answers.keys().collect::<Vec<_>>(), ["call_me", "cannot_come", "not_now"], "each answer; {counts}");
        assert_eq!(told.answers.values().sum::<usize>(), answered, "{counts}");
        assert!((0.6..0.95).contains(&part(held, held + missed)), "most talks are held; {counts}");
        assert!(held + missed < invited, "one round is still open; {counts}");
        assert!(held <= booked && answered <= missed, "{counts}");
        assert!((0.1..0.5).contains(&part(told.on_behalf, booked)), "some times are chosen on the phone; {counts}");
    }
    Ok(())
}
