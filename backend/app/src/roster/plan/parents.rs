//! What a row changes of parents: who is linked with whom, what they are called, and how to reach them.

use super::{
    super::{
        match_people::{KnownAdult, ParentMatch, Similarity, similarity, tells_more},
        row::{ListedAuthority, ParentEntry, RosterRow},
    },
    Doubt, RosterChange, RowPlan, Step,
    planner::Planner,
};
use domain::{
    ids::PersonId,
    person::{
        details::ChangeDetails,
        parent::{Authority, CorrectParentName, LinkParent},
    },
    values::{ChangeReason, Channel},
};
use std::collections::BTreeMap;

impl Planner<'_> {
    pub(super) fn parents(&mut self, row: &RosterRow, child: PersonId, planned: &mut RowPlan) {
        planned.is_new |= self.said.get(&child).is_some_and(|listed| listed.is_new);
        let mut taken = Vec::new();
        for entry in &row.parents {
            let parent = self.parent(entry, child, &taken, planned);
            taken.extend(parent);
            if let Some(listed) = self.said.get_mut(&child) {
                listed.in_doubt |= parent.is_none();
                listed.parents.extend(parent);
            }
        }
    }

    /// The parent that a row names, linked with the child. `None`: in doubt.
    fn parent(&mut self, entry: &ParentEntry, child: PersonId, taken: &[PersonId], planned: &mut RowPlan) -> Option<PersonId> {
        let name = entry.name.clone();
        let known = match self.known.adults.find(entry, child, taken) {
            ParentMatch::Doubt(likeness) => {
                planned.doubts.push(Doubt::Parent { name, likeness });
                return None;
            }
            ParentMatch::Known(person) => self.known.adults.get(person).cloned(),
            ParentMatch::Nobody => None,
        };
        let Some(adult) = known else { return self.new_parent(entry, child, planned) };
        match (adult.children.get(&child), entry.authority) {
            (Some(known), ListedAuthority::Stated(stated)) if *known != stated => {
                planned.doubts.push(Doubt::Authority { name: adult.name.clone() })
            }
            (Some(_), _) => {}
            (None, _) => {
                let authority = authority(&adult, entry, planned)?;
                self.link(&adult, entry, child, authority, planned);
                planned.changes.push(RosterChange::KnownParent { name: adult.name.clone() });
            }
        }
        if similarity(&name, &adult.name) >= Similarity::Same && tells_more(&name, &adult.name) {
            let (parent, reason) = (adult.person, ChangeReason::ClassList);
            self.step(planned, Step::CorrectParentName(CorrectParentName { parent, name: name.clone(), reason }));
            planned.changes.push(RosterChange::Renamed { from: adult.name.clone(), to: name.clone() });
            self.known.adults.rename(adult.person, name);
        }
        let changed = self.reach(&adult, entry, planned);
        planned.changes.extend(changed.into_iter().map(|channel| RosterChange::Reachable { name: adult.name.clone(), channel }));
        Some(adult.person)
    }

    fn new_parent(&mut self, entry: &ParentEntry, child: PersonId, planned: &mut RowPlan) -> Option<PersonId> {
        let person = self.new_person(planned.line);
        let adult = KnownAdult { person, name: entry.name.clone(), channels: BTreeMap::new(), children: BTreeMap::new() };
        let authority = authority(&adult, entry, planned)?;
        self.known.adults.add(adult.clone());
        self.link(&adult, entry, child, authority, planned);
        planned.changes.push(RosterChange::NewParent { name: adult.name.clone() });
        self.reach(&adult, entry, planned);
        Some(person)
    }

    fn link(&mut self, adult: &KnownAdult, entry: &ParentEntry, child: PersonId, authority: Authority, planned: &mut RowPlan) {
        if entry.authority == ListedAuthority::NotAsked {
            self.listed.assumed.insert(adult.person);
        }
        let (parent, name, relation) = (adult.person, Some(adult.name.clone()), entry.relation);
        self.step(planned, Step::LinkParent(LinkParent { parent, name, student: child, relation, authority }));
        self.known.adults.link(parent, child, authority);
    }

    /// Takes over a new address or number, unless this list already gave another. What a list leaves out stays.
    fn reach(&mut self, adult: &KnownAdult, entry: &ParentEntry, planned: &mut RowPlan) -> Vec<Channel> {
        let mut changed = Vec::new();
        for reachable in entry.reachables() {
            let channel = reachable.channel();
            let given = self.reached.get(&(adult.person, channel)).copied();
            let is_known = adult.channels.get(&channel) == Some(reachable);
            if let Some(line) = given.filter(|_| !is_known) {
                planned.doubts.push(Doubt::ReachableTwice { name: adult.name.clone(), channel, line });
                continue;
            }
            self.reached.insert((adult.person, channel), planned.line);
            if !is_known {
                self.step(planned, Step::ChangeDetails(ChangeDetails { person: adult.person, reachable: reachable.clone() }));
                self.known.adults.reach(adult.person, reachable.clone());
                changed.push(channel);
            }
        }
        changed
    }
}

/// The authority of a parent who is new to a child, unless the list leaves it in doubt. Where it does not speak of authority
/// at all, parents have it; but not somebody who lacks it over another child.
fn authority(adult: &KnownAdult, entry: &ParentEntry, planned: &mut RowPlan) -> Option<Authority> {
    match entry.authority {
        ListedAuthority::Stated(authority) => return Some(authority),
        ListedAuthority::NotAsked if adult.children.values().all(|known| *known == Authority::Full) => {
            return Some(Authority::Full);
        }
        ListedAuthority::NotAsked | ListedAuthority::Unclear => {}
    }
    planned.doubts.push(Doubt::AuthorityUnclear { name: adult.name.clone() });
    None
}
