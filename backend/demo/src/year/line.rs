//! The student's line over the year: what students did, thought, wanted and planned, with whom they shared it, what their
//! parents see in them, setbacks that turned and that are open still, and who helps with what.

use super::{
    super::{
        scheduled_command::StoryCommand,
        schools::{DemoAdult, DemoStudent, FamilyYear, date},
        words,
    },
    Book, opening, subject, time,
};
use app::calendar::{instant, now_at};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    actor::{Actor, Role},
    ids::{EntryId, Tag},
    line::{
        AddToLine, Adding, CareerQuestion, EndStep, ExperienceKind, NameQuality, NoteSetback, ReviseChoice, Share, ShareWith,
        TurnSetback,
    },
    support::{ExamineSupport, Helper, NameLevel, SteeringLevel, SupportPart},
    time::Occurred,
    values::{OwnWords, Title},
};

const EXPERIENCES: &[(ExperienceKind, &str, &str)] = &[
    (ExperienceKind::Visit, "Een dag bij {plek}", "Ik mocht meedoen. Het was drukker dan ik dacht."),
    (ExperienceKind::OpenDay, "Open dag van {studie}", "Je leert daar veel met je handen. Dat vond ik fijn."),
    (ExperienceKind::Fair, "De beroepenmarkt op school", "Ik sprak met iemand die werkt als {werk}."),
    (ExperienceKind::Lesson, "Mijn project over {werk}", "Ik moest het twee keer overdoen. De tweede keer lukte het."),
    (ExperienceKind::AtHome, "Samen gewerkt thuis", "We hebben het samen gemaakt. Iedereen at mee."),
    (ExperienceKind::Job, "Mijn eerste dag als hulp", "Ik was moe, maar ik wil weer."),
    (ExperienceKind::Internship, "Stage bij {plek}", "Ze zeiden dat ik rustig blijf als het druk is."),
];
const REFLECTIONS: &[(CareerQuestion, &str)] = &[
    (CareerQuestion::Qualities, "Ik blijf rustig als het druk is"),
    (CareerQuestion::Motives, "Ik wil iets doen waar mensen blij van worden"),
    (CareerQuestion::Qualities, "Ik kan goed iets uitleggen"),
    (CareerQuestion::Work, "Liever met mijn handen dan achter een scherm"),
    (CareerQuestion::Network, "Aan mijn tante kan ik alles vragen"),
];
const OTHER_CHOICES: &[(&str, &str)] = &[
    ("Iets met mensen", "Op de open dag zag ik dat ik liever met mensen werk."),
    ("Iets met techniek", "In de les techniek merkte ik dat ik dat leuker vind."),
];
const STEPS: &[&str] = &["Naar de open dag van {studie}", "Bellen met {plek}", "Mijn brief afmaken", "Vragen of ik mag meelopen"];
const SETBACKS: &[&str] = &["Geen stageplek bij {plek}", "Niet genoeg punten", "Afgewezen na het gesprek"];
const IDEAS: &[&str] = &["Vragen bij een ander bedrijf in de buurt.", "Eerst een dag meelopen, dan opnieuw vragen."];
const QUALITIES: &[&str] =
    &["Geduldig", "Zorgzaam voor de kleintjes", "Altijd op tijd", "Goed met geld", "Maakt af wat je begint"];

