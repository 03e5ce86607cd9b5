//! The line above a page that says what was just done.

use leptos::prelude::*;

use crate::{done::Done, parts::Icon, screens::coded::Coded, wording::Language};

#[component]
pub fn DoneLine(t: Language, done: Option<Done>) -> impl IntoView {
    done.map(|done| view! { <p class="done" role="status">{Icon::Check}{done.word(t)}</p> })
}
