//! What a page needs of the stored views: rows by their keys and pages of lists, of as many views as it likes.

use chrono::NaiveDate;
use domain::{
    ids::{Position, Tag},
    views::{AnyRow, View, read_row},
};
use std::collections::BTreeSet;

/// A stored row to find.
#[derive(Clone, Copy)]
pub struct WantedRow {
    pub(crate) view: &'static str,
    pub(crate) version: i16,
    pub(crate) key: Tag,
    pub(crate) read: ReadRow,
}

type ReadRow = fn(&[u8]) -> Result<AnyRow, String>;

impl WantedRow {
    pub fn of<V: View>(key: Tag) -> WantedRow {
        WantedRow { view: V::NAME, version: V::VERSION, key, read: read_row::<V> }
    }
}

/// Where a page of a list begins: after this row, or at the newest one.
pub(crate) type Before = Option<(NaiveDate, Position)>;

/// A page of a list: of which view, whose, from where, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PageOf {
    pub view: &'static str,
    pub list: Tag,
    pub before: Before,
    pub limit: usize,
}

impl PageOf {
    pub(crate) fn of<V: View>(list: Tag, before: Before, limit: usize) -> PageOf {
        PageOf { view: V::NAME, list, before, limit }
    }
}

/// A page of a list to find.
#[derive(Clone, Copy)]
pub(crate) struct WantedPage {
    pub page: PageOf,
    pub version: i16,
    pub read: ReadRow,
}

/// What a page will read whatever it finds there: it comes in one round trip.
#[derive(Default)]
pub struct Ahead {
    pub(crate) rows: Vec<WantedRow>,
    pub(crate) pages: Vec<WantedPage>,
}

impl Ahead {
    pub fn rows(mut self, rows: impl IntoIterator<Item = WantedRow>) -> Ahead {
        self.rows.extend(rows);
        self
    }
    /// A page of a list, as `PageReader::page` will ask for it.
    pub fn page<V: View>(mut self, list: Tag, before: Before, limit: usize) -> Ahead {
        self.pages.push(WantedPage { page: PageOf::of::<V>(list, before, limit), version: V::VERSION, read: read_row::<V> });
        self
    }
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.pages.is_empty()
    }
    /// The views that must be up to date for it.
    pub(crate) fn views(&self) -> BTreeSet<(&'static str, i16)> {
        let of_rows = self.rows.iter().map(|row| (row.view, row.version));
        of_rows.chain(self.pages.iter().map(|wanted| (wanted.page.view, wanted.version))).collect()
    }
}
