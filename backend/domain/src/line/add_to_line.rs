use super::{
    CareerQuestion, ExperienceKind, LineRefusal, Own, Piece, SetbackNoted, Share, Voice, check_moment, check_shares, here,
    stream_of, tags_of,
};
use crate::{
    facts::{Fact, IsFact},
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    policy::{About, deeds},
    time::Occurred,
    values::{OwnWords, Title},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::share_entry::EntryShared;

/// Puts something on one's own line (nl: zet erbij), seen by nobody else but those it is shared with from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddToLine {
    pub entry: EntryId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub what: Adding,
    pub title: Title,
    pub words: Option<OwnWords>,
    /// Which questions it helps to answer; none chosen: those that a thing of this kind usually answers.
    pub questions: Vec<CareerQuestion>,
    pub builds_on: Option<Tag>,
    pub share: Vec<Share>,
}

/// What a student adds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adding {
    /// (nl: iets wat ik deed)
    Experience { kind: ExperienceKind, proud: bool },
    /// (nl: iets wat ik denk)
    Reflection,
    /// (nl: iets wat ik wil)
    Choice,
    /// (nl: mijn volgende stap) `by`: the day before which it should be done.
    Step { by: Option<NaiveDate> },
    /// (nl: dat viel tegen)
    Setback,
}

/// (nl: ervaring)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExperienceRecorded {
    pub entry: EntryId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub kind: ExperienceKind,
    /// What a student is proud of is kept in gold.
    pub proud: bool,
    pub piece: Piece,
}

/// (nl: gedachte)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReflectionWritten {
    pub entry: EntryId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub piece: Piece,
}

/// (nl: keuze) Never a final state: it may grow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChoiceStated {
    pub entry: EntryId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub piece: Piece,
}

/// (nl: volgende stap)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepPlanned {
    pub entry: EntryId,
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    pub piece: Piece,
}

macro_rules! on_the_line {
    ($($name:ident),+) => {$(
        holds_personal!($name { piece });

        impl IsFact for $name {
            fn stream(&self) -> Stream {
                stream_of(self.entry)
            }
            fn tags(&self) -> Vec<Tag> {
                tags_of(self.entry, self.student)
            }
        }
    )+};
}

on_the_line!(ExperienceRecorded, ReflectionWritten, ChoiceStated, StepPlanned);

impl Command for AddToLine {
    type Story = Own;
    type Deed = deeds::KeepLine;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if *own != Own::Untold {
            return Err(LineRefusal::AlreadyTold.into());
        }
        here(context, self.student)?;
        check_moment(&self.occurred, context)?;
        if self.what == Adding::Reflection && self.questions.is_empty() {
            return Err(LineRefusal::NoQuestion.into());
        }
        if let Adding::Step { by: Some(by) } = self.what
            && by < context.now.today
        {
            return Err(LineRefusal::StepInPast.into());
        }
        if self.builds_on == Some(Tag::entry(self.entry)) {
            return Err(LineRefusal::BuildsOnItself.into());
        }
        check_shares(&self.share, self.student, context)?;
        let told = match self.what {
            // A step is planned on the day on which it is told.
            Adding::Step { .. } => context.new_fact(self.fact()),
            _ => NewFact::on(self.occurred, self.fact()),
        };
        let shared = self
            .share
            .iter()
            .map(|share| context.new_fact(EntryShared { entry: self.entry, student: self.student, share: *share }));
        Ok(std::iter::once(told).chain(shared).collect())
    }
}

impl AddToLine {
    fn fact(&self) -> Fact {
        let AddToLine { entry, student, occurred, .. } = *self;
        let piece = self.piece();
        match self.what {
            Adding::Experience { kind, proud } => ExperienceRecorded { entry, student, occurred, kind, proud, piece }.into(),
            Adding::Reflection => ReflectionWritten { entry, student, occurred, piece }.into(),
            Adding::Choice => ChoiceStated { entry, student, occurred, piece }.into(),
            Adding::Step { by } => StepPlanned { entry, student, by, piece }.into(),
            Adding::Setback => SetbackNoted { entry, student, occurred, voice: Voice::Student, piece }.into(),
        }
    }

    fn piece(&self) -> Piece {
        let usual = match self.what {
            Adding::Experience { .. } => vec![CareerQuestion::Work],
            Adding::Choice => vec![CareerQuestion::Motives],
            Adding::Step { .. } => vec![CareerQuestion::Steering],
            Adding::Reflection | Adding::Setback => vec![],
        };
        let questions = if self.questions.is_empty() { &usual } else { &self.questions };
        Piece { builds_on: self.builds_on, ..Piece::of(self.student, &self.title, self.words.as_ref(), questions) }
    }
}

#[cfg(test)]
mod specs {
    use super::super::ShareWith;
    use super::*;
    use crate::{actor::Role, spec::line::*, spec::*};

    fn refused(change: impl FnOnce(&mut AddToLine)) -> Refusal {
        let mut command = bread();
        change(&mut command);
        given([]).by(AMIRA, Role::Student).when(&command).refusal()
    }

