//! A plan as a report in Dutch, for whoever manages the school: what is new, changed, gone, in doubt and wrong, by row and
//! with the reason. Everything the import says stands here. It names people, so it is shown and never logged.

use super::{
    columns::ColumnKind,
    match_people::Likeness,
    plan::{Doubt, Gone, Note, RosterChange, RosterPlan, RowPlan, Verdict},
    read::{CELL_CHARS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, NoRoster, ROWS_MAX, UnreadableRow},
    row::{CellFlaw, Flaw, Remark},
};
use domain::{
    time::SchoolYear,
    values::{Channel, ISOLATE, ISOLATE_END, PersonName, apart},
};
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// What came, or would come, of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub school_year: SchoolYear,
    pub counts: ReportCounts,
    /// The rows that change something or keep something back; the others are only counted.
    pub rows: Vec<ReportRow>,
    /// People who are not on the list. Proposed, nothing more.
    pub gone: Vec<String>,
    pub notes: Vec<String>,
}

/// Rows by verdict, and people who are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReportCounts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub doubtful: usize,
    pub wrong: usize,
    pub gone: usize,
}

/// What is said of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    pub line: usize,
    pub verdict: &'static str,
    pub who: String,
    pub why: Vec<String>,
}

impl Report {
    /// Says of a plan what it would change.
    pub fn of(plan: &RosterPlan) -> Report {
        let says = |row: &&RowPlan| row.verdict() != Verdict::Unchanged || !row.remarks.is_empty();
        Report {
            school_year: plan.school_year,
            counts: ReportCounts::of(plan),
            rows: plan.rows.iter().filter(says).map(ReportRow::of).collect(),
            gone: plan.gone.iter().map(gone).collect(),
            notes: plan.notes.iter().map(note).collect(),
        }
    }
}

impl ReportCounts {
    /// Counts the rows of a plan by what is said of them.
    pub fn of(plan: &RosterPlan) -> ReportCounts {
        let count = |verdict| plan.rows.iter().filter(|row| row.verdict() == verdict).count();
        ReportCounts {
            new: count(Verdict::New),
            changed: count(Verdict::Changed),
            unchanged: count(Verdict::Unchanged),
            doubtful: count(Verdict::Doubtful),
            wrong: count(Verdict::Wrong),
            gone: plan.gone.len(),
        }
    }

    /// In the order in which people read them.
    pub fn all(&self) -> [usize; 6] {
        [self.new, self.changed, self.unchanged, self.doubtful, self.wrong, self.gone]
    }
}

impl ReportRow {
    fn of(row: &RowPlan) -> ReportRow {
        let flaws = row.flaws.iter().map(flaw);
        let doubts = row.doubts.iter().map(doubt);
        // Of a wrong row nothing changes.
        let changes = row.changes.iter().filter(|_| row.flaws.is_empty()).map(change);
        let why = flaws.chain(doubts).chain(changes).chain(row.remarks.iter().map(remark)).collect();
        ReportRow { line: row.line, verdict: verdict(row.verdict()), who: row.who.clone(), why }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [new, changed, unchanged, doubtful, wrong, gone] = self.counts.all();
        writeln!(f, "Schooljaar {}-{}", self.school_year.0, self.school_year.0 + 1)?;
        writeln!(
            f,
            "nieuw {new} · gewijzigd {changed} · ongewijzigd {unchanged} · twijfel {doubtful} · fout {wrong} · weg {gone}"
        )?;
        if !self.rows.is_empty() {
            let width =
                self.rows.iter().map(|row| row.who.chars().count() - marks(&row.who)).max().unwrap_or_default().clamp(3, 40);
            writeln!(f, "\n{:>5}  {:<11}  {:<width$}  wat", "regel", "oordeel", "wie")?;
            for row in &self.rows {
                let width = width + marks(&row.who);
                writeln!(f, "{:>5}  {:<11}  {:<width$}  {}", row.line, row.verdict, row.who, row.why.join("; "))?;
            }
        }
        list(f, "Niet op de lijst (een voorstel; er is niets veranderd)", &self.gone)?;
        list(f, "Let op", &self.notes)
    }
}

/// How many signs of a text take no room.
fn marks(text: &str) -> usize {
    text.matches([ISOLATE, ISOLATE_END]).count()
}

fn list(f: &mut fmt::Formatter<'_>, title: &str, lines: &[String]) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{title}:")?;
    lines.iter().try_for_each(|line| writeln!(f, "  - {line}"))
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "nieuw",
        Verdict::Changed => "gewijzigd",
        Verdict::Unchanged => "ongewijzigd",
        Verdict::Doubtful => "twijfel",
        Verdict::Wrong => "fout",
    }
}

