//! Roster import: a school's own list of students and parents, compared with who is known, and carried out through the door.
//!
//! `read` (bytes to rows) → `columns` (which column holds what) → `row` (cells to values) → `match_people` (who is who) →
//! `plan` (what is new, changed, gone, in doubt or wrong) → `apply` (row by row, whole or not at all) → `report` (in Dutch).
//! Everything before `apply` is pure.

mod apply;
mod columns;
#[cfg(test)]
mod corpus;
mod known;
mod match_people;
mod names;
mod plan;
mod read;
mod report;
mod row;

pub use apply::NotImported;
pub use known::{KnownClass, KnownSchool, KnownStudent};
pub use match_people::KnownAdult;
pub use plan::{Gone, RosterPlan, RowPlan, Verdict};
pub use read::NoRoster;
pub use report::{Report, ReportCounts, ReportRow};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents: how headers and names are compared.
fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            other => other,
        })
        .collect()
}
