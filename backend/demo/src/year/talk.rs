//! Rounds of talks in the demo's year: one in September and two later, invitations by hand, answers, and what came of it.

use super::{
    super::schools::{DemoAdult, DemoStudent, Effort, FamilyYear, date},
    Book,
    calendar::{Gathering, ROUNDS, Round},
    time,
};
use app::calendar::instant;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{
    actor::Role,
    contact::Topic,
    ids::{PersonId, RoundId, TalkId},
    talk::{
        Absence, AnswerOtherwise, Block, BookTime, Delivery, MarkInvited, OpenRound, OtherAnswer, RecordTalks, ReportedOutcome,
        RoundKind, TalkConcluded, TalkReport, Times, Venue, WhatCame, WhyMissed,
    },
    time::Occurred,
};

/// A round that a class opened, while its times are given away.
pub(super) struct OpenedRound {
    id: RoundId,
    class: usize,
    round: &'static Round,
    /// Of whom nothing is told yet.
    invited: Vec<PersonId>,
    free: Vec<NaiveDateTime>,
}

/// How a talk of a round will go.
pub(super) struct RoundTalkPlan {
    pub(super) with: Vec<PersonId>,
    pub(super) student_present: bool,
    pub(super) venue: Venue,
    /// Home chose the time beforehand.
    pub(super) booked: bool,
}

/// The round that is open when the clock starts. The fourth year has had its exams by then.
const COMING: Round = Round {
    gathering: Gathering::Progress,
    years: 1..=3,
    invited: date(2026, 5, 26),
    from: date(2026, 6, 8),
    to: date(2026, 6, 12),
    topics: &[Topic::NextStep],
    invitation: "",
};

