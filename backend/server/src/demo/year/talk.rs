//! Rounds of talks in the demo's year: one in September and two later, invitations by hand, answers, and what came of it.

use super::{
    super::schools::{Effort, Student},
    Book,
    calendar::{Gathering, ROUNDS, Round},
    time,
};
use app::calendar::instant;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{
    actor::Role,
    ids::{PersonId, RoundId, TalkId},
    talk::{
        Absence, Account, AnswerOtherwise, Block, BookTime, Delivery, MarkInvited, OpenRound, OtherAnswer, Outcome, RecordTalks,
        RoundKind, TalkConcluded, Times, Venue, WhatCame, WhyMissed,
    },
    time::Occurred,
};

/// A round that a class opened, while its times are given away.
pub(super) struct OpenedRound {
    id: RoundId,
    class: usize,
    from: NaiveDate,
    invited: Vec<PersonId>,
    free: Vec<NaiveDateTime>,
}

/// How a talk of a round will go.
pub(super) struct Planned {
    pub(super) with: Vec<PersonId>,
    pub(super) student_present: bool,
    pub(super) venue: Venue,
}

impl Book<'_> {
    /// Every class opens its rounds, where everybody has somebody at home who can be invited (I1).
    pub(super) fn talk_rounds(&mut self) {
        let school = self.school;
        for (index, class) in school.classes.iter().enumerate() {
            let its = ROUNDS.iter().filter(|round| round.gathering != Gathering::Evening && round.years.contains(&class.year));
            // The guide's three a year: to get to know each other, and twice about progress.
            for round in its.take(3) {
                self.open_round(index, round);
            }
        }
    }

    fn open_round(&mut self, index: usize, round: &Round) {
        let class = &self.school.classes[index];
        let students = self.school.students.iter();
        let here: Vec<&Student> =
            students.filter(|one| one.is_here(round.invited) && one.class_on(round.invited) == index).collect();
        // From eighteen on somebody else than a parent is asked, and custody can change: such a class plans without a round.
        let grown = |one: &Student| one.born.0.checked_add_months(chrono::Months::new(18 * 12)).is_none_or(|day| day <= round.to);
        let invitable = |one: &Student| {
            let parents: Vec<_> = one.parents(round.invited).collect();
            !grown(one)
                && (parents.len() > 1 || (parents.len() == 1 && one.home.iter().filter(|adult| adult.is_parent()).count() == 1))
        };
        let in_class = |one: &&Student| [Some(one.class), one.moved.map(|(_, class)| class)].contains(&Some(index));
        let steady =
            |one: &Student| !(one.came <= round.to && one.left.is_none_or(|(left, _)| left >= round.invited)) || invitable(one);
        if here.is_empty() || !self.school.students.iter().filter(in_class).all(steady) {
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
        self.rounds.push(OpenedRound { id, class: index, from: round.from, invited, free });
    }

    /// A student's place in the round that their class opened, with a free time on this day.
    fn place_in(&mut self, student: &Student, round: &Round, day: NaiveDate) -> Option<(RoundId, usize, NaiveDateTime)> {
        if !student.is_here(day) {
            return None;
        }
        let class = student.class_on(day);
        let its = |opened: &&mut OpenedRound| {
            opened.class == class && opened.from == round.from && opened.invited.contains(&student.person)
        };
        let opened = self.rounds.iter_mut().find(its)?;
        let at = opened.free.iter().position(|at| at.date() == day)?;
        Some((opened.id, class, opened.free.remove(at)))
    }

    /// Home chose a time and came. Says whether the class had a round; without one it is a contact as any other.
    pub(super) fn comes_to_round(&mut self, student: &Student, round: &Round, day: NaiveDate, planned: Planned) -> bool {
        let Some((id, index, at)) = self.place_in(student, round, day) else { return false };
        let Some(parent) = student.parents(round.invited).next().map(|adult| adult.person) else { return false };
        let (talk, mentor) =
            (TalkId::of(id, student.person, 0), self.actor(self.school.classes[index].mentor_on(day), Role::Mentor));
        let Planned { with, student_present, venue } = planned;
        let answered = instant(self.after(round.invited, 1), time(17, 5)) + TimeDelta::minutes(self.chance.below(180) as i64);
        let by = if self.chance.percent(30) { self.mentor(student, round.invited) } else { self.actor(parent, Role::Parent) };
        let interpreter = self.chance.percent(6);
        self.act(answered, by, BookTime { talk, round: id, student: student.person, by: parent, at, venue, interpreter });
        let why = [Absence::Ill, Absence::AtWork, Absence::DidNotWant, Absence::Other];
        let student_absent = if student_present { None } else { Some(self.chance.pick(&why)) };
        let account = Account { venue, with, student_absent, interpreter, minutes: Some(Times::MINUTES) };
        let came = WhatCame { occurred: Occurred::at(at.date(), at.time()), outcome: Outcome::Held(account) };
        self.concluded(index, id, student, came, mentor, instant(day, time(21, 10)));
        true
    }

    /// Home answered otherwise or not at all, and the talk did not take place.
    pub(super) fn misses_round(&mut self, student: &Student, round: &Round, day: NaiveDate) -> bool {
        let Some((id, index, at)) = self.place_in(student, round, day) else { return false };
        let Some(parent) = student.parents(round.invited).next().map(|adult| adult.person) else { return false };
        let talk = TalkId::of(id, student.person, 0);
        if self.chance.percent(60) {
            let what = self.chance.pick(&OtherAnswer::ALL);
            let by = self.actor(parent, Role::Parent);
            let answered = instant(self.after(round.invited, 2), time(18, 20));
            self.act(answered, by, AnswerOtherwise { talk, round: id, student: student.person, by: parent, what });
        }
        let why =
            self.chance.pick(&[WhyMissed::NobodyCame, WhyMissed::HomeCouldNot, WhyMissed::NobodyCame, WhyMissed::StudentIll]);
        let came = WhatCame { occurred: Occurred::on(at.date()), outcome: Outcome::Missed(why) };
        let mentor = self.actor(self.school.classes[index].mentor_on(day), Role::Mentor);
        self.concluded(index, id, student, came, mentor, instant(day, time(21, 20)));
        true
    }

    fn concluded(
        &mut self,
        index: usize,
        round: RoundId,
        student: &Student,
        came: WhatCame,
        by: domain::actor::Actor,
        at: chrono::DateTime<chrono::Utc>,
    ) {
        let talk = TalkId::of(round, student.person, 0);
        let talks = vec![TalkConcluded { talk, student: student.person, came }];
        self.act(at, by, RecordTalks { class: self.school.classes[index].id, round, talks });
    }
}

fn kind_of(round: &Round) -> RoundKind {
    match round.gathering {
        Gathering::Introduction => RoundKind::Introduction,
        Gathering::Evening | Gathering::Progress => RoundKind::Progress,
    }
}
