//! Tables whose rows become cards on a phone.

use leptos::prelude::*;

use crate::markup::{Frame, Markup};

/// How a column stands: words at the start, marks in the middle, numbers at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    Middle,
    End,
}

impl Align {
    const fn class(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => "c",
            Self::End => "e",
        }
    }
}

/// A table whose rows become cards on a phone, each value under its column's word. The first column names the row.
///
/// Roles are written out, because a table that is laid out as cards is no table to a screen reader otherwise.
pub struct Table {
    caption: String,
    id: Option<&'static str>,
    columns: Vec<(String, Align)>,
}

/// The cells of one row, in the order of the columns, as markup: a class has some two hundred, and a view that waits to be
/// drawn costs more than what it draws.
#[derive(Default)]
pub struct Row(Vec<Markup>);

impl Row {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn cell<V: IntoRender<Output: IntoView>>(mut self, content: V) -> Self {
        self.0.push(Markup::of(content.into_render()));
        self
    }
}

impl Table {
    /// The caption says what the table holds to those who do not see the page around it.
    pub fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), id: None, columns: Vec::new() }
    }

    /// Names the rows, so that `FilterList` can find them.
    pub fn rows_id(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }

    pub fn column(mut self, word: impl Into<String>, align: Align) -> Self {
        self.columns.push((word.into(), align));
        self
    }

    pub fn show(self, rows: impl IntoIterator<Item = Row>) -> AnyView {
        let rows = self.body(rows);
        let head = self.columns.into_iter().map(|(word, align)| {
            view! { <th role="columnheader" scope="col" class=align.class()>{word}</th> }
        });
        let head = head.collect_view();
        view! {
            <table role="table" class="stack">
                <caption class="unseen">{self.caption}</caption>
                <thead role="rowgroup"><tr role="row">{head}</tr></thead>
                <tbody role="rowgroup" id=self.id>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    fn body(&self, rows: impl IntoIterator<Item = Row>) -> Markup {
        let cell = |(word, align): &(String, Align)| {
            Frame::of(view! { <td role="cell" class=align.class() data-label=word.clone()></td> })
        };
        let first = Frame::of(view! { <th role="rowheader" scope="row"></th> });
        let frames: Vec<Frame> = std::iter::once(first).chain(self.columns.iter().skip(1).map(cell)).collect();
        let line = Frame::of(view! { <tr role="row"></tr> });
        let mut body = Markup::default();
        for Row(cells) in rows {
            debug_assert_eq!(cells.len(), self.columns.len(), "a row of {} has another number of cells", self.caption);
            line.around(&mut body, |body| frames.iter().zip(&cells).for_each(|(frame, cell)| frame.around_piece(cell, body)));
        }
        body
    }
}