/// Why a file was refused, and what to do about it.
impl fmt::Display for NoRoster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ADD: &str = "Zet die erbij in het leerlingsysteem of in een rekenblad, met een kop erboven.";
        const SAVE_AS: &str = "Open het in een rekenblad en kies: Opslaan als, CSV (UTF-8).";
        match self {
            NoRoster::Empty => {
                write!(f, "Er staan geen leerlingen in dit bestand. Zet onder de koppen elke leerling op een eigen regel.")
            }
            NoRoster::TooLarge => {
                write!(f, "Dit bestand is groter dan {} MB. Deel het op per leerjaar.", FILE_BYTES_MAX / 1024 / 1024)
            }
            NoRoster::Workbook | NoRoster::OldWorkbook => write!(f, "Dit is een werkmap en geen CSV-bestand. {SAVE_AS}"),
            NoRoster::Pdf => write!(f, "Dit is een pdf. Maak in het leerlingsysteem een export als CSV."),
            NoRoster::WebPage => write!(f, "Dit is een webpagina, ook al heet het bestand anders. {SAVE_AS}"),
            NoRoster::Utf16 => write!(f, "Dit bestand is opgeslagen als Unicode-tekst (UTF-16). {SAVE_AS}"),
            NoRoster::Binary => write!(f, "Dit bestand is geen tekst. Maak in het leerlingsysteem een export als CSV."),
            NoRoster::TooManyColumns => {
                write!(f, "Dit bestand heeft meer dan {COLUMNS_MAX} kolommen. Bewaar alleen wat nodig is.")
            }
            NoRoster::TooManyRows => write!(f, "Dit bestand heeft meer dan {ROWS_MAX} regels. Deel het op per leerjaar."),
            NoRoster::NoColumns { missing, found } if missing.is_empty() => {
                write!(f, "Dit lijkt een lijst van ouders, maar er is geen kolom met hun naam. Gelezen: {}.", others(found))
            }
            NoRoster::NoColumns { missing, found } => {
                let missing: Vec<&str> = missing.iter().map(|what| column(*what)).collect();
                let (missing, found) = (or(&missing), others(found));
                write!(f, "Dit is geen leerlinglijst: er is geen kolom {missing}. Gelezen: {found}. {ADD}")
            }
            NoRoster::Ambiguous { first, second } => {
                let (first, second) = (other(first), other(second));
                write!(
                    f,
                    "De kolommen '{first}' en '{second}' zeggen hetzelfde. Haal er een weg, of geef er een een andere naam."
                )
            }
        }
    }
}

/// A name as it stands in the report.
pub(super) fn named(name: &PersonName) -> String {
    other(&name.full()).into_owned()
}

/// A word that is not ours, in one of these Dutch sentences: it may run the other way.
fn other(word: &str) -> Cow<'_, str> {
    apart(word, false)
}

fn others(words: &[String]) -> String {
    words.iter().map(|word| other(word)).collect::<Vec<_>>().join(", ")
}

fn or(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} of {last}", words.join(", ")),
    }
}

fn column(what: ColumnKind) -> &'static str {
    match what {
        ColumnKind::Number => "leerlingnummer",
        ColumnKind::First => "roepnaam",
        ColumnKind::Infix => "tussenvoegsel",
        ColumnKind::Last => "achternaam",
        ColumnKind::Name => "naam",
        ColumnKind::BirthDate => "geboortedatum",
        ColumnKind::Class => "klas",
        ColumnKind::Year => "leerjaar",
        ColumnKind::Track => "leerweg",
        ColumnKind::Mentor => "mentor",
        ColumnKind::Email => "e-mail",
        ColumnKind::Phone => "telefoon",
        ColumnKind::Relation => "relatie",
        ColumnKind::Authority => "gezag",
    }
}

fn flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Cell { column, why } => format!("{}: {}", other(column), self::why(*why)),
        Flaw::Row(UnreadableRow::TooManyCells) => {
            "er staan meer cellen dan kolommen; staat er een scheidingsteken in een tekst?".into()
        }
        Flaw::Row(UnreadableRow::OpenQuote) => "er staat een aanhalingsteken te veel of te weinig".into(),
        Flaw::Row(UnreadableRow::CellTooLong) => {
            format!("een cel is langer dan {CELL_CHARS_MAX} tekens; staat er een aanhalingsteken te veel?")
        }
        Flaw::NewWithout(what) => format!("een nieuwe leerling, en de lijst heeft geen {}", column(*what)),
        Flaw::Refused(code) => format!("geweigerd ({code})"),
        Flaw::Meanwhile => "iemand anders wijzigde dit tegelijk; lees het bestand nog eens in".into(),
    }
}

