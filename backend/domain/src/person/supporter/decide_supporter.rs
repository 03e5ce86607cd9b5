//! Letting a supporter in, or turning them away: whoever has a say over the student decides, and not the one who named them.

use super::{Admission, Supporter, SupporterRefusal, stream_of};
use crate::{
    actor::{Actor, Role},
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Lets a supporter in (nl: toelaten). A parent with authority may, and the school. Where the number is that of somebody who
/// has no say over the student, only the school's yes counts, and only when it says it knowing that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfirmSupporter {
    pub supporter: PersonId,
    pub student: PersonId,
    /// The page named those whose number it also is, and the school decided all the same.
    #[serde(default)]
    pub knowing: bool,
}

/// Turns a supporter away (nl: weigeren). From then on only the school can let them in, under whatever name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefuseSupporter {
    pub supporter: PersonId,
    pub student: PersonId,
}

/// (nl: steunfiguur toegelaten)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupporterConfirmed {
    pub supporter: PersonId,
    pub student: PersonId,
    /// Those who are kept out and whose number it was, as the school knew when it said yes.
    pub knowing: Vec<PersonId>,
}

/// (nl: steunfiguur geweigerd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupporterRefused {
    pub supporter: PersonId,
    pub student: PersonId,
}

holds_personal!(SupporterConfirmed {});
holds_personal!(SupporterRefused {});

impl IsFact for SupporterConfirmed {
    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.supporter), Tag::student(self.student)]
    }
}

impl IsFact for SupporterRefused {
    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.supporter), Tag::student(self.student)]
    }
}

/// Does this actor speak for the home? Everybody else who may decide is the school.
fn is_home(actor: &Actor) -> bool {
    actor.role() == Some(Role::Parent)
}

impl Command for ConfirmSupporter {
    type Story = Supporter;
    type Deed = deeds::DecideSupporter;

    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, supporter: &Supporter, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.enrolled(self.student).is_none() {
            return Err(SupporterRefusal::StudentGone.into());
        }
        let Some(admission) = supporter.students.get(&self.student) else { return Err(SupporterRefusal::NotNamed.into()) };
        if is_home(context.actor) {
            return match admission {
                Admission::TurnedAway => Err(SupporterRefusal::TurnedAway.into()),
                Admission::LetIn { .. } => Ok(vec![]),
                Admission::Waiting => Ok(vec![self.confirmed(vec![], context)]),
            };
        }
        let alike = context.relations.alike(self.student, self.supporter);
        if !alike.is_empty() && !self.knowing {
            return Err(SupporterRefusal::NumberKnown.into());
        }
        match admission {
            Admission::LetIn { knowing } if alike.iter().all(|person| knowing.contains(person)) => Ok(vec![]),
            _ => Ok(vec![self.confirmed(alike, context)]),
        }
    }
}

impl ConfirmSupporter {
    fn confirmed(&self, knowing: Vec<PersonId>, context: &Context<'_>) -> NewFact {
        context.new_fact(SupporterConfirmed { supporter: self.supporter, student: self.student, knowing })
    }
}

impl Command for RefuseSupporter {
    type Story = Supporter;
    type Deed = deeds::DecideSupporter;

    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, supporter: &Supporter, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        match supporter.students.get(&self.student) {
            None => Err(SupporterRefusal::NotNamed.into()),
            Some(Admission::TurnedAway) => Ok(vec![]),
            Some(_) => {
                supporter.may_end(self.student, context)?;
                Ok(vec![context.new_fact(SupporterRefused { supporter: self.supporter, student: self.student })])
            }
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{person::parent::Authority, policy::Relations, spec::*};

    const YES: ConfirmSupporter = ConfirmSupporter { supporter: UNCLE, student: AMIRA, knowing: false };
    const KNOWING: ConfirmSupporter = ConfirmSupporter { knowing: true, ..YES };
    const NO: RefuseSupporter = RefuseSupporter { supporter: UNCLE, student: AMIRA };

    fn refused() -> SupporterRefused {
        SupporterRefused { supporter: UNCLE, student: AMIRA }
    }

    fn confirmed(knowing: &[PersonId]) -> SupporterConfirmed {
        SupporterConfirmed { supporter: UNCLE, student: AMIRA, knowing: knowing.to_vec() }
    }

    /// The father lost authority, and the uncle's number is his.
    fn fathers_number(relations: &mut Relations) {
        relations.students[0].parents[1].authority = Authority::None;
        *relations = std::mem::take(relations).compared(&[(UNCLE, FATHER)]);
    }

    #[test]
    fn a_parent_or_the_school_lets_in_whom_somebody_named() {
        for (person, role) in [(MOTHER, Role::Parent), (MENTOR, Role::Mentor), (ADMIN, Role::SchoolAdmin)] {
            given([supporter_named(AMIRA)]).by(person, role).when(&YES).then([confirmed(&[]).into()]);
        }
        given([supporter_named(AMIRA), confirmed(&[]).into()]).by(MENTOR, Role::Mentor).when(&YES).then([]);
        given([]).by(MENTOR, Role::Mentor).when(&YES).then_refused(SupporterRefusal::NotNamed);
    }

    #[test]
    fn the_school_says_yes_to_a_number_that_is_kept_out_only_when_it_knows_whose_it_is() {
        let named = || given([supporter_named(AMIRA)]).knowing(fathers_number).by(MENTOR, Role::Mentor);
        named().when(&YES).then_refused(SupporterRefusal::NumberKnown);
        named().when(&KNOWING).then([confirmed(&[FATHER]).into()]);
        let before = given([supporter_named(AMIRA), confirmed(&[]).into()]).knowing(fathers_number);
        before.by(MENTOR, Role::Mentor).when(&KNOWING).then([confirmed(&[FATHER]).into()]);
    }

    #[test]
    fn a_parent_is_told_nothing_of_a_number_and_knows_nothing_with_the_yes() {
        given([supporter_named(AMIRA)])
            .knowing(fathers_number)
            .by(MOTHER, Role::Parent)
            .when(&KNOWING)
            .then([confirmed(&[]).into()]);
    }

    #[test]
    fn after_a_no_only_the_school_says_yes() {
        given([supporter_named(AMIRA)]).by(MOTHER, Role::Parent).when(&NO).then([refused().into()]);
        let turned_away = || given([supporter_named(AMIRA), refused().into()]);
        turned_away().when(&NO).then([]);
        turned_away().by(MOTHER, Role::Parent).when(&YES).then_refused(SupporterRefusal::TurnedAway);
        turned_away().by(MENTOR, Role::Mentor).when(&YES).then([confirmed(&[]).into()]);
    }

    #[test]
    fn who_was_let_in_can_still_be_turned_away() {
        given([supporter_named(AMIRA), confirmed(&[]).into()]).by(MOTHER, Role::Parent).when(&NO).then([refused().into()]);
        given([]).when(&NO).then_refused(SupporterRefusal::NotNamed);
    }

    #[test]
    fn the_student_is_here() {
        given([supporter_named(AMIRA)])
            .knowing(|relations| relations.students[0].left_on = Some(TODAY))
            .when(&YES)
            .then_refused(SupporterRefusal::StudentGone);
    }
}
