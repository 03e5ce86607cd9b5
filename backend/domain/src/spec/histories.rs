//! Random histories: a year as it could have gone, every command of the product asked in random order on random days, by
//! whom the policy would let through, with every fact from `decide`. What must hold of any history is asserted on the way.

use super::{assignment::line, *};
use crate::{
    access_log::{PruneAccessLog, SealAccessLog},
    agreement::{
        AdjustAgreement, CancelAgreement, ConfirmAgreement, DeclineAgreement, DoPart, LapseAgreement, MakeAgreement, Otherwise,
        Party,
    },
    assignment::{
        AssignmentDraft, AssignmentKind, BringBack, Brought, GiveAssignment, OpenAssignment, ParkAssignment, UseAssignment,
        UsedIn, WithdrawAssignment,
    },
    class::{AssignMentor, CorrectClass, OpenClass, RelieveMentor, Track, WithdrawClass},
    contact::{CorrectContact, RecordAttempt, RecordContact, RecordEvening, SpokeWith, WithdrawContact},
    ids::{AgreementId, AssignmentId, GivingId, MessageId, RoundId, TalkId},
    line::{
        AddToLine, Adding, CareerQuestion, CloseSetback, CorrectEntry, EndStep, ExperienceKind, NameQuality, NoteSetback,
        ReviseChoice, Share, ShareEntry, ShareWith, TurnSetback, Why, WithdrawEntry,
    },
    message::{AnswerMessage, OpenMessage, Ready, SendMessage, SendToClass, ToOne, WithdrawMessage, WriteToSchool},
    person::{
        details::{ChangeDetails, RemoveDetails, ReportFailed, SetWishes},
        parent::{ChangeAuthority, CorrectParentName, CorrectRelation, EndLink, EndReason, LinkParent},
        staff::{AppointStaff, CorrectStaffName, EndRole},
        student::{CorrectStudentDetails, EnrolStudent, MoveStudent, OpenEntries, RecordLeft, ReturnStudent, StateAge},
        supporter::{ConfirmSupporter, CorrectSupporter, EndSupport, NameSupporter, RefuseSupporter},
    },
    policy::{Deed, DeedType},
    school::{ChangeSettings, OpenSchool, ParentsFollowUntil, SchoolOpened},
    support::{AnswerHelp, ExamineSupport, HelpAnswer, Helper, NameLevel, SteeringLevel, SupportPart},
    talk::{
        Absence, AddTimes, AnswerOtherwise, Block, BookTime, CancelTime, CloseRound, ComeApart, CorrectTalk, Delivery, GiveVoice,
        Greet, InviteLate, MarkInvited, OpenInvitation, OpenRound, OtherAnswer, RecordTalks, ReportedOutcome, RoundKind,
        TalkConcluded, TalkReport, Times, Venue, WhatCame, WhyMissed, WithdrawTalk,
    },
    values::{ChangeReason, CustodyNote, OwnWords, PhoneNumber, Reading, SpokenLanguage, Title, Wishes},
};
use chrono::{Datelike, Days};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// The first and the last day of a random history: a school year with the end of the one before and the start of the next.
pub const FIRST: NaiveDate = date(2025, 6, 1);
pub const DAYS: u64 = 480;

pub fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..DAYS).prop_map(|days| FIRST + Days::new(days))
}

/// What was asked on which day, in order.
pub fn asked() -> impl Strategy<Value = Vec<(NaiveDate, Ask)>> {
    vec(any_day().prop_flat_map(|day| (Just(day), any_ask(day).boxed())), 1..60).prop_map(|mut asked| {
        asked.sort_by_key(|(day, _)| *day);
        asked
    })
}

/// The same of who is at home, how they stand to the student, and how to reach them.
pub fn asked_about_home() -> impl Strategy<Value = Vec<(NaiveDate, Ask)>> {
    let ask = || prop_oneof![3 => about_home().boxed(), 2 => about_details().boxed()];
    vec((any_day(), ask()), 1..60).prop_map(|mut asked| {
        asked.sort_by_key(|(day, _)| *day);
        asked
    })
}

/// The log that follows when all this is asked of a school with the specs' cast.
pub fn history(asked: &[(NaiveDate, Ask)]) -> Vec<Event> {
    let opened = SchoolOpened { school: SCHOOL, name: "Noordrand College".into(), city: "Rotterdam".into() };
    let mut log = Log { events: vec![] };
    // Everybody has somebody at home, or no round of talks would ever open.
    for fact in std::iter::once(opened.into()).chain(cast()).chain([super::talk::milans_mother()]) {
        log.write(NewFact::on(Occurred::on(FIRST), fact), at_ten(FIRST));
    }
    for (day, ask) in asked {
        ask.of(&mut log, at_ten(*day));
    }
    log.events
}

fn at_ten(today: NaiveDate) -> Now {
    Now { recorded_at: Utc.from_utc_datetime(&today.and_time(now().time)), today, time: now().time }
}

/// What may be said again, because saying it again says something: that a number still works, words that are sealed, or the
/// ages that go with a birth date.
const SAID_AGAIN: &[&str] = &[
    "student.turned_sixteen",
    "student.turned_eighteen",
    "details.changed",
    "details.wishes_set",
    "student.details_corrected",
    "parent.name_corrected",
    "staff.name_corrected",
    "supporter.corrected",
    "contact.corrected",
    "agreement.declined",
    "agreement.adjusted",
    "talk.booked",
    "talk.corrected",
    "talk.greeted",
    "talk.voice_given",
    "talk.invitation_delivered",
    "choice.revised",
    "entry.corrected",
];

