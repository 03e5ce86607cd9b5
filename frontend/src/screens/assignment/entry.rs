//! An assignment for home on a timeline: what it is, what came back, and what school did with it.

use domain::{
    assignment::AssignmentKind,
    ids::{AssignmentId, TagKind},
    views::{AssignmentContent, AssignmentState, Entry, Return},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Hidden, Icon, Pill, Prose},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        naming::erased_or,
    },
    wording::{self, capital},
};

impl EntryText<'_> {
    /// "Opdracht voor thuis: Waar ben ik goed in?"; at home, once it shows a talk, "Thuis gepraat: …".
    pub(crate) fn assignment(&self, told: &AssignmentContent) -> String {
        let t = self.t;
        let title = erased_or(t, &told.sheet, |sheet| sheet.title.as_str().to_owned());
        let talked = told.returned.iter().any(|back| back.others || !back.with.is_empty());
        match self.reader {
            TimelineReader::Home { .. } | TimelineReader::Student if talked => say!(t, "entry-assignment-talked", title = title),
            _ => say!(t, "entry-assignment", title = title),
        }
    }

    /// By when it comes back, as long as it is at home.
    pub(crate) fn assignment_due(&self, told: &AssignmentContent) -> Option<String> {
        let open = told.returned.is_empty();
        open.then(|| say!(self.t, "assignment-due", day = wording::on_day(self.t, told.due, self.today)))
    }

    pub(crate) fn assignment_body(&self, told: &AssignmentContent) -> impl IntoView + use<> {
        let t = self.t;
        let state = self.assignment_state(told).map(|state| view! { <Pill on=true word=capital(&state.word(t))/> });
        let back = told.returned.iter().map(|back| self.came_back(back)).collect_view();
        let used = told.used.as_ref().map(|used| {
            let words = used.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
            view! {
                <p class="became">{Icon::School}<span>{say!(t, "assignment-used", how = used.used_in.word(t))}</span></p>
                {words.map(|words| view! { <Prose words/> })}
            }
        });
        let parked = told.parked.as_ref().filter(|_| told.used.is_none()).map(|parked| {
            let words = erased_or(t, &parked.because, |words| words.as_str().to_owned());
            view! { <p class="became">{Icon::Pause}<span>{say!(t, "assignment-parked")}</span></p><Prose words/> }
        });
        view! {
            <div class="pills">{state}<Pill word=capital(&told.kind.word(t))/></div>
            {back}
            {used}
            {parked}
        }
    }

    /// Where it stands, for staff; at home nothing is called late.
    fn assignment_state(&self, told: &AssignmentContent) -> Option<AssignmentState> {
        let state = match told {
            _ if told.used.is_some() => AssignmentState::Used,
            _ if told.parked.is_some() => AssignmentState::Parked,
            _ if !told.returned.is_empty() => AssignmentState::Back,
            _ if told.due < self.today => AssignmentState::Late,
            _ if !told.opened.is_empty() => AssignmentState::Opened,
            _ => AssignmentState::Given,
        };
        match (self.reader, state) {
            (TimelineReader::Staff { .. }, state) => Some(state),
            (_, AssignmentState::Used) => Some(state),
            _ => None,
        }
    }

    /// Who brought it back, with whom, and what it brought.
    pub(crate) fn came_back(&self, back: &Return) -> impl IntoView + use<> {
        let t = self.t;
        let others = back.with.iter().filter(|person| **person != back.by).map(|person| self.company(*person));
        let somebody = back.others.then(|| say!(t, "assignment-back-others"));
        let with: Vec<_> = others.chain(somebody).collect();
        let who = capital(&self.who(back.by));
        let line = match with.is_empty() {
            true => who,
            false => say!(t, "assignment-back-with", who = who, with = wording::list(t, &with)),
        };
        let brought = back.brought.iter().map(|brought| view! { <Pill word=capital(&brought.word(t))/> });
        let brought = (!back.brought.is_empty()).then(|| view! { <div class="pills">{brought.collect_view()}</div> });
        let words = back.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
        view! {
            <div class="back-from-home">
                <p><b>{line}</b>" "<span class="soft">{wording::short_date(t, back.on, self.today)}</span></p>
                {brought}
                {words.map(|words| view! { <Prose words/> })}
            </div>
        }
    }

    /// What this reader can do with it from here.
    pub(crate) fn assignment_acts(&self, entry: &Entry, told: &AssignmentContent) -> Option<AnyView> {
        let (t, id) = (self.t, entry.key.id);
        if entry.key.kind != TagKind::Assignment {
            return None;
        }
        let which = format!(": {}", self.assignment(told));
        let link = |href: Address, word: String| view! { <a href=href>{word}<Hidden words=which.clone()/></a> };
        let link = match self.reader {
            TimelineReader::Staff { corrects: false, .. } => return None,
            TimelineReader::Staff { .. } if told.returned.is_empty() => {
                link(addresses::assignment_withdrawal(entry.student, AssignmentId(id)), say!(t, "assignment-act-withdraw"))
            }
            TimelineReader::Staff { .. } if told.used.is_none() => {
                link(addresses::assignment(entry.student, AssignmentId(id)), say!(t, "assignment-act-use"))
            }
            TimelineReader::Staff { .. } => return None,
            TimelineReader::Home { .. } => {
                link(addresses::home_assignment(AssignmentId(id)).of_child(entry.student), say!(t, "assignment-open"))
            }
            TimelineReader::Student => link(addresses::own_assignment(AssignmentId(id)), say!(t, "assignment-open")),
        };
        Some(view! { <p class="entry-actions">{link}</p> }.into_any())
    }
}

/// The picture of each sort.
pub const fn kind_icon(kind: AssignmentKind) -> Icon {
    match kind {
        AssignmentKind::Together => Icon::Table,
        AssignmentKind::Outing => Icon::Flag,
        AssignmentKind::ParentsWork => Icon::Hands,
        AssignmentKind::ImportantOthers => Icon::People,
    }
}
