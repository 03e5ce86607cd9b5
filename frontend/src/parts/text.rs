//! Text inside a page: words that stand out, prose, words for a screen reader only.

use leptos::prelude::*;

/// A sentence from the catalogue in which `**these words**` stand out.
#[component]
pub fn Strong(#[prop(into)] words: String) -> impl IntoView {
    let pieces = words.split("**").enumerate().map(|(i, piece)| {
        let piece = piece.to_owned();
        if i % 2 == 1 { view! { <b>{piece}</b> }.into_any() } else { piece.into_any() }
    });
    pieces.collect_view()
}

/// What someone wrote, with their own line breaks, in whatever direction they write.
#[component]
pub fn Prose(#[prop(into)] words: String) -> impl IntoView {
    view! { <p class="prose" dir="auto">{words}</p> }
}

/// Words for a screen reader only, where eyes have a picture or a place in a table.
#[component]
pub fn Hidden(#[prop(into)] words: String) -> impl IntoView {
    view! { <span class="unseen">{words}</span> }
}
