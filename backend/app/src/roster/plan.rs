//! What a list would change: for each row the commands, in order, or why there are none. Nothing here is guessed: a parent
//! in doubt waits while the rest of the row goes on, and a student in doubt keeps the whole row back.

use super::{
    columns::What,
    known::{Known, KnownClass, KnownStudent},
    match_people::{Adult, Found, Likeness, Similarity, similarity, tells_more},
    row::{Flaw, ParentEntry, Remark, RosterRow, ToldAuthority, WrongRow, who},
};
use domain::{
    class::{AssignMentor, OpenClass},
    ids::{ClassId, CommandId, PersonId, Position, SchoolId},
    person::{
        details::ChangeDetails,
        parent::{Authority, CorrectParentName, LinkParent},
        student::{CorrectStudentDetails, EnrolStudent, MoveStudent},
    },
    time::SchoolYear,
    values::{BirthDate, Channel, PersonName, StudentNumber},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a list would change at the school.
#[derive(Clone, Debug)]
pub struct Plan {
    pub school_year: SchoolYear,
    pub rows: Vec<RowPlan>,
    /// Proposed and never applied: a list that lacks somebody is no proof that they left.
    pub gone: Vec<Gone>,
    pub notes: Vec<Note>,
    /// The end of the log that the plan was made on.
    pub head: Position,
    /// Students and parents whose ids were made for this plan.
    pub made: Vec<PersonId>,
}

#[derive(Clone, Debug, Default)]
pub struct RowPlan {
    pub line: usize,
    /// Whom the row is about, as the list names them.
    pub who: String,
    /// Is the student new to the school, in this row or an earlier one of the list?
    pub is_new: bool,
    pub changes: Vec<Change>,
    pub doubts: Vec<Doubt>,
    pub flaws: Vec<Flaw>,
    pub remarks: Vec<Remark>,
    /// Carried out together or not at all.
    pub steps: Vec<(CommandId, Step)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    New,
    Changed,
    Unchanged,
    Doubtful,
    Wrong,
}

impl Verdict {
    pub const ALL: [Verdict; 5] = [Verdict::New, Verdict::Changed, Verdict::Unchanged, Verdict::Doubtful, Verdict::Wrong];
}

impl RowPlan {
    pub fn verdict(&self) -> Verdict {
        match self {
            row if !row.flaws.is_empty() => Verdict::Wrong,
            row if !row.doubts.is_empty() => Verdict::Doubtful,
            row if row.steps.is_empty() => Verdict::Unchanged,
            row if row.is_new => Verdict::New,
            _ => Verdict::Changed,
        }
    }
}

/// A command that a row asks for. Supporters and custody are no part of a list: those are settled by people.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    OpenClass(OpenClass),
    AssignMentor(AssignMentor),
    EnrolStudent(EnrolStudent),
    MoveStudent(MoveStudent),
    CorrectStudent(CorrectStudentDetails),
    LinkParent(LinkParent),
    CorrectParentName(CorrectParentName),
    ChangeDetails(ChangeDetails),
}

/// What a row changes, as people would say it.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    ClassOpened {
        class: String,
    },
    MentorAssigned {
        class: String,
        mentor: PersonName,
    },
    Enrolled {
        class: String,
    },
    /// Somebody who had left is on the list again.
    Returned {
        class: String,
    },
    Moved {
        from: String,
        to: String,
    },
    Renamed {
        from: PersonName,
        to: PersonName,
    },
    BirthDate {
        to: BirthDate,
    },
    NewParent {
        name: PersonName,
    },
    /// Somebody we know as another child's parent.
    KnownParent {
        name: PersonName,
    },
    Reachable {
        name: PersonName,
        channel: Channel,
    },
}

