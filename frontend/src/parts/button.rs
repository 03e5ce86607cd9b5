//! Buttons, and links that look like one.

use leptos::prelude::*;

use super::Icon;

/// How much a button asks for the eye. At most one `Main` on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Main,
    Quiet,
    /// Quiet and low, for rows of a list.
    Slim,
    /// Main and low, for the one row where it matters most.
    SlimMain,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "btn",
            Self::Quiet => "btn quiet",
            Self::Slim => "btn quiet slim",
            Self::SlimMain => "btn slim",
        }
    }
}

/// Sends the form it stands in, with its own `name` and `value` when it has them: an answer in one tap.
#[component]
pub fn Button(
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
    children: Children,
) -> impl IntoView {
    view! { <button class=kind.class() name=name value=value>{icon.map(Icon::draw)}{children()}</button> }
}

/// Goes to another page; looks like a button because it starts something.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{icon.map(Icon::draw)}{children()}</a> }
}