struct Log {
    events: Vec<Event>,
}

impl Log {
    fn write(&mut self, said: NewFact, now: Now) {
        let n = self.events.len();
        let id = EventId(Uuid::from_u128(FIRST_EVENT + n as u128));
        let author = actor(MENTOR, Role::Mentor).author();
        let (pos, fact) = (Position(n as i64 + 1), sealed(said.fact, id));
        self.events.push(Event { pos, id, occurred: said.occurred, recorded_at: now.recorded_at, author, fact });
    }

    fn decide<C: Command>(&self, command: &C, now: Now) -> Result<Vec<NewFact>, Refusal> {
        let relations = relations_after(&self.events).compared(&same_numbers(&self.events));
        let of_this_story = self.events.iter().filter(|event| event.fact.stream() == command.stream());
        let story = of_this_story.fold(C::Story::default(), |story, event| story.evolve(&event.fact));
        let actor = by_whom(C::Deed::DEED, now.today);
        command.decide(&story, &Context { now, actor: &actor, relations: &relations })
    }

    /// Decides and writes, and asks the same again: what was decided is remembered, so nothing new follows.
    fn carry_out<C: Command>(&mut self, command: &C, now: Now) {
        let Ok(said) = self.decide(command, now) else { return };
        if let Some(first) = said.first() {
            assert_eq!(first.fact.stream(), command.stream(), "the first fact continues the story that was loaded");
        }
        assert_expectations(command, &said);
        for said in said {
            assert!(!said.occurred.is_after(&now), "{said:?} lies in the future");
            assert_eq!(Ok(stored(&said.fact)), read_back(&said.fact));
            self.write(said, now);
        }
        for again in self.decide(command, now).into_iter().flatten() {
            assert!(SAID_AGAIN.contains(&again.fact.type_name()), "said twice: {again:?}");
        }
    }
}

/// Who asks for it: where it matters, on each day somebody else of those who may.
fn by_whom(deed: Deed, day: NaiveDate) -> Actor {
    let of = |people: &[(PersonId, Role)]| {
        let (person, role) = people[day.ordinal() as usize % people.len()];
        actor(person, role)
    };
    let home = [(AMIRA, Role::Student), (MOTHER, Role::Parent), (FATHER, Role::Parent), (UNCLE, Role::Supporter)];
    match deed {
        Deed::WriteToSchool | Deed::OpenMessage => of(&home),
        Deed::AnswerMessage => of(&[home[1], (MENTOR, Role::Mentor)]),
        Deed::ReturnAssignment => of(&home),
        Deed::AnswerAgreement | Deed::DoAgreementPart => of(&[home[0], home[1], (MENTOR, Role::Mentor)]),
        Deed::NameSupporter => of(&[home[0], home[1], (MENTOR, Role::Mentor)]),
        Deed::DecideSupporter => of(&[home[1], (MENTOR, Role::Mentor)]),
        Deed::MakeAgreement => of(&[(MENTOR, Role::Mentor)]),
        // The student's line.
        Deed::NoteSetback => of(&[(AMIRA, Role::Student), (MENTOR, Role::Mentor)]),
        Deed::NameLevel => of(&[(AMIRA, Role::Student), (MENTOR, Role::Mentor)]),
        Deed::AnswerHelp => of(&[home[1], home[3]]),
        Deed::NameQuality => of(&[(MOTHER, Role::Parent), (MENTOR, Role::Mentor)]),
        _ => Actor::Operator { school: SCHOOL },
    }
}

/// The fact as its body holds it: every personal field a slot.
fn stored(fact: &Fact) -> Fact {
    let (mut fact, mut n) = (fact.clone(), 0);
    fact.each_personal(&mut |_, personal| {
        personal.put_slot(n);
        n += 1;
    });
    fact
}

fn read_back(fact: &Fact) -> Result<Fact, crate::facts::Unreadable> {
    Fact::decode(fact.type_name(), fact.schema_ver(), &stored(fact).encode().unwrap())
}

macro_rules! asks {
    ($($command:ident),+ $(,)?) => {
        /// Every command of the product.
        #[derive(Clone, Debug)]
        pub enum Ask { $( $command($command) ),+ }

        impl Ask {
            fn of(&self, log: &mut Log, now: Now) {
                match self { $( Ask::$command(command) => log.carry_out(command, now) ),+ }
            }
        }
    };
}

asks! {
    SealAccessLog, PruneAccessLog,
    OpenSchool, ChangeSettings, OpenClass, AssignMentor, RelieveMentor, AppointStaff, EndRole, EnrolStudent, MoveStudent,
    RecordLeft, ReturnStudent, CorrectClass, WithdrawClass, CorrectStaffName, CorrectRelation, CorrectSupporter, CorrectStudentDetails, StateAge, LinkParent, ChangeAuthority, EndLink, CorrectParentName, NameSupporter,
    ConfirmSupporter, RefuseSupporter, EndSupport, ChangeDetails, ReportFailed, RemoveDetails, SetWishes, RecordAttempt, RecordContact, RecordEvening,
    CorrectContact, WithdrawContact,
    // Messages.
    SendMessage, SendToClass, WriteToSchool, AnswerMessage, OpenMessage, WithdrawMessage,
    // Talk rounds.
    OpenRound, AddTimes, CloseRound, InviteLate, MarkInvited, OpenInvitation, BookTime, AnswerOtherwise, CancelTime, ComeApart,
    Greet, GiveVoice, RecordTalks, CorrectTalk, WithdrawTalk,
    // The student's line.
    OpenEntries, AddToLine, ReviseChoice, EndStep, CorrectEntry, WithdrawEntry, ShareEntry, NoteSetback, TurnSetback,
    CloseSetback, NameQuality, ExamineSupport, AnswerHelp, NameLevel,
    // Assignments and agreements.
    GiveAssignment, OpenAssignment, BringBack, UseAssignment, ParkAssignment, WithdrawAssignment, MakeAgreement,
    ConfirmAgreement, DeclineAgreement, DoPart, AdjustAgreement, LapseAgreement, CancelAgreement,
}

