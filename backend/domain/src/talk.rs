//! Talk rounds (nl: gespreksronde): every home of a class is invited to a talk with school and student about later.
//!
//! A round opens for every student at once and never while one of them lacks an invitation. A
//! parent answers in one tap, chooses a time or says what suits better; the mentor can do it for them by phone. Before the
//! talk student, home and school each prepare with their own words, and afterwards it was held or it was not. Until its
//! last day the mentor can add times to a round, or close it.

mod answer;
mod answers;
mod change_round;
mod come_apart;
mod conclude;
mod deliver;
mod open_round;
mod prepare;

pub use answer::{AnswerOtherwise, BookTime, BookingCancelled, CancelTime, TalkAnswered, TalkBooked};
pub use answers::{PersonAnswer, TalkAnswers};
pub use change_round::{AddTimes, CloseRound, RoundClosed, TimesAdded};
pub use come_apart::{ComeApart, TalkParted};
pub use conclude::{
    CorrectTalk, RecordTalks, TalkConcluded, TalkCorrected, TalkHeld, TalkMissed, TalkReopened, WhatCame, WithdrawTalk,
};
pub use deliver::{InvitationDelivered, MarkInvited, OpenInvitation};
pub use open_round::{InviteLate, OpenRound, RoundOpened, TalkInvited};
pub use prepare::{GiveVoice, Greet, TalkGreeted, VoiceGiven};

/// Whose voice it is in the three columns of a talk.
pub use crate::agreement::Party;

use crate::{
    contact::Means,
    facts::Fact,
    grammar::{Context, Story},
    holds_personal,
    ids::{ClassId, PersonId, RoundId, Stream, StreamKind, Tag, TalkId},
    personal::{EachPersonal, HoldsPersonal, Personal, PersonalSlot, PersonalValue, RetentionClass},
    policy::may_invite,
    time::Occurred,
    values::Interpreter,
    views::{RoundRow, RoundTalk, StudentCard},
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// What the talks of a round are for (nl: soort gesprek).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// Getting to know each other at the start of the year (nl: kennismakingsgesprek).
    Introduction,
    /// How it goes and what comes next, with later as a fixed subject (nl: voortgangsgesprek).
    Progress,
}

impl RoundKind {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [RoundKind; 2] = [RoundKind::Introduction, RoundKind::Progress];
}

/// Where people meet (nl: waar het gesprek is).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Venue {
    /// (nl: op school)
    School,
    /// (nl: thuis)
    Home,
    /// (nl: telefoon)
    Phone,
    /// (nl: videogesprek)
    Video,
}

impl Venue {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Venue; 4] = [Venue::School, Venue::Home, Venue::Phone, Venue::Video];
    /// How school and home met when they talked there: a talk that was held counts as contact.
    pub fn means(self) -> Means {
        match self {
            Venue::School => Means::AtSchool,
            Venue::Home => Means::HomeVisit,
            Venue::Phone => Means::Phone,
            Venue::Video => Means::Video,
        }
    }
}

/// How an invitation reached somebody (nl: hoe iemand is uitgenodigd).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// A letter that the student took home (nl: brief mee).
    Letter,
    /// Told by phone (nl: gebeld).
    Phone,
    /// A text message or app (nl: app of sms).
    Text,
    /// (nl: mail)
    Email,
    /// Told face to face (nl: zelf verteld).
    InPerson,
    /// The parent opened it on their own page (nl: geopend).
    Opened,
}

impl Delivery {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Delivery; 6] =
        [Delivery::Letter, Delivery::Phone, Delivery::Text, Delivery::Email, Delivery::InPerson, Delivery::Opened];
    /// What a mentor can say of an invitation; that it was opened, only the one who opened it can.
    pub const BY_HAND: [Delivery; 5] = [Delivery::Letter, Delivery::Phone, Delivery::Text, Delivery::Email, Delivery::InPerson];
}

