//! The year 2025–2026 of one school, as a list of who does what, when. Pure: it follows from the school and the seed alone.
//!
//! The calendar is that of a vmbo: introduction talks and a parent evening in September, an evening about
//! choosing in November, progress talks in December, March and May, and between them calls, messages and visits.

mod agreements;
mod assignments;
mod at_home;
mod calendar;
mod drawn;
mod families;
mod line;
mod messages;
mod registry;
mod report;
mod talk;

use super::{
    chance::Chance,
    scheduled_command::{ScheduledCommand, StoryCommand},
    schools::{DemoSchool, DemoStudent, ENROLMENT, date},
    words::TextSubject,
};
use app::calendar::instant;
use calendar::school_days;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    actor::{Actor, Role, Via},
    contact::SpokeWith,
    ids::{CommandId, PersonId},
    message::ToOne,
};
use std::collections::BTreeMap;

/// The moment at which the demo's clock starts: Tuesday 2 June 2026, nine o'clock. Everything before it has happened.
pub fn opening() -> DateTime<Utc> {
    instant(date(2026, 6, 2), time(9, 0))
}

/// Everything that people at this school do before the clock starts, oldest first.
pub fn year(school: &DemoSchool, seed: u64) -> Vec<ScheduledCommand> {
    let mut book = Book::of(school, seed);
    book.enrolment();
    book.chance = Chance::of(seed, &format!("{}/talks", school.slug));
    book.talk_rounds();
    for student in &school.students {
        book.chance = Chance::of(seed, &format!("{}/{}", school.slug, student.person));
        book.registry_of(student);
        book.contacts_with(student);
    }
    book.chance = Chance::of(seed, &format!("{}/rounds", school.slug));
    book.finish_rounds();
    for student in &school.students {
        book.chance = Chance::of(seed, &format!("{}/{}/messages", school.slug, student.person));
        book.messages_with(student);
    }
    for class in 0..school.classes.len() {
        for (n, student) in school.students.iter().filter(|student| student.class == class).enumerate() {
            book.chance = Chance::of(seed, &format!("{}/{}/line", school.slug, student.person));
            book.line_of(student, n);
        }
    }
    book.messages_to_classes();
    book.evenings();
    book.office();
    book.assignments(seed);
    book.agreements(seed);
    let mut acts = book.acts;
    acts.retain(|act| act.at < opening());
    acts.sort_by_key(|act| act.at);
    acts
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

/// The year being written, of one school.
struct Book<'a> {
    school: &'a DemoSchool,
    chance: Chance,
    days: Vec<NaiveDate>,
    acts: Vec<ScheduledCommand>,
    /// Who came to an evening: by day and class.
    evenings: BTreeMap<(NaiveDate, usize), Vec<SpokeWith>>,
    /// To whom a message to a class goes: by day and class.
    letters: BTreeMap<(NaiveDate, usize), Vec<ToOne>>,
    /// The rounds of talks that classes opened.
    rounds: Vec<talk::OpenedRound>,
    /// The office enters one thing after another.
    cursor: DateTime<Utc>,
}

impl<'a> Book<'a> {
    fn of(school: &'a DemoSchool, seed: u64) -> Book<'a> {
        Book {
            school,
            chance: Chance::of(seed, &format!("{}/year", school.slug)),
            days: school_days(),
            acts: vec![],
            evenings: BTreeMap::new(),
            letters: BTreeMap::new(),
            rounds: vec![],
            cursor: instant(ENROLMENT, time(8, 0)),
        }
    }

    fn act(&mut self, at: DateTime<Utc>, by: Actor, command: impl Into<StoryCommand>) {
        let id = CommandId(self.chance.uuid());
        self.acts.push(ScheduledCommand { at, by, id, command: command.into() });
    }

    fn actor(&self, person: PersonId, role: Role) -> Actor {
        let via = if role.is_staff() || role == Role::Student { Via::Session } else { Via::Link };
        Actor::Person { school: self.school.id, person, role, via, on_behalf_of: None }
    }

    fn mentor(&self, student: &DemoStudent, day: NaiveDate) -> Actor {
        self.actor(self.school.classes[student.class_on(day)].mentor_on(day), Role::Mentor)
    }

    /// By somebody in the office, right after the last thing they entered.
    fn enter(&mut self, command: impl Into<StoryCommand>) {
        self.cursor += TimeDelta::seconds(2);
        self.act(self.cursor, self.actor(self.school.admin(), Role::SchoolAdmin), command);
    }

    fn office_on(&mut self, day: NaiveDate, hour: u32) {
        self.cursor = instant(day, time(hour, 0)) + TimeDelta::seconds(self.chance.below(1200) as i64);
    }

    /// The `n`-th school day after this day.
    fn after(&self, day: NaiveDate, n: usize) -> NaiveDate {
        let next = self.days.partition_point(|school_day| *school_day <= day);
        // Beyond the last school day lies nothing that the year still tells.
        self.days.get(next + n - 1).copied().unwrap_or(date(2026, 7, 31))
    }

    /// Between so few and so many school days after this day.
    fn later(&mut self, day: NaiveDate, fewest: usize, most: usize) -> NaiveDate {
        let n = self.chance.between(fewest, most);
        self.after(day, n)
    }

    fn school_day(&mut self, from: NaiveDate, to: NaiveDate) -> NaiveDate {
        let first = self.days.partition_point(|day| *day < from);
        let last = self.days.partition_point(|day| *day <= to);
        if first >= last {
            return self.after(from, 1);
        }
        self.days[self.chance.between(first, last - 1)]
    }

    /// A quarter of an hour in the afternoon or early evening.
    fn slot(&mut self) -> NaiveTime {
        time(14 + self.chance.below(6) as u32, 15 * self.chance.below(4) as u32)
    }
}

fn subject(student: &DemoStudent) -> TextSubject<'_> {
    TextSubject { first_name: student.name.short(), interest: student.interest }
}