fn student() -> impl Strategy<Value = PersonId> {
    prop_oneof![3 => Just(AMIRA), 1 => Just(MILAN)]
}
fn adult() -> impl Strategy<Value = PersonId> {
    prop_oneof![4 => Just(MOTHER), 2 => Just(UNCLE), 2 => Just(FATHER), 1 => Just(STRANGER)]
}
fn class() -> impl Strategy<Value = ClassId> {
    select(vec![CLASS_3B, CLASS_3C])
}
/// A class in which nobody is.
const CLASS_3D: ClassId = ClassId(Uuid::from_u128(0x3D));
fn contact() -> impl Strategy<Value = ContactId> {
    (0..5u128).prop_map(|n| ContactId(Uuid::from_u128(0xC0 + n)))
}
fn channel() -> impl Strategy<Value = Channel> {
    select(vec![Channel::Phone, Channel::Email])
}
fn some_name() -> impl Strategy<Value = PersonName> {
    select(vec!["Elif", "Kemal"]).prop_map(|first| name(first, "Demir"))
}
fn birth_date() -> impl Strategy<Value = BirthDate> {
    (2005..2013i32, 1..13u32, 1..29u32).prop_map(|(year, month, day)| BirthDate(date(year, month, day)))
}
fn reason() -> impl Strategy<Value = ChangeReason> {
    any_of(&ChangeReason::ALL)
}
fn some_words() -> impl Strategy<Value = Option<Words>> {
    option::weighted(0.8, Just("Ze wil bakker worden.")).prop_map(|text| text.and_then(words))
}
fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

/// Up to two months before the day on which it is told, and now and then tomorrow.
fn occurred(day: NaiveDate) -> impl Strategy<Value = Occurred> {
    (0..60u64).prop_map(move |ago| Occurred::on(day + Days::new(1) - Days::new(ago)))
}

fn any_telling(day: NaiveDate) -> impl Strategy<Value = ContactReport> {
    let with = prop_oneof![9 => vec(adult(), 1..3), 1 => Just(vec![])];
    let topics = prop_oneof![9 => vec(any_of(&Topic::ALL), 1..3), 1 => Just(vec![])];
    (occurred(day), any_of(&Means::ALL), with, any::<bool>(), option::of(any_of(&Reason::ALL)), topics, some_words()).prop_map(
        |(occurred, means, with, student_present, reason, topics, words)| {
            let initiative = Initiative::School;
            ContactReport { occurred, means, with, student_present, initiative, reason, topics, words }
        },
    )
}

/// Boxed, because the strategies of all commands together are too large for a test's stack.
fn any_ask(day: NaiveDate) -> impl Strategy<Value = Ask> {
    prop_oneof![
        1 => about_school_and_staff().boxed(),
        3 => about_students(day).boxed(),
        3 => about_home().boxed(),
        2 => about_details().boxed(),
        6 => about_contact(day).boxed(),
        4 => about_messages().boxed(),
        // Talk rounds.
        12 => about_talks(day).boxed(),
        8 => about_assignments(day).boxed(),
        6 => about_agreements(day).boxed(),
        // The student's line.
        9 => about_the_line(day).boxed(),
        2 => about_support().boxed(),
        1 => about_the_access_log().boxed(),
    ]
}

fn about_the_access_log() -> impl Strategy<Value = Ask> {
    prop_oneof![
        (1..4u64).prop_map(|digest| Ask::SealAccessLog(SealAccessLog { digest, head: "ab".repeat(32) })),
        (1..4u64).prop_map(|through| Ask::PruneAccessLog(PruneAccessLog { through })),
    ]
}

fn about_school_and_staff() -> impl Strategy<Value = Ask> {
    let text = || select(vec!["Noordrand", "4A", ""]).prop_map(str::to_owned);
    let person = || select(vec![MENTOR, OTHER_MENTOR, ADMIN, STRANGER]);
    prop_oneof![
        text().prop_map(|name| Ask::OpenSchool(OpenSchool { school: SCHOOL, name, city: "Rotterdam".into() })),
        (option::of(text()), option::of(text()), option::of(0..80u8), option::of(any_of(&ParentsFollowUntil::ALL)), reason())
            .prop_map(|(name, city, student_first_hours, parents_follow_until, reason)| {
                let school = SCHOOL;
                Ask::ChangeSettings(ChangeSettings { school, name, city, student_first_hours, parents_follow_until, reason })
            }),
        (select(vec![CLASS_3B, CLASS_3D]), text(), option::of(0..6u8), option::of(any_of(&Track::ALL))).prop_map(
            |(class, name, year, track)| {
                Ask::OpenClass(OpenClass { class, name, school_year: SchoolYear(2025), year, track })
            }
        ),
        (class(), person()).prop_map(|(class, mentor)| Ask::AssignMentor(AssignMentor { class, mentor })),
        (class(), person(), reason()).prop_map(|(class, mentor, reason)| Ask::RelieveMentor(RelieveMentor {
            class,
            mentor,
            reason
        })),
        (class(), option::of(text()), option::of(0..6u8), option::of(any_of(&Track::ALL)), reason()).prop_map(
            |(class, name, year, track, reason)| {
                let school_year = year.map(|year| SchoolYear(2023 + i32::from(year)));
                Ask::CorrectClass(CorrectClass { class, name, school_year, year, track, reason })
            }
        ),
        (select(vec![CLASS_3C, CLASS_3D, CLASS_3D]), reason())
            .prop_map(|(class, reason)| Ask::WithdrawClass(WithdrawClass { class, reason })),
        (person(), some_name(), reason()).prop_map(|(person, name, reason)| Ask::CorrectStaffName(CorrectStaffName {
            person,
            name,
            reason
        })),
        (person(), option::weighted(0.8, some_name()), any_of(&Role::ALL))
            .prop_map(|(person, name, role)| { Ask::AppointStaff(AppointStaff { person, name, role }) }),
        (person(), any_of(&Role::ALL), reason()).prop_map(|(person, role, reason)| Ask::EndRole(EndRole {
            person,
            role,
            reason
        })),
    ]
}

