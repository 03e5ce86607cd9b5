//! What is needed to put the entries of a timeline into words for one reader. Each noun adds how its own entries read, in
//! its file `entry.rs`.

use app::questions::{People, TieToStudent, TimelinePage};
use chrono::{Datelike, Days, NaiveDate};
use domain::{
    actor::Author,
    ids::PersonId,
    policy::{Circle, OneReader},
    time::{Occurred, Precision},
    views::{ClassRow, Entry},
};

use crate::{
    say,
    screens::{
        naming::{at_home_of, called, full_name, yours},
        visit::Visit,
    },
    wording::{self, Language},
};

/// Who reads a timeline: the same entry has other words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineReader {
    /// Staff read everything, with who wrote it. `corrects`: may correct and withdraw.
    Staff {
        me: Option<PersonId>,
        corrects: bool,
    },
    /// A parent or supporter.
    Home {
        me: PersonId,
    },
    Student,
}

impl TimelineReader {
    /// Somebody of staff who only reads here.
    pub fn staff(visit: &Visit) -> TimelineReader {
        TimelineReader::Staff { me: visit.me(), corrects: false }
    }

    /// Somebody at home, or else the student.
    pub fn at_home(visit: &Visit) -> TimelineReader {
        match visit.me() {
            Some(me) if !visit.is_student() => TimelineReader::Home { me },
            _ => TimelineReader::Student,
        }
    }
}

/// The entries of one page in words.
pub struct EntryText<'a> {
    pub t: Language,
    /// The day the page is about.
    pub today: NaiveDate,
    pub reader: TimelineReader,
    /// The student's first name.
    pub student: &'a str,
    pub people: &'a People,
    /// The classes that the entries name.
    pub classes: &'a [ClassRow],
    /// The page of the timeline, for what came from what.
    pub line: Option<&'a TimelinePage>,
    /// May this reader continue what is on the student's line? Not in the past.
    pub acts: bool,
    /// Those who may read something of the student, for who sees what.
    pub circle: Option<Circle>,
}

impl<'a> EntryText<'a> {
    /// Entries as they read today, apart from the timeline that they are on.
    pub fn new(visit: &Visit, reader: TimelineReader, student: &'a str, people: &'a People) -> Self {
        Self {
            t: visit.t,
            today: visit.now.today,
            reader,
            student,
            people,
            classes: &[],
            line: None,
            acts: false,
            circle: visit.circle(),
        }
    }

    /// The entries of a page of the timeline, as of a day.
    pub fn of_page(self, page: &'a TimelinePage, today: NaiveDate) -> Self {
        Self { today, classes: &page.classes, line: Some(page), ..self }
    }

    /// Who reads this entry as it stands, now or after the student.
    pub(super) fn readers_of(&self, entry: &Entry) -> Vec<OneReader> {
        let readers = self.circle.as_ref().map(|circle| circle.readers_of(entry)).unwrap_or_default();
        readers.now.into_iter().chain(readers.later).collect()
    }

    pub(super) fn is_staff(&self) -> bool {
        matches!(self.reader, TimelineReader::Staff { .. })
    }

    pub(super) fn recorded(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        wording::date(self.t, wording::amsterdam(at).date())
    }

    pub(super) fn called(&self, person: PersonId) -> String {
        let Some(brief) = self.people.get(person) else { return say!(self.t, "somebody") };
        called(self.t, brief.whom, brief.name.as_ref())
    }

    /// Who did something: "U", "Jij", "Amira", "moeder".
    pub(super) fn who(&self, person: PersonId) -> String {
        let t = self.t;
        let brief = self.people.get(person);
        let is_student = brief.is_some_and(|brief| brief.whom == TieToStudent::Student);
        match self.reader {
            TimelineReader::Home { me } if me == person => say!(t, "assignment-back-you"),
            TimelineReader::Student if is_student => say!(t, "assignment-back-me"),
            _ if is_student => self.student.to_owned(),
            _ => self.company(person),
        }
    }

    /// Somebody, as the reader knows them.
    pub(super) fn company(&self, person: PersonId) -> String {
        let t = self.t;
        let Some(brief) = self.people.get(person) else { return say!(t, "somebody") };
        match self.reader {
            TimelineReader::Staff { .. } => self.called(person),
            TimelineReader::Home { me } if me == person => say!(t, "assignment-back-you").to_lowercase(),
            TimelineReader::Home { .. } => at_home_of(t, brief, self.student),
            TimelineReader::Student => yours(t, brief),
        }
    }

    /// Who wrote it: "jij", a name, or the school when nobody in particular did.
    pub(super) fn author(&self, author: &Author) -> String {
        let t = self.t;
        let Some(person) = author.person else { return say!(t, "entry-school") };
        if matches!(self.reader, TimelineReader::Staff { me: Some(me), .. } if me == person) {
            return say!(t, "entry-yourself");
        }
        let name = self.people.get(person).and_then(|brief| brief.name.as_ref());
        name.map_or_else(|| say!(t, "entry-school"), |name| full_name(t, name))
    }
}

/// When something happened, as far as somebody knows.
pub fn when(t: Language, occurred: &Occurred, today: NaiveDate) -> String {
    match (occurred.precision, occurred.at) {
        (Precision::Week, _) => wording::week(t, monday(occurred.on), today),
        (_, Some(at)) => wording::moment(t, occurred.on.and_time(at), today),
        (_, None) => wording::day(t, occurred.on, today),
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_as_exact_as_somebody_knew() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();
        let sunday = NaiveDate::from_ymd_opt(2025, 10, 26).unwrap();
        let said = |occurred| when(Language::Nl, &occurred, today);
        assert_eq!(said(Occurred::in_week_of(sunday)), "in de week van 20 oktober");
        assert_eq!(said(Occurred::on(sunday)), "zondag 26 oktober");
        let at = chrono::NaiveTime::from_hms_opt(19, 5, 0).unwrap();
        assert_eq!(said(Occurred::at(sunday, at)), "zondag 26 oktober, 19.05 uur");
    }
}
