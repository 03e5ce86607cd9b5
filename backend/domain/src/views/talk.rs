//! Talk rounds and talks, as their screens and decisions need them.

use super::{ListPlace, StudentCard, View, ViewName, packed};
use crate::{
    actor::Author,
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Position, RoundId, Tag, TagKind, TalkId},
    personal::Personal,
    policy::may_invite,
    talk::{
        Booking, BookingCancelled, Delivery, OtherAnswer, Party, PersonAnswer, RoundKind, TalkAccount, TalkAnswered, TalkAnswers,
        TalkBooked, TalkOutcome, Times, Venue,
    },
    time::{Occurred, counted},
    values::Words,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// A class's rounds, one row each, with where every talk stands: what the class list and a decision about a time need.
pub struct RoundRows;

/// A round of talks of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundRow {
    pub round: RoundId,
    pub class: ClassId,
    pub kind: RoundKind,
    pub pos: Position,
    #[serde(with = "counted")]
    pub opened_on: NaiveDate,
    /// The day on which it was closed, when that was before its last.
    #[serde(with = "counted")]
    pub closed_on: Option<NaiveDate>,
    pub times: Times,
    pub venues: Vec<Venue>,
    #[serde(with = "packed")]
    pub talks: Vec<RoundTalk>,
}

holds_personal!(RoundRow {});

/// A talk as its round knows it: as little as can be, because the row is written again with every answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundTalk {
    pub talk: TalkId,
    pub student: PersonId,
    /// The day of the invitation.
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub invited: Vec<PersonId>,
    /// Whom the invitation reached.
    pub delivered: Vec<PersonId>,
    pub at: Option<NaiveDateTime>,
    /// Who chose that time.
    pub by: Option<PersonId>,
    /// What others said, each for themselves; the latest last.
    pub otherwise: Vec<(PersonId, OtherAnswer)>,
    /// The day on which it was held or missed.
    pub over: Option<TalkOver>,
}

/// That a talk is over, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkOver {
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub held: bool,
    /// Held without the student. Such talks are marked.
    pub without_student: bool,
}

/// Where a talk stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody was reached with the invitation yet.
    NotDelivered,
    /// Delivered, and no answer.
    Invited,
    Answered(OtherAnswer),
    Booked(NaiveDateTime),
    Over(TalkOver),
}

impl RoundTalk {
    /// Where it stands. That it is over comes before a time, and a time before another answer.
    pub fn standing(&self) -> Standing {
        match (self.over, self.at, self.otherwise.last()) {
            (Some(over), ..) => Standing::Over(over),
            (None, Some(at), _) => Standing::Booked(at),
            (None, None, Some((_, otherwise))) => Standing::Answered(*otherwise),
            (None, None, None) if self.delivered.is_empty() => Standing::NotDelivered,
            (None, None, None) => Standing::Invited,
        }
    }

    /// What this person answered besides a time.
    pub fn answer_of(&self, person: PersonId) -> Option<OtherAnswer> {
        self.otherwise.iter().find(|(by, _)| *by == person).map(|(_, what)| *what)
    }

    /// As somebody at home, or the student, reads it: what others said is not theirs to know, and the time of somebody who is no
    /// longer asked to come is none.
    pub fn seen_by(mut self, card: &StudentCard, person: PersonId) -> RoundTalk {
        self.otherwise.retain(|(by, _)| *by == person);
        self.by = self.by.filter(|by| may_invite(card, *by));
        self.at = self.at.filter(|_| self.by.is_some());
        self
    }

    /// The answers as they stand now, where the row of the talk has them in full.
    fn answered(&mut self, change: impl FnOnce(&mut TalkAnswers)) {
        let mut answers = TalkAnswers {
            booking: self.at.zip(self.by).map(|(at, by)| Booking::bare(at, by)),
            others: self.otherwise.iter().map(|(by, what)| PersonAnswer { by: *by, what: *what, on_behalf: false }).collect(),
        };
        change(&mut answers);
        self.at = answers.booking.as_ref().map(|booking| booking.at);
        self.by = answers.booking.as_ref().map(|booking| booking.by);
        self.otherwise = answers.others.iter().map(|answer| (answer.by, answer.what)).collect();
    }
}

