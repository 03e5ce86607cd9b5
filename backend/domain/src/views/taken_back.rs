//! A contact or an attempt that was recorded and taken back leaves no more than the mark that it was taken back, in any view. What
//! others said in between stays theirs.

use super::{Agreements, Assignments, ClassRows, PersonRows, SchoolRows, StudentCards, TalkRows, Timeline, View, reach};
use crate::{
    contact::{
        AttemptOutcome, ContactReport, CorrectContact, Initiative, Means, Reason, RecordAttempt, RecordContact, Topic,
        WithdrawContact,
    },
    facts::{Event, Fact},
    ids::{ContactId, EventId, Position, Tag},
    spec::{AMIRA, MOTHER, TODAY, UNCLE, given, histories, rows, words},
    time::Occurred,
};
use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

/// No contact of a random history has this id.
const TAKEN_BACK: ContactId = ContactId(Uuid::from_u128(0x7A4E));
/// Between the positions of two events there is room for those that are put in.
const ROOM: i64 = 10;

/// What was recorded, and what taking it back said.
fn told(means: Means, outcome: Option<AttemptOutcome>, on: NaiveDate, topic: Topic, corrected: bool) -> (Vec<Fact>, Vec<Fact>) {
    let occurred = Occurred::on(on);
    let report = |with| ContactReport {
        occurred,
        means,
        with: vec![with],
        student_present: false,
        initiative: Initiative::Home,
        reason: Some(Reason::Concern),
        topics: vec![topic],
        words: words("Ze wil bakker worden."),
    };
    let (contact, student, because) = (TAKEN_BACK, AMIRA, words("Bij de verkeerde leerling."));
    let mut said = match outcome {
        Some(outcome) => {
            let with = Some(MOTHER);
            given([]).when(&RecordAttempt { contact, student, occurred, means, outcome, with, words: None }).facts()
        }
        None => given([]).when(&RecordContact { contact, student, report: report(MOTHER) }).facts(),
    };
    if corrected && outcome.is_none() {
        let correct = CorrectContact { contact, student, report: report(UNCLE), because: because.clone(), seen: None };
        said.extend(given([said[0].clone()]).when(&correct).facts());
    }
    let withdraw = WithdrawContact { contact, student, because, seen: None };
    let taken_back = given([said[0].clone()]).when(&withdraw).facts();
    (said, taken_back)
}

/// The history with these facts put in before the event at this index, so far behind the event before it.
fn put_in(events: &[Event], at: usize, facts: Vec<Fact>, on: NaiveDate, behind: i64) -> Vec<Event> {
    let before = &events[at - 1];
    let more = facts.into_iter().zip(behind..).map(|(fact, n)| {
        let pos = Position(before.pos.0 + n);
        let id = EventId(Uuid::from_u128(0x7A4E_0000 + pos.0 as u128));
        Event { pos, id, occurred: Occurred::on(on), fact, ..before.clone() }
    });
    events[..at].iter().cloned().chain(more).chain(events[at..].iter().cloned()).collect()
}

fn same<V: View>(with: &[Event], without: &[Event]) -> Result<(), TestCaseError> {
    prop_assert_eq!(rows::<V>(with), rows::<V>(without), "{}", V::NAME);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_was_taken_back_was_never_there(
        asked in histories::asked(),
        means in prop::sample::select(&Means::ALL[..]),
        outcome in prop::option::of(prop::sample::select(&AttemptOutcome::ALL[..])),
        topic in prop::sample::select(&Topic::ALL[..]),
        corrected in any::<bool>(),
        recorded in any::<prop::sample::Index>(),
        taken in any::<prop::sample::Index>(),
    ) {
        let start = histories::history(&[]).len();
        let mut without = histories::history(&asked);
        without.iter_mut().for_each(|event| event.pos.0 *= ROOM);
        let on = TODAY;
        let (said, taken_back) = told(means, outcome, on, topic, corrected);
        // The cast is there before anything is said of them.
        let recorded = start + recorded.index(without.len() - start + 1);
        let taken = recorded + taken.index(without.len() - recorded + 1);
        // Both may come before the same event: then what was recorded comes first.
        let with = put_in(&without, taken, taken_back, on, ROOM / 2);
        let with = put_in(&with, recorded, said, on, 1);

        same::<SchoolRows>(&with, &without)?;
        same::<ClassRows>(&with, &without)?;
        same::<PersonRows>(&with, &without)?;
        same::<Assignments>(&with, &without)?;
        same::<Agreements>(&with, &without)?;
        same::<TalkRows>(&with, &without)?;
        let thing = Tag::contact(TAKEN_BACK);
        let mut marked = rows::<StudentCards>(&with);
        for card in marked.values_mut() {
            prop_assert!(card.moments.iter().all(|moment| moment.thing != thing || moment.withdrawn));
            card.moments.retain(|moment| moment.thing != thing);
        }
        prop_assert_eq!(marked, rows::<StudentCards>(&without));
        let mut marked = rows::<Timeline>(&with);
        let entry = marked.remove(&thing);
        prop_assert!(entry.is_some_and(|entry| entry.withdrawn.is_some()), "its entry has the mark");
        prop_assert_eq!(marked, rows::<Timeline>(&without));
        let (cards, persons) = (rows::<StudentCards>(&with), rows::<PersonRows>(&with));
        let home: Vec<_> = persons.values().filter(|row| cards[&Tag::student(AMIRA)].has_at_home(row.person)).collect();
        let bare = rows::<StudentCards>(&without);
        let rung = |card| reach::rung(card, &home, on);
        prop_assert_eq!(rung(&cards[&Tag::student(AMIRA)]), rung(&bare[&Tag::student(AMIRA)]));
    }
}
