use super::{Assignment, AssignmentKind, AssignmentRefusal, LONGEST_SENTENCE, MOST_MINUTES, MOST_STEPS, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AssignmentId, ClassId, GivingId, PersonId, Stream, StreamKind, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{Line, Sheet},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Hands an assignment out for home (nl: opdracht meegeven), to students of a class or to one student.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GiveAssignment {
    pub giving: GivingId,
    /// The class it is handed out in; none when it is for one student apart.
    pub class: Option<ClassId>,
    pub students: Vec<PersonId>,
    pub draft: AssignmentDraft,
}

/// An assignment as somebody types it: what is missing is what a refusal names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentDraft {
    pub kind: AssignmentKind,
    pub title: Option<Line>,
    pub why: Option<Line>,
    pub then: Option<Line>,
    /// A thing on the student's timeline that it builds on …
    pub builds_on: Option<Tag>,
    /// … or a line that says what it builds on.
    pub after: Option<Line>,
    pub steps: Vec<Line>,
    /// Minutes that it takes.
    pub minutes: u8,
    /// Can it be done without writing?
    pub without_writing: bool,
    pub due: NaiveDate,
}

/// A student got an assignment for home (nl: opdracht meegegeven). Only one that is feasible at home is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentGiven {
    pub assignment: AssignmentId,
    /// Assignments that were handed out together share this.
    pub giving: GivingId,
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    pub kind: AssignmentKind,
    pub minutes: u8,
    pub due: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub builds_on: Option<Tag>,
    pub sheet: Personal<Sheet>,
}

holds_personal!(AssignmentGiven { sheet });

impl IsFact for AssignmentGiven {
    fn stream(&self) -> Stream {
        stream_of(self.assignment)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.assignment, self.student)
    }
}

/// The longest time that home gets, in days: what lies longer is forgotten.
const LONGEST_DAYS: u64 = 92;

impl AssignmentDraft {
    /// Everything that keeps this draft from being feasible at home, in the order of the form.
    pub fn faults(&self, today: NaiveDate) -> Vec<AssignmentRefusal> {
        let latest = today.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(NaiveDate::MAX);
        let is_hard = |step: &Line| step.longest_sentence() > LONGEST_SENTENCE;
        let faults = [
            (self.title.is_none(), AssignmentRefusal::NoTitle),
            (self.why.is_none(), AssignmentRefusal::NoWhy),
            (self.then.is_none(), AssignmentRefusal::NoUse),
            (self.builds_on.is_none() && self.after.is_none(), AssignmentRefusal::BuildsOnNothing),
            (self.steps.is_empty(), AssignmentRefusal::NoSteps),
            (self.steps.len() > MOST_STEPS, AssignmentRefusal::TooManySteps),
            (self.steps.iter().any(is_hard), AssignmentRefusal::StepTooHard),
            (!(1..=MOST_MINUTES).contains(&self.minutes), AssignmentRefusal::TooLong),
            (!self.without_writing, AssignmentRefusal::NeedsWriting),
            (self.due < today, AssignmentRefusal::DueInPast),
            (self.due > latest, AssignmentRefusal::DueTooFar),
        ];
        faults.into_iter().filter(|(is_so, _)| *is_so).map(|(_, fault)| fault).collect()
    }

    /// The sheet of this draft, or the first thing that is wrong with it.
    fn sheet(&self, today: NaiveDate) -> Result<Sheet, AssignmentRefusal> {
        if let Some(first) = self.faults(today).first() {
            return Err(*first);
        }
        let title = self.title.clone().ok_or(AssignmentRefusal::NoTitle)?;
        let why = self.why.clone().ok_or(AssignmentRefusal::NoWhy)?;
        let then = self.then.clone().ok_or(AssignmentRefusal::NoUse)?;
        Ok(Sheet { title, why, then, after: self.after.clone(), steps: self.steps.clone() })
    }
}

impl Command for GiveAssignment {
    type Story = Assignment;
    type Deed = deeds::GiveAssignment;

    /// Of all the assignments only the first student's stream is loaded. When the same form comes again, that one was given.
    fn stream(&self) -> Stream {
        match self.students.first() {
            Some(student) => stream_of(AssignmentId::of(self.giving, *student)),
            None => Stream::of(StreamKind::Assignment, self.giving.0),
        }
    }
    fn about(&self) -> About {
        match (self.class, self.students.first()) {
            (Some(class), _) => About::Class(class),
            (None, Some(student)) => About::Student(*student),
            (None, None) => About::School,
        }
    }

    fn decide(&self, assignment: &Assignment, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let students: BTreeSet<PersonId> = self.students.iter().copied().collect();
        if students.is_empty() {
            return Err(AssignmentRefusal::ForNobody.into());
        }
        if *assignment != Assignment::NotGiven {
            return Err(AssignmentRefusal::AlreadyGiven.into());
        }
        if !students.iter().all(|student| self.is_for(*student, context)) {
            return Err(AssignmentRefusal::StudentGone.into());
        }
        let sheet = self.draft.sheet(context.now.today)?;
        // In the order of the form, because the first student's stream is the one that was loaded.
        let mut left = students;
        let once = self.students.iter().filter(|student| left.remove(*student));
        Ok(once.map(|student| context.new_fact(self.given(*student, &sheet)).first()).collect())
    }
}