fn about_students(day: NaiveDate) -> impl Strategy<Value = Ask> {
    let number = StudentNumber::parse("100").unwrap();
    prop_oneof![
        3 => (student(), class(), some_name(), option::of(birth_date())).prop_map(move |(student, class, name, birth_date)| {
            Ask::EnrolStudent(EnrolStudent { student, class, number: number.clone(), name, birth_date })
        }),
        1 => (student(), class(), reason()).prop_map(|(student, to, reason)| Ask::MoveStudent(MoveStudent { student, to, reason })),
        2 => (student(), class(), reason()).prop_map(|(student, class, reason)| {
            Ask::ReturnStudent(ReturnStudent { student, class, reason })
        }),
        1 => (student(), occurred(day), any_of(&LeaveReason::ALL)).prop_map(|(student, occurred, reason)| {
            Ask::RecordLeft(RecordLeft { student, on: occurred.on, reason })
        }),
        1 => (student(), option::of(some_name()), option::of(Just("101")), option::of(birth_date()), reason()).prop_map(
            |(student, name, number, birth_date, reason)| {
                let number = number.map(|number| StudentNumber::parse(number).unwrap());
                Ask::CorrectStudentDetails(CorrectStudentDetails { student, name, number, birth_date, reason })
            }
        ),
        1 => (student(), birth_date(), any_of(&ParentsFollowUntil::ALL)).prop_map(|(student, born, parents_follow_until)| {
            Ask::StateAge(StateAge { student, born, parents_follow_until })
        }),
    ]
}

fn about_home() -> impl Strategy<Value = Ask> {
    let because = || option::of(Just("Uitspraak.")).prop_map(|text| text.and_then(|text| CustodyNote::parse(text).unwrap()));
    prop_oneof![
        (adult(), option::weighted(0.8, some_name()), student(), any_of(&Relation::ALL), any_of(&Authority::ALL)).prop_map(
            |(parent, name, student, relation, authority)| {
                Ask::LinkParent(LinkParent { parent, name, student, relation, authority })
            }
        ),
        (adult(), student(), any_of(&Authority::ALL), because()).prop_map(|(parent, student, authority, because)| {
            Ask::ChangeAuthority(ChangeAuthority { parent, student, authority, because })
        }),
        (adult(), student(), any_of(&EndReason::ALL))
            .prop_map(|(parent, student, reason)| { Ask::EndLink(EndLink { parent, student, reason }) }),
        (adult(), some_name(), reason()).prop_map(|(parent, name, reason)| Ask::CorrectParentName(CorrectParentName {
            parent,
            name,
            reason
        })),
        (adult(), student(), any_of(&Relation::ALL), reason()).prop_map(|(parent, student, relation, reason)| {
            Ask::CorrectRelation(CorrectRelation { parent, student, relation, reason })
        }),
        (adult(), student(), option::of(some_name()), option::of(any_of(&Kinship::ALL)), reason()).prop_map(
            |(supporter, student, name, kinship, reason)| {
                Ask::CorrectSupporter(CorrectSupporter { supporter, student, name, kinship, reason })
            }
        ),
        (adult(), some_name(), student(), any_of(&Kinship::ALL), any::<bool>()).prop_map(
            |(supporter, name, student, kinship, with_phone)| {
                let phone = with_phone.then(|| PhoneNumber::parse("06 0000 0012").unwrap());
                Ask::NameSupporter(NameSupporter { supporter, name, student, kinship, phone })
            }
        ),
        (adult(), student(), any::<bool>()).prop_map(|(supporter, student, knowing)| {
            Ask::ConfirmSupporter(ConfirmSupporter { supporter, student, knowing })
        }),
        (adult(), student()).prop_map(|(supporter, student)| Ask::RefuseSupporter(RefuseSupporter { supporter, student })),
        (adult(), student()).prop_map(|(supporter, student)| Ask::EndSupport(EndSupport { supporter, student })),
    ]
}

