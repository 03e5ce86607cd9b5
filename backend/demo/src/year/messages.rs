//! Messages over the year: a few to every home of a class, some to one person, and what comes back. Most are opened the same
//! evening, half are answered with one tap, and some homes stay silent; mentors answer most of what they are asked.

use super::{
    super::{
        schools::{DemoAdult, DemoStudent, Effort, FamilyYear, date},
        words,
    },
    Book, opening,
    report::PlannedTalk,
    subject, time,
};
use app::calendar::{instant, now_at};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    actor::{Actor, Role},
    contact::{Reason, Topic},
    ids::{MessageId, PersonId},
    message::{AnswerMessage, OpenMessage, Ready, SendMessage, SendToClass, ToOne, WithdrawMessage, WriteToSchool},
    values::Words,
};

/// What goes to every home of a class, when, and whether an answer is asked for.
const TO_CLASSES: &[(NaiveDate, bool, &str)] = &[
    (date(2025, 10, 2), true, "Ik ben dit jaar de mentor. Waar kan ik u het beste bereiken? U mag ook gewoon bellen."),
    (date(2025, 11, 13), false, "Volgende week kijken we op school naar beroepen. Vraag thuis eens: wat lijkt je leuk werk?"),
    (date(2026, 1, 15), true, "De open dagen van het mbo beginnen. Gaat u samen kijken?"),
    (date(2026, 4, 9), true, "In mei praten we over de volgende stap. Is er iets dat ik moet weten?"),
];

/// What a mentor writes to one parent, and to a student.
const TO_PARENT: &[&str] = &[
    "{naam} vertelde vandaag in de klas over {werk}. Dat ging goed. Vraag er thuis eens naar.",
    "{naam} zoekt iemand die werkt als {werk}. Kent u iemand?",
    "Er is een open dag van {studie}. Kunt u met {naam} mee?",
    "{naam} mag een dag meelopen bij {plek}. Vindt u dat goed?",
];
const TO_STUDENT: &[&str] = &[
    "Hoe was het bij {plek}? Ik hoor het graag.",
    "Je vroeg naar {studie}. Zullen we er donderdag samen naar kijken?",
    "Denk je aan de foto voor je lijn?",
];

/// What home and students write of their own accord, and in answer.
const FROM_PARENT: &[&str] = &[
    "{naam} praat thuis veel over {werk}. Kunt u ons vertellen hoe dat gaat op school?",
    "Wij gaan zaterdag naar de open dag van {studie}. Moet {naam} iets meenemen?",
    "Ik werk zelf in de avond. Kunt u mij voor twaalf uur bellen?",
    "{naam} twijfelt. Mag ik een keer langskomen?",
];
const FROM_STUDENT: &[&str] =
    &["Mag ik volgende week bij {plek} gaan kijken?", "Ik wil het toch over {studie} hebben. Wanneer kan dat?"];
const OWN_WORDS: &[&str] = &[
    "Ja, wij gaan samen kijken.",
    "Dat weet ik nog niet. Ik werk die dag.",
    "{naam} wil liever eerst met u praten.",
    "Mijn broer werkt daar. Hij wil wel iets vertellen.",
];
const FROM_MENTOR: &[&str] =
    &["Dank u, dat neem ik mee.", "Ja, dat kan. Ik kom er donderdag op terug.", "Goed om te weten. Ik spreek {naam} morgen."];

/// Written out for whom the product's drawings show: it waits when the demo begins.
const DRAWN: &[(&str, &str, NaiveDate, &str)] = &[
    ("amira", "emine", date(2026, 6, 1), "Vrijdag is er open dag bij de bakkersschool. Kunt u met Amira mee?"),
    ("milan", "peter", date(2026, 5, 29), "Milan liep een dag mee in de garage. Vraag hem eens wat hij daar deed."),
];
const DRAWN_TO_STUDENT: &[(&str, NaiveDate, &str)] =
    &[("amira", date(2026, 6, 1), "Je moeder vroeg naar de stage. Zullen we er morgen samen naar kijken?")];

/// Who wrote to the mentor just before the demo begins: it waits for an answer.
const DRAWN_FROM_HOME: &[(&str, &str, NaiveDate, &str)] = &[
    ("youssef", "naima", date(2026, 6, 1), "Ik ben de zus van Youssef. Mijn moeder leest niet zo goed. Belt u mij?"),
    ("milan", "peter", date(2026, 6, 1), "Milan wil in de zomer bij een garage werken. Mag dat al?"),
];

