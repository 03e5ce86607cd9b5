use super::{View, ViewName};
use crate::{
    actor::Role,
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, ContactId, PersonId, Tag},
    person::{
        details::Failure,
        parent::{Authority, Relation},
        supporter::Kinship,
    },
    personal::Personal,
    values::{BirthDate, Channel, PersonName, Reachable, Wishes},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A person: their name, what they are to whom, and how to reach them.
pub struct PersonRows;

/// What is known of a person now. What nobody told is left empty.
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
    /// What was said to be wrong with it and still stands, the last one last; none when it works as far as we know.
    pub failures: Vec<ChannelFailure>,
}

/// Somebody said that a number or address does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelFailure {
    pub failure: Failure,
    pub since: NaiveDate,
    /// The attempt that found it out, if it was one. Taken back, it takes this with it.
    pub attempt: Option<ContactId>,
}

impl ChannelRow {
    /// What is wrong with it and since when; `None` when it works as far as we know.
    pub fn failed(&self) -> Option<(Failure, NaiveDate)> {
        self.failures.last().map(|said| (said.failure, said.since))
    }
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
    /// Do they have this role among the staff? Students, parents and supporters are known by their ties.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
    /// Is there any way to reach this person that is not known to fail?
    pub fn is_reachable(&self) -> bool {
        self.channels.iter().any(|channel| channel.failed().is_none())
    }
    /// Can they be reached on this channel, as far as we know?
    pub fn has_working(&self, channel: Channel) -> bool {
        self.reachable(channel).is_some_and(|row| row.failed().is_none())
    }
    /// How to reach them on this channel, whether it works or not.
    pub fn reachable(&self, channel: Channel) -> Option<&ChannelRow> {
        self.channels.iter().find(|row| row.channel == channel)
    }
    fn set_channel(&mut self, channel: Channel, reachable: Personal<Reachable>) {
        self.channels.retain(|row| row.channel != channel);
        self.channels.push(ChannelRow { channel, reachable, failures: vec![] });
        self.channels.sort_by_key(|row| row.channel);
    }
}

impl View for PersonRows {
    type Row = PersonRow;
    const VIEW: ViewName = ViewName::Person;
    const VERSION: i16 = 4;

