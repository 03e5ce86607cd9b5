//! The addresses of the auditor's pages, written and read in one place.

use app::{
    Past,
    questions::{AuditScope, EventsBehind, Evolution, Figure},
};
use chrono::NaiveDate;
use domain::{ids::Position, time::day_in_address};
use serde::Deserialize;

use crate::screens::{coded::Coded, visit::keeping};

/// What an address asks for: `?klas=` or `?gezin=`, `op=` and, for the events behind a number, `getal=`, `tot=` and
/// `vanaf=`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    klas: String,
    gezin: String,
    op: String,
    getal: String,
    tot: String,
    vanaf: String,
}

impl Asked {
    /// The day that the page is about. What is no day is as if it were not there.
    pub fn day(&self) -> Option<NaiveDate> {
        day_in_address(&self.op)
    }

    /// Nothing when it asks for a class that cannot be there.
    pub fn evolution(&self) -> Option<Evolution> {
        Some(Evolution { scope: scope(&self.klas, &self.gezin)? })
    }

    /// Nothing when it asks for a class or a number that cannot be there.
    pub fn events(&self) -> Option<EventsBehind> {
        Some(EventsBehind {
            scope: scope(&self.klas, &self.gezin)?,
            figure: Figure::parse(&self.getal)?,
            on: day_in_address(&self.tot),
            from: self.vanaf.parse().ok().map(Position),
        })
    }
}

/// What the numbers are about. Nothing when the class has no id.
fn scope(class: &str, family: &str) -> Option<AuditScope> {
    match (class, family) {
        ("", "") => Some(AuditScope::School),
        (class, "") => class.parse().ok().map(AuditScope::Class),
        (_, family) => Some(AuditScope::Family(family.to_owned())),
    }
}

/// Where the numbers about this stand.
pub fn evolution(scope: &AuditScope, past: Option<Past>) -> String {
    keeping(past, with("/verloop".into(), asked(scope)))
}

/// Where the events behind a number are, counted up to a day, if not up to the day of the page.
pub fn events(scope: &AuditScope, figure: Figure, on: Option<NaiveDate>, from: Option<Position>, past: Option<Past>) -> String {
    let number = format!("/verloop/gebeurtenissen?getal={}", figure.code());
    let on = on.map(|on| ("tot", on.to_string()));
    let from = from.map(|from| ("vanaf", from.0.to_string()));
    keeping(past, with(number, asked(scope).into_iter().chain(on).chain(from)))
}

/// The scope as it stands in an address.
pub fn asked(scope: &AuditScope) -> Option<(&'static str, String)> {
    match scope {
        AuditScope::School => None,
        AuditScope::Class(class) => Some(("klas", class.to_string())),
        AuditScope::Family(pseudonym) => Some(("gezin", pseudonym.clone())),
    }
}

/// Values are ids, days, codes and pseudonyms that were found: none has a character that an address must escape.
fn with(address: String, values: impl IntoIterator<Item = (&'static str, String)>) -> String {
    values.into_iter().fold(address, |address, (name, value)| {
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}{name}={value}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::ClassId;
    use serde_json::Value;
    use uuid::Uuid;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();

    fn scopes() -> [AuditScope; 3] {
        [AuditScope::School, AuditScope::Class(ClassId(Uuid::from_u128(3))), AuditScope::Family("k7h2m9qa".into())]
    }

    /// Reads an address as the server does.
    fn read(address: &str, page: &str) -> Asked {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        assert_eq!(path, page);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        serde_json::from_value(pairs.map(|(name, value)| (name.to_owned(), Value::from(value))).collect()).unwrap()
    }

    #[test]
    fn what_the_numbers_are_about_reads_back() {
        let past = Some(Past { day: DAY, position: Position(7), head: Position(9) });
        for scope in scopes() {
            let asked = read(&evolution(&scope, past), "/verloop");
            assert_eq!((asked.evolution(), asked.day()), (Some(Evolution { scope: scope.clone() }), Some(DAY)));
            assert_eq!(read(&evolution(&scope, None), "/verloop").day(), None);
        }
    }

    #[test]
    fn every_number_reads_back_with_its_day_and_its_place() {
        for scope in scopes() {
            for figure in Figure::ALL {
                for (on, from) in [(None, None), (Some(DAY), Some(Position(14_203)))] {
                    let asked = read(&events(&scope, figure, on, from, None), "/verloop/gebeurtenissen");
                    assert_eq!(asked.events(), Some(EventsBehind { scope: scope.clone(), figure, on, from }));
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_there_is_not_the_whole_school() {
        assert!(read("/verloop?klas=3A", "/verloop").evolution().is_none());
        let page = "/verloop/gebeurtenissen";
        assert!(read("/verloop/gebeurtenissen?getal=onzin", page).events().is_none());
        assert!(read("/verloop/gebeurtenissen", page).events().is_none());
        let asked = read("/verloop/gebeurtenissen?getal=zorg&tot=gisteren&vanaf=begin&op=ooit", page);
        let all = EventsBehind { scope: AuditScope::School, figure: Figure::Concern, on: None, from: None };
        assert_eq!((asked.events(), asked.day()), (Some(all), None));
    }
}
