//! An agreement on a timeline: three lanes, one for each who promised something.

use domain::{
    agreement::{Answer, Party},
    ids::{AgreementId, PersonId, TagKind},
    views::{AgreementContent, Ended, Entry, Lane},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Hidden, Icon, Prose},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        naming::erased_or,
    },
    wording::{self, capital},
};

impl EntryText<'_> {
    /// "Afspraak: zelf contact leggen".
    pub(crate) fn agreement(&self, told: &AgreementContent) -> String {
        let point = erased_or(self.t, &told.pledge, |pledge| pledge.point.as_str().to_owned());
        say!(self.t, "entry-agreement", point = point)
    }

    pub(crate) fn agreement_from(&self, told: &AgreementContent) -> Option<String> {
        told.from.map(|_| say!(self.t, "agreement-from-talk"))
    }

    pub(crate) fn agreement_body(&self, told: &AgreementContent) -> impl IntoView + use<> {
        view! { {self.lanes(told)}{self.became(told)} }
    }

    /// Three lanes beside each other; on a phone one under the other.
    pub(crate) fn lanes(&self, told: &AgreementContent) -> impl IntoView + use<> {
        let lanes = Party::ALL.map(|party| self.lane(told, party));
        view! { <ul class="lanes">{lanes.into_iter().collect_view()}</ul> }
    }

    fn lane(&self, told: &AgreementContent, party: Party) -> impl IntoView + use<> {
        let t = self.t;
        let (part, lane) = (told.parts.of(party), told.lane(party));
        let does = erased_or(t, &told.pledge, |pledge| {
            let line = match party {
                Party::Student => &pledge.student,
                Party::Home => &pledge.home,
                Party::School => &pledge.school,
            };
            line.as_str().to_owned()
        });
        let words = lane.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
        let class = if lane.done.is_some() { "lane done" } else { "lane" };
        let (icon, state) = self.lane_state(lane);
        let due = lane.done.is_none().then(|| wording::day(t, part.due, self.today));
        view! {
            <li class=class>
                <p class="owner">{self.lane_owner(party, part.owner)}</p>
                <p dir="auto">{does}</p>
                {due.map(|day| view! { <p class="soft small">{say!(t, "lane-due", day = day)}</p> })}
                <p class="lane-state small">{icon}<span>{state}</span></p>
                {words.map(|words| view! { <Prose words/> })}
            </li>
        }
    }

    /// Whose lane it is: "Ik", "U", "Amira", "Thuis · moeder".
    fn lane_owner(&self, party: Party, owner: PersonId) -> String {
        let t = self.t;
        match (party, self.reader) {
            (Party::Student, TimelineReader::Student) => say!(t, "lane-me"),
            (Party::Student, _) => self.student.to_owned(),
            (Party::Home, TimelineReader::Home { me }) if me == owner => say!(t, "lane-you"),
            (Party::Home, _) => say!(t, "lane-owner", party = say!(t, "lane-home"), who = self.who(owner)),
            (Party::School, _) => say!(t, "lane-owner", party = say!(t, "lane-school"), who = self.called(owner)),
        }
    }

    fn lane_state(&self, lane: &Lane) -> (Icon, String) {
        let t = self.t;
        match (lane.done, lane.answer) {
            (Some(done), _) => (Icon::Check, say!(t, "lane-done", day = wording::on_short_date(t, done, self.today))),
            (None, Answer::Yes) => (Icon::Hands, say!(t, "lane-yes")),
            (None, Answer::None) => (Icon::Clock, say!(t, "lane-asked")),
            (None, Answer::Otherwise(how)) => (Icon::Question, say!(t, "lane-otherwise", how = how.word(t))),
        }
    }

    /// How far it is, or how it ended.
    fn became(&self, told: &AgreementContent) -> impl IntoView + use<> {
        let t = self.t;
        let done = told.lanes.iter().filter(|lane| lane.done.is_some()).count();
        let day = |ended: &Ended| wording::short_date(t, ended.on, self.today);
        let (icon, words) = match &told.ended {
            Some(ended) if ended.because.is_some() => (Icon::Pause, say!(t, "agreement-cancelled", day = day(ended))),
            Some(ended) => (Icon::Pause, say!(t, "agreement-lapsed", day = day(ended))),
            None if done == Party::ALL.len() => (Icon::Check, say!(t, "agreement-kept")),
            None if done == 0 => return None,
            None => (Icon::Check, say!(t, "agreement-done", done = done)),
        };
        let because = told.ended.as_ref().and_then(|ended| ended.because.as_ref());
        let because = because.map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
        Some(view! {
            <p class="became">{icon}<span>{words}</span></p>
            {because.map(|words| view! { <Prose words/> })}
        })
    }

    /// What this reader can do with it from here.
    pub(crate) fn agreement_acts(&self, entry: &Entry, told: &AgreementContent) -> Option<AnyView> {
        let (t, id) = (self.t, entry.key.id);
        let over = told.ended.is_some() || told.lanes.iter().all(|lane| lane.done.is_some());
        if entry.key.kind != TagKind::Agreement || over {
            return None;
        }
        let which = format!(": {}", self.agreement(told));
        let link = |href: Address, word: String| view! { <a href=href>{word}<Hidden words=which.clone()/></a> };
        let id = AgreementId(id);
        let links = match self.reader {
            TimelineReader::Staff { corrects: false, .. } => return None,
            TimelineReader::Staff { .. } => {
                let done = link(addresses::agreement(entry.student, id), say!(t, "agreement-act-done"));
                let adjust = link(addresses::agreement_adjustment(entry.student, id), say!(t, "agreement-act-adjust"));
                let stop = link(addresses::agreement_end(entry.student, id), say!(t, "agreement-act-stop"));
                view! { {done}{adjust}{stop} }.into_any()
            }
            // Only who has a part in it has something to answer.
            TimelineReader::Home { me } if told.parts.party_of(me).is_none() => return None,
            TimelineReader::Home { .. } => {
                link(addresses::home_agreement(id).of_child(entry.student), say!(t, "agreement-open")).into_any()
            }
            TimelineReader::Student => link(addresses::own_agreement(id), say!(t, "agreement-open")).into_any(),
        };
        Some(view! { <p class="entry-actions">{links}</p> }.into_any())
    }
}

/// A word for where an agreement stands, for lists.
pub fn state_word(t: crate::wording::Language, state: domain::views::AgreementState) -> String {
    use domain::views::AgreementState;
    capital(&match state {
        AgreementState::Otherwise(_) => say!(t, "agreement-otherwise"),
        AgreementState::Overdue(_) => say!(t, "agreement-overdue"),
        AgreementState::Asked(_) => say!(t, "agreement-asked"),
        AgreementState::Runs => say!(t, "agreement-runs"),
        AgreementState::Kept => say!(t, "agreement-is-kept"),
        AgreementState::Lapsed => say!(t, "agreement-is-lapsed"),
        AgreementState::Cancelled => say!(t, "agreement-is-cancelled"),
    })
}
