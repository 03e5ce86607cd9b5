use super::View;
use crate::{
    contact::{Account, Initiative, Means, Outcome, Reason},
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, ContactId, PersonId, Tag},
    parent::{Authority, Relation},
    personal::Personal,
    supporter::Kinship,
    values::{PersonName, StudentNumber},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A student: their class, their home, and every moment of contact that counts towards reach.
pub struct StudentCards;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentCard {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub number: Personal<StudentNumber>,
    /// The class, or the last one for somebody who left.
    pub class: Option<ClassId>,
    pub enrolled_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
    pub sixteen: bool,
    pub eighteen: bool,
    pub parents: Vec<ParentTie>,
    pub supporters: Vec<SupporterTie>,
    /// Kept one by one, never as a running maximum, so that corrections and withdrawals count.
    pub moments: Vec<Moment>,
}

holds_personal!(StudentCard { name, number });

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentTie {
    pub person: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupporterTie {
    pub person: PersonId,
    pub kinship: Kinship,
}

/// A contact or attempt as it counts: when, what it was, and whether it still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub contact: ContactId,
    pub on: NaiveDate,
    pub kind: MomentKind,
    pub corrected: bool,
    pub withdrawn: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MomentKind {
    Attempt {
        means: Means,
        outcome: Outcome,
        with: Option<PersonId>,
    },
    Made {
        means: Means,
        with: Vec<PersonId>,
        /// Was it about career orientation? Only then it brings home in beeld.
        career: bool,
        student_present: bool,
        initiative: Initiative,
        reason: Reason,
    },
}

impl StudentCard {
    pub fn is_enrolled(&self) -> bool {
        self.left_on.is_none()
    }
    /// Is this person a parent or supporter of the student now?
    pub fn has_at_home(&self, person: PersonId) -> bool {
        self.parents.iter().any(|tie| tie.person == person) || self.is_supported_by(person)
    }
    pub fn is_supported_by(&self, person: PersonId) -> bool {
        self.supporters.iter().any(|tie| tie.person == person)
    }
    /// Is this person the student, or somebody at their home?
    pub fn concerns(&self, person: PersonId) -> bool {
        self.student == person || self.has_at_home(person)
    }
    pub fn authority_of(&self, parent: PersonId) -> Option<Authority> {
        self.parents.iter().find(|tie| tie.person == parent).map(|tie| tie.authority)
    }
    /// The moments that still stand and happened on or before this day, oldest first.
    pub fn standing(&self, until: NaiveDate) -> impl Iterator<Item = &Moment> {
        self.moments.iter().filter(move |moment| !moment.withdrawn && moment.on <= until)
    }

    fn tell(&mut self, contact: ContactId, on: NaiveDate, kind: MomentKind) {
        let earlier = self.moments.iter().position(|moment| moment.contact == contact);
        let corrected = earlier.is_some();
        if let Some(at) = earlier {
            self.moments.remove(at);
        }
        let at = self.moments.partition_point(|moment| moment.on <= on);
        self.moments.insert(at, Moment { contact, on, kind, corrected, withdrawn: false });
    }
}

fn made(account: &Account) -> MomentKind {
    MomentKind::Made {
        means: account.means,
        with: account.with.clone(),
        career: account.is_about_career(),
        student_present: account.student_present,
        initiative: account.initiative,
        reason: account.reason,
    }
}

impl View for StudentCards {
    type Row = StudentCard;
    const NAME: &'static str = "student";
    const VERSION: i16 = 1;
    const CONSUMES: &'static [&'static str] = &[
        "student.enrolled",
        "student.moved",
        "student.details_corrected",
        "student.left",
        "student.turned_sixteen",
        "student.turned_eighteen",
        "parent.linked",
        "parent.authority_changed",
        "parent.link_ended",
        "supporter.named",
        "supporter.ended",
        "contact.attempted",
        "contact.made",
        "contact.corrected",
        "contact.withdrawn",
    ];

    fn keys(event: &Event) -> Vec<Tag> {
        let student = match &event.fact {
            Fact::StudentEnrolled(fact) => fact.student,
            Fact::StudentMoved(fact) => fact.student,
            Fact::StudentDetailsCorrected(fact) => fact.student,
            Fact::StudentLeft(fact) => fact.student,
            Fact::StudentTurnedSixteen(fact) => fact.student,
            Fact::StudentTurnedEighteen(fact) => fact.student,
            Fact::ParentLinked(fact) => fact.student,
            Fact::ParentAuthorityChanged(fact) => fact.student,
            Fact::ParentLinkEnded(fact) => fact.student,
            Fact::SupporterNamed(fact) => fact.student,
            Fact::SupporterEnded(fact) => fact.student,
            Fact::ContactAttempted(fact) => fact.student,
            Fact::ContactMade(fact) => fact.student,
            Fact::ContactCorrected(fact) => fact.student,
            Fact::ContactWithdrawn(fact) => fact.student,
            _ => return vec![],
        };
        vec![Tag::student(student)]
    }

    fn fold(row: Option<StudentCard>, _: Tag, event: &Event) -> Option<StudentCard> {
        if let Fact::StudentEnrolled(fact) = &event.fact {
            let again = row.unwrap_or_else(|| StudentCard {
                student: fact.student,
                name: fact.name.clone(),
                number: fact.number.clone(),
                class: None,
                enrolled_on: event.occurred.on,
                left_on: None,
                sixteen: false,
                eighteen: false,
                parents: vec![],
                supporters: vec![],
                moments: vec![],
            });
            let (name, number) = (fact.name.clone(), fact.number.clone());
            let (class, enrolled_on) = (Some(fact.class), event.occurred.on);
            return Some(StudentCard { name, number, class, enrolled_on, left_on: None, ..again });
        }
        let mut row = row?;
        match &event.fact {
            Fact::StudentMoved(fact) => row.class = Some(fact.to),
            Fact::StudentDetailsCorrected(fact) => row.name = fact.name.clone(),
            Fact::StudentLeft(fact) => row.left_on = Some(fact.on),
            Fact::StudentTurnedSixteen(_) => row.sixteen = true,
            Fact::StudentTurnedEighteen(_) => {
                row.sixteen = true;
                row.eighteen = true;
            }
            Fact::ParentLinked(fact) => {
                row.parents.retain(|tie| tie.person != fact.parent);
                let (person, relation, authority) = (fact.parent, fact.relation, fact.authority);
                row.parents.push(ParentTie { person, relation, authority });
            }
            Fact::ParentAuthorityChanged(fact) => {
                for tie in row.parents.iter_mut().filter(|tie| tie.person == fact.parent) {
                    tie.authority = fact.authority;
                }
            }
            Fact::ParentLinkEnded(fact) => row.parents.retain(|tie| tie.person != fact.parent),
            Fact::SupporterNamed(fact) => {
                row.supporters.retain(|tie| tie.person != fact.supporter);
                row.supporters.push(SupporterTie { person: fact.supporter, kinship: fact.kinship });
            }
            Fact::SupporterEnded(fact) => row.supporters.retain(|tie| tie.person != fact.supporter),
            Fact::ContactAttempted(fact) => {
                let kind = MomentKind::Attempt { means: fact.means, outcome: fact.outcome, with: fact.with };
                row.tell(fact.contact, fact.occurred.on, kind);
            }
            Fact::ContactMade(fact) => row.tell(fact.contact, fact.occurred.on, made(&fact.account)),
            Fact::ContactCorrected(fact) => row.tell(fact.contact, fact.occurred.on, made(&fact.account)),
            Fact::ContactWithdrawn(fact) => {
                for moment in row.moments.iter_mut().filter(|moment| moment.contact == fact.contact) {
                    moment.withdrawn = true;
                }
            }
            _ => {}
        }
        Some(row)
    }
}