fn about_details() -> impl Strategy<Value = Ask> {
    let reachable = (channel(), any::<bool>()).prop_map(|(channel, shared)| {
        let text = match (channel, shared) {
            (Channel::Phone, true) => "06 0000 0012",
            (Channel::Phone, false) => "06 0000 0013",
            (Channel::Email, _) => "demir@ouders.example",
        };
        Reachable::parse(channel, text).unwrap()
    });
    let failure = select(vec![Failure::Wrong, Failure::Bounced, Failure::OptedOut]);
    let wishes = (any_of(&SpokenLanguage::ALL), any::<bool>());
    prop_oneof![
        2 => (adult(), reachable).prop_map(|(person, reachable)| Ask::ChangeDetails(ChangeDetails { person, reachable })),
        1 => (adult(), channel(), failure).prop_map(|(person, channel, failure)| {
            Ask::ReportFailed(ReportFailed { person, channel, failure })
        }),
        1 => (adult(), channel()).prop_map(|(person, channel)| Ask::RemoveDetails(RemoveDetails { person, channel })),
        1 => (adult(), wishes).prop_map(|(person, (language, interpreter))| {
            let wishes = Wishes { language, reading: Reading::Easy, interpreter };
            Ask::SetWishes(SetWishes { person, wishes })
        }),
    ]
}

fn about_contact(day: NaiveDate) -> impl Strategy<Value = Ask> {
    let family = (contact(), student(), any_telling(day));
    let family = family.prop_map(|(contact, student, report)| SpokeWith { contact, student, report });
    prop_oneof![
        2 => (contact(), student(), occurred(day), any_of(&Means::ALL), any_of(&crate::contact::AttemptOutcome::ALL), option::of(adult()), some_words())
            .prop_map(|(contact, student, occurred, means, outcome, with, words)| {
                Ask::RecordAttempt(RecordAttempt { contact, student, occurred, means, outcome, with, words })
            }),
        4 => (contact(), student(), any_telling(day)).prop_map(|(contact, student, report)| {
            Ask::RecordContact(RecordContact { contact, student, report })
        }),
        1 => (class(), vec(family, 0..3)).prop_map(|(class, spoke)| Ask::RecordEvening(RecordEvening { class, spoke })),
        2 => (contact(), student(), any_telling(day), some_words()).prop_map(|(contact, student, report, because)| {
            Ask::CorrectContact(CorrectContact { contact, student, report, because, seen: None })
        }),
        2 => (contact(), student(), some_words()).prop_map(|(contact, student, because)| {
            Ask::WithdrawContact(WithdrawContact { contact, student, because, seen: None })
        }),
    ]
}

fn entry() -> impl Strategy<Value = EntryId> {
    (0..3u128).prop_map(|n| EntryId(Uuid::from_u128(0xE0 + n)))
}
fn any_title() -> impl Strategy<Value = Title> {
    select(vec!["Mijn eerste brood", "Bakker"]).prop_map(|text| Title::parse(text).unwrap())
}
fn any_own_words() -> impl Strategy<Value = Option<OwnWords>> {
    option::weighted(0.8, Just("Het deeg moest drie keer opnieuw.")).prop_map(|text| text.and_then(line::own_words))
}
fn any_shares(day: NaiveDate) -> impl Strategy<Value = Vec<Share>> {
    let with = prop_oneof![Just(ShareWith::School), adult().prop_map(ShareWith::Person)];
    let until = option::of((0..30u64).prop_map(move |days| day - Days::new(1) + Days::new(days)));
    vec((with, until).prop_map(|(with, until)| Share { with, until }), 0..3).prop_map(|mut shares| {
        shares.sort_unstable();
        shares.dedup_by_key(|share| share.with);
        shares
    })
}
fn any_questions() -> impl Strategy<Value = Vec<CareerQuestion>> {
    vec(any_of(&CareerQuestion::ALL), 0..3)
}

fn any_adding(day: NaiveDate) -> impl Strategy<Value = Adding> {
    prop_oneof![
        1 => (any_of(&ExperienceKind::ALL), any::<bool>()).prop_map(|(kind, proud)| Adding::Experience { kind, proud }),
        1 => Just(Adding::Reflection),
        1 => Just(Adding::Choice),
        3 => option::of(0..20u64).prop_map(move |days| Adding::Step { by: days.map(|days| day - Days::new(1) + Days::new(days)) }),
        1 => Just(Adding::Setback),
    ]
}

fn about_the_line(day: NaiveDate) -> impl Strategy<Value = Ask> {
    let told_at = at_ten(day).recorded_at;
    let opened = prop_oneof![contact().prop_map(Tag::contact), a_talk().prop_map(|(talk, ..)| Tag::talk(talk))];
    let opens = (student(), vec(opened, 0..3)).prop_map(move |(student, entries)| {
        let entries = entries.into_iter().map(|entry| (entry, told_at)).collect();
        Ask::OpenEntries(OpenEntries { student, entries })
    });
    let adds =
        (entry(), student(), occurred(day), any_adding(day), any_title(), any_own_words(), any_questions(), any_shares(day));
    let adds = adds.prop_map(|(entry, student, occurred, what, title, words, questions, share)| {
        Ask::AddToLine(AddToLine { entry, student, occurred, what, title, words, questions, builds_on: None, share })
    });
    let seen = || option::weighted(0.2, 1..3u32);
    prop_oneof![
        1 => opens,
        6 => adds,
        3 => (entry(), student(), any_title(), any_own_words(), seen()).prop_map(|(entry, student, title, because, seen)| {
            Ask::ReviseChoice(ReviseChoice { entry, student, title, because, seen })
        }),
        6 => (entry(), student(), any::<bool>(), any_own_words()).prop_map(|(entry, student, taken, words)| {
            Ask::EndStep(EndStep { entry, student, taken, words })
        }),
        1 => (entry(), student(), any_title(), any_questions(), any_of(&Why::ALL)).prop_map(|(entry, student, title, questions, why)| {
            Ask::CorrectEntry(CorrectEntry { entry, student, title, words: None, questions, why, seen: None })
        }),
        1 => (entry(), student(), any_of(&Why::ALL)).prop_map(|(entry, student, why)| {
            Ask::WithdrawEntry(WithdrawEntry { entry, student, why })
        }),
        3 => (entry(), student(), any_shares(day)).prop_map(|(entry, student, share)| {
            Ask::ShareEntry(ShareEntry { entry, student, share })
        }),
        3 => (entry(), student(), occurred(day), any_title(), any_own_words()).prop_map(
            |(entry, student, occurred, title, words)| Ask::NoteSetback(NoteSetback { entry, student, occurred, title, words })
        ),
        5 => (entry(), student(), any_own_words()).prop_map(|(entry, student, idea)| {
            Ask::TurnSetback(TurnSetback { entry, student, idea })
        }),
        1 => (entry(), student()).prop_map(|(entry, student)| Ask::CloseSetback(CloseSetback { entry, student })),
        1 => (entry(), student(), any_title(), any_own_words()).prop_map(|(entry, student, title, words)| {
            Ask::NameQuality(NameQuality { entry, student, title, words })
        }),
    ]
}

