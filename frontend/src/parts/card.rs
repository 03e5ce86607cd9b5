//! Cards, and the tiles of a home page.

use leptos::prelude::*;

use super::Icon;

/// What a card is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// Something that waits for the reader, such as families not yet reached: warm, never red.
    Attention,
    /// The one thing to do now: the first thing the eye meets. At most one on a page.
    Now,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "card",
            Self::Attention => "card attention",
            Self::Now => "card now",
        }
    }
}

/// A quiet frame around what belongs together, with a heading and above it, if wanted, a small word on what it is.
#[component]
pub fn Card(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] heading: Option<String>,
    #[prop(optional, into)] over: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=tone.class()>
            {over.map(|word| view! { <p class="small over">{word}</p> })}
            {heading.map(|words| view! { <h2>{words}</h2> })}
            {children()}
        </section>
    }
}

/// A row of at most three tiles that lead on from a home page.
#[component]
pub fn Tiles(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! { <nav class="tiles" aria-label=label>{children()}</nav> }
}

/// A picture and a word to tap.
#[component]
pub fn Tile(#[prop(into)] href: String, icon: Icon, #[prop(into)] word: String) -> impl IntoView {
    view! { <a class="tile" href=href>{icon}<span>{word}</span></a> }
}