/// An answer other than a time (nl: ander antwoord).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherAnswer {
    /// (nl: bel mij)
    CallMe,
    /// (nl: ik kan niet)
    CannotCome,
    /// (nl: nu even niet). The mentor reads: asks for rest.
    NotNow,
    /// To a time that somebody else at home chose (nl: ik kom ook).
    ComesToo,
    /// To a time that somebody else at home chose (nl: ik kan dan niet).
    CannotThen,
}

impl OtherAnswer {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [OtherAnswer; 5] =
        [OtherAnswer::CallMe, OtherAnswer::CannotCome, OtherAnswer::NotNow, OtherAnswer::ComesToo, OtherAnswer::CannotThen];
    /// What somebody says instead of a time.
    pub const WITHOUT_TIME: [OtherAnswer; 3] = [OtherAnswer::CallMe, OtherAnswer::CannotCome, OtherAnswer::NotNow];
    /// What somebody says to the time that another at home chose.
    pub const TO_ANOTHERS_TIME: [OtherAnswer; 2] = [OtherAnswer::ComesToo, OtherAnswer::CannotThen];

    /// Is it said to the time that another at home chose? It is void when that time changes.
    pub fn is_about_anothers_time(self) -> bool {
        OtherAnswer::TO_ANOTHERS_TIME.contains(&self)
    }
}

/// Why a student was not at their own talk (nl: reden van afwezigheid). There is no exception without a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// (nl: ziek)
    Ill,
    /// At a placement or at work (nl: op stage of aan het werk).
    AtWork,
    /// Home asked to talk without the student (nl: thuis vroeg erom).
    HomeAsked,
    /// The student did not want to (nl: wilde niet).
    DidNotWant,
    /// (nl: anders)
    Other,
}

impl Absence {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Absence; 5] = [Absence::Ill, Absence::AtWork, Absence::HomeAsked, Absence::DidNotWant, Absence::Other];
}

impl PersonalValue for Absence {
    const CLASS: RetentionClass = RetentionClass::Lob;
}

/// Why a talk did not take place (nl: waarom het niet doorging). Never a judgement of a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyMissed {
    /// Nobody came (nl: niet gekomen).
    NobodyCame,
    /// (nl: thuis kon niet)
    HomeCouldNot,
    /// (nl: school kon niet)
    SchoolCouldNot,
    /// The student was ill (nl: leerling ziek).
    StudentIll,
}

impl WhyMissed {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [WhyMissed; 4] =
        [WhyMissed::NobodyCame, WhyMissed::HomeCouldNot, WhyMissed::SchoolCouldNot, WhyMissed::StudentIll];
}

impl PersonalValue for WhyMissed {
    const CLASS: RetentionClass = RetentionClass::Lob;
}

/// Hours of one day at which the mentor can talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Block {
    pub on: NaiveDate,
    pub from: NaiveTime,
    pub until: NaiveTime,
}

impl Block {
    /// Have these hours a moment in common?
    fn meets(&self, other: &Block) -> bool {
        self.on == other.on && self.from < other.until && other.from < self.until
    }
}

/// How long talks last and when they can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Minutes of one talk.
    pub minutes: u16,
    /// Minutes between two talks.
    pub buffer: u16,
    pub blocks: Vec<Block>,
}

impl Times {
    /// Minutes of one talk, unless the mentor chooses otherwise: a talk is short.
    pub const MINUTES: u16 = 20;
    /// Minutes between two talks, unless the mentor chooses otherwise.
    pub const BUFFER: u16 = 5;
    const SHORTEST: u16 = 5;
    const LONGEST: u16 = 120;
    const LONGEST_BUFFER: u16 = 60;
    /// More hours than this are no evening of talks but a slip of the finger.
    const MOST_BLOCKS: usize = 20;

