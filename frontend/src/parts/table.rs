//! Tables whose rows become cards on a phone.

use leptos::{prelude::*, tachys::view::RenderHtml};

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
pub struct Row(Vec<String>);

impl Row {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn cell<V: IntoRender<Output: IntoView>>(mut self, content: V) -> Self {
        self.0.push(content.into_render().into_view().to_html());
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
                <tbody role="rowgroup" id=self.id inner_html=rows></tbody>
            </table>
        }
        .into_any()
    }

    fn body(&self, rows: impl IntoIterator<Item = Row>) -> String {
        let cell = |(word, align): &(String, Align)| {
            Frame::of(view! { <td role="cell" class=align.class() data-label=word.clone()></td> })
        };
        let first = Frame::of(view! { <th role="rowheader" scope="row"></th> });
        let frames: Vec<Frame> = std::iter::once(first).chain(self.columns.iter().skip(1).map(cell)).collect();
        let mut body = String::new();
        for Row(cells) in rows {
            debug_assert_eq!(cells.len(), self.columns.len(), "a row of {} has another number of cells", self.caption);
            body.push_str("<tr role=\"row\">");
            frames.iter().zip(cells).for_each(|(frame, cell)| frame.around(&cell, &mut body));
            body.push_str("</tr>");
        }
        body
    }
}

/// What stands around each cell of a column.
struct Frame {
    open: String,
    close: String,
}

impl Frame {
    fn of(empty: impl IntoView) -> Frame {
        let mut open = empty.into_view().to_html();
        let close = open.split_off(open.rfind("</").unwrap_or(open.len()));
        Frame { open, close }
    }

    fn around(&self, cell: &str, body: &mut String) {
        for piece in [&self.open, cell, &self.close] {
            body.push_str(piece);
        }
    }
}