impl Book<'_> {
    pub(super) fn line_of(&mut self, student: &DemoStudent, n: usize) {
        if student.key == "amira" {
            return self.amiras_line(student);
        }
        let mut last = None;
        for _ in 0..self.chance.between(1, 3) {
            last = self.experience(student).or(last);
        }
        if self.chance.percent(45) {
            self.reflection(student);
        }
        if self.chance.percent(40) {
            self.choice(student);
        }
        if self.chance.percent(50) {
            self.step(student, last);
        }
        // Each class has setbacks that turned, one that the student keeps private, and one that is open still.
        match n % 9 {
            2 => self.setback(student, date(2026, 2, 3), true, true),
            5 => self.setback(student, date(2026, 4, 14), false, true),
            8 => self.setback(student, date(2026, 3, 17), false, false),
            _ => {}
        }
        if self.chance.percent(18) {
            self.quality(student);
        }
        if n % 4 == 1 {
            self.support(student);
        }
    }

    fn own(&self, student: &DemoStudent) -> Actor {
        self.actor(student.person, Role::Student)
    }

    /// A moment in the afternoon or evening on which this student is here, before the demo opens.
    fn own_moment(&mut self, student: &DemoStudent, from: NaiveDate, to: NaiveDate) -> Option<DateTime<Utc>> {
        let day = self.school_day(from, to);
        let at = instant(day, time(16 + self.chance.below(5) as u32, self.chance.below(60) as u32));
        (student.is_here(day) && at < opening()).then_some(at)
    }

    /// With whom something is shared: with nobody most often of all, for a while or for as long as it lasts.
    fn shares(&mut self, student: &DemoStudent, at: DateTime<Utc>) -> Vec<Share> {
        let day = now_at(at).today;
        let mut share = vec![];
        for adult in shown_to(student, day) {
            if self.chance.percent(40) {
                let until = self.chance.percent(25).then(|| day + Days::new(60));
                share.push(Share { with: ShareWith::Person(adult), until });
            }
        }
        if self.chance.percent(45) {
            share.push(Share { with: ShareWith::School, until: None });
        }
        share
    }

    fn adds(
        &mut self,
        student: &DemoStudent,
        at: DateTime<Utc>,
        what: Adding,
        title: &str,
        text: Option<&str>,
    ) -> Option<EntryId> {
        let entry = EntryId(self.chance.uuid());
        let occurred = Occurred::on(now_at(at).today);
        let title = Title::parse(&words::fill_in(title, &subject(student))).ok()?;
        let words = text.and_then(|text| own_words(&words::fill_in(text, &subject(student))));
        let share = self.shares(student, at);
        let (student_id, questions) = (student.person, vec![]);
        let command = AddToLine { entry, student: student_id, occurred, what, title, words, questions, builds_on: None, share };
        self.act(at, self.own(student), command);
        Some(entry)
    }

    fn experience(&mut self, student: &DemoStudent) -> Option<EntryId> {
        let at = self.own_moment(student, date(2025, 9, 15), date(2026, 6, 1))?;
        let (kind, title, text) = self.chance.pick(EXPERIENCES);
        let proud = self.chance.percent(35);
        self.adds(student, at, Adding::Experience { kind, proud }, title, Some(text))
    }

    fn reflection(&mut self, student: &DemoStudent) {
        let Some(at) = self.own_moment(student, date(2025, 10, 6), date(2026, 6, 1)) else { return };
        let (question, title) = self.chance.pick(REFLECTIONS);
        let Ok(title) = Title::parse(title) else { return };
        let (entry, occurred) = (EntryId(self.chance.uuid()), Occurred::on(now_at(at).today));
        let share = self.shares(student, at);
        let (student_id, what, questions) = (student.person, Adding::Reflection, vec![question]);
        let command =
            AddToLine { entry, student: student_id, occurred, what, title, words: None, questions, builds_on: None, share };
        self.act(at, self.own(student), command);
    }

    fn choice(&mut self, student: &DemoStudent) {
        let Some(at) = self.own_moment(student, date(2025, 11, 3), date(2026, 3, 20)) else { return };
        let Some(entry) = self.adds(student, at, Adding::Choice, "{werk} worden", None) else { return };
        if !self.chance.percent(35) {
            return;
        }
        let Some(at) = self.own_moment(student, date(2026, 3, 23), date(2026, 6, 1)) else { return };
        let (title, because) = self.chance.pick(OTHER_CHOICES);
        let Ok(title) = Title::parse(title) else { return };
        let command = ReviseChoice { entry, student: student.person, title, because: own_words(because), seen: None };
        self.act(at, self.own(student), command);
    }

    /// A step, most often out of the last experience.
    fn step(&mut self, student: &DemoStudent, from: Option<EntryId>) {
        let Some(at) = self.own_moment(student, date(2026, 1, 12), date(2026, 5, 22)) else { return };
        let by = self.chance.percent(60).then(|| now_at(at).today + Days::new(14));
        let title = self.chance.pick(STEPS);
        let Some(entry) = self.adds(student, at, Adding::Step { by }, title, None) else { return };
        if let (Some(from), Some(act)) = (from, self.acts.last_mut()) {
            comes_from(&mut act.command, from);
        }
        let end = at + TimeDelta::days(self.chance.between(4, 20) as i64);
        if self.chance.percent(70) && end < opening() && student.is_here(now_at(end).today) {
            let taken = self.chance.percent(80);
            self.act(end, self.own(student), EndStep { entry, student: student.person, taken, words: None });
        }
    }

    /// `turns`: something new came of it. `at_school`: the mentor noted it with the student; otherwise the student alone did.
    fn setback(&mut self, student: &DemoStudent, day: NaiveDate, turns: bool, at_school: bool) {
        let at = instant(day, self.slot());
        if !student.is_here(day) || !student.is_here(day + Days::new(20)) {
            return;
        }
        let (entry, occurred) = (EntryId(self.chance.uuid()), Occurred::on(day));
        let text = words::fill_in(self.chance.pick(SETBACKS), &subject(student));
        let Ok(title) = Title::parse(&text) else { return };
        let student_id = student.person;
        if at_school {
            let by = self.mentor(student, day);
            self.act(at, by, NoteSetback { entry, student: student_id, occurred, title, words: None });
        } else {
            let (what, questions, share) = (Adding::Setback, vec![], vec![]);
            let command =
                AddToLine { entry, student: student_id, occurred, what, title, words: None, questions, builds_on: None, share };
            self.act(at, self.own(student), command);
        }
        if turns {
            let at = at + TimeDelta::days(9);
            let idea = own_words(self.chance.pick(IDEAS));
            self.act(at, self.own(student), TurnSetback { entry, student: student_id, idea });
        }
    }

    fn quality(&mut self, student: &DemoStudent) {
        if matches!(student.course, FamilyYear::Silent(_) | FamilyYear::ThroughSupporter | FamilyYear::Drawn) {
            return;
        }
        let Some(at) = self.own_moment(student, date(2025, 10, 20), date(2026, 6, 1)) else { return };
        let day = now_at(at).today;
        let parent = shown_to(student, day).find(|person| student.parents(day).any(|adult| adult.person == *person));
        let (Some(parent), Ok(title)) = (parent, Title::parse(self.chance.pick(QUALITIES))) else { return };
        let entry = EntryId(self.chance.uuid());
        let command = NameQuality { entry, student: student.person, title, words: None };
        self.act(at, self.actor(parent, Role::Parent), command);
    }

    /// Mentor and student look at who helps with what, and at who steers; for some parts nobody is found yet.
    fn support(&mut self, student: &DemoStudent) {
        let Some(at) = self.own_moment(student, date(2025, 11, 24), date(2026, 3, 27)) else { return };
        let day = now_at(at).today;
        let by = self.mentor(student, day);
        let around: Vec<_> = shown_to(student, day).collect();
        for part in [SupportPart::HomeTalk, SupportPart::Internship, SupportPart::Visit] {
            let helpers = match (self.chance.below(10), around.as_slice()) {
                (0..2, _) | (_, []) => vec![],
                (2..4, _) => vec![Helper::Myself],
                (4..5, _) => vec![Helper::School],
                (5..7, [.., last]) => vec![Helper::TakesOver(*last)],
                (_, [first, ..]) => vec![Helper::Shares(*first)],
            };
            self.act(at, by, ExamineSupport { student: student.person, part, helpers, seen: None });
        }
        let level = self.chance.pick(&SteeringLevel::ALL);
        self.act(at, by, NameLevel { student: student.person, level });
        if self.chance.percent(60) {
            self.act(at + TimeDelta::minutes(2), self.own(student), NameLevel { student: student.person, level });
        }
    }

    /// Written out, for the drawings show Amira's line: bread, a talk at home, the open day, and a garage without a place.
    fn amiras_line(&mut self, student: &DemoStudent) {
        let Some((mother, _)) = self.school.find("emine") else { return };
        let uncle = self.school.find("kemal").map(|(person, _)| person);
        let home = Share { with: ShareWith::Person(mother), until: None };
        let school = Share { with: ShareWith::School, until: None };
        let at = |day, hour| instant(day, time(hour, 10));
        let person = student.person;
        let adds = |book: &mut Self, day, hour, what, title: &str, text: &str, questions: &[_], builds_on, share: &[Share]| {
            let entry = EntryId(book.chance.uuid());
            let Ok(title) = Title::parse(title) else { return entry };
            let (occurred, words) = (Occurred::on(day), own_words(text));
            let (questions, share) = (questions.to_vec(), share.to_vec());
            let command = AddToLine { entry, student: person, occurred, what, title, words, questions, builds_on, share };
            let by = book.actor(person, Role::Student);
            book.act(at(day, hour), by, command);
            entry
        };
        use CareerQuestion::*;
        let visit = |proud| Adding::Experience { kind: ExperienceKind::Visit, proud };
        let both = [home, school];
        adds(self, date(2025, 10, 9), 16, Adding::Reflection, "Iets met mijn handen", "", &[Motives], None, &[school]);
        let bread = adds(
            self,
            date(2025, 11, 8),
            19,
            visit(true),
            "Mijn eerste brood in de bakkerij",
            "Het deeg moest drie keer opnieuw. De laatste was mooi.",
            &[Work, Qualities],
            None,
            &both,
        );
        let bread = Some(Tag::entry(bread));
        let talk =
            adds(self, date(2025, 11, 9), 20, Adding::Reflection, "Thuis over gepraat met mama", "", &[Network], bread, &both);
        let by = Adding::Step { by: Some(date(2026, 1, 24)) };
        let step = adds(
            self,
            date(2025, 11, 10),
            16,
            by,
            "Naar de open dag van de bakkersschool",
            "",
            &[],
            Some(Tag::entry(talk)),
            &both,
        );
        let went = own_words("Mama ging mee. Je mag daar meteen bakken.");
        self.act(
            at(date(2026, 1, 26), 17),
            self.own(student),
            EndStep { entry: step, student: person, taken: true, words: went },
        );
        let choice = adds(self, date(2025, 11, 24), 18, Adding::Choice, "Kok worden", "", &[], None, &both);
        let because = own_words("Bij het bakken vergeet ik de tijd. In de keuken niet.");
        let Ok(baker) = Title::parse("Bakker worden") else { return };
        let revise = ReviseChoice { entry: choice, student: person, title: baker, because, seen: None };
        self.act(at(date(2026, 2, 2), 18), self.own(student), revise);
        let garage =
            adds(self, date(2025, 11, 2), 17, Adding::Setback, "Stage bij de garage", "Ze hadden geen plek.", &[], None, &[]);
        let idea = own_words("Vragen bij oom Kemal.");
        self.act(at(date(2025, 11, 5), 17), self.own(student), TurnSetback { entry: garage, student: person, idea });
        let next = Adding::Step { by: Some(date(2026, 6, 12)) };
        adds(self, date(2026, 5, 29), 16, next, "Vragen of ik een week mag meelopen", "", &[], Some(Tag::entry(step)), &both);
        if let Ok(title) = Title::parse("Geduldig") {
            let entry = EntryId(self.chance.uuid());
            let seen = own_words("Je begon drie keer opnieuw met het deeg.");
            let by = self.actor(mother, Role::Parent);
            self.act(at(date(2025, 11, 12), 21), by, NameQuality { entry, student: person, title, words: seen });
        }
        let day = date(2025, 12, 9);
        let mentor = self.mentor(student, day);
        let helps = uncle.map_or(vec![], |uncle| vec![Helper::TakesOver(uncle)]);
        let parts = [
            (SupportPart::HomeTalk, vec![Helper::TakesOver(mother)]),
            (SupportPart::Internship, helps),
            (SupportPart::Visit, vec![Helper::Myself, Helper::Shares(mother)]),
            (SupportPart::Apply, vec![]),
        ];
        for (part, helpers) in parts {
            self.act(at(day, 15), mentor, ExamineSupport { student: person, part, helpers, seen: None });
        }
        let level = SteeringLevel::Leads;
        self.act(at(day, 15), mentor, NameLevel { student: person, level });
        self.act(at(day, 16), self.own(student), NameLevel { student: person, level });
    }
}

