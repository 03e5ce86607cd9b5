//! What is on a student's own line, as a list to count and find in, and as entries of the timeline.

pub(super) mod entry;

pub use entry::{Became, Grown, OwnBefore, OwnEntry, OwnKind};

use super::{StudentCard, View, ViewName};
use crate::{
    facts::{Event, Fact},
    holds_personal,
    ids::{EntryId, PersonId, Tag},
    line::{CareerQuestion, Share, ShareWith, Voice, share},
    time::{SchoolYear, counted},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// What is on a student's line, thing by thing and without a word of it: enough to count, to find and to see what is open.
pub struct LineRows;

/// All things on a student's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRow {
    pub student: PersonId,
    /// In the order in which they were first told. What was taken away is not among them.
    pub things: Vec<OwnThing>,
}

holds_personal!(LineRow {});

/// One thing on a line, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnThing {
    pub entry: EntryId,
    pub what: What,
    /// When it happened, or last grew.
    #[serde(with = "counted")]
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<CareerQuestion>,
    pub voice: Voice,
    /// A step that is planned, a setback of which nothing new came yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Does it say where it came from: what it builds on, or why a choice changed?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub grounded: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Share>,
    /// The day on which it was last shared with school.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub shown_to_school: Option<NaiveDate>,
}

/// How long an experience may wait until somebody talks about it with the student.
pub const TALK_WITHIN: Days = Days::new(14);
/// How long an experience is named as something to talk about. After that the next round of talks brings it up, and nobody is
/// chased about what is long past.
const TALK_UNTIL: Days = Days::new(56);
/// How long a setback may lie without anything new. After that it is overdue.
pub const TURN_WITHIN: Days = Days::new(28);
/// How long before a choice an experience and a thought may lie and still stand behind it: a year.
const BEHIND: Days = Days::new(365);

/// What sort of thing it is.
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
    /// Does a share with the school, or with this person, hold on this day?
    pub fn is_shared(&self, with: ShareWith, today: NaiveDate) -> bool {
        self.shared.iter().any(|share| share.with == with && share.holds_on(today))
    }
    /// Since when school could do something with it: it happened, and school came to know.
    pub fn known_at_school_since(&self) -> NaiveDate {
        self.shown_to_school.map_or(self.on, |shown| shown.max(self.on))
    }
    /// Is it of this sort, and did nothing come of it yet?
    pub fn is_open(&self, what: What) -> bool {
        self.open && self.what == what
    }
}

impl LineRow {
    /// What helps to answer this question and happened this school year up to today, oldest first.
    pub fn answers(&self, question: CareerQuestion, today: NaiveDate) -> impl Iterator<Item = &OwnThing> {
        let this_year = move |on: NaiveDate| on <= today && SchoolYear::of(today).contains(on);
        self.things.iter().filter(move |thing| thing.questions.contains(&question) && this_year(thing.on))
    }
    /// Planned steps and setbacks that ask for something new, oldest first.
    pub fn open(&self, what: What) -> impl Iterator<Item = &OwnThing> {
        self.things.iter().filter(move |thing| thing.is_open(what))
    }

    /// Experiences of which nobody spoke with the student in two weeks (nl: nog over praten).
    pub fn to_talk_about(&self, card: &StudentCard, today: NaiveDate) -> impl Iterator<Item = &OwnThing> {
        let last_talk = card.standing(today).filter(|moment| moment.kind.was_with_student()).map(|moment| moment.on).max();
        let waits = move |on: NaiveDate| last_talk.is_none_or(|last| last < on);
        let is_due = move |on: NaiveDate| on + TALK_WITHIN <= today && today <= on + TALK_UNTIL;
        self.things.iter().filter(move |thing| thing.what == What::Experience && waits(thing.on) && is_due(thing.on))
    }
    /// Setbacks of which nothing new came in four weeks.
    pub fn unturned(&self, today: NaiveDate) -> impl Iterator<Item = &OwnThing> {
        self.open(What::Setback).filter(move |thing| thing.on + TURN_WITHIN <= today)
    }
    /// The newest choice, when nothing stands behind it: it does not say what it came from, and there is no experience with a
    /// thought about it. A question to the student, never a mark on the choice.
    pub fn choice_from_nowhere(&self, today: NaiveDate) -> Option<&OwnThing> {
        let choice =
            self.things.iter().filter(|thing| thing.what == What::Choice && thing.on <= today).max_by_key(|thing| thing.on)?;
        let is_behind = |what| self.things.iter().any(|thing| thing.what == what && choice.on <= thing.on + BEHIND);
        let stands = choice.grounded || (is_behind(What::Experience) && is_behind(What::Reflection));
        (!stands).then_some(choice)
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
    let (questions, grounded) = (piece.questions.clone(), piece.builds_on.is_some());
    Some(OwnThing { entry, what, on: event.occurred.on, questions, voice, open, grounded, shared: vec![], shown_to_school: None })
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
    const VIEW: ViewName = ViewName::Line;
    const VERSION: i16 = 5;

    fn keys(event: &Event) -> Vec<Tag> {
        about(&event.fact).map(|(student, _)| Tag::student(student)).into_iter().collect()
    }

    fn fold(row: Option<LineRow>, _: Tag, event: &Event) -> Option<LineRow> {
        let Some((student, entry)) = about(&event.fact) else { return row };
        let mut row = row.unwrap_or_else(|| LineRow { student, things: vec![] });
        if let Some(thing) = told(event) {
            // A thing is told for the first time once. A second fact of that sort does not replace it.
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
            Fact::ChoiceRevised(_) => {
                thing.on = event.occurred.on;
                thing.grounded = true;
            }
            Fact::StepTaken(_) | Fact::StepDropped(_) => {
                thing.open = false;
                thing.on = event.occurred.on;
            }
            Fact::SetbackTurned(_) | Fact::SetbackClosed(_) => thing.open = false,
            Fact::EntryShared(fact) => {
                share(&mut thing.shared, fact.share.with, Some(fact.share));
                if fact.share.with == ShareWith::School {
                    thing.shown_to_school = Some(event.occurred.on);
                }
            }
            Fact::EntryUnshared(fact) => {
                share(&mut thing.shared, fact.with, None);
                if fact.with == ShareWith::School {
                    thing.shown_to_school = None;
                }
            }
            Fact::EntryCorrected(fact) => {
                thing.questions = fact.piece.questions.clone();
                thing.grounded |= fact.piece.builds_on.is_some();
            }
            _ => {}
        }
        Some(row)
    }
}

#[cfg(test)]
mod specs {
    use super::{
        super::{Moment, MomentKind},
        *,
    };
    use crate::{
        contact::Means,
        spec::{line::*, *},
    };

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

