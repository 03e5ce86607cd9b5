//! The other faces of a page: nothing there yet, done, refused, broken.

use leptos::prelude::*;

use super::{Icon, Kind, LinkButton};
use crate::{say, wording::Language};

/// A whole page that says one thing: what happened, and as children what can be done next.
#[component]
pub fn Notice(
    icon: Icon,
    #[prop(into)] heading: String,
    /// Whether it is good news: then the icon shines.
    #[prop(optional)]
    good: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class=if good { "notice good" } else { "notice" }>
            <span class="round">{icon}</span>
            <h1>{heading}</h1>
            {children.map(|next| next())}
        </section>
    }
}

/// Nothing to show yet in this part of a page: says so and, as children, how that changes.
#[component]
pub fn Empty(icon: Icon, #[prop(into)] words: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! { <div class="empty"><span class="round">{icon}</span><p>{words}</p>{children.map(|next| next())}</div> }
}

/// 404: also for what may not be known to exist.
#[component]
pub fn Missing(t: Language) -> impl IntoView {
    view! {
        <Notice icon=Icon::Search heading=say!(t, "missing-title")>
            <p>{say!(t, "missing-text")}</p>
            <ToStart t/>
        </Notice>
    }
}

/// 403: known to exist, but not for this reader.
#[component]
pub fn Denied(t: Language) -> impl IntoView {
    view! {
        <Notice icon=Icon::Lock heading=say!(t, "denied-title")>
            <p>{say!(t, "denied-text")}</p>
            <ToStart t/>
        </Notice>
    }
}

/// 403: sent by a page that is not ours.
#[component]
pub fn Foreign(t: Language) -> impl IntoView {
    view! {
        <Notice icon=Icon::Lock heading=say!(t, "foreign-title")>
            <p>{say!(t, "foreign-text")}</p>
            <ToStart t/>
        </Notice>
    }
}

/// 403: from a page that was open under another session. Nothing was done; what was typed stands below.
#[component]
pub fn Outdated(t: Language) -> impl IntoView {
    view! {
        <Notice icon=Icon::Undo heading=say!(t, "outdated-title")>
            <p>{say!(t, "outdated-text")}</p>
            <ToStart t/>
        </Notice>
    }
}

/// 503: too much at once; nothing is lost. `again` is the address to try, unless a form is to be sent again.
#[component]
pub fn Busy(t: Language, again: Option<String>) -> impl IntoView {
    view! {
        <Notice icon=Icon::Clock heading=say!(t, "busy-title")>
            <p>{say!(t, "busy-text")}</p>
            {again.map(|href| view! { <LinkButton href>{say!(t, "busy-again")}</LinkButton> })}
        </Notice>
    }
}

/// 503: the database does not answer. What was stored before is safe. `again` is the address to try,
/// unless a form is to be sent again.
#[component]
pub fn Outage(t: Language, again: Option<String>) -> impl IntoView {
    view! {
        <Notice icon=Icon::Warn heading=say!(t, "outage-title")>
            <p>{say!(t, "outage-text")}</p>
            {again.map(|href| view! { <LinkButton href kind=Kind::Quiet>{say!(t, "outage-again")}</LinkButton> })}
        </Notice>
    }
}

/// 500: our fault, with a reference that leads us to what happened.
#[component]
pub fn Broken(t: Language, #[prop(into)] reference: String) -> impl IntoView {
    view! {
        <Notice icon=Icon::Warn heading=say!(t, "broken-title")>
            <p>{say!(t, "broken-text")}</p>
            <p class="soft num">{say!(t, "broken-reference", reference = reference)}</p>
            <ToStart t/>
        </Notice>
    }
}

/// 409, above the form with what was typed kept: someone was just before. As children, what changed.
#[component]
pub fn Stale(t: Language, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <section class="summary" role="alert">
            <h2>{Icon::People}{say!(t, "stale-title")}</h2>
            <p>{say!(t, "stale-text")}</p>
            {children.map(|changed| changed())}
        </section>
    }
}

/// Everyone's own start is behind `/`.
#[component]
fn ToStart(t: Language) -> impl IntoView {
    view! { <LinkButton href="/" kind=Kind::Quiet>{say!(t, "to-start")}</LinkButton> }
}