impl RoundRow {
    /// The talks about this student.
    pub fn of(&self, student: PersonId) -> impl Iterator<Item = &RoundTalk> {
        self.talks.iter().filter(move |talk| talk.student == student)
    }
    /// Can the mentor still change it?
    pub fn runs(&self, today: NaiveDate) -> bool {
        self.closed_on.is_none() && self.times.last_day().is_none_or(|last| last >= today)
    }
    /// Does this talk take place, or is it still asked for? In a closed round only what was booked or told stays.
    pub fn keeps(&self, talk: &RoundTalk) -> bool {
        self.closed_on.is_none() || talk.at.is_some() || talk.over.is_some()
    }
    /// The times that no other talk has, from this moment on; none once the round was closed.
    pub fn free(&self, for_talk: TalkId, from: NaiveDateTime) -> Vec<NaiveDateTime> {
        if self.closed_on.is_some() {
            return vec![];
        }
        let taken = |at: &NaiveDateTime| self.talks.iter().any(|talk| talk.talk != for_talk && talk.at == Some(*at));
        self.times.slots().into_iter().filter(|at| *at >= from && !taken(at)).collect()
    }

    fn change(mut self, talk: TalkId, change: impl FnOnce(&mut RoundTalk)) -> RoundRow {
        if let Some(talk) = self.talks.iter_mut().find(|one| one.talk == talk) {
            change(talk);
        }
        self
    }
}

fn over(occurred: &Occurred, outcome: &TalkOutcome) -> TalkOver {
    let on = occurred.on;
    match outcome {
        TalkOutcome::Held(account) => TalkOver { on, held: true, without_student: account.student_absent.is_some() },
        TalkOutcome::Missed(_) => TalkOver { on, held: false, without_student: false },
    }
}

fn add_new(known: &mut Vec<PersonId>, people: &[PersonId]) {
    for person in people {
        if !known.contains(person) {
            known.push(*person);
        }
    }
}

impl View for RoundRows {
    type Row = RoundRow;
    const VIEW: ViewName = ViewName::TalkRound;
    const VERSION: i16 = 5;

    fn keys(event: &Event) -> Vec<Tag> {
        let round = match &event.fact {
            Fact::RoundOpened(fact) => fact.round,
            Fact::TimesAdded(fact) => fact.round,
            Fact::RoundClosed(fact) => fact.round,
            Fact::TalkInvited(fact) => fact.round,
            Fact::InvitationDelivered(fact) => fact.round,
            Fact::TalkBooked(fact) => fact.round,
            Fact::TalkAnswered(fact) => fact.round,
            Fact::BookingCancelled(fact) => fact.round,
            Fact::TalkParted(fact) => fact.round,
            Fact::TalkHeld(fact) => fact.round,
            Fact::TalkMissed(fact) => fact.round,
            Fact::TalkCorrected(fact) => fact.round,
            Fact::TalkReopened(fact) => fact.round,
            _ => return vec![],
        };
        vec![Tag::round(round)]
    }

