//! What a row changes of a student and of their class.

use super::{
    super::{
        known::{KnownClass, KnownStudent},
        match_people::{Similarity, similarity, tells_more},
        row::RosterRow,
    },
    Doubt, Note, RosterChange, RowPlan, Step,
    planner::{ListedStudent, Planner},
};
use domain::{
    class::{AssignMentor, OpenClass},
    ids::{ClassId, PersonId},
    person::student::{CorrectStudentDetails, EnrolStudent, MoveStudent},
    values::{ChangeReason, PersonName, StudentNumber},
};
use std::collections::BTreeSet;

impl Planner<'_> {
    pub(super) fn doubt_about(&self, row: &RosterRow, known: &KnownStudent) -> Option<Doubt> {
        let alike = row.name.as_ref().map(|name| similarity(name, &known.name));
        if let Some(listed) = self.said.get(&known.person) {
            let class = row.class.as_ref().map(|class| self.known.class(class, self.school_year).map(|class| class.class));
            let differs = alike.is_some_and(|alike| alike < Similarity::Exact)
                || row.born.is_some_and(|born| Some(born) != known.born)
                || class.is_some_and(|class| class != known.class);
            return differs.then_some(Doubt::SaidOtherwise { line: listed.line });
        }
        let same_birth = row.born.is_some() && row.born == known.born;
        if alike == Some(Similarity::Different) && !same_birth {
            return Some(Doubt::OtherStudent { known: known.name.clone() });
        }
        (!known.is_enrolled && row.class.is_none()).then_some(Doubt::HasLeft)
    }

    pub(super) fn new_student(&mut self, row: &RosterRow, number: &StudentNumber, planned: &mut RowPlan) -> PersonId {
        let student = self.new_person(row.line);
        self.listed.students.insert(student);
        self.note_student(student, row.line, true);
        let (Some(name), Some(class)) = (&row.name, self.class(row, planned)) else { return student };
        let enrol = EnrolStudent { student, class, number: number.clone(), name: name.clone(), birth_date: row.born };
        self.step(planned, Step::EnrolStudent(enrol));
        planned.changes.push(RosterChange::Enrolled { class: self.known.class_name(Some(class)).to_owned() });
        let (number, name, born) = (number.clone(), name.clone(), row.born);
        self.known.students.add(KnownStudent { person: student, number, name, born, class: Some(class), is_enrolled: true });
        student
    }

    pub(super) fn known_student(&mut self, row: &RosterRow, number: &StudentNumber, student: PersonId, planned: &mut RowPlan) {
        if self.said.contains_key(&student) {
            return;
        }
        self.note_student(student, row.line, false);
        let class = self.class(row, planned);
        let Some(known) = self.known.students.with(number).cloned() else { return };
        let mut now = KnownStudent { class: class.or(known.class), is_enrolled: true, ..known.clone() };
        if let Some(name) = row.name.as_ref().filter(|name| is_better(name, &known.name)) {
            now.name = name.clone();
        }
        now.born = row.born.or(known.born);
        self.place(&known, &now, planned);
        self.correct(&known, &now, planned);
        if let Some(there) = self.known.students.with_mut(number) {
            *there = now;
        }
    }

    /// Enrols again or moves, where the list says another class than we know.
    fn place(&mut self, known: &KnownStudent, now: &KnownStudent, planned: &mut RowPlan) {
        let Some(class) = now.class else { return };
        let to = self.known.class_name(now.class).to_owned();
        if !known.is_enrolled {
            let (student, number, name) = (known.person, known.number.clone(), now.name.clone());
            self.step(planned, Step::EnrolStudent(EnrolStudent { student, class, number, name, birth_date: now.born }));
            planned.changes.push(RosterChange::Returned { class: to });
        } else if known.class != now.class {
            let from = self.known.class_name(known.class).to_owned();
            self.step(
                planned,
                Step::MoveStudent(MoveStudent { student: known.person, to: class, reason: ChangeReason::ClassList }),
            );
            planned.changes.push(RosterChange::Moved { from, to });
        }
    }

    /// Who enrols again is written down anew, so only others are corrected.
    fn correct(&mut self, known: &KnownStudent, now: &KnownStudent, planned: &mut RowPlan) {
        if known.name != now.name {
            planned.changes.push(RosterChange::Renamed { from: known.name.clone(), to: now.name.clone() });
        }
        if let Some(to) = now.born.filter(|born| Some(*born) != known.born) {
            planned.changes.push(RosterChange::BirthDate { to });
        }
        if known.is_enrolled && (known.name != now.name || known.born != now.born) {
            let name = Some(&now.name).filter(|name| **name != known.name).cloned();
            let birth_date = now.born.filter(|born| Some(*born) != known.born);
            let (student, reason) = (known.person, ChangeReason::ClassList);
            let correct = CorrectStudentDetails { student, name, number: None, birth_date, reason };
            self.step(planned, Step::CorrectStudent(correct));
        }
    }

    /// The row's class, made when it is new, with the mentors that the list gives it.
    fn class(&mut self, row: &RosterRow, planned: &mut RowPlan) -> Option<ClassId> {
        let name = row.class.as_ref()?;
        let class = match self.known.class(name, self.school_year).cloned() {
            Some(known) => {
                self.compare_class(row, &known);
                known.class
            }
            None => self.open_class(row, name, planned),
        };
        self.listed.classes.insert(class);
        for mentor in &row.mentors {
            self.mentor(class, mentor, planned);
        }
        Some(class)
    }

    fn compare_class(&mut self, row: &RosterRow, known: &KnownClass) {
        let differs =
            row.year.is_some_and(|year| known.year != Some(year)) || row.track.is_some_and(|track| known.track != Some(track));
        let is_noted = |note: &Note| matches!(note, Note::OtherClass { class, .. } if *class == known.name);
        if differs && !self.notes.iter().any(is_noted) {
            self.notes.push(Note::OtherClass { class: known.name.clone(), line: row.line });
        }
    }

    fn open_class(&mut self, row: &RosterRow, name: &str, planned: &mut RowPlan) -> ClassId {
        let class = ClassId(self.id(row.line));
        let (name, school_year, year, track) = (name.to_owned(), self.school_year, row.year, row.track);
        planned.changes.push(RosterChange::ClassOpened { class: name.clone() });
        self.step(planned, Step::OpenClass(OpenClass { class, name: name.clone(), school_year, year, track }));
        self.known.classes.push(KnownClass { class, name, school_year, year, track, mentors: vec![] });
        class
    }

    /// A mentor gets access to a class, so only somebody who already is a mentor here, and only one of that name.
    fn mentor(&mut self, class: ClassId, name: &PersonName, planned: &mut RowPlan) {
        if !self.listed.mentors.insert((class, name.full())) {
            return;
        }
        let class_name = self.known.class_name(Some(class)).to_owned();
        let alike = self.known.mentors.iter().filter(|(_, known)| similarity(name, known) >= Similarity::Same);
        let alike: Vec<_> = alike.cloned().collect();
        let [(mentor, known)] = &alike[..] else {
            self.notes.push(Note::UnknownMentor { class: class_name, mentor: name.full() });
            return;
        };
        let Some(there) = self.known.class_mut(class).filter(|there| !there.mentors.contains(mentor)) else { return };
        there.mentors.push(*mentor);
        self.step(planned, Step::AssignMentor(AssignMentor { class, mentor: *mentor }));
        planned.changes.push(RosterChange::MentorAssigned { class: class_name, mentor: known.clone() });
    }

    fn note_student(&mut self, student: PersonId, line: usize, is_new: bool) {
        self.said.insert(student, ListedStudent { line, is_new, parents: BTreeSet::new(), in_doubt: false });
    }
}

/// The same number but for leading zeros; or under another number the same name with the same birth date, or in the same
/// class where birth dates are not listed.
pub(super) fn looks_like(row: &RosterRow, number: &StudentNumber, class: Option<ClassId>, known: &KnownStudent) -> bool {
    let same_zeros = number.as_str().trim_start_matches('0') == known.number.as_str().trim_start_matches('0');
    let same_birth = row.born.is_some() && row.born == known.born;
    let same_class = class.is_some() && class == known.class && (row.born.is_none() || known.born.is_none());
    // Names are slow to compare, and nearly nobody comes this far.
    if !same_zeros && !same_birth && !same_class {
        return false;
    }
    let Some(name) = &row.name else { return same_zeros };
    match similarity(name, &known.name) {
        Similarity::Different => same_zeros && same_birth,
        Similarity::Near => same_zeros,
        Similarity::Same => same_zeros || same_birth,
        Similarity::Exact => true,
    }
}

/// A list decides how a student is called, but a way to write it that tells less is no correction.
fn is_better(name: &PersonName, known: &PersonName) -> bool {
    similarity(name, known) < Similarity::Same || tells_more(name, known)
}
