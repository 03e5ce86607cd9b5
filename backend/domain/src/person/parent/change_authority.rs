use super::{Authority, Parent, ParentRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::CustodyNote,
};
use serde::{Deserialize, Serialize};

/// Changes a parent's authority over a child (nl: gezag wijzigen). It counts from the next request on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeAuthority {
    pub parent: PersonId,
    pub student: PersonId,
    pub authority: Authority,
    pub because: Option<CustodyNote>,
}

/// (nl: gezag gewijzigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentAuthorityChanged {
    pub parent: PersonId,
    pub student: PersonId,
    pub authority: Authority,
    /// Sealed under the student's custody key: the reason concerns the child.
    pub because: Personal<CustodyNote>,
}

holds_personal!(ParentAuthorityChanged { because });

impl IsFact for ParentAuthorityChanged {
    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.parent), Tag::student(self.student)]
    }
}

impl Command for ChangeAuthority {
    type Story = Parent;
    type Deed = deeds::ChangeAuthority;

    fn stream(&self) -> Stream {
        stream_of(self.parent)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, parent: &Parent, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some((_, authority)) = parent.children.get(&self.student) else { return Err(ParentRefusal::NotLinked.into()) };
        if *authority == self.authority {
            return Ok(vec![]);
        }
        let because = self.because.clone().ok_or(ParentRefusal::NoReason)?;
        Ok(vec![context.new_fact(ParentAuthorityChanged {
            parent: self.parent,
            student: self.student,
            authority: self.authority,
            because: Personal::open(self.student, because),
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{person::parent::Relation, spec::*};

    fn none() -> ChangeAuthority {
        let because = CustodyNote::parse("Uitspraak van de rechter.").unwrap();
        ChangeAuthority { parent: FATHER, student: AMIRA, authority: Authority::None, because }
    }

    #[test]
    fn a_change_has_a_reason_under_the_childs_key() {
        given([parent_registered(FATHER), parent_linked(FATHER, Relation::Father)]).when(&none()).then([
            ParentAuthorityChanged {
                parent: FATHER,
                student: AMIRA,
                authority: Authority::None,
                because: Personal::open(AMIRA, none().because.unwrap()),
            }
            .into(),
        ]);
        given([parent_linked(FATHER, Relation::Father)])
            .when(&ChangeAuthority { because: None, ..none() })
            .then_refused(ParentRefusal::NoReason);
    }

    #[test]
    fn what_is_so_already_changes_nothing() {
        let full = ChangeAuthority { authority: Authority::Full, because: None, ..none() };
        given([parent_linked(FATHER, Relation::Father)]).when(&full).then([]);
    }

    #[test]
    fn only_a_parent_of_this_child_has_authority_over_it() {
        given([]).when(&none()).then_refused(ParentRefusal::NotLinked);
        let other_child = ChangeAuthority { student: MILAN, ..none() };
        given([parent_linked(FATHER, Relation::Father)]).when(&other_child).then_refused(ParentRefusal::NotLinked);
    }
}
