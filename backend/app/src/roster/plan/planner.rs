//! Takes the rows of a list one by one, and keeps what the list said so far.

use super::{
    super::{
        columns::ColumnKind,
        known::KnownSchool,
        row::{Flaw, RosterRow, WrongRow, who},
    },
    Doubt, Note, RosterPlan, RowPlan, Step,
    students::looks_like,
};
use domain::{
    ids::{ClassId, CommandId, PersonId, Position, SchoolId},
    time::SchoolYear,
    values::{Channel, StudentNumber},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Makes ids from the school, the file, the end of the log and a row, so that a list that is sent twice at once asks for
/// the same commands and is carried out once. Sent again later it is another question: the log has moved on.
#[derive(Clone, Debug)]
pub struct PlanIds(Sha256);

impl PlanIds {
    pub fn new(school: SchoolId, head: Position, file: &[u8]) -> PlanIds {
        let seed = Sha256::new_with_prefix("roster import").chain_update(school.0).chain_update(head.0.to_be_bytes());
        PlanIds(seed.chain_update(Sha256::digest(file)))
    }

    fn id(&self, line: usize, n: usize) -> Uuid {
        let digest = self.0.clone().chain_update(line.to_be_bytes()).chain_update(n.to_be_bytes()).finalize();
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// Compares the rows of a list with who is known, and brings `known` to where the plan would bring the school.
pub fn plan(
    rows: Vec<Result<RosterRow, WrongRow>>,
    known: &mut KnownSchool,
    school_year: SchoolYear,
    ids: PlanIds,
) -> RosterPlan {
    let before = known.clone();
    let (said, reached, listed) = (BTreeMap::new(), BTreeMap::new(), Listed::default());
    let mut planner = Planner { known, school_year, ids, asked: 0, made: vec![], said, reached, listed, notes: vec![] };
    let planned = rows.into_iter().map(|row| match row {
        Ok(row) => planner.row(row),
        Err(wrong) => planner.wrong(wrong),
    });
    let rows = planned.collect();
    let gone = planner.gone(&before);
    planner.note_assumed();
    RosterPlan { school_year, rows, gone, notes: planner.notes, head: before.head, made: planner.made }
}

pub(super) struct Planner<'a> {
    pub(super) known: &'a mut KnownSchool,
    pub(super) school_year: SchoolYear,
    pub(super) ids: PlanIds,
    /// How many ids the row at hand has asked for.
    pub(super) asked: usize,
    pub(super) made: Vec<PersonId>,
    pub(super) said: BTreeMap<PersonId, ListedStudent>,
    /// In which row a parent's address or number was told.
    pub(super) reached: BTreeMap<(PersonId, Channel), usize>,
    pub(super) listed: Listed,
    pub(super) notes: Vec<Note>,
}

/// What this list said about a student so far.
pub(super) struct ListedStudent {
    pub(super) line: usize,
    pub(super) is_new: bool,
    pub(super) parents: BTreeSet<PersonId>,
    /// A parent of theirs is in doubt, so nobody can say which parent is missing.
    pub(super) in_doubt: bool,
}

/// Who and what is on the list, one way or another.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) classes: BTreeSet<ClassId>,
    pub(super) students: BTreeSet<PersonId>,
    pub(super) mentors: BTreeSet<(ClassId, String)>,
    pub(super) assumed: BTreeSet<PersonId>,
}

/// What a number in a row stands for.
pub(super) enum NumberMatch {
    Known(PersonId),
    Doubt(Doubt),
    New,
}

impl Planner<'_> {
    pub(super) fn id(&mut self, line: usize) -> Uuid {
        self.asked += 1;
        self.ids.id(line, self.asked)
    }

    pub(super) fn new_person(&mut self, line: usize) -> PersonId {
        let person = PersonId(self.id(line));
        self.made.push(person);
        person
    }

    pub(super) fn step(&mut self, row: &mut RowPlan, step: Step) {
        let id = CommandId(self.id(row.line));
        row.steps.push((id, step));
    }

    fn wrong(&mut self, wrong: WrongRow) -> RowPlan {
        let known = wrong.numbers.iter().filter_map(|number| self.known.students.with(number));
        self.listed.students.extend(known.map(|student| student.person));
        RowPlan { line: wrong.line, who: wrong.who, flaws: wrong.flaws, ..RowPlan::default() }
    }

    fn row(&mut self, row: RosterRow) -> RowPlan {
        self.asked = 0;
        let name = row.name.as_ref().or(row.parents.first().map(|parent| &parent.name));
        let mut planned =
            RowPlan { line: row.line, who: who(name, &row.numbers), remarks: row.remarks.clone(), ..RowPlan::default() };
        let matches: Vec<NumberMatch> = row.numbers.iter().map(|number| self.match_number(&row, number)).collect();
        if matches.iter().any(|one| matches!(one, NumberMatch::New)) {
            let lacks = [(ColumnKind::Last, row.name.is_none()), (ColumnKind::Class, row.class.is_none())];
            planned.flaws.extend(lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| Flaw::NewWithout(what)));
        }
        if !planned.flaws.is_empty() {
            return planned;
        }
        for (number, found) in row.numbers.iter().zip(matches) {
            match found {
                NumberMatch::Doubt(doubt) => planned.doubts.push(doubt),
                NumberMatch::Known(student) => {
                    self.known_student(&row, number, student, &mut planned);
                    self.parents(&row, student, &mut planned);
                }
                NumberMatch::New => {
                    let student = self.new_student(&row, number, &mut planned);
                    self.parents(&row, student, &mut planned);
                }
            }
        }
        planned
    }

    fn match_number(&mut self, row: &RosterRow, number: &StudentNumber) -> NumberMatch {
        if let Some(known) = self.known.students.with(number) {
            self.listed.students.insert(known.person);
            return match self.doubt_about(row, known) {
                Some(doubt) => NumberMatch::Doubt(doubt),
                None => NumberMatch::Known(known.person),
            };
        }
        let class = row.class.as_ref().and_then(|class| self.known.class(class, self.school_year)).map(|class| class.class);
        if let Some(known) = self.known.students.iter().find(|known| looks_like(row, number, class, known)) {
            self.listed.students.insert(known.person);
            return NumberMatch::Doubt(Doubt::OtherNumber { known: known.number.clone() });
        }
        NumberMatch::New
    }
}
