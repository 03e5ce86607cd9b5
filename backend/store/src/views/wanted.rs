//! What a page asks of the stored views: rows by their keys and pages of lists, of as many views as it likes.

use chrono::NaiveDate;
use domain::{
    ids::{Position, Tag},
    views::{AnyView, View},
};
use std::collections::BTreeSet;

/// A stored row to find.
#[derive(Clone, Copy)]
pub struct WantedRow {
    pub(crate) view: &'static AnyView,
    pub(crate) key: Tag,
}

const fn view_of<V: View>() -> &'static AnyView {
    const { &AnyView::of::<V>() }
}

impl WantedRow {
    /// The row of a view under this key.
    pub fn of<V: View>(key: Tag) -> WantedRow {
        WantedRow { view: view_of::<V>(), key }
    }
}

/// Where a page of a list begins: after the row of this day and position, or at the newest one.
pub type ListCursor = Option<(NaiveDate, Position)>;

/// A page of a list: of which view, which list, from where, and how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ListPage {
    pub view: &'static str,
    pub list: Tag,
    pub before: ListCursor,
    pub limit: usize,
}

impl ListPage {
    pub(crate) fn of<V: View>(list: Tag, before: ListCursor, limit: usize) -> ListPage {
        ListPage { view: V::NAME, list, before, limit }
    }
}

/// A page of a list to find.
#[derive(Clone, Copy)]
pub(crate) struct WantedPage {
    pub page: ListPage,
    pub view: &'static AnyView,
}

/// What a page will certainly read, so that it comes in one round trip.
#[derive(Default)]
pub struct Ahead {
    pub(crate) rows: Vec<WantedRow>,
    pub(crate) pages: Vec<WantedPage>,
}

impl Ahead {
    /// Also these rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = WantedRow>) -> Ahead {
        self.rows.extend(rows);
        self
    }
    /// Also a page of a list, as `PageReader::page` will ask for it.
    pub fn page<V: View>(mut self, list: Tag, before: ListCursor, limit: usize) -> Ahead {
        self.pages.push(WantedPage { page: ListPage::of::<V>(list, before, limit), view: view_of::<V>() });
        self
    }
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.pages.is_empty()
    }
    /// The views that must be up to date for it.
    pub(crate) fn views(&self) -> BTreeSet<(&'static str, i16)> {
        let views = self.rows.iter().map(|row| row.view).chain(self.pages.iter().map(|wanted| wanted.view));
        views.map(|view| (view.name, view.version)).collect()
    }
}