#[cfg(test)]
mod specs {
    use super::{
        super::schools::{Effort, schools},
        *,
    };
    use domain::{ids::ClassId, values::Reachable};
    use std::collections::BTreeSet;

    fn years(seed: u64) -> Vec<Vec<ScheduledCommand>> {
        schools(seed).unwrap().iter().map(|school| year(school, seed)).collect()
    }

    #[test]
    fn the_same_seed_tells_the_same_year_and_another_seed_another() {
        let told = years(1);
        assert_eq!(told, years(1));
        assert!(told.iter().zip(years(2)).all(|(one, other)| *one != other));
    }

    #[test]
    fn everything_happens_in_order_and_before_the_clock_starts() {
        for acts in years(1) {
            assert!(acts.is_sorted_by_key(|act| act.at));
            assert!(acts.iter().all(|act| act.at < opening()));
        }
    }

    #[test]
    fn no_two_commands_share_an_id_in_any_school() {
        let years = years(1);
        let ids: BTreeSet<_> = years.iter().flatten().map(|act| act.id.0).collect();
        assert_eq!(ids.len(), years.iter().flatten().count());
    }

    /// Part of the families of classes with this effort who came to the parent evening in September.
    fn evening(effort: Effort) -> f64 {
        let (mut came, mut families) = (0, 0);
        for (school, acts) in schools(1).unwrap().iter().zip(years(1)) {
            let counts = |class: &ClassId| school.classes.iter().any(|found| found.id == *class && found.manner.effort == effort);
            for act in acts.iter().filter(|act| app::calendar::now_at(act.at).today == date(2025, 9, 16)) {
                let StoryCommand::RecordEvening(evening) = &act.command else { continue };
                came += if counts(&evening.class) { evening.spoke.len() } else { 0 };
            }
            let there = school.students.iter().filter(|student| student.is_here(date(2025, 9, 16)));
            families += there.filter(|student| counts(&school.classes[student.class].id)).count();
        }
        came as f64 / families as f64
    }

    #[test]
    fn a_careful_invitation_fills_the_evening_and_a_letter_does_not() {
        assert!((0.90..=0.96).contains(&evening(Effort::Careful)), "{}", evening(Effort::Careful));
        assert!(evening(Effort::LetterOnly) < 0.65, "{}", evening(Effort::LetterOnly));
    }

    #[test]
    fn assignments_go_home_and_come_back_and_part_of_them_lies() {
        for (school, acts) in schools(1).unwrap().iter().zip(years(1)) {
            let count = |holds: fn(&StoryCommand) -> bool| acts.iter().filter(|act| holds(&act.command)).count();
            let handed: Vec<_> = acts
                .iter()
                .filter_map(|act| if let StoryCommand::GiveAssignment(given) = &act.command { Some(given) } else { None })
                .collect();
            for class in &school.classes {
                let given = handed.iter().filter(|given| given.class == Some(class.id)).count();
                assert!((4..=6).contains(&given), "{} of {}: {given}", class.name, school.slug);
            }
            let given: usize = handed.iter().map(|given| given.students.len()).sum();
            let back: BTreeSet<_> = acts
                .iter()
                .filter_map(|act| if let StoryCommand::BringBack(back) = &act.command { Some(back.assignment) } else { None })
                .collect();
            let used = count(|command| matches!(command, StoryCommand::UseAssignment(_)));
            let (back_rate, used_rate) = (back.len() as f64 / given as f64, used as f64 / back.len() as f64);
            assert!((0.20..=0.65).contains(&back_rate), "{}: {back_rate} came back", school.slug);
            assert!((0.40..=0.92).contains(&used_rate), "{}: {used_rate} was used", school.slug);
        }
        // A small school may have none.
        let parked = years(1).iter().flatten().filter(|act| matches!(act.command, StoryCommand::ParkAssignment(_))).count();
        assert!(parked > 0);
    }

    #[test]
    fn agreements_are_kept_wanted_otherwise_run_out_and_stopped() {
        for acts in years(1) {
            let count = |holds: fn(&StoryCommand) -> bool| acts.iter().filter(|act| holds(&act.command)).count();
            let made = count(|command| matches!(command, StoryCommand::MakeAgreement(_)));
            assert!(made > 40, "{made}");
            assert!(count(|command| matches!(command, StoryCommand::DeclineAgreement(_))) >= 3);
            assert!(count(|command| matches!(command, StoryCommand::AdjustAgreement(_))) >= 2);
            assert!(count(|command| matches!(command, StoryCommand::LapseAgreement(_))) >= 5);
            assert!(count(|command| matches!(command, StoryCommand::CancelAgreement(_))) >= 1);
        }
    }

    #[test]
    fn nobody_real_can_be_called_or_written() {
        let mut told = 0;
        for act in years(1).iter().flatten() {
            let reachable = match &act.command {
                StoryCommand::ChangeDetails(command) => Some(command.reachable.clone()),
                StoryCommand::NameSupporter(command) => command.phone.clone().map(Reachable::Phone),
                _ => None,
            };
            let Some(reachable) = reachable.map(|reachable| reachable.written()) else { continue };
            assert!(reachable.starts_with("06 0000 ") || reachable.ends_with(".example"), "{reachable}");
            told += 1;
        }
        assert!(told > 1500);
    }
}
