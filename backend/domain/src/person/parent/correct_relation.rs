use super::{Parent, ParentRefusal, Relation, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
    values::ChangeReason,
};
use serde::{Deserialize, Serialize};

/// Corrects what a parent is to a child (nl: relatie verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectRelation {
    pub parent: PersonId,
    pub student: PersonId,
    pub relation: Relation,
    pub reason: ChangeReason,
}

/// (nl: relatie verbeterd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentRelationCorrected {
    pub parent: PersonId,
    pub student: PersonId,
    pub relation: Relation,
    pub reason: ChangeReason,
}

holds_personal!(ParentRelationCorrected {});

impl IsFact for ParentRelationCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent), Tag::student(self.student)]
    }
}

impl Command for CorrectRelation {
    type Story = Parent;
    type Deed = deeds::LinkParent;

    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, parent: &Parent, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some((relation, _)) = parent.children.get(&self.student) else { return Err(ParentRefusal::NotLinked.into()) };
        if *relation == self.relation {
            return Ok(vec![]);
        }
        let CorrectRelation { parent, student, relation, reason } = *self;
        Ok(vec![context.new_fact(ParentRelationCorrected { parent, student, relation, reason })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    #[test]
    fn a_relation_is_corrected_once_and_only_where_there_is_one() {
        let reason = ChangeReason::Mistake;
        let command = CorrectRelation { parent: MOTHER, student: AMIRA, relation: Relation::StepParent, reason };
        let corrected = ParentRelationCorrected { parent: MOTHER, student: AMIRA, relation: Relation::StepParent, reason };
        let linked = [parent_registered(MOTHER), parent_linked(MOTHER, Relation::Mother)];
        given(linked.clone()).when(&command).then([corrected.clone().into()]);
        let [registered, linked] = linked;
        given([registered, linked, corrected.into()]).when(&command).then([]);
        given([parent_registered(MOTHER)]).when(&command).then_refused(ParentRefusal::NotLinked);
    }
}
