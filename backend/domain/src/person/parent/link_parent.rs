use super::{Authority, Parent, ParentRefusal, Relation, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
};
use serde::{Deserialize, Serialize};

/// Links a parent with a child (nl: ouder koppelen); somebody new is registered first. Who is known keeps their name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkParent {
    pub parent: PersonId,
    pub name: Option<PersonName>,
    pub student: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

/// (nl: ouder opgenomen)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentRegistered {
    pub parent: PersonId,
    pub name: Personal<PersonName>,
}

/// (nl: ouder gekoppeld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentLinked {
    pub parent: PersonId,
    pub student: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

holds_personal!(ParentRegistered { name });
holds_personal!(ParentLinked {});

impl IsFact for ParentRegistered {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent)]
    }
}

impl IsFact for ParentLinked {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent), Tag::student(self.student)]
    }
}

impl Command for LinkParent {
    type Story = Parent;
    type Deed = deeds::LinkParent;

    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, parent: &Parent, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.enrolled(self.student).is_none() {
            return Err(ParentRefusal::StudentGone.into());
        }
        if parent.children.contains_key(&self.student) {
            return Ok(vec![]);
        }
        let mut said = Vec::new();
        if !parent.known {
            let name = self.name.clone().ok_or(ParentRefusal::NoName)?;
            let name = Personal::open(self.parent, name);
            said.push(context.new_fact(ParentRegistered { parent: self.parent, name }));
        }
        said.push(context.new_fact(ParentLinked {
            parent: self.parent,
            student: self.student,
            relation: self.relation,
            authority: self.authority,
        }));
        Ok(said)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    fn mother_of(student: PersonId) -> LinkParent {
        let (relation, authority) = (Relation::Mother, Authority::Full);
        LinkParent { parent: MOTHER, name: Some(name("", "Demir")), student, relation, authority }
    }

    #[test]
    fn somebody_new_is_registered_and_linked() {
        given([]).when(&mother_of(AMIRA)).then([parent_registered(MOTHER), parent_linked(MOTHER, Relation::Mother)]);
    }

    #[test]
    fn a_second_child_is_linked_to_who_is_known_already() {
        given([parent_registered(MOTHER), parent_linked(MOTHER, Relation::Mother)])
            .when(&mother_of(MILAN))
            .then_facts(|facts| facts.len() == 1 && facts[0].type_name() == "parent.linked");
    }

    #[test]
    fn who_is_known_needs_no_name_and_somebody_new_does() {
        let unnamed = |student| LinkParent { name: None, ..mother_of(student) };
        given([parent_registered(MOTHER)]).when(&unnamed(AMIRA)).then([parent_linked(MOTHER, Relation::Mother)]);
        given([]).when(&unnamed(AMIRA)).then_refused(ParentRefusal::NoName);
    }

    #[test]
    fn linking_twice_changes_nothing() {
        given([parent_registered(MOTHER), parent_linked(MOTHER, Relation::Mother)]).when(&mother_of(AMIRA)).then([]);
    }

    #[test]
    fn the_child_is_here() {
        given([]).when(&mother_of(ZUS_NAIMA)).then_refused(ParentRefusal::StudentGone);
        given([])
            .knowing(|relations| relations.students[0].left_on = Some(TODAY))
            .when(&mother_of(AMIRA))
            .then_refused(ParentRefusal::StudentGone);
    }
}
