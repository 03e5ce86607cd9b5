//! The head of a page, the way back, and the way to other pages.

use leptos::prelude::*;

use super::Icon;
use crate::{say, wording::Language};

/// The head of a page: its one title, a line under it, and at most two buttons as children.
#[component]
pub fn Head(
    #[prop(into)] title: String,
    /// What stands under the title; a view, so that a number can stand out.
    #[prop(optional, into)]
    lede: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="head">
            <div><h1>{title}</h1>{lede.map(|lede| view! { <p class="lede">{lede}</p> })}</div>
            {children.map(|actions| view! { <div class="actions">{actions()}</div> })}
        </div>
    }
}

/// The way back to the page above this one; its word says which.
#[component]
pub fn Back(#[prop(into)] href: String, #[prop(into)] word: String) -> impl IntoView {
    view! { <a class="back" href=href>{Icon::Back}{word}</a> }
}

/// Terms with their values, such as the figures of a day.
#[component]
pub fn Facts(facts: Vec<(String, AnyView)>) -> impl IntoView {
    let facts = facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view();
    view! { <dl class="facts num">{facts}</dl> }
}

/// Leads to the page before and after this one in a list that is read page by page. Nothing when there is only one.
#[component]
pub fn Pager(t: Language, newer: Option<String>, older: Option<String>) -> impl IntoView {
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=say!(t, "pager")>
                {newer.map(|href| view! { <a class="btn quiet" href=href rel="prev">{Icon::Back}{say!(t, "pager-newer")}</a> })}
                {older.map(|href| view! { <a class="btn quiet older" href=href rel="next">{say!(t, "pager-older")}{Icon::Next}</a> })}
            </nav>
        }
    })
}
