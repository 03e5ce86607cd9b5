//! Agreements, as a timeline tells of one and as a class list counts those of a student.

use super::{View, ViewName};
use crate::{
    agreement::{AgreementMade, Answer, Parts, Party},
    facts::{Event, Fact},
    holds_personal,
    ids::{AgreementId, PersonId, Tag},
    personal::Personal,
    time::counted,
    values::{Pledge, Words},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An agreement on a timeline: one entry with three lanes, which change as each answers and does their part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementContent {
    /// The talk it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Tag>,
    pub parts: Parts,
    pub pledge: Personal<Pledge>,
    /// In the order of `Party::ALL`.
    pub lanes: [Lane; 3],
    /// How often it was told: once, and once more for each adjustment.
    pub revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

impl crate::personal::HoldsPersonal for AgreementContent {
    fn each_personal(&mut self, see: &mut crate::personal::EachPersonal<'_>) {
        see("pledge", &mut self.pledge);
        for words in self.lanes.iter_mut().filter_map(|lane| lane.words.as_mut()) {
            see("words", words);
        }
        if let Some(Ended { because: Some(because), .. }) = &mut self.ended {
            see("because", because);
        }
    }
}

/// What one party said and did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    pub answer: Answer,
    /// What they said when it should be otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub done: Option<NaiveDate>,
}

/// An agreement that is over without being kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub by: Option<PersonId>,
    /// Why it was stopped; none when it ran out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Personal<Words>>,
}

impl AgreementContent {
    pub(super) fn first(fact: &AgreementMade) -> AgreementContent {
        let school = Lane { answer: Answer::Yes, ..Lane::default() };
        AgreementContent {
            from: fact.from,
            parts: fact.parts,
            pledge: fact.pledge.clone(),
            lanes: [Lane::default(), Lane::default(), school],
            revision: 1,
            ended: None,
        }
    }

    /// What this party said and did.
    pub fn lane(&self, party: Party) -> &Lane {
        &self.lanes[party as usize]
    }

    /// As a class list has it, for what it comes to on a day.
    pub fn brief(&self, agreement: AgreementId, on: NaiveDate) -> OneAgreement {
        let [student, home, school] = &self.lanes;
        let ended = self.ended.as_ref().map(|ended| match ended.because {
            Some(_) => Over::Cancelled,
            None => Over::Lapsed,
        });
        OneAgreement {
            agreement,
            on,
            parts: self.parts,
            answers: [student.answer, home.answer, school.answer],
            done: [student.done, home.done, school.done],
            revision: self.revision,
            ended,
        }
    }

    pub(super) fn hear(&mut self, event: &Event) {
        let (on, by) = (event.occurred.on, event.author.person);
        match &event.fact {
            Fact::AgreementConfirmed(fact) => {
                let lane = &mut self.lanes[fact.party as usize];
                (lane.answer, lane.words) = (Answer::Yes, None);
            }
            Fact::AgreementDeclined(fact) => {
                let lane = &mut self.lanes[fact.party as usize];
                (lane.answer, lane.words) = (Answer::Otherwise(fact.otherwise), fact.words.clone());
            }
            Fact::AgreementPartDone(fact) => {
                let lane = &mut self.lanes[fact.party as usize];
                lane.done = lane.done.or(Some(on));
            }
            Fact::AgreementAdjusted(fact) => {
                (self.parts, self.pledge) = (fact.parts, fact.pledge.clone());
                for (lane, party) in self.lanes.iter_mut().zip(Party::ALL) {
                    *lane = Lane { answer: asked_anew(party), ..Lane::default() };
                }
                self.revision += 1;
            }
            Fact::AgreementLapsed(_) => self.ended = Some(Ended { on, by, because: None }),
            Fact::AgreementCancelled(fact) => self.ended = Some(Ended { on, by, because: Some(fact.because.clone()) }),
            _ => {}
        }
    }
}

/// Who makes or adjusts it at school says yes by doing so; the others are asked.
fn asked_anew(party: Party) -> Answer {
    if party == Party::School { Answer::Yes } else { Answer::None }
}

/// The agreements of each student, without their words.
pub struct Agreements;

/// All agreements that a student ever had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementRow {
    pub student: PersonId,
    /// In the order in which they were made.
    pub all: Vec<OneAgreement>,
}

holds_personal!(AgreementRow {});

