//! What the pages of a talk at home and of the student share: one's own words, and the forms before anyone typed.

use app::questions::TalkPage;
use domain::{
    ids::PersonId,
    talk::{Booking, GiveVoice, Party, TalkRefusal, Venue},
    values::Words,
};

use crate::{
    parts::Typed,
    screens::{
        coded::Coded,
        form::Errors,
        talk::{booking::time_value, voices::voice},
    },
};

pub(super) fn said(page: &TalkPage, party: Party, typed: &Typed, errors: &mut Errors) -> Option<GiveVoice> {
    let voice = voice(page, party, typed, errors)?;
    if [&voice.says, &voice.asks, &voice.avoids].into_iter().all(Option::is_none) {
        errors.refuse(TalkRefusal::NothingSaid);
    }
    Some(voice)
}

pub(super) fn finished<T>(sent: Option<T>, mut errors: Errors) -> Result<T, Errors> {
    if sent.is_none() && errors.is_empty() {
        errors.add("", "form-incomplete");
    }
    sent.filter(|_| errors.is_empty()).ok_or(errors)
}

/// The forms before anyone typed: the time that was chosen, and one's own words as they stand. `me`: somebody at home; nobody
/// for the student.
pub fn begin(page: &TalkPage, me: Option<PersonId>) -> Typed {
    let booking = page.talk.booking();
    let venue = booking.map(|booking| booking.venue).or(page.round.venues.first().copied()).unwrap_or(Venue::School);
    let text = |words: Option<&domain::personal::Personal<Words>>| {
        words.and_then(|words| words.value()).map(Words::as_str).unwrap_or_default().to_owned()
    };
    let own = match me {
        Some(me) => page.talk.voice_of(me),
        None => page.talk.voice(Party::Student),
    };
    Typed::default()
        .with("at", booking.map(|booking| time_value(booking.at)).unwrap_or_default())
        .with("venue", venue.code())
        .with("interpreter", if booking.is_some_and(Booking::has_interpreter) { "yes" } else { "" })
        .with("says", text(own.and_then(|voice| voice.says.as_ref())))
        .with("asks", text(own.and_then(|voice| voice.asks.as_ref())))
        .with("with_home", if own.is_some_and(|voice| voice.with_home) { "yes" } else { "" })
        .with("avoids", text(own.and_then(|voice| voice.avoids.as_ref())))
        .with("greeting", text(page.talk.greeting.as_ref()))
}