impl Book<'_> {
    /// Every class opens its rounds, where everybody has somebody at home who can be invited, or is an adult.
    pub(super) fn talk_rounds(&mut self) {
        let school = self.school;
        for (index, class) in school.classes.iter().enumerate() {
            let talks = |round: &&Round| round.gathering != Gathering::Evening && round.years.contains(&class.year);
            // Three a year: to get to know each other, and twice about progress.
            for round in ROUNDS.iter().filter(talks).take(3).chain([&COMING].into_iter().filter(talks)) {
                self.open_round(index, round);
            }
        }
    }

    fn open_round(&mut self, index: usize, round: &'static Round) {
        let class = &self.school.classes[index];
        let students = self.school.students.iter();
        let here: Vec<&DemoStudent> = students
            .filter(|one| one.is_here(round.invited) && one.class_on(round.invited) == index && !is_left_out(one, round))
            .collect();
        if here.is_empty() || here.iter().any(|one| guest(one, round).is_none()) {
            return;
        }
        let days = self.days.iter().copied().filter(|day| (round.from..=round.to).contains(day));
        let blocks = days.map(|on| Block { on, from: time(14, 0), until: time(20, 40) }).collect();
        let times = Times { minutes: Times::MINUTES, buffer: Times::BUFFER, blocks };
        let (id, free, kind) = (RoundId(self.chance.uuid()), times.slots(), kind_of(round));
        let venues = vec![Venue::School, Venue::Home, Venue::Phone, Venue::Video];
        let by = self.actor(class.mentor_on(round.invited), Role::Mentor);
        let open = OpenRound { round: id, class: class.id, kind, times, venues, apart: vec![] };
        self.act(instant(round.invited, time(12, 30)), by, open);
        let talks: Vec<TalkId> = here.iter().map(|one| TalkId::of(id, one.person, 0)).collect();
        let letter = MarkInvited { class: class.id, round: id, talks: talks.clone(), by: Delivery::Letter, again: false };
        self.act(instant(round.invited, time(15, 45)), by, letter);
        if class.manner.effort == Effort::Careful {
            let again = MarkInvited { class: class.id, round: id, talks, by: Delivery::Phone, again: true };
            let day = self.after(round.invited, 2);
            self.act(instant(day, time(16, 30)), by, again);
        }
        let invited = here.iter().map(|one| one.person).collect();
        self.rounds.push(OpenedRound { id, class: index, round, invited, free });
    }

    /// What the year did not tell of yet: families whose year is drawn came when they are ever spoken with, others did not
    /// come; and of the round that is still to be, part has answered.
    pub(super) fn finish_rounds(&mut self) {
        let waiting: Vec<_> =
            self.rounds.iter().flat_map(|one| one.invited.iter().map(|student| (one.round, *student))).collect();
        for (round, person) in waiting {
            let Some(student) = self.school.students.iter().find(|student| student.person == person) else { continue };
            let day = self.school_day(round.from, round.to);
            let comes = student.course == FamilyYear::Drawn && ["amira", "milan"].contains(&student.key);
            if round.from == COMING.from {
                self.answers_coming(student, day);
            } else if comes {
                let with = self.company(student, day);
                self.comes_to_round(
                    student,
                    round,
                    day,
                    RoundTalkPlan { with, student_present: true, venue: Venue::School, booked: true },
                );
            } else {
                self.misses_round(student, round, day);
            }
        }
    }

    /// Six in ten choose a time in the first days, one in ten says something else, the others still have to answer.
    fn answers_coming(&mut self, student: &DemoStudent, day: NaiveDate) {
        let chance = self.chance.below(100);
        if chance >= 70 || !matches!(student.course, FamilyYear::Ordinary) {
            return;
        }
        let Some((round, _, at)) = self.place_in(student, &COMING, day) else { return };
        let Some(guest) = guest(student, &COMING) else { return };
        let talk = TalkId::of(round, student.person, 0);
        let (student, by) = (student.person, guest.person);
        let day = self.later(COMING.invited, 1, 3);
        let answered = instant(day, time(17, 5)) + TimeDelta::minutes(self.chance.below(240) as i64);
        let actor = self.actor(by, if guest.is_parent() { Role::Parent } else { Role::Supporter });
        if chance < 60 {
            let venue = self.chance.pick(&[Venue::School, Venue::School, Venue::Phone, Venue::Video]);
            let interpreter = self.chance.percent(6);
            return self.act(answered, actor, BookTime { talk, round, student, by, at, venue, interpreter });
        }
        let what = self.chance.pick(&OtherAnswer::WITHOUT_TIME);
        self.act(answered, actor, AnswerOtherwise { talk, round, student, by, what });
    }

    /// A student's place in the round that their class opened, with a free time on this day.
    fn place_in(&mut self, student: &DemoStudent, round: &Round, day: NaiveDate) -> Option<(RoundId, usize, NaiveDateTime)> {
        if !student.is_here(day) {
            return None;
        }
        let class = student.class_on(day);
        let its = |opened: &&mut OpenedRound| {
            opened.class == class && opened.round.from == round.from && opened.invited.contains(&student.person)
        };
        let opened = self.rounds.iter_mut().find(its)?;
        let at = opened.free.iter().position(|at| at.date() == day)?;
        opened.invited.retain(|person| *person != student.person);
        Some((opened.id, class, opened.free.remove(at)))
    }

    /// Home chose a time and came. Says whether the class had a round; without one it is a contact as any other.
    pub(super) fn comes_to_round(
        &mut self,
        student: &DemoStudent,
        round: &Round,
        day: NaiveDate,
        planned: RoundTalkPlan,
    ) -> bool {
        let Some((id, index, at)) = self.place_in(student, round, day) else { return false };
        let Some(guest) = guest(student, round) else { return false };
        let (talk, mentor) =
            (TalkId::of(id, student.person, 0), self.actor(self.school.classes[index].mentor_on(day), Role::Mentor));
        let RoundTalkPlan { with, student_present, venue, booked } = planned;
        let interpreter = booked && self.chance.percent(6);
        if booked {
            let answered = instant(self.after(round.invited, 1), time(17, 5)) + TimeDelta::minutes(self.chance.below(180) as i64);
            let by = match guest.is_parent() && self.chance.percent(70) {
                true => self.actor(guest.person, Role::Parent),
                false => self.mentor(student, round.invited),
            };
            let book = BookTime { talk, round: id, student: student.person, by: guest.person, at, venue, interpreter };
            self.act(answered, by, book);
        }
        let why = [Absence::Ill, Absence::AtWork, Absence::DidNotWant, Absence::Other];
        let student_absent = if student_present { None } else { Some(self.chance.pick(&why)) };
        let report = TalkReport { venue, with, student_absent, interpreter, minutes: Some(Times::MINUTES) };
        let came = WhatCame { occurred: Occurred::at(at.date(), at.time()), outcome: ReportedOutcome::Held(report) };
        self.concluded(index, id, student, came, mentor, instant(day, time(21, 10)));
        true
    }

    /// Home answered otherwise or not at all, and the talk did not take place.
    pub(super) fn misses_round(&mut self, student: &DemoStudent, round: &Round, day: NaiveDate) -> bool {
        let Some((id, index, at)) = self.place_in(student, round, day) else { return false };
        let talk = TalkId::of(id, student.person, 0);
        let answers = student.course == FamilyYear::Ordinary && self.chance.percent(60);
        let parent = guest(student, round).filter(|guest| answers && guest.is_parent()).map(|guest| guest.person);
        if let Some(parent) = parent {
            let what = self.chance.pick(&OtherAnswer::WITHOUT_TIME);
            let by = self.actor(parent, Role::Parent);
            let answered = instant(self.after(round.invited, 2), time(18, 20));
            self.act(answered, by, AnswerOtherwise { talk, round: id, student: student.person, by: parent, what });
        }
        let why =
            self.chance.pick(&[WhyMissed::NobodyCame, WhyMissed::HomeCouldNot, WhyMissed::NobodyCame, WhyMissed::StudentIll]);
        let came = WhatCame { occurred: Occurred::on(at.date()), outcome: ReportedOutcome::Missed(why) };
        let mentor = self.actor(self.school.classes[index].mentor_on(day), Role::Mentor);
        self.concluded(index, id, student, came, mentor, instant(day, time(21, 20)));
        true
    }

    fn concluded(
        &mut self,
        index: usize,
        round: RoundId,
        student: &DemoStudent,
        came: WhatCame,
        by: domain::actor::Actor,
        at: chrono::DateTime<chrono::Utc>,
    ) {
        let talk = TalkId::of(round, student.person, 0);
        let talks = vec![TalkConcluded { talk, student: student.person, came }];
        self.act(at, by, RecordTalks { class: self.school.classes[index].id, round, talks });
    }
}

/// Who at home is asked to come: a parent, or else a supporter; from eighteen on always somebody else than a parent.
fn guest<'a>(student: &'a DemoStudent, round: &Round) -> Option<&'a DemoAdult> {
    let eighteen = student.born.turns(18) <= round.to;
    let parent = student.parents(round.invited).next().filter(|_| !eighteen);
    parent.or_else(|| student.supporter(round.invited))
}

/// An adult who named nobody.
fn is_left_out(student: &DemoStudent, round: &Round) -> bool {
    student.born.turns(18) <= round.invited && guest(student, round).is_none()
}

fn kind_of(round: &Round) -> RoundKind {
    match round.gathering {
        Gathering::Introduction => RoundKind::Introduction,
        Gathering::Evening | Gathering::Progress => RoundKind::Progress,
    }
}
