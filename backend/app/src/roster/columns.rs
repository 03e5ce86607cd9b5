//! Which column holds what: schools' own headers, in any order and spelling.

use super::{fold, read::NoRoster};

/// What a column tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnKind {
    Number,
    First,
    Infix,
    Last,
    /// A whole name in one cell.
    Name,
    BirthDate,
    Class,
    Year,
    Track,
    Mentor,
    Email,
    Phone,
    Relation,
    Authority,
}

impl ColumnKind {
    /// Without these a file is no list of students.
    pub const NEEDED: [ColumnKind; 3] = [ColumnKind::Number, ColumnKind::Last, ColumnKind::Class];
}

/// About whom a column tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Student,
    Parent(ParentSlot),
}

/// Which of the parents of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParentSlot {
    /// "ouder 1", "verzorger 2"; 0 is "ouder", in a list with one row per parent.
    Nth(u32),
    Mother,
    Father,
    Guardian,
}

/// Headers as they are compared: lower case, letters and digits only. Inside one kind the first group is preferred; two
/// columns of one group are ambiguous.
const WORDS: [(ColumnKind, &[&[&str]]); 13] = [
    (
        ColumnKind::Number,
        &[
            &["leerlingnummer", "leerlingnr", "llnummer", "llnr", "leerlingcode", "leerlingid", "nummerleerling"],
            &["stamnummer", "stamnr", "studentnummer"],
        ],
    ),
    (ColumnKind::First, &[&["roepnaam"], &["voornaam", "voornamen"], &["voorletters", "initialen"]]),
    (ColumnKind::Infix, &[&["tussenvoegsel", "tussenvoegsels", "tussenv", "tv", "voorvoegsel", "voorvoegsels"]]),
    (ColumnKind::Last, &[&["achternaam"], &["familienaam", "geslachtsnaam"]]),
    (ColumnKind::Name, &[&["naam", "volledigenaam", "naamvolledig", "weergavenaam", "voorenachternaam", "achternaamvoornaam"]]),
    (ColumnKind::BirthDate, &[&["geboortedatum", "geboortedat", "gebdatum", "gebdat", "geboren", "geborenop"]]),
    (ColumnKind::Class, &[&["klas", "klasnaam", "klascode"], &["stamklas", "stamgroep", "basisgroep", "groep"]]),
    (ColumnKind::Year, &[&["leerjaar", "jaarlaag", "lj"]]),
    (ColumnKind::Track, &[&["leerweg"], &["niveau", "schoolniveau"], &["opleiding", "studie", "onderwijssoort"]]),
    (
        ColumnKind::Email,
        &[&["email", "emailadres", "mail", "mailadres", "emailprive", "priveemail"], &["emailwerk", "werkemail"]],
    ),
    (
        ColumnKind::Phone,
        &[
            &[
                "mobiel",
                "mobielnummer",
                "mobielnr",
                "mobieltelefoonnummer",
                "mobieletelefoon",
                "telefoonmobiel",
                "gsm",
                "06nummer",
            ],
            &["telefoon", "telefoonnummer", "telefoonnr", "tel", "telnr", "telnummer"],
            &["telefoonthuis", "thuistelefoon", "telefoonprive", "telthuis", "vastetelefoon"],
            &["telefoonwerk", "werktelefoon", "telwerk"],
        ],
    ),
    (
        ColumnKind::Relation,
        &[&["relatie", "relatiemetleerling", "relatietotleerling", "relatiemet", "relatietot", "soort", "rol"]],
    ),
    (ColumnKind::Authority, &[&["gezag", "heeftgezag", "metgezag", "gezaghouder", "gezagsrelatie"]]),
];

/// A parents' list with the numbers of all their children in one cell; its other columns are about the parent.
const SEVERAL: [&str; 3] = ["leerlingcodes", "leerlingnummers", "stamnummers"];

/// Everything in a header that only says that it is about a parent. Longer words first.
const PARENT_WORDS: [&str; 10] =
    ["vertegenwoordiger", "wettelijke", "wettelijk", "verzorgers", "verzorger", "ouders", "ouder", "moeder", "vader", "voogd"];