fn comes_from(command: &mut StoryCommand, from: EntryId) {
    if let StoryCommand::AddToLine(command) = command {
        command.builds_on = Some(Tag::entry(from));
    }
}

fn own_words(text: &str) -> Option<OwnWords> {
    OwnWords::parse(text).ok().flatten()
}

/// Whom a student can show something on this day. Of whom turns eighteen this year only helpers count.
fn shown_to(student: &DemoStudent, day: NaiveDate) -> impl Iterator<Item = domain::ids::PersonId> + use<'_> {
    let grown_up = student.born.turns(18) <= now_at(opening()).today;
    // Who is named on the day itself may be named later that day.
    let yesterday = day - Days::new(1);
    let stays = move |adult: &&DemoAdult| {
        student.partners(yesterday).any(|then| then.person == adult.person) && (!adult.is_parent() || !grown_up)
    };
    student.partners(day).filter(stays).map(|adult| adult.person)
}

#[cfg(test)]
mod specs {
    use super::{super::year, *};
    use crate::schools::schools;

    #[test]
    fn each_class_has_setbacks_that_turned_that_are_open_and_that_are_private() {
        for school in schools(1).unwrap() {
            let acts = year(&school, 1);
            for (i, class) in school.classes.iter().enumerate() {
                let of_class = |person| school.students.iter().any(|student| student.person == person && student.class == i);
                let noted =
                    acts.iter().filter(|act| matches!(&act.command, StoryCommand::NoteSetback(c) if of_class(c.student))).count();
                let turned =
                    acts.iter().filter(|act| matches!(&act.command, StoryCommand::TurnSetback(c) if of_class(c.student))).count();
                let alone = |command: &StoryCommand| matches!(command, StoryCommand::AddToLine(c) if c.what == Adding::Setback && of_class(c.student));
                let private = acts.iter().filter(|act| alone(&act.command)).count();
                assert!(noted > turned.min(noted - 1) && turned > 0 && private > 0, "{}: {noted} {turned} {private}", class.name);
            }
        }
    }