fn why(why: CellFlaw) -> &'static str {
    match why {
        CellFlaw::Empty => "leeg",
        CellFlaw::UnlikelyAge => "met deze geboortedatum zit niemand op het vmbo",
        CellFlaw::NoSuchYear => "het vmbo heeft leerjaar 1 tot en met 4",
        CellFlaw::TooLong => "te lang",
        CellFlaw::TwoPeople => "hier staan twee mensen; geef elk een eigen kolom",
        CellFlaw::Invalid("birth-date-shape") => "geen datum; schrijf bijvoorbeeld 14-03-2011",
        CellFlaw::Invalid("phone-shape") => "geen telefoonnummer; schrijf bijvoorbeeld 06 12345678",
        CellFlaw::Invalid("email-shape") => "geen mailadres",
        CellFlaw::Invalid("student-number-missing") => "leeg",
        CellFlaw::Invalid("student-number-shape") => "geen leerlingnummer; alleen letters en cijfers, hoogstens 20",
        CellFlaw::Invalid("name-missing") => "een achternaam ontbreekt",
        CellFlaw::Invalid("name-too-long") => "te lang voor een naam",
        CellFlaw::Invalid(_) => "dit is geen naam",
    }
}

fn change(change: &RosterChange) -> String {
    match change {
        RosterChange::ClassOpened { class } => format!("klas {} is nieuw", other(class)),
        RosterChange::MentorAssigned { class, mentor } => format!("{} wordt mentor van {}", named(mentor), other(class)),
        RosterChange::Enrolled { class } => format!("in klas {}", other(class)),
        RosterChange::Returned { class } => format!("terug op school, in klas {}", other(class)),
        RosterChange::Moved { from, to } => format!("van klas {} naar {}", other(from), other(to)),
        RosterChange::Renamed { from, to } => format!("naam: {} wordt {}", named(from), named(to)),
        RosterChange::BirthDate { to } => format!("geboortedatum wordt {}", to.0.format("%d-%m-%Y")),
        RosterChange::NewParent { name } => format!("ouder {} erbij", named(name)),
        RosterChange::KnownParent { name } => format!("ouder {} erbij, al bekend van een ander kind", named(name)),
        RosterChange::Reachable { name, channel } => format!("{} van {}", renewed(*channel), named(name)),
    }
}

fn renewed(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "nieuw telefoonnummer",
        Channel::Email => "nieuw mailadres",
    }
}

fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OtherNumber { known } => {
            format!(
                "is dit leerling {}? De gegevens lijken erop, het nummer is anders; een rekenblad laat nullen vooraan weg",
                known.as_str()
            )
        }
        Doubt::OtherStudent { known } => format!("dit nummer hoort bij {}", named(known)),
        Doubt::SaidOtherwise { line } => format!("regel {line} zegt iets anders over deze leerling"),
        Doubt::HasLeft => "deze leerling is van school".into(),
        Doubt::Parent { name, likeness } => format!("{}: {}", named(name), self::likeness(likeness)),
        Doubt::Authority { name } => {
            format!(
                "het gezag van {} is bij ons anders; een lijst verandert gezag niet, doe dat met: keukentafel parent authority",
                named(name)
            )
        }
        Doubt::AuthorityUnclear { name } => {
            format!("heeft {} gezag? De lijst is niet duidelijk, dus deze ouder is niet gekoppeld", named(name))
        }
        Doubt::ReachableTwice { name, channel, line } => {
            let channel = match channel {
                Channel::Phone => "telefoonnummer",
                Channel::Email => "mailadres",
            };
            format!("{} heeft in regel {line} een ander {channel}", named(name))
        }
    }
}

fn likeness(likeness: &Likeness) -> String {
    match likeness {
        Likeness::NearlyTheName { known } => format!("lijkt op {}; dezelfde?", named(known)),
        Likeness::OtherAddress { known } => format!("zelfde naam als {}, ander nummer of adres; dezelfde?", named(known)),
        Likeness::OnlyTheName { known } => format!("is dit {}? Er is geen nummer of adres om het aan te zien", named(known)),
        Likeness::Several => "dit kan meer dan een bekende ouder zijn".into(),
    }
}

fn remark(remark: &Remark) -> String {
    match remark {
        Remark::NamelessParent { column } => format!("{}: er staat geen naam bij, dus niet gebruikt", other(column)),
        Remark::SeveralInCell { column } => format!("{}: er staan er meer in een cel; de eerste is gebruikt", other(column)),
        Remark::UnknownTrack { text } => format!("leerweg '{}' is niet een van de vier; de klas krijgt er geen", other(text)),
    }
}

