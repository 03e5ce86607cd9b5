//! The people around a student, by what they are to that student.

use crate::{Asking, Problem};
use domain::{
    agreement::Party,
    holds_personal,
    ids::{PersonId, Tag},
    line::ShareWith,
    person::{
        parent::{Authority, Relation},
        supporter::Kinship,
    },
    personal::{EachPersonal, HoldsPersonal, Personal, PersonalSlot},
    policy::{DeedType, may_share_with},
    values::{PersonName, Wishes},
    views::{ChannelRow, Entry, EntryContent, OwnKind, PersonRow, PersonRows, StudentCard},
};
use std::collections::{BTreeMap, BTreeSet};
use store::{Ahead, PageReader, WantedRow};

/// What somebody is, seen from a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieToStudent {
    Parent(Relation),
    Supporter(Kinship),
    Student,
    Staff,
    /// Somebody whose tie with the student has ended.
    Former,
}

/// A person in as few words as a sentence needs.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonBrief {
    pub person: PersonId,
    pub whom: TieToStudent,
    pub name: Option<Personal<PersonName>>,
}

holds_personal!(PersonBrief { name });

/// A student with their name, to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedStudent {
    pub student: PersonId,
    pub name: Personal<PersonName>,
}

holds_personal!(NamedStudent { name });

/// Everybody who is named on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People(pub BTreeMap<PersonId, PersonBrief>);

impl People {
    /// Somebody who is named on the page.
    pub fn get(&self, person: PersonId) -> Option<&PersonBrief> {
        self.0.get(&person)
    }
    /// Those of these who are known here, in this order: to choose from.
    pub(crate) fn briefs(&self, people: impl IntoIterator<Item = PersonId>) -> Vec<PersonBrief> {
        people.into_iter().filter_map(|person| self.get(person).cloned()).collect()
    }
    /// Makes briefs of these rows, as they stand to this student.
    pub(crate) fn around(card: &StudentCard, rows: &[PersonRow]) -> People {
        let brief = |row: &PersonRow| PersonBrief { person: row.person, whom: whom(card, row), name: row.name.clone() };
        People(rows.iter().map(|row| (row.person, brief(row))).collect())
    }
}

impl HoldsPersonal for People {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        for brief in self.0.values_mut() {
            brief.each_personal(see);
        }
    }
}

impl PersonalSlot for People {
    fn walk(&mut self, _: &'static str, see: &mut EachPersonal<'_>) {
        self.each_personal(see);
    }
}

/// A parent or supporter with how to reach them, for staff.
#[derive(Clone, Debug, PartialEq)]
pub struct AtHome {
    pub person: PersonId,
    pub whom: TieToStudent,
    pub authority: Option<Authority>,
    pub name: Option<Personal<PersonName>>,
    pub channels: Vec<ChannelRow>,
    pub wishes: Option<Personal<Wishes>>,
    /// Named as a supporter, and not let in yet.
    pub waits: bool,
}

holds_personal!(AtHome { name, channels, wishes });

impl AtHome {
    /// As a page of any day may show them: how to reach somebody only while they belong to the student today. The past moves
    /// the content, never the rights.
    pub(crate) fn by_todays_ties(mut self, today: Option<&StudentCard>) -> AtHome {
        if !today.is_some_and(|card| card.has_at_home(self.person)) {
            self.channels.clear();
            self.wishes = None;
        }
        self.waits = today.is_some_and(|card| card.is_supported_by(self.person) && !card.lets_in(self.person));
        self
    }

    /// Everybody at home, with how to reach them.
    pub(crate) fn of(card: &StudentCard, rows: &[PersonRow]) -> Vec<AtHome> {
        at_home(card)
            .filter_map(|person| rows.iter().find(|row| row.person == person))
            .map(|row| AtHome {
                person: row.person,
                whom: whom(card, row),
                authority: card.authority_of(row.person),
                name: row.name.clone(),
                channels: row.channels.clone(),
                wishes: row.wishes.clone(),
                waits: false,
            })
            .collect()
    }
}

/// The parents of a student and then the supporters, each in the order in which they were linked.
pub(crate) fn at_home(card: &StudentCard) -> impl Iterator<Item = PersonId> {
    card.parents.iter().map(|tie| tie.person).chain(card.supporters.iter().map(|tie| tie.person))
}

/// Those around a student who may be shown something of them: parents first, then supporters.
pub(crate) fn to_share_with(card: &StudentCard) -> Vec<PersonId> {
    let mut seen = BTreeSet::new();
    at_home(card).filter(|person| may_share_with(card, *person) && seen.insert(*person)).collect()
}

fn whom(card: &StudentCard, row: &PersonRow) -> TieToStudent {
    if row.person == card.student {
        return TieToStudent::Student;
    }
    if let Some(tie) = card.parents.iter().find(|tie| tie.person == row.person) {
        return TieToStudent::Parent(tie.relation);
    }
    if let Some(tie) = card.supporters.iter().chain(&card.turned_away).find(|tie| tie.person == row.person) {
        return TieToStudent::Supporter(tie.kinship);
    }
    if row.roles.is_empty() { TieToStudent::Former } else { TieToStudent::Staff }
}

