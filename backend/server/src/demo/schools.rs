//! The three schools of the demo: who is there, and what their year will be like. Everything follows from the seed; people
//! whom the product's drawings show, and those one can sign in as, are written out by hand in `CAST`.

use super::{
    chance::Chance,
    names::{Names, Who, mail_of, name},
    words::{INTERESTS, Interest},
};
use anyhow::{Result, anyhow};
use chrono::{Days, NaiveDate};
use domain::{
    actor::Role,
    class::Track,
    ids::{ClassId, PersonId, SchoolId},
    parent::{Authority, Relation},
    student::LeaveReason,
    supporter::Kinship,
    values::{BirthDate, Channel, Invalid, Language, PersonName, Reachable, Reading, StudentNumber, Wishes},
};
use std::collections::BTreeMap;

pub struct School {
    pub id: SchoolId,
    pub slug: &'static str,
    pub name: &'static str,
    pub city: &'static str,
    /// Somebody who manages the school first; they enter everybody else.
    pub staff: Vec<Staff>,
    pub classes: Vec<Class>,
    pub students: Vec<Student>,
}

pub struct Staff {
    /// How `people` finds somebody; empty for whom it need not find.
    pub key: &'static str,
    pub person: PersonId,
    pub name: PersonName,
    pub roles: Vec<Role>,
    pub mail: Reachable,
}

pub struct Class {
    pub id: ClassId,
    pub name: &'static str,
    pub year: u8,
    pub track: Track,
    /// Who is the mentor, from which day on.
    pub mentors: Vec<(NaiveDate, PersonId)>,
    pub manner: Manner,
}

/// How a mentor works. Mentors differ, and the year shows it.
pub struct Manner {
    pub effort: Effort,
    /// So many of a hundred contacts get a sentence, and so many are written down days later.
    pub words: usize,
    pub late: usize,
    /// Contacts per family outside the rounds, at most.
    pub chats: usize,
}

/// How home is invited; what it brings is S104: 95 % at introductions, 93 % at a good evening, far less for only a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Each parent personally, through their own channel.
    Careful,
    Usual,
    LetterOnly,
}

pub struct Student {
    pub key: &'static str,
    pub person: PersonId,
    pub number: StudentNumber,
    pub name: PersonName,
    pub born: BirthDate,
    /// Index in the school's classes, where the year begins.
    pub class: usize,
    /// Parents first, then supporters.
    pub home: Vec<Adult>,
    pub course: Course,
    pub interest: Interest,
    pub came: NaiveDate,
    pub left: Option<(NaiveDate, LeaveReason)>,
    pub moved: Option<(NaiveDate, usize)>,
}

/// In one class of five only letters go home, and more families stay silent.
const LETTER_ONLY: usize = 2;

/// What a family's year is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Ordinary,
    /// Whatever school tries, nobody answers.
    Silent(Silence),
    /// Parents do not answer; somebody else does.
    ThroughSupporter,
    /// School only speaks with home when there is trouble.
    OnlyTrouble,
    /// Written out, moment by moment, in `year`.
    Drawn,
}

/// Why nobody was ever spoken with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    WrongNumber,
    Calls,
    Letters,
    CallsAndLetters,
    /// There is somebody else at home, whom nobody called yet.
    UntriedSupporter,
}

#[derive(Clone)]
pub struct Adult {
    pub key: &'static str,
    pub person: PersonId,
    pub name: PersonName,
    pub tie: Tie,
    pub phone: Option<Line>,
    pub mail: Option<Line>,
    pub wishes: Option<Wishes>,
    /// The day on which a supporter is named, and for some the day on which it ends.
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// The student with whom they were entered first.
    pub through: PersonId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Parent(Relation, Authority),
    Supporter(Kinship),
}

/// A number or address, and when it stopped working.
#[derive(Clone)]
pub struct Line {
    pub at: Reachable,
    pub broken: Option<Broken>,
}

