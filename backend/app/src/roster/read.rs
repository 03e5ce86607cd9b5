//! From bytes to lines with a number: which characters, which separator, where the header stands. Whatever is no list of
//! students is refused here, with what is wrong and how to mend it, before anything else is looked at.

use super::columns::{ColumnKind, RosterColumns};
use domain::values::visible;
use encoding_rs::WINDOWS_1252;

/// The largest file, in bytes: ten times what a list of 5,000 students needs.
pub const FILE_BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most students or parents in one file.
pub const ROWS_MAX: usize = 5_000;
pub const COLUMNS_MAX: usize = 200;
/// The longest cell, in characters. Longer ones come from a quotation mark that is never closed.
pub const CELL_CHARS_MAX: usize = 1_000;
/// The header stands in one of the first lines: a title and a date often stand above it.
const HEADER_LINES_MAX: usize = 10;

/// A school's list, not yet understood.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterSheet {
    pub columns: RosterColumns,
    pub lines: Vec<RosterLine>,
    pub encoding: Encoding,
    /// What stands between two cells: `;`, `,` or a tab.
    pub delimiter: char,
}

/// One row of cells, tidied. Rows without any text are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterLine {
    /// Where it starts in the file, as an editor and a spreadsheet count: 1 is the first line.
    pub number: usize,
    pub cells: Vec<String>,
    pub broken: Option<UnreadableRow>,
}

/// Why the cells of a row cannot be trusted to stand under their own header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableRow {
    /// More text than there are headers.
    TooManyCells,
    /// A quotation mark swallowed the end of the row.
    OpenQuote,
    CellTooLong,
}

/// How the file spells its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Windows1252,
}

/// Why a file is no roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRoster {
    Empty,
    TooLarge,
    /// A workbook (xlsx, ods) or another zip file, whatever its name says.
    Workbook,
    /// A workbook of before 2007 (xls), or another Office file.
    OldWorkbook,
    Pdf,
    /// A web page; some school systems give these the name `.xls`.
    WebPage,
    Utf16,
    Binary,
    TooManyColumns,
    TooManyRows,
    /// No header, or one without these columns. `found`: the headers that were read.
    NoColumns {
        missing: Vec<ColumnKind>,
        found: Vec<String>,
    },
    /// Two columns that say the same thing.
    Ambiguous {
        first: String,
        second: String,
    },
}

/// Reads a file as a list of students or parents.
pub fn read(bytes: &[u8]) -> Result<RosterSheet, NoRoster> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(NoRoster::TooLarge);
    }
    if let Some(other) = other_kind(bytes) {
        return Err(other);
    }
    let (text, encoding) = decode(bytes);
    if text.trim().is_empty() {
        return Err(NoRoster::Empty);
    }
    let (delimiter, header) = find_header(&text).ok_or_else(|| no_header(&text))?;
    let mut lines = split(&text, delimiter).skip_while(|line| line.number < header);
    let headers = lines.next().map(|line| line.cells).unwrap_or_default();
    if headers.len() > COLUMNS_MAX {
        return Err(NoRoster::TooManyColumns);
    }
    let columns = RosterColumns::read(&headers)?;
    let lines: Vec<RosterLine> = lines.take(ROWS_MAX + 1).map(|line| checked(line, headers.len())).collect();
    if lines.len() > ROWS_MAX {
        return Err(NoRoster::TooManyRows);
    }
    if lines.is_empty() {
        return Err(NoRoster::Empty);
    }
    Ok(RosterSheet { columns, lines, encoding, delimiter: delimiter as char })
}

/// Recognises what people send instead, by its first bytes.
fn other_kind(bytes: &[u8]) -> Option<NoRoster> {
    const STARTS: [(&[u8], NoRoster); 5] = [
        (b"PK\x03\x04", NoRoster::Workbook),
        (b"\xd0\xcf\x11\xe0", NoRoster::OldWorkbook),
        (b"%PDF", NoRoster::Pdf),
        (b"\xff\xfe", NoRoster::Utf16),
        (b"\xfe\xff", NoRoster::Utf16),
    ];
    if let Some((_, kind)) = STARTS.into_iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(kind);
    }
    if bytes.contains(&0) {
        return Some(NoRoster::Binary);
    }
    bytes.trim_ascii_start().starts_with(b"<").then_some(NoRoster::WebPage)
}

/// Text that is valid UTF-8 is UTF-8: Windows-1252 with an accent in it almost never is. Line ends become one kind. What nobody
/// sees is left out here, once, so that no cell or header carries it into a value, a comparison or the report.
fn decode(bytes: &[u8]) -> (String, Encoding) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (text, encoding) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), Encoding::Utf8),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, Encoding::Windows1252),
    };
    let text = visible(&text).replace("\r\n", "\n").replace('\r', "\n");
    (text.replace(|c: char| c.is_control() && !['\n', '\t'].contains(&c), ""), encoding)
}

/// The separator and the line under which the most columns are recognised; the first of equals.
fn find_header(text: &str) -> Option<(u8, usize)> {
    let mut best = None;
    let mut most = 0;
    for delimiter in [b';', b'\t', b','] {
        for line in split(text, delimiter).take(HEADER_LINES_MAX) {
            let recognised = RosterColumns::recognised(&line.cells);
            if recognised > most {
                (best, most) = (Some((delimiter, line.number)), recognised);
            }
        }
    }
    best
}

/// Nothing was recognised: shows the first line as it stands, so that somebody sees which file they sent.
fn no_header(text: &str) -> NoRoster {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    NoRoster::NoColumns { missing: ColumnKind::NEEDED.to_vec(), found: vec![first.chars().take(80).collect()] }
}

