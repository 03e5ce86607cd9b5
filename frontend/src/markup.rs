//! Where text becomes markup: this file is the fence between what somebody wrote and what a browser obeys. The framework
//! escapes text and attributes, but not the content of every kind of element, and it has ways to write markup as it is. Those
//! elements and those ways stand here and nowhere else; a test of the whole code asks for that.

mod names;

use std::borrow::Cow;

use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::RenderHtml},
};

/// HTML that may be written as it is: the framework drew it, or it stands in the program itself. No text becomes one.
#[derive(Debug, Default)]
pub struct Markup(Cow<'static, str>);

impl Markup {
    /// Markup that was written when the program was compiled.
    pub const fn fixed(markup: &'static str) -> Markup {
        Markup(Cow::Borrowed(markup))
    }

    /// A view, drawn: every text and attribute in it is escaped.
    pub fn of(view: impl IntoView) -> Markup {
        Markup(Cow::Owned(view.into_view().to_html()))
    }

    /// Is there an island in it, so that the page needs a script?
    pub fn has_islands(&self) -> bool {
        // Text has no sign `<` of its own here, so this is an element.
        self.0.contains("<leptos-island")
    }

    /// The whole of a page.
    pub fn document(html: impl IntoView) -> String {
        format!("<!doctype html>{}", names::in_elements(Markup::of(html).0.into_owned()))
    }

    fn push(&mut self, more: &str) {
        self.0.to_mut().push_str(more);
    }
}

impl IntoRender for Markup {
    type Output = InertElement;

    fn into_render(self) -> InertElement {
        InertElement::new(self.0)
    }
}

/// Does a whole page fetch a script? No text of a page holds a sign `<` of its own, so what is found is an element.
pub fn has_scripts(page: &str) -> bool {
    page.contains("<script ")
}

/// What stands around a piece of markup: an element that is drawn once and filled many times.
pub struct Frame {
    open: String,
    close: String,
}

impl Frame {
    /// Of an element without content.
    pub fn of(empty: impl IntoView) -> Frame {
        let mut open = Markup::of(empty).0.into_owned();
        let close = open.split_off(open.rfind("</").unwrap_or(open.len()));
        Frame { open, close }
    }

    /// Writes the element at the end of `into`, with what `fill` writes in it.
    pub fn around(&self, into: &mut Markup, fill: impl FnOnce(&mut Markup)) {
        into.push(&self.open);
        fill(into);
        into.push(&self.close);
    }

    /// The same around one piece.
    pub fn around_piece(&self, piece: &Markup, into: &mut Markup) {
        self.around(into, |into| into.push(&piece.0));
    }
}

/// A script of ours that the browser fetches. It has no content, so no text of a page can become one.
#[component]
pub fn Script(src: String) -> impl IntoView {
    view! { <script type="module" src=src></script> }
}

/// A box for a few sentences. A browser reads its content as text in which only `&` and the closing tag count; the framework
/// writes that content as it is, so it is escaped here.
#[component]
pub fn TextBox(
    name: &'static str,
    max: u32,
    value: String,
    described: Option<String>,
    invalid: Option<&'static str>,
) -> impl IntoView {
    view! {
        <textarea id=name name=name rows="4" maxlength=max dir="auto" aria-describedby=described aria-invalid=invalid>
            {box_content(&value)}
        </textarea>
    }
}

/// A browser drops the first line break of a text box, so one stands before what was typed.
fn box_content(value: &str) -> String {
    format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod hostile;
