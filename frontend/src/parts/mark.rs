//! How far something has come: dots, marks and labels.

use leptos::prelude::*;

use super::{Hidden, Icon};
use crate::markup::Markup;

macro_rules! dot {
    ($shade:literal) => {
        concat!(
            "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\" class=\"dot-mark ",
            $shade,
            "\"><circle cx=\"6\" cy=\"6\" r=\"5\"></circle></svg>"
        )
    };
}

/// How far something has come, from nothing to all the way: the same five shades in bars, charts and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    Blank,
    Begun,
    Some,
    Much,
    Full,
}

impl Shade {
    /// The class that colours a shape; the colours are tokens.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Blank => "shade-0",
            Self::Begun => "shade-1",
            Self::Some => "shade-2",
            Self::Much => "shade-3",
            Self::Full => "shade-4",
        }
    }

    /// A small dot in this shade, beside its word.
    pub(super) fn dot(self) -> impl IntoView + use<> {
        let dot = match self {
            Self::Blank => dot!("shade-0"),
            Self::Begun => dot!("shade-1"),
            Self::Some => dot!("shade-2"),
            Self::Much => dot!("shade-3"),
            Self::Full => dot!("shade-4"),
        };
        Markup::fixed(dot).into_render()
    }
}

/// Where something stands, in a word, with a dot that repeats it.
#[component]
pub fn Status(shade: Shade, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class="status">{shade.dot()}{word}</span> }
}

/// One cell of a grid of done and not done. The label says it to those who do not see the mark.
#[derive(Clone, Debug)]
pub enum GridMark {
    /// Done.
    Done { label: String },
    /// On its way, with a few characters to show: a day of the month, "uit".
    Under { shown: String, label: String },
    /// Not yet.
    Open { label: String },
}

impl IntoRender for GridMark {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        match self {
            Self::Done { label } => view! { <span class="mark done">{Icon::Check}</span><Hidden words=label/> }.into_any(),
            Self::Under { shown, label } => {
                view! { <span class="mark under" aria-hidden="true">{shown}</span><Hidden words=label/> }.into_any()
            }
            Self::Open { label } => view! { <span class="mark open"></span><Hidden words=label/> }.into_any(),
        }
    }
}

/// A small label that says one thing about what it stands with: who sees it, for instance.
#[component]
pub fn Pill(#[prop(optional)] on: bool, #[prop(optional)] icon: Option<Icon>, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class=if on { "pill on" } else { "pill" }>{icon.map(Icon::draw)}{word}</span> }
}
