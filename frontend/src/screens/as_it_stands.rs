//! An entry as it stands on the timeline, above a form about it.

use app::questions::OneEntryPage;
use leptos::prelude::*;

use crate::{
    parts::Timeline,
    screens::{
        entry_text::{EntryText, TimelineReader},
        naming::short_name,
        visit::Visit,
    },
};

/// The entry as it stands on the timeline, without anything to tap.
pub(crate) fn as_it_stands(visit: &Visit, page: &OneEntryPage) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let text = EntryText::new(visit, TimelineReader::staff(visit), &student, &page.people);
    let moment = text.moment(&page.entry);
    view! { <Timeline t moments=vec![moment]/> }
}
