//! What is on a student's own line, in words for its reader: what it is, how it grew, what came of it, where it came from
//! and, for the student, who sees it.

use app::questions::{PersonBrief, TieToStudent};
use domain::{
    actor::Author,
    ids::{EntryId, Tag},
    line::{ShareWith, Voice},
    policy::OneReader,
    views::{Became, Entry, EntryContent, OwnEntry, OwnKind},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Hidden, Icon, Pill, Prose, TimelineItem},
    say,
    screens::{
        coded::Coded,
        entry_text::{EntryText, TimelineReader},
        naming::{called, erased_or, full_name, yours},
    },
    wording::{self, capital},
};

/// The code of a kind of thing, as sentences and addresses know it.
pub fn kind_code(kind: &OwnKind) -> &'static str {
    match kind {
        OwnKind::Experience { .. } => "experience",
        OwnKind::Reflection => "reflection",
        OwnKind::Choice => "choice",
        OwnKind::Step { .. } => "step",
        OwnKind::Setback => "setback",
        OwnKind::Quality { .. } => "quality",
    }
}

pub const fn kind_icon(kind: &OwnKind) -> Icon {
    match kind {
        OwnKind::Experience { proud: true, .. } => Icon::Star,
        OwnKind::Experience { .. } => Icon::Eye,
        OwnKind::Reflection => Icon::Book,
        OwnKind::Choice => Icon::Flag,
        OwnKind::Step { .. } => Icon::Next,
        OwnKind::Setback => Icon::Undo,
        OwnKind::Quality { .. } => Icon::Hands,
    }
}

/// The entry that an address of the line is about.
pub fn entry_id(entry: &Entry) -> EntryId {
    EntryId(entry.key.id)
}

/// How it stands on the line: what a student is proud of shines, what they let go the eye may pass.
pub fn dressed(own: &OwnEntry, moment: TimelineItem) -> TimelineItem {
    match (&own.kind, &own.became) {
        (OwnKind::Experience { proud: true, .. }, _) => moment.proud(),
        (OwnKind::Step { .. }, Some(Became::Dropped { .. })) => moment.slight(),
        _ => moment,
    }
}

