//! The registry: classes, people and how to reach them, as the office enters and mends them.

use super::{
    super::{
        schools::{DemoAdult, DemoStudent, ENROLMENT, FamilyYear, Tie, date},
        words,
    },
    Book,
    report::PlannedAttempt,
    subject, time,
};
use app::calendar::instant;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::{
    actor::{Actor, Role},
    class::{AssignMentor, OpenClass, RelieveMentor},
    contact::{AttemptOutcome, Means},
    person::{
        details::{ChangeDetails, Failure, ReportFailed, SetWishes},
        parent::{Authority, ChangeAuthority, CorrectParentName, EndLink, EndReason, LinkParent},
        staff::{AppointStaff, EndRole},
        student::{CorrectStudentDetails, EnrolStudent, MoveStudent, RecordLeft, StateAge},
        supporter::{ConfirmSupporter, EndSupport, NameSupporter},
    },
    school::{ChangeSettings, OpenSchool, ParentsFollowUntil},
    time::SchoolYear,
    values::{ChangeReason, Channel, CustodyNote, PersonName, Reachable},
};

impl Book<'_> {
    pub(super) fn enrolment(&mut self) {
        let school = self.school;
        let operator = Actor::Operator { school: school.id };
        self.act(self.cursor, operator, OpenSchool { school: school.id, name: school.name.into(), city: school.city.into() });
        self.office_on(ENROLMENT, 9);
        for staff in &school.staff {
            for role in &staff.roles {
                let appoint = AppointStaff { person: staff.person, name: Some(staff.name.clone()), role: *role };
                // Nobody gives themselves a role, so the first comes from outside.
                if staff.person == school.admin() {
                    self.cursor += TimeDelta::seconds(2);
                    self.act(self.cursor, operator, appoint);
                } else {
                    self.enter(appoint);
                }
            }
            self.enter(ChangeDetails { person: staff.person, reachable: staff.mail.clone() });
        }
        // The upper years first, a day for each.
        for year in (1..=4).rev() {
            self.office_on(ENROLMENT + Days::new(4 - u64::from(year)), 10);
            for i in (0..school.classes.len()).filter(|i| school.classes[*i].year == year) {
                self.open_class(i);
                for student in school.students.iter().filter(|student| student.class == i && student.came == ENROLMENT) {
                    self.enrol(student);
                }
            }
        }
    }

    fn open_class(&mut self, index: usize) {
        let class = &self.school.classes[index];
        let (name, year, track) = (class.name.into(), Some(class.year), Some(class.track));
        self.enter(OpenClass { class: class.id, name, school_year: SchoolYear(2025), year, track });
        self.enter(AssignMentor { class: class.id, mentor: class.mentors[0].1 });
    }

    fn enrol(&mut self, student: &DemoStudent) {
        // The list that a school starts from is never complete.
        let birth_date = Some(student.born).filter(|_| !lacks_birth_date(student));
        let (number, name) = (student.number.clone(), student.name.clone());
        let class = self.school.classes[student.class].id;
        self.enter(EnrolStudent { student: student.person, class, number, name, birth_date });
        for adult in &student.home {
            let Tie::Parent(relation, authority) = adult.tie else { continue };
            // Half of what a court decides reaches the school during the year.
            let authority = if changes_later(student, adult) { Authority::Full } else { authority };
            let (parent, name) = (adult.person, Some(adult.name.clone()));
            self.enter(LinkParent { parent, name, student: student.person, relation, authority });
            if adult.through == student.person {
                for line in [&adult.phone, &adult.mail].into_iter().flatten() {
                    self.enter(ChangeDetails { person: adult.person, reachable: line.at.clone() });
                }
            }
        }
    }

    /// Everything in the registry that happens to one student and their home after the year began.
    pub(super) fn registry_of(&mut self, student: &DemoStudent) {
        if student.came != ENROLMENT {
            self.office_on(student.came, 8);
            self.enrol(student);
        }
        if lacks_birth_date(student) {
            self.office_on(date(2025, 9, 11), 10);
            let (student, birth_date, reason) = (student.person, Some(student.born), ChangeReason::Mistake);
            self.enter(CorrectStudentDetails { student, name: None, number: None, birth_date, reason });
        }
        if let Some((day, to)) = student.moved {
            self.office_on(day, 8);
            self.enter(MoveStudent { student: student.person, to: self.school.classes[to].id, reason: ChangeReason::Changed });
        }
        if let Some((on, reason)) = student.left {
            self.office_on(on, 13);
            self.enter(RecordLeft { student: student.person, on, reason });
        }
        self.birthdays(student);
        for adult in &student.home {
            if changes_later(student, adult) {
                let day = self.school_day(date(2025, 11, 10), date(2026, 3, 27));
                self.change_authority(student, adult, day);
            }
            if !adult.is_parent() {
                self.supporter(student, adult);
            }
            if adult.through == student.person {
                self.wishes(student, adult);
                self.broken_lines(student, adult);
            }
        }
    }

    /// As the job `ages` states them, at night.
    fn birthdays(&mut self, student: &DemoStudent) {
        let job = Actor::Job { school: self.school.id, name: "ages" };
        let parents_follow_until = ParentsFollowUntil::Eighteen;
        let known_from =
            if lacks_birth_date(student) { date(2025, 9, 12) } else { date(2025, 9, 1).max(student.came + Days::new(1)) };
        for age in [16, 18] {
            let day = student.born.turns(age).max(known_from);
            if student.left.is_none_or(|(left, _)| day < left) {
                self.act(
                    instant(day, time(3, 0)),
                    job,
                    StateAge { student: student.person, born: student.born, parents_follow_until },
                );
            }
        }
    }

    fn change_authority(&mut self, student: &DemoStudent, adult: &DemoAdult, day: NaiveDate) {
        let Tie::Parent(_, authority) = adult.tie else { return };
        if !student.is_here(day) {
            return;
        }
        let because = CustodyNote::parse(words::CUSTODY).ok().flatten();
        self.office_on(day, 11);
        self.enter(ChangeAuthority { parent: adult.person, student: student.person, authority, because });
    }

    /// Named by the student, a parent or the mentor.
    fn supporter(&mut self, student: &DemoStudent, adult: &DemoAdult) {
        let Tie::Supporter(kinship) = adult.tie else { return };
        let day = adult.since;
        if !student.is_here(day) {
            return;
        }
        let parent = student.parents(day).next().map(|parent| self.actor(parent.person, Role::Parent));
        let by = match self.chance.below(4) {
            0 => self.mentor(student, day),
            1 if student.course == FamilyYear::Ordinary && student.born.turns(16) > day => {
                parent.unwrap_or(self.mentor(student, day))
            }
            _ => self.actor(student.person, Role::Student),
        };
        let (supporter, name) = (adult.person, adult.name.clone());
        let phone = adult.phone.as_ref().and_then(|line| match &line.at {
            Reachable::Phone(number) => Some(number.clone()),
            Reachable::Email(_) => None,
        });
        let at = instant(day, self.slot());
        self.act(at, by, NameSupporter { supporter, name, student: student.person, kinship, phone });
        // A parent's naming is a yes. Everybody else waits for one, and the mentor decides the same day.
        if by.role() != Some(Role::Parent) {
            let yes = ConfirmSupporter { supporter, student: student.person, knowing: false };
            self.act(at + TimeDelta::minutes(20), self.mentor(student, day), yes);
        }
        if let Some(until) = adult.until.filter(|until| student.is_here(*until)) {
            let by = self.actor(student.person, Role::Student);
            self.act(instant(until, time(16, 0)), by, EndSupport { supporter, student: student.person });
        }
    }

    fn wishes(&mut self, student: &DemoStudent, adult: &DemoAdult) {
        let Some(wishes) = adult.wishes else { return };
        let from = date(2025, 9, 8).max(student.came + Days::new(2)).max(adult.since + Days::new(1));
        let day = self.school_day(from, from + Days::new(21));
        if !student.is_here(day) {
            return;
        }
        let themselves = adult.is_partner(day) && self.chance.percent(40);
        let role = if adult.is_parent() { Role::Parent } else { Role::Supporter };
        let by = if themselves { self.actor(adult.person, role) } else { self.mentor(student, day) };
        let at = instant(day, self.slot());
        self.act(at, by, SetWishes { person: adult.person, wishes });
    }

    /// Numbers and addresses that stop working, and what the family gave instead.
    fn broken_lines(&mut self, student: &DemoStudent, adult: &DemoAdult) {
        if let Some(broken) = adult.phone.as_ref().and_then(|line| line.broken.as_ref()) {
            let words = words::say(&words::fill_in(words::WRONG_NUMBER, &subject(student)));
            self.attempt(
                student,
                broken.from,
                time(12, 30),
                PlannedAttempt { means: Means::Phone, outcome: AttemptOutcome::WrongDetails, with: Some(adult.person), words },
            );
            if let Some((day, reachable)) = broken.repaired.as_ref().filter(|(day, _)| student.is_here(*day)) {
                let command = ChangeDetails { person: adult.person, reachable: reachable.clone() };
                self.act(instant(*day, time(17, 5)), self.mentor(student, *day), command);
            }
        }
        if let Some(broken) = adult.mail.as_ref().and_then(|line| line.broken.as_ref())
            && student.is_here(broken.from)
        {
            self.office_on(broken.from, 10);
            self.enter(ReportFailed { person: adult.person, channel: Channel::Email, failure: Failure::Bounced });
        }
    }

    /// What an office has to put right in a year.
    pub(super) fn office(&mut self) {
        let school = self.school;
        for class in &school.classes {
            for pair in class.mentors.windows(2) {
                let (day, next) = pair[1];
                self.office_on(day, 8);
                self.enter(AssignMentor { class: class.id, mentor: next });
                let (mentor, reason) = (pair[0].1, ChangeReason::Changed);
                self.enter(RelieveMentor { class: class.id, mentor, reason });
                self.enter(EndRole { person: mentor, role: Role::Mentor, reason });
            }
        }
        if school.slug == "dewissel" {
            self.office_on(date(2025, 10, 6), 10);
            self.enter(ChangeSettings {
                school: school.id,
                name: None,
                city: None,
                student_first_hours: Some(48),
                parents_follow_until: None,
                reason: ChangeReason::Changed,
            });
        }
        let settled = school.students.iter().filter(|student| student.course == FamilyYear::Ordinary && student.key.is_empty());
        let settled: Vec<&DemoStudent> = settled.filter(|student| student.came == ENROLMENT && student.left.is_none()).collect();
        self.link_by_mistake(settled[2], &settled[3..]);
        let married = &settled[5].home[0];
        let name = PersonName { last: format!("{}-{}", married.name.last, settled[6].home[0].name.last), ..married.name.clone() };
        self.office_on(date(2026, 2, 9), 10);
        self.enter(CorrectParentName { parent: married.person, name, reason: ChangeReason::Changed });
    }

    /// A parent is linked with somebody else's child, and the mentor notices.
    fn link_by_mistake(&mut self, child: &DemoStudent, others: &[&DemoStudent]) {
        let parent = &child.home[0];
        let stranger = |other: &&&DemoStudent| other.home.iter().all(|adult| adult.person != parent.person);
        let (Tie::Parent(relation, authority), Some(other)) = (parent.tie, others.iter().find(stranger)) else { return };
        let (person, name) = (parent.person, Some(parent.name.clone()));
        self.office_on(date(2025, 8, 29), 11);
        self.enter(LinkParent { parent: person, name, student: other.person, relation, authority });
        self.office_on(date(2025, 9, 9), 11);
        self.enter(EndLink { parent: person, student: other.person, reason: EndReason::Mistake });
    }
}

fn lacks_birth_date(student: &DemoStudent) -> bool {
    student.key.is_empty() && student.came == ENROLMENT && student.person.0.as_u128().is_multiple_of(37)
}

/// Does the school hear during the year that this parent's authority ended?
fn changes_later(student: &DemoStudent, adult: &DemoAdult) -> bool {
    let is_less = matches!(adult.tie, Tie::Parent(_, Authority::OnRequest | Authority::None));
    is_less && student.left.is_none() && student.came == ENROLMENT && adult.person.0.as_u128().is_multiple_of(2)
}
