//! Custody outweighs everything: whatever is told, in whatever order, nobody without a say over a student comes in as a
//! supporter, and nobody with their number does, unless the school said yes knowing whose number it is.

use super::*;
use crate::{
    actor::Role,
    facts::{Event, Fact},
    ids::{PersonId, Position},
    person::parent::Authority,
    spec::{
        histories::{asked_about_home, history},
        *,
    },
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ADULTS: [PersonId; 4] = [MOTHER, FATHER, UNCLE, STRANGER];

/// What custody says of one student, read from the facts without any view.
#[derive(Default)]
struct Custody {
    authority: BTreeMap<PersonId, Authority>,
    link_ended: BTreeSet<PersonId>,
    turned_away: BTreeSet<PersonId>,
    named: BTreeSet<PersonId>,
    /// Who was let in, and whose number the school knew it to be.
    let_in: BTreeMap<PersonId, Vec<PersonId>>,
}

impl Custody {
    fn is_or_was_named(&self, supporter: PersonId) -> bool {
        self.turned_away.contains(&supporter) || self.named.contains(&supporter)
    }
}

fn custody_of(student: PersonId, events: &[Event]) -> Custody {
    let mut known = Custody::default();
    let is_enrolled = |event: &&Event| matches!(&event.fact, Fact::StudentEnrolled(fact) if fact.student == student);
    let Some(enrolled) = events.iter().find(is_enrolled) else { return known };
    for event in events.iter().filter(|event| event.pos > enrolled.pos) {
        match &event.fact {
            Fact::ParentLinked(fact) if fact.student == student => {
                known.authority.insert(fact.parent, fact.authority);
                known.link_ended.remove(&fact.parent);
            }
            Fact::ParentAuthorityChanged(fact) if fact.student == student => {
                known.authority.entry(fact.parent).and_modify(|authority| *authority = fact.authority);
            }
            Fact::ParentLinkEnded(fact) if fact.student == student && known.authority.remove(&fact.parent).is_some() => {
                known.link_ended.insert(fact.parent);
            }
            Fact::SupporterNamed(fact) if fact.student == student => {
                known.named.insert(fact.supporter);
                known.let_in.remove(&fact.supporter);
            }
            Fact::SupporterConfirmed(fact) if fact.student == student && known.is_or_was_named(fact.supporter) => {
                known.turned_away.remove(&fact.supporter);
                known.named.insert(fact.supporter);
                known.let_in.insert(fact.supporter, fact.knowing.clone());
            }
            Fact::SupporterRefused(fact) if fact.student == student => {
                known.let_in.remove(&fact.supporter);
                if known.named.remove(&fact.supporter) {
                    known.turned_away.insert(fact.supporter);
                }
            }
            Fact::SupporterEnded(fact) if fact.student == student => {
                known.named.remove(&fact.supporter);
                known.let_in.remove(&fact.supporter);
            }
            _ => {}
        }
    }
    known
}

/// May this person come in, and was it only because the school knew?
fn may_come_in(person: PersonId, known: &Custody, same: &[(PersonId, PersonId)]) -> (bool, bool) {
    let without = known.authority.iter().filter(|(_, authority)| **authority != Authority::Full).map(|(parent, _)| *parent);
    let kept_out = without.chain(known.link_ended.iter().copied()).chain(known.turned_away.iter().copied());
    let alike: Vec<PersonId> = kept_out
        .filter(|other| *other == person || same.iter().any(|pair| *pair == (person, *other) || *pair == (*other, person)))
        .collect();
    let knowing = known.let_in.get(&person);
    let is_let_in = knowing.is_some_and(|knowing| alike.iter().all(|other| knowing.contains(other)));
    let has_no_say = known.authority.get(&person).is_some_and(|authority| *authority != Authority::Full);
    (is_let_in && !has_no_say, is_let_in && !alike.is_empty())
}

/// Asks the policy about everybody, and says how often somebody was turned away for their number, and was let in knowingly.
fn compare(events: &[Event]) -> (usize, usize) {
    let same = same_numbers(events);
    let (told, compared) = (relations_after(events), relations_after(events).compared(&same));
    let (mut held, mut knowingly) = (0, 0);
    for student in [AMIRA, MILAN] {
        let known = custody_of(student, events);
        for person in ADULTS {
            let comes_in = |relations: &Relations| {
                let (who, relations) = (principal(person, Role::Supporter), relations.of(person));
                permit::<deeds::ReadHome>(&who, &relations, About::Student(student)).is_ok()
            };
            let (expected, is_knowing) = may_come_in(person, &known, &same);
            assert!(!comes_in(&compared) || expected, "{person} came in to {student}");
            held += usize::from(comes_in(&told) && !comes_in(&compared));
            knowingly += usize::from(comes_in(&compared) && is_knowing);
        }
    }
    (held, knowingly)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nobody_without_a_say_comes_in_as_a_supporter(asked in asked_about_home()) {
        let events = history(&asked);
        // At every moment of the history, and not only at its end.
        for until in (0..=events.len()).step_by(4) {
            compare(&events[..until]);
        }
    }

    #[test]
    fn nor_does_anybody_when_the_facts_come_in_any_order_at_all(
        events in asked_about_home().prop_flat_map(|asked| Just(history(&asked)).prop_shuffle())
    ) {
        let told = (1..).zip(events).map(|(pos, event)| Event { pos: Position(pos), ..event });
        compare(&told.collect::<Vec<_>>());
    }
}

/// The property says something only when random histories hold somebody for a number, and let somebody in knowingly.
#[test]
fn random_histories_hold_people_for_their_number_and_let_some_in_knowingly() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut held, mut knowingly) = (0, 0);
    for _ in 0..400 {
        let events = history(&asked_about_home().new_tree(&mut runner).unwrap().current());
        for until in (0..=events.len()).step_by(4) {
            let (more_held, more_knowingly) = compare(&events[..until]);
            (held, knowingly) = (held + more_held, knowingly + more_knowingly);
        }
    }
    assert!(held > 0 && knowingly > 0, "held {held}, let in knowingly {knowingly}");
}