#[derive(Clone)]
pub struct Broken {
    pub from: NaiveDate,
    /// When the family gave another one, and which.
    pub mended: Option<(NaiveDate, Reachable)>,
}

impl Line {
    pub fn works(&self, day: NaiveDate) -> bool {
        self.broken.as_ref().is_none_or(|broken| {
            day < broken.from || broken.mended.as_ref().is_some_and(|(mended, _)| day > *mended)
        })
    }
}

impl Adult {
    pub fn is_parent(&self) -> bool {
        matches!(self.tie, Tie::Parent(..))
    }
    /// Somebody the school speaks with: a parent with authority, or a supporter while they are one.
    pub fn is_partner(&self, day: NaiveDate) -> bool {
        match self.tie {
            Tie::Parent(_, authority) => authority == Authority::Full,
            // Nobody speaks with them in the last month, so that what is told late or corrected is told while they are there.
            Tie::Supporter(_) => self.since < day && self.until.is_none_or(|until| day + Days::new(30) < until),
        }
    }
    pub fn has_phone(&self, day: NaiveDate) -> bool {
        self.phone.as_ref().is_some_and(|line| line.works(day))
    }
    pub fn has_mail(&self, day: NaiveDate) -> bool {
        self.mail.as_ref().is_some_and(|line| line.works(day))
    }
}

impl Student {
    /// From the day after they came, until the day before they left.
    pub fn is_here(&self, day: NaiveDate) -> bool {
        self.came < day && self.left.is_none_or(|(left, _)| day < left)
    }
    pub fn class_on(&self, day: NaiveDate) -> usize {
        match self.moved {
            Some((moved, class)) if moved <= day => class,
            _ => self.class,
        }
    }
    pub fn partners(&self, day: NaiveDate) -> impl Iterator<Item = &Adult> {
        self.home.iter().filter(move |adult| adult.is_partner(day))
    }
    pub fn parents(&self, day: NaiveDate) -> impl Iterator<Item = &Adult> {
        self.partners(day).filter(|adult| adult.is_parent())
    }
    pub fn supporter(&self, day: NaiveDate) -> Option<&Adult> {
        self.partners(day).find(|adult| !adult.is_parent())
    }
}

impl Class {
    pub fn mentor_on(&self, day: NaiveDate) -> PersonId {
        let since = self.mentors.partition_point(|(from, _)| *from <= day);
        self.mentors[since.saturating_sub(1)].1
    }
}

impl School {
    /// The person with this key, and what they are called.
    pub fn find(&self, key: &str) -> Option<(PersonId, &PersonName)> {
        let staff = self.staff.iter().map(|staff| (staff.key, staff.person, &staff.name));
        let students = self.students.iter().map(|student| (student.key, student.person, &student.name));
        let adults = self.students.iter().flat_map(|student| &student.home).map(|adult| (adult.key, adult.person, &adult.name));
        staff.chain(students).chain(adults).find(|(found, ..)| *found == key).map(|(_, person, name)| (person, name))
    }
    pub fn admin(&self) -> PersonId {
        self.staff[0].person
    }
    pub fn with_role(&self, role: Role) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.roles.contains(&role))
    }
}

/// A day of the calendar. Only for dates written out here; another one would show at once as the first day there is.
pub const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The week before the lessons begin, when the office enters the classes.
pub const ENROLMENT: NaiveDate = date(2025, 8, 25);

struct Outline {
    slug: &'static str,
    name: &'static str,
    city: &'static str,
    /// The first of the demo's phone numbers `06 0000 nnnn` that this school's families have.
    phones: usize,
    /// Name, year, learning path, students.
    classes: &'static [(&'static str, u8, Track, usize)],
    staff: &'static [(&'static str, &'static str, &'static str, &'static [Role])],
}

use Track::{Basic, Middle, Mixed, Theoretical};

