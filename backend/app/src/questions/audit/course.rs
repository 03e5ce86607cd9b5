//! The course of a school year: month by month, week by week, and a family's own line.

use super::figure::{FamilyHome, Figure, Figures, HomeOnDay};
use crate::{calendar, questions::audit::evolution::standing};
use chrono::{Datelike, Months, NaiveDate, Weekday};
use domain::{
    contact::Initiative,
    ids::ClassId,
    time::SchoolYear,
    views::{Moment, MomentKind, reach},
};

/// Where the homes stood at the end of a month, or on the day itself for the running month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthLine {
    pub on: NaiveDate,
    pub homes: usize,
    /// Of the year up to this day.
    pub figures: Figures,
    /// Of this month alone.
    pub own: MonthOwn,
}

/// What happened within one month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthOwn {
    pub attempts: usize,
    pub contacts: usize,
    pub begun_by_home: usize,
    pub introduction: usize,
    pub positive: usize,
    pub concern: usize,
    /// What was written down, corrected or withdrawn after the month was over.
    pub changed_since: usize,
}

/// What happened in one week, from Monday on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekLine {
    pub monday: NaiveDate,
    pub attempts: usize,
    pub contacts: usize,
}

/// One thing on a family's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMoment {
    pub on: NaiveDate,
    pub kind: LineKind,
    /// Did home begin it?
    pub begun_by_home: bool,
}

/// What stands on a family's line (nl: poging, contact, gesprek, thuis vertelde, leerling vertelde).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    Attempt,
    Contact,
    Talk,
    /// Somebody at home told of an assignment.
    Returned,
    /// The student alone did.
    ToldByStudent,
}

impl LineKind {
    /// In the order of their rows.
    pub const ALL: [LineKind; 5] =
        [LineKind::Attempt, LineKind::Contact, LineKind::Talk, LineKind::Returned, LineKind::ToldByStudent];

    fn of(kind: &MomentKind) -> Option<LineKind> {
        match kind {
            MomentKind::Attempt { .. } => Some(LineKind::Attempt),
            MomentKind::Made { .. } => Some(LineKind::Contact),
            MomentKind::Talked { .. } => Some(LineKind::Talk),
            MomentKind::HomeTalkShown { .. } => Some(LineKind::Returned),
            MomentKind::StudentTold { .. } => Some(LineKind::ToldByStudent),
            MomentKind::Invited { .. } | MomentKind::Responded { .. } => None,
        }
    }
}

pub(super) fn month_line(families: &[FamilyHome], on: NaiveDate, within: Option<ClassId>) -> MonthLine {
    let homes = standing(families, on, within);
    let there = homes.iter().filter(|home| home.is_there).count();
    MonthLine { on, homes: there, figures: Figures::count(&homes), own: month_own(&homes, on) }
}

/// What happened in the month of this day, as it is known on the page.
fn month_own(homes: &[HomeOnDay<'_>], on: NaiveDate) -> MonthOwn {
    let first = on.with_day(1).unwrap_or(on);
    let count =
        |figure| -> usize { homes.iter().map(|home| home.moments(figure).filter(|moment| moment.on >= first).count()).sum() };
    let over = calendar::end_of(last_of_month(on));
    let is_changed =
        |moment: &&Moment| moment.on >= first && (moment.told_at >= over || moment.changed_at.is_some_and(|at| at >= over));
    MonthOwn {
        attempts: count(Figure::Attempts),
        contacts: count(Figure::Contacts),
        begun_by_home: count(Figure::BegunByHome),
        introduction: count(Figure::Introduction),
        positive: count(Figure::Positive),
        concern: count(Figure::Concern),
        changed_since: homes.iter().map(|home| home.moments(Figure::Everything).filter(is_changed).count()).sum(),
    }
}

fn last_of_month(on: NaiveDate) -> NaiveDate {
    let next = on.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|next| next.pred_opt()).unwrap_or(on)
}

/// Every week of the school year up to the day, also those in which nothing happened.
pub(super) fn weeks(homes: &[HomeOnDay<'_>], year: SchoolYear, on: NaiveDate) -> Vec<WeekLine> {
    let monday_of = |day: NaiveDate| day.week(Weekday::Mon).first_day();
    let first = monday_of(year.first_day());
    let mut weeks: Vec<WeekLine> = first
        .iter_weeks()
        .take_while(|monday| *monday <= on)
        .map(|monday| WeekLine { monday, attempts: 0, contacts: 0 })
        .collect();
    let at = |day: NaiveDate| usize::try_from((monday_of(day) - first).num_days() / 7).unwrap_or_default();
    for home in homes {
        home.moments(Figure::Attempts).for_each(|moment| weeks[at(moment.on)].attempts += 1);
        home.moments(Figure::Contacts).for_each(|moment| weeks[at(moment.on)].contacts += 1);
    }
    weeks
}

/// What still stands of a family's year.
pub(super) fn line_of(home: &HomeOnDay<'_>) -> Vec<LineMoment> {
    let moments = home.moments(Figure::Everything).filter(|moment| !moment.withdrawn);
    let line = |moment: &Moment| {
        let begun_by_home = moment.kind.two_way().is_some_and(|talk| talk.initiative == Initiative::Home);
        Some(LineMoment { on: moment.on, kind: LineKind::of(&moment.kind)?, begun_by_home })
    };
    moments.filter_map(line).collect()
}

/// Since when nobody had spoken with them as the year began: the last conversation before it, or else the day that it began or the
/// student came.
pub(super) fn silent_from(home: &HomeOnDay<'_>, year: SchoolYear) -> NaiveDate {
    let first_day = year.first_day();
    let before = first_day.pred_opt().and_then(|day| reach::last_contact(home.card, day));
    before.map_or(first_day.max(home.card.enrolled_on), |moment| moment.on)
}

#[cfg(test)]
mod specs {
    use super::{
        super::figure::specs::{DAY, call, family, message, november},
        *,
    };

    #[test]
    fn a_month_says_what_happened_in_it_and_what_of_it_was_heard_afterwards() {
        let told = |mut moment: Moment, day: NaiveDate| {
            moment.told_at = day.and_hms_opt(11, 0, 0).unwrap().and_utc();
            moment
        };
        let late = told(call(november(28)), DAY);
        let families = [family(vec![message(november(3)), call(november(29)), late])];
        let own = month_line(&families, november(30), None).own;
        assert_eq!((own.attempts, own.contacts, own.introduction, own.changed_since), (1, 2, 2, 1));
        let own = month_line(&families, DAY, None).own;
        assert_eq!((own.attempts, own.contacts), (0, 0), "December has nothing of November");
    }

    #[test]
    fn weeks_begin_on_monday_and_none_is_left_out() {
        let families = [family(vec![message(november(3)), call(november(9)), call(november(10))])];
        let weeks = weeks(&standing(&families, DAY, None), SchoolYear(2025), DAY);
        assert_eq!((weeks.len(), weeks[0].monday), (19, NaiveDate::from_ymd_opt(2025, 7, 28).unwrap()));
        let told: Vec<_> = weeks.iter().filter(|week| week.attempts + week.contacts > 0).collect();
        assert_eq!(
            told,
            [
                &WeekLine { monday: november(3), attempts: 1, contacts: 1 },
                &WeekLine { monday: november(10), attempts: 0, contacts: 1 }
            ]
        );
    }
}