/// The columns of a file, by what they tell about whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterColumns {
    headers: Vec<String>,
    of: Vec<RosterColumn>,
    /// Headers of which nothing is read.
    pub unused: Vec<String>,
    /// One cell may hold several numbers.
    pub several: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RosterColumn {
    at: usize,
    whose: Whose,
    what: ColumnKind,
    /// Among columns that tell the same, the lowest goes first.
    rank: u32,
}

/// A filled cell with the header above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterCell<'a> {
    pub header: &'a str,
    pub text: &'a str,
}

/// What one header says by itself. No `whose`: about the parent to the left of it.
struct Meaning {
    whose: Option<Whose>,
    what: ColumnKind,
    rank: u32,
}

impl RosterColumns {
    /// How many of these cells could be headers.
    pub fn recognised(cells: &[String]) -> usize {
        cells.iter().filter(|cell| meaning(cell).is_some()).count()
    }

    pub fn read(headers: &[String]) -> Result<RosterColumns, NoRoster> {
        let several = headers.iter().any(|header| SEVERAL.contains(&compact(header).as_str()));
        let mut columns = RosterColumns { headers: headers.to_vec(), several, ..RosterColumns::default() };
        let mut left = several.then_some(ParentSlot::Nth(0));
        for (at, header) in headers.iter().enumerate() {
            match meaning(header).and_then(|meaning| columns.place(at, meaning, &mut left)) {
                Some(column) => columns.add(column)?,
                None => columns.leave(header),
            }
        }
        columns.drop_nameless();
        columns.keep_one_number();
        columns.insist()?;
        Ok(columns)
    }

    /// The best filled cell that tells this.
    pub fn cell<'a>(&'a self, cells: &'a [String], whose: Whose, what: ColumnKind) -> Option<RosterCell<'a>> {
        let filled = self.telling(whose, what).filter_map(|column| {
            let text = cells.get(column.at)?.as_str();
            (!text.is_empty()).then_some((column.rank, RosterCell { header: &self.headers[column.at], text }))
        });
        filled.min_by_key(|(rank, _)| *rank).map(|(_, cell)| cell)
    }

    pub fn has(&self, whose: Whose, what: ColumnKind) -> bool {
        self.telling(whose, what).next().is_some()
    }

    /// The header to name when a cell is empty.
    pub fn header(&self, whose: Whose, what: ColumnKind) -> Option<&str> {
        self.telling(whose, what).min_by_key(|column| column.rank).map(|column| self.headers[column.at].as_str())
    }

    /// The parents that a row can hold, in the order of the columns.
    pub fn slots(&self) -> Vec<ParentSlot> {
        let mut slots = Vec::new();
        for column in &self.of {
            if let Whose::Parent(slot) = column.whose
                && !slots.contains(&slot)
            {
                slots.push(slot);
            }
        }
        slots
    }

    fn telling(&self, whose: Whose, what: ColumnKind) -> impl Iterator<Item = &RosterColumn> {
        self.of.iter().filter(move |column| column.whose == whose && column.what == what)
    }

    /// "E-mail" after "Ouder 1" is that parent's. The student's own mail and phone are not read.
    fn place(&self, at: usize, Meaning { whose, what, rank }: Meaning, left: &mut Option<ParentSlot>) -> Option<RosterColumn> {
        let is_personal = matches!(what, ColumnKind::First | ColumnKind::Infix | ColumnKind::Last | ColumnKind::Name);
        let is_home = matches!(what, ColumnKind::Email | ColumnKind::Phone | ColumnKind::Relation | ColumnKind::Authority);
        let whose = match whose {
            Some(Whose::Student) if is_home => return None,
            Some(whose) => whose,
            None if is_home || (self.several && is_personal) => Whose::Parent((*left)?),
            None => Whose::Student,
        };
        let column = RosterColumn { at, whose, what, rank };
        if let Whose::Parent(slot) = whose {
            *left = Some(slot);
        }
        Some(column)
    }

    fn add(&mut self, column: RosterColumn) -> Result<(), NoRoster> {
        let same = |other: &&RosterColumn| (other.whose, other.what, other.rank) == (column.whose, column.what, column.rank);
        if let Some(other) = self.of.iter().find(same) {
            let name = |column: &RosterColumn| self.headers[column.at].clone();
            return Err(NoRoster::Ambiguous { first: name(other), second: name(&column) });
        }
        self.of.push(column);
        Ok(())
    }

