//! How contact is written down: mostly at once, sometimes late, sometimes wrong, sometimes twice.

use super::{
    super::{
        schools::{DemoStudent, FamilyYear},
        words,
    },
    Book, subject, time,
};
use app::calendar::instant;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::{
    actor::{Actor, Role},
    contact::{
        AttemptOutcome, ContactReport, CorrectContact, Initiative, Means, Reason, RecordAttempt, RecordContact, Topic,
        WithdrawContact,
    },
    ids::{ContactId, PersonId},
    time::Occurred,
    values::Words,
};

/// A talk as it is planned, before somebody tells of it.
pub(super) struct PlannedTalk<'t> {
    pub(super) means: Means,
    pub(super) with: Vec<PersonId>,
    pub(super) student_present: bool,
    pub(super) reason: Reason,
    /// What it may be about.
    pub(super) topics: &'t [Topic],
}

impl<'t> PlannedTalk<'t> {
    pub(super) fn by_phone(with: PersonId, reason: Reason, topics: &'t [Topic]) -> PlannedTalk<'t> {
        PlannedTalk { means: Means::Phone, with: vec![with], student_present: false, reason, topics }
    }
}

/// An attempt as it is planned.
pub(super) struct PlannedAttempt {
    pub(super) means: Means,
    pub(super) outcome: AttemptOutcome,
    pub(super) with: Option<PersonId>,
    pub(super) words: Option<Words>,
}

impl Book<'_> {
    /// What a mentor would tell of this talk.
    pub(super) fn report(&mut self, student: &DemoStudent, day: NaiveDate, talk: PlannedTalk<'_>) -> ContactReport {
        let PlannedTalk { means, with, student_present, reason, topics } = talk;
        let mut topics = vec![self.chance.pick(topics), self.chance.pick(topics)];
        if self.chance.percent(50) {
            topics.truncate(1);
        }
        topics.dedup();
        let worded = self.chance.percent(self.manner_of(student).words);
        let words = if worded { words::of_contact(&subject(student), reason, topics[0], &mut self.chance) } else { None };
        let occurred = Occurred::at(day, self.slot());
        ContactReport {
            occurred,
            means,
            with,
            student_present,
            initiative: Initiative::School,
            reason: Some(reason),
            topics,
            words,
        }
    }

    pub(super) fn talk(&mut self, student: &DemoStudent, day: NaiveDate, talk: PlannedTalk<'_>) {
        let report = self.report(student, day, talk);
        self.tell(student, report);
    }

    pub(super) fn sometimes(&mut self, student: &DemoStudent, texts: &[&str]) -> Option<Words> {
        let text = words::fill_in(self.chance.pick(texts), &subject(student));
        if self.chance.percent(40) { words::say(&text) } else { None }
    }

    /// Writes it down, as people do: sometimes days later, sometimes wrong, sometimes twice.
    pub(super) fn tell(&mut self, student: &DemoStudent, mut report: ContactReport) {
        let day = report.occurred.on;
        let (mut told_on, mut told_at) = (day, report.occurred.at.unwrap_or_default() + TimeDelta::minutes(35));
        if self.chance.percent(self.manner_of(student).late) {
            (told_on, told_at) = (self.later(day, 2, 6), time(16, 45));
            report.occurred = if self.chance.percent(25) { Occurred::in_week_of(day) } else { Occurred::on(day) };
        }
        let Some(contact) = self.record(student, report.clone(), told_on, told_at) else { return };
        match self.chance.below(1000) {
            0..22 => self.correct(student, contact, report, told_on),
            22..30 => self.tell_twice(student, report, told_on),
            _ => {}
        }
    }

    fn correct(&mut self, student: &DemoStudent, contact: ContactId, report: ContactReport, told_on: NaiveDate) {
        let day = self.later(told_on, 1, 5);
        if !student.is_here(day) {
            return;
        }
        let (report, because) = self.put_right(student, report);
        let command = CorrectContact { contact, student: student.person, report, because: words::say(because), seen: None };
        self.act(instant(day, time(16, 20)), self.mentor(student, day), command);
    }

    /// What was wrong the first time, and the reason that goes with it.
    fn put_right(&mut self, student: &DemoStudent, mut report: ContactReport) -> (ContactReport, &'static str) {
        let other_parent =
            student.parents(report.occurred.on).map(|adult| adult.person).find(|other| !report.with.contains(other));
        let missing = Topic::ALL.into_iter().find(|topic| topic.is_career() && !report.topics.contains(topic));
        match (self.chance.below(4), other_parent, missing) {
            (0, Some(other), _) if student.course == FamilyYear::Ordinary => {
                report.with = vec![other];
                (report, words::OTHER_PARENT)
            }
            (1, _, Some(missing)) if report.reason != Some(Reason::Concern) => {
                report.topics.push(missing);
                (report, words::ONE_MORE_TOPIC)
            }
            (2, ..) if report.means.is_a_talk() => {
                report.means = if report.means == Means::AtSchool { Means::Video } else { Means::AtSchool };
                (report, words::OTHER_MEANS)
            }
            _ => {
                report.occurred = Occurred::on(report.occurred.on - Days::new(1));
                (report, words::OTHER_DAY)
            }
        }
    }

    fn tell_twice(&mut self, student: &DemoStudent, report: ContactReport, told_on: NaiveDate) {
        let day = self.after(told_on, 1);
        let Some(contact) = self.record(student, report, day, time(15, 20)) else { return };
        let because = self.chance.pick(words::TWICE);
        self.withdraw(student, contact, self.after(day, 1), because);
    }

    pub(super) fn withdraw(&mut self, student: &DemoStudent, contact: ContactId, day: NaiveDate, because: &str) {
        if student.is_here(day) {
            let command = WithdrawContact { contact, student: student.person, because: words::say(because), seen: None };
            self.act(instant(day, time(16, 25)), self.mentor(student, day), command);
        }
    }

    /// Records a contact when the student is at school on the day that it is told.
    pub(super) fn record(
        &mut self,
        student: &DemoStudent,
        report: ContactReport,
        on: NaiveDate,
        at: NaiveTime,
    ) -> Option<ContactId> {
        if !student.is_here(on) || report.with.is_empty() {
            return None;
        }
        let contact = ContactId(self.chance.uuid());
        let by = self.teller(student, on);
        self.act(instant(on, at), by, RecordContact { contact, student: student.person, report });
        Some(contact)
    }

    /// The mentor; in the upper years now and then the career lead.
    fn teller(&mut self, student: &DemoStudent, day: NaiveDate) -> Actor {
        let upper = self.school.classes[student.class_on(day)].year >= 3;
        match self.school.with_role(Role::CareerLead) {
            Some(lead) if upper && self.chance.percent(4) => self.actor(lead.person, Role::CareerLead),
            _ => self.mentor(student, day),
        }
    }

    pub(super) fn attempt(&mut self, student: &DemoStudent, day: NaiveDate, at: NaiveTime, attempt: PlannedAttempt) {
        if !student.is_here(day) {
            return;
        }
        let PlannedAttempt { means, outcome, with, words } = attempt;
        let (contact, occurred) = (ContactId(self.chance.uuid()), Occurred::at(day, at));
        let command = RecordAttempt { contact, student: student.person, occurred, means, outcome, with, words };
        self.act(instant(day, at) + TimeDelta::minutes(2), self.mentor(student, day), command);
    }
}