    fn fold(row: Option<RoundRow>, _: Tag, event: &Event) -> Option<RoundRow> {
        if let Fact::RoundOpened(fact) = &event.fact {
            let (round, class, kind) = (fact.round, fact.class, fact.kind);
            let (times, venues) = (fact.times.clone(), fact.venues.clone());
            let opened_on = event.occurred.on;
            let (pos, closed_on, talks) = (event.pos, None, vec![]);
            return Some(row.unwrap_or(RoundRow { round, class, kind, pos, opened_on, closed_on, times, venues, talks }));
        }
        let mut row = row?;
        let row = match &event.fact {
            Fact::TimesAdded(fact) => {
                row.times.blocks.extend(&fact.blocks);
                row
            }
            Fact::RoundClosed(_) => {
                row.closed_on = row.closed_on.or(Some(event.occurred.on));
                row
            }
            Fact::TalkInvited(fact) => {
                if row.talks.iter().all(|talk| talk.talk != fact.talk) {
                    let (talk, student, on, invited) = (fact.talk, fact.student, fact.on, fact.invited.clone());
                    let (delivered, at, by, otherwise, over) = (vec![], None, None, vec![], None);
                    row.talks.push(RoundTalk { talk, student, on, invited, delivered, at, by, otherwise, over });
                }
                row
            }
            Fact::InvitationDelivered(fact) => row.change(fact.talk, |talk| add_new(&mut talk.delivered, &fact.to)),
            Fact::TalkBooked(TalkBooked { talk, .. })
            | Fact::TalkAnswered(TalkAnswered { talk, .. })
            | Fact::BookingCancelled(BookingCancelled { talk, .. }) => {
                row.change(*talk, |talk| talk.answered(|answers| answers.hear(&event.fact)))
            }
            Fact::TalkParted(fact) => row.change(fact.talk, |talk| {
                talk.invited.retain(|person| *person != fact.person);
                talk.delivered.retain(|person| *person != fact.person);
                talk.answered(|answers| answers.hear(&event.fact));
            }),
            Fact::TalkHeld(fact) => {
                let held = over(&fact.occurred, &TalkOutcome::Held(fact.account.clone()));
                row.change(fact.talk, |talk| talk.over = Some(held))
            }
            Fact::TalkMissed(fact) => {
                let missed = over(&fact.occurred, &TalkOutcome::Missed(fact.why.clone()));
                row.change(fact.talk, |talk| talk.over = Some(missed))
            }
            Fact::TalkCorrected(fact) => row.change(fact.talk, |talk| talk.over = Some(over(&fact.occurred, &fact.outcome))),
            Fact::TalkReopened(fact) => row.change(fact.talk, |talk| talk.over = None),
            _ => row,
        };
        Some(row)
    }

    fn place(row: &RoundRow) -> Option<ListPlace> {
        Some(ListPlace { list: Tag::class(row.class), on: row.opened_on, pos: row.pos })
    }
}

/// One talk with all that was said of it and for it.
pub struct TalkRows;

/// One talk, with what each of the three said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkRow {
    pub talk: TalkId,
    pub round: RoundId,
    pub class: ClassId,
    pub student: PersonId,
    pub kind: RoundKind,
    pub invited: Vec<PersonId>,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub delivered: Vec<Delivered>,
    pub answers: TalkAnswers,
    pub greeting: Option<Personal<Words>>,
    /// The last words of the student, of each person at home, and of school.
    pub voices: Vec<TalkVoice>,
    pub outcome: Option<Concluded>,
    /// How often what came of it was told.
    pub revision: u32,
    /// Up to which moment the student has seen what school said.
    pub opened: Option<DateTime<Utc>>,
}

holds_personal!(TalkRow { answers, greeting, voices, outcome });

/// That the invitation reached one person, when and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    pub to: PersonId,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub by: Delivery,
}

/// What one party said before the talk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkVoice {
    pub party: Party,
    /// Whose voice it is, when it is one of home's.
    pub by: Option<PersonId>,
    /// May the others of home who come to this talk read it?
    pub with_home: bool,
    pub author: Author,
    #[serde(with = "counted")]
    pub recorded_at: DateTime<Utc>,
    pub says: Option<Personal<Words>>,
    pub asks: Option<Personal<Words>>,
    pub avoids: Option<Personal<Words>>,
}

holds_personal!(TalkVoice { says, asks, avoids });

/// What came of a talk, and who wrote that down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concluded {
    pub occurred: Occurred,
    pub outcome: TalkOutcome,
    pub author: Author,
    #[serde(with = "counted")]
    pub recorded_at: DateTime<Utc>,
}

holds_personal!(Concluded { outcome });

impl TalkRow {
    /// Where and when it will be, when somebody at home chose a time.
    pub fn booking(&self) -> Option<&Booking> {
        self.answers.booking.as_ref()
    }
    /// What this person at home said last, if anything.
    pub fn voice_of(&self, person: PersonId) -> Option<&TalkVoice> {
        self.voices.iter().find(|voice| voice.by == Some(person))
    }
    /// What this party said last, if anything; of home the first one's.
    pub fn voice(&self, party: Party) -> Option<&TalkVoice> {
        self.voices.iter().find(|voice| voice.party == party)
    }
    /// Has the student seen what school said, as it stands now?
    pub fn school_voice_is_opened(&self) -> bool {
        self.voice(Party::School).is_some_and(|voice| self.opened.is_some_and(|at| voice.recorded_at <= at))
    }

