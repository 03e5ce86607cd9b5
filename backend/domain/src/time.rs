//! The two clocks: when something happened in the world (`Occurred`, told by people) and when we wrote it down (`Now`).

#![warn(missing_docs)]

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// How exactly somebody knows when it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The day and the time are known.
    Minute,
    /// The day is known, and not the time.
    Day,
    /// Only the week is known.
    Week,
}

/// Days and moments as numbers in a row of a view: `#[serde(with = "counted")]`. As text they would take as long to read as
/// all else in the row. In a fact, which people may read, they stay text.
pub(crate) mod counted {
    use super::*;
    use serde::{Deserializer, Serializer, de::Error};

    pub fn serialize<T: Counted + Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => value.serialize(serializer),
            false => value.count().serialize(serializer),
        }
    }
    pub fn deserialize<'de, T: Counted + Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer);
        }
        let count = T::Count::deserialize(deserializer)?;
        T::at(count).ok_or_else(|| D::Error::custom("there is no such day"))
    }

    pub trait Counted: Sized {
        type Count: Serialize + for<'de> Deserialize<'de>;
        fn count(&self) -> Self::Count;
        fn at(count: Self::Count) -> Option<Self>;
    }

    /// Days since 1 January 1970.
    impl Counted for NaiveDate {
        type Count = i32;
        fn count(&self) -> i32 {
            self.to_epoch_days()
        }
        fn at(count: i32) -> Option<NaiveDate> {
            NaiveDate::from_epoch_days(count)
        }
    }

    impl Counted for Option<NaiveDate> {
        type Count = Option<i32>;
        fn count(&self) -> Option<i32> {
            self.as_ref().map(Counted::count)
        }
        fn at(count: Option<i32>) -> Option<Option<NaiveDate>> {
            count.map_or(Some(None), |count| NaiveDate::at(count).map(Some))
        }
    }

    /// Microseconds since then, as exactly as the log knows it.
    impl Counted for DateTime<Utc> {
        type Count = i64;
        fn count(&self) -> i64 {
            self.timestamp_micros()
        }
        fn at(count: i64) -> Option<DateTime<Utc>> {
            DateTime::from_timestamp_micros(count)
        }
    }
}

/// When something happened, on the Amsterdam calendar, as told by a person. Never in the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurred {
    /// The day; where only the week is known, some day of that week.
    #[serde(with = "counted")]
    pub on: NaiveDate,
    /// The time of that day on the Amsterdam clock. Only there when it is known to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    /// How exactly the two above are known.
    pub precision: Precision,
}

impl Occurred {
    /// On this day, at an unknown time.
    pub fn on(day: NaiveDate) -> Occurred {
        Occurred { on: day, at: None, precision: Precision::Day }
    }
    /// At this time of this day, on the Amsterdam clock.
    pub fn at(day: NaiveDate, time: NaiveTime) -> Occurred {
        Occurred { on: day, at: Some(time), precision: Precision::Minute }
    }
    /// Sometime in the week of this day.
    pub fn in_week_of(day: NaiveDate) -> Occurred {
        Occurred { on: day, at: None, precision: Precision::Week }
    }
    /// Lies this after now? A moment is only compared by the minute when its time is known.
    pub fn is_after(&self, now: &Now) -> bool {
        self.on > now.today || (self.on == now.today && self.at.is_some_and(|at| at > now.time))
    }
}

/// The moment of a decision: recorded time and what the Amsterdam calendar and clock say then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The moment of recording, in UTC.
    pub recorded_at: DateTime<Utc>,
    /// The day at school.
    pub today: NaiveDate,
    /// The time at school.
    pub time: NaiveTime,
}

/// A day as an address names it, `2026-06-02`, and in no other spelling. `None` for a text that is no day, and for a year outside
/// 2000 to 2100: no school kept a log then, and the database does not know every day that `NaiveDate` knows.
pub fn day_in_address(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| (2000..=2100).contains(&day.year()) && day.to_string() == text)
}

/// A school year (nl: schooljaar): 1 August up to and including 31 July. Named by the year in which it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchoolYear(pub i32);

impl SchoolYear {
    /// The school year that this day is in.
    pub fn of(day: NaiveDate) -> SchoolYear {
        SchoolYear(if day.month() >= 8 { day.year() } else { day.year() - 1 })
    }
    /// 1 August.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 8, 1).unwrap_or(NaiveDate::MIN)
    }
    /// 31 July of the next calendar year.
    pub fn last_day(self) -> NaiveDate {
        SchoolYear(self.0 + 1).first_day().checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
    }
    /// Is this day in the school year?
    pub fn contains(self, day: NaiveDate) -> bool {
        SchoolYear::of(day) == self
    }
    /// The last day of each month of the year up to and including the month of `until`, never after `until` itself.
    pub fn month_ends(self, until: NaiveDate) -> Vec<NaiveDate> {
        let until = until.min(self.last_day());
        let mut ends = Vec::new();
        let mut first = self.first_day();
        while first <= until {
            let next = if first.month() == 12 {
                NaiveDate::from_ymd_opt(first.year() + 1, 1, 1)
            } else {
                NaiveDate::from_ymd_opt(first.year(), first.month() + 1, 1)
            };
            let Some(next) = next else { return ends };
            ends.push(until.min(next.pred_opt().unwrap_or(next)));
            first = next;
        }
        ends
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn an_address_names_a_day_that_a_school_can_have_known() {
        assert_eq!(day_in_address("2026-06-02"), Some(day(2026, 6, 2)));
        for text in
            ["", "gisteren", "2026-02-30", "-9999-01-01", "+262142-12-31", "1999-12-31", "2026-6-2", "+2026-06-02", "2026-06-02 "]
        {
            assert_eq!(day_in_address(text), None, "{text}");
        }
    }

    #[test]
    fn a_school_year_starts_on_the_first_of_august() {
        assert_eq!(SchoolYear::of(day(2025, 7, 31)), SchoolYear(2024));
        assert_eq!(SchoolYear::of(day(2025, 8, 1)), SchoolYear(2025));
        assert_eq!(SchoolYear(2025).last_day(), day(2026, 7, 31));
    }

    #[test]
    fn month_ends_stop_at_the_day_asked_for() {
        let ends = SchoolYear(2025).month_ends(day(2026, 1, 12));
        assert_eq!(ends.len(), 6);
        assert_eq!(ends[0], day(2025, 8, 31));
        assert_eq!(ends[4], day(2025, 12, 31));
        assert_eq!(ends[5], day(2026, 1, 12));
    }

    #[test]
    fn later_today_is_in_the_future_and_today_without_a_time_is_not() {
        let now = Now {
            recorded_at: DateTime::<Utc>::UNIX_EPOCH,
            today: day(2026, 3, 3),
            time: NaiveTime::from_hms_opt(10, 0, 0).unwrap(),
        };
        assert!(!Occurred::on(now.today).is_after(&now));
        assert!(Occurred::at(now.today, NaiveTime::from_hms_opt(10, 1, 0).unwrap()).is_after(&now));
        assert!(Occurred::on(day(2026, 3, 4)).is_after(&now));
    }
}
