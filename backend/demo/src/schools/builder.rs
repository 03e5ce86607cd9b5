//! Makes a school from its outline: classes, mentors, homes and what their year will be like, as chance has it.

use super::{
    super::{
        chance::Chance,
        names::{NameKind, Names, mail_of, name},
        words::INTERESTS,
    },
    BrokenChannel, DemoAdult, DemoChannel, DemoClass, DemoSchool, DemoStaff, DemoStudent, ENROLMENT, Effort, FamilyYear, Manner,
    Silence, Tie,
    cast::{ADULTS, CAST, CastAdult, CastStudent, Outline},
    date,
};
use anyhow::{Result, anyhow};
use chrono::{Days, NaiveDate};
use domain::{
    actor::Role,
    ids::{ClassId, PersonId, SchoolId},
    person::{
        parent::{Authority, Relation},
        student::LeaveReason,
        supporter::Kinship,
    },
    values::{BirthDate, Channel, Invalid, PersonName, Reachable, Reading, SpokenLanguage, StudentNumber, Wishes},
};
use std::collections::BTreeMap;

/// In one class of five only letters go home, and more families stay silent.
const LETTER_ONLY: usize = 2;

/// A home that a brother or sister can be in as well.
struct DrawnFamily {
    names: &'static Names,
    last: &'static str,
    parents: Vec<DemoAdult>,
    class: usize,
}

pub(super) struct Builder {
    outline: &'static Outline,
    chance: Chance,
    cast: BTreeMap<&'static str, DemoAdult>,
    families: Vec<DrawnFamily>,
    students: Vec<DemoStudent>,
    phones: usize,
}

/// Somebody new to the school is entered later; somebody who leaves is one too many until then.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stay {
    Whole,
    Comes,
    Leaves,
}

impl Builder {
    pub(super) fn new(seed: u64, outline: &'static Outline) -> Builder {
        let chance = Chance::of(seed, outline.slug);
        Builder { outline, chance, cast: BTreeMap::new(), families: vec![], students: vec![], phones: outline.phones }
    }

    pub(super) fn school(mut self) -> Result<DemoSchool> {
        let id = SchoolId(self.chance.uuid());
        let mut staff = Vec::new();
        for (key, first, last, roles) in self.outline.staff {
            staff.push(self.staff(key, name(first, last), roles)?);
        }
        let mut classes = Vec::new();
        for (i, (name, year, track, size)) in self.outline.classes.iter().enumerate() {
            let mentors = self.mentors(i, name, &mut staff)?;
            let manner = self.manner(i);
            classes.push(DemoClass { id: ClassId(self.chance.uuid()), name, year: *year, track: *track, mentors, manner });
            self.fill_class(i, name, *year, *size)?;
        }
        self.swap_between_classes();
        let Outline { slug, name, city, .. } = self.outline;
        Ok(DemoSchool { id, slug, name, city, staff, classes, students: self.students })
    }

    fn staff(&mut self, key: &'static str, name: PersonName, roles: &[Role]) -> Result<DemoStaff> {
        let mail = valid(Reachable::parse(Channel::Email, &mail_of(&name, 0, self.outline.slug)))?;
        Ok(DemoStaff { key, person: PersonId(self.chance.uuid()), name, roles: roles.to_vec(), mail })
    }

    /// One mentor for each class. In the second year of the large school one hands over to another in January.
    fn mentors(&mut self, class: usize, class_name: &str, staff: &mut Vec<DemoStaff>) -> Result<Vec<(NaiveDate, PersonId)>> {
        if self.outline.slug == "desluis" && class == 2 {
            staff[0].roles.push(Role::Mentor);
            return Ok(vec![(ENROLMENT, staff[0].person)]);
        }
        let starts: &[NaiveDate] = if class == 5 { &[ENROLMENT, date(2026, 1, 12)] } else { &[ENROLMENT] };
        let mut mentors = Vec::new();
        for start in starts {
            let (key, name) = match (self.outline.slug, class_name) {
                ("noordrand", "3B") => ("mevrouw-de-vries", name("Marieke", "de Vries")),
                ("noordrand", "4A") => ("meneer-hoogland", name("Stefan", "Hoogland")),
                ("dewissel", "3A") => ("mevrouw-yilmaz", name("Canan", "Yılmaz")),
                ("desluis", "2A") => ("meneer-brandsma", name("Jelmer", "Brandsma")),
                _ => ("", self.new_colleague(staff)),
            };
            let mentor = self.staff(key, name, &[Role::Mentor])?;
            mentors.push((*start, mentor.person));
            staff.push(mentor);
        }
        Ok(mentors)
    }