/// Between the school and whom, about whom.
#[derive(Clone, Copy)]
struct Between<'s> {
    student: &'s DemoStudent,
    with: PersonId,
    role: Role,
}

impl Book<'_> {
    pub(super) fn messages_with(&mut self, student: &DemoStudent) {
        self.drawn_messages(student);
        for (day, asks, _) in TO_CLASSES {
            self.class_writes(student, *day, *asks);
        }
        if student.course == FamilyYear::Drawn {
            return;
        }
        for _ in 0..self.chance.below(3) {
            self.school_writes(student);
        }
        if self.chance.percent(30) {
            self.home_writes(student);
        }
        if self.chance.percent(35) {
            self.with_student(student);
        }
    }

    /// The messages to whole classes, when every home is known.
    pub(super) fn messages_to_classes(&mut self) {
        for ((day, index), to) in std::mem::take(&mut self.letters) {
            let class = &self.school.classes[index];
            let by = self.actor(class.mentor_on(day), Role::Mentor);
            let Some((_, asks, text)) = TO_CLASSES.iter().find(|(on, ..)| *on == day) else { continue };
            self.act(instant(day, time(15, 40)), by, SendToClass { class: class.id, to, asks: *asks, words: words::say(text) });
        }
    }

    /// One of a class's homes, when its mentor writes through the product at all.
    fn class_writes(&mut self, student: &DemoStudent, day: NaiveDate, asks: bool) {
        let index = student.class_on(day);
        if !student.is_here(day) || self.school.classes[index].manner.effort == Effort::LetterOnly {
            return;
        }
        for adult in parents(student, day) {
            let message = MessageId(self.chance.uuid());
            let with = adult.person;
            self.letters.entry((day, index)).or_default().push(ToOne { message, student: student.person, with });
            let between = Between { student, with, role: Role::Parent };
            self.comes_back(between, message, instant(day, time(15, 40)), asks);
        }
    }

    fn school_writes(&mut self, student: &DemoStudent) {
        let day = self.school_day(date(2025, 9, 22), date(2026, 6, 1));
        let Some(adult) = parents(student, day).next() else { return };
        let between = Between { student, with: adult.person, role: Role::Parent };
        let words = self.about(student, TO_PARENT);
        let Some((message, at)) = self.send(between, day, true, words) else { return };
        if self.chance.percent(2) {
            let because = words::say("Aan de verkeerde ouder gestuurd.");
            let command = WithdrawMessage { message, student: student.person, because };
            let by = self.mentor(student, day);
            self.act(at + TimeDelta::minutes(3), by, command);
            return;
        }
        self.comes_back(between, message, at, true);
    }

    fn send(
        &mut self,
        Between { student, with, .. }: Between<'_>,
        day: NaiveDate,
        asks: bool,
        words: Option<Words>,
    ) -> Option<(MessageId, DateTime<Utc>)> {
        if !student.is_here(day) {
            return None;
        }
        let (message, at) = (MessageId(self.chance.uuid()), instant(day, self.slot()));
        let command = SendMessage { message, student: student.person, to: Some(with), asks, words };
        self.act(at, self.mentor(student, day), command);
        Some((message, at))
    }

    /// Opened most often, and then answered half of the time; families that nobody reaches stay silent here too.
    fn comes_back(&mut self, between: Between<'_>, message: MessageId, sent: DateTime<Utc>, asks: bool) {
        let silent = matches!(between.student.course, FamilyYear::Silent(_) | FamilyYear::ThroughSupporter | FamilyYear::Drawn);
        let opens = if silent { 0 } else { 70 };
        if !self.chance.percent(opens) {
            return;
        }
        let at = self.some_evening(sent);
        if !self.can_act(between, at) {
            return;
        }
        let student = between.student.person;
        self.act(at, self.one(between), OpenMessage { message, student });
        if !self.chance.percent(if asks { 62 } else { 15 }) {
            return;
        }
        let (ready, words) = self.answer(between.student);
        let at = at + TimeDelta::minutes(2);
        self.act(at, self.one(between), AnswerMessage { message, student, ready, words });
        match ready {
            // A student is not called at home, and of some homes school only speaks about trouble.
            Some(Ready::CallMe) if between.role == Role::Parent && between.student.course == FamilyYear::Ordinary => {
                self.is_called(between, at);
            }
            Some(Ready::CallMe | Ready::Question) | None => self.mentor_answers(between, message, at),
            _ => {}
        }
    }

    fn answer(&mut self, student: &DemoStudent) -> (Option<Ready>, Option<Words>) {
        match self.chance.below(100) {
            0..58 => (Some(Ready::Good), None),
            58..78 => (Some(Ready::Thanks), None),
            78..85 => (Some(Ready::CallMe), None),
            85..91 => (Some(Ready::Question), None),
            _ => (None, self.about(student, OWN_WORDS)),
        }
    }

    /// "Bel mij": most mentors do within the week, and write it down.
    fn is_called(&mut self, Between { student, with, .. }: Between<'_>, asked: DateTime<Utc>) {
        let day = self.later(now_at(asked).today, 1, 4);
        if student.is_here(day) && instant(day, time(20, 0)) < opening() && self.chance.percent(85) {
            self.talk(
                student,
                day,
                PlannedTalk::by_phone(with, Reason::Positive, &[Topic::NextStep, Topic::Future, Topic::School]),
            );
        }
    }

    fn mentor_answers(&mut self, between: Between<'_>, message: MessageId, asked: DateTime<Utc>) {
        let student = between.student;
        let day = self.later(now_at(asked).today, 1, 3);
        if !student.is_here(day) || !self.chance.percent(88) {
            return;
        }
        let (ready, words) = match self.chance.below(3) {
            0 => (Some(Ready::Thanks), None),
            1 => (Some(Ready::WillCall), None),
            _ => (None, self.about(student, FROM_MENTOR)),
        };
        let at = instant(day, self.slot());
        self.act(at, self.mentor(student, day), AnswerMessage { message, student: student.person, ready, words });
        let opened = self.some_evening(at);
        if self.chance.percent(80) && self.can_act(between, opened) {
            self.act(opened, self.one(between), OpenMessage { message, student: student.person });
        }
    }

    fn home_writes(&mut self, student: &DemoStudent) {
        if matches!(student.course, FamilyYear::Silent(_)) {
            return;
        }
        let day = self.school_day(date(2025, 9, 22), date(2026, 6, 1));
        let supporter = student.supporter(day).filter(|_| self.chance.percent(30));
        let parent = parents(student, day).next().filter(|_| student.course != FamilyYear::ThroughSupporter);
        let Some(adult) = supporter.or(parent) else { return };
        let role = if adult.is_parent() { Role::Parent } else { Role::Supporter };
        self.writes(Between { student, with: adult.person, role }, day, FROM_PARENT);
    }

    fn with_student(&mut self, student: &DemoStudent) {
        let between = Between { student, with: student.person, role: Role::Student };
        let day = self.school_day(date(2025, 9, 22), date(2026, 6, 1));
        if self.chance.percent(40) {
            return self.writes(between, day, FROM_STUDENT);
        }
        let words = self.about(student, TO_STUDENT);
        if let Some((message, at)) = self.send(between, day, true, words) {
            self.comes_back(between, message, at, true);
        }
    }

    fn writes(&mut self, between: Between<'_>, day: NaiveDate, texts: &[&str]) {
        let at = instant(day, time(18, 0)) + TimeDelta::minutes(self.chance.below(180) as i64);
        if !self.can_act(between, at) {
            return;
        }
        let (message, student) = (MessageId(self.chance.uuid()), between.student.person);
        let words = self.about(between.student, texts);
        self.act(at, self.one(between), WriteToSchool { message, student, words });
        self.mentor_answers(between, message, at);
    }

    fn drawn_messages(&mut self, student: &DemoStudent) {
        let adult = |key: &str| student.home.iter().find(|adult| adult.key == key).map(|adult| adult.person);
        for (_, with, day, text) in DRAWN.iter().filter(|(key, ..)| *key == student.key) {
            let Some(with) = adult(with) else { continue };
            let between = Between { student, with, role: Role::Parent };
            self.send(between, *day, true, words::say(text));
        }
        for (_, with, day, text) in DRAWN_FROM_HOME.iter().filter(|(key, ..)| *key == student.key) {
            let Some(adult) = student.partners(*day).find(|adult| adult.key == *with) else { continue };
            let role = if adult.is_parent() { Role::Parent } else { Role::Supporter };
            let between = Between { student, with: adult.person, role };
            let command =
                WriteToSchool { message: MessageId(self.chance.uuid()), student: student.person, words: words::say(text) };
            self.act(instant(*day, time(20, 10)), self.one(between), command);
        }
        for (_, day, text) in DRAWN_TO_STUDENT.iter().filter(|(key, ..)| *key == student.key) {
            let between = Between { student, with: student.person, role: Role::Student };
            self.send(between, *day, true, words::say(text));
        }
    }

    fn about(&mut self, student: &DemoStudent, texts: &[&str]) -> Option<Words> {
        words::say(&words::fill_in(self.chance.pick(texts), &subject(student)))
    }

    fn one(&self, Between { with, role, .. }: Between<'_>) -> Actor {
        self.actor(with, role)
    }

    /// An evening on the same day or soon after.
    fn some_evening(&mut self, after: DateTime<Utc>) -> DateTime<Utc> {
        let days = [0, 0, 0, 1, 1, 2, 4][self.chance.below(7)];
        instant(now_at(after).today + Days::new(days), time(20, 5)) + TimeDelta::minutes(self.chance.below(100) as i64)
    }

    /// Is this person still let in by then, and has it happened by the time the demo begins?
    fn can_act(&self, Between { student, with, role }: Between<'_>, at: DateTime<Utc>) -> bool {
        let day = now_at(at).today;
        let lets_in = match role {
            Role::Student => true,
            Role::Parent => parents(student, day).any(|adult| adult.person == with),
            _ => student.partners(day).any(|adult| adult.person == with),
        };
        student.is_here(day) && lets_in && at < opening()
    }
}

