use super::View;
use crate::{
    facts::{Event, Fact},
    holds_personal,
    ids::{EntryId, PersonId, Tag},
    line::{CareerQuestion, Share, ShareWith, Voice, share},
    time::SchoolYear,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is on a student's line, thing by thing and without a word of it: enough to count, to find and to see what is open.
pub struct LineRows;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRow {
    pub student: PersonId,
    /// In the order in which they were first told. What was taken away is not among them.
    pub things: Vec<OwnThing>,
}

holds_personal!(LineRow {});

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnThing {
    pub entry: EntryId,
    pub what: What,
    /// When it happened, or last grew.
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<CareerQuestion>,
    pub voice: Voice,
    /// A step that is planned, a setback of which nothing new came yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Share>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Experience,
    Reflection,
    Choice,
    Step,
    Setback,
    Quality,
}

impl OwnThing {
    pub fn is_shared(&self, with: ShareWith, today: NaiveDate) -> bool {
        self.shared.iter().any(|share| share.with == with && share.holds_on(today))
    }
    pub fn is_open(&self, what: What) -> bool {
        self.open && self.what == what
    }
}

impl LineRow {
    /// What helps to answer this question and happened this school year up to today, oldest first (S16).
    pub fn answers(&self, question: CareerQuestion, today: NaiveDate) -> impl Iterator<Item = &OwnThing> {
        let this_year = move |on: NaiveDate| on <= today && SchoolYear::of(today).contains(on);
        self.things.iter().filter(move |thing| thing.questions.contains(&question) && this_year(thing.on))
    }
    /// Planned steps and setbacks that ask for something new, oldest first.
    pub fn open(&self, what: What) -> impl Iterator<Item = &OwnThing> {
        self.things.iter().filter(move |thing| thing.is_open(what))
    }

    fn thing(&mut self, entry: EntryId) -> Option<&mut OwnThing> {
        self.things.iter_mut().find(|thing| thing.entry == entry)
    }
}

fn told(event: &Event) -> Option<OwnThing> {
    let (entry, what, voice, piece) = match &event.fact {
        Fact::ExperienceRecorded(fact) => (fact.entry, What::Experience, Voice::Student, &fact.piece),
        Fact::ReflectionWritten(fact) => (fact.entry, What::Reflection, Voice::Student, &fact.piece),
        Fact::ChoiceStated(fact) => (fact.entry, What::Choice, Voice::Student, &fact.piece),
        Fact::StepPlanned(fact) => (fact.entry, What::Step, Voice::Student, &fact.piece),
        Fact::SetbackNoted(fact) => (fact.entry, What::Setback, fact.voice, &fact.piece),
        Fact::QualityNamed(fact) => (fact.entry, What::Quality, fact.voice, &fact.piece),
        _ => return None,
    };
    let open = matches!(what, What::Step | What::Setback);
    Some(OwnThing { entry, what, on: event.occurred.on, questions: piece.questions.clone(), voice, open, shared: vec![] })
}

/// The student and the thing that a fact of this story is about.
pub(super) fn about(fact: &Fact) -> Option<(PersonId, EntryId)> {
    Some(match fact {
        Fact::ExperienceRecorded(fact) => (fact.student, fact.entry),
        Fact::ReflectionWritten(fact) => (fact.student, fact.entry),
        Fact::ChoiceStated(fact) => (fact.student, fact.entry),
        Fact::ChoiceRevised(fact) => (fact.student, fact.entry),
        Fact::StepPlanned(fact) => (fact.student, fact.entry),
        Fact::StepTaken(fact) => (fact.student, fact.entry),
        Fact::StepDropped(fact) => (fact.student, fact.entry),
        Fact::QualityNamed(fact) => (fact.student, fact.entry),
        Fact::SetbackNoted(fact) => (fact.student, fact.entry),
        Fact::SetbackTurned(fact) => (fact.student, fact.entry),
        Fact::SetbackClosed(fact) => (fact.student, fact.entry),
        Fact::EntryShared(fact) => (fact.student, fact.entry),
        Fact::EntryUnshared(fact) => (fact.student, fact.entry),
        Fact::EntryCorrected(fact) => (fact.student, fact.entry),
        Fact::EntryWithdrawn(fact) => (fact.student, fact.entry),
        _ => return None,
    })
}

impl View for LineRows {
    type Row = LineRow;
    const NAME: &'static str = "line";
    const VERSION: i16 = 1;
    const CONSUMES: &'static [&'static str] = &[
        "experience.recorded",
        "reflection.written",
        "choice.stated",
        "choice.revised",
        "step.planned",
        "step.taken",
        "step.dropped",
        "quality.named",
        "setback.noted",
        "setback.turned",
        "setback.closed",
        "entry.shared",
        "entry.unshared",
        "entry.corrected",
        "entry.withdrawn",
    ];

    fn keys(event: &Event) -> Vec<Tag> {
        about(&event.fact).map(|(student, _)| Tag::student(student)).into_iter().collect()
    }

    fn fold(row: Option<LineRow>, _: Tag, event: &Event) -> Option<LineRow> {
        let Some((student, entry)) = about(&event.fact) else { return row };
        let mut row = row.unwrap_or_else(|| LineRow { student, things: vec![] });
        if let Some(thing) = told(event) {
            // Told once: a second first telling hides nothing.
            if row.thing(entry).is_none() {
                row.things.push(thing);
            }
            return Some(row);
        }
        if let Fact::EntryWithdrawn(_) = &event.fact {
            row.things.retain(|thing| thing.entry != entry);
        }
        let Some(thing) = row.thing(entry) else { return Some(row) };
        match &event.fact {
            Fact::ChoiceRevised(_) => thing.on = event.occurred.on,
            Fact::StepTaken(_) | Fact::StepDropped(_) => {
                thing.open = false;
                thing.on = event.occurred.on;
            }
            Fact::SetbackTurned(_) | Fact::SetbackClosed(_) => thing.open = false,
            Fact::EntryShared(fact) => share(&mut thing.shared, fact.share.with, Some(fact.share)),
            Fact::EntryUnshared(fact) => share(&mut thing.shared, fact.with, None),
            Fact::EntryCorrected(fact) => thing.questions = fact.piece.questions.clone(),
            _ => {}
        }
        Some(row)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{line::*, *};

    fn line(facts: impl IntoIterator<Item = Fact>) -> LineRow {
        let mut rows = rows::<LineRows>(&recorded(facts.into_iter().collect()));
        rows.remove(&Tag::student(AMIRA)).unwrap()
    }

    #[test]
    fn a_line_counts_what_answers_a_question_this_year() {
        let row = line([experience(), experienced(OTHER_ENTRY)]);
        assert_eq!(row.answers(CareerQuestion::Work, TODAY).count(), 2);
        assert_eq!(row.answers(CareerQuestion::Motives, TODAY).count(), 0);
        assert_eq!(row.answers(CareerQuestion::Work, date(2026, 3, 8)).count(), 0, "not yet");
        assert_eq!(row.answers(CareerQuestion::Work, date(2026, 9, 1)).count(), 0, "another school year");
    }

    #[test]
    fn what_was_taken_away_is_gone_and_what_was_corrected_answers_otherwise() {
        assert_eq!(line([experience(), withdrawn()]).things, []);
        let Fact::EntryCorrected(mut corrected) = corrected_entry() else { panic!("a correction") };
        corrected.piece.questions = vec![CareerQuestion::Qualities];
        let row = line([experience(), corrected.into()]);
        assert_eq!(row.things[0].questions, [CareerQuestion::Qualities]);
    }

    #[test]
    fn steps_and_setbacks_are_open_until_something_came_of_them() {
        let open = |facts: Vec<Fact>, what| line(facts).open(what).count();
        assert_eq!(open(vec![step()], What::Step), 1);
        assert_eq!(open(vec![step(), step_taken()], What::Step), 0);
        assert_eq!(open(vec![setback(Voice::School)], What::Setback), 1);
        assert_eq!(open(vec![setback(Voice::School)], What::Step), 0);
        for ended in [turned(Voice::Student), setback_closed()] {
            assert_eq!(open(vec![setback(Voice::School), ended], What::Setback), 0);
        }
    }

    #[test]
    fn a_choice_and_a_step_stand_where_they_last_grew() {
        assert_eq!(line([choice()]).things[0].on, YESTERDAY);
        assert_eq!(line([choice(), revised("Kok")]).things[0].on, TODAY);
    }

    #[test]
    fn each_share_stands_until_it_ends_or_is_taken_back() {
        let (mother, school) = (ShareWith::Person(MOTHER), ShareWith::School);
        let row = line([experience(), shared_with(mother, Some(TODAY)), shared_with(school, None)]);
        let thing = &row.things[0];
        assert!(thing.is_shared(mother, TODAY) && !thing.is_shared(mother, TOMORROW) && thing.is_shared(school, TOMORROW));
        assert!(!thing.is_shared(ShareWith::Person(FATHER), TODAY));
        let back = crate::line::EntryUnshared { entry: ENTRY, student: AMIRA, with: mother }.into();
        let row = line([experience(), shared_with(mother, None), back]);
        assert!(!row.things[0].is_shared(mother, TODAY));
        let longer = line([experience(), shared_with(mother, Some(TODAY)), shared_with(mother, None)]);
        assert_eq!(longer.things[0].shared.len(), 1, "one share for each");
    }
}
