use leptos::prelude::*;

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

/// The cells of one row, in the order of the columns.
#[derive(Default)]
pub struct Row(Vec<AnyView>);

impl Row {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn cell<V: IntoRender<Output: IntoView>>(mut self, content: V) -> Self {
        self.0.push(content.into_render().into_any());
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
        let head = self.columns.iter().map(|(word, align)| {
            view! { <th role="columnheader" scope="col" class=align.class()>{word.clone()}</th> }
        });
        let head = head.collect_view();
        let rows = rows.into_iter().map(|row| view! { <tr role="row">{self.cells(row)}</tr> }).collect_view();
        view! {
            <table role="table" class="stack">
                <caption class="unseen">{self.caption}</caption>
                <thead role="rowgroup"><tr role="row">{head}</tr></thead>
                <tbody role="rowgroup" id=self.id>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    fn cells(&self, row: Row) -> impl IntoView + use<> {
        debug_assert_eq!(row.0.len(), self.columns.len(), "a row of {} has another number of cells", self.caption);
        let cells = row.0.into_iter().zip(&self.columns).enumerate().map(|(i, (content, (word, align)))| match i {
            0 => view! { <th role="rowheader" scope="row">{content}</th> }.into_any(),
            _ => view! { <td role="cell" class=align.class() data-label=word.clone()>{content}</td> }.into_any(),
        });
        cells.collect_view()
    }
}
