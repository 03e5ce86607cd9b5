//! From cells to values: one row of a school's list as far as it can be understood, or everything that is wrong with it.

mod vocabulary;

use super::{
    columns::{ColumnKind, ParentSlot, RosterCell, RosterColumns, Whose},
    fold, names,
    read::{RosterLine, RosterSheet, UnreadableRow},
    report::named,
};
use chrono::Datelike;
use domain::{
    class::Track,
    person::parent::{Authority, Relation},
    time::SchoolYear,
    values::{BirthDate, Channel, Invalid, PersonName, Reachable, StudentNumber},
};

/// A row that can be read. What a list leaves out is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterRow {
    pub line: usize,
    /// One, or several in a list of parents. Never none.
    pub numbers: Vec<StudentNumber>,
    pub name: Option<PersonName>,
    pub born: Option<BirthDate>,
    pub class: Option<String>,
    pub year: Option<u8>,
    pub track: Option<Track>,
    pub mentors: Vec<PersonName>,
    pub parents: Vec<ParentEntry>,
    pub remarks: Vec<Remark>,
}

/// A parent as a row names them.
#[derive(Clone, Debug, PartialEq)]
pub struct ParentEntry {
    pub name: PersonName,
    pub email: Option<Reachable>,
    pub phone: Option<Reachable>,
    pub relation: Relation,
    pub authority: ListedAuthority,
}

impl ParentEntry {
    pub fn reachables(&self) -> impl Iterator<Item = &Reachable> {
        self.email.iter().chain(&self.phone)
    }
}

/// What a list says about a parent's authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedAuthority {
    /// There is no such column. By law, and in nearly every list, that means authority.
    NotAsked,
    Stated(Authority),
    /// The column is there and the cell says nothing that we understand: nobody gets access on a guess.
    Unclear,
}

/// A row that is not applied, not even in part.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongRow {
    pub line: usize,
    /// As far as they could be read: these students are not gone.
    pub numbers: Vec<StudentNumber>,
    /// Whom the row is about, for people who look for it.
    pub who: String,
    pub flaws: Vec<Flaw>,
}

/// Something that keeps a row from being applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A cell that is no value: the column, and why. The text itself stays out of reports and logs.
    Cell {
        column: String,
        why: CellFlaw,
    },
    Row(UnreadableRow),
    /// A new student needs a name and a class, which this list does not give.
    NewWithout(ColumnKind),
    /// Refused when it came to it, with the refusal's code.
    Refused(&'static str),
    /// Somebody changed the same people meanwhile; reading the file again puts it right.
    Meanwhile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFlaw {
    Empty,
    /// No value of its kind; a code of `domain::values`.
    Invalid(&'static str),
    /// Nobody of this age goes to a vmbo.
    UnlikelyAge,
    /// vmbo has the years 1 to 4.
    NoSuchYear,
    TooLong,
    TwoPeople,
}

/// Something about a row that is good to know and keeps nothing back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// There is an address or number, and no name to go with it.
    NamelessParent { column: String },
    /// A cell holds several numbers or addresses; the first is used.
    SeveralInCell { column: String },
    /// The track is not one of the four ("bb/kb"); the class gets none.
    UnknownTrack { text: String },
}

/// The ages, on the last day of the school year, between which somebody can be a student.
const STUDENT_AGES_YEARS: std::ops::RangeInclusive<i32> = 10..=24;

/// The longest name of a class, in characters; as `OpenClass` has it.
const CLASS_NAME_CHARS_MAX: usize = 20;

/// What people type where they have nothing to say.
const NOTHING: [&str; 14] =
    ["-", "--", ".", "?", "x", "nvt", "n.v.t.", "n.v.t", "geen", "onbekend", "niet bekend", "null", "#n/b", "#n/a"];

/// Reads every row of a list for this school year.
pub fn read_all(sheet: &RosterSheet, school_year: SchoolYear) -> Vec<Result<RosterRow, WrongRow>> {
    sheet.lines.iter().map(|line| read(line, &sheet.columns, school_year)).collect()
}

fn read(line: &RosterLine, columns: &RosterColumns, school_year: SchoolYear) -> Result<RosterRow, WrongRow> {
    let mut reading = RowReader { line, columns, flaws: vec![], remarks: vec![] };
    if let Some(broken) = line.broken {
        reading.flaws.push(Flaw::Row(broken));
    }
    let row = RosterRow {
        line: line.number,
        numbers: reading.numbers(),
        name: reading.name(Whose::Student),
        born: reading.born(school_year),
        class: reading.class(),
        year: reading.year(),
        track: reading.track(),
        mentors: reading.mentors(),
        parents: reading.parents(),
        remarks: std::mem::take(&mut reading.remarks),
    };
    if reading.flaws.is_empty() {
        return Ok(row);
    }
    Err(WrongRow { line: row.line, who: who(row.name.as_ref(), &row.numbers), numbers: row.numbers, flaws: reading.flaws })
}

/// "Amira Demir (1001)".
pub fn who(name: Option<&PersonName>, numbers: &[StudentNumber]) -> String {
    let numbers = numbers.iter().map(StudentNumber::as_str).collect::<Vec<_>>().join(", ");
    match name {
        Some(name) if numbers.is_empty() => named(name),
        Some(name) => format!("{} ({numbers})", named(name)),
        None => numbers,
    }
}

struct RowReader<'a> {
    line: &'a RosterLine,
    columns: &'a RosterColumns,
    flaws: Vec<Flaw>,
    remarks: Vec<Remark>,
}