    fn keys(event: &Event) -> Vec<Tag> {
        let person = match &event.fact {
            Fact::StaffAppointed(fact) => fact.person,
            Fact::StaffRoleEnded(fact) => fact.person,
            Fact::StaffNameCorrected(fact) => fact.person,
            Fact::MentorAssigned(fact) => fact.mentor,
            Fact::MentorRelieved(fact) => fact.mentor,
            Fact::StudentEnrolled(fact) => fact.student,
            Fact::StudentDetailsCorrected(fact) => fact.student,
            Fact::StudentLeft(fact) => fact.student,
            Fact::StudentReturned(fact) => fact.student,
            Fact::ParentRegistered(fact) => fact.parent,
            Fact::ParentLinked(fact) => fact.parent,
            Fact::ParentAuthorityChanged(fact) => fact.parent,
            Fact::ParentLinkEnded(fact) => fact.parent,
            Fact::ParentNameCorrected(fact) => fact.parent,
            Fact::ParentRelationCorrected(fact) => fact.parent,
            Fact::SupporterNamed(fact) => fact.supporter,
            Fact::SupporterEnded(fact) => fact.supporter,
            Fact::SupporterCorrected(fact) => fact.supporter,
            Fact::DetailsChanged(fact) => fact.person,
            Fact::DetailsFailed(fact) => fact.person,
            Fact::FailureTakenBack(fact) => fact.person,
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
                row.name = fact.name.clone().or(row.name);
                row.roles.insert(fact.role);
            }
            Fact::StaffRoleEnded(fact) => {
                row.roles.remove(&fact.role);
            }
            Fact::StaffNameCorrected(fact) => row.name = Some(fact.name.clone()),
            Fact::MentorAssigned(fact) if !row.mentor_of.contains(&fact.class) => row.mentor_of.push(fact.class),
            Fact::MentorRelieved(fact) => row.mentor_of.retain(|class| *class != fact.class),
            Fact::StudentEnrolled(fact) => {
                row.name = Some(fact.name.clone());
                // Who comes back with a list that has no birth dates still turns eighteen.
                row.born = fact.birth_date.clone().or(row.born);
                row.is_student = true;
            }
            Fact::StudentDetailsCorrected(fact) => {
                row.name = fact.name.clone().or(row.name);
                row.born = fact.birth_date.clone().or(row.born);
            }
            Fact::StudentLeft(_) => row.is_student = false,
            Fact::StudentReturned(_) => row.is_student = true,
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
            Fact::ParentRelationCorrected(fact) => {
                for tie in row.children.iter_mut().filter(|tie| tie.student == fact.student) {
                    tie.relation = fact.relation;
                }
            }
            Fact::ParentLinkEnded(fact) => row.children.retain(|tie| tie.student != fact.student),
            Fact::SupporterNamed(fact) => {
                // Anybody at home can name a supporter, so it never renames somebody whom the school knows.
                row.name.get_or_insert_with(|| fact.name.clone());
                row.supports.retain(|tie| tie.student != fact.student);
                row.supports.push(SupportTie { student: fact.student, kinship: fact.kinship });
            }
            Fact::SupporterCorrected(fact) => {
                row.name = fact.name.clone().or(row.name);
                for tie in row.supports.iter_mut().filter(|tie| tie.student == fact.student) {
                    tie.kinship = fact.kinship.unwrap_or(tie.kinship);
                }
            }
            Fact::SupporterEnded(fact) => row.supports.retain(|tie| tie.student != fact.student),
            Fact::DetailsChanged(fact) => row.set_channel(fact.channel, fact.reachable.clone()),
            Fact::DetailsFailed(fact) => {
                for channel in row.channels.iter_mut().filter(|row| row.channel == fact.channel) {
                    let (failure, attempt) = (fact.failure, fact.attempt);
                    channel.failures.push(ChannelFailure { failure, since: event.occurred.on, attempt });
                }
            }
            Fact::FailureTakenBack(fact) => {
                for channel in row.channels.iter_mut().filter(|row| row.channel == fact.channel) {
                    channel.failures.retain(|said| said.attempt != Some(fact.attempt));
                }
            }
            Fact::DetailsRemoved(fact) => row.channels.retain(|row| row.channel != fact.channel),
            Fact::WishesSet(fact) => row.wishes = Some(fact.wishes.clone()),
            _ => {}
        }
        Some(row)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        class::MentorRelieved,
        person::{
            details::{DetailsFailed, DetailsRemoved, FailureTakenBack, WishesSet},
            parent::{EndReason, ParentAuthorityChanged, ParentLinkEnded, ParentNameCorrected},
            staff::StaffRoleEnded,
            student::StudentEnrolled,
            supporter::{SupporterEnded, SupporterNamed},
        },
        spec::*,
        values::{ChangeReason, CustodyNote, Reading, SpokenLanguage},
    };

    /// The name that was sealed, read from the specs' transparent envelopes.
    fn name_of(row: &PersonRow) -> Option<PersonName> {
        row.name.as_ref().map(unsealed)
    }

    #[test]
    fn a_number_works_again_when_what_found_it_wrong_is_taken_back_and_nobody_else_said_so() {
        let by = |attempt| DetailsFailed { attempt, ..failed_phone() }.into();
        let back = || FailureTakenBack { person: MOTHER, channel: Channel::Phone, attempt: CONTACT }.into();
        let works =
            |facts: Vec<Fact>| person_row(MOTHER, [phone_number(MOTHER)].into_iter().chain(facts)).has_working(Channel::Phone);
        assert!(!works(vec![by(Some(CONTACT))]) && works(vec![by(Some(CONTACT)), back()]));
        for other in [None, Some(OTHER_CONTACT)] {
            assert!(!works(vec![by(other), by(Some(CONTACT)), back()]), "somebody else said so before");
            assert!(!works(vec![by(Some(CONTACT)), by(other), back()]), "and after");
        }
    }

    fn failed_phone() -> DetailsFailed {
        DetailsFailed { person: MOTHER, channel: Channel::Phone, failure: Failure::Wrong, attempt: None }
    }

    #[test]
    fn staff_have_the_roles_and_classes_that_they_have_now() {
        let row = person_row(MENTOR, [staff_appointed(MENTOR, Role::CareerLead)]);
        assert_eq!((row.roles, row.mentor_of), ([Role::Mentor, Role::CareerLead].into(), vec![CLASS_3B]));
        let ended = StaffRoleEnded { school: SCHOOL, person: MENTOR, role: Role::Mentor, reason: ChangeReason::Changed }.into();
        let relieved = MentorRelieved { class: CLASS_3B, mentor: MENTOR, reason: ChangeReason::Changed }.into();
        let row = person_row(MENTOR, [ended, relieved]);
        assert!(row.roles.is_empty() && row.mentor_of.is_empty());
    }

    #[test]
    fn a_parents_ties_follow_links_authority_and_ends() {
        let mother = person_row(MOTHER, []);
        let tie = |authority| ChildTie { student: AMIRA, relation: Relation::Mother, authority };
        assert_eq!(mother.children, [tie(Authority::Full)]);
        let because = Personal::open(AMIRA, CustodyNote::parse("Uitspraak.").unwrap().unwrap());
        let authority = Authority::OnRequest;
        let changed = ParentAuthorityChanged { parent: MOTHER, student: AMIRA, authority, because }.into();
        assert_eq!(person_row(MOTHER, [changed]).children, [tie(authority)]);
        let ended = ParentLinkEnded { parent: MOTHER, student: AMIRA, reason: EndReason::Mistake }.into();
        assert_eq!(person_row(MOTHER, [ended]).children, []);
    }

    #[test]
    fn names_are_those_told_last() {
        let elif = Personal::open(MOTHER, name("Elif", "Demir"));
        let corrected = ParentNameCorrected { parent: MOTHER, name: elif, reason: ChangeReason::Request }.into();
        assert_eq!(name_of(&person_row(MOTHER, [corrected])), Some(name("Elif", "Demir")));
    }

    #[test]
    fn naming_somebody_as_a_supporter_never_renames_them() {
        let named = |supporter| -> Fact {
            let name = Personal::open(supporter, name("Iemand", "Anders"));
            SupporterNamed { supporter, student: MILAN, kinship: Kinship::Other, name, by_student: false }.into()
        };
        let mentor = person_row(MENTOR, [named(MENTOR)]);
        assert_eq!(name_of(&mentor), Some(name("", "De Vries")));
        assert_eq!(name_of(&person_row(STRANGER, [named(STRANGER)])), Some(name("Iemand", "Anders")));
    }

    #[test]
    fn a_supporter_supports_until_it_ends() {
        assert_eq!(person_row(UNCLE, []).supports, [SupportTie { student: AMIRA, kinship: Kinship::Uncle }]);
        assert_eq!(person_row(UNCLE, [SupporterEnded { supporter: UNCLE, student: AMIRA }.into()]).supports, []);
    }

    #[test]
    fn a_number_that_failed_is_known_since_when_and_a_new_one_works() {
        let row = person_row(MOTHER, [phone_number(MOTHER), phone_failed(MOTHER)]);
        assert_eq!(row.reachable(Channel::Phone).unwrap().failed(), Some((Failure::Wrong, TODAY)));
        assert!(!row.is_reachable() && !row.has_working(Channel::Phone));
        let row = person_row(MOTHER, [phone_number(MOTHER), phone_failed(MOTHER), phone_number(MOTHER)]);
        assert_eq!(row.channels.len(), 1);
        assert!(row.is_reachable() && row.has_working(Channel::Phone) && !row.has_working(Channel::Email));
    }

    #[test]
    fn a_failure_of_a_number_that_we_do_not_have_is_ignored() {
        assert_eq!(person_row(MOTHER, [phone_failed(MOTHER)]), person_row(MOTHER, []));
    }

    #[test]
    fn a_removed_number_is_gone() {
        let removed = DetailsRemoved { person: MOTHER, channel: Channel::Phone }.into();
        assert!(!person_row(MOTHER, [phone_number(MOTHER), removed]).is_reachable());
    }

    #[test]
    fn wishes_are_those_set_last() {
        let set = |interpreter| -> Fact {
            let wishes = Wishes { language: SpokenLanguage::Turkish, reading: Reading::Easy, interpreter };
            WishesSet { person: MOTHER, wishes: Personal::open(MOTHER, wishes) }.into()
        };
        let row = person_row(MOTHER, [set(true), set(false)]);
        assert!(!unsealed(row.wishes.as_ref().unwrap()).interpreter);
    }

    #[test]
    fn a_student_who_left_is_no_student_until_they_come_back_and_the_birth_date_stays() {
        assert!(!person_row(AMIRA, [student_left()]).is_student);
        let Fact::StudentEnrolled(back) = student_enrolled(AMIRA, CLASS_3C) else { panic!("an enrolment") };
        let row = person_row(AMIRA, [student_left(), StudentEnrolled { birth_date: None, ..back }.into()]);
        assert!(row.is_student);
        assert_eq!(row.born.as_ref().map(unsealed), Some(BORN));
    }
}
