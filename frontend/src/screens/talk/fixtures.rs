//! A class and its talk round, for the specs of the pages about rounds.

use crate::{
    addresses,
    screens::visit::{Reader, Visit},
    shell::Assets,
    wording::Language,
};
use app::questions::{Invitable, RoundsPage};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    actor::{Actor, Role, Via},
    ids::{ClassId, PersonId, Position, RoundId, SchoolId, TalkId},
    personal::Personal,
    talk::{Block, RoundKind, Times, Venue},
    time::{Now, SchoolYear},
    values::PersonName,
    views::{ClassRow, RoundRow, RoundTalk},
};
use uuid::Uuid;

pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();

pub const CLASS: ClassId = ClassId(Uuid::from_u128(2));

pub const ROUND: RoundId = RoundId(Uuid::from_u128(3));

pub const AMIRA: PersonId = PersonId(Uuid::from_u128(4));

pub const MILAN: PersonId = PersonId(Uuid::from_u128(5));

pub fn mentor() -> Visit {
    let (school, person) = (SchoolId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(6)));
    let actor = Actor::Person { school, person, role: Role::Mentor, via: Via::Session, on_behalf_of: None };
    Visit {
        circle: Default::default(),
        t: Language::Nl,
        assets: Assets { css: "site.css".into(), js: "site.js".into(), wasm: "site.wasm".into(), start: "start.js".into() }
            .into(),
        form_token: None,
        path: addresses::talk_round(CLASS, ROUND).into(),
        asked: addresses::DayAsked::Now,
        reader: Some(Reader { actor, name: "Joke de Vries".into(), school: "Noordrand".into(), elsewhere: vec![] }),
        now: Now { recorded_at: TODAY.and_time(NaiveTime::MIN).and_utc(), today: TODAY, time: NaiveTime::MIN },
        waiting: 0,
        fresh: Uuid::nil,
    }
}

pub fn at(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

/// Amira's mother chose seven o'clock tomorrow, Milan's did not answer.
pub fn round() -> RoundRow {
    let tomorrow = TODAY.succ_opt().unwrap();
    let talk = |student, at| {
        let (talk, on, over) = (TalkId::of(ROUND, student, 0), TODAY, None);
        RoundTalk { talk, student, on, invited: vec![], delivered: vec![], at, by: None, otherwise: vec![], over }
    };
    let blocks = vec![Block { on: tomorrow, from: at(19), until: at(21) }];
    RoundRow {
        round: ROUND,
        class: CLASS,
        kind: RoundKind::Progress,
        pos: Position(7),
        opened_on: TODAY,
        closed_on: None,
        times: Times { minutes: Times::MINUTES, buffer: Times::BUFFER, blocks },
        venues: vec![Venue::School],
        talks: vec![talk(AMIRA, Some(tomorrow.and_time(at(19)))), talk(MILAN, None)],
    }
}

/// A class of two, with these rounds.
pub fn class_page(rounds: Vec<RoundRow>) -> RoundsPage {
    let family = |student, first: &str| {
        let name = Personal::open(student, PersonName::new(first, "", "Demir").unwrap());
        Invitable { student, name, invitees: vec![], left_out: false, siblings: false }
    };
    let (school_year, mentors, students, former) = (SchoolYear(2025), vec![], vec![AMIRA, MILAN], vec![]);
    let class = ClassRow {
        class: CLASS,
        name: "3B".into(),
        school_year,
        year: None,
        track: None,
        mentors,
        students,
        former,
        withdrawn: false,
    };
    RoundsPage { class, rounds, families: vec![family(AMIRA, "Amira"), family(MILAN, "Milan")], talks: vec![] }
}