/// The rows that hold any text, each with the line on which it starts. The parser says where a record begins including the
/// blank lines above it, so those are counted here.
fn split(text: &str, delimiter: u8) -> impl Iterator<Item = RosterLine> + '_ {
    let parser = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut at, mut number) = (0, 1);
    parser.into_records().filter_map(move |record| {
        let record = record.ok()?;
        let begin = record.position().map_or(at, |position| position.byte() as usize);
        let start = begin + (text.len() - begin) - text[begin..].trim_start_matches('\n').len();
        number += text[at..start].matches('\n').count();
        at = start;
        let cells: Vec<String> = record.iter().map(tidy).collect();
        // `sep=;` on the first line is a note from one spreadsheet to another.
        let says_something = cells.iter().any(|cell| !cell.is_empty()) && !cells[0].starts_with("sep=");
        says_something.then_some(RosterLine { number, cells, broken: None })
    })
}

/// Some exports write `="0012"` to keep a spreadsheet from dropping the zeros. A line break inside a cell stays, for `checked`.
fn tidy(cell: &str) -> String {
    let cell = cell.trim();
    cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell).trim().to_owned()
}

fn checked(mut line: RosterLine, headers: usize) -> RosterLine {
    line.broken = if line.cells.iter().any(|cell| cell.chars().count() > CELL_CHARS_MAX) {
        Some(UnreadableRow::CellTooLong)
    } else if line.cells.len() != headers && line.cells.iter().any(|cell| cell.contains('\n')) {
        Some(UnreadableRow::OpenQuote)
    } else if line.cells.iter().skip(headers).any(|cell| !cell.is_empty()) {
        Some(UnreadableRow::TooManyCells)
    } else {
        None
    };
    line
}

#[cfg(test)]
mod specs {
    use super::*;

    const HEADER: &str = "Leerlingnummer;Roepnaam;Achternaam;Klas";

    fn rows(text: &str) -> Vec<(usize, String)> {
        let sheet = read(text.as_bytes()).unwrap();
        sheet.lines.into_iter().map(|line| (line.number, line.cells.join("|"))).collect()
    }

    #[test]
    fn every_separator_and_spelling_gives_the_same_rows() {
        let text = format!("{HEADER}\n1001;Zoë;Yıldız;3B\n");
        let expected = vec![(2, "1001|Zoë|Yıldız|3B".to_owned())];
        for delimiter in [";", ",", "\t"] {
            assert_eq!(rows(&text.replace(';', delimiter)), expected);
        }
        assert_eq!(rows(&format!("\u{feff}{text}")), expected);
        assert_eq!(rows(&text.replace('\n', "\r\n")), expected);
        assert_eq!(rows(&text.replace('\n', "\r")), expected);
    }

    #[test]
    fn windows_1252_is_read_as_such() {
        let sheet = read(b"Leerlingnummer;Roepnaam;Achternaam;Klas\n1;Zo\xeb;B\xe4cker;3B\n").unwrap();
        assert_eq!(sheet.encoding, Encoding::Windows1252);
        assert_eq!(sheet.lines[0].cells[1..3], ["Zoë", "Bäcker"]);
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        let text = format!("sep=;\nLijst van 1 september\n\n{HEADER}\n\n1;\"An\nna\";Bos;3B\n;;;\n\n\n2;Bo;Bos;=\"03\"\n");
        assert_eq!(rows(&text), [(6, "1|An\nna|Bos|3B".into()), (11, "2|Bo|Bos|03".to_owned())]);
    }

    #[test]
    fn a_row_that_does_not_fit_its_header_is_marked() {
        let broken = |row: &str| read(format!("{HEADER}\n{row}\n").as_bytes()).unwrap().lines[0].broken;
        assert_eq!(broken("1;An;Bos;3B;;"), None);
        assert_eq!(broken("1;An;Bos"), None);
        assert_eq!(broken("1;An;Bos;3B;nog iets"), Some(UnreadableRow::TooManyCells));
        assert_eq!(broken("1;\"An;Bos;3B\n2;Bo;Bos;3B"), Some(UnreadableRow::OpenQuote));
        assert_eq!(broken(&format!("1;{};Bos;3B", "é".repeat(1_001))), Some(UnreadableRow::CellTooLong));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let refused = |bytes: &[u8]| read(bytes).unwrap_err();
        assert_eq!(refused(b""), NoRoster::Empty);
        assert_eq!(refused(b" \n\n "), NoRoster::Empty);
        assert_eq!(refused(HEADER.as_bytes()), NoRoster::Empty);
        assert_eq!(refused(b"PK\x03\x04rest"), NoRoster::Workbook);
        assert_eq!(refused(b"\xd0\xcf\x11\xe0rest"), NoRoster::OldWorkbook);
        assert_eq!(refused(b"%PDF-1.7"), NoRoster::Pdf);
        assert_eq!(refused(b"\n <!doctype html><table>"), NoRoster::WebPage);
        assert_eq!(refused(b"\xff\xfeL\0e\0"), NoRoster::Utf16);
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0"), NoRoster::Binary);
        assert_eq!(refused(&vec![b'a'; FILE_BYTES_MAX + 1]), NoRoster::TooLarge);
        assert_eq!(refused(format!("{HEADER}{}\n1;a;b;c", ";x".repeat(200)).as_bytes()), NoRoster::TooManyColumns);
        assert_eq!(refused(format!("{HEADER}\n{}", "1;a;b;c\n".repeat(5_001)).as_bytes()), NoRoster::TooManyRows);
        let missing = vec![ColumnKind::Number, ColumnKind::Last, ColumnKind::Class];
        assert_eq!(
            refused(b"Beste mensen, hier de lijst"),
            NoRoster::NoColumns { missing, found: vec!["Beste mensen, hier de lijst".into()] }
        );
    }
}
