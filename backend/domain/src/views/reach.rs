//! Reach (nl: in beeld): how far school and home have come with each other this year. A pure function of what is known,
//! never ticked by hand (domain.md §4.3; guide, success factor 3). The state is a work list for staff, not a judgement.

use super::{MomentKind, PersonRow, StudentCard};
use crate::{contact::Outcome, ids::PersonId, time::SchoolYear};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The reach ladder (nl: trap). The highest rung reached this school year counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// No working way to reach anyone at home (nl: geen gegevens).
    NoDetails,
    /// Reachable, and nothing arrived yet this year (nl: nog niets gestuurd).
    NotApproached,
    /// A message or invitation was delivered (nl: uitgenodigd).
    Invited,
    /// Somebody at home answered, though not yet about school and work (nl: reageert).
    Responded,
    /// Two-way contact about LOB (nl: in beeld).
    InContact,
    /// A talk with student, home and school together (nl: samen gesproken).
    TalkedTogether,
    /// Home showed that they talked (nl: thuis gepraat). Reached by assignments that come back.
    HomeTalkShown,
}

impl Rung {
    pub const ALL: [Rung; 7] = [
        Rung::NoDetails,
        Rung::NotApproached,
        Rung::Invited,
        Rung::Responded,
        Rung::InContact,
        Rung::TalkedTogether,
        Rung::HomeTalkShown,
    ];
    /// Strict: only two-way contact about LOB counts as in beeld.
    pub fn is_in_view(self) -> bool {
        self >= Rung::InContact
    }
}

/// The rung on which a moment puts a home by itself.
fn rung_of(kind: &MomentKind) -> Option<Rung> {
    match kind {
        MomentKind::Attempt { outcome: Outcome::MessageLeft | Outcome::DidNotCome, .. } => Some(Rung::Invited),
        MomentKind::Attempt { outcome: Outcome::NoAnswer | Outcome::WrongDetails, .. } => None,
        MomentKind::Made { career: false, .. } => Some(Rung::Responded),
        MomentKind::Made { career: true, student_present: false, .. } => Some(Rung::InContact),
        MomentKind::Made { career: true, student_present: true, .. } => Some(Rung::TalkedTogether),
    }
}

/// Where a student's home stands on this day. `home`: the rows of the parents and supporters.
pub fn rung(card: &StudentCard, home: &[&PersonRow], on: NaiveDate) -> Rung {
    let first_day = SchoolYear::of(on).first_day();
    let reached = card.standing(on).filter(|moment| moment.on >= first_day).filter_map(|moment| rung_of(&moment.kind)).max();
    let floor = if home.iter().any(|person| person.is_reachable()) { Rung::NotApproached } else { Rung::NoDetails };
    reached.unwrap_or(floor)
}

/// Through whom home is in beeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Through {
    Parent,
    /// Only through a supporter; counts, and is shown apart.
    Supporter,
}

/// Through whom the two-way contact about LOB of this year went, if any.
pub fn through(card: &StudentCard, on: NaiveDate) -> Option<Through> {
    let first_day = SchoolYear::of(on).first_day();
    let mut found = None;
    for moment in card.standing(on).filter(|moment| moment.on >= first_day) {
        let MomentKind::Made { career: true, with, .. } = &moment.kind else { continue };
        // Somebody whose support ended was a supporter all the same: who is no parent is a supporter.
        if with.iter().any(|person| card.parents.iter().any(|tie| tie.person == *person)) {
            return Some(Through::Parent);
        }
        found = Some(Through::Supporter);
    }
    found
}

/// The last two-way contact, about whatever, on or before this day.
pub fn last_contact(card: &StudentCard, on: NaiveDate) -> Option<&super::Moment> {
    card.standing(on).filter(|moment| matches!(moment.kind, MomentKind::Made { .. })).last()
}

/// Days since the last two-way contact; without any, since the school year began or the student came (nl: stilte).
pub fn silence_days(card: &StudentCard, on: NaiveDate) -> i64 {
    let begin = SchoolYear::of(on).first_day().max(card.enrolled_on).min(on);
    let since = last_contact(card, on).map_or(begin, |moment| moment.on);
    (on - since).num_days()
}

/// What the mentor could try next (nl: wat nu) for a home that is not in beeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextTry {
    /// Ask the student for a number that works.
    AskForDetails,
    /// Call the parent.
    Call(PersonId),
    /// Called in vain twice: leave a message.
    SendMessage(PersonId),
    /// Parents stay silent: somebody else at home can be called.
    CallSupporter(PersonId),
    /// Everything else was tried: go and see them.
    HomeVisit,
    /// They answered: talk about school and work.
    TalkAboutCareer(PersonId),
}

/// The next rung to try: from what costs least to what asks most (escalation ladder, domain.md feature 58).
pub fn next_try(card: &StudentCard, home: &[&PersonRow], on: NaiveDate) -> NextTry {
    let reachable = |person: PersonId| home.iter().any(|row| row.person == person && row.is_reachable());
    let parent = card.parents.iter().map(|tie| tie.person).find(|person| reachable(*person));
    let supporter = card.supporters.iter().map(|tie| tie.person).find(|person| reachable(*person));
    let first_day = SchoolYear::of(on).first_day();
    let this_year: Vec<_> = card.standing(on).filter(|moment| moment.on >= first_day).collect();
    let calls_in_vain =
        this_year.iter().filter(|moment| matches!(moment.kind, MomentKind::Attempt { outcome: Outcome::NoAnswer, .. })).count();
    let messages = this_year
        .iter()
        .filter(|moment| matches!(moment.kind, MomentKind::Attempt { outcome: Outcome::MessageLeft, .. }))
        .count();
    let spoken = this_year.iter().rev().find_map(|moment| match &moment.kind {
        MomentKind::Made { with, .. } => with.iter().copied().find(|person| reachable(*person)),
        MomentKind::Attempt { .. } => None,
    });

    if let Some(person) = spoken {
        return NextTry::TalkAboutCareer(person);
    }
    match (parent, supporter) {
        (None, None) => NextTry::AskForDetails,
        (None, Some(supporter)) => NextTry::CallSupporter(supporter),
        (Some(parent), _) if calls_in_vain < 2 => NextTry::Call(parent),
        (Some(_), Some(supporter)) => NextTry::CallSupporter(supporter),
        (Some(parent), None) if messages == 0 => NextTry::SendMessage(parent),
        (Some(_), None) => NextTry::HomeVisit,
    }
}