/// The parents who can read what is written to them. Of whom turns eighteen this year they stop being told anything.
fn parents(student: &DemoStudent, day: NaiveDate) -> impl Iterator<Item = &DemoAdult> {
    let grown_up = student.born.turns(18) <= now_at(opening()).today;
    student.parents(day).filter(move |_| !grown_up)
}

#[cfg(test)]
mod specs {
    use super::{
        super::{super::scheduled_command::StoryCommand, year},
        *,
    };
    use crate::schools::schools;

    #[test]
    fn of_a_years_messages_most_arrive_and_half_are_answered() {
        let (mut to_home, mut opened, mut answered, mut from_home, mut taken_back) = (0, 0, 0, 0, 0);
        for act in schools(1).unwrap().iter().flat_map(|school| year(school, 1)) {
            match &act.command {
                StoryCommand::SendMessage(_) => to_home += 1,
                StoryCommand::SendToClass(command) => to_home += command.to.len(),
                StoryCommand::OpenMessage(_) => opened += 1,
                StoryCommand::AnswerMessage(_) => answered += 1,
                StoryCommand::WriteToSchool(_) => from_home += 1,
                StoryCommand::WithdrawMessage(_) => taken_back += 1,
                _ => {}
            }
        }
        assert!((2500..5000).contains(&to_home), "{to_home} to home");
        assert!((0.5..0.75).contains(&(f64::from(opened) / to_home as f64)), "{opened} of {to_home} arrived");
        assert!((0.3..0.5).contains(&(f64::from(answered) / to_home as f64)), "{answered} answers to {to_home}");
        assert!(from_home > 100 && taken_back > 3, "{from_home} from home, {taken_back} taken back");
    }

