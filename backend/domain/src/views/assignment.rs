//! Assignments for home, as a timeline tells of one and as a class list counts those of a student.

use super::{View, ViewName};
use crate::{
    assignment::{AssignmentGiven, AssignmentKind, Brought, UsedIn},
    facts::{Event, Fact},
    holds_personal,
    ids::{AssignmentId, GivingId, PersonId, Tag},
    personal::Personal,
    time::counted,
    values::{Sheet, Words},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// An assignment on a student's timeline: one entry, which grows as it is opened, brought back and used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentContent {
    pub giving: GivingId,
    pub kind: AssignmentKind,
    pub minutes: u8,
    #[serde(with = "counted")]
    pub due: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub builds_on: Option<Tag>,
    pub sheet: Personal<Sheet>,
    /// Who at home opened it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<PersonId>,
    /// What came back, in the order in which it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<Return>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Use>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked: Option<Park>,
}

holds_personal!(AssignmentContent { sheet, returned, used, parked });

/// What one person brought back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Return {
    pub by: PersonId,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub with: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
    pub brought: Vec<Brought>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(Return { words });

/// What school did with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Use {
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub by: Option<PersonId>,
    pub used_in: UsedIn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(Use { words });

/// Why school does nothing with it for now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Park {
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub by: Option<PersonId>,
    pub because: Personal<Words>,
}

holds_personal!(Park { because });

impl AssignmentContent {
    pub(super) fn first(fact: &AssignmentGiven) -> AssignmentContent {
        AssignmentContent {
            giving: fact.giving,
            kind: fact.kind,
            minutes: fact.minutes,
            due: fact.due,
            builds_on: fact.builds_on,
            sheet: fact.sheet.clone(),
            opened: vec![],
            returned: vec![],
            used: None,
            parked: None,
        }
    }

    pub(super) fn hear(&mut self, event: &Event) {
        let (on, by) = (event.occurred.on, event.author.person);
        match &event.fact {
            Fact::AssignmentOpened(fact) if !self.opened.contains(&fact.by) => self.opened.push(fact.by),
            Fact::AssignmentReturned(fact) => self.returned.push(Return {
                by: fact.by,
                on,
                with: fact.with.clone(),
                others: fact.others,
                brought: fact.brought.clone(),
                words: fact.words.clone(),
            }),
            Fact::AssignmentUsed(fact) => self.used = Some(Use { on, by, used_in: fact.used_in, words: fact.words.clone() }),
            Fact::AssignmentParked(fact) => self.parked = Some(Park { on, by, because: fact.because.clone() }),
            _ => {}
        }
    }
}

/// The assignments of each student, in as few words as a class list needs.
pub struct Assignments;

/// All assignments that a student ever got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentRow {
    pub student: PersonId,
    /// In the order in which they were given.
    pub all: Vec<OneAssignment>,
}

holds_personal!(AssignmentRow {});

/// An assignment without its words: what became of it, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneAssignment {
    pub assignment: AssignmentId,
    pub giving: GivingId,
    pub kind: AssignmentKind,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    #[serde(with = "counted")]
    pub due: NaiveDate,
    /// The day on which somebody at home first opened it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub opened: Option<NaiveDate>,
    /// The day on which it first came back.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub back: Option<NaiveDate>,
    /// Who brought it back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub used: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub parked: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// Where an assignment stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AssignmentState {
    /// At home, not opened by anyone yet.
    Given,
    Opened,
    /// Not back, and its day has passed.
    Late,
    /// Back, and school did nothing with it yet.
    Back,
    Used,
    Parked,
    Withdrawn,
}

/// Days after which what came back and was not used is named to the mentor.
pub const UNUSED_DAYS: u64 = 21;

impl OneAssignment {
    /// Where it stands on this day. What school did with it comes before what happened at home.
    pub fn state(&self, today: NaiveDate) -> AssignmentState {
        match self {
            _ if self.withdrawn => AssignmentState::Withdrawn,
            _ if self.used.is_some() => AssignmentState::Used,
            _ if self.parked.is_some() => AssignmentState::Parked,
            _ if self.back.is_some() => AssignmentState::Back,
            _ if self.due < today => AssignmentState::Late,
            _ if self.opened.is_some() => AssignmentState::Opened,
            _ => AssignmentState::Given,
        }
    }
    /// Did it come back so long ago that it should have been used by now?
    pub fn lies_unused(&self, today: NaiveDate) -> bool {
        let last = self.back.and_then(|back| back.checked_add_days(Days::new(UNUSED_DAYS)));
        self.state(today) == AssignmentState::Back && last.is_some_and(|last| last < today)
    }
}

impl AssignmentRow {
    /// This assignment, if the student has it.
    pub fn one(&self, assignment: AssignmentId) -> Option<&OneAssignment> {
        self.all.iter().find(|one| one.assignment == assignment)
    }
}

impl View for Assignments {
    type Row = AssignmentRow;
    const VIEW: ViewName = ViewName::Assignments;
    const VERSION: i16 = 3;