impl GiveAssignment {
    fn is_for(&self, student: PersonId, context: &Context<'_>) -> bool {
        let card = context.relations.enrolled(student);
        match self.class {
            Some(class) => card.is_some_and(|card| card.class == Some(class)),
            // The policy was asked about the first student, and about nobody else.
            None => card.is_some() && self.students.first() == Some(&student),
        }
    }

    fn given(&self, student: PersonId, sheet: &Sheet) -> AssignmentGiven {
        let AssignmentDraft { kind, minutes, due, builds_on, .. } = self.draft;
        AssignmentGiven {
            assignment: AssignmentId::of(self.giving, student),
            giving: self.giving,
            student,
            class: self.class,
            kind,
            minutes,
            due,
            builds_on,
            sheet: Personal::open(student, sheet.clone()),
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{assignment::*, *};

    fn but(change: impl Fn(&mut AssignmentDraft)) -> GiveAssignment {
        let mut command = to_amira();
        change(&mut command.draft);
        command
    }

    #[test]
    fn a_student_gets_an_assignment() {
        given([]).when(&to_amira()).then([assignment_given()]);
    }

    #[test]
    fn a_class_gets_one_for_each_student_that_was_ticked() {
        let both = GiveAssignment { class: Some(CLASS_3B), students: vec![MILAN, AMIRA], ..to_amira() };
        given([]).when(&both).then_facts(|facts| {
            let whose = |fact: &crate::facts::Fact| match fact {
                crate::facts::Fact::AssignmentGiven(fact) => Some((fact.student, fact.assignment, fact.sheet.of)),
                _ => None,
            };
            let expected = [MILAN, AMIRA].map(|student| Some((student, AssignmentId::of(GIVING, student), student)));
            facts.iter().map(whose).eq(expected)
        });
        let twice = GiveAssignment { class: Some(CLASS_3B), students: vec![AMIRA, AMIRA], ..to_amira() };
        given([]).when(&twice).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn it_is_for_students_of_that_class_and_for_no_others() {
        for students in [vec![STRANGER], vec![AMIRA, STRANGER]] {
            let command = GiveAssignment { class: Some(CLASS_3B), students, ..to_amira() };
            given([]).when(&command).then_refused(AssignmentRefusal::StudentGone);
        }
        let elsewhere = GiveAssignment { class: Some(CLASS_3C), ..to_amira() };
        given([]).when(&elsewhere).then_refused(AssignmentRefusal::StudentGone);
        let one_too_many = GiveAssignment { students: vec![AMIRA, MILAN], ..to_amira() };
        given([]).when(&one_too_many).then_refused(AssignmentRefusal::StudentGone);
        let nobody = GiveAssignment { students: vec![], ..to_amira() };
        given([]).when(&nobody).then_refused(AssignmentRefusal::ForNobody);
    }

    #[test]
    fn it_is_handed_out_once() {
        given([assignment_given()]).when(&to_amira()).then_refused(AssignmentRefusal::AlreadyGiven);
        given([assignment_given(), assignment_withdrawn()]).when(&to_amira()).then_refused(AssignmentRefusal::AlreadyGiven);
    }

    #[test]
    fn the_check_says_what_is_missing() {
        let cases: [(GiveAssignment, AssignmentRefusal); 12] = [
            (but(|draft| draft.title = None), AssignmentRefusal::NoTitle),
            (but(|draft| draft.why = None), AssignmentRefusal::NoWhy),
            (but(|draft| draft.then = None), AssignmentRefusal::NoUse),
            (but(|draft| draft.after = None), AssignmentRefusal::BuildsOnNothing),
            (but(|draft| draft.steps.clear()), AssignmentRefusal::NoSteps),
            (but(|draft| draft.steps = vec![line("Praat samen."); 6]), AssignmentRefusal::TooManySteps),
            (
                but(|draft| {
                    draft.steps.push(line("Vertel elkaar om de beurt heel rustig waar je vandaag het meest trots op was"))
                }),
                AssignmentRefusal::StepTooHard,
            ),
            (but(|draft| draft.minutes = 21), AssignmentRefusal::TooLong),
            (but(|draft| draft.minutes = 0), AssignmentRefusal::TooLong),
            (but(|draft| draft.without_writing = false), AssignmentRefusal::NeedsWriting),
            (but(|draft| draft.due = YESTERDAY), AssignmentRefusal::DueInPast),
            (but(|draft| draft.due = TODAY + Days::new(93)), AssignmentRefusal::DueTooFar),
        ];
        for (command, refusal) in cases {
            given([]).when(&command).then_refused(refusal);
        }
    }

    #[test]
    fn everything_that_is_wrong_is_known_at_once() {
        let draft = AssignmentDraft { why: None, steps: vec![], minutes: 40, ..draft() };
        let faults = [AssignmentRefusal::NoWhy, AssignmentRefusal::NoSteps, AssignmentRefusal::TooLong];
        assert_eq!(draft.faults(TODAY), faults);
    }

    #[test]
    fn a_thing_on_the_timeline_is_enough_to_build_on() {
        let command = but(|draft| {
            draft.after = None;
            draft.builds_on = Some(Tag::contact(CONTACT));
        });
        given([]).when(&command).then_facts(|facts| facts.len() == 1);
    }
}
