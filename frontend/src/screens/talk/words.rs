//! Words for rounds, talks and places, for lists and forms.

use chrono::NaiveDate;
use domain::{
    talk::Venue,
    views::{RoundRow, RoundTalk, Standing},
};

use crate::{
    parts::{Choice, Icon},
    say,
    screens::coded::Coded,
    wording::{self, Language, capital},
};

/// "Voortgangsgesprek · vanaf 3 februari"
pub fn name_of(t: Language, round: &RoundRow, today: NaiveDate) -> String {
    let kind = capital(&round.kind.word(t));
    match round.times.first_day() {
        Some(day) => say!(t, "round-name", kind = kind, day = wording::short_date(t, day, today)),
        None => kind,
    }
}

/// Places to meet, in the words of the one who chooses.
pub(crate) fn venues(t: Language, venues: &[Venue]) -> Vec<Choice> {
    let icon = |venue: Venue| match venue {
        Venue::School => Icon::School,
        Venue::Home => Icon::Home,
        Venue::Phone => Icon::Phone,
        Venue::Video => Icon::Talk,
    };
    venues.iter().map(|venue| Choice::new(venue.code(), capital(&venue.word(t))).icon(icon(*venue))).collect()
}

/// Where a talk stands, in a few words.
pub fn standing(t: Language, talk: &RoundTalk, today: NaiveDate) -> String {
    match talk.standing() {
        Standing::NotDelivered => say!(t, "standing-not-delivered"),
        Standing::Invited => say!(t, "standing-invited"),
        Standing::Answered(answer) => answer.word(t),
        Standing::Booked(at) => format!("{}, {}", wording::short_date(t, at.date(), today), wording::clock(t, at.time())),
        Standing::Over(over) if !over.held => say!(t, "standing-missed"),
        Standing::Over(over) if over.without_student => {
            say!(t, "standing-held-without", day = wording::short_date(t, over.on, today))
        }
        Standing::Over(over) => say!(t, "standing-held", day = wording::short_date(t, over.on, today)),
    }
}