    /// When talks can begin, in order.
    pub fn slots(&self) -> Vec<NaiveDateTime> {
        let (talk, step) = (TimeDelta::minutes(self.minutes.into()), self.step());
        let mut slots: Vec<NaiveDateTime> = Vec::new();
        for block in &self.blocks {
            let (mut at, until) = (block.on.and_time(block.from), block.on.and_time(block.until));
            while at + talk <= until {
                slots.push(at);
                at += step;
            }
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Is there room for a talk in these hours?
    fn fit_in(&self, block: &Block) -> bool {
        block.until - block.from >= TimeDelta::minutes(self.minutes.into())
    }

    /// From the beginning of one talk to the beginning of the next.
    pub fn step(&self) -> TimeDelta {
        TimeDelta::minutes((self.minutes.max(Self::SHORTEST) + self.buffer).into())
    }

    /// The first day on which there are talks; `None` when there are no hours.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.blocks.iter().map(|block| block.on).min()
    }
    /// The last day on which there are talks; `None` when there are no hours.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.blocks.iter().map(|block| block.on).max()
    }

    fn check(&self, context: &Context<'_>) -> Result<(), TalkRefusal> {
        if !(Self::SHORTEST..=Self::LONGEST).contains(&self.minutes) {
            return Err(TalkRefusal::MinutesOdd);
        }
        if self.buffer > Self::LONGEST_BUFFER {
            return Err(TalkRefusal::BufferOdd);
        }
        if self.blocks.is_empty() || self.blocks.len() > Self::MOST_BLOCKS {
            return Err(TalkRefusal::NoTimes);
        }
        if self.blocks.iter().any(|block| block.until <= block.from) {
            return Err(TalkRefusal::TimesBackwards);
        }
        let now = context.now.today.and_time(context.now.time);
        if self.blocks.iter().any(|block| block.on.and_time(block.until) <= now) {
            return Err(TalkRefusal::TimesPast);
        }
        Ok(())
    }

    /// Do these days touch those?
    fn overlap(&self, other: &Times) -> bool {
        let days = |times: &Times| times.first_day().zip(times.last_day());
        days(self).zip(days(other)).is_some_and(|((from, until), (first, last))| from <= last && first <= until)
    }
}

/// Where and when a talk will be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Booking {
    /// On the Amsterdam clock.
    pub at: NaiveDateTime,
    pub venue: Venue,
    /// Sealed under the key of who comes: it says something of where a family is from.
    pub interpreter: Personal<Interpreter>,
    /// Who comes, as they said themselves or had said for them.
    pub by: PersonId,
    /// The mentor chose it for them, on the phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
}

/// How a talk went, as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkReport {
    pub venue: Venue,
    /// The parents and supporters who were there.
    pub with: Vec<PersonId>,
    /// Why the student was not there; `None`: they were.
    pub student_absent: Option<Absence>,
    pub interpreter: bool,
    /// How long it took, when somebody looked at the clock.
    pub minutes: Option<u16>,
}

/// What came of a talk, as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportedOutcome {
    Held(TalkReport),
    Missed(WhyMissed),
}

/// How a talk went, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkAccount {
    pub venue: Venue,
    /// The parents and supporters who were there; never empty.
    pub with: Vec<PersonId>,
    /// Why the student was not there; `None`: they were. That they were not counts, so it is in the clear. The reason may be
    /// their health, so it is sealed under their key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student_absent: Option<Personal<Absence>>,
    /// Sealed under the key of somebody from home who was there.
    pub interpreter: Personal<Interpreter>,
    /// How long it took, when somebody looked at the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

impl Booking {
    /// As the row of a round has it: who comes, and when.
    pub(crate) fn bare(at: NaiveDateTime, by: PersonId) -> Booking {
        let interpreter = Personal { of: by, content: crate::personal::Content::Erased };
        Booking { at, venue: Venue::School, interpreter, by, on_behalf: false }
    }
    /// Was an interpreter asked for, as far as this reader may know?
    pub fn has_interpreter(&self) -> bool {
        self.interpreter.value().is_some_and(|interpreter| interpreter.0)
    }
}