/// Everybody whom these entries name: who was spoken with and who wrote it down.
pub(crate) fn named_in(entries: &[Entry]) -> BTreeSet<PersonId> {
    let mut named = BTreeSet::new();
    for entry in entries {
        named.extend(entry.author.person);
        named.extend(entry.withdrawn.iter().filter_map(|withdrawal| withdrawal.author.person));
        spoken_with(&entry.told, &mut named);
        for earlier in &entry.earlier {
            named.extend(earlier.author.person);
            spoken_with(&earlier.told, &mut named);
        }
    }
    named
}

fn spoken_with(told: &EntryContent, named: &mut BTreeSet<PersonId>) {
    match told {
        EntryContent::ContactMade(account) => named.extend(account.with.iter().copied()),
        EntryContent::ContactAttempted(attempt) => named.extend(attempt.with),
        EntryContent::Enrolled { .. } => {}
        EntryContent::Talk(told) => named.extend(told.people()),
        EntryContent::Assignment(told) => {
            named.extend(told.opened.iter().copied());
            named.extend(told.returned.iter().flat_map(|back| back.with.iter().copied().chain([back.by])));
            named.extend(told.used.iter().filter_map(|used| used.by));
            named.extend(told.parked.iter().filter_map(|parked| parked.by));
        }
        EntryContent::Agreement(told) => {
            named.extend(Party::ALL.map(|party| told.parts.of(party).owner));
            named.extend(told.ended.iter().filter_map(|ended| ended.by));
        }
        EntryContent::Message(exchange) => {
            named.insert(exchange.with);
            named.extend(exchange.answers.iter().filter_map(|answer| answer.author.person));
        }
        // The student's line: who said it, and with whom it is shared.
        EntryContent::Own(own) => {
            named.extend(own.shared.iter().filter_map(|share| match share.with {
                ShareWith::Person(person) => Some(person),
                ShareWith::School => None,
            }));
            if let OwnKind::Quality { by } = own.kind {
                named.insert(by);
            }
        }
    }
}

/// The rows of those whom a page about this student is most likely to name: home and the mentors. Others come later.
pub(crate) fn people_ahead(ahead: Ahead, asking: &Asking, student: PersonId) -> Ahead {
    let card = asking.relations.student(student);
    let class = card.and_then(|card| card.class).and_then(|class| asking.relations.class(class));
    let mentors = class.into_iter().flat_map(|class| class.mentors.iter().copied());
    let people = card.into_iter().flat_map(at_home).chain(mentors).chain([student]);
    ahead.rows(people.map(|person| WantedRow::of::<PersonRows>(Tag::person(person))))
}

/// The rows of these people.
pub(crate) async fn rows_of<D: DeedType>(
    reader: &mut PageReader<D>,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<PersonRow>, Problem> {
    let keys: Vec<Tag> = people.into_iter().map(Tag::person).collect();
    Ok(reader.rows::<PersonRows>(&keys).await?)
}

#[cfg(test)]
mod specs {
    use super::*;
    use domain::{
        ids::EventId,
        person::parent::Relation,
        personal::{Envelope, PersonalField, RetentionClass},
        values::Reachable,
        views::ParentTie,
    };
    use uuid::Uuid;

    fn sealed<T: domain::personal::PersonalValue>(of: PersonId, class: RetentionClass) -> Personal<T> {
        let mut field = Personal { of, content: domain::personal::Content::Erased };
        field.put_envelope(Envelope {
            event: EventId(Uuid::nil()),
            n: 0,
            person: of,
            class,
            field: String::new(),
            bytes: vec![],
        });
        field
    }

    #[test]
    fn who_does_not_belong_to_the_student_today_is_not_reachable_on_a_page_of_the_past() {
        let (student, mother) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let phone = ChannelRow {
            channel: domain::values::Channel::Phone,
            reachable: sealed::<Reachable>(mother, RetentionClass::Contact),
            failures: vec![],
        };
        let at_home = AtHome {
            person: mother,
            whom: TieToStudent::Parent(Relation::Mother),
            authority: Some(Authority::Full),
            name: None,
            channels: vec![phone],
            wishes: None,
            waits: false,
        };
        let mut today = StudentCard {
            student,
            name: sealed(student, RetentionClass::Identity),
            number: sealed(student, RetentionClass::Identity),
            class: None,
            stays: vec![],
            enrolled_on: Default::default(),
            left_on: None,
            sixteen: false,
            eighteen: false,
            parents_stopped: false,
            parents: vec![ParentTie { person: mother, relation: Relation::Mother, authority: Authority::Full }],
            supporters: vec![],
            turned_away: vec![],
            former_supporters: vec![],
            former_parents: vec![],
            moments: vec![],
        };
        assert_eq!(at_home.clone().by_todays_ties(Some(&today)).channels.len(), 1);
        today.parents.clear();
        assert!(at_home.clone().by_todays_ties(Some(&today)).channels.is_empty());
        assert!(at_home.by_todays_ties(None).channels.is_empty());
    }
}
