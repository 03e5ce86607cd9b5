//! A page of the past: the banner above it and the way to another day.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{Button, Icon, Kind};
use crate::{
    addresses::key,
    say,
    wording::{self, Language},
};

/// Which day a page shows instead of now.
#[derive(Clone, Debug)]
pub struct PastFrame {
    /// The last day that counts, Amsterdam.
    pub day: NaiveDate,
    /// A few words more, such as the position in the log.
    pub more: Option<String>,
    /// The same page as it is now.
    pub now: String,
}

/// The frame's upper edge: says plainly that this is not now, with the way back.
#[component]
pub fn PastBanner(t: Language, past: PastFrame) -> impl IntoView {
    view! {
        <aside class="past-banner">
            <p class="wrap">
                <b>{say!(t, "past-banner", day = wording::date(t, past.day))}</b>
                {past.more.map(|more| view! { <span>{more}</span> })}
                <a href=past.now>{Icon::Next}{say!(t, "past-now")}</a>
            </p>
        </aside>
    }
}

/// Asks for a day and shows the page `action` as it was then. `keep` are the other values of the address.
#[component]
pub fn LookAt(
    t: Language,
    #[prop(into)] action: String,
    day: NaiveDate,
    today: NaiveDate,
    #[prop(optional)] keep: Vec<(String, String)>,
) -> impl IntoView {
    let field = DayField { name: key::DAY, label: say!(t, "past-look"), day: Some(day), first: None, last: today };
    view! { <AskDay t action field keep/> }
}

/// The day that a page is asked for.
#[derive(Clone, Debug)]
pub struct DayField {
    /// What the address calls it.
    pub name: &'static str,
    pub label: String,
    /// The day that is shown now.
    pub day: Option<NaiveDate>,
    pub first: Option<NaiveDate>,
    pub last: NaiveDate,
}

/// Asks the page `action` for a day. `keep` are the other values of the address.
#[component]
pub fn AskDay(t: Language, #[prop(into)] action: String, field: DayField, keep: Vec<(String, String)>) -> impl IntoView {
    let keep = keep.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    let DayField { name, label, day, first, last } = field;
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    view! {
        <form class="look-at" action=action>
            {keep}
            <label for=name>{label}</label>
            <input type="date" id=name name=name value=text(day) min=text(first) max=last.to_string()/>
            <Button kind=Kind::Slim icon=Icon::Calendar>{say!(t, "past-show")}</Button>
        </form>
    }
}