impl TalkAccount {
    /// Was an interpreter there, as far as this reader may know?
    pub fn has_interpreter(&self) -> bool {
        self.interpreter.value().is_some_and(|interpreter| interpreter.0)
    }
}

holds_personal!(Booking { interpreter });
holds_personal!(TalkAccount { student_absent, interpreter });

/// What came of a talk, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalkOutcome {
    Held(TalkAccount),
    /// The reason may be the student's health, so it is sealed under their key.
    Missed(Personal<WhyMissed>),
}

impl HoldsPersonal for TalkOutcome {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        match self {
            TalkOutcome::Held(account) => account.each_personal(see),
            TalkOutcome::Missed(why) => see("why", why),
        }
    }
}

impl PersonalSlot for TalkOutcome {
    fn walk(&mut self, _: &'static str, see: &mut EachPersonal<'_>) {
        self.each_personal(see);
    }
}

fn round_stream(class: ClassId) -> Stream {
    Stream::of(StreamKind::TalkRound, class.0)
}

fn stream_of(talk: TalkId) -> Stream {
    Stream::of(StreamKind::Talk, talk.0)
}

/// The talk itself, its round and its student, and whoever else it touches.
fn tags_of(talk: TalkId, round: RoundId, student: PersonId, people: &[PersonId]) -> Vec<Tag> {
    let mut tags = vec![Tag::talk(talk), Tag::round(round), Tag::student(student)];
    tags.extend(people.iter().map(|person| Tag::person(*person)));
    tags
}

crate::refusals! {
    /// Why something about a talk is refused.
    pub enum TalkRefusal {
        /// The class has no students, or is not there.
        ClassEmpty = "talk-class-empty",
        /// This round was opened before, with another form.
        AlreadyOpen = "talk-already-open",
        /// A round of this kind runs in the same days.
        KindRunning = "talk-kind-running" at "kind",
        MinutesOdd = "talk-minutes-odd" at "minutes",
        BufferOdd = "talk-buffer-odd" at "buffer",
        NoTimes = "talk-no-times" at "blocks",
        TimesBackwards = "talk-times-backwards" at "blocks",
        TimesPast = "talk-times-past" at "blocks",
        /// Hours that the round has already.
        TimesTwice = "talk-times-twice" at "blocks",
        /// Hours in which no talk fits.
        TimesShort = "talk-times-short" at "blocks",
        /// A round of this kind runs in the days that are added.
        DaysTaken = "talk-days-taken" at "blocks",
        /// Fewer times than invitations, so that not everybody could come.
        TooFewTimes = "talk-too-few-times" at "blocks",
        NoVenue = "talk-no-venue" at "venues",
        /// A student without anybody who may be invited keeps the round closed.
        NobodyAtHome = "talk-nobody-at-home",
        /// The student is not, or no longer, in this class.
        StudentGone = "talk-student-gone",
        /// The round was closed before its last day.
        RoundClosed = "talk-round-closed",
        /// The last day of the round has passed.
        RoundOver = "talk-round-over",
        /// There is no such talk or round.
        NotThere = "talk-not-there",
        AlreadyInvited = "talk-already-invited",
        /// Somebody who was not invited to this talk.
        NotInvited = "talk-not-invited" at "by",
        NobodyTicked = "talk-nobody-ticked" at "talks",
        /// The talk was held, or did not take place.
        Over = "talk-over",
        /// Somebody else took this time in the meantime.
        TimeTaken = "talk-time-taken" at "at",
        TimeUnknown = "talk-time-unknown" at "at",
        TimePast = "talk-time-past" at "at",
        VenueNotOffered = "talk-venue-not-offered" at "venue",
        NothingBooked = "talk-nothing-booked",
        /// Somebody else at home chose the time: only they, or the school, move it.
        BookedByAnother = "talk-booked-by-another",
        /// Who is invited alone, or holds the time of a talk together, does not ask for a talk apart.
        AloneAlready = "talk-alone-already",
        /// Only the student greets, and each gives their own voice.
        VoiceOfAnother = "talk-voice-of-another",
        NothingSaid = "talk-nothing-said" at "says",
        InFuture = "talk-in-future" at "occurred_on",
        BeforeRound = "talk-before-round" at "occurred_on",
        WithNobody = "talk-with-nobody" at "with",
        /// Somebody who is no parent or supporter of this student.
        WithStranger = "talk-with-stranger" at "with",
        MinutesLong = "talk-minutes-long" at "minutes",
        /// Nothing was written down yet that could be corrected.
        NotOver = "talk-not-over",
        NoReason = "talk-no-reason" at "because",
        /// Somebody told it anew since this form was opened.
        ChangedMeanwhile = "talk-changed-meanwhile" => LookAgain,
    }
}