    #[test]
    fn lines_are_full_enough_and_most_of_what_stands_there_is_private_to_somebody() {
        let acts: Vec<_> = schools(1).unwrap().iter().flat_map(|school| year(school, 1)).collect();
        let added: Vec<_> = acts
            .iter()
            .filter_map(|act| match &act.command {
                StoryCommand::AddToLine(c) => Some(c),
                _ => None,
            })
            .collect();
        let private = added.iter().filter(|command| command.share.is_empty()).count();
        assert!(added.len() > 1500 && private > added.len() / 6, "{} of {}", private, added.len());
        let grown = acts.iter().filter(|act| matches!(act.command, StoryCommand::ReviseChoice(_))).count();
        let named = acts.iter().filter(|act| matches!(act.command, StoryCommand::NameQuality(_))).count();
        assert!(grown > 30 && named > 30, "{grown} {named}");
    }

    #[test]
    fn every_text_of_the_line_fits() {
        let titles = EXPERIENCES.iter().map(|(_, title, _)| *title).chain(STEPS.iter().copied()).chain(SETBACKS.iter().copied());
        for interest in words::INTERESTS {
            let about = words::TextSubject { first_name: "Wongsodikromo", interest };
            for title in titles.clone().chain(["{werk} worden"]) {
                let text = words::fill_in(title, &about);
                assert!(Title::parse(&text).is_ok() && !text.contains('{'), "{text}");
            }
        }
    }
}