const OUTLINES: [Outline; 3] = [
    Outline {
        slug: "noordrand",
        name: "Noordrand College",
        city: "Havenmonde",
        phones: 1000,
        classes: &[
            ("1A", 1, Basic, 26),
            ("1B", 1, Basic, 26),
            ("1C", 1, Middle, 26),
            ("1D", 1, Theoretical, 26),
            ("2A", 2, Basic, 26),
            ("2B", 2, Middle, 26),
            ("2C", 2, Middle, 26),
            ("2D", 2, Theoretical, 26),
            ("3A", 3, Basic, 25),
            ("3B", 3, Middle, 24),
            ("3C", 3, Mixed, 26),
            ("3D", 3, Theoretical, 26),
            ("4A", 4, Basic, 26),
            ("4B", 4, Middle, 26),
            ("4C", 4, Mixed, 26),
            ("4D", 4, Theoretical, 25),
        ],
        staff: &[
            ("mevrouw-bakhuis", "Tineke", "Bakhuis", &[Role::SchoolAdmin]),
            ("meneer-wolters", "Ruud", "Wolters", &[Role::CareerLead]),
            ("auditor", "Judith", "van Rossum", &[Role::Auditor]),
        ],
    },
    Outline {
        slug: "dewissel",
        name: "Vmbo De Wissel",
        city: "Rietveen",
        phones: 4000,
        classes: &[
            ("1A", 1, Basic, 23),
            ("1B", 1, Theoretical, 23),
            ("2A", 2, Basic, 23),
            ("2B", 2, Theoretical, 23),
            ("3A", 3, Middle, 22),
            ("3B", 3, Theoretical, 22),
            ("4A", 4, Middle, 22),
            ("4B", 4, Theoretical, 22),
        ],
        staff: &[
            ("mevrouw-oosterhof", "Hanneke", "Oosterhof", &[Role::SchoolAdmin]),
            ("meneer-ramlal", "Vishal", "Ramlal", &[Role::CareerLead]),
            ("auditor-wissel", "Gijsbert", "Nauta", &[Role::Auditor]),
        ],
    },
    Outline {
        slug: "desluis",
        name: "De Sluis",
        city: "Zandkerk",
        phones: 6000,
        classes: &[("1A", 1, Mixed, 20), ("2A", 2, Mixed, 20), ("3A", 3, Mixed, 20)],
        // In a small school one person does two things.
        staff: &[
            ("meneer-terpstra", "Sjoerd", "Terpstra", &[Role::SchoolAdmin, Role::CareerLead]),
            ("auditor-sluis", "Marga", "Evers", &[Role::Auditor]),
        ],
    },
];

