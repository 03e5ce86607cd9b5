//! Who reads, and when.

use super::{
    custody::{is_own_child, is_supported},
    pass::Principal,
    relations::Relations,
};
use crate::{
    actor::{Actor, Role, Via},
    line::ShareWith,
    school::STUDENT_FIRST_HOURS_MAX,
    time::Now,
    views::StudentCard,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Who reads, and when: with an entry, all that decides whether it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Who reads, in the role they act in.
    pub actor: Actor,
    /// The real moment, also on a page of the past: an older page gives no rights of its own.
    pub now: DateTime<Utc>,
    /// The day on the calendar, for shares that end.
    pub today: NaiveDate,
    /// How long this school lets news about a student wait for the student.
    pub student_first_hours: u8,
}

impl Viewer {
    /// A school whose setting was not read lets news wait as long as any school may.
    pub fn new(principal: &Principal, relations: &Relations, now: &Now) -> Viewer {
        let student_first_hours = relations.student_first_hours.unwrap_or(STUDENT_FIRST_HOURS_MAX);
        Viewer { actor: *principal.actor(), now: now.recorded_at, today: now.today, student_first_hours }
    }

    /// For the student who asks what somebody else sees (nl: zo ziet thuis het): the viewer that they would be now. `None` when
    /// they would see nothing at all.
    pub fn through(&self, card: &StudentCard, with: ShareWith) -> Option<Viewer> {
        let (school, via) = (self.actor.school(), Via::Session);
        let (person, role) = match with {
            // What the school sees is the same for every mentor, so the person does not matter.
            ShareWith::School => (card.student, Role::Mentor),
            ShareWith::Person(person) if is_own_child(card, person) => (person, Role::Parent),
            ShareWith::Person(person) if is_supported(card, person) => (person, Role::Supporter),
            ShareWith::Person(_) => return None,
        };
        Some(Viewer { actor: Actor::Person { school, person, role, via, on_behalf_of: None }, ..*self })
    }

    /// Has news that was recorded then waited for the student as long as this school lets it?
    pub(super) fn hours_are_over(&self, recorded_at: DateTime<Utc>) -> bool {
        let hours = self.student_first_hours.min(STUDENT_FIRST_HOURS_MAX);
        self.now >= recorded_at + TimeDelta::hours(hours.into())
    }
}
