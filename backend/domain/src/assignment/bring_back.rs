use super::{Assignment, AssignmentRefusal, Brought, open_assignment::who_at_home, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AssignmentId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::Words,
};
use serde::{Deserialize, Serialize};

/// Tells that an assignment was done at home, and what it brought (nl: terug naar school). Nothing has to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BringBack {
    pub assignment: AssignmentId,
    pub student: PersonId,
    /// Parents and supporters it was done with.
    pub with: Vec<PersonId>,
    /// Was it done with somebody else?
    pub others: bool,
    pub brought: Vec<Brought>,
    pub words: Option<Words>,
}

/// Somebody brought an assignment back (nl: terug van thuis). The student does first; a parent or supporter may add.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentReturned {
    pub assignment: AssignmentId,
    pub student: PersonId,
    pub by: PersonId,
    pub with: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
    pub brought: Vec<Brought>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(AssignmentReturned { words });

impl AssignmentReturned {
    /// Does it show that there was a talk at home? Whoever did it alone brings it back just as well, but shows none.
    pub fn shows_talk(&self) -> bool {
        self.others || !self.with.is_empty()
    }
}

impl IsFact for AssignmentReturned {
    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.assignment, self.student);
        tags.push(Tag::person(self.by));
        tags.extend(self.with.iter().map(|person| Tag::person(*person)));
        tags
    }
}

impl Command for BringBack {
    type Story = Assignment;
    type Deed = deeds::ReturnAssignment;

    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, assignment: &Assignment, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let given = assignment.of(self.student)?;
        let by = who_at_home(given.kind, context)?;
        if given.returned.contains(&by) {
            return Err(AssignmentRefusal::AlreadyReturned.into());
        }
        let card = context.relations.enrolled(self.student).ok_or(AssignmentRefusal::StudentGone)?;
        if !self.with.iter().all(|person| card.has_at_home(*person)) {
            return Err(AssignmentRefusal::WithStranger.into());
        }
        // A parent or supporter who tells of it did it with the student.
        let mut at_home = self.with.clone();
        at_home.extend(card.has_at_home(by).then_some(by));
        at_home.sort_unstable();
        at_home.dedup();
        let mut brought = self.brought.clone();
        brought.sort_unstable();
        brought.dedup();
        let words = self.words.clone().map(|words| Personal::open(self.student, words));
        let (assignment, student) = (self.assignment, self.student);
        Ok(vec![context.new_fact(AssignmentReturned {
            assignment,
            student,
            by,
            with: at_home,
            others: self.others,
            brought,
            words,
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        spec::{assignment::*, *},
    };

    #[test]
    fn a_student_brings_it_back_with_whom_it_was_done() {
        given([assignment_given()]).by(AMIRA, Role::Student).when(&bring_back()).then([returned_by_amira()]);
    }

    #[test]
    fn a_parent_needs_one_tap_and_was_there() {
        let tap = BringBack { with: vec![], brought: vec![], words: None, ..bring_back() };
        given([assignment_given(), returned_by_amira()]).by(MOTHER, Role::Parent).when(&tap).then_facts(
            |facts| matches!(facts, [crate::facts::Fact::AssignmentReturned(fact)] if fact.with == [MOTHER] && fact.shows_talk()),
        );
    }

    #[test]
    fn who_did_it_alone_shows_no_talk() {
        let alone = BringBack { with: vec![], ..bring_back() };
        given([assignment_given()])
            .by(AMIRA, Role::Student)
            .when(&alone)
            .then_facts(|facts| matches!(facts, [crate::facts::Fact::AssignmentReturned(fact)] if !fact.shows_talk()));
        let with_a_neighbour = BringBack { others: true, ..alone };
        given([assignment_given()])
            .by(AMIRA, Role::Student)
            .when(&with_a_neighbour)
            .then_facts(|facts| matches!(facts, [crate::facts::Fact::AssignmentReturned(fact)] if fact.shows_talk()));
    }

    #[test]
    fn each_brings_it_back_once() {
        given([assignment_given(), returned_by_amira()])
            .by(AMIRA, Role::Student)
            .when(&bring_back())
            .then_refused(AssignmentRefusal::AlreadyReturned);
    }

    #[test]
    fn a_supporter_brings_back_only_what_is_meant_for_important_others() {
        let by_uncle = |fact| given([fact]).by(UNCLE, Role::Supporter);
        by_uncle(assignment_given()).when(&bring_back()).then_refused(AssignmentRefusal::NotThere);
        by_uncle(given_for_others()).when(&bring_back()).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn it_was_done_with_people_of_this_home() {
        let with_stranger = BringBack { with: vec![MOTHER, STRANGER], ..bring_back() };
        given([assignment_given()]).by(AMIRA, Role::Student).when(&with_stranger).then_refused(AssignmentRefusal::WithStranger);
        given([]).by(AMIRA, Role::Student).when(&bring_back()).then_refused(AssignmentRefusal::NotThere);
        given([assignment_given(), assignment_withdrawn()])
            .by(AMIRA, Role::Student)
            .when(&bring_back())
            .then_refused(AssignmentRefusal::Withdrawn);
        given([assignment_given()])
            .knowing(|relations| relations.students[0].left_on = Some(TODAY))
            .by(AMIRA, Role::Student)
            .when(&bring_back())
            .then_refused(AssignmentRefusal::StudentGone);
    }
}
