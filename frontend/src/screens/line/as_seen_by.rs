//! `/mijn-lijn/zo-ziet?wie=…`: the student's line through another's eyes, exactly what the policy lets them see.

use app::{Answered, questions::AsSeenByPage};
use domain::{ids::PersonId, line::ShareWith};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    addresses,
    parts::{Back, Empty, Head, Icon, Timeline},
    say,
    screens::{
        entry_text::{EntryText, TimelineReader},
        line::{entry::around_word, fields::with_code},
        naming::short_name,
        visit::Visit,
    },
    wording::capital,
};

pub fn page(visit: &Visit, answered: &Answered<AsSeenByPage>) -> String {
    let (t, page) = (visit.t, &answered.answer);
    visit.show(say!(t, "own-as-seen"), None, || {
        let school = (ShareWith::School, say!(t, "own-share-school"));
        let around = page.around.iter().map(|brief| (ShareWith::Person(brief.person), capital(&around_word(t, brief))));
        let choices = around.chain([school]).map(|(with, word)| {
            let here = (page.seen_by == Some(with)).then_some("page");
            let href = addresses::own_line_seen().seen_by(&with_code(with));
            view! { <a href=href aria-current=here>{Icon::Eye}{word}</a> }
        });
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title=say!(t, "own-as-seen") lede=say!(t, "own-as-seen-lede").into_any()/>
                <nav class="children" aria-label=say!(t, "own-as-seen-who")>{choices.collect_view()}</nav>
                {seen(visit, answered)}
            </div>
        }
    })
}

fn seen(visit: &Visit, answered: &Answered<AsSeenByPage>) -> AnyView {
    let (t, page) = (visit.t, &answered.answer);
    if page.timeline.entries.is_empty() {
        return view! { <Empty icon=Icon::Lock words=say!(t, "own-as-seen-nothing")/> }.into_any();
    }
    let student = short_name(t, &page.name);
    let reader = match page.seen_by {
        Some(ShareWith::Person(me)) => TimelineReader::Home { me },
        _ => TimelineReader::Staff { me: None, corrects: false },
    };
    let text = EntryText::new(visit, reader, &student, &page.people).of_page(&page.timeline, answered.today);
    let moments = page.timeline.entries.iter().map(|entry| text.as_another_reads(entry)).collect();
    view! { <Timeline t heading=say!(t, "own-as-seen-what") moments/> }.into_any()
}

/// Reads `?wie=`.
pub fn asked(code: &str) -> Option<ShareWith> {
    match code {
        "" => None,
        // Nobody has this id, so an address that was made up shows nothing.
        code => Some(crate::screens::line::fields::with(code).unwrap_or(ShareWith::Person(PersonId(Uuid::nil())))),
    }
}