fn gone(gone: &Gone) -> String {
    match gone {
        Gone::Student { number, name, class, .. } => {
            format!("{} ({}), klas {}: van school?", named(name), number.as_str(), other(class))
        }
        Gone::Parent { name, of, .. } => format!("{}, ouder van {}: niet meer?", named(name), named(of)),
    }
}

fn note(note: &Note) -> String {
    match note {
        Note::Unused(columns) => format!("niet gebruikte kolommen: {}", others(columns)),
        Note::UnknownMentor { class, mentor } => {
            let (class, mentor) = (other(class), other(mentor));
            format!("klas {class}: '{mentor}' is bij ons geen mentor, of niet de enige met die naam")
        }
        Note::OtherClass { class, line } => {
            let class = other(class);
            format!("klas {class} heeft bij ons een ander leerjaar of een andere leerweg dan in regel {line}")
        }
        Note::AuthorityAssumed { parents } => {
            format!("de lijst zegt niet wie gezag heeft; nieuwe ouders worden gekoppeld als ouder met gezag: {parents}")
        }
        Note::NotListed(classes) => format!("niet vergeleken, want niet op de lijst: klas {}", others(classes)),
    }
}

#[cfg(test)]
mod specs {
    use super::{
        super::{known::KnownSchool, plan, read, row},
        *,
    };
    use domain::ids::SchoolId;

    #[test]
    fn the_report_reads_as_a_table() {
        let text = "Leerlingnummer;Roepnaam;Achternaam;Klas;Mentor;Ouder 1;E-mail;BSN\n\
            1001;Amira;Demir;3B;J. Visser;Fatma Demir;f.demir@ouders.example;0\n\
            1002;Milan;;3B;J. Visser;;;0\n";
        let rows = row::read_all(&read::read(text.as_bytes()).unwrap(), SchoolYear(2025));
        let ids = plan::PlanIds::new(SchoolId(uuid::Uuid::nil()), Default::default(), b"");
        let report = Report::of(&plan::plan(rows, &mut KnownSchool::default(), SchoolYear(2025), ids));
        let expected = "\
Schooljaar 2025-2026
nieuw 1 · gewijzigd 0 · ongewijzigd 0 · twijfel 0 · fout 1 · weg 0

regel  oordeel      wie                 wat
    2  nieuw        Amira Demir (1001)  klas 3B is nieuw; in klas 3B; ouder Fatma Demir erbij
    3  fout         1002                Achternaam: leeg

Let op:
  - klas 3B: 'J. Visser' is bij ons geen mentor, of niet de enige met die naam
  - de lijst zegt niet wie gezag heeft; nieuwe ouders worden gekoppeld als ouder met gezag: 1
";
        assert_eq!(report.to_string(), expected);
    }

    /// A terminal obeys control characters, and one name would turn the line around.
    #[test]
    fn the_report_is_safe_to_look_at() {
        let text = "Leerlingnummer;Roepnaam;Achternaam;Klas;Mentor;Ver\u{1B}[31mf\u{202E}\n\
            1001;أمينة;Demir;3\u{202E}B;\u{1B}]0;ב. ג\u{200B}\n\
            1002;Mi\u{9B}lan;;3B;;\n";
        let rows = row::read_all(&read::read(text.as_bytes()).unwrap(), SchoolYear(2025));
        let ids = plan::PlanIds::new(SchoolId(uuid::Uuid::nil()), Default::default(), b"");
        let report = Report::of(&plan::plan(rows, &mut KnownSchool::default(), SchoolYear(2025), ids)).to_string();
        let shown = |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{200B}');
        assert!(report.chars().all(shown), "{report:?}");
        assert!(report.contains("\u{2068}أمينة Demir\u{2069} (1001)  klas 3B is nieuw"), "{report}");
        let refused = read::read("Naam\u{202E};\u{1B}[2Jשם\nAn;Bos\n".as_bytes()).unwrap_err().to_string();
        assert!(refused.chars().all(shown) && refused.contains("\u{2068}"), "{refused:?}");
    }

    #[test]
    fn a_refusal_says_what_is_missing() {
        let refused = read::read("Artikel;Prijs;Aantal\nPen;2;3\n".as_bytes()).unwrap_err();
        let text =
            "Dit is geen leerlinglijst: er is geen kolom leerlingnummer, achternaam of klas. Gelezen: Artikel;Prijs;Aantal. Zet";
        assert!(refused.to_string().starts_with(text), "{refused}");
        let refused = read::read("Roepnaam;Achternaam;Klas\nAn;Bos;3B\n".as_bytes()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "Dit is geen leerlinglijst: er is geen kolom leerlingnummer. Gelezen: Roepnaam, Achternaam, Klas. \
             Zet die erbij in het leerlingsysteem of in een rekenblad, met een kop erboven."
        );
    }
}