/// Why (part of) a row is kept back for a person to settle.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// Is this somebody we know under another number? Spreadsheets drop leading zeros.
    OtherNumber {
        known: StudentNumber,
    },
    /// The number belongs to somebody of another name and birth date.
    OtherStudent {
        known: PersonName,
    },
    /// An earlier row of this list says something else about this student.
    SaidOtherwise {
        line: usize,
    },
    /// A parent of somebody who has left, while this list gives no class to return to.
    HasLeft,
    Parent {
        name: PersonName,
        likeness: Likeness,
    },
    /// The list says something else about custody than we know. Custody is never changed by a list.
    Authority {
        name: PersonName,
    },
    /// Whether this parent has authority over the child cannot be told from the list, so nobody is linked on a guess.
    AuthorityUnclear {
        name: PersonName,
    },
    /// An earlier row gives this parent another address or number.
    ReachableTwice {
        name: PersonName,
        channel: Channel,
        line: usize,
    },
}

/// Somebody who is known and not on the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Gone {
    Student { person: PersonId, number: StudentNumber, name: PersonName, class: String },
    Parent { person: PersonId, name: PersonName, student: PersonId, of: PersonName },
}

/// Something about the whole list that is good to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Columns of which nothing is read.
    Unused(Vec<String>),
    /// The list names a mentor whom we do not know as one, or whose name several have.
    UnknownMentor { class: String, mentor: String },
    /// The list gives a class another year or track than it has.
    OtherClass { class: String, line: usize },
    /// New parents about whom the list does not say whether they have authority; they get it.
    AuthorityAssumed { parents: usize },
    /// Classes of which the list holds nobody: their students were not compared.
    NotListed(Vec<String>),
}

/// Makes ids from the school, the file, the end of the log and a row, so that a list that is sent twice at once asks for
/// the same commands and is carried out once. Sent again later it is another question: the log has moved on.
#[derive(Clone, Debug)]
pub struct Ids(Sha256);

impl Ids {
    pub fn new(school: SchoolId, head: Position, file: &[u8]) -> Ids {
        let seed = Sha256::new_with_prefix("roster import").chain_update(school.0).chain_update(head.0.to_be_bytes());
        Ids(seed.chain_update(Sha256::digest(file)))
    }

    fn id(&self, line: usize, n: usize) -> Uuid {
        let digest = self.0.clone().chain_update(line.to_be_bytes()).chain_update(n.to_be_bytes()).finalize();
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// Compares the rows of a list with who is known, and brings `known` to where the plan would bring the school.
pub fn plan(rows: Vec<Result<RosterRow, WrongRow>>, known: &mut Known, school_year: SchoolYear, ids: Ids) -> Plan {
    let before = known.clone();
    let (told, reached, listed) = (BTreeMap::new(), BTreeMap::new(), Listed::default());
    let mut planner = Planner { known, school_year, ids, asked: 0, made: vec![], told, reached, listed, notes: vec![] };
    let planned = rows.into_iter().map(|row| match row {
        Ok(row) => planner.row(row),
        Err(wrong) => planner.wrong(wrong),
    });
    let rows = planned.collect();
    let gone = planner.gone(&before);
    planner.note_assumed();
    Plan { school_year, rows, gone, notes: planner.notes, head: before.head, made: planner.made }
}

struct Planner<'a> {
    known: &'a mut Known,
    school_year: SchoolYear,
    ids: Ids,
    /// How many ids the row at hand has asked for.
    asked: usize,
    made: Vec<PersonId>,
    told: BTreeMap<PersonId, Told>,
    /// In which row a parent's address or number was told.
    reached: BTreeMap<(PersonId, Channel), usize>,
    listed: Listed,
    notes: Vec<Note>,
}

/// What this list said about a student so far.
struct Told {
    line: usize,
    is_new: bool,
    parents: BTreeSet<PersonId>,
    /// A parent of theirs is in doubt, so nobody can say which parent is missing.
    in_doubt: bool,
}

/// Who and what is on the list, one way or another.
#[derive(Default)]
struct Listed {
    classes: BTreeSet<ClassId>,
    students: BTreeSet<PersonId>,
    mentors: BTreeSet<(ClassId, String)>,
    assumed: BTreeSet<PersonId>,
}

/// What a number in a row stands for.
enum Standing {
    Known(PersonId),
    Doubt(Doubt),
    New,
}

impl Planner<'_> {
    fn id(&mut self, line: usize) -> Uuid {
        self.asked += 1;
        self.ids.id(line, self.asked)
    }

