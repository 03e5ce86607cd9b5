use super::{View, ViewName};
use crate::{
    actor::Author,
    facts::{Event, Fact},
    holds_personal,
    ids::{PersonId, Tag},
    support::{HelpAnswer, Helper, SteeringLevel, Steers, SupportPart, helps_as_before},
    time::counted,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who helps a student with what, and how far the student steers.
pub struct SupportRows;

/// Who helps one student with what, as it was said last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportRow {
    pub student: PersonId,
    /// The parts that were looked at, in their own order.
    pub cells: Vec<SupportCell>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student_says: Option<SteeringLevel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_says: Option<SteeringLevel>,
}

holds_personal!(SupportRow {});

/// One part that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportCell {
    pub part: SupportPart,
    pub helpers: Vec<Helper>,
    /// What those who were put down for it said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<(PersonId, HelpAnswer)>,
    /// Who said so last, and when.
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub by: Author,
    /// How often it was looked at.
    pub times: u32,
}

impl SupportCell {
    /// In which way this person was put down for it.
    pub fn helper(&self, person: PersonId) -> Option<Helper> {
        self.helpers.iter().copied().find(|helper| helper.person() == Some(person))
    }
    /// What this person said to that.
    pub fn answer(&self, person: PersonId) -> Option<HelpAnswer> {
        self.answers.iter().find(|(by, _)| *by == person).map(|(_, answer)| *answer)
    }
}

impl SupportRow {
    /// What somebody was put down for by another, with nobody else in it.
    pub fn asked_of(&self, person: PersonId) -> Vec<SupportCell> {
        let asked = self.cells.iter().filter(|cell| cell.helper(person).is_some() && cell.by.person != Some(person));
        let own = |cell: &SupportCell| SupportCell {
            helpers: cell.helper(person).into_iter().collect(),
            answers: cell.answer(person).map(|answer| (person, answer)).into_iter().collect(),
            ..cell.clone()
        };
        asked.map(own).collect()
    }
    /// Of a student with whom nothing was looked at yet.
    pub fn none(student: PersonId) -> SupportRow {
        SupportRow { student, cells: vec![], student_says: None, school_says: None }
    }
    /// What was said of this part; `None` when nobody looked at it yet.
    pub fn cell(&self, part: SupportPart) -> Option<&SupportCell> {
        self.cells.iter().find(|cell| cell.part == part)
    }
    /// Parts for which it was seen that nobody helps yet: a solution is looked for with the student.
    pub fn without_help(&self) -> impl Iterator<Item = &SupportCell> {
        self.cells.iter().filter(|cell| cell.helpers.is_empty())
    }
    /// What student and mentor agree on.
    pub fn agreed(&self) -> Option<SteeringLevel> {
        self.student_says.filter(|level| self.school_says == Some(*level))
    }
}

impl View for SupportRows {
    type Row = SupportRow;
    const VIEW: ViewName = ViewName::Support;
    const VERSION: i16 = 3;

    fn keys(event: &Event) -> Vec<Tag> {
        match &event.fact {
            Fact::SupportExamined(fact) => vec![Tag::student(fact.student)],
            Fact::HelpAnswered(fact) => vec![Tag::student(fact.student)],
            Fact::LevelNamed(fact) => vec![Tag::student(fact.student)],
            _ => vec![],
        }
    }

    fn fold(row: Option<SupportRow>, _: Tag, event: &Event) -> Option<SupportRow> {
        match &event.fact {
            Fact::SupportExamined(fact) => {
                let mut row = row.unwrap_or_else(|| SupportRow::none(fact.student));
                let times = row.cell(fact.part).map_or(0, |cell| cell.times) + 1;
                let before = row.cell(fact.part).cloned();
                let stands = |(person, _): &(PersonId, HelpAnswer)| {
                    before.as_ref().is_some_and(|cell| helps_as_before(*person, &cell.helpers, &fact.helpers))
                };
                let answers = before.iter().flat_map(|cell| cell.answers.clone()).filter(stands).collect();
                row.cells.retain(|cell| cell.part != fact.part);
                let (part, helpers) = (fact.part, fact.helpers.clone());
                row.cells.push(SupportCell { part, helpers, answers, on: event.occurred.on, by: event.author.clone(), times });
                row.cells.sort_by_key(|cell| cell.part);
                Some(row)
            }
            Fact::HelpAnswered(fact) => {
                let mut row = row?;
                for cell in row.cells.iter_mut().filter(|cell| cell.part == fact.part) {
                    cell.answers.retain(|(person, _)| *person != fact.by);
                    cell.answers.push((fact.by, fact.answer));
                }
                Some(row)
            }
            Fact::LevelNamed(fact) => {
                let mut row = row.unwrap_or_else(|| SupportRow::none(fact.student));
                match fact.by {
                    Steers::Student => row.student_says = Some(fact.level),
                    Steers::School => row.school_says = Some(fact.level),
                }
                Some(row)
            }
            _ => row,
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        spec::*,
        support::{LevelNamed, SupportExamined},
    };

    fn support(facts: impl IntoIterator<Item = Fact>) -> SupportRow {
        let mut rows = rows::<SupportRows>(&recorded(facts.into_iter().collect()));
        rows.remove(&Tag::student(AMIRA)).unwrap()
    }

    fn examined(part: SupportPart, helpers: &[Helper]) -> Fact {
        SupportExamined { student: AMIRA, part, helpers: helpers.to_vec() }.into()
    }

    #[test]
    fn the_last_word_about_a_part_counts_and_says_how_often_it_was_looked_at() {
        let row = support([
            examined(SupportPart::Apply, &[]),
            examined(SupportPart::Internship, &[Helper::Shares(MOTHER)]),
            examined(SupportPart::Apply, &[Helper::School]),
        ]);
        assert_eq!(row.cells.iter().map(|cell| cell.part).collect::<Vec<_>>(), [SupportPart::Internship, SupportPart::Apply]);
        let apply = row.cell(SupportPart::Apply).unwrap();
        assert_eq!((apply.helpers.as_slice(), apply.times, apply.by.person), (&[Helper::School][..], 2, Some(MENTOR)));
    }

    #[test]
    fn a_part_without_help_is_seen_until_somebody_helps() {
        let without = |facts: Vec<Fact>| support(facts).without_help().count();
        assert_eq!(without(vec![examined(SupportPart::Visit, &[])]), 1);
        assert_eq!(without(vec![examined(SupportPart::Visit, &[]), examined(SupportPart::Visit, &[Helper::Myself])]), 0);
    }

    #[test]
    fn steering_is_agreed_when_both_say_the_same() {
        let named = |by, level| LevelNamed { student: AMIRA, level, by }.into();
        let one = support([named(Steers::Student, SteeringLevel::Leads)]);
        assert_eq!((one.agreed(), one.student_says), (None, Some(SteeringLevel::Leads)));
        let both = support([named(Steers::Student, SteeringLevel::Leads), named(Steers::School, SteeringLevel::Leads)]);
        assert_eq!(both.agreed(), Some(SteeringLevel::Leads));
        let apart = support([named(Steers::Student, SteeringLevel::Alone), named(Steers::School, SteeringLevel::Leads)]);
        assert_eq!(apart.agreed(), None);
    }
}