    fn keys(event: &Event) -> Vec<Tag> {
        whose(&event.fact).map(|(student, _)| vec![Tag::student(student)]).unwrap_or_default()
    }

    fn fold(row: Option<AssignmentRow>, _: Tag, event: &Event) -> Option<AssignmentRow> {
        let on = event.occurred.on;
        if let Fact::AssignmentGiven(fact) = &event.fact {
            let mut row = row.unwrap_or(AssignmentRow { student: fact.student, all: vec![] });
            if row.one(fact.assignment).is_none() {
                row.all.push(given(fact, on));
            }
            return Some(row);
        }
        let mut row = row?;
        let Some((_, assignment)) = whose(&event.fact) else { return Some(row) };
        let Some(one) = row.all.iter_mut().find(|one| one.assignment == assignment) else { return Some(row) };
        match &event.fact {
            // That the student looked says nothing of home.
            Fact::AssignmentOpened(fact) if fact.by == fact.student => {}
            Fact::AssignmentOpened(_) => one.opened = one.opened.or(Some(on)),
            Fact::AssignmentReturned(fact) => {
                one.back = one.back.or(Some(on));
                one.by.push(fact.by);
            }
            Fact::AssignmentUsed(_) => one.used = Some(on),
            Fact::AssignmentParked(_) => one.parked = Some(on),
            Fact::AssignmentWithdrawn(_) => one.withdrawn = true,
            _ => {}
        }
        Some(row)
    }
}

fn given(fact: &AssignmentGiven, on: NaiveDate) -> OneAssignment {
    let AssignmentGiven { assignment, giving, kind, due, .. } = fact;
    OneAssignment {
        assignment: *assignment,
        giving: *giving,
        kind: *kind,
        on,
        due: *due,
        opened: None,
        back: None,
        by: vec![],
        used: None,
        parked: None,
        withdrawn: false,
    }
}

/// Whose assignment a fact is about, and which.
pub(super) fn whose(fact: &Fact) -> Option<(PersonId, AssignmentId)> {
    Some(match fact {
        Fact::AssignmentGiven(fact) => (fact.student, fact.assignment),
        Fact::AssignmentOpened(fact) => (fact.student, fact.assignment),
        Fact::AssignmentReturned(fact) => (fact.student, fact.assignment),
        Fact::AssignmentUsed(fact) => (fact.student, fact.assignment),
        Fact::AssignmentParked(fact) => (fact.student, fact.assignment),
        Fact::AssignmentWithdrawn(fact) => (fact.student, fact.assignment),
        _ => return None,
    })
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{assignment::*, *};

    fn one(facts: impl IntoIterator<Item = Fact>) -> OneAssignment {
        let row = rows::<Assignments>(&recorded(facts.into_iter().collect())).remove(&Tag::student(AMIRA)).unwrap();
        row.one(its_id()).unwrap().clone()
    }

    fn state(facts: impl IntoIterator<Item = Fact>) -> AssignmentState {
        one(facts).state(TODAY)
    }

    #[test]
    fn an_assignment_goes_home_and_comes_back_and_is_used() {
        assert_eq!(state([assignment_given()]), AssignmentState::Given);
        assert_eq!(state([assignment_given(), assignment_opened(MOTHER)]), AssignmentState::Opened);
        assert_eq!(state([assignment_given(), returned_by_amira()]), AssignmentState::Back);
        assert_eq!(state([assignment_given(), returned_by_amira(), assignment_parked()]), AssignmentState::Parked);
        assert_eq!(
            state([assignment_given(), returned_by_amira(), assignment_parked(), assignment_used()]),
            AssignmentState::Used
        );
        assert_eq!(state([assignment_given(), assignment_withdrawn()]), AssignmentState::Withdrawn);
    }

    #[test]
    fn what_is_not_back_after_its_day_is_late_and_what_lies_three_weeks_is_named() {
        let due = one([assignment_given()]).due;
        assert_eq!(one([assignment_given()]).state(due), AssignmentState::Given);
        assert_eq!(one([assignment_given()]).state(due + Days::new(1)), AssignmentState::Late);
        let back = one([assignment_given(), returned_by_amira()]);
        assert!(!back.lies_unused(TODAY + Days::new(UNUSED_DAYS)));
        assert!(back.lies_unused(TODAY + Days::new(UNUSED_DAYS + 1)));
        let used = one([assignment_given(), returned_by_amira(), assignment_used()]);
        assert!(!used.lies_unused(TODAY + Days::new(90)));
    }

    #[test]
    fn who_brought_it_back_is_remembered_once_each() {
        let both = one([assignment_given(), returned_by_amira(), returned_by_father()]);
        assert_eq!((both.by, both.back), (vec![AMIRA, FATHER], Some(TODAY)));
    }

    #[test]
    fn what_was_never_given_is_not_there() {
        assert!(rows::<Assignments>(&recorded(vec![returned_by_amira(), assignment_used()])).is_empty());
    }
}