    /// Nobody at a school is called the same as a colleague: their mail addresses would be the same too.
    fn new_colleague(&mut self, staff: &[DemoStaff]) -> PersonName {
        loop {
            let names = Names::draw(&mut self.chance);
            let last = names.last(&mut self.chance);
            let who = self.chance.pick(&[NameKind::Woman, NameKind::Man]);
            let name = names.name(who, last, &mut self.chance);
            if staff.iter().all(|colleague| colleague.name != name) {
                return name;
            }
        }
    }

    fn manner(&mut self, class: usize) -> Manner {
        let effort = match class % 5 {
            LETTER_ONLY => Effort::LetterOnly,
            4 => Effort::Careful,
            _ => self.chance.pick(&[Effort::Careful, Effort::Usual, Effort::Usual]),
        };
        let chats = if effort == Effort::Careful { 9 } else { 7 };
        Manner { effort, words: self.chance.between(40, 80), late: self.chance.between(3, 9), chats }
    }

    /// The written-out students first, then one of each course that every class has, then everybody else.
    fn fill_class(&mut self, class: usize, class_name: &str, year: u8, size: usize) -> Result<()> {
        let before = self.students.len();
        for part in CAST.iter().filter(|part| part.0 == self.outline.slug && part.1 == class_name) {
            self.written_out(class, part)?;
        }
        let drawn = self.students[before..].iter().any(|student| student.course == FamilyYear::Drawn);
        let silences =
            [Silence::WrongNumber, Silence::Calls, Silence::CallsAndLetters, Silence::UntriedSupporter, Silence::Letters];
        let silent = |i: usize| FamilyYear::Silent(silences[i % silences.len()]);
        let mut courses = vec![FamilyYear::OnlyTrouble];
        if !drawn {
            courses.extend([FamilyYear::ThroughSupporter, silent(class)]);
        }
        if class % 5 == LETTER_ONLY && !drawn {
            courses.push(silent(class + 2));
        }
        for course in courses {
            self.student(class, year, course, Stay::Whole)?;
        }
        let changes = class.is_multiple_of(3);
        let settled = if changes { size - 1 } else { size };
        while self.students.len() - before < settled {
            self.student(class, year, FamilyYear::Ordinary, Stay::Whole)?;
        }
        if changes {
            self.student(class, year, FamilyYear::Ordinary, Stay::Comes)?;
            self.student(class, year, FamilyYear::Ordinary, Stay::Leaves)?;
        }
        Ok(())
    }

    fn written_out(&mut self, class: usize, part: &CastStudent) -> Result<()> {
        let (.., key, (first, last), born, course, home) = part;
        let person = PersonId(self.chance.uuid());
        let mut adults = Vec::new();
        for grown in home.iter().filter_map(|key| ADULTS.iter().find(|grown| grown.0 == *key)) {
            adults.push(self.grown(person, grown)?);
        }
        let student = DemoStudent {
            key,
            person,
            number: self.number()?,
            name: name(first, last),
            born: BirthDate(*born),
            class,
            home: adults,
            course: *course,
            // Amira bakes bread.
            interest: if *key == "amira" { INTERESTS[0] } else { self.chance.pick(&INTERESTS) },
            came: ENROLMENT,
            left: None,
            moved: None,
        };
        self.students.push(student);
        Ok(())
    }

    fn grown(&mut self, through: PersonId, grown: &CastAdult) -> Result<DemoAdult> {
        let (key, (first, last), tie, phone, mail, language) = *grown;
        if let Some(known) = self.cast.get(key) {
            return Ok(known.clone());
        }
        let name = name(first, last);
        let mut phone = self.phone_number(phone)?;
        if key == "rob" {
            phone.broken = Some(BrokenChannel { from: date(2025, 11, 3), repaired: None });
        }
        let mail = if mail { Some(self.mail_address(&name, 0)?) } else { None };
        let wishes =
            language.map(|language| Wishes { language, reading: Reading::Easy, interpreter: language == SpokenLanguage::Other });
        let since = match tie {
            Tie::Parent(..) => ENROLMENT,
            Tie::Supporter(_) => date(2025, 9, 22),
        };
        let person = PersonId(self.chance.uuid());
        let adult = DemoAdult { key, person, name, tie, phone: Some(phone), mail, wishes, since, until: None, through };
        self.cast.insert(key, adult.clone());
        Ok(adult)
    }

