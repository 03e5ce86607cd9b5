use super::View;
use crate::{
    actor::Role,
    details::Failure,
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    parent::{Authority, Relation},
    personal::Personal,
    supporter::Kinship,
    values::{BirthDate, Channel, PersonName, Reachable, Wishes},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A person: their name, what they are to whom, and how to reach them.
pub struct PersonRows;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonRow {
    pub person: PersonId,
    pub name: Option<Personal<PersonName>>,
    pub roles: BTreeSet<Role>,
    pub mentor_of: Vec<ClassId>,
    pub is_student: bool,
    pub born: Option<Personal<BirthDate>>,
    pub children: Vec<ChildTie>,
    pub supports: Vec<SupportTie>,
    pub channels: Vec<ChannelRow>,
    pub wishes: Option<Personal<Wishes>>,
}

holds_personal!(PersonRow { name, born, channels, wishes });

/// A child this person is a parent of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildTie {
    pub student: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

/// A student this person supports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportTie {
    pub student: PersonId,
    pub kinship: Kinship,
}

/// One way to reach this person, and whether it works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelRow {
    pub channel: Channel,
    pub reachable: Personal<Reachable>,
    /// What is wrong with it and since when; `None` when it works as far as we know.
    pub failed: Option<(Failure, NaiveDate)>,
}

holds_personal!(ChannelRow { reachable });

impl PersonRow {
    fn nobody(person: PersonId) -> PersonRow {
        PersonRow {
            person,
            name: None,
            roles: BTreeSet::new(),
            mentor_of: vec![],
            is_student: false,
            born: None,
            children: vec![],
            supports: vec![],
            channels: vec![],
            wishes: None,
        }
    }
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
    /// Is there any way to reach this person that is not known to fail?
    pub fn is_reachable(&self) -> bool {
        self.channels.iter().any(|channel| channel.failed.is_none())
    }
    pub fn reachable(&self, channel: Channel) -> Option<&ChannelRow> {
        self.channels.iter().find(|row| row.channel == channel)
    }
    fn set_channel(&mut self, channel: Channel, reachable: Personal<Reachable>) {
        self.channels.retain(|row| row.channel != channel);
        self.channels.push(ChannelRow { channel, reachable, failed: None });
        self.channels.sort_by_key(|row| row.channel);
    }
}

impl View for PersonRows {
    type Row = PersonRow;
    const NAME: &'static str = "person";
    const VERSION: i16 = 1;
    const CONSUMES: &'static [&'static str] = &[
        "staff.appointed",
        "staff.role_ended",
        "class.mentor_assigned",
        "class.mentor_relieved",
        "student.enrolled",
        "student.details_corrected",
        "student.left",
        "parent.registered",
        "parent.linked",
        "parent.authority_changed",
        "parent.link_ended",
        "parent.name_corrected",
        "supporter.named",
        "supporter.ended",
        "details.changed",
        "details.failed",
        "details.removed",
        "details.wishes_set",
    ];

    fn keys(event: &Event) -> Vec<Tag> {
        let person = match &event.fact {
            Fact::StaffAppointed(fact) => fact.person,
            Fact::StaffRoleEnded(fact) => fact.person,
            Fact::MentorAssigned(fact) => fact.mentor,
            Fact::MentorRelieved(fact) => fact.mentor,
            Fact::StudentEnrolled(fact) => fact.student,
            Fact::StudentDetailsCorrected(fact) => fact.student,
            Fact::StudentLeft(fact) => fact.student,
            Fact::ParentRegistered(fact) => fact.parent,
            Fact::ParentLinked(fact) => fact.parent,
            Fact::ParentAuthorityChanged(fact) => fact.parent,
            Fact::ParentLinkEnded(fact) => fact.parent,
            Fact::ParentNameCorrected(fact) => fact.parent,
            Fact::SupporterNamed(fact) => fact.supporter,
            Fact::SupporterEnded(fact) => fact.supporter,
            Fact::DetailsChanged(fact) => fact.person,
            Fact::DetailsFailed(fact) => fact.person,
            Fact::DetailsRemoved(fact) => fact.person,
            Fact::WishesSet(fact) => fact.person,
            _ => return vec![],
        };
        vec![Tag::person(person)]
    }

    fn fold(row: Option<PersonRow>, key: Tag, event: &Event) -> Option<PersonRow> {
        let mut row = row.unwrap_or_else(|| PersonRow::nobody(PersonId(key.id)));
        match &event.fact {
            Fact::StaffAppointed(fact) => {
                row.name = Some(fact.name.clone());
                row.roles.insert(fact.role);
            }
            Fact::StaffRoleEnded(fact) => {
                row.roles.remove(&fact.role);
            }
            Fact::MentorAssigned(fact) if !row.mentor_of.contains(&fact.class) => row.mentor_of.push(fact.class),
            Fact::MentorRelieved(fact) => row.mentor_of.retain(|class| *class != fact.class),
            Fact::StudentEnrolled(fact) => {
                row.name = Some(fact.name.clone());
                row.born = fact.birth_date.clone();
                row.is_student = true;
            }
            Fact::StudentDetailsCorrected(fact) => {
                row.name = Some(fact.name.clone());
                row.born = fact.birth_date.clone().or(row.born);
            }
            Fact::StudentLeft(_) => row.is_student = false,
            Fact::ParentRegistered(fact) => row.name = Some(fact.name.clone()),
            Fact::ParentNameCorrected(fact) => row.name = Some(fact.name.clone()),
            Fact::ParentLinked(fact) => {
                row.children.retain(|tie| tie.student != fact.student);
                let (student, relation, authority) = (fact.student, fact.relation, fact.authority);
                row.children.push(ChildTie { student, relation, authority });
            }
            Fact::ParentAuthorityChanged(fact) => {
                for tie in row.children.iter_mut().filter(|tie| tie.student == fact.student) {
                    tie.authority = fact.authority;
                }
            }
            Fact::ParentLinkEnded(fact) => row.children.retain(|tie| tie.student != fact.student),
            Fact::SupporterNamed(fact) => {
                row.name = Some(fact.name.clone());
                row.supports.retain(|tie| tie.student != fact.student);
                row.supports.push(SupportTie { student: fact.student, kinship: fact.kinship });
            }
            Fact::SupporterEnded(fact) => row.supports.retain(|tie| tie.student != fact.student),
            Fact::DetailsChanged(fact) => row.set_channel(fact.channel, fact.reachable.clone()),
            Fact::DetailsFailed(fact) => {
                for channel in row.channels.iter_mut().filter(|row| row.channel == fact.channel) {
                    channel.failed = Some((fact.failure, event.occurred.on));
                }
            }
            Fact::DetailsRemoved(fact) => row.channels.retain(|row| row.channel != fact.channel),
            Fact::WishesSet(fact) => row.wishes = Some(fact.wishes.clone()),
            _ => {}
        }
        Some(row)
    }
}
