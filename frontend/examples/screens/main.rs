//! Every screen with made-up answers, to look at while drawing.
//!
//! `cargo run -p frontend --features ssr --example screens -- DIR [LANGUAGE]` writes one HTML file a screen in DIR; serve that
//! folder with the built `pkg/` in it.

pub mod auditor;
pub mod home;
pub mod staff;

use std::{
    env, fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use app::Past;
use chrono::{NaiveDate, NaiveTime};
use domain::{
    actor::{Actor, Role, Via},
    ids::{PersonId, Position, SchoolId},
    personal::Personal,
    time::Now,
    values::PersonName,
};
use frontend::{
    screens::visit::{Reader, Visit},
    shell::Assets,
    wording::Language,
};
use uuid::Uuid;

pub const RTL_MARK: &str = "\u{5D0}";
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();

fn main() -> std::io::Result<()> {
    let mut args = env::args().skip(1);
    let folder = PathBuf::from(args.next().unwrap_or_else(|| ".".into()));
    let t = args.next().and_then(|code| Language::parse(&code)).unwrap_or_default();
    let assets = assets(&folder)?;
    for screens in [staff::screens, home::screens, auditor::screens] {
        for (name, html) in screens(t, &assets) {
            fs::write(folder.join(format!("{name}.html")), html)?;
        }
    }
    Ok(())
}

fn assets(folder: &std::path::Path) -> std::io::Result<Arc<Assets>> {
    Ok(Arc::new(match fs::read(folder.join("pkg/manifest.json")) {
        Ok(manifest) => serde_json::from_slice(&manifest)?,
        Err(_) => Assets { css: "site.css".into(), js: "site.js".into(), wasm: "site.wasm".into(), start: "start.js".into() },
    }))
}

/// Somebody in a role who opens this page.
pub fn visit(t: Language, assets: &Arc<Assets>, role: Role, who: (u128, &str), path: &str) -> Visit {
    let school = SchoolId(Uuid::from_u128(1));
    let actor = Actor::Person { school, person: person(who.0), role, via: Via::Session, on_behalf_of: None };
    Visit {
        circle: Default::default(),
        t,
        assets: assets.clone(),
        form_token: None,
        path: path.into(),
        asked: frontend::addresses::DayAsked::Now,
        reader: Some(Reader { actor, name: named(who.1), school: named("Noordrand College"), elsewhere: vec![] }),
        now: Now { recorded_at: at(TODAY), today: TODAY, time: NaiveTime::from_hms_opt(16, 5, 0).unwrap_or_default() },
        waiting: 0,
        fresh,
    }
}

pub fn at(day: NaiveDate) -> chrono::DateTime<chrono::Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

pub fn past() -> Option<Past> {
    Some(Past { day: TODAY, position: Position(14_203), head: Position(21_877) })
}

pub fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

/// A made-up name of anything, as it is written here: in a test with a letter at the end that runs from right to left.
pub fn named(name: &str) -> String {
    format!("{name}{}", if cfg!(test) { RTL_MARK } else { "" })
}

pub fn name(of: PersonId, first: &str, infix: &str, last: &str) -> Personal<PersonName> {
    Personal::open(of, PersonName { first: named(first), infix: infix.into(), last: named(last) })
}

fn fresh() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u64_pair(0xf4e5, NEXT.fetch_add(1, Ordering::Relaxed))
}
