use super::{Booking, OtherAnswer};
use crate::{facts::Fact, holds_personal, ids::PersonId};
use serde::{Deserialize, Serialize};

/// What those at home answered to one invitation: one time for all who come together, and beside it what each said for
/// themselves. Nobody answers for another, so nobody's answer takes away another's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TalkAnswers {
    /// The time, by whoever chose it.
    pub booking: Option<Booking>,
    /// The other answers, the latest last.
    pub others: Vec<PersonAnswer>,
}

holds_personal!(TalkAnswers { booking });

/// What one person answered instead of a time, or to another's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAnswer {
    pub by: PersonId,
    pub what: OtherAnswer,
    /// The mentor wrote it down for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
}

impl TalkAnswers {
    /// What this person answered besides a time.
    pub fn of(&self, person: PersonId) -> Option<OtherAnswer> {
        self.others.iter().find(|answer| answer.by == person).map(|answer| answer.what)
    }

    /// Did this person choose the time?
    pub fn is_booked_by(&self, person: PersonId) -> bool {
        self.booking.as_ref().is_some_and(|booking| booking.by == person)
    }

    /// As this person at home reads it: the time that all come at, and what they said themselves.
    pub fn seen_by(mut self, person: Option<PersonId>) -> TalkAnswers {
        self.others.retain(|answer| Some(answer.by) == person);
        self
    }

    pub(crate) fn hear(&mut self, fact: &Fact) {
        match fact {
            Fact::TalkBooked(fact) => {
                let same_time = self.booking.as_ref().is_some_and(|booking| booking.at == fact.booking.at);
                self.others.retain(|answer| answer.by != fact.booking.by && (same_time || !answer.what.is_about_anothers_time()));
                self.booking = Some(fact.booking.clone());
            }
            Fact::TalkAnswered(fact) => {
                self.gives_back(fact.by);
                let (by, what, on_behalf) = (fact.by, fact.what, fact.on_behalf);
                self.others.push(PersonAnswer { by, what, on_behalf });
            }
            Fact::BookingCancelled(fact) => {
                self.booking = None;
                self.others.retain(|answer| answer.by != fact.by && !answer.what.is_about_anothers_time());
            }
            Fact::TalkParted(fact) => self.gives_back(fact.person),
            _ => {}
        }
    }

    /// What this person said is said anew, and the time that they chose comes free.
    fn gives_back(&mut self, person: PersonId) {
        let booked = self.is_booked_by(person);
        if booked {
            self.booking = None;
        }
        self.others.retain(|answer| answer.by != person && !(booked && answer.what.is_about_anothers_time()));
    }
}
