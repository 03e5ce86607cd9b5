//! Who has to do with a student: parents by their authority, supporters by being let in, and what the school may do of its
//! own accord towards them. A card says who was let in; whose number it is was compared before (`Relations::compared`).

use super::{pass::Principal, relations::Relations};
use crate::{actor::Role, ids::PersonId, person::parent::Authority, views::StudentCard};

/// Custody is data: without full authority, and from eighteen on, nothing is seen (BW 1:377c; WVO 2020 art. 2.97). A school may
/// choose sixteen.
pub(super) fn is_own_child(card: &StudentCard, parent: PersonId) -> bool {
    card.is_enrolled() && card.parents_follow() && card.authority_of(parent) == Some(Authority::Full)
}

/// Custody outweighs support: a parent who lost authority over a child does not come back in as the child's supporter.
pub(super) fn is_supported(card: &StudentCard, supporter: PersonId) -> bool {
    card.is_enrolled() && card.lets_in(supporter) && may_approach(card, supporter)
}

/// The children whose timeline this parent or supporter may read, in the order in which they were linked.
pub fn children(principal: &Principal, relations: &Relations) -> Vec<PersonId> {
    let (Some(me), Some(actor)) = (principal.actor().person(), &relations.actor) else { return vec![] };
    let may_read = |student: &PersonId, reaches: fn(&StudentCard, PersonId) -> bool| {
        relations.student(*student).is_some_and(|card| reaches(card, me))
    };
    match principal.actor().role() {
        Some(Role::Parent) => {
            actor.children.iter().map(|tie| tie.student).filter(|child| may_read(child, is_own_child)).collect()
        }
        Some(Role::Supporter) => {
            actor.supports.iter().map(|tie| tie.student).filter(|child| may_read(child, is_supported)).collect()
        }
        _ => vec![],
    }
}

/// May the school approach this person about the student of its own accord? A parent without full authority is told facts
/// on request, or nothing (BW 1:377c).
pub fn may_approach(card: &StudentCard, person: PersonId) -> bool {
    match card.authority_of(person) {
        Some(authority) => authority == Authority::Full,
        None => card.lets_in(person),
    }
}

/// May the school write to this person about the student? To the student always. To somebody at home only when they can read
/// what follows: from eighteen on, or where the school says so from sixteen on, parents see nothing.
pub fn may_write_to(card: &StudentCard, person: PersonId) -> bool {
    let shut_out = !card.parents_follow() && card.authority_of(person).is_some();
    person == card.student || (may_approach(card, person) && !shut_out)
}

/// May the school ask this person to come and talk? From eighteen on it no longer asks a student's parents of its own
/// accord. It still asks the student's supporters.
pub fn may_invite(card: &StudentCard, person: PersonId) -> bool {
    may_approach(card, person) && !(card.eighteen && card.authority_of(person).is_some())
}

/// May the student show this person something of their own? Only somebody who could look at it.
pub fn may_share_with(card: &StudentCard, person: PersonId) -> bool {
    is_own_child(card, person) || is_supported(card, person)
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    #[test]
    fn the_switch_offers_only_children_whose_timeline_may_be_read() {
        let of = |person, role, change: fn(&mut Relations)| {
            let mut relations = relations();
            change(&mut relations);
            children(&principal(person, role), &relations.of(person))
        };
        let as_it_is: fn(&mut Relations) = |_| ();
        assert_eq!(of(MOTHER, Role::Parent, as_it_is), [AMIRA]);
        assert_eq!(of(UNCLE, Role::Supporter, as_it_is), [AMIRA]);
        assert_eq!(of(MOTHER, Role::Parent, |relations| relations.students[0].eighteen = true), []);
        assert_eq!(of(MOTHER, Role::Parent, |relations| relations.students[0].parents_stopped = true), []);
        assert_eq!(of(UNCLE, Role::Supporter, |relations| relations.students[0].left_on = Some(TODAY)), []);
        assert_eq!(of(MOTHER, Role::Supporter, as_it_is), []);
        assert_eq!(of(MENTOR, Role::Mentor, as_it_is), []);
    }

    #[test]
    fn the_school_approaches_parents_with_authority_and_supporters() {
        let mut card = relations().students.remove(0);
        assert!([MOTHER, FATHER, UNCLE].iter().all(|person| may_approach(&card, *person)));
        assert!(!may_approach(&card, STRANGER));
        card.parents[1].authority = Authority::OnRequest;
        assert!(!may_approach(&card, FATHER));
    }

    #[test]
    fn from_eighteen_on_parents_are_not_asked_and_supporters_are() {
        let mut card = relations().students.remove(0);
        assert!([MOTHER, UNCLE].iter().all(|person| may_invite(&card, *person)));
        card.eighteen = true;
        assert!(!may_invite(&card, MOTHER) && may_invite(&card, UNCLE));
    }

    #[test]
    fn where_parents_follow_until_sixteen_they_are_not_written_to_and_still_asked_to_talk() {
        let mut card = relations().students.remove(0);
        card.parents_stopped = true;
        assert!(!may_write_to(&card, MOTHER) && !may_share_with(&card, MOTHER));
        assert!(may_write_to(&card, UNCLE) && may_write_to(&card, AMIRA), "helpers and the student read on");
        assert!(may_invite(&card, MOTHER), "she has a say until eighteen");
    }
}