/// An agreement without its words: where it stands, and for whom it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneAgreement {
    pub agreement: AgreementId,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub parts: Parts,
    pub answers: [Answer; 3],
    pub done: [Option<NaiveDate>; 3],
    pub revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Over>,
}

/// How an agreement ended that was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    Lapsed,
    Cancelled,
}

/// Where an agreement stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgreementState {
    /// Somebody said that it should be otherwise: it waits for the mentor.
    Otherwise(Party),
    /// A part that is not done has passed its day.
    Overdue(Party),
    /// Not everybody has said yes yet.
    Asked(Party),
    /// Everybody said yes, and it runs.
    Runs,
    /// All parts are done.
    Kept,
    Lapsed,
    Cancelled,
}

impl OneAgreement {
    /// Where it stands on this day. That somebody wants it otherwise comes before a part that is late, and that before a yes
    /// that is lacking.
    pub fn state(&self, today: NaiveDate) -> AgreementState {
        let first = |holds: &dyn Fn(Party) -> bool| Party::ALL.into_iter().find(|party| holds(*party));
        match self.ended {
            Some(Over::Lapsed) => return AgreementState::Lapsed,
            Some(Over::Cancelled) => return AgreementState::Cancelled,
            None => {}
        }
        if self.done.iter().all(Option::is_some) {
            return AgreementState::Kept;
        }
        if let Some(party) = first(&|party| matches!(self.answer(party), Answer::Otherwise(_))) {
            return AgreementState::Otherwise(party);
        }
        if let Some(party) = first(&|party| self.done_on(party).is_none() && self.parts.of(party).due < today) {
            return AgreementState::Overdue(party);
        }
        match first(&|party| self.answer(party) == Answer::None) {
            Some(party) => AgreementState::Asked(party),
            None => AgreementState::Runs,
        }
    }
    /// What this party said to the agreement as it stands. An adjustment asks everybody anew.
    pub fn answer(&self, party: Party) -> Answer {
        self.answers[party as usize]
    }
    /// The day on which this party's part was done, if it is.
    pub fn done_on(&self, party: Party) -> Option<NaiveDate> {
        self.done[party as usize]
    }
    /// Is it neither kept nor over?
    pub fn is_open(&self) -> bool {
        self.ended.is_none() && self.done.iter().any(Option::is_none)
    }
    /// How many of the three parts are done.
    pub fn parts_done(&self) -> usize {
        self.done.iter().flatten().count()
    }
}

impl AgreementRow {
    /// This agreement, if the student has it.
    pub fn one(&self, agreement: AgreementId) -> Option<&OneAgreement> {
        self.all.iter().find(|one| one.agreement == agreement)
    }
}

impl View for Agreements {
    type Row = AgreementRow;
    const VIEW: ViewName = ViewName::Agreements;
    const VERSION: i16 = 4;

    fn keys(event: &Event) -> Vec<Tag> {
        whose(&event.fact).map(|(student, _)| vec![Tag::student(student)]).unwrap_or_default()
    }

    fn fold(row: Option<AgreementRow>, _: Tag, event: &Event) -> Option<AgreementRow> {
        let on = event.occurred.on;
        if let Fact::AgreementMade(fact) = &event.fact {
            let mut row = row.unwrap_or(AgreementRow { student: fact.student, all: vec![] });
            if row.one(fact.agreement).is_none() {
                row.all.push(made(fact, on));
            }
            return Some(row);
        }
        let mut row = row?;
        let Some((_, agreement)) = whose(&event.fact) else { return Some(row) };
        let Some(one) = row.all.iter_mut().find(|one| one.agreement == agreement) else { return Some(row) };
        match &event.fact {
            Fact::AgreementConfirmed(fact) => one.answers[fact.party as usize] = Answer::Yes,
            Fact::AgreementDeclined(fact) => one.answers[fact.party as usize] = Answer::Otherwise(fact.otherwise),
            Fact::AgreementPartDone(fact) => {
                let done = &mut one.done[fact.party as usize];
                *done = done.or(Some(on));
            }
            Fact::AgreementAdjusted(fact) => {
                one.parts = fact.parts;
                one.answers = Party::ALL.map(asked_anew);
                one.done = [None; 3];
                one.revision += 1;
            }
            Fact::AgreementLapsed(_) => one.ended = Some(Over::Lapsed),
            Fact::AgreementCancelled(_) => one.ended = Some(Over::Cancelled),
            _ => {}
        }
        Some(row)
    }
}

