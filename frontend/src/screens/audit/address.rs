//! Where the auditor's numbers and the events behind them stand.

use app::{
    Past,
    questions::{AuditScope, Figure},
};
use chrono::NaiveDate;
use domain::ids::Position;

use crate::addresses::{self, Address, key};

/// Where the numbers about this stand.
pub fn evolution(scope: &AuditScope, past: Option<Past>) -> Address {
    addresses::evolution().of_scope(scope).keeping(past)
}

/// Where the events behind a number are, counted up to a day, if not up to the day of the page.
pub fn events(scope: &AuditScope, figure: Figure, on: Option<NaiveDate>, from: Option<Position>, past: Option<Past>) -> Address {
    addresses::evolution_events().of_figure(figure).of_scope(scope).until(on).from_position(from).keeping(past)
}

/// The scope as a form brings it along.
pub fn scope_field(scope: &AuditScope) -> Option<(&'static str, String)> {
    match scope {
        AuditScope::School => None,
        AuditScope::Class(class) => Some((key::CLASS, class.to_string())),
        AuditScope::Family(pseudonym) => Some((key::FAMILY, pseudonym.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::addresses::{DayAsked, PageQuery};
    use domain::ids::ClassId;
    use serde_json::Value;
    use uuid::Uuid;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 2).unwrap();

    fn scopes() -> [AuditScope; 3] {
        [AuditScope::School, AuditScope::Class(ClassId(Uuid::from_u128(3))), AuditScope::Family("k7h2m9qa".into())]
    }

    /// Reads an address as the server does.
    fn read(address: &str, page: &Address) -> PageQuery {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        assert_eq!(path, page.as_str());
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        serde_json::from_value(pairs.map(|(name, value)| Value::from(vec![name, value])).collect()).unwrap()
    }

    #[test]
    fn what_the_numbers_are_about_reads_back() {
        let past = Some(Past { day: DAY, position: Position(7), head: Position(9) });
        for scope in scopes() {
            let asked = read(evolution(&scope, past).as_str(), &addresses::evolution());
            assert_eq!((asked.scope(), asked.day_asked(TODAY)), (Some(scope.clone()), DayAsked::Past(DAY)));
            assert_eq!(read(evolution(&scope, None).as_str(), &addresses::evolution()).day_asked(TODAY), DayAsked::Now);
        }
    }

    #[test]
    fn every_number_reads_back_with_its_day_and_its_place() {
        for scope in scopes() {
            for figure in Figure::ALL {
                for (on, from) in [(None, None), (Some(DAY), Some(Position(14_203)))] {
                    let asked = read(events(&scope, figure, on, from, None).as_str(), &addresses::evolution_events());
                    let read_back = (asked.scope(), asked.figure(), asked.until(), asked.from_position());
                    assert_eq!(read_back, (Some(scope.clone()), Some(figure), on, from));
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_there_is_not_the_whole_school() {
        let page = addresses::evolution_events();
        let asking = |query: &str| read(&format!("{page}?{query}"), &page);
        assert!(asking("klas=3A").scope().is_none());
        assert!(asking("getal=onzin").figure().is_none() && asking("").figure().is_none());
        let asked = asking("getal=zorg&tot=gisteren&vanaf=begin&op=ooit");
        assert_eq!((asked.scope(), asked.figure()), (Some(AuditScope::School), Some(Figure::Concern)));
        assert_eq!((asked.until(), asked.from_position(), asked.day_asked(TODAY)), (None, None, DayAsked::NoDay));
    }
}