    fn came(&mut self, event: &Event, occurred: Occurred, outcome: TalkOutcome) {
        let (author, recorded_at) = (event.author.clone(), event.recorded_at);
        self.outcome = Some(Concluded { occurred, outcome, author, recorded_at });
        self.revision += 1;
    }
}

impl View for TalkRows {
    type Row = TalkRow;
    const VIEW: ViewName = ViewName::Talk;
    const VERSION: i16 = 5;

    fn keys(event: &Event) -> Vec<Tag> {
        match &event.fact {
            Fact::EntryOpened(fact) if fact.entry.kind == TagKind::Talk => vec![fact.entry],
            fact => whose(fact).map(Tag::talk).into_iter().collect(),
        }
    }

    fn fold(row: Option<TalkRow>, _: Tag, event: &Event) -> Option<TalkRow> {
        if let Fact::TalkInvited(fact) = &event.fact {
            return row.or_else(|| {
                Some(TalkRow {
                    talk: fact.talk,
                    round: fact.round,
                    class: fact.class,
                    student: fact.student,
                    kind: fact.kind,
                    invited: fact.invited.clone(),
                    on: fact.on,
                    delivered: vec![],
                    answers: TalkAnswers::default(),
                    greeting: None,
                    voices: vec![],
                    outcome: None,
                    revision: 0,
                    opened: None,
                })
            });
        }
        let mut row = row?;
        match &event.fact {
            Fact::InvitationDelivered(fact) => {
                let on = event.occurred.on;
                row.delivered.extend(fact.to.iter().map(|to| Delivered { to: *to, on, by: fact.by }));
            }
            Fact::TalkBooked(_) | Fact::TalkAnswered(_) | Fact::BookingCancelled(_) => row.answers.hear(&event.fact),
            Fact::TalkParted(fact) => {
                row.answers.hear(&event.fact);
                row.invited.retain(|person| *person != fact.person);
                row.delivered.retain(|delivered| delivered.to != fact.person);
                row.voices.retain(|voice| voice.by != Some(fact.person));
            }
            Fact::TalkGreeted(fact) => row.greeting = Some(fact.words.clone()),
            Fact::VoiceGiven(fact) => {
                row.voices.retain(|voice| (voice.party, voice.by) != (fact.party, fact.by));
                row.voices.push(TalkVoice {
                    party: fact.party,
                    by: fact.by,
                    with_home: fact.with_home,
                    author: event.author.clone(),
                    recorded_at: event.recorded_at,
                    says: fact.says.clone(),
                    asks: fact.asks.clone(),
                    avoids: fact.avoids.clone(),
                });
                row.voices.sort_by_key(|voice| voice.party);
            }
            Fact::TalkHeld(fact) => row.came(event, fact.occurred, TalkOutcome::Held(fact.account.clone())),
            Fact::TalkMissed(fact) => row.came(event, fact.occurred, TalkOutcome::Missed(fact.why.clone())),
            Fact::TalkCorrected(fact) => row.came(event, fact.occurred, fact.outcome.clone()),
            Fact::TalkReopened(_) => {
                row.outcome = None;
                row.revision += 1;
            }
            Fact::EntryOpened(fact) if fact.student == row.student => row.opened = row.opened.max(Some(fact.as_told)),
            _ => {}
        }
        Some(row)
    }
}

/// The talk that a fact is about, if it is about one.
pub(super) fn whose(fact: &Fact) -> Option<TalkId> {
    Some(match fact {
        Fact::TalkInvited(fact) => fact.talk,
        Fact::InvitationDelivered(fact) => fact.talk,
        Fact::TalkBooked(fact) => fact.talk,
        Fact::TalkAnswered(fact) => fact.talk,
        Fact::BookingCancelled(fact) => fact.talk,
        Fact::TalkParted(fact) => fact.talk,
        Fact::TalkGreeted(fact) => fact.talk,
        Fact::VoiceGiven(fact) => fact.talk,
        Fact::TalkHeld(fact) => fact.talk,
        Fact::TalkMissed(fact) => fact.talk,
        Fact::TalkCorrected(fact) => fact.talk,
        Fact::TalkReopened(fact) => fact.talk,
        _ => return None,
    })
}