    fn talked(on: NaiveDate, student_present: bool) -> Moment {
        let kind = MomentKind::Talked { means: Means::AtSchool, with: vec![MOTHER], student_present, introduction: false };
        Moment {
            thing: Tag::contact(CONTACT),
            on,
            kind,
            corrected: false,
            withdrawn: false,
            told_at: Default::default(),
            changed_at: None,
        }
    }

    fn card_of(moments: Vec<Moment>) -> StudentCard {
        StudentCard { moments, ..amiras_card([]) }
    }

    fn days_later(days: u64) -> NaiveDate {
        YESTERDAY + Days::new(days)
    }

    #[test]
    fn an_experience_is_to_talk_about_after_two_weeks_and_rests_after_eight() {
        let row = line([experience(), quality(Voice::Home)]);
        let card = card_of(vec![]);
        let count = |days| row.to_talk_about(&card, days_later(days)).count();
        assert_eq!([13, 14, 56, 57].map(count), [0, 1, 1, 0]);
    }

    #[test]
    fn a_talk_with_the_student_there_speaks_of_every_experience_before_it() {
        let row = line([experience()]);
        let after = |moments| row.to_talk_about(&card_of(moments), days_later(20)).count();
        assert_eq!(after(vec![talked(YESTERDAY, true)]), 0);
        assert_eq!(after(vec![talked(YESTERDAY, false)]), 1, "the student was not there");
        assert_eq!(after(vec![talked(YESTERDAY - Days::new(1), true)]), 1, "before it happened");
        assert_eq!(after(vec![talked(days_later(21), true)]), 1, "still to come");
    }

    #[test]
    fn school_is_not_late_with_what_it_could_not_know() {
        let since = |facts| line(facts).things[0].known_at_school_since();
        assert_eq!(since(vec![experience()]), YESTERDAY);
        assert_eq!(since(vec![experience(), shared_with(ShareWith::Person(MOTHER), None)]), YESTERDAY);
        assert_eq!(since(vec![experience(), shared_with(ShareWith::School, None)]), TODAY);
    }

    #[test]
    fn a_setback_is_left_lying_after_four_weeks_until_it_is_turned() {
        let row = line([setback(Voice::School)]);
        assert_eq!([27, 28].map(|days| row.unturned(days_later(days)).count()), [0, 1]);
        let row = line([setback(Voice::School), turned(Voice::Student)]);
        assert_eq!(row.unturned(days_later(28)).count(), 0);
    }

    #[test]
    fn a_choice_is_asked_after_until_something_stands_behind_it() {
        let from_nowhere = |facts: Vec<Fact>| line(facts).choice_from_nowhere(TODAY).is_some();
        let seen = || experienced(OTHER_ENTRY);
        let mut thought = reflection(THIRD_ENTRY);
        assert!(from_nowhere(vec![choice()]));
        assert!(from_nowhere(vec![choice(), seen()]), "seen, but not thought about");
        assert!(!from_nowhere(vec![choice(), seen(), thought.clone()]));
        assert!(!from_nowhere(vec![choice(), revised("Kok")]), "it says why");
        assert!(!from_nowhere(vec![seen()]), "no choice");
        let Fact::ChoiceStated(mut stated) = choice() else { panic!("a choice") };
        stated.piece.builds_on = Some(Tag::entry(OTHER_ENTRY));
        assert!(!from_nowhere(vec![stated.into()]), "it says what it came from");
        if let Fact::ReflectionWritten(fact) = &mut thought {
            fact.occurred = crate::time::Occurred::on(YESTERDAY - Days::new(366));
        }
        assert!(from_nowhere(vec![seen(), thought, choice()]), "long past");
    }
}