    fn student(&mut self, class: usize, year: u8, course: FamilyYear, stay: Stay) -> Result<()> {
        let person = PersonId(self.chance.uuid());
        let sibling = if course == FamilyYear::Ordinary && self.chance.percent(13) { self.sibling_of(class) } else { None };
        let (names, last, parents) = match sibling {
            Some((names, last, parents)) => (names, last, parents),
            None => self.new_home(person, course)?,
        };
        let who = self.chance.pick(&[NameKind::Girl, NameKind::Boy]);
        let name = names.name(who, last, &mut self.chance);
        let mut home = parents.clone();
        home.extend(self.supporter(person, names, last, course)?);
        if stay == Stay::Whole && course == FamilyYear::Ordinary && parents.iter().all(|parent| parent.through == person) {
            self.families.push(DrawnFamily { names, last, parents, class });
        }
        let came = if stay == Stay::Comes { self.day(date(2025, 10, 6), 120) } else { ENROLMENT };
        for adult in &mut home {
            adult.since = adult.since.max(came + Days::new(1));
        }
        let reason = self.chance.pick(&[LeaveReason::Moved, LeaveReason::OtherSchool, LeaveReason::Other]);
        let left = (stay == Stay::Leaves).then(|| (self.day(date(2025, 11, 3), 150), reason));
        let student = DemoStudent {
            key: "",
            person,
            number: self.number()?,
            name,
            born: self.born(year),
            class,
            home,
            course,
            interest: self.chance.pick(&INTERESTS),
            came,
            left,
            moved: None,
        };
        self.students.push(student);
        Ok(())
    }

    /// A Monday to Friday within so many days of the first.
    fn day(&mut self, first: NaiveDate, days: usize) -> NaiveDate {
        let weeks = self.chance.below(days / 7) as u64;
        // The first days given here are Mondays.
        first + Days::new(weeks * 7 + self.chance.below(5) as u64)
    }

    /// The parents of somebody in another class.
    fn sibling_of(&mut self, class: usize) -> Option<(&'static Names, &'static str, Vec<DemoAdult>)> {
        let elsewhere: Vec<usize> = (0..self.families.len()).filter(|i| self.families[*i].class != class).collect();
        if elsewhere.is_empty() {
            return None;
        }
        let family = self.families.swap_remove(self.chance.pick(&elsewhere));
        Some((family.names, family.last, family.parents))
    }

    fn new_home(&mut self, through: PersonId, course: FamilyYear) -> Result<(&'static Names, &'static str, Vec<DemoAdult>)> {
        let names = Names::draw(&mut self.chance);
        let last = names.last(&mut self.chance);
        // Who is never reached has one number, which makes it plain why.
        let alone = matches!(course, FamilyYear::Silent(_)) || self.chance.percent(32);
        let relation = match self.chance.below(100) {
            0..3 => Relation::FosterParent,
            3..5 => Relation::Guardian,
            5..20 => Relation::Father,
            _ => Relation::Mother,
        };
        let mut first = self.parent(through, names, last, relation, Authority::Full)?;
        first.phone = self.fate_of_phone(first.phone, course)?;
        if let FamilyYear::Silent(_) = course {
            first.mail = None;
        } else if first.phone.is_some() && self.chance.percent(3) {
            first.mail = first
                .mail
                .map(|line| DemoChannel { broken: Some(BrokenChannel { from: date(2025, 10, 7), repaired: None }), ..line });
        }
        let mut parents = vec![first];
        if !alone {
            let other = if relation == Relation::Mother { Relation::Father } else { Relation::Mother };
            let authority = match self.chance.below(100) {
                0..6 => Authority::OnRequest,
                6..8 => Authority::None,
                _ => Authority::Full,
            };
            // In one home in three the other parent has another name.
            let their_name = if self.chance.percent(33) { names.last(&mut self.chance) } else { last };
            let mut second = self.parent(through, names, their_name, other, authority)?;
            if self.chance.percent(8) {
                second.phone = parents[0].phone.clone().filter(|line| line.broken.is_none()).or(second.phone);
            }
            parents.push(second);
        }
        Ok((names, last, parents))
    }

    fn parent(
        &mut self,
        through: PersonId,
        names: &'static Names,
        last: &'static str,
        relation: Relation,
        authority: Authority,
    ) -> Result<DemoAdult> {
        let who = match relation {
            Relation::Mother => NameKind::Woman,
            Relation::Father => NameKind::Man,
            _ => self.chance.pick(&[NameKind::Woman, NameKind::Man]),
        };
        let name = names.name(who, last, &mut self.chance);
        self.phones += 1;
        let phone = Some(self.phone_number(self.phones)?);
        let mail = if self.chance.percent(70) { Some(self.mail_address(&name, self.phones)?) } else { None };
        let language = names.language.filter(|_| self.chance.percent(55));
        let reading = self.chance.pick(&[Reading::Standard, Reading::Easy, Reading::Listen]);
        let wishes = match language {
            Some(language) => Some(Wishes { language, reading, interpreter: self.chance.percent(40) }),
            None if self.chance.percent(20) => Some(Wishes { language: SpokenLanguage::Dutch, reading, interpreter: false }),
            None => None,
        };
        let (person, tie) = (PersonId(self.chance.uuid()), Tie::Parent(relation, authority));
        Ok(DemoAdult { key: "", person, name, tie, phone, mail, wishes, since: ENROLMENT, until: None, through })
    }