fn about_support() -> impl Strategy<Value = Ask> {
    let helper = prop_oneof![
        Just(Helper::Myself),
        Just(Helper::School),
        adult().prop_map(Helper::Shares),
        adult().prop_map(Helper::TakesOver),
    ];
    // Of two parts, so that somebody is often asked of the part for which they were put down.
    let part = || any_of(&SupportPart::ALL[..2]);
    prop_oneof![
        (student(), part(), vec(helper, 0..3))
            .prop_map(|(student, part, helpers)| { Ask::ExamineSupport(ExamineSupport { student, part, helpers, seen: None }) }),
        (student(), part(), any_of(&HelpAnswer::ALL)).prop_map(|(student, part, answer)| Ask::AnswerHelp(AnswerHelp {
            student,
            part,
            answer
        })),
        (student(), any_of(&SteeringLevel::ALL)).prop_map(|(student, level)| Ask::NameLevel(NameLevel { student, level })),
    ]
}

fn about_assignments(day: NaiveDate) -> impl Strategy<Value = Ask> {
    let giving = || (0..2u128).prop_map(|n| GivingId(Uuid::from_u128(0xA0 + n)));
    let its = move || (giving(), student()).prop_map(|(giving, student)| (AssignmentId::of(giving, student), student));
    let steps = prop_oneof![9 => Just(vec![line("Praat samen.")]), 1 => Just(vec![])];
    let days = prop_oneof![9 => 1..20u64, 1 => 90..100u64];
    let draft = (any_of(&AssignmentKind::ALL), steps, days, 10..22u8);
    let draft = draft.prop_map(move |(kind, steps, days, minutes)| AssignmentDraft {
        kind,
        steps,
        minutes,
        due: day + Days::new(days),
        ..crate::spec::assignment::draft()
    });
    let to = prop_oneof![
        student().prop_map(|student| (None, vec![student])),
        class().prop_map(|class| (Some(class), vec![AMIRA, MILAN])),
    ];
    prop_oneof![
        3 => (giving(), to, draft).prop_map(|(giving, (class, students), draft)| {
            Ask::GiveAssignment(GiveAssignment { giving, class, students, draft })
        }),
        2 => its().prop_map(|(assignment, student)| Ask::OpenAssignment(OpenAssignment { assignment, student })),
        3 => (its(), vec(adult(), 0..2), any::<bool>(), vec(any_of(&Brought::ALL), 0..3), some_words()).prop_map(
            |((assignment, student), with, others, brought, words)| {
                Ask::BringBack(BringBack { assignment, student, with, others, brought, words })
            }
        ),
        3 => (its(), any_of(&UsedIn::ALL), some_words()).prop_map(|((assignment, student), used_in, words)| {
            Ask::UseAssignment(UseAssignment { assignment, student, used_in, words })
        }),
        3 => (its(), some_words()).prop_map(|((assignment, student), because)| {
            Ask::ParkAssignment(ParkAssignment { assignment, student, because })
        }),
        1 => (its(), some_words()).prop_map(|((assignment, student), because)| {
            Ask::WithdrawAssignment(WithdrawAssignment { assignment, student, because })
        }),
    ]
}

fn about_agreements(day: NaiveDate) -> impl Strategy<Value = Ask> {
    let agreement = || (0..3u128).prop_map(|n| AgreementId(Uuid::from_u128(0xB0 + n)));
    let its = || (agreement(), prop_oneof![9 => Just(AMIRA), 1 => Just(MILAN)]);
    let seen = || option::weighted(0.2, 1..3u32);
    let due = move || (0..40u64).prop_map(move |days| Some(day + Days::new(days)));
    let draft = move || {
        let parts = (prop_oneof![9 => Just(MOTHER), 1 => adult()], due(), due(), due());
        parts.prop_map(|(owner, student_due, home_due, school_due)| crate::agreement::AgreementDraft {
            home_owner: Some(owner),
            student_due,
            home_due,
            school_due,
            ..crate::spec::agreement::make().draft
        })
    };
    prop_oneof![
        3 => (its(), draft()).prop_map(|((agreement, student), draft)| {
            Ask::MakeAgreement(MakeAgreement { agreement, student, from: None, draft })
        }),
        2 => (its(), seen()).prop_map(|((agreement, student), seen)| {
            Ask::ConfirmAgreement(ConfirmAgreement { agreement, student, seen })
        }),
        2 => (its(), any_of(&Otherwise::ALL), some_words(), seen()).prop_map(|((agreement, student), otherwise, words, seen)| {
            Ask::DeclineAgreement(DeclineAgreement { agreement, student, otherwise, words, seen })
        }),
        2 => (its(), any_of(&Party::ALL)).prop_map(|((agreement, student), party)| {
            Ask::DoPart(DoPart { agreement, student, party })
        }),
        1 => (its(), draft(), some_words(), seen()).prop_map(|((agreement, student), draft, because, seen)| {
            Ask::AdjustAgreement(AdjustAgreement { agreement, student, draft, because, seen })
        }),
        1 => its().prop_map(|(agreement, student)| Ask::LapseAgreement(LapseAgreement { agreement, student })),
        1 => (its(), some_words()).prop_map(|((agreement, student), because)| {
            Ask::CancelAgreement(CancelAgreement { agreement, student, because })
        }),
    ]
}

