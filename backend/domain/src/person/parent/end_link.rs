use super::{Parent, ParentRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Why a parent's link with a child ended (nl: reden van het einde).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Linked by mistake (nl: verkeerd gekoppeld).
    Mistake,
    /// (nl: overleden)
    Died,
    /// (nl: geen ouder of verzorger meer)
    NoLongerParent,
    /// (nl: leerling is van school)
    StudentLeft,
}

impl EndReason {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [EndReason; 4] = [EndReason::Mistake, EndReason::Died, EndReason::NoLongerParent, EndReason::StudentLeft];
}

/// Ends a parent's link with a child (nl: koppeling beëindigen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndLink {
    pub parent: PersonId,
    pub student: PersonId,
    pub reason: EndReason,
}

/// (nl: koppeling beëindigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentLinkEnded {
    pub parent: PersonId,
    pub student: PersonId,
    pub reason: EndReason,
}

holds_personal!(ParentLinkEnded {});

impl IsFact for ParentLinkEnded {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent), Tag::student(self.student)]
    }
}

impl Command for EndLink {
    type Story = Parent;
    type Deed = deeds::LinkParent;

    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, parent: &Parent, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !parent.known {
            return Err(ParentRefusal::NotLinked.into());
        }
        if !parent.children.contains_key(&self.student) {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(ParentLinkEnded { parent: self.parent, student: self.student, reason: self.reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{person::parent::Relation, spec::*};

    const A_MISTAKE: EndLink = EndLink { parent: FATHER, student: AMIRA, reason: EndReason::Mistake };

    #[test]
    fn a_link_ends_once() {
        let ended = ParentLinkEnded { parent: FATHER, student: AMIRA, reason: EndReason::Mistake };
        let linked = || [parent_registered(FATHER), parent_linked(FATHER, Relation::Father)];
        given(linked()).when(&A_MISTAKE).then([ended.clone().into()]);
        let [registered, linked] = linked();
        given([registered, linked, ended.into()]).when(&A_MISTAKE).then([]);
    }

    #[test]
    fn somebody_unknown_has_no_link() {
        given([]).when(&A_MISTAKE).then_refused(ParentRefusal::NotLinked);
    }
}
