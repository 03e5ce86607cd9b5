//! What happened, in one line under month headings.

use leptos::prelude::*;

use super::Icon;
use crate::{say, wording::Language};

/// One thing that happened, in words.
pub struct TimelineItem {
    month: String,
    icon: Icon,
    title: String,
    meta: String,
    proud: bool,
    withdrawn: bool,
    slight: bool,
    body: Option<AnyView>,
    earlier: Option<(String, AnyView)>,
}

impl TimelineItem {
    /// `month` is the heading it stands under; `meta` the day and what else places it, as "gisteren · telefoon".
    pub fn new(month: impl Into<String>, icon: Icon, title: impl Into<String>, meta: impl Into<String>) -> Self {
        let (month, title, meta) = (month.into(), title.into(), meta.into());
        Self { month, icon, title, meta, proud: false, withdrawn: false, slight: false, body: None, earlier: None }
    }

    /// The student is proud of it: it shines.
    pub fn proud(self) -> Self {
        Self { proud: true, ..self }
    }

    /// It was taken back: still there, no longer counting.
    pub fn withdrawn(self) -> Self {
        Self { withdrawn: true, ..self }
    }

    /// It led to nothing yet: there to be counted, but the eye may pass it.
    pub fn slight(self) -> Self {
        Self { slight: true, ..self }
    }

    /// What there is to read or see about it.
    pub fn body(self, body: impl IntoView + 'static) -> Self {
        Self { body: Some(body.into_any()), ..self }
    }

    /// How it read before it was corrected, one tap away: the word to tap, and the original.
    pub fn earlier(self, word: impl Into<String>, original: impl IntoView + 'static) -> Self {
        Self { earlier: Some((word.into(), original.into_any())), ..self }
    }
}

/// What happened, in one continuous line under month headings, in the order given. Without a heading of its own it
/// still has one for those who navigate by headings.
#[component]
pub fn Timeline(t: Language, #[prop(optional, into)] heading: Option<String>, moments: Vec<TimelineItem>) -> impl IntoView {
    let heading = match heading {
        Some(words) => view! { <h2>{words}</h2> }.into_any(),
        None => view! { <h2 class="unseen">{say!(t, "timeline")}</h2> }.into_any(),
    };
    let mut months: Vec<(String, Vec<TimelineItem>)> = Vec::new();
    for moment in moments {
        match months.last_mut() {
            Some((month, so_far)) if *month == moment.month => so_far.push(moment),
            _ => months.push((moment.month.clone(), vec![moment])),
        }
    }
    let months = months.into_iter().map(|(month, moments)| {
        let moments = moments.into_iter().map(|moment| one(t, moment)).collect_view();
        view! { <h3 class="month">{month}</h3><ol>{moments}</ol> }
    });
    view! { {heading}<div class="timeline">{months.collect_view()}</div> }
}

fn one(t: Language, moment: TimelineItem) -> impl IntoView + use<> {
    let class = match &moment {
        TimelineItem { withdrawn: true, .. } => "moment withdrawn",
        TimelineItem { proud: true, .. } => "moment proud",
        TimelineItem { slight: true, .. } => "moment slight",
        _ => "moment",
    };
    let title = match moment.withdrawn {
        true => view! { <s>{moment.title}</s> }.into_any(),
        false => moment.title.into_any(),
    };
    let earlier = moment.earlier.map(|(word, original)| {
        view! { <details class="earlier"><summary>{Icon::Pencil}{word}</summary>{original}</details> }
    });
    view! {
        <li class=class>
            <span class="dot">{moment.icon}</span>
            <h4>{title}</h4>
            <p class="meta">{moment.withdrawn.then(|| view! { <b>{say!(t, "timeline-withdrawn")}</b>" · " })}{moment.meta}</p>
            {moment.body}
            {earlier}
        </li>
    }
}