fn message() -> impl Strategy<Value = MessageId> {
    (0..4u128).prop_map(|n| MessageId(Uuid::from_u128(0xE0 + n)))
}

fn about_messages() -> impl Strategy<Value = Ask> {
    let to = (message(), student(), adult()).prop_map(|(message, student, with)| ToOne { message, student, with });
    prop_oneof![
        3 => (message(), student(), option::weighted(0.9, adult()), any::<bool>(), some_words()).prop_map(
            |(message, student, to, asks, words)| Ask::SendMessage(SendMessage { message, student, to, asks, words })
        ),
        1 => (class(), vec(to, 0..3), any::<bool>(), some_words())
            .prop_map(|(class, to, asks, words)| Ask::SendToClass(SendToClass { class, to, asks, words })),
        1 => (message(), student(), some_words())
            .prop_map(|(message, student, words)| Ask::WriteToSchool(WriteToSchool { message, student, words })),
        4 => (message(), student(), option::of(any_of(&Ready::ALL)), some_words()).prop_map(
            |(message, student, ready, words)| Ask::AnswerMessage(AnswerMessage { message, student, ready, words })
        ),
        2 => (message(), student()).prop_map(|(message, student)| Ask::OpenMessage(OpenMessage { message, student })),
        1 => (message(), student(), some_words()).prop_map(|(message, student, because)| {
            Ask::WithdrawMessage(WithdrawMessage { message, student, because })
        }),
    ]
}

/// Two rounds of class 3B, each on an evening of its own.
fn round() -> impl Strategy<Value = (RoundId, NaiveDate)> {
    select(vec![(super::talk::ROUND, FIRST + Days::new(160)), (super::talk::OTHER_ROUND, FIRST + Days::new(330))])
}
fn a_talk() -> impl Strategy<Value = (TalkId, RoundId, PersonId, NaiveDate)> {
    (round(), student()).prop_map(|((round, evening), student)| (TalkId::of(round, student, 0), round, student, evening))
}
fn what_came(day: NaiveDate) -> impl Strategy<Value = WhatCame> {
    let (with, absent) = (prop_oneof![9 => vec(adult(), 1..3), 1 => Just(vec![])], option::weighted(0.2, any_of(&Absence::ALL)));
    let held = (with, absent, any_of(&Venue::ALL)).prop_map(|(with, student_absent, venue)| {
        ReportedOutcome::Held(TalkReport { venue, with, student_absent, interpreter: false, minutes: Some(20) })
    });
    let outcome = prop_oneof![3 => held, 1 => any_of(&WhyMissed::ALL).prop_map(ReportedOutcome::Missed)];
    (occurred(day), outcome).prop_map(|(occurred, outcome)| WhatCame { occurred, outcome })
}

fn about_talks(day: NaiveDate) -> impl Strategy<Value = Ask> {
    prop_oneof![
        6 => (round(), any_of(&RoundKind::ALL), vec(student(), 0..2)).prop_map(|((round, on), kind, apart)| {
            let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            let times = Times { blocks: vec![Block { on, from: time(18), until: time(20) }], ..super::talk::times() };
            Ask::OpenRound(OpenRound { round, class: CLASS_3B, kind, times, venues: vec![Venue::School], apart })
        }),
        2 => (round(), 0..2u64).prop_map(|((round, evening), later)| {
            let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            let blocks = vec![Block { on: evening + Days::new(later), from: time(20), until: time(21) }];
            Ask::AddTimes(AddTimes { round, class: CLASS_3B, blocks })
        }),
        1 => round().prop_map(|(round, _)| Ask::CloseRound(CloseRound { round, class: CLASS_3B })),
        1 => (round(), student(), class()).prop_map(|((round, _), student, class)| {
            Ask::InviteLate(InviteLate { round, class, student })
        }),
        2 => (a_talk(), any_of(&Delivery::ALL), any::<bool>()).prop_map(|((talk, round, ..), by, again)| {
            Ask::MarkInvited(MarkInvited { class: CLASS_3B, round, talks: vec![talk], by, again })
        }),
        1 => a_talk().prop_map(|(talk, round, student, _)| Ask::OpenInvitation(OpenInvitation { talk, round, student })),
        6 => (a_talk(), adult(), 0..4i64, any::<bool>()).prop_map(|((talk, round, student, evening), by, n, interpreter)| {
            let at = evening.and_hms_opt(18, 0, 0).unwrap() + chrono::TimeDelta::minutes(25 * n);
            Ask::BookTime(BookTime { talk, round, student, by, at, venue: Venue::School, interpreter })
        }),
        2 => (a_talk(), adult(), any_of(&OtherAnswer::ALL)).prop_map(|((talk, round, student, _), by, what)| {
            Ask::AnswerOtherwise(AnswerOtherwise { talk, round, student, by, what })
        }),
        4 => (a_talk(), adult()).prop_map(|((talk, round, student, _), by)| Ask::CancelTime(CancelTime { talk, round, student, by })),
        1 => (a_talk(), adult()).prop_map(|((talk, round, student, _), by)| Ask::ComeApart(ComeApart { talk, round, student, by })),
        1 => (a_talk(), some_words()).prop_map(|((talk, round, student, _), words)| Ask::Greet(Greet { talk, round, student, words })),
        1 => (a_talk(), any_of(&Party::ALL), some_words(), any::<bool>()).prop_map(|((talk, round, student, _), party, says, with_home)| {
            Ask::GiveVoice(GiveVoice { talk, round, student, party, says, asks: None, avoids: None, with_home })
        }),
        4 => (a_talk(), what_came(day)).prop_map(|((talk, round, student, _), came)| {
            Ask::RecordTalks(RecordTalks { class: CLASS_3B, round, talks: vec![TalkConcluded { talk, student, came }] })
        }),
        2 => (a_talk(), what_came(day), some_words()).prop_map(|((talk, round, student, _), came, because)| {
            Ask::CorrectTalk(CorrectTalk { talk, round, student, came, because, seen: None })
        }),
        4 => (a_talk(), some_words()).prop_map(|((talk, round, student, _), because)| {
            Ask::WithdrawTalk(WithdrawTalk { talk, round, student, because, seen: None })
        }),
    ]
}