fn made(fact: &AgreementMade, on: NaiveDate) -> OneAgreement {
    let (agreement, parts) = (fact.agreement, fact.parts);
    OneAgreement { agreement, on, parts, answers: Party::ALL.map(asked_anew), done: [None; 3], revision: 1, ended: None }
}

/// Whose agreement a fact is about, and which.
pub(super) fn whose(fact: &Fact) -> Option<(PersonId, AgreementId)> {
    Some(match fact {
        Fact::AgreementMade(fact) => (fact.student, fact.agreement),
        Fact::AgreementConfirmed(fact) => (fact.student, fact.agreement),
        Fact::AgreementDeclined(fact) => (fact.student, fact.agreement),
        Fact::AgreementPartDone(fact) => (fact.student, fact.agreement),
        Fact::AgreementAdjusted(fact) => (fact.student, fact.agreement),
        Fact::AgreementLapsed(fact) => (fact.student, fact.agreement),
        Fact::AgreementCancelled(fact) => (fact.student, fact.agreement),
        _ => return None,
    })
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{agreement::*, *};
    use chrono::Days;

    fn one(facts: impl IntoIterator<Item = Fact>) -> OneAgreement {
        let row = rows::<Agreements>(&recorded(facts.into_iter().collect())).remove(&Tag::student(AMIRA)).unwrap();
        row.one(AGREEMENT).unwrap().clone()
    }

    fn state(facts: impl IntoIterator<Item = Fact>) -> AgreementState {
        one(facts).state(TODAY)
    }

    #[test]
    fn student_and_home_are_asked_and_then_it_runs_until_all_is_done() {
        assert_eq!(state([agreement_made()]), AgreementState::Asked(Party::Student));
        assert_eq!(state([agreement_made(), confirmed(Party::Student)]), AgreementState::Asked(Party::Home));
        assert_eq!(state([agreement_made(), confirmed(Party::Student), confirmed(Party::Home)]), AgreementState::Runs);
        let [student, home, school] = Party::ALL.map(part_done);
        assert_eq!(state([agreement_made(), student, home, school]), AgreementState::Kept);
    }

    #[test]
    fn who_wants_it_otherwise_is_named_until_it_is_adjusted() {
        assert_eq!(state([agreement_made(), declined(Party::Home)]), AgreementState::Otherwise(Party::Home));
        assert_eq!(state([agreement_made(), declined(Party::Home), agreement_adjusted()]), AgreementState::Asked(Party::Student));
        let adjusted = one([agreement_made(), part_done(Party::School), agreement_adjusted()]);
        assert_eq!((adjusted.parts.home.owner, adjusted.revision, adjusted.parts_done()), (UNCLE, 2, 0));
    }

    #[test]
    fn a_part_that_is_not_done_on_its_day_is_overdue() {
        let agreement = one([agreement_made(), confirmed(Party::Student), confirmed(Party::Home), part_done(Party::Student)]);
        let due = agreement.parts.school.due;
        assert_eq!(agreement.state(due), AgreementState::Runs);
        assert_eq!(agreement.state(due + Days::new(1)), AgreementState::Overdue(Party::School));
    }

    #[test]
    fn what_is_over_is_over() {
        assert_eq!(state([agreement_made(), agreement_lapsed()]), AgreementState::Lapsed);
        assert_eq!(state([agreement_made(), agreement_cancelled()]), AgreementState::Cancelled);
        assert!(!one([agreement_made(), agreement_cancelled()]).is_open());
        assert!(rows::<Agreements>(&recorded(vec![confirmed(Party::Home)])).is_empty());
    }

    #[test]
    fn the_entry_on_the_timeline_comes_to_the_same() {
        for facts in [
            vec![agreement_made(), confirmed(Party::Home), declined(Party::Student), part_done(Party::School)],
            vec![agreement_made(), declined(Party::Home), agreement_adjusted(), agreement_lapsed()],
            vec![agreement_made(), agreement_cancelled()],
        ] {
            let entry = rows::<crate::views::Timeline>(&recorded(facts.clone())).remove(&Tag::agreement(AGREEMENT)).unwrap();
            let crate::views::EntryContent::Agreement(told) = entry.told else { panic!("an agreement") };
            assert_eq!(told.brief(AGREEMENT, TODAY), one(facts));
        }
    }
}