    fn new_person(&mut self, line: usize) -> PersonId {
        let person = PersonId(self.id(line));
        self.made.push(person);
        person
    }

    fn step(&mut self, row: &mut RowPlan, step: Step) {
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
        let standings: Vec<Standing> = row.numbers.iter().map(|number| self.standing(&row, number)).collect();
        if standings.iter().any(|standing| matches!(standing, Standing::New)) {
            let lacks = [(What::Last, row.name.is_none()), (What::Class, row.class.is_none())];
            planned.flaws.extend(lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| Flaw::NewWithout(what)));
        }
        if !planned.flaws.is_empty() {
            return planned;
        }
        for (number, standing) in row.numbers.iter().zip(standings) {
            match standing {
                Standing::Doubt(doubt) => planned.doubts.push(doubt),
                Standing::Known(student) => {
                    self.known_student(&row, number, student, &mut planned);
                    self.parents(&row, student, &mut planned);
                }
                Standing::New => {
                    let student = self.new_student(&row, number, &mut planned);
                    self.parents(&row, student, &mut planned);
                }
            }
        }
        planned
    }

    fn standing(&mut self, row: &RosterRow, number: &StudentNumber) -> Standing {
        if let Some(known) = self.known.students.with(number) {
            self.listed.students.insert(known.person);
            return match self.doubt_about(row, known) {
                Some(doubt) => Standing::Doubt(doubt),
                None => Standing::Known(known.person),
            };
        }
        let class = row.class.as_ref().and_then(|class| self.known.class(class, self.school_year)).map(|class| class.class);
        if let Some(known) = self.known.students.iter().find(|known| looks_like(row, number, class, known)) {
            self.listed.students.insert(known.person);
            return Standing::Doubt(Doubt::OtherNumber { known: known.number.clone() });
        }
        Standing::New
    }

    fn doubt_about(&self, row: &RosterRow, known: &KnownStudent) -> Option<Doubt> {
        let alike = row.name.as_ref().map(|name| similarity(name, &known.name));
        if let Some(told) = self.told.get(&known.person) {
            let class = row.class.as_ref().map(|class| self.known.class(class, self.school_year).map(|class| class.class));
            let differs = alike.is_some_and(|alike| alike < Similarity::Exact)
                || row.born.is_some_and(|born| Some(born) != known.born)
                || class.is_some_and(|class| class != known.class);
            return differs.then_some(Doubt::SaidOtherwise { line: told.line });
        }
        let same_birth = row.born.is_some() && row.born == known.born;
        if alike == Some(Similarity::Different) && !same_birth {
            return Some(Doubt::OtherStudent { known: known.name.clone() });
        }
        (!known.is_enrolled && row.class.is_none()).then_some(Doubt::HasLeft)
    }

    fn new_student(&mut self, row: &RosterRow, number: &StudentNumber, planned: &mut RowPlan) -> PersonId {
        let student = self.new_person(row.line);
        self.listed.students.insert(student);
        self.tell(student, row.line, true);
        let (Some(name), Some(class)) = (&row.name, self.class(row, planned)) else { return student };
        let enrol = EnrolStudent { student, class, number: number.clone(), name: name.clone(), birth_date: row.born };
        self.step(planned, Step::EnrolStudent(enrol));
        planned.changes.push(Change::Enrolled { class: self.known.class_name(Some(class)).to_owned() });
        let (number, name, born) = (number.clone(), name.clone(), row.born);
        self.known.students.add(KnownStudent { person: student, number, name, born, class: Some(class), is_enrolled: true });
        student
    }

    fn known_student(&mut self, row: &RosterRow, number: &StudentNumber, student: PersonId, planned: &mut RowPlan) {
        if self.told.contains_key(&student) {
            return;
        }
        self.tell(student, row.line, false);
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
            planned.changes.push(Change::Returned { class: to });
        } else if known.class != now.class {
            let from = self.known.class_name(known.class).to_owned();
            self.step(planned, Step::MoveStudent(MoveStudent { student: known.person, to: class }));
            planned.changes.push(Change::Moved { from, to });
        }
    }

    /// Who enrols again is written down anew, so only others are corrected.
    fn correct(&mut self, known: &KnownStudent, now: &KnownStudent, planned: &mut RowPlan) {
        if known.name != now.name {
            planned.changes.push(Change::Renamed { from: known.name.clone(), to: now.name.clone() });
        }
        if let Some(to) = now.born.filter(|born| Some(*born) != known.born) {
            planned.changes.push(Change::BirthDate { to });
        }
        if known.is_enrolled && (known.name != now.name || known.born != now.born) {
            let correct = CorrectStudentDetails { student: known.person, name: now.name.clone(), birth_date: now.born };
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
        planned.changes.push(Change::ClassOpened { class: name.clone() });
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
        planned.changes.push(Change::MentorAssigned { class: class_name, mentor: known.clone() });
    }

    fn tell(&mut self, student: PersonId, line: usize, is_new: bool) {
        self.told.insert(student, Told { line, is_new, parents: BTreeSet::new(), in_doubt: false });
    }

    fn parents(&mut self, row: &RosterRow, child: PersonId, planned: &mut RowPlan) {
        planned.is_new |= self.told.get(&child).is_some_and(|told| told.is_new);
        let mut taken = Vec::new();
        for entry in &row.parents {
            let parent = self.parent(entry, child, &taken, planned);
            taken.extend(parent);
            if let Some(told) = self.told.get_mut(&child) {
                told.in_doubt |= parent.is_none();
                told.parents.extend(parent);
            }
        }
    }

    /// The parent that a row names, linked with the child. `None`: in doubt.
    fn parent(&mut self, entry: &ParentEntry, child: PersonId, taken: &[PersonId], planned: &mut RowPlan) -> Option<PersonId> {
        let name = entry.name.clone();
        let known = match self.known.adults.find(entry, child, taken) {
            Found::Doubt(likeness) => {
                planned.doubts.push(Doubt::Parent { name, likeness });
                return None;
            }
            Found::Known(person) => self.known.adults.get(person).cloned(),
            Found::Nobody => None,
        };
        let Some(adult) = known else { return self.new_parent(entry, child, planned) };
        match (adult.children.get(&child), entry.authority) {
            (Some(known), ToldAuthority::Told(told)) if *known != told => {
                planned.doubts.push(Doubt::Authority { name: adult.name.clone() })
            }
            (Some(_), _) => {}
            (None, _) => {
                let authority = authority(&adult, entry, planned)?;
                self.link(&adult, entry, child, authority, planned);
                planned.changes.push(Change::KnownParent { name: adult.name.clone() });
            }
        }
        if similarity(&name, &adult.name) >= Similarity::Same && tells_more(&name, &adult.name) {
            self.step(planned, Step::CorrectParentName(CorrectParentName { parent: adult.person, name: name.clone() }));
            planned.changes.push(Change::Renamed { from: adult.name.clone(), to: name.clone() });
            self.known.adults.rename(adult.person, name);
        }
        let changed = self.reach(&adult, entry, planned);
        planned.changes.extend(changed.into_iter().map(|channel| Change::Reachable { name: adult.name.clone(), channel }));
        Some(adult.person)
    }

    fn new_parent(&mut self, entry: &ParentEntry, child: PersonId, planned: &mut RowPlan) -> Option<PersonId> {
        let person = self.new_person(planned.line);
        let adult = Adult { person, name: entry.name.clone(), channels: BTreeMap::new(), children: BTreeMap::new() };
        let authority = authority(&adult, entry, planned)?;
        self.known.adults.add(adult.clone());
        self.link(&adult, entry, child, authority, planned);
        planned.changes.push(Change::NewParent { name: adult.name.clone() });
        self.reach(&adult, entry, planned);
        Some(person)
    }

    fn link(&mut self, adult: &Adult, entry: &ParentEntry, child: PersonId, authority: Authority, planned: &mut RowPlan) {
        if entry.authority == ToldAuthority::NotAsked {
            self.listed.assumed.insert(adult.person);
        }
        let (parent, name, relation) = (adult.person, adult.name.clone(), entry.relation);
        self.step(planned, Step::LinkParent(LinkParent { parent, name, student: child, relation, authority }));
        self.known.adults.link(parent, child, authority);
    }

    /// Takes over a new address or number, unless this list already gave another. What a list leaves out stays.
    fn reach(&mut self, adult: &Adult, entry: &ParentEntry, planned: &mut RowPlan) -> Vec<Channel> {
        let mut changed = Vec::new();
        for reachable in entry.reachables() {
            let channel = reachable.channel();
            let told = self.reached.get(&(adult.person, channel)).copied();
            let is_known = adult.channels.get(&channel) == Some(reachable);
            if let Some(line) = told.filter(|_| !is_known) {
                planned.doubts.push(Doubt::ReachableTwice { name: adult.name.clone(), channel, line });
                continue;
            }
            self.reached.insert((adult.person, channel), planned.line);
            if !is_known {
                self.step(planned, Step::ChangeDetails(ChangeDetails { person: adult.person, reachable: reachable.clone() }));
                self.known.adults.reach(adult.person, reachable.clone());
                changed.push(channel);
            }
        }
        changed
    }

    /// Who was known before and is not on the list. A list of one class says nothing about the other classes; a list in
    /// which every class of this year occurs is the whole school.
    fn gone(&mut self, before: &Known) -> Vec<Gone> {
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
    fn gone_parents(&self, student: &KnownStudent, before: &Known) -> Vec<Gone> {
        let Some(told) = self.told.get(&student.person).filter(|told| !told.in_doubt && !told.parents.is_empty()) else {
            return vec![];
        };
        let missing = before.adults.of_child(student.person).filter(|adult| !told.parents.contains(&adult.person));
        let gone = |adult: &Adult| {
            let (person, name) = (adult.person, adult.name.clone());
            Gone::Parent { person, name, student: student.person, of: student.name.clone() }
        };
        missing.map(gone).collect()
    }

    fn note_assumed(&mut self) {
        let parents = self.listed.assumed.len();
        if parents > 0 {
            self.notes.push(Note::AuthorityAssumed { parents });
        }
    }
}

/// The authority of a parent who is new to a child, unless the list leaves it in doubt. Where it does not speak of authority
/// at all, parents have it; but not somebody who lacks it over another child.
fn authority(adult: &Adult, entry: &ParentEntry, planned: &mut RowPlan) -> Option<Authority> {
    match entry.authority {
        ToldAuthority::Told(authority) => return Some(authority),
        ToldAuthority::NotAsked if adult.children.values().all(|known| *known == Authority::Full) => {
            return Some(Authority::Full);
        }
        ToldAuthority::NotAsked | ToldAuthority::Unclear => {}
    }
    planned.doubts.push(Doubt::AuthorityUnclear { name: adult.name.clone() });
    None
}

fn gone_student(student: &KnownStudent, known: &Known) -> Gone {
    let class = known.class_name(student.class).to_owned();
    Gone::Student { person: student.person, number: student.number.clone(), name: student.name.clone(), class }
}

/// The same number but for leading zeros; or under another number the same name with the same birth date, or in the same
/// class where birth dates are not told.
fn looks_like(row: &RosterRow, number: &StudentNumber, class: Option<ClassId>, known: &KnownStudent) -> bool {
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