    #[test]
    fn what_a_student_did_thinks_wants_and_plans_is_on_the_line_and_shared_with_nobody() {
        let (entry, student, occurred) = (ENTRY, AMIRA, Occurred::on(YESTERDAY));
        let piece = piece("Mijn eerste brood", &[CareerQuestion::Work]);
        let (kind, proud) = (ExperienceKind::Visit, true);
        let experience = ExperienceRecorded { entry, student, occurred, kind, proud, piece: piece.clone() };
        given([]).by(AMIRA, Role::Student).when(&bread()).then_on([(YESTERDAY, experience.into())]);

        let questions = vec![CareerQuestion::Qualities, CareerQuestion::Motives, CareerQuestion::Qualities];
        let thought = AddToLine { what: Adding::Reflection, questions, ..bread() };
        let both = Piece { questions: vec![CareerQuestion::Motives, CareerQuestion::Qualities], ..piece.clone() };
        given([]).when(&thought).then([ReflectionWritten { entry, student, occurred, piece: both }.into()]);

        let wants = Piece { questions: vec![CareerQuestion::Motives], ..piece.clone() };
        let choice = AddToLine { what: Adding::Choice, ..bread() };
        given([]).when(&choice).then([ChoiceStated { entry, student, occurred, piece: wants }.into()]);

        let step = AddToLine { what: Adding::Step { by: Some(TOMORROW) }, ..bread() };
        let plans = Piece { questions: vec![CareerQuestion::Steering], ..piece.clone() };
        let planned = StepPlanned { entry, student, by: Some(TOMORROW), piece: plans };
        given([]).when(&step).then_on([(TODAY, planned.into())]);

        let setback = AddToLine { what: Adding::Setback, ..bread() };
        let noted = SetbackNoted { entry, student, occurred, voice: Voice::Student, piece: Piece { questions: vec![], ..piece } };
        given([]).when(&setback).then([noted.into()]);
    }

    #[test]
    fn it_may_be_shared_from_the_start_with_whom_the_student_chooses() {
        let share = vec![
            Share { with: ShareWith::Person(MOTHER), until: Some(TOMORROW) },
            Share { with: ShareWith::School, until: None },
        ];
        let command = AddToLine { share, ..bread() };
        given([]).when(&command).then_facts(|facts| {
            let shared = facts[1..].to_vec();
            shared == [shared_with(ShareWith::Person(MOTHER), Some(TOMORROW)), shared_with(ShareWith::School, None)]
        });
    }

    #[test]
    fn it_may_come_from_something_else_but_not_from_itself() {
        let from_a_talk = AddToLine { builds_on: Some(Tag::contact(CONTACT)), ..bread() };
        given([]).when(&from_a_talk).then_facts(|facts| match &facts[0] {
            Fact::ExperienceRecorded(fact) => fact.piece.builds_on == Some(Tag::contact(CONTACT)),
            _ => false,
        });
        assert_eq!(refused(|add| add.builds_on = Some(Tag::entry(ENTRY))), LineRefusal::BuildsOnItself.into());
    }

    #[test]
    fn what_cannot_be_so_is_refused() {
        assert_eq!(refused(|add| add.occurred = Occurred::on(TOMORROW)), LineRefusal::InFuture.into());
        assert_eq!(refused(|add| add.occurred = Occurred::on(date(2022, 3, 5))), LineRefusal::TooLongAgo.into());
        assert_eq!(refused(|add| add.what = Adding::Reflection), LineRefusal::NoQuestion.into());
        assert_eq!(refused(|add| add.what = Adding::Step { by: Some(YESTERDAY) }), LineRefusal::StepInPast.into());
        assert_eq!(refused(|add| add.student = ZUS_NAIMA), LineRefusal::StudentGone.into());
        let with = |person, until| vec![Share { with: ShareWith::Person(person), until }];
        assert_eq!(refused(|add| add.share = with(STRANGER, None)), LineRefusal::ShareWithStranger.into());
        assert_eq!(refused(|add| add.share = with(MOTHER, Some(YESTERDAY))), LineRefusal::ShareIsOver.into());
        given([experience()]).when(&bread()).then_refused(LineRefusal::AlreadyTold);
        given([experience(), withdrawn()]).when(&bread()).then_refused(LineRefusal::AlreadyTold);
    }

    #[test]
    fn nothing_is_shared_with_a_parent_without_authority_or_once_the_student_is_eighteen() {
        let share = vec![Share { with: ShareWith::Person(FATHER), until: None }];
        let with_father = AddToLine { share, ..bread() };
        let without_authority = |relations: &mut crate::policy::Relations| {
            relations.students[0].parents[1].authority = crate::person::parent::Authority::None
        };
        given([]).knowing(without_authority).when(&with_father).then_refused(LineRefusal::ShareWithStranger);
        let grown_up = |relations: &mut crate::policy::Relations| relations.students[0].eighteen = true;
        given([]).knowing(grown_up).when(&with_father).then_refused(LineRefusal::ShareWithStranger);
    }
}
