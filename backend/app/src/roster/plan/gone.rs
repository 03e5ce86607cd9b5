//! Who is known and not on the list, and what is to be said of the list as a whole.

use super::{
    super::{
        known::{KnownClass, KnownSchool, KnownStudent},
        match_people::KnownAdult,
    },
    Gone, Note,
    planner::Planner,
};

impl Planner<'_> {
    /// Who was known before and is not on the list. A list of one class says nothing about the other classes; a list in
    /// which every class of this year occurs is the whole school.
    pub(super) fn gone(&mut self, before: &KnownSchool) -> Vec<Gone> {
        let enrolled: Vec<&KnownStudent> = before.students.iter().filter(|student| student.is_enrolled).collect();
        let is_listed = |class: &KnownClass| self.listed.classes.contains(&class.class);
        let of_this_year = before.classes.iter().filter(|class| class.school_year == self.school_year);
        let in_use = of_this_year.filter(|class| enrolled.iter().any(|student| student.class == Some(class.class)));
        let unlisted: Vec<String> = in_use.filter(|class| !is_listed(class)).map(|class| class.name.clone()).collect();
        let is_compared = |student: &KnownStudent| match student.class {
            _ if self.listed.classes.is_empty() => false,
            Some(class) if !unlisted.is_empty() => self.listed.classes.contains(&class),
            _ => true,
        };
        let missing = enrolled.iter().filter(|student| is_compared(student) && !self.listed.students.contains(&student.person));
        let mut gone: Vec<Gone> = missing.map(|student| gone_student(student, before)).collect();
        gone.extend(before.students.iter().flat_map(|student| self.gone_parents(student, before)));
        if !self.listed.classes.is_empty() && !unlisted.is_empty() {
            self.notes.push(Note::NotListed(unlisted));
        }
        gone
    }

    /// The parents of a student whose other parents are on the list.
    fn gone_parents(&self, student: &KnownStudent, before: &KnownSchool) -> Vec<Gone> {
        let Some(listed) = self.said.get(&student.person).filter(|listed| !listed.in_doubt && !listed.parents.is_empty()) else {
            return vec![];
        };
        let missing = before.adults.of_child(student.person).filter(|adult| !listed.parents.contains(&adult.person));
        let gone = |adult: &KnownAdult| {
            let (person, name) = (adult.person, adult.name.clone());
            Gone::Parent { person, name, student: student.person, of: student.name.clone() }
        };
        missing.map(gone).collect()
    }

    pub(super) fn note_assumed(&mut self) {
        let parents = self.listed.assumed.len();
        if parents > 0 {
            self.notes.push(Note::AuthorityAssumed { parents });
        }
    }
}

fn gone_student(student: &KnownStudent, known: &KnownSchool) -> Gone {
    let class = known.class_name(student.class).to_owned();
    Gone::Student { person: student.person, number: student.number.clone(), name: student.name.clone(), class }
}