/// Folds the facts, whatever they are, into every story there is.
fn every_story_hears(events: &[Event]) {
    fn hears<S: Story>(events: &[Event]) {
        let _ = events.iter().fold(S::default(), |story, event| story.evolve(&event.fact));
    }
    hears::<crate::school::School>(events);
    hears::<crate::class::Class>(events);
    hears::<crate::person::staff::Staff>(events);
    hears::<crate::person::student::Student>(events);
    hears::<crate::person::parent::Parent>(events);
    hears::<crate::person::supporter::Supporter>(events);
    hears::<crate::person::details::Details>(events);
    hears::<crate::contact::Contact>(events);
    hears::<crate::message::Message>(events);
    hears::<crate::talk::Rounds>(events);
    hears::<crate::talk::Talk>(events);
    // What the student opened, assignments, agreements, and the student's line.
    hears::<crate::person::student::OpenedEntries>(events);
    hears::<crate::assignment::Assignment>(events);
    hears::<crate::agreement::Agreement>(events);
    hears::<crate::line::Own>(events);
    hears::<crate::support::Support>(events);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_history_can_be_decided_on_stored_and_shown(asked in asked()) {
        let events = history(&asked);
        every_story_hears(&events);
        assert_views_agree(&events);
    }

    #[test]
    fn facts_in_any_order_at_all_break_no_story_and_no_view(
        events in asked().prop_flat_map(|asked| Just(history(&asked)).prop_shuffle())
    ) {
        every_story_hears(&events);
        assert_views_agree(&events);
    }
}

/// The generator earns its keep only when most commands do come to something. And each fact counts in the views that
/// `views_of` names, and in no others: `keys` says so of one history or another.
#[test]
fn random_histories_tell_of_everything_that_can_happen_and_touch_the_views_that_are_named() {
    use crate::{facts::FactKind, views};
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    use std::collections::BTreeSet;
    let named: BTreeSet<_> =
        FactKind::ALL.iter().flat_map(|kind| views::views_of(*kind).iter().map(|view| (*kind, *view))).collect();
    let (mut told, mut touched, mut written) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut runner = TestRunner::deterministic();
    for _ in 0..2000 {
        let asked = asked().new_tree(&mut runner).unwrap().current();
        for event in history(&asked) {
            if told.insert(event.fact.kind()) {
                written.extend(write_missing_golden(&event));
            }
            let views = views::ALL.iter().filter(|view| !(view.keys)(&event).is_empty());
            touched.extend(views.map(|view| (event.fact.kind(), view.view)));
        }
        if told.len() == FactKind::ALL.len() && touched.len() >= named.len() {
            break;
        }
    }
    let never: Vec<_> = FactKind::ALL.iter().filter(|kind| !told.contains(kind)).collect();
    assert_eq!(never, [&FactKind::SchoolOpened; 0], "never told");
    let otherwise: Vec<_> = touched.symmetric_difference(&named).collect();
    assert!(otherwise.is_empty(), "`keys` and `views_of` say otherwise of {otherwise:?}");
    assert_eq!(written, [""; 0], "written now, from the first history that tells of it: look at it, and keep it");
}

/// The stored body of a fact that has none kept yet in `golden/`, which `tests/golden.rs` guards from then on.
fn write_missing_golden(event: &Event) -> Option<String> {
    let (name, version) = (event.fact.type_name(), event.fact.schema_ver());
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("golden/{name}.v{version}.json"));
    if path.exists() {
        return None;
    }
    let stream = event.fact.stream();
    let tags: Vec<_> = event.fact.tags().iter().map(|tag| format!("    \"{tag}\"")).collect();
    let (stream, tags) = (format!("{}:{}", stream.kind.name(), stream.id), tags.join(",\n"));
    let body = String::from_utf8(stored(&event.fact).encode().unwrap()).unwrap();
    let head = format!("\"type\": \"{name}\",\n  \"version\": {version},\n  \"stream\": \"{stream}\"");
    std::fs::write(&path, format!("{{\n  {head},\n  \"tags\": [\n{tags}\n  ],\n  \"body\": {body}\n}}\n")).unwrap();
    Some(path.display().to_string())
}