    fn leave(&mut self, header: &str) {
        if !header.is_empty() {
            self.unused.push(header.to_owned());
        }
    }

    /// Nobody is registered without a name, so an address alone is of no use.
    fn drop_nameless(&mut self) {
        for slot in self.slots() {
            let whose = Whose::Parent(slot);
            if self.has(whose, ColumnKind::Name) || self.has(whose, ColumnKind::Last) {
                continue;
            }
            let headers: Vec<_> = self.of.iter().filter(|column| column.whose == whose).map(|column| column.at).collect();
            self.unused.extend(headers.into_iter().map(|at| self.headers[at].clone()));
            self.of.retain(|column| column.whose != whose);
        }
    }

    /// A student has one number; what stands in a second kind of number is another system's.
    fn keep_one_number(&mut self) {
        let best = self.telling(Whose::Student, ColumnKind::Number).map(|column| column.rank).min();
        let is_other = |column: &RosterColumn| column.what == ColumnKind::Number && Some(column.rank) != best;
        self.unused.extend(self.of.iter().filter(|column| is_other(column)).map(|column| self.headers[column.at].clone()));
        self.of.retain(|column| !is_other(column));
    }

    /// A list of students needs a number, a name and a class; a list of parents a number and the parent's name.
    fn insist(&self) -> Result<(), NoRoster> {
        let has =
            |what| self.has(Whose::Student, what) || (what == ColumnKind::Last && self.has(Whose::Student, ColumnKind::Name));
        let is_of_parents = self.several || (!has(ColumnKind::Last) && !has(ColumnKind::Class) && !self.slots().is_empty());
        let needed: &[ColumnKind] = if is_of_parents { &[ColumnKind::Number] } else { &ColumnKind::NEEDED };
        let missing: Vec<ColumnKind> = needed.iter().copied().filter(|what| !has(*what)).collect();
        if missing.is_empty() && (!is_of_parents || !self.slots().is_empty()) {
            return Ok(());
        }
        let found = self.headers.iter().filter(|header| !header.is_empty()).cloned().collect();
        Err(NoRoster::NoColumns { missing, found })
    }
}

