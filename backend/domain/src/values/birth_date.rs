use super::Invalid;
use crate::personal::{PersonalValue, RetentionClass};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A student's birth date (nl: geboortedatum). Sealed; policy never reads it but the two facts that a job states from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BirthDate(pub NaiveDate);

impl PersonalValue for BirthDate {
    const CLASS: RetentionClass = RetentionClass::Identity;
}

impl BirthDate {
    /// Reads `14-03-2011`, `14/3/2011`, `14.03.2011`, `2011-03-14` and `20110314`: what schools' files hold.
    pub fn parse(text: &str) -> Result<BirthDate, Invalid> {
        let text = text.trim();
        let date = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y%m%d"]
            .into_iter()
            .find_map(|shape| NaiveDate::parse_from_str(text, shape).ok())
            .ok_or(Invalid("birth-date-shape"))?;
        if !(1900..=2100).contains(&date.year()) {
            return Err(Invalid("birth-date-shape"));
        }
        Ok(BirthDate(date))
    }

    /// The day on which this person turns `age`. Born on 29 February: 1 March in other years (BW 1:2 practice).
    pub fn turns(&self, age: i32) -> NaiveDate {
        let year = self.0.year() + age;
        NaiveDate::from_ymd_opt(year, self.0.month(), self.0.day())
            .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
            .unwrap_or(NaiveDate::MAX)
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn the_shapes_that_schools_write_are_read() {
        let day = NaiveDate::from_ymd_opt(2011, 3, 14).unwrap();
        for text in ["14-03-2011", "14/3/2011", "14.03.2011", "2011-03-14", "20110314", " 14-3-2011 "] {
            assert_eq!(BirthDate::parse(text), Ok(BirthDate(day)), "{text}");
        }
        for text in ["", "31-02-2011", "14-03-11", "gisteren"] {
            assert_eq!(BirthDate::parse(text), Err(Invalid("birth-date-shape")), "{text}");
        }
    }

    #[test]
    fn a_leap_day_child_turns_sixteen_in_a_leap_year_and_eighteen_on_the_first_of_march() {
        let born = BirthDate(NaiveDate::from_ymd_opt(2008, 2, 29).unwrap());
        assert_eq!(born.turns(16), NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
        assert_eq!(born.turns(18), NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
    }
}
