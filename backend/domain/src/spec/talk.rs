//! What talks are specified with: a round for class 3B in which Amira's parents come together, and Milan's mother with him.

use super::*;
use crate::{
    ids::{RoundId, TalkId},
    talk::*,
    values::Interpreter,
};
use chrono::{NaiveDateTime, NaiveTime};

pub const ROUND: RoundId = RoundId(Uuid::from_u128(0x70));
pub const OTHER_ROUND: RoundId = RoundId(Uuid::from_u128(0x71));

pub fn talk_of(student: PersonId) -> TalkId {
    TalkId::of(ROUND, student, 0)
}

/// This time tomorrow.
pub fn tomorrow_at(hour: u32, minute: u32) -> NaiveDateTime {
    TOMORROW.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

/// Tomorrow evening from seven: at 19.00, 19.25, 19.50 and 20.15.
pub fn times() -> Times {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let evening = Block { on: TOMORROW, from: time(19, 0), until: time(20, 40) };
    Times { minutes: Times::MINUTES, buffer: Times::BUFFER, blocks: vec![evening] }
}

pub fn open_round() -> OpenRound {
    let venues = vec![Venue::School, Venue::Phone];
    OpenRound { round: ROUND, class: CLASS_3B, kind: RoundKind::Progress, times: times(), venues, apart: vec![] }
}

/// Milan's mother is Amira's too.
pub fn milans_mother() -> Fact {
    ParentLinked { parent: MOTHER, student: MILAN, relation: Relation::Mother, authority: Authority::Full }.into()
}

pub fn round_opened() -> Fact {
    let OpenRound { round, class, kind, times, venues, .. } = open_round();
    RoundOpened { round, class, kind, times, venues }.into()
}

pub fn times_added(blocks: &[Block]) -> Fact {
    TimesAdded { round: ROUND, class: CLASS_3B, blocks: blocks.to_vec() }.into()
}

pub fn round_closed() -> Fact {
    RoundClosed { round: ROUND, class: CLASS_3B }.into()
}

pub fn talk_invited(student: PersonId, invited: &[PersonId]) -> Fact {
    let (talk, round, class, kind) = (talk_of(student), ROUND, CLASS_3B, RoundKind::Progress);
    TalkInvited { talk, round, class, student, kind, invited: invited.to_vec(), on: TODAY }.into()
}

/// The round as it is when everybody was just invited.
pub fn opened() -> Vec<Fact> {
    vec![milans_mother(), round_opened(), talk_invited(AMIRA, &[MOTHER, FATHER]), talk_invited(MILAN, &[MOTHER])]
}

pub fn invitation_delivered(student: PersonId, to: &[PersonId], by: Delivery) -> Fact {
    InvitationDelivered { talk: talk_of(student), round: ROUND, student, to: to.to_vec(), by }.into()
}

pub fn booking(by: PersonId, at: NaiveDateTime) -> Booking {
    Booking { at, venue: Venue::School, interpreter: Personal::open(by, Interpreter(false)), by, on_behalf: false }
}

pub fn talk_booked(student: PersonId, booking: Booking) -> Fact {
    TalkBooked { talk: talk_of(student), round: ROUND, student, booking }.into()
}

pub fn talk_answered(by: PersonId, what: OtherAnswer) -> Fact {
    TalkAnswered { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, by, what, on_behalf: false }.into()
}

pub fn booking_cancelled(by: PersonId) -> Fact {
    BookingCancelled { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, by, on_behalf: false }.into()
}

pub fn talk_report(with: &[PersonId]) -> TalkReport {
    TalkReport { venue: Venue::School, with: with.to_vec(), student_absent: None, interpreter: false, minutes: Some(20) }
}

pub fn talk_account(with: &[PersonId]) -> TalkAccount {
    let interpreter = Personal::open(with[0], Interpreter(false));
    TalkAccount { venue: Venue::School, with: with.to_vec(), student_absent: None, interpreter, minutes: Some(20) }
}

/// Amira's talk did not take place.
pub fn missed_because(why: WhyMissed) -> TalkOutcome {
    TalkOutcome::Missed(Personal::open(AMIRA, why))
}

/// Amira, her mother and her mentor talked, at school.
pub fn talk_held(on: NaiveDate) -> Fact {
    let (talk, round, student, kind, occurred) = (talk_of(AMIRA), ROUND, AMIRA, RoundKind::Progress, Occurred::on(on));
    TalkHeld { talk, round, student, kind, occurred, account: talk_account(&[MOTHER]) }.into()
}

pub fn talk_missed(on: NaiveDate) -> Fact {
    let (talk, round, student, occurred) = (talk_of(AMIRA), ROUND, AMIRA, Occurred::on(on));
    TalkMissed { talk, round, student, occurred, why: Personal::open(AMIRA, WhyMissed::NobodyCame) }.into()
}

pub fn talk_corrected(on: NaiveDate, outcome: TalkOutcome) -> Fact {
    TalkCorrected {
        talk: talk_of(AMIRA),
        round: ROUND,
        student: AMIRA,
        kind: RoundKind::Progress,
        occurred: Occurred::on(on),
        outcome,
        formerly_with: vec![MOTHER],
        because: Personal::open(AMIRA, words("Het was iemand anders.").unwrap()),
    }
    .into()
}

pub fn talk_reopened() -> Fact {
    let because = Personal::open(AMIRA, words("Bij de verkeerde leerling.").unwrap());
    TalkReopened { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, formerly_with: vec![MOTHER], because }.into()
}

pub fn voice_given(party: Party, says: &str) -> Fact {
    let says = words(says).map(|words| Personal::open(AMIRA, words));
    let (talk, round, student) = (talk_of(AMIRA), ROUND, AMIRA);
    VoiceGiven { talk, round, student, party, by: None, with_home: false, says, asks: None, avoids: None }.into()
}

/// What somebody at home says before Amira's talk, for school and her.
pub fn voice_of(by: PersonId, says: &str) -> Fact {
    let Fact::VoiceGiven(given) = voice_given(Party::Home, says) else { panic!("a voice") };
    VoiceGiven { by: Some(by), ..given }.into()
}

/// What is given to a command about Amira's talk: the facts of her talk's own stream, and everybody's in what is known.
pub fn given_talk<const N: usize>(more: [Fact; N]) -> GivenFacts {
    let all: Vec<Fact> = opened().into_iter().chain(more).collect();
    let own = all.iter().filter(|fact| fact.stream() == talk_invited(AMIRA, &[]).stream()).cloned();
    let facts = own.collect();
    let relations = relations_after(&recorded(cast().into_iter().chain(all).collect()));
    GivenFacts { facts, relations, actor: actor(MENTOR, Role::Mentor) }
}

pub use crate::talk::{TalkAccount, TalkOutcome};