/// A student written out: school, class, key, name, born, course, and the keys of who is at home.
type Part = (&'static str, &'static str, &'static str, (&'static str, &'static str), NaiveDate, Course, &'static [&'static str]);

const CAST: &[Part] = &[
    ("noordrand", "3B", "amira", ("Amira", "Demir"), date(2011, 3, 14), Course::Ordinary, &["emine", "murat", "kemal"]),
    ("noordrand", "3B", "milan", ("Milan", "de Jong"), date(2011, 1, 9), Course::Ordinary, &["peter", "sandra"]),
    ("noordrand", "3B", "selin", ("Selin", "Yıldız"), date(2010, 12, 2), Course::Drawn, &["gul", "hatice"]),
    ("noordrand", "3B", "youssef", ("Youssef", "el Amrani"), date(2011, 5, 30), Course::Drawn, &["khadija", "naima"]),
    ("noordrand", "3B", "zuzanna", ("Zuzanna", "Kowalska"), date(2011, 7, 21), Course::Drawn, &["agnieszka"]),
    ("noordrand", "3B", "daan", ("Daan", "van den Berg"), date(2010, 10, 17), Course::Drawn, &["rob"]),
    ("noordrand", "1C", "emir", ("Emir", "Demir"), date(2013, 2, 6), Course::Ordinary, &["emine", "murat"]),
    // Four children in one home, in four years of the school.
    ("noordrand", "1A", "yonas", ("Yonas", "Tesfay"), date(2013, 4, 11), Course::Ordinary, &["senait"]),
    ("noordrand", "2C", "feven", ("Feven", "Tesfay"), date(2012, 1, 27), Course::Ordinary, &["senait"]),
    ("noordrand", "3D", "meron", ("Meron", "Tesfay"), date(2010, 11, 8), Course::Ordinary, &["senait"]),
    ("noordrand", "4A", "samuel", ("Samuel", "Tesfay"), date(2009, 12, 19), Course::Ordinary, &["senait"]),
    // One mother, two schools.
    ("noordrand", "2A", "ilyas", ("Ilyas", "Bouzid"), date(2011, 12, 3), Course::Ordinary, &["latifa"]),
    ("dewissel", "1A", "imane", ("Imane", "Bouzid"), date(2013, 6, 25), Course::Ordinary, &["latifa"]),
    // Eighteen during the year: from then on his mother sees nothing that he does not share.
    ("noordrand", "4C", "kevin", ("Kevin", "Lobato"), date(2007, 11, 12), Course::Ordinary, &["mireille"]),
    ("dewissel", "3A", "finn", ("Finn", "Dijkstra"), date(2011, 2, 16), Course::Ordinary, &["aukje"]),
    ("desluis", "2A", "nora", ("Nora", "Hoekstra"), date(2012, 3, 8), Course::Ordinary, &["dirk"]),
];

/// An adult written out: key, name, tie, last digits of the phone number, mail, and which language they prefer.
type Grown = (&'static str, (&'static str, &'static str), Tie, usize, bool, Option<Language>);

const MOTHER: Tie = Tie::Parent(Relation::Mother, Authority::Full);
const FATHER: Tie = Tie::Parent(Relation::Father, Authority::Full);

const ADULTS: &[Grown] = &[
    ("emine", ("Emine", "Demir"), MOTHER, 11, true, Some(Language::Turkish)),
    ("murat", ("Murat", "Demir"), FATHER, 12, false, None),
    ("kemal", ("Kemal", "Demir"), Tie::Supporter(Kinship::Uncle), 13, false, None),
    ("peter", ("Peter", "de Jong"), FATHER, 14, true, None),
    ("sandra", ("Sandra", "Visser"), MOTHER, 15, true, None),
    ("gul", ("Gül", "Yıldız"), MOTHER, 16, false, Some(Language::Turkish)),
    ("hatice", ("Hatice", "Yıldız"), Tie::Supporter(Kinship::Grandmother), 17, false, Some(Language::Turkish)),
    ("khadija", ("Khadija", "el Amrani"), MOTHER, 18, false, Some(Language::Arabic)),
    ("naima", ("Naima", "el Amrani"), Tie::Supporter(Kinship::Sister), 19, false, None),
    ("agnieszka", ("Agnieszka", "Kowalska"), MOTHER, 20, true, Some(Language::Polish)),
    ("rob", ("Rob", "van den Berg"), FATHER, 21, false, None),
    ("senait", ("Senait", "Tesfay"), MOTHER, 22, false, Some(Language::Other)),
    ("latifa", ("Latifa", "Bouzid"), MOTHER, 23, true, Some(Language::Arabic)),
    ("mireille", ("Mireille", "Lobato"), MOTHER, 24, true, None),
    ("aukje", ("Aukje", "Dijkstra"), MOTHER, 25, true, None),
    ("dirk", ("Dirk", "Hoekstra"), FATHER, 26, true, None),
];

/// The three schools that follow from this seed.
pub fn schools(seed: u64) -> Result<Vec<School>> {
    OUTLINES.iter().map(|outline| Builder::new(seed, outline).school()).collect()
}

/// A home that a brother or sister can be in as well.
struct Family {
    names: &'static Names,
    last: &'static str,
    parents: Vec<Adult>,
    class: usize,
}

struct Builder {
    outline: &'static Outline,
    chance: Chance,
    cast: BTreeMap<&'static str, Adult>,
    families: Vec<Family>,
    students: Vec<Student>,
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
    fn new(seed: u64, outline: &'static Outline) -> Builder {
        let chance = Chance::of(seed, outline.slug);
        Builder { outline, chance, cast: BTreeMap::new(), families: vec![], students: vec![], phones: outline.phones }
    }

    fn school(mut self) -> Result<School> {
        let id = SchoolId(self.chance.uuid());
        let mut staff = Vec::new();
        for (key, first, last, roles) in self.outline.staff {
            staff.push(self.staff(key, name(first, last), roles)?);
        }
        let mut classes = Vec::new();
        for (i, (name, year, track, size)) in self.outline.classes.iter().enumerate() {
            let mentors = self.mentors(i, name, &mut staff)?;
            let manner = self.manner(i);
            classes.push(Class { id: ClassId(self.chance.uuid()), name, year: *year, track: *track, mentors, manner });
            self.fill_class(i, name, *year, *size)?;
        }
        self.swap_between_classes();
        let Outline { slug, name, city, .. } = self.outline;
        Ok(School { id, slug, name, city, staff, classes, students: self.students })
    }

    fn staff(&mut self, key: &'static str, name: PersonName, roles: &[Role]) -> Result<Staff> {
        let mail = valid(Reachable::parse(Channel::Email, &mail_of(&name, 0, self.outline.slug)))?;
        Ok(Staff { key, person: PersonId(self.chance.uuid()), name, roles: roles.to_vec(), mail })
    }

    /// One mentor for each class. In the second year of the large school one hands over to another in January.
    fn mentors(&mut self, class: usize, class_name: &str, staff: &mut Vec<Staff>) -> Result<Vec<(NaiveDate, PersonId)>> {
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
    fn new_colleague(&mut self, staff: &[Staff]) -> PersonName {
        loop {
            let names = Names::draw(&mut self.chance);
            let last = names.last(&mut self.chance);
            let who = self.chance.pick(&[Who::Woman, Who::Man]);
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
        let drawn = self.students[before..].iter().any(|student| student.course == Course::Drawn);
        let silences =
            [Silence::WrongNumber, Silence::Calls, Silence::CallsAndLetters, Silence::UntriedSupporter, Silence::Letters];
        let silent = |i: usize| Course::Silent(silences[i % silences.len()]);
        let mut courses = vec![Course::OnlyTrouble];
        if !drawn {
            courses.extend([Course::ThroughSupporter, silent(class)]);
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
            self.student(class, year, Course::Ordinary, Stay::Whole)?;
        }
        if changes {
            self.student(class, year, Course::Ordinary, Stay::Comes)?;
            self.student(class, year, Course::Ordinary, Stay::Leaves)?;
        }
        Ok(())
    }

    fn written_out(&mut self, class: usize, part: &Part) -> Result<()> {
        let (.., key, (first, last), born, course, home) = part;
        let person = PersonId(self.chance.uuid());
        let mut adults = Vec::new();
        for grown in home.iter().filter_map(|key| ADULTS.iter().find(|grown| grown.0 == *key)) {
            adults.push(self.grown(person, grown)?);
        }
        let student = Student {
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

    fn grown(&mut self, through: PersonId, grown: &Grown) -> Result<Adult> {
        let (key, (first, last), tie, phone, mail, language) = *grown;
        if let Some(known) = self.cast.get(key) {
            return Ok(known.clone());
        }
        let name = name(first, last);
        let mut phone = self.phone_number(phone)?;
        if key == "rob" {
            phone.broken = Some(Broken { from: date(2025, 11, 3), mended: None });
        }
        let mail = if mail { Some(self.mail_address(&name, 0)?) } else { None };
        let wishes = language.map(|language| Wishes { language, reading: Reading::Easy, interpreter: language == Language::Other });
        let since = match tie {
            Tie::Parent(..) => ENROLMENT,
            Tie::Supporter(_) => date(2025, 9, 22),
        };
        let person = PersonId(self.chance.uuid());
        let adult = Adult { key, person, name, tie, phone: Some(phone), mail, wishes, since, until: None, through };
        self.cast.insert(key, adult.clone());
        Ok(adult)
    }

    fn student(&mut self, class: usize, year: u8, course: Course, stay: Stay) -> Result<()> {
        let person = PersonId(self.chance.uuid());
        let sibling = if course == Course::Ordinary && self.chance.percent(13) { self.sibling_of(class) } else { None };
        let (names, last, parents) = match sibling {
            Some((names, last, parents)) => (names, last, parents),
            None => self.new_home(person, course)?,
        };
        let who = self.chance.pick(&[Who::Girl, Who::Boy]);
        let name = names.name(who, last, &mut self.chance);
        let mut home = parents.clone();
        home.extend(self.supporter(person, names, last, course)?);
        if stay == Stay::Whole && course == Course::Ordinary && parents.iter().all(|parent| parent.through == person) {
            self.families.push(Family { names, last, parents, class });
        }
        let came = if stay == Stay::Comes { self.day(date(2025, 10, 6), 120) } else { ENROLMENT };
        for adult in &mut home {
            adult.since = adult.since.max(came + Days::new(1));
        }
        let reason = self.chance.pick(&[LeaveReason::Moved, LeaveReason::OtherSchool, LeaveReason::Other]);
        let left = (stay == Stay::Leaves).then(|| (self.day(date(2025, 11, 3), 150), reason));
        let student = Student {
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
    fn sibling_of(&mut self, class: usize) -> Option<(&'static Names, &'static str, Vec<Adult>)> {
        let elsewhere: Vec<usize> = (0..self.families.len()).filter(|i| self.families[*i].class != class).collect();
        if elsewhere.is_empty() {
            return None;
        }
        let family = self.families.swap_remove(self.chance.pick(&elsewhere));
        Some((family.names, family.last, family.parents))
    }

    fn new_home(&mut self, through: PersonId, course: Course) -> Result<(&'static Names, &'static str, Vec<Adult>)> {
        let names = Names::draw(&mut self.chance);
        let last = names.last(&mut self.chance);
        // Who is never reached has one number, which makes it plain why.
        let alone = matches!(course, Course::Silent(_)) || self.chance.percent(32);
        let relation = match self.chance.below(100) {
            0..3 => Relation::FosterParent,
            3..5 => Relation::Guardian,
            5..20 => Relation::Father,
            _ => Relation::Mother,
        };
        let mut first = self.parent(through, names, last, relation, Authority::Full)?;
        first.phone = self.fate_of_phone(first.phone, course)?;
        if let Course::Silent(_) = course {
            first.mail = None;
        } else if first.phone.is_some() && self.chance.percent(3) {
            first.mail = first.mail.map(|line| Line { broken: Some(Broken { from: date(2025, 10, 7), mended: None }), ..line });
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
    ) -> Result<Adult> {
        let who = match relation {
            Relation::Mother => Who::Woman,
            Relation::Father => Who::Man,
            _ => self.chance.pick(&[Who::Woman, Who::Man]),
        };
        let name = names.name(who, last, &mut self.chance);
        self.phones += 1;
        let phone = Some(self.phone_number(self.phones)?);
        let mail = if self.chance.percent(70) { Some(self.mail_address(&name, self.phones)?) } else { None };
        let language = names.language.filter(|_| self.chance.percent(55));
        let reading = self.chance.pick(&[Reading::Standard, Reading::Easy, Reading::Listen]);
        let wishes = match language {
            Some(language) => Some(Wishes { language, reading, interpreter: self.chance.percent(40) }),
            None if self.chance.percent(20) => Some(Wishes { language: Language::Dutch, reading, interpreter: false }),
            None => None,
        };
        let (person, tie) = (PersonId(self.chance.uuid()), Tie::Parent(relation, authority));
        Ok(Adult { key: "", person, name, tie, phone, mail, wishes, since: ENROLMENT, until: None, through })
    }

    /// Some numbers stop working during the year, and most of those are mended within two weeks.
    fn fate_of_phone(&mut self, phone: Option<Line>, course: Course) -> Result<Option<Line>> {
        let from = self.day(date(2025, 10, 6), 150);
        let Some(line) = phone else { return Ok(None) };
        match course {
            Course::Silent(Silence::WrongNumber) => {
                Ok(Some(Line { broken: Some(Broken { from: date(2025, 9, 15), mended: None }), ..line }))
            }
            Course::Ordinary if self.chance.percent(9) => {
                self.phones += 1;
                let mended = (from + Days::new(self.chance.between(3, 14) as u64), self.phone_number(self.phones)?.at);
                Ok(Some(Line { broken: Some(Broken { from, mended: Some(mended) }), ..line }))
            }
            _ => Ok(Some(line)),
        }
    }

    fn supporter(&mut self, through: PersonId, names: &Names, last: &str, course: Course) -> Result<Option<Adult>> {
        let has_one = match course {
            Course::ThroughSupporter | Course::Silent(Silence::UntriedSupporter) => true,
            Course::Ordinary => self.chance.percent(32),
            Course::Silent(_) | Course::OnlyTrouble | Course::Drawn => false,
        };
        if !has_one {
            return Ok(None);
        }
        let (kinship, who) = self.chance.pick(&[
            (Kinship::Sister, Who::Woman),
            (Kinship::Brother, Who::Man),
            (Kinship::Uncle, Who::Man),
            (Kinship::Aunt, Who::Woman),
            (Kinship::Grandmother, Who::Woman),
            (Kinship::Grandfather, Who::Man),
            (Kinship::Neighbour, Who::Woman),
            (Kinship::Coach, Who::Man),
        ]);
        let name = names.name(who, last, &mut self.chance);
        self.phones += 1;
        let phone = Some(self.phone_number(self.phones)?);
        // Somebody who stands in for parents comes to the introduction; others are named when talk turns to who can help.
        let since = if course == Course::Ordinary { self.day(date(2025, 9, 29), 130) } else { self.day(date(2025, 9, 1), 14) };
        let until = (course == Course::Ordinary && self.chance.percent(6)).then(|| self.day(date(2026, 3, 2), 40));
        let (person, tie) = (PersonId(self.chance.uuid()), Tie::Supporter(kinship));
        Ok(Some(Adult { key: "", person, name, tie, phone, mail: None, wishes: None, since, until, through }))
    }

    fn number(&self) -> Result<StudentNumber> {
        valid(StudentNumber::parse(&(25_001 + self.students.len()).to_string()))
    }

    /// `06 0000 nnnn`: nobody's.
    fn phone_number(&self, last_digits: usize) -> Result<Line> {
        let at = valid(Reachable::parse(Channel::Phone, &format!("06 0000 {last_digits:04}")))?;
        Ok(Line { at, broken: None })
    }

    fn mail_address(&self, name: &PersonName, number: usize) -> Result<Line> {
        let at = valid(Reachable::parse(Channel::Email, &mail_of(name, number, "ouders")))?;
        Ok(Line { at, broken: None })
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
                let stays = |student: &&mut Student| student.came == ENROLMENT && student.left.is_none() && student.key.is_empty();
                let candidates = self.students.iter_mut().filter(|student| student.class == from);
                let mover = candidates.filter(|student| student.course == Course::Ordinary).find(stays);
                if let Some(mover) = mover {
                    mover.moved = Some((date(2025, 11, 17), to));
                }
            }
        }
    }
}

/// What is written out here must be valid; a slip of the pen is told instead of passed on.
pub fn valid<T>(parsed: Result<T, Invalid>) -> Result<T> {
    parsed.map_err(|invalid| anyhow!("the demo writes a value that is not valid: {}", invalid.0))
}
