//! Contact with home, family by family: what each course of the year looks like.

use super::{
    super::{
        scheduled_command::StoryCommand,
        schools::{DemoAdult, DemoStudent, Effort, FamilyYear, Manner, Silence, date},
        words,
    },
    Book,
    calendar::{Gathering, MESSAGES, ROUNDS, Round},
    drawn::{DRAWN, Drawn},
    report::{PlannedAttempt, PlannedTalk},
    subject,
    talk::RoundTalkPlan,
    time,
};
use app::calendar::instant;
use chrono::NaiveDate;
use domain::{
    actor::Role,
    contact::{AttemptOutcome, ContactReport, Initiative, Means, Reason, RecordEvening, SpokeWith, Topic},
    ids::{ContactId, PersonId},
    talk::Venue,
    time::Occurred,
};

impl Book<'_> {
    pub(super) fn contacts_with(&mut self, student: &DemoStudent) {
        self.drawn(student);
        match student.course {
            FamilyYear::Drawn => {}
            FamilyYear::Ordinary => self.ordinary(student),
            FamilyYear::Silent(silence) => self.silent(student, silence),
            FamilyYear::ThroughSupporter => self.through_supporter(student),
            FamilyYear::OnlyTrouble => self.only_trouble(student),
        }
    }

    fn drawn(&mut self, student: &DemoStudent) {
        for (_, day, with, drawn) in DRAWN.iter().filter(|(key, ..)| *key == student.key) {
            let with = student.home.iter().find(|adult| adult.key == *with).map(|adult| adult.person);
            let at = time(16, 10);
            match drawn {
                Drawn::Vain => self.attempt(
                    student,
                    *day,
                    at,
                    PlannedAttempt { means: Means::Phone, outcome: AttemptOutcome::NoAnswer, with, words: None },
                ),
                Drawn::Message(means, text) => {
                    self.attempt(
                        student,
                        *day,
                        at,
                        PlannedAttempt { means: *means, outcome: AttemptOutcome::MessageLeft, with, words: words::say(text) },
                    );
                }
                Drawn::Spoke { means, student_present, topics, words } => {
                    let report = ContactReport {
                        occurred: Occurred::at(*day, at),
                        means: *means,
                        with: with.into_iter().collect(),
                        student_present: *student_present,
                        initiative: Initiative::School,
                        reason: Some(Reason::Positive),
                        topics: topics.to_vec(),
                        words: words::say(words),
                    };
                    self.record(student, report, *day, time(16, 40));
                }
            }
        }
    }

    fn ordinary(&mut self, student: &DemoStudent) {
        for round in self.rounds_for(student) {
            self.invite(student, round.invited, round.invitation);
            if self.chance.percent(round.gathering.turn_out(self.effort(student, round.from))) {
                self.comes(student, round);
            } else {
                self.stays_away(student, round);
            }
        }
        for (day, text) in MESSAGES {
            self.message(student, *day, text);
        }
        for _ in 0..self.chance.between(3, self.manner_of(student).chats) {
            self.chat(student);
        }
    }

    fn silent(&mut self, student: &DemoStudent, silence: Silence) {
        let letters = matches!(silence, Silence::Letters | Silence::CallsAndLetters | Silence::UntriedSupporter);
        for round in self.rounds_for(student) {
            if letters {
                self.invite(student, round.invited, round.invitation);
            }
            if silence != Silence::WrongNumber && round.gathering == Gathering::Introduction {
                self.did_not_come(student, round);
            }
        }
        if letters {
            for (day, text) in MESSAGES {
                self.invite(student, *day, text);
            }
        }
        let calls = match silence {
            Silence::WrongNumber | Silence::Letters => 0,
            Silence::UntriedSupporter => 2,
            Silence::Calls | Silence::CallsAndLetters => self.chance.between(2, 4),
        };
        for call in 0..calls {
            let day = self.school_day(date(2025, 9, 29), date(2026, 4, 20));
            self.call_in_vain(student, self.after(day, call + 1));
        }
        if silence == Silence::WrongNumber {
            let day = self.school_day(date(2026, 2, 2), date(2026, 3, 27));
            let with = student.home.first().map(|adult| adult.person);
            self.attempt(
                student,
                day,
                time(17, 0),
                PlannedAttempt {
                    means: Means::HomeVisit,
                    outcome: AttemptOutcome::NoAnswer,
                    with,
                    words: words::say("Niemand thuis."),
                },
            );
        }
    }

    fn through_supporter(&mut self, student: &DemoStudent) {
        for round in self.rounds_for(student) {
            self.invite(student, round.invited, round.invitation);
            let day = self.school_day(round.from, round.to);
            let comes = match round.gathering {
                Gathering::Introduction => true,
                Gathering::Progress => self.chance.percent(60),
                Gathering::Evening => self.effort(student, day) == Effort::Careful,
            };
            let supporter = student.supporter(day).filter(|_| comes).map(|adult| adult.person);
            let Some(supporter) = supporter else {
                self.did_not_come(student, round);
                continue;
            };
            let student_present = self.chance.percent(round.gathering.with_student());
            let planned = RoundTalkPlan { with: vec![supporter], student_present, venue: Venue::School, booked: false };
            if round.gathering != Gathering::Evening && self.comes_to_round(student, round, day, planned) {
                continue;
            }
            let means = if round.gathering == Gathering::Evening { Means::Evening } else { Means::AtSchool };
            let talk =
                PlannedTalk { means, with: vec![supporter], student_present, reason: round.reason(), topics: round.topics };
            self.talk_or_evening(student, day, talk);
        }
        for (day, text) in MESSAGES {
            self.invite(student, *day, text);
        }
        for _ in 0..self.chance.between(2, 3) {
            let day = self.school_day(date(2025, 10, 1), date(2026, 5, 22));
            self.call_in_vain(student, day);
        }
        for _ in 0..self.chance.between(1, 3) {
            let day = self.school_day(date(2025, 10, 6), date(2026, 5, 29));
            let Some(supporter) = student.supporter(day).map(|adult| adult.person) else { continue };
            let topics = [Topic::Exploring, Topic::Helpers, Topic::Motives];
            self.talk(student, day, PlannedTalk::by_phone(supporter, Reason::Positive, &topics));
        }
    }

    fn only_trouble(&mut self, student: &DemoStudent) {
        for round in self.rounds_for(student) {
            self.invite(student, round.invited, round.invitation);
            let day = self.school_day(round.from, round.to);
            let means = match round.gathering {
                Gathering::Introduction => Means::AtSchool,
                Gathering::Evening if self.effort(student, day) == Effort::Careful => Means::Evening,
                Gathering::Evening | Gathering::Progress => {
                    self.did_not_come(student, round);
                    continue;
                }
            };
            let with = self.company(student, day);
            let talk = PlannedTalk { means, with, student_present: false, reason: Reason::Concern, topics: &[Topic::School] };
            self.talk_or_evening(student, day, talk);
        }
        for (day, text) in MESSAGES {
            self.invite(student, *day, text);
        }
        for _ in 0..self.chance.between(3, 5) {
            let day = self.school_day(date(2025, 10, 6), date(2026, 5, 29));
            self.call(student, day, Reason::Concern, &[Topic::School, Topic::School, Topic::Helpers]);
        }
    }

    fn rounds_for(&self, student: &DemoStudent) -> impl Iterator<Item = &'static Round> + use<> {
        let year = self.school.classes[student.class].year;
        ROUNDS.iter().filter(move |round| round.years.contains(&year))
    }

    pub(super) fn manner_of(&self, student: &DemoStudent) -> &Manner {
        &self.school.classes[student.class].manner
    }

    fn effort(&self, student: &DemoStudent, day: NaiveDate) -> Effort {
        self.school.classes[student.class_on(day)].manner.effort
    }

    /// A message to whom it concerns: a letter to the home, or to parents through what works for them.
    fn invite(&mut self, student: &DemoStudent, day: NaiveDate, text: &str) {
        let effort = self.effort(student, day);
        let to = match effort {
            Effort::Careful => 2,
            Effort::Usual => 1,
            Effort::LetterOnly => 0,
        };
        let reached: Vec<(Means, PersonId)> =
            student.parents(day).filter_map(|adult| Some((written_means(adult, day)?, adult.person))).take(to).collect();
        let at = self.slot();
        if reached.is_empty() {
            return self.attempt(
                student,
                day,
                at,
                PlannedAttempt {
                    means: Means::Letter,
                    outcome: AttemptOutcome::MessageLeft,
                    with: None,
                    words: words::say(text),
                },
            );
        }
        for (means, person) in reached {
            self.attempt(
                student,
                day,
                at,
                PlannedAttempt { means, outcome: AttemptOutcome::MessageLeft, with: Some(person), words: words::say(text) },
            );
        }
    }

    fn message(&mut self, student: &DemoStudent, day: NaiveDate, text: &str) {
        self.invite(student, day, text);
        if self.effort(student, day) == Effort::LetterOnly || !self.chance.percent(35) {
            return;
        }
        let replied = self.later(day, 1, 2);
        let writer = student.parents(replied).find_map(|adult| Some((written_means(adult, replied)?, adult.person)));
        let Some((means, person)) = writer else { return };
        let topics = [Topic::Exploring, Topic::NextStep, Topic::Future];
        let mut report = self.report(
            student,
            replied,
            PlannedTalk { means, with: vec![person], student_present: false, reason: Reason::Positive, topics: &topics },
        );
        report.initiative = Initiative::Home;
        report.words = words::say(&words::fill_in(self.chance.pick(words::REPLIES), &subject(student)));
        self.tell(student, report);
    }

    fn comes(&mut self, student: &DemoStudent, round: &Round) {
        let day = self.school_day(round.from, round.to);
        let with = self.company(student, day);
        let student_present = self.chance.percent(round.gathering.with_student());
        let means = match (round.gathering, self.chance.below(100)) {
            (Gathering::Evening, _) => Means::Evening,
            (_, 0..5) => Means::Video,
            (_, 5..9) => Means::HomeVisit,
            _ => Means::AtSchool,
        };
        let venue = match means {
            Means::Video => Venue::Video,
            Means::HomeVisit => Venue::Home,
            _ => Venue::School,
        };
        let planned = RoundTalkPlan { with: with.clone(), student_present, venue, booked: true };
        if means != Means::Evening && self.comes_to_round(student, round, day, planned) {
            return;
        }
        self.talk_or_evening(
            student,
            day,
            PlannedTalk { means, with, student_present, reason: round.reason(), topics: round.topics },
        );
    }

    /// A talk is told by itself; who came to an evening is told of together.
    fn talk_or_evening(&mut self, student: &DemoStudent, day: NaiveDate, talk: PlannedTalk<'_>) {
        if talk.means != Means::Evening {
            return self.talk(student, day, talk);
        }
        if !student.is_here(day) {
            return;
        }
        let mut report = self.report(student, day, talk);
        report.occurred = Occurred::at(day, time(19, 30));
        // After an evening the mentor ticks names; a sentence each would take until midnight.
        report.words = None;
        let spoke = SpokeWith { contact: ContactId(self.chance.uuid()), student: student.person, report };
        self.evenings.entry((day, student.class_on(day))).or_default().push(spoke);
    }

    /// "Meer tegelijk", before going home.
    pub(super) fn evenings(&mut self) {
        for ((day, index), spoke) in std::mem::take(&mut self.evenings) {
            let class = &self.school.classes[index];
            let by = self.actor(class.mentor_on(day), Role::Mentor);
            self.act(instant(day, time(21, 40)), by, RecordEvening { class: class.id, spoke });
        }
    }

    /// Home did not come; the mentor calls, and most often that works.
    fn stays_away(&mut self, student: &DemoStudent, round: &Round) {
        self.did_not_come(student, round);
        let mut day = round.to;
        for _ in 0..self.chance.below(3) {
            day = self.later(day, 1, 3);
            self.call_in_vain(student, day);
        }
        let spoken = if round.gathering == Gathering::Evening { 35 } else { 75 };
        if self.chance.percent(spoken) {
            let day = self.later(day, 1, 4);
            self.call(student, day, round.reason(), round.topics);
        }
    }

    fn did_not_come(&mut self, student: &DemoStudent, round: &Round) {
        let means = if round.gathering == Gathering::Evening { Means::Evening } else { Means::AtSchool };
        let missed = self.school_day(round.from, round.to);
        if round.gathering != Gathering::Evening && self.misses_round(student, round, missed) {
            return;
        }
        let day = self.after(missed, 1);
        let with = student.parents(day).next().map(|adult| adult.person);
        let words = self.sometimes(student, words::DID_NOT_COME);
        self.attempt(student, day, time(15, 50), PlannedAttempt { means, outcome: AttemptOutcome::DidNotCome, with, words });
    }

    /// Contact outside the rounds.
    fn chat(&mut self, student: &DemoStudent) {
        let day = self.school_day(date(2025, 9, 29), date(2026, 6, 1));
        let topics = [Topic::Exploring, Topic::Qualities, Topic::Motives, Topic::School];
        if self.chance.percent(35) {
            self.call_in_vain(student, day);
        }
        let day = self.after(day, 1);
        match self.chance.below(100) {
            0..45 => self.call(student, day, Reason::Positive, &topics),
            45..65 => self.call(student, day, Reason::Concern, &[Topic::School]),
            65..80 => self.meets(student, day, Means::InPassing, &topics),
            80..86 => self.meets(student, day, Means::HomeVisit, &topics),
            86..93 => self.calls_school(student, day),
            _ => self.supporter_helps(student, day),
        }
    }

    fn call(&mut self, student: &DemoStudent, day: NaiveDate, reason: Reason, topics: &[Topic]) {
        let reachable: Vec<PersonId> =
            student.parents(day).filter(|adult| adult.has_phone(day)).map(|adult| adult.person).collect();
        if reachable.is_empty() {
            return;
        }
        let with = vec![self.chance.pick(&reachable)];
        self.talk(student, day, PlannedTalk { means: Means::Phone, with, student_present: false, reason, topics });
    }

    fn meets(&mut self, student: &DemoStudent, day: NaiveDate, means: Means, topics: &[Topic]) {
        let with = self.company(student, day);
        let present = self.chance.percent(50);
        self.talk(student, day, PlannedTalk { means, with, student_present: present, reason: Reason::Positive, topics });
    }

    /// Home takes the first step.
    fn calls_school(&mut self, student: &DemoStudent, day: NaiveDate) {
        let with = self.company(student, day)[..1].to_vec();
        let topics = [Topic::NextStep, Topic::Future, Topic::School];
        let mut report = self.report(
            student,
            day,
            PlannedTalk { means: Means::Phone, with, student_present: false, reason: Reason::Positive, topics: &topics },
        );
        report.initiative = Initiative::Home;
        self.tell(student, report);
    }

    fn supporter_helps(&mut self, student: &DemoStudent, day: NaiveDate) {
        let Some(supporter) = student.supporter(day).map(|adult| adult.person) else { return };
        let topics = [Topic::Helpers, Topic::Exploring];
        self.talk(student, day, PlannedTalk::by_phone(supporter, Reason::Positive, &topics));
    }

    fn call_in_vain(&mut self, student: &DemoStudent, day: NaiveDate) {
        let Some(adult) = student.parents(day).find(|adult| adult.has_phone(day)) else { return };
        let words = self.sometimes(student, words::NO_ANSWER);
        let at = self.slot();
        self.attempt(
            student,
            day,
            at,
            PlannedAttempt { means: Means::Phone, outcome: AttemptOutcome::NoAnswer, with: Some(adult.person), words },
        );
        if student.course == FamilyYear::Ordinary && self.chance.percent(1) {
            self.take_back_last_attempt(student, day);
        }
    }

    fn take_back_last_attempt(&mut self, student: &DemoStudent, day: NaiveDate) {
        let Some(StoryCommand::RecordAttempt(attempt)) = self.acts.last().map(|act| &act.command) else { return };
        let contact = attempt.contact;
        self.withdraw(student, contact, self.after(day, 1), words::WRONG_STUDENT);
    }

    /// Who of the parents comes: one of them, or both.
    pub(super) fn company(&mut self, student: &DemoStudent, day: NaiveDate) -> Vec<PersonId> {
        let parents: Vec<PersonId> = student.parents(day).map(|adult| adult.person).collect();
        match (parents.as_slice(), self.chance.below(100)) {
            ([first, _, ..], 0..45) => vec![*first],
            ([_, second, ..], 45..65) => vec![*second],
            _ => parents,
        }
    }
}

/// How this parent gets a message: by mail, else on their phone.
fn written_means(adult: &DemoAdult, day: NaiveDate) -> Option<Means> {
    if adult.has_mail(day) {
        return Some(Means::Email);
    }
    adult.has_phone(day).then_some(Means::Text)
}
