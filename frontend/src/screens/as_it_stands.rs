//! An entry as it stands on the timeline, above a form about it.

use app::questions::OneEntryPage;
use leptos::prelude::*;

use crate::{
    parts::Timeline,
    screens::{
        entry::{EntryText, Eyes},
        naming::short_name,
        visit::Visit,
    },
};

/// The entry as it stands on the timeline, without anything to tap.
pub(crate) fn as_it_stands(visit: &Visit, page: &OneEntryPage) -> impl IntoView + use<> {
    let t = visit.t;
    let teller = EntryText {
        t,
        today: visit.now.today,
        eyes: Eyes::Staff { me: visit.me(), mends: false },
        student: &short_name(t, &page.name),
        people: &page.people,
        classes: &[],
        acts: false,
        line: None,
    };
    let moment = teller.moment(&page.entry);
    view! { <Timeline t moments=vec![moment]/> }
}
