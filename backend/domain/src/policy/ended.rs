//! Whose rights end by a fact: their open sessions end with them.

use super::Relations;
use crate::{facts::Fact, ids::PersonId, person::parent::Authority};

/// Who may do less from this fact on, by the relations in which it was decided. Whoever has rights left opens a session again
/// with those.
pub fn whose_rights_end(fact: &Fact, relations: &Relations) -> Vec<PersonId> {
    match fact {
        Fact::StaffRoleEnded(fact) => vec![fact.person],
        Fact::MentorRelieved(fact) => vec![fact.mentor],
        Fact::ParentLinkEnded(fact) => vec![fact.parent],
        Fact::ParentAuthorityChanged(fact) if fact.authority != Authority::Full => vec![fact.parent],
        // Who helped until now, and is a parent without a say, helps no more.
        Fact::ParentLinked(fact) if fact.authority != Authority::Full => vec![fact.parent],
        Fact::SupporterRefused(fact) => vec![fact.supporter],
        Fact::SupporterEnded(fact) => vec![fact.supporter],
        // Whoever helped a student who left helps nobody here.
        Fact::StudentLeft(fact) => {
            let card = relations.student(fact.student);
            let supporters = card.into_iter().flat_map(|card| &card.supporters).map(|tie| tie.person);
            std::iter::once(fact.student).chain(supporters).collect()
        }
        _ => vec![],
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        facts::Event,
        policy::roles_of,
        spec::{
            histories::{asked, asked_about_home, history},
            *,
        },
    };
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Everybody's roles after these events.
    fn roles(events: &[Event]) -> BTreeSet<(PersonId, Role)> {
        let relations = relations_after(events);
        let of = |row| roles_of(row, &relations).into_iter().map(move |role| (row.person, role));
        relations.persons.iter().flat_map(of).collect()
    }

    /// How often somebody lost a role. By a fact that ends no session of theirs, it fails.
    fn lost(events: &[Event]) -> usize {
        let (mut before, mut lost) = (BTreeSet::new(), 0);
        for until in 1..=events.len() {
            let after = roles(&events[..until]);
            let fact = &events[until - 1].fact;
            let ended = whose_rights_end(fact, &relations_after(&events[..until - 1]));
            for (person, role) in before.difference(&after) {
                assert!(ended.contains(person), "{role:?} of {person} went by {:?}", fact.kind());
                lost += 1;
            }
            before = after;
        }
        lost
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn nobody_loses_a_role_by_a_fact_that_ends_no_session(asked in prop_oneof![asked(), asked_about_home()]) {
            lost(&history(&asked));
        }
    }

    /// The property says something only when roles are lost at all.
    #[test]
    fn random_histories_take_roles_away() {
        use proptest::{strategy::ValueTree, test_runner::TestRunner};
        let mut runner = TestRunner::deterministic();
        let lost: usize = (0..40).map(|_| lost(&history(&asked_about_home().new_tree(&mut runner).unwrap().current()))).sum();
        assert!(lost > 20, "{lost} roles");
    }
}