fn compact(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What stands between brackets is tried too ("Telefoon (mobiel)"), and left out when it only explains ("(dd-mm-jjjj)").
fn meaning(header: &str) -> Option<Meaning> {
    meaning_of(compact(header)).or_else(|| meaning_of(compact(header.split('(').next()?)))
}

fn meaning_of(text: String) -> Option<Meaning> {
    let text = text.replace("ouderlijkgezag", "gezag").replace("eerste", "1").replace("tweede", "2");
    if SEVERAL.contains(&text.as_str()) {
        return Some(Meaning { whose: Some(Whose::Student), what: ColumnKind::Number, rank: 0 });
    }
    if let Some((what, rank)) = word(&text) {
        return Some(Meaning { whose: None, what, rank });
    }
    if text.contains("mentor") {
        return of_mentor(&text);
    }
    // Grandparents are somebody else than the parents whose word they contain.
    match slot_of(&text).filter(|_| !text.contains("groot")) {
        Some((slot, nth)) => of_parent(&text, slot, nth),
        None => of_student(&text),
    }
}

fn of_mentor(text: &str) -> Option<Meaning> {
    let is_name = ["", "naam", "klas", "docent", "vandeklas"].contains(&without_digits(&text.replacen("mentor", "", 1)).as_str());
    let rank = text.chars().find_map(|c| c.to_digit(10)).unwrap_or(0);
    is_name.then_some(Meaning { whose: Some(Whose::Student), what: ColumnKind::Mentor, rank })
}

fn of_parent(text: &str, slot: ParentSlot, nth: u32) -> Option<Meaning> {
    let rest = without_digits(&PARENT_WORDS.iter().fold(text.to_owned(), |rest, word| rest.replace(word, "")));
    let (what, rank) = if rest.is_empty() { (ColumnKind::Name, 0) } else { word(without_van(&rest))? };
    Some(Meaning { whose: Some(Whose::Parent(slot)), what, rank: rank + nth })
}

/// "Telefoon 2" helps out where "Telefoon 1" is empty.
fn of_student(text: &str) -> Option<Meaning> {
    let is_said = text.contains("leerling");
    let rest = without_digits(&text.replace("leerlingen", "").replace("leerling", ""));
    let (what, rank) = if is_said && rest.is_empty() { (ColumnKind::Name, 0) } else { word(without_van(&rest))? };
    let nth = if what == ColumnKind::Phone { text.chars().find_map(|c| c.to_digit(10)).unwrap_or(0) } else { 0 };
    Some(Meaning { whose: is_said.then_some(Whose::Student), what, rank: rank + nth })
}

/// What a word means, and its rank; ranks leave room for the numbers of phones in between.
fn word(text: &str) -> Option<(ColumnKind, u32)> {
    WORDS.iter().find_map(|(what, groups)| {
        let rank = groups.iter().position(|group| group.contains(&text))?;
        Some((*what, 10 * rank as u32))
    })
}

/// Which parent a header is about, and which of that parent's phones: "Ouder 1 telefoon 2", "Telefoon 2 van ouder 1".
fn slot_of(text: &str) -> Option<(ParentSlot, u32)> {
    let said: Vec<&str> = PARENT_WORDS.into_iter().filter(|word| text.contains(word)).collect();
    if said.is_empty() {
        return None;
    }
    let follows = |word: &&str| text.split_once(*word).and_then(|(_, rest)| rest.chars().next()?.to_digit(10));
    let mut digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let own = said.iter().find_map(follows).or(digits.first().copied());
    if let Some(at) = digits.iter().position(|digit| Some(*digit) == own) {
        digits.remove(at);
    }
    let slot = match (own, said.contains(&"moeder"), said.contains(&"vader"), said.contains(&"voogd")) {
        (Some(digit), ..) => ParentSlot::Nth(digit),
        (None, true, false, _) => ParentSlot::Mother,
        (None, false, true, _) => ParentSlot::Father,
        (None, false, false, true) => ParentSlot::Guardian,
        (None, ..) => ParentSlot::Nth(0),
    };
    Some((slot, digits.first().copied().unwrap_or(0)))
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// "Naam van ouder 1" leaves "naamvan".
fn without_van(text: &str) -> &str {
    ["vande", "vd", "van"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

#[cfg(test)]
mod specs {
    use super::*;

    fn read(headers: &str) -> Result<RosterColumns, NoRoster> {
        RosterColumns::read(&headers.split(';').map(str::to_owned).collect::<Vec<_>>())
    }

    /// Every column of a header line as `what` or `whose.what`, in order.
    fn columns(headers: &str) -> String {
        let columns = read(headers).unwrap();
        let told = columns.of.iter().map(|column| match column.whose {
            Whose::Student => format!("{:?}", column.what),
            Whose::Parent(ParentSlot::Nth(n)) => format!("{n}.{:?}", column.what),
            Whose::Parent(slot) => format!("{slot:?}.{:?}", column.what),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn headers_are_read_in_many_spellings() {
        let table = [
            ("Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klas", "Number First Infix Last BirthDate Class"),
            ("LL.NR.;Voornaam;Tussenv.;Achternaam;Geb.datum;Stamklas;Leerjaar", "Number First Infix Last BirthDate Class Year"),
            ("Leerling nummer;Naam leerling;Klasnaam;Niveau;Mentor", "Number Name Class Track Mentor"),
            ("stamnr;Leerling;Stamgroep;Naam mentor", "Number Name Class Mentor"),
            ("Leerlingnummer;Naam;Klas 2025-2026;Klassenboek", "Number Name Class"),
            (
                "Leerlingnummer;Achternaam;Klas;Naam ouder/verzorger 1;E-mailadres ouder/verzorger 1;Mobiel nummer ouder/verzorger 1",
                "Number Last Class 1.Name 1.Email 1.Phone",
            ),
            (
                "Leerlingnummer;Achternaam;Klas;Ouder1_Voornaam;Ouder1_Tussenvoegsel;Ouder1_Achternaam;Ouder2_Achternaam",
                "Number Last Class 1.First 1.Infix 1.Last 2.Last",
            ),
            ("Leerlingnummer;Naam;Klas;Moeder;Vader;Telefoon moeder", "Number Name Class Mother.Name Father.Name Mother.Phone"),
            (
                "Leerlingnummer;Naam;Klas;Ouder 1;E-mail;Telefoon;Ouder 2;E-mail;Telefoon",
                "Number Name Class 1.Name 1.Email 1.Phone 2.Name 2.Email 2.Phone",
            ),
            (
                "Leerlingnummer;Naam;Klas;Eerste ouder;Ouderlijk gezag;Tweede ouder;Ouderlijk gezag",
                "Number Name Class 1.Name 1.Authority 2.Name 2.Authority",
            ),
            (
                "Leerlingnummer;Naam;Klas;Naam ouder;Relatie;Gezag;E-mail ouder",
                "Number Name Class 0.Name 0.Relation 0.Authority 0.Email",
            ),
            (
                "Leerlingnummer;Naam;Klas;Ouder 1;Telefoon 1;Telefoon 2;Telefoon 2 ouder 2;Ouder 2",
                "Number Name Class 1.Name 1.Phone 1.Phone 2.Phone 2.Name",
            ),
            (
                "Leerlingnummer;Naam;Geboortedatum (dd-mm-jjjj);Klas*;Ouder 1;Telefoon (mobiel)",
                "Number Name BirthDate Class 1.Name 1.Phone",
            ),
            ("Leerlingnummer;Naam;Klas;Voogd;Tel. voogd", "Number Name Class Guardian.Name Guardian.Phone"),
            ("Leerlingnummer;Naam ouder;E-mail ouder", "Number 0.Name 0.Email"),
            ("Code;Achternaam;Email;Leerlingcodes", "0.Last 0.Email Number"),
        ];
        for (headers, expected) in table {
            assert_eq!(columns(headers), expected, "{headers}");
        }
    }

    #[test]
    fn what_is_not_known_or_not_ours_is_left() {
        let columns =
            read("Leerlingnummer;BSN;Naam;Klas;E-mail leerling;Telefoon;Adres;Ouder 1;Grootouder;Stamnummer;E-mail ouder 2")
                .unwrap();
        let unused = ["BSN", "E-mail leerling", "Telefoon", "Adres", "Grootouder", "E-mail ouder 2", "Stamnummer"];
        assert_eq!(columns.unused, unused);
        assert_eq!(columns.slots(), [ParentSlot::Nth(1)]);
    }

    #[test]
    fn the_better_of_two_columns_goes_first_and_the_other_helps_out() {
        let columns = read("Leerlingnummer;Voornamen;Roepnaam;Naam;Klas;Ouder 1;Telefoon thuis ouder 1;Mobiel ouder 1").unwrap();
        let cells = ["7", "Anna Maria", "", "Bos", "3B", "P. Bos", "020 000 0000", "06 0000 0012"].map(str::to_owned);
        let text = |whose, what| columns.cell(&cells, whose, what).map(|cell| cell.text);
        assert_eq!(text(Whose::Student, ColumnKind::First), Some("Anna Maria"));
        assert_eq!(text(Whose::Parent(ParentSlot::Nth(1)), ColumnKind::Phone), Some("06 0000 0012"));
    }

    #[test]
    fn two_columns_that_say_the_same_are_refused() {
        let twice = |first: &str, second: &str| Err(NoRoster::Ambiguous { first: first.into(), second: second.into() });
        assert_eq!(read("Leerlingnummer;Naam;Klas;Klasnaam"), twice("Klas", "Klasnaam"));
        assert_eq!(read("Leerlingnummer;LLnr;Naam;Klas"), twice("Leerlingnummer", "LLnr"));
        assert_eq!(read("Leerlingnummer;Naam;Klas;Ouder 1;E-mail;E-mail"), twice("E-mail", "E-mail"));
    }

    #[test]
    fn a_list_that_lacks_what_it_needs_is_refused_by_name() {
        let missing = |headers: &str| match read(headers) {
            Err(NoRoster::NoColumns { missing, .. }) => missing,
            other => panic!("{other:?}"),
        };
        // The template that Social Schools gives has no number, and without a number nobody is certain to be the same.
        assert_eq!(
            missing("Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum (dd-mm-jjjj);Klasnaam;Leerjaar"),
            [ColumnKind::Number]
        );
        assert_eq!(missing("Leerlingnummer;Voornaam"), [ColumnKind::Last, ColumnKind::Class]);
        assert_eq!(missing("Artikel;Prijs"), ColumnKind::NEEDED);
    }
}