impl EntryText<'_> {
    /// What it is called, from where the reader stands.
    pub(crate) fn own_title(&self, own: &OwnEntry, author: &Author) -> String {
        let t = self.t;
        let title = erased_or(t, &own.piece.title, |title| title.as_str().to_owned());
        let (reader, student) = (self.own_or_other(), self.student);
        match (&own.kind, &own.became) {
            (OwnKind::Experience { .. }, _) => say!(t, "own-experience", reader = reader, student = student, title = title),
            (OwnKind::Reflection, _) => say!(t, "own-reflection", reader = reader, student = student, title = title),
            (OwnKind::Choice, _) => say!(t, "own-choice", reader = reader, student = student, title = title),
            (OwnKind::Step { .. }, Some(Became::Taken { .. })) => {
                say!(t, "own-step-taken", reader = reader, student = student, title = title)
            }
            (OwnKind::Step { .. }, Some(_)) => say!(t, "own-step-dropped", reader = reader, student = student, title = title),
            (OwnKind::Step { .. }, None) => say!(t, "own-step", reader = reader, student = student, title = title),
            (OwnKind::Setback, _) => say!(t, "own-setback", reader = reader, student = student, title = title),
            (OwnKind::Quality { by }, _) => match self.reader {
                TimelineReader::Home { me } if me == *by => say!(t, "own-quality-yours", student = student, title = title),
                _ => {
                    say!(
                        t,
                        "own-quality",
                        who = capital(&self.sayer(own, author)),
                        student = student,
                        title = title,
                        reader = reader
                    )
                }
            },
        }
    }

    fn own_or_other(&self) -> &'static str {
        if self.reader == TimelineReader::Student { "own" } else { "other" }
    }

    /// Who says it: "je moeder" for the student, "moeder" for staff, a name for others.
    fn sayer(&self, own: &OwnEntry, author: &Author) -> String {
        let OwnKind::Quality { by } = own.kind else { return self.author(author) };
        let Some(brief) = self.people.get(by) else { return self.author(author) };
        match self.reader {
            TimelineReader::Student => yours(self.t, brief),
            _ => called(self.t, brief.whom, brief.name.as_ref()),
        }
    }

    /// What places it, besides the day: what sort of thing, and which questions it helps to answer.
    pub(crate) fn own_places(&self, own: &OwnEntry) -> Vec<String> {
        let t = self.t;
        let kind = match &own.kind {
            OwnKind::Experience { kind, .. } => Some(kind.word(t)),
            OwnKind::Step { by: Some(by) } if own.became.is_none() => {
                Some(say!(t, "own-step-by", day = wording::day(t, *by, self.today)))
            }
            OwnKind::Setback if own.voice == Voice::School => Some(say!(t, "own-noted-at-school")),
            _ => None,
        };
        let questions = own.piece.questions.iter().map(|question| match self.reader {
            TimelineReader::Student => question.word(t),
            _ => wording::say(t, &format!("{}-of", question.key()), &[]),
        });
        kind.into_iter().chain(questions).collect()
    }

    pub(crate) fn own_body(&self, entry: &Entry, own: &OwnEntry) -> AnyView {
        let t = self.t;
        let words = own.piece.words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
        let words = words.map(|words| view! { <Prose words/> });
        let seen_by = (self.reader == TimelineReader::Student).then(|| self.seen_by(entry, own));
        view! {
            {words}
            {self.own_grown(own)}
            {self.own_became(own)}
            {self.own_path(entry, own)}
            {seen_by}
            {self.go_on(entry, own)}
        }
        .into_any()
    }

    /// A choice that changed grew: what was wanted before stands here with why it is otherwise now.
    fn own_grown(&self, own: &OwnEntry) -> Option<AnyView> {
        let t = self.t;
        let steps = own.grown.iter().rev().map(|grown| {
            let title = erased_or(t, &grown.title, |title| title.as_str().to_owned());
            let because = erased_or(t, &grown.because, |words| words.as_str().to_owned());
            let until = wording::short_date(t, grown.on, self.today);
            view! { <li><span>{say!(t, "own-grown", until = until, title = title)}</span><Prose words=because/></li> }
        });
        let steps: Vec<_> = steps.collect();
        (!steps.is_empty())
            .then(|| view! { <div class="came-of"><b>{say!(t, "own-grew")}</b><ul class="grown">{steps}</ul></div> }.into_any())
    }

    fn own_became(&self, own: &OwnEntry) -> Option<AnyView> {
        let t = self.t;
        let text = |words: &domain::personal::Personal<domain::values::OwnWords>| erased_or(t, words, |w| w.as_str().to_owned());
        Some(match own.became.as_ref()? {
            Became::Taken { words, .. } | Became::Dropped { words, .. } => {
                let words = text(words.as_ref()?);
                view! { <Prose words/> }.into_any()
            }
            Became::Turned { on, idea, .. } => {
                let (day, words) = (wording::short_date(t, *on, self.today), text(idea));
                view! {
                    <div class="came-of"><b>{say!(t, "own-new-idea")}</b>" "<span class="soft small">{day}</span><Prose words/></div>
                }
                .into_any()
            }
            Became::Closed { on } => {
                view! { <p class="soft">{say!(t, "own-closed", day = wording::short_date(t, *on, self.today))}</p> }.into_any()
            }
        })
    }

    /// Where it came from, and what came of it: experience, talk, step.
    fn own_path(&self, entry: &Entry, own: &OwnEntry) -> Option<AnyView> {
        let t = self.t;
        let from = own.piece.builds_on.and_then(|key| self.find(key)).map(|from| {
            view! { <p class="from">{Icon::Back}<span>{say!(t, "own-from", what = self.title_of(from))}</span></p> }
        });
        let then = self.then(entry.key);
        let then = (!then.is_empty()).then(|| {
            let steps = then.iter().map(|next| view! { <li>{Icon::Next}<span>{self.title_of(next)}</span></li> });
            view! { <div class="came-of"><b>{say!(t, "own-then")}</b><ol class="path">{steps.collect_view()}</ol></div> }
        });
        (from.is_some() || then.is_some()).then(|| view! { {from}{then} }.into_any())
    }

    /// An entry that this page knows.
    fn find(&self, key: Tag) -> Option<&Entry> {
        let page = self.line?;
        page.entries.iter().chain(&page.sources).find(|entry| entry.key == key)
    }

    /// What came of it, one from the other, as far as this page shows it.
    fn then(&self, key: Tag) -> Vec<&Entry> {
        let Some(page) = self.line else { return vec![] };
        let comes_from = |entry: &&Entry, from: Tag| match &entry.told {
            EntryContent::Own(own) => own.piece.builds_on == Some(from),
            _ => false,
        };
        let mut path: Vec<&Entry> = vec![];
        let mut at = key;
        // People choose the links, so they may go round: each entry stands in a path once.
        while let Some(next) = page.entries.iter().rev().find(|entry| comes_from(entry, at)) {
            if next.key == key || path.iter().any(|seen| seen.key == next.key) {
                break;
            }
            at = next.key;
            path.push(next);
        }
        path
    }

    /// Who sees it now, in as many words: nobody is an answer too. Whom it is shared with and who may see nothing of the student any
    /// more, sees it not.
    fn seen_by(&self, entry: &Entry, own: &OwnEntry) -> impl IntoView + use<> {
        let t = self.t;
        let share = |with| own.shared.iter().find(|share| share.with == with && share.holds_on(self.today));
        let until = |with| share(with).and_then(|share| share.until);
        let seen: Vec<String> = self
            .readers_of(entry)
            .into_iter()
            .filter_map(|reader| match reader {
                OneReader::Mentors => Some(match until(ShareWith::School) {
                    Some(until) if own.voice != Voice::School => {
                        say!(t, "own-seen-school-until", day = wording::short_date(t, until, self.today))
                    }
                    _ => say!(t, "own-seen-school"),
                }),
                OneReader::Parent(person, _) | OneReader::Supporter(person, _) => {
                    self.people.get(person).map(|brief| self.sees(brief, until(ShareWith::Person(person))))
                }
                OneReader::Student | OneReader::CareerLead | OneReader::SchoolAdmins => None,
            })
            .collect();
        let pills = match seen.is_empty() {
            true => view! { <Pill icon=Icon::Lock word=say!(t, "own-seen-nobody")/> }.into_any(),
            false => seen.into_iter().map(|word| view! { <Pill on=true icon=Icon::Eye word/> }).collect_view().into_any(),
        };
        view! { <div class="pills">{pills}</div> }
    }

    fn sees(&self, brief: &PersonBrief, until: Option<chrono::NaiveDate>) -> String {
        let (t, who) = (self.t, capital(&around_word(self.t, brief)));
        match until {
            None => say!(t, "own-seen", who = who),
            Some(until) => say!(t, "own-seen-until", who = who, day = wording::short_date(t, until, self.today)),
        }
    }

    /// What one can do with it: the student with what is theirs, the mentor with a setback that waits.
    fn go_on(&self, entry: &Entry, own: &OwnEntry) -> Option<AnyView> {
        if !self.acts {
            return None;
        }
        let t = self.t;
        let which = format!(": {}", self.own_title(own, &entry.author));
        let link = |href: Address, word: String| view! { <a href=href>{word}<Hidden words=which.clone()/></a> }.into_any();
        let on = match (&own.kind, own.is_open()) {
            (OwnKind::Step { .. }, true) => Some(say!(t, "own-go-step")),
            (OwnKind::Setback, true) => Some(say!(t, "own-go-setback")),
            (OwnKind::Choice, _) => Some(say!(t, "own-go-choice")),
            _ => None,
        };
        let links: Vec<AnyView> = match self.reader {
            TimelineReader::Student => {
                let id = entry_id(entry);
                let on = on.map(|word| link(addresses::own_entry_next(id), word));
                let share = Some(link(addresses::own_entry_sharing(id), say!(t, "own-go-share")));
                let correct =
                    (own.voice != Voice::School).then(|| link(addresses::own_entry_correction(id), say!(t, "own-go-correct")));
                [on, share, correct].into_iter().flatten().collect()
            }
            TimelineReader::Staff { .. } if own.is_setback() && own.is_open() => {
                let href = addresses::setback(entry.student, entry_id(entry));
                vec![link(href, say!(t, "own-go-setback"))]
            }
            _ => vec![],
        };
        (!links.is_empty()).then(|| view! { <p class="entry-actions">{links}</p> }.into_any())
    }
}

/// How a student knows somebody: "mama" has no word here, so "je moeder"; a helper by name.
pub fn around_word(t: crate::wording::Language, brief: &PersonBrief) -> String {
    match brief.whom {
        TieToStudent::Staff | TieToStudent::Former | TieToStudent::Student => {
            brief.name.as_ref().map_or_else(|| called(t, brief.whom, None), |name| full_name(t, name))
        }
        _ => yours(t, brief),
    }
}
