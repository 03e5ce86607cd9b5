//! Parent or carer (nl: ouder): an adult with a legal tie to a student. Custody is data: it decides what they see.

mod change_authority;
mod correct_name;
mod correct_relation;
mod end_link;
mod link_parent;

pub use change_authority::{ChangeAuthority, ParentAuthorityChanged};
pub use correct_name::{CorrectParentName, ParentNameCorrected};
pub use correct_relation::{CorrectRelation, ParentRelationCorrected};
pub use end_link::{EndLink, EndReason, ParentLinkEnded};
pub use link_parent::{LinkParent, ParentLinked, ParentRegistered};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{PersonId, Stream, StreamKind},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a parent is to the child (nl: relatie).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// (nl: moeder)
    Mother,
    /// (nl: vader)
    Father,
    /// (nl: voogd)
    Guardian,
    /// (nl: pleegouder)
    FosterParent,
    /// (nl: stiefouder)
    StepParent,
    /// When the school's list does not say (nl: ouder).
    Parent,
}

impl Relation {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Relation; 6] =
        [Relation::Mother, Relation::Father, Relation::Guardian, Relation::FosterParent, Relation::StepParent, Relation::Parent];
}

/// What the law gives this parent (nl: gezag en informatie; BW 1:377b and 1:377c).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// Parental authority: informed and consulted.
    Full,
    /// No authority: facts on request, through the school.
    OnRequest,
    /// No authority and no information.
    None,
}

impl Authority {
    /// From the most to the least.
    pub const ALL: [Authority; 3] = [Authority::Full, Authority::OnRequest, Authority::None];
}

crate::refusals! {
    /// Why something about a parent is refused.
    pub enum ParentRefusal {
        StudentGone = "parent-student-gone",
        NotLinked = "parent-not-linked",
        /// The change of authority needs a reason, for the school's own file.
        NoReason = "parent-no-reason" at "because",
        NotThere = "parent-not-there",
        /// Somebody new has a name.
        NoName = "parent-no-name" at "name",
    }
}

fn stream_of(parent: PersonId) -> Stream {
    Stream::of(StreamKind::Parent, parent.0)
}

/// A parent and the children they are linked with, now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parent {
    pub known: bool,
    pub children: BTreeMap<PersonId, (Relation, Authority)>,
}

impl Story for Parent {
    fn evolve(mut self, fact: &Fact) -> Parent {
        match fact {
            Fact::ParentRegistered(_) => self.known = true,
            Fact::ParentLinked(fact) => {
                self.children.insert(fact.student, (fact.relation, fact.authority));
            }
            Fact::ParentAuthorityChanged(fact) => {
                self.children.entry(fact.student).and_modify(|(_, authority)| *authority = fact.authority);
            }
            Fact::ParentRelationCorrected(fact) => {
                self.children.entry(fact.student).and_modify(|(relation, _)| *relation = fact.relation);
            }
            Fact::ParentLinkEnded(fact) => {
                self.children.remove(&fact.student);
            }
            _ => {}
        }
        self
    }
}