/// A talk as it stands on the timeline: one entry, from the invitation until what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkContent {
    pub kind: RoundKind,
    pub invited: Vec<PersonId>,
    /// When it was asked for: the entry stands there until something comes of it.
    pub asked: Occurred,
    pub answers: TalkAnswers,
    pub outcome: Option<TalkOutcome>,
}

holds_personal!(TalkContent { answers, outcome });

impl TalkContent {
    /// Everybody of home whom it names.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        let there = match &self.outcome {
            Some(TalkOutcome::Held(TalkAccount { with, .. })) => with.as_slice(),
            _ => &[],
        };
        self.invited.iter().chain(there).copied()
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        person::student::EntryOpened,
        spec::{talk::*, *},
        views::{EntryContent, Timeline},
    };
    use chrono::TimeDelta;

    fn after(more: impl IntoIterator<Item = Fact>) -> Vec<Event> {
        recorded(opened().into_iter().chain(more).collect())
    }

    fn round(more: impl IntoIterator<Item = Fact>) -> RoundRow {
        rows::<RoundRows>(&after(more)).remove(&Tag::round(ROUND)).unwrap()
    }

    fn amiras(more: impl IntoIterator<Item = Fact>) -> RoundTalk {
        round(more).of(AMIRA).next().unwrap().clone()
    }

    fn talk(more: impl IntoIterator<Item = Fact>) -> TalkRow {
        rows::<TalkRows>(&after(more)).remove(&Tag::talk(talk_of(AMIRA))).unwrap()
    }

    fn entry(more: impl IntoIterator<Item = Fact>) -> crate::views::Entry {
        rows::<Timeline>(&after(more)).remove(&Tag::talk(talk_of(AMIRA))).unwrap()
    }

    fn at_seven() -> Fact {
        talk_booked(AMIRA, booking(MOTHER, tomorrow_at(19, 0)))
    }

    #[test]
    fn a_round_knows_where_each_talk_stands() {
        let delivered = || invitation_delivered(AMIRA, &[MOTHER], Delivery::Letter);
        let held = TalkOver { on: TODAY, held: true, without_student: false };
        let missed = TalkOver { held: false, ..held };
        for (facts, standing) in [
            (vec![], Standing::NotDelivered),
            (vec![delivered()], Standing::Invited),
            (vec![talk_answered(MOTHER, OtherAnswer::CallMe)], Standing::Answered(OtherAnswer::CallMe)),
            (vec![delivered(), at_seven()], Standing::Booked(tomorrow_at(19, 0))),
            (vec![at_seven(), talk_answered(MOTHER, OtherAnswer::CannotCome)], Standing::Answered(OtherAnswer::CannotCome)),
            (vec![delivered(), at_seven(), booking_cancelled(MOTHER)], Standing::Invited),
            (vec![at_seven(), talk_held(TODAY)], Standing::Over(held)),
            (vec![talk_missed(TODAY)], Standing::Over(missed)),
            (
                vec![talk_held(TODAY), talk_corrected(TODAY, missed_because(crate::talk::WhyMissed::NobodyCame))],
                Standing::Over(missed),
            ),
            (vec![at_seven(), talk_held(TODAY), talk_reopened()], Standing::Booked(tomorrow_at(19, 0))),
        ] {
            assert_eq!(amiras(facts.clone()).standing(), standing, "{facts:#?}");
        }
    }

    #[test]
    fn a_time_is_free_until_somebody_else_has_it_and_again_when_it_is_given_back() {
        let begin = TODAY.and_time(chrono::NaiveTime::MIN);
        let free = |more: Vec<Fact>, talk| round(more).free(talk, begin).len();
        let milans = talk_of(MILAN);
        assert_eq!(free(vec![], milans), 4);
        assert_eq!(free(vec![at_seven()], milans), 3);
        assert_eq!(free(vec![at_seven()], talk_of(AMIRA)), 4, "one's own time can be chosen again");
        assert_eq!(free(vec![at_seven(), booking_cancelled(MOTHER)], milans), 4);
        assert_eq!(round([]).free(milans, tomorrow_at(19, 25)).len(), 3, "what has passed is no choice");
    }

    #[test]
    fn added_times_are_free_as_well_and_a_round_runs_on_until_the_last_of_them() {
        let day_after = TOMORROW.succ_opt().unwrap();
        let more = crate::talk::Block { on: day_after, ..times().blocks[0] };
        let row = round([times_added(&[more]), at_seven()]);
        let begin = TODAY.and_time(chrono::NaiveTime::MIN);
        assert_eq!(row.free(talk_of(MILAN), begin).len(), 7);
        assert_eq!((row.runs(day_after), row.runs(day_after.succ_opt().unwrap())), (true, false));
        assert!(!round([]).runs(day_after));
    }

    #[test]
    fn a_closed_round_keeps_what_was_booked_or_told_and_offers_nothing() {
        let row = round([at_seven(), round_closed()]);
        assert_eq!((row.closed_on, row.runs(TODAY)), (Some(TODAY), false));
        let kept: Vec<_> = row.talks.iter().filter(|talk| row.keeps(talk)).map(|talk| talk.student).collect();
        assert_eq!(kept, [AMIRA]);
        assert!(row.free(talk_of(AMIRA), TODAY.and_time(chrono::NaiveTime::MIN)).is_empty());
        let told = round([talk_missed(TODAY), round_closed()]);
        assert!(told.of(AMIRA).all(|talk| told.keeps(talk)));
        let answered = round([talk_answered(MOTHER, OtherAnswer::CallMe), round_closed()]);
        assert!(!answered.of(AMIRA).any(|talk| answered.keeps(talk)));
        let open = round([]);
        assert!(open.talks.iter().all(|talk| open.keeps(talk)));
    }

    #[test]
    fn a_round_stands_in_its_classs_list() {
        let place = RoundRows::place(&round([])).unwrap();
        assert_eq!((place.list, place.on), (Tag::class(CLASS_3B), TODAY));
    }

    #[test]
    fn a_talk_keeps_how_each_invitation_arrived_and_the_last_answer() {
        let letter = invitation_delivered(AMIRA, &[MOTHER, FATHER], Delivery::Letter);
        let opened = invitation_delivered(AMIRA, &[MOTHER], Delivery::Opened);
        let row = talk([letter, opened, at_seven(), talk_answered(FATHER, OtherAnswer::CallMe)]);
        let arrived: Vec<_> = row.delivered.iter().map(|delivered| (delivered.to, delivered.by)).collect();
        assert_eq!(arrived, [(MOTHER, Delivery::Letter), (FATHER, Delivery::Letter), (MOTHER, Delivery::Opened)]);
        assert_eq!(row.answers.of(FATHER), Some(OtherAnswer::CallMe));
        assert_eq!(row.booking().map(|booking| booking.by), Some(MOTHER), "what he says takes nothing of hers away");
    }

    #[test]
    fn three_voices_stand_side_by_side_the_student_first_and_the_last_words_count() {
        let row = talk([
            voice_given(Party::School, "Ze werkt netjes."),
            voice_given(Party::Student, "Ik kook graag."),
            voice_given(Party::School, "Ze werkt heel netjes."),
        ]);
        let voices: Vec<_> = row.voices.iter().map(|voice| (voice.party, unsealed(voice.says.as_ref().unwrap()))).collect();
        let said = |text| words(text).unwrap();
        assert_eq!(voices, [(Party::Student, said("Ik kook graag.")), (Party::School, said("Ze werkt heel netjes."))]);
    }

    #[test]
    fn each_at_home_has_a_voice_of_their_own() {
        let row = talk([voice_of(MOTHER, "Ze kookt."), voice_of(FATHER, "Ze luistert nooit."), voice_of(MOTHER, "Ze bakt.")]);
        let says = |person| row.voice_of(person).and_then(|voice| voice.says.as_ref()).map(unsealed);
        assert_eq!((says(MOTHER), says(FATHER)), (words("Ze bakt."), words("Ze luistert nooit.")));
    }

    #[test]
    fn what_school_said_is_opened_as_it_stood_and_anew_when_it_is_said_anew() {
        let opened = |as_told| EntryOpened { student: AMIRA, entry: Tag::talk(talk_of(AMIRA)), as_told }.into();
        let said = || voice_given(Party::School, "Ze werkt netjes.");
        let at = now().recorded_at;
        assert!(!talk([said()]).school_voice_is_opened());
        assert!(talk([said(), opened(at)]).school_voice_is_opened());
        assert!(!talk([said(), opened(at - TimeDelta::seconds(1))]).school_voice_is_opened());
        assert!(!talk([opened(at)]).school_voice_is_opened(), "nothing was said yet");
    }

    #[test]
    fn a_talk_is_one_entry_that_moves_to_the_day_on_which_it_was_held() {
        let invited = entry([]);
        let EntryContent::Talk(told) = &invited.told else { panic!("a talk") };
        assert_eq!((invited.occurred.on, told.people().collect::<Vec<_>>()), (TODAY, vec![MOTHER, FATHER]));
        let EntryContent::Talk(booked) = entry([at_seven()]).told else { panic!("a talk") };
        assert_eq!(booked.answers.booking.map(all_unsealed), Some(booking(MOTHER, tomorrow_at(19, 0))));
        let held = entry([at_seven(), talk_held(YESTERDAY)]);
        assert_eq!((held.occurred.on, held.pos, held.earlier.len()), (YESTERDAY, invited.pos, 0));
        let EntryContent::Talk(told) = held.told else { panic!("a talk") };
        assert_eq!(told.outcome.map(all_unsealed), Some(TalkOutcome::Held(talk_account(&[MOTHER]))));
    }

    #[test]
    fn a_corrected_or_withdrawn_talk_keeps_what_stood_there() {
        let missed = missed_because(crate::talk::WhyMissed::HomeCouldNot);
        let corrected = entry([talk_held(YESTERDAY), talk_corrected(TODAY, missed.clone())]);
        let outcome = |told: &EntryContent| match told {
            EntryContent::Talk(told) => told.outcome.clone().map(all_unsealed),
            other => panic!("{other:?}"),
        };
        assert_eq!((corrected.occurred.on, outcome(&corrected.told)), (TODAY, Some(missed)));
        assert_eq!(outcome(&corrected.earlier[0].told), Some(TalkOutcome::Held(talk_account(&[MOTHER]))));
        assert_eq!(corrected.earlier[0].occurred.on, YESTERDAY);
        let reopened = entry([talk_held(YESTERDAY), talk_reopened()]);
        assert_eq!((outcome(&reopened.told), reopened.earlier.len(), reopened.withdrawn), (None, 1, None));
    }

    #[test]
    fn a_talk_counts_for_reach_step_by_step() {
        use crate::views::reach::{Rung, rung};
        let on_today = |facts: Vec<Fact>| rung(&amiras_card(opened().into_iter().chain(facts)), &[], TODAY);
        let delivered = || invitation_delivered(AMIRA, &[MOTHER], Delivery::Letter);
        let missed = || missed_because(crate::talk::WhyMissed::NobodyCame);
        for (facts, reached) in [
            (vec![], Rung::NoDetails),
            (vec![delivered()], Rung::Invited),
            (vec![delivered(), at_seven()], Rung::Responded),
            (vec![talk_answered(MOTHER, OtherAnswer::NotNow)], Rung::Responded),
            (vec![delivered(), talk_missed(TODAY)], Rung::Invited),
            (vec![at_seven(), talk_held(TODAY)], Rung::TalkedTogether),
            (vec![at_seven(), talk_held(TODAY), talk_corrected(TODAY, missed())], Rung::Responded),
            (vec![delivered(), talk_held(TODAY), talk_reopened()], Rung::Invited),
            (vec![talk_missed(TODAY), talk_corrected(TODAY, TalkOutcome::Held(talk_account(&[UNCLE])))], Rung::TalkedTogether),
        ] {
            assert_eq!(on_today(facts.clone()), reached, "{facts:#?}");
        }
    }
}