    /// Some numbers stop working during the year, and most of those are repaired within two weeks.
    fn fate_of_phone(&mut self, phone: Option<DemoChannel>, course: FamilyYear) -> Result<Option<DemoChannel>> {
        let from = self.day(date(2025, 10, 6), 150);
        let Some(line) = phone else { return Ok(None) };
        match course {
            FamilyYear::Silent(Silence::WrongNumber) => {
                Ok(Some(DemoChannel { broken: Some(BrokenChannel { from: date(2025, 9, 15), repaired: None }), ..line }))
            }
            FamilyYear::Ordinary if self.chance.percent(9) => {
                self.phones += 1;
                let repaired = (from + Days::new(self.chance.between(3, 14) as u64), self.phone_number(self.phones)?.at);
                Ok(Some(DemoChannel { broken: Some(BrokenChannel { from, repaired: Some(repaired) }), ..line }))
            }
            _ => Ok(Some(line)),
        }
    }

    fn supporter(&mut self, through: PersonId, names: &Names, last: &str, course: FamilyYear) -> Result<Option<DemoAdult>> {
        let has_one = match course {
            FamilyYear::ThroughSupporter | FamilyYear::Silent(Silence::UntriedSupporter) => true,
            FamilyYear::Ordinary => self.chance.percent(32),
            FamilyYear::Silent(_) | FamilyYear::OnlyTrouble | FamilyYear::Drawn => false,
        };
        if !has_one {
            return Ok(None);
        }
        let (kinship, who) = self.chance.pick(&[
            (Kinship::Sister, NameKind::Woman),
            (Kinship::Brother, NameKind::Man),
            (Kinship::Uncle, NameKind::Man),
            (Kinship::Aunt, NameKind::Woman),
            (Kinship::Grandmother, NameKind::Woman),
            (Kinship::Grandfather, NameKind::Man),
            (Kinship::Neighbour, NameKind::Woman),
            (Kinship::Coach, NameKind::Man),
        ]);
        let name = names.name(who, last, &mut self.chance);
        self.phones += 1;
        let phone = Some(self.phone_number(self.phones)?);
        // Somebody who stands in for parents comes to the introduction; others are named when talk turns to who can help.
        let since =
            if course == FamilyYear::Ordinary { self.day(date(2025, 9, 29), 130) } else { self.day(date(2025, 9, 1), 14) };
        let until = (course == FamilyYear::Ordinary && self.chance.percent(6)).then(|| self.day(date(2026, 3, 2), 40));
        let (person, tie) = (PersonId(self.chance.uuid()), Tie::Supporter(kinship));
        Ok(Some(DemoAdult { key: "", person, name, tie, phone, mail: None, wishes: None, since, until, through }))
    }

    fn number(&self) -> Result<StudentNumber> {
        valid(StudentNumber::parse(&(25_001 + self.students.len()).to_string()))
    }

    /// `06 0000 nnnn`: nobody's.
    fn phone_number(&self, last_digits: usize) -> Result<DemoChannel> {
        let at = valid(Reachable::parse(Channel::Phone, &format!("06 0000 {last_digits:04}")))?;
        Ok(DemoChannel { at, broken: None })
    }

    fn mail_address(&self, name: &PersonName, number: usize) -> Result<DemoChannel> {
        let at = valid(Reachable::parse(Channel::Email, &mail_of(name, number, "ouders")))?;
        Ok(DemoChannel { at, broken: None })
    }

    /// Twelve in the first year; one in ten is a year older.
    fn born(&mut self, year: u8) -> BirthDate {
        let older = i32::from(self.chance.percent(10));
        BirthDate(date(2013 - i32::from(year) - older, 10, 1) + Days::new(self.chance.below(364) as u64))
    }

    /// In November two students of parallel classes change places.
    fn swap_between_classes(&mut self) {
        for class in (0..self.outline.classes.len().saturating_sub(1)).step_by(4) {
            if self.outline.classes[class].1 != self.outline.classes[class + 1].1 {
                continue;
            }
            for (from, to) in [(class, class + 1), (class + 1, class)] {
                let stays =
                    |student: &&mut DemoStudent| student.came == ENROLMENT && student.left.is_none() && student.key.is_empty();
                let candidates = self.students.iter_mut().filter(|student| student.class == from);
                let mover = candidates.filter(|student| student.course == FamilyYear::Ordinary).find(stays);
                if let Some(mover) = mover {
                    mover.moved = Some((date(2025, 11, 17), to));
                }
            }
        }
    }
}

/// What is written out here must be valid; a slip of the pen is told instead of passed on.
fn valid<T>(parsed: Result<T, Invalid>) -> Result<T> {
    parsed.map_err(|invalid| anyhow!("the demo writes a value that is not valid: {}", invalid.0))
}