    #[test]
    fn something_waits_for_amira_and_for_her_mother_when_the_demo_begins() {
        let school = schools(1).unwrap().remove(0);
        let (amira, mother) = (school.find("amira").unwrap().0, school.find("emine").unwrap().0);
        let acts = year(&school, 1);
        for with in [amira, mother] {
            let sent = acts.iter().filter_map(|act| match &act.command {
                StoryCommand::SendMessage(sent) if sent.to == Some(with) => Some(sent.message),
                _ => None,
            });
            let is_answered = |message: &MessageId| {
                acts.iter().any(|act| matches!(&act.command, StoryCommand::AnswerMessage(answer) if answer.message == *message))
            };
            assert!(sent.filter(|message| !is_answered(message)).count() > 0);
        }
    }

    #[test]
    fn everything_that_is_written_can_be_said() {
        let texts = [TO_PARENT, TO_STUDENT, FROM_PARENT, FROM_STUDENT, OWN_WORDS, FROM_MENTOR];
        for text in texts.into_iter().flatten() {
            for interest in words::INTERESTS {
                let text = words::fill_in(text, &words::TextSubject { first_name: "Wongsodikromo", interest });
                assert!(words::say(&text).is_some() && !text.contains(['{', '}']), "{text}");
            }
        }
    }
}
