//! One page of the events behind a number: looked up by what the number rests on, or read from the end of the log.

use crate::Problem;
use domain::{
    facts::Event,
    ids::{PersonId, Position, Tag},
    policy::deeds,
};
use std::collections::BTreeMap;
use store::PageReader;

/// Events on one page.
const EVENTS: usize = 50;
/// Positions read at once from the end of the log. Of the events of a school most are about a contact.
const READ: i64 = 400;
/// Above so many contacts it is quicker to read the log from its end than to look each of them up.
pub(super) const LOOKED_UP_MAX: usize = 1_000;

/// One page of events, newest first, and where the pages beside it begin.
#[derive(Debug, PartialEq)]
pub(super) struct EventsShown {
    pub events: Vec<Event>,
    pub newer: Option<Position>,
    pub older: Option<Position>,
    /// How many there are on all pages, where they were looked up.
    pub total: Option<usize>,
}

/// The page that begins at an event, or at the newest, of the events about these contacts.
pub(super) async fn shown(
    reader: &mut PageReader<deeds::ReadEvolution>,
    of_contact: &BTreeMap<Tag, PersonId>,
    from: Option<Position>,
    looked_up_max: usize,
) -> Result<EventsShown, Problem> {
    if of_contact.len() <= looked_up_max {
        return looked_up(reader, of_contact, from).await;
    }
    let is_behind = |event: &Event| event.fact.tags().iter().any(|tag| of_contact.contains_key(tag));
    let (end, first) = (reader.position(), from.map_or(reader.position(), |from| from.min(reader.position())));
    let (mut events, mut up_to) = (vec![], first);
    while events.len() <= EVENTS && up_to.0 > 0 {
        let after = Position((up_to.0 - READ).max(0));
        events.extend(reader.events_between(after, up_to).await?.into_iter().rev().filter(is_behind));
        up_to = after;
    }
    let (mut above, mut after) = (vec![], first);
    while above.len() < EVENTS && after < end {
        let up_to = Position((after.0 + READ).min(end.0));
        above.extend(reader.events_between(after, up_to).await?.into_iter().filter(is_behind).map(|event| event.pos));
        after = up_to;
    }
    above.truncate(EVENTS);
    let older = events.get(EVENTS).map(|event| event.pos);
    events.truncate(EVENTS);
    Ok(EventsShown { events, newer: above.last().copied(), older, total: None })
}

async fn looked_up(
    reader: &mut PageReader<deeds::ReadEvolution>,
    of_contact: &BTreeMap<Tag, PersonId>,
    from: Option<Position>,
) -> Result<EventsShown, Problem> {
    let tags: Vec<Tag> = of_contact.keys().copied().collect();
    let mut positions = reader.positions(&tags).await?;
    positions.reverse();
    let PositionsShown { positions: shown, newer, older } = PositionsShown::of(&positions, from);
    let mut events = reader.events_at(shown).await?;
    events.reverse();
    Ok(EventsShown { events, newer, older, total: Some(positions.len()) })
}

/// The part of positions that are newest first that stands on one page.
struct PositionsShown<'a> {
    positions: &'a [Position],
    newer: Option<Position>,
    older: Option<Position>,
}

impl PositionsShown<'_> {
    fn of(positions: &[Position], from: Option<Position>) -> PositionsShown<'_> {
        let first = from.map_or(0, |from| positions.partition_point(|position| *position > from));
        let end = positions.len().min(first + EVENTS);
        let newer = positions[..first].get(first.saturating_sub(EVENTS)).copied();
        PositionsShown { positions: &positions[first..end], newer, older: positions.get(end).copied() }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use domain::{actor::Role, policy::About};
    use testing::{TestStore, day, talk};
    use uuid::Uuid;

    fn positions_shown(of: i64, from: Option<i64>) -> (Vec<i64>, Option<i64>, Option<i64>) {
        // Every third position is a contact.
        let positions: Vec<Position> = (1..=of).rev().map(|n| Position(n * 3)).collect();
        let shown = PositionsShown::of(&positions, from.map(Position));
        let positions: Vec<i64> = shown.positions.iter().map(|pos| pos.0 / 3).collect();
        let ends = positions.first().into_iter().chain(positions.last()).copied().collect();
        (ends, shown.newer.map(|pos| pos.0 / 3), shown.older.map(|pos| pos.0 / 3))
    }

    #[test]
    fn events_are_read_by_the_page_and_every_page_leads_to_the_ones_beside_it() {
        assert_eq!(positions_shown(50, None), (vec![50, 1], None, None));
        assert_eq!(positions_shown(120, None), (vec![120, 71], None, Some(70)));
        assert_eq!(positions_shown(120, Some(70 * 3)), (vec![70, 21], Some(120), Some(20)));
        assert_eq!(positions_shown(120, Some(20 * 3)), (vec![20, 1], Some(70), None));
        assert_eq!(positions_shown(120, Some(100 * 3)), (vec![100, 51], Some(120), Some(50)));
    }

    #[test]
    fn a_page_that_begins_at_an_event_that_does_not_count_begins_at_the_next_one() {
        assert_eq!(positions_shown(120, Some(70 * 3 + 2)), (vec![70, 21], Some(120), Some(20)));
        assert_eq!(positions_shown(120, Some(0)), (vec![], Some(50), None));
        assert_eq!(positions_shown(0, None), (vec![], None, None));
    }

    /// Every third contact counts, and each is about a home of its own.
    #[tokio::test]
    async fn events_that_are_looked_up_and_events_that_are_read_from_the_end_are_the_same() {
        let ground = TestStore::live().await;
        let school = ground.school().await;
        let people = school.with_people().await;
        let mut of_contact = BTreeMap::new();
        for n in 0..330 {
            let student = PersonId(Uuid::new_v4());
            let contact = talk(student, PersonId(Uuid::new_v4()), day(3), "Over later.");
            let tags = contact.tags();
            if n % 3 == 0 {
                of_contact
                    .extend(tags.into_iter().filter(|tag| tag.kind == domain::ids::TagKind::Contact).map(|tag| (tag, student)));
            }
            school.append([contact]).await;
        }
        assert_eq!(of_contact.len(), 110);
        let pass = school.pass_for::<deeds::ReadEvolution>(people.auditor, Role::Auditor, About::School).await;
        let mut reader = ground.store.reader(&pass, "evolution-events", None).await.unwrap();
        let mut from = None;
        for events in [EVENTS, EVENTS, 10] {
            let by_tag = shown(&mut reader, &of_contact, from, usize::MAX).await.unwrap();
            let from_the_end = shown(&mut reader, &of_contact, from, 0).await.unwrap();
            assert_eq!((by_tag.events.len(), by_tag.total), (events, Some(110)));
            assert_eq!(EventsShown { total: Some(110), ..from_the_end }, by_tag);
            from = by_tag.older;
        }
        assert_eq!(from, None);
        for odd in [0, 1, 7, 200, 10_000] {
            let by_tag = shown(&mut reader, &of_contact, Some(Position(odd)), usize::MAX).await.unwrap();
            let from_the_end = shown(&mut reader, &of_contact, Some(Position(odd)), 0).await.unwrap();
            assert_eq!(EventsShown { total: Some(110), ..from_the_end }, by_tag, "from {odd}");
        }
        reader.finish().await.unwrap();
    }
}