impl<'a> RowReader<'a> {
    /// A filled cell as it stands.
    fn raw(&self, whose: Whose, what: ColumnKind) -> Option<RosterCell<'a>> {
        self.columns.cell(&self.line.cells, whose, what)
    }

    /// A cell that says something.
    fn cell(&self, whose: Whose, what: ColumnKind) -> Option<RosterCell<'a>> {
        self.raw(whose, what).filter(|cell| !NOTHING.contains(&fold(cell.text).as_str()))
    }

    fn text(&self, whose: Whose, what: ColumnKind) -> &'a str {
        self.cell(whose, what).map_or("", |cell| cell.text)
    }

    fn flaw(&mut self, column: &str, why: CellFlaw) {
        self.flaws.push(Flaw::Cell { column: column.to_owned(), why });
    }

    /// The value of a cell, or a flaw.
    fn value<T>(&mut self, cell: RosterCell<'_>, parsed: Result<T, Invalid>) -> Option<T> {
        parsed.map_err(|Invalid(code)| self.flaw(cell.header, CellFlaw::Invalid(code))).ok()
    }

    fn numbers(&mut self) -> Vec<StudentNumber> {
        let Some(cell) = self.cell(Whose::Student, ColumnKind::Number) else {
            let header = self.columns.header(Whose::Student, ColumnKind::Number).unwrap_or_default();
            self.flaw(header, CellFlaw::Empty);
            return vec![];
        };
        let parts: Vec<&str> = if self.columns.several { cell.text.split([',', ';', ' ']).collect() } else { vec![cell.text] };
        // A spreadsheet marks a number that is a text with an apostrophe.
        let texts = parts.into_iter().map(|text| text.trim().trim_start_matches('\'')).filter(|text| !text.is_empty());
        let mut numbers: Vec<StudentNumber> = Vec::new();
        for number in texts.filter_map(|text| self.value(cell, StudentNumber::parse(text))) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    fn name(&mut self, whose: Whose) -> Option<PersonName> {
        let last = self.cell(whose, ColumnKind::Last);
        let whole = self.cell(whose, ColumnKind::Name);
        if let Some(cell) = last.or(whole)
            && names::is_of_two(cell.text)
            && matches!(whose, Whose::Parent(_))
        {
            self.flaw(cell.header, CellFlaw::TwoPeople);
            return None;
        }
        if let Some(cell) = last {
            let (first, infix) = (self.text(whose, ColumnKind::First), self.text(whose, ColumnKind::Infix));
            return self.value(cell, names::from_parts(first, infix, cell.text));
        }
        if let Some(cell) = whole {
            return self.value(cell, names::from_whole(cell.text));
        }
        let is_expected =
            whose == Whose::Student && (self.columns.has(whose, ColumnKind::Last) || self.columns.has(whose, ColumnKind::Name));
        if is_expected {
            let header =
                self.columns.header(whose, ColumnKind::Last).or(self.columns.header(whose, ColumnKind::Name)).unwrap_or_default();
            self.flaw(header, CellFlaw::Empty);
        }
        None
    }

    /// Some exports add a time of day to a date.
    fn born(&mut self, school_year: SchoolYear) -> Option<BirthDate> {
        let cell = self.cell(Whose::Student, ColumnKind::BirthDate)?;
        let day = cell.text.split([' ', 'T']).next().unwrap_or_default();
        let born = self.value(cell, BirthDate::parse(day))?;
        if !STUDENT_AGES_YEARS.contains(&(school_year.last_day().year() - born.0.year())) {
            self.flaw(cell.header, CellFlaw::UnlikelyAge);
            return None;
        }
        Some(born)
    }

    fn class(&mut self) -> Option<String> {
        let Some(cell) = self.cell(Whose::Student, ColumnKind::Class) else {
            if let Some(header) = self.columns.header(Whose::Student, ColumnKind::Class) {
                self.flaw(header, CellFlaw::Empty);
            }
            return None;
        };
        if cell.text.chars().count() > CLASS_NAME_CHARS_MAX {
            self.flaw(cell.header, CellFlaw::TooLong);
            return None;
        }
        Some(cell.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// "3", "leerjaar 3", "3e", "vmbo 3".
    fn year(&mut self) -> Option<u8> {
        let cell = self.cell(Whose::Student, ColumnKind::Year)?;
        let digits: Vec<u32> = cell.text.chars().filter_map(|c| c.to_digit(10)).collect();
        match digits[..] {
            [year @ 1..=4] => Some(year as u8),
            _ => {
                self.flaw(cell.header, CellFlaw::NoSuchYear);
                None
            }
        }
    }

    fn track(&mut self) -> Option<Track> {
        let cell = self.cell(Whose::Student, ColumnKind::Track)?;
        let track = vocabulary::track(cell.text);
        if track.is_none() {
            self.remarks.push(Remark::UnknownTrack { text: cell.text.to_owned() });
        }
        track
    }

    /// A class may have two. A mentor whose name cannot be read is not looked for.
    fn mentors(&self) -> Vec<PersonName> {
        let Some(cell) = self.cell(Whose::Student, ColumnKind::Mentor) else { return vec![] };
        let names = cell.text.split(['/', '&', ';', '+']).flat_map(|text| text.split(" en "));
        names.filter_map(|text| names::from_whole(text).ok()).collect()
    }

    fn parents(&mut self) -> Vec<ParentEntry> {
        let mut parents: Vec<ParentEntry> = Vec::new();
        for slot in self.columns.slots() {
            let Some(entry) = self.parent(slot) else { continue };
            // The same person in both places of a row is one person.
            if !parents.iter().any(|other| other.name == entry.name && other.reachables().eq(entry.reachables())) {
                parents.push(entry);
            }
        }
        parents
    }

    fn parent(&mut self, slot: ParentSlot) -> Option<ParentEntry> {
        let whose = Whose::Parent(slot);
        let flaws = self.flaws.len();
        let name = self.name(whose);
        let email = self.reachable(whose, ColumnKind::Email, Channel::Email);
        let phone = self.reachable(whose, ColumnKind::Phone, Channel::Phone);
        if let Some(name) = name {
            return Some(ParentEntry { name, email, phone, relation: self.relation(slot), authority: self.authority(whose) });
        }
        let contact = self.cell(whose, ColumnKind::Email).or(self.cell(whose, ColumnKind::Phone));
        if let Some(cell) = contact.filter(|_| self.flaws.len() == flaws) {
            self.remarks.push(Remark::NamelessParent { column: cell.header.to_owned() });
        }
        None
    }

    fn reachable(&mut self, whose: Whose, what: ColumnKind, channel: Channel) -> Option<Reachable> {
        let cell = self.cell(whose, what)?;
        let whole = Reachable::parse(channel, cell.text);
        if let Ok(reachable) = whole {
            return Some(reachable);
        }
        let parts = cell.text.split(['/', ';', ',', '\n']).flat_map(|text| text.split(" of "));
        let first = parts.filter_map(|text| Reachable::parse(channel, text).ok()).next();
        match first {
            Some(_) => self.remarks.push(Remark::SeveralInCell { column: cell.header.to_owned() }),
            None => _ = self.value(cell, whole),
        }
        first
    }

    fn relation(&self, slot: ParentSlot) -> Relation {
        let told = self.cell(Whose::Parent(slot), ColumnKind::Relation).and_then(|cell| vocabulary::relation(cell.text));
        told.unwrap_or(match slot {
            ParentSlot::Mother => Relation::Mother,
            ParentSlot::Father => Relation::Father,
            ParentSlot::Guardian => Relation::Guardian,
            ParentSlot::Nth(_) => Relation::Parent,
        })
    }

    /// "Geen" says something here, so the cell is read as it stands.
    fn authority(&self, whose: Whose) -> ListedAuthority {
        if !self.columns.has(whose, ColumnKind::Authority) {
            return ListedAuthority::NotAsked;
        }
        let told = self.raw(whose, ColumnKind::Authority).and_then(|cell| vocabulary::authority(cell.text));
        told.map_or(ListedAuthority::Unclear, ListedAuthority::Stated)
    }
}

#[cfg(test)]
mod specs {
    use super::{super::read, *};

    const YEAR: SchoolYear = SchoolYear(2025);

    fn row(headers: &str, cells: &str) -> Result<RosterRow, WrongRow> {
        let sheet = read::read(format!("{headers}\n{cells}\n").as_bytes()).unwrap();
        super::read(&sheet.lines[0], &sheet.columns, YEAR)
    }

    fn flaws(headers: &str, cells: &str) -> Vec<(String, CellFlaw)> {
        let told = row(headers, cells).unwrap_err().flaws.into_iter().map(|flaw| match flaw {
            Flaw::Cell { column, why } => (column, why),
            other => panic!("{other:?}"),
        });
        told.collect()
    }

    #[test]
    fn a_full_row_is_understood() {
        let headers = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klas;Leerjaar;Leerweg;Mentor;Moeder;Mobiel moeder;Gezag moeder";
        let row =
            row(headers, "0012;Daan;van den;Berg;14-03-2011 00:00:00;3 B;3;vmbo-k;J. Visser / A. Bos;Anna de Vries;600000012;ja")
                .unwrap();
        assert_eq!(row.numbers, [StudentNumber::parse("0012").unwrap()]);
        assert_eq!(row.name.unwrap().full(), "Daan van den Berg");
        assert_eq!(row.born, BirthDate::parse("2011-03-14").ok());
        assert_eq!((row.class.as_deref(), row.year, row.track), (Some("3 B"), Some(3), Some(Track::Middle)));
        assert_eq!(row.mentors.iter().map(PersonName::full).collect::<Vec<_>>(), ["J. Visser", "A. Bos"]);
        let [mother] = &row.parents[..] else { panic!("one parent") };
        assert_eq!((mother.name.full().as_str(), mother.relation), ("Anna de Vries", Relation::Mother));
        assert_eq!(mother.phone.as_ref().unwrap().written(), "06 0000 0012");
        assert_eq!(mother.authority, ListedAuthority::Stated(Authority::Full));
    }

    #[test]
    fn everything_wrong_with_a_row_is_told_at_once_by_column() {
        let headers = "LLnr;Naam;Geb.datum;Klas;Leerjaar;Ouder 1;E-mail;Telefoon";
        let told = flaws(headers, ";;31-02-2011;;5;Jan en Anna Bos;bos@;12");
        let expected = [
            ("LLnr", CellFlaw::Empty),
            ("Naam", CellFlaw::Empty),
            ("Geb.datum", CellFlaw::Invalid("birth-date-shape")),
            ("Klas", CellFlaw::Empty),
            ("Leerjaar", CellFlaw::NoSuchYear),
            ("Ouder 1", CellFlaw::TwoPeople),
            ("E-mail", CellFlaw::Invalid("email-shape")),
            ("Telefoon", CellFlaw::Invalid("phone-shape")),
        ];
        assert_eq!(told, expected.map(|(column, why)| (column.to_owned(), why)));
    }

    #[test]
    fn somebody_born_in_1981_or_last_year_is_no_student() {
        for day in ["14-03-1981", "14-03-2024"] {
            assert_eq!(
                flaws("Leerlingnummer;Naam;Geboortedatum;Klas", &format!("1;An Bos;{day};3B")),
                [("Geboortedatum".into(), CellFlaw::UnlikelyAge)]
            );
        }
    }

    #[test]
    fn nothing_is_typed_in_many_ways() {
        for nothing in ["", "-", "n.v.t.", "Onbekend", "#N/B"] {
            let row = row("Leerlingnummer;Naam;Klas;Ouder 1;E-mail", &format!("1;An Bos;3B;P. Bos;{nothing}")).unwrap();
            assert_eq!(row.parents[0].email, None, "{nothing}");
        }
    }

    #[test]
    fn tracks_are_read_and_a_mixed_class_gets_none() {
        let table = [
            ("BB", Some(Track::Basic)),
            ("vmbo-kader", Some(Track::Middle)),
            ("GL", Some(Track::Mixed)),
            ("mavo 3", Some(Track::Theoretical)),
            ("bb/kb", None),
        ];
        for (text, expected) in table {
            let row = row("Leerlingnummer;Naam;Klas;Leerweg", &format!("1;An Bos;3B;{text}")).unwrap();
            assert_eq!((row.track, row.remarks.is_empty()), (expected, expected.is_some()), "{text}");
        }
    }

    #[test]
    fn authority_is_read_and_never_guessed() {
        let told = |text: &str| {
            row("Leerlingnummer;Naam;Klas;Ouder 1;Gezag", &format!("1;An Bos;3B;P. Bos;{text}")).unwrap().parents[0].authority
        };
        assert_eq!(told("Ja"), ListedAuthority::Stated(Authority::Full));
        assert_eq!(told("geen"), ListedAuthority::Stated(Authority::OnRequest));
        assert_eq!(told("Geen gezag en geen informatie"), ListedAuthority::Stated(Authority::None));
        assert_eq!(told(""), ListedAuthority::Unclear);
        assert_eq!(told("OTS"), ListedAuthority::Unclear);
        let row = row("Leerlingnummer;Naam;Klas;Ouder 1", "1;An Bos;3B;P. Bos").unwrap();
        assert_eq!(row.parents[0].authority, ListedAuthority::NotAsked);
    }

    #[test]
    fn several_numbers_in_one_cell() {
        let headers = "Leerlingnummer;Naam;Klas;Ouder 1;E-mail;Telefoon";
        let row = row(headers, "1;An Bos;3B;P. Bos;p@bos.example, q@bos.example;06-00000012 / 06-00000013").unwrap();
        assert_eq!(row.parents[0].reachables().map(Reachable::as_str).collect::<Vec<_>>(), ["p@bos.example", "+31600000012"]);
        assert_eq!(row.remarks.len(), 2);
    }

    #[test]
    fn the_same_parent_in_both_places_is_one_and_an_address_without_a_name_is_told() {
        let headers = "Leerlingnummer;Naam;Klas;Ouder 1;E-mail;Ouder 2;E-mail;Ouder 3;E-mail";
        let row = row(headers, "1;An Bos;3B;P. Bos;p@bos.example;P. Bos;p@bos.example;;q@bos.example").unwrap();
        assert_eq!(row.parents.len(), 1);
        assert_eq!(row.remarks, [Remark::NamelessParent { column: "E-mail".into() }]);
    }

    #[test]
    fn a_parents_row_names_all_their_children() {
        let row = row("Code;Achternaam;Email;Leerlingcodes", "dem;Demir;f.demir@ouders.example;\"1001, 1002 1001\"").unwrap();
        assert_eq!(row.numbers.iter().map(StudentNumber::as_str).collect::<Vec<_>>(), ["1001", "1002"]);
        assert_eq!((row.name, row.class, row.parents.len()), (None, None, 1));
    }
}