/// The rounds of one class, in the order in which they were opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rounds(Vec<RoundOfClass>);

#[derive(Clone, Debug, PartialEq)]
struct RoundOfClass {
    round: RoundId,
    kind: RoundKind,
    times: Times,
    closed: bool,
}

impl Story for Rounds {
    fn evolve(mut self, fact: &Fact) -> Rounds {
        match fact {
            Fact::RoundOpened(fact) => {
                let (round, kind, times) = (fact.round, fact.kind, fact.times.clone());
                self.0.push(RoundOfClass { round, kind, times, closed: false });
            }
            Fact::TimesAdded(fact) => self.change(fact.round, |round| round.times.blocks.extend(&fact.blocks)),
            Fact::RoundClosed(fact) => self.change(fact.round, |round| round.closed = true),
            _ => {}
        }
        self
    }
}

impl Rounds {
    fn change(&mut self, round: RoundId, change: impl FnOnce(&mut RoundOfClass)) {
        if let Some(round) = self.0.iter_mut().find(|known| known.round == round) {
            change(round);
        }
    }

    /// Does another round of this kind run in these days? One that was closed runs no more.
    fn others_run(&self, round: RoundId, kind: RoundKind, times: &Times) -> bool {
        let beside = |other: &&RoundOfClass| other.round != round && other.kind == kind && !other.closed;
        self.0.iter().filter(beside).any(|other| other.times.overlap(times))
    }
}

/// One talk, from its invitation on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    invited: Option<Invited>,
    answers: TalkAnswers,
    delivered: Vec<PersonId>,
    outcome: Option<(Occurred, TalkOutcome)>,
    /// How often what came of it was told.
    revision: u32,
}

#[derive(Clone, Debug, PartialEq)]
struct Invited {
    round: RoundId,
    student: PersonId,
    people: Vec<PersonId>,
    on: NaiveDate,
}

impl Story for Talk {
    fn evolve(mut self, fact: &Fact) -> Talk {
        match fact {
            Fact::TalkInvited(fact) => {
                let (round, student, on) = (fact.round, fact.student, fact.on);
                self.invited = Some(Invited { round, student, people: fact.invited.clone(), on });
            }
            Fact::InvitationDelivered(fact) => self.delivered.extend(&fact.to),
            Fact::TalkParted(fact) => {
                self.answers.hear(&Fact::TalkParted(fact.clone()));
                if let Some(invited) = &mut self.invited {
                    invited.people.retain(|person| *person != fact.person);
                }
            }
            Fact::TalkBooked(_) | Fact::TalkAnswered(_) | Fact::BookingCancelled(_) => self.answers.hear(fact),
            Fact::TalkHeld(fact) => self.came(fact.occurred, TalkOutcome::Held(fact.account.clone())),
            Fact::TalkMissed(fact) => self.came(fact.occurred, TalkOutcome::Missed(fact.why.clone())),
            Fact::TalkCorrected(fact) => self.came(fact.occurred, fact.outcome.clone()),
            Fact::TalkReopened(_) => {
                self.outcome = None;
                self.revision += 1;
            }
            _ => {}
        }
        self
    }
}

impl Talk {
    fn came(&mut self, occurred: Occurred, outcome: TalkOutcome) {
        self.outcome = Some((occurred, outcome));
        self.revision += 1;
    }

    /// The invitation of this talk, when it is about this student and of this round.
    fn invited(&self, round: RoundId, student: PersonId) -> Result<&Invited, TalkRefusal> {
        let is_this = |invited: &&Invited| invited.round == round && invited.student == student;
        self.invited.as_ref().filter(is_this).ok_or(TalkRefusal::NotThere)
    }

    /// The same, of a talk that is still to come.
    fn to_come(&self, round: RoundId, student: PersonId) -> Result<&Invited, TalkRefusal> {
        let invited = self.invited(round, student)?;
        if self.outcome.is_some() { Err(TalkRefusal::Over) } else { Ok(invited) }
    }
}

/// The student, when they are here now.
fn here<'a>(context: &Context<'a>, student: PersonId) -> Result<&'a StudentCard, TalkRefusal> {
    context.relations.enrolled(student).ok_or(TalkRefusal::StudentGone)
}

fn round_of<'a>(context: &Context<'a>, round: RoundId) -> Result<&'a RoundRow, TalkRefusal> {
    context.relations.round(round).ok_or(TalkRefusal::NotThere)
}

/// The same, of a round in which homes are still asked to come.
fn asking<'a>(context: &Context<'a>, round: RoundId) -> Result<&'a RoundRow, TalkRefusal> {
    let round = round_of(context, round)?;
    if round.closed_on.is_some() { Err(TalkRefusal::RoundClosed) } else { Ok(round) }
}

fn talk_in(round: &RoundRow, talk: TalkId) -> Result<&RoundTalk, TalkRefusal> {
    round.talks.iter().find(|one| one.talk == talk).ok_or(TalkRefusal::NotThere)
}

/// May this person answer for the home? Parents and supporters only for themselves; staff for whoever was invited.
fn may_answer(context: &Context<'_>, invited: &Invited, by: PersonId) -> Result<(), TalkRefusal> {
    let is_staff = context.actor.role().is_none_or(|role| role.is_staff());
    if !invited.people.contains(&by) || !(is_staff || context.actor.person() == Some(by)) {
        return Err(TalkRefusal::NotInvited);
    }
    Ok(())
}

/// May the actor move the time or give it back? Who chose it may, and the school. The time of somebody who is no longer asked
/// to come binds nobody.
fn may_move(context: &Context<'_>, card: &StudentCard, talk: &Talk) -> bool {
    let Some(booking) = &talk.answers.booking else { return true };
    let is_staff = context.actor.role().is_none_or(|role| role.is_staff());
    is_staff || context.actor.person() == Some(booking.by) || !may_invite(card, booking.by)
}

fn on_behalf(context: &Context<'_>, by: PersonId) -> bool {
    context.actor.person() != Some(by)
}

/// Has nobody to invite because they are eighteen: whether and whom school asks is theirs to say, by naming a supporter, and
/// until then a round is without them.
pub fn is_left_out(card: &StudentCard) -> bool {
    card.eighteen && invitees(card).is_empty()
}

/// Whom a student's talk is for: every parent who may be invited, or else the supporters.
pub fn invitees(card: &StudentCard) -> Vec<PersonId> {
    let parents: Vec<_> = card.parents.iter().map(|tie| tie.person).filter(|person| may_invite(card, *person)).collect();
    if !parents.is_empty() {
        return parents;
    }
    card.supporters.iter().map(|tie| tie.person).filter(|person| may_invite(card, *person)).collect()
}
