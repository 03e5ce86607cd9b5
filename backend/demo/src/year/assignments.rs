//! Assignments for home, class by class: handed out, opened, brought back, used, or left unused. Homes that nobody reaches bring
//! nothing back.

use super::{
    super::{
        chance::Chance,
        schools::{DemoStudent, Effort, FamilyYear, date},
        words,
    },
    Book,
    at_home::{answers, company, from_home, is_drawn, line, sits_down},
    subject, time,
};
use app::calendar::instant;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::{
    actor::Role,
    assignment::{
        AssignmentDraft, AssignmentKind, BringBack, Brought, GiveAssignment, OpenAssignment, ParkAssignment, UseAssignment,
        UsedIn, WithdrawAssignment,
    },
    ids::{AssignmentId, GivingId},
};

/// An assignment of the year plan: every class gets most of them.
struct AssignmentPlan {
    kind: AssignmentKind,
    from: NaiveDate,
    to: NaiveDate,
    title: &'static str,
    why: &'static str,
    then: &'static str,
    after: &'static str,
    steps: &'static [&'static str],
}

const PLAN: [AssignmentPlan; 6] = [
    AssignmentPlan {
        kind: AssignmentKind::Together,
        from: date(2025, 9, 29),
        to: date(2025, 10, 3),
        title: "Waar ben je goed in?",
        why: "Thuis zien ze dingen die school niet ziet.",
        then: "We praten erover in de klas. Daarna kies je een bezoek.",
        after: "De les over sterke kanten",
        steps: &["Ga samen zitten.", "Vraag: wanneer was je trots op mij?", "Kies samen één ding dat je goed kan."],
    },
    AssignmentPlan {
        kind: AssignmentKind::ParentsWork,
        from: date(2025, 10, 27),
        to: date(2025, 10, 31),
        title: "Hoe is het op jouw werk?",
        why: "Zo leer je werk kennen van dichtbij.",
        then: "In de les vergelijken we soorten werk.",
        after: "De gastles van een ondernemer",
        steps: &["Vraag: wat doe je op een dag?", "Vraag: wat is leuk en wat is lastig?", "Zou je dit zelf willen doen?"],
    },
    AssignmentPlan {
        kind: AssignmentKind::Outing,
        from: date(2025, 11, 17),
        to: date(2025, 11, 21),
        title: "Samen naar een open dag",
        why: "Samen zie je meer dan alleen.",
        then: "In het gesprek op school vertel je wat je zag.",
        after: "De beroepenmarkt op school",
        steps: &["Kies samen een dag.", "Stel daar samen één vraag.", "Praat op de terugweg. Wat paste wel?"],
    },
    AssignmentPlan {
        kind: AssignmentKind::ImportantOthers,
        from: date(2026, 1, 19),
        to: date(2026, 1, 23),
        title: "Wie kan mij helpen?",
        why: "Met hulp van anderen kom je verder.",
        then: "We zoeken samen een plek voor je stage.",
        after: "Het voortgangsgesprek in december",
        steps: &["Denk samen aan een oom, een zus of een buur.", "Vraag naar het werk.", "Vraag of je mag komen kijken."],
    },
    AssignmentPlan {
        kind: AssignmentKind::Together,
        from: date(2026, 3, 9),
        to: date(2026, 3, 13),
        title: "Wat wil ik na deze school?",
        why: "Hardop denken helpt bij kiezen.",
        then: "In het gesprek in maart beginnen we hiermee.",
        after: "Het bezoek aan het mbo",
        steps: &["Leg de folders op tafel.", "Wat past bij mij? Wat niet?", "Kies samen één vraag voor school."],
    },
    AssignmentPlan {
        kind: AssignmentKind::Outing,
        from: date(2026, 5, 18),
        to: date(2026, 5, 20),
        title: "Samen langs een werkplek",
        why: "Wie een keer kijkt, kiest beter.",
        then: "We maken er een poster van voor de gang.",
        after: "De stageweek",
        steps: &["Kies samen een plek in de buurt.", "Kijk vijf minuten rond.", "Wat zou jij daar willen doen?"],
    },
];

const CAME_BACK: [&str; 8] = [
    "{naam} kan goed uitleggen, zeggen ze thuis.",
    "We hebben lang gepraat over {werk} worden.",
    "Thuis vonden ze {plek} een goed idee.",
    "Ik hoorde dingen over vroeger die ik niet wist.",
    "We gaan samen kijken bij {studie}.",
    "Er kwam een vraag uit: hoe lang duurt {studie}?",
    "{naam} is geduldig en maakt dingen af.",
    "Mijn tante kent iemand bij {plek}.",
];

const USED: [&str; 5] = [
    "We maakten er een muur van met sterke kanten.",
    "In de les vergeleken we wat er thuis gezegd is.",
    "{naam} koos hierdoor {plek} om te bezoeken.",
    "We begonnen het gesprek ermee.",
    "{naam} zoekt nu een stage bij {plek}.",
];

const PARKED: [&str; 2] = ["De stage is al geregeld.", "We komen hier volgend jaar op terug."];

impl Book<'_> {
    pub(super) fn assignments(&mut self, seed: u64) {
        let school = self.school;
        for (index, class) in school.classes.iter().enumerate() {
            // The label is part of the seed: another word would make another demo.
            self.chance = Chance::of(seed, &format!("{}/{}/deals", school.slug, class.id));
            // A mentor who only writes letters hands out less; everybody leaves out one now and then.
            let left_out = match class.manner.effort {
                Effort::LetterOnly => vec![1, 4],
                Effort::Usual => vec![self.chance.below(4)],
                Effort::Careful => vec![],
            };
            for (i, plan) in PLAN.iter().enumerate() {
                let day = self.school_day(plan.from, plan.to);
                if !left_out.contains(&i) {
                    self.assignment(index, plan, day);
                }
            }
        }
    }

    /// One assignment for a class, with all that comes of it.
    fn assignment(&mut self, class: usize, plan: &AssignmentPlan, day: NaiveDate) {
        let school = self.school;
        // Somebody who comes, goes or changes class around this day is not on the list.
        let days = [day - Days::new(1), day, day + Days::new(1)];
        let is_there = |student: &&DemoStudent| days.iter().all(|day| student.is_here(*day) && student.class_on(*day) == class);
        let students: Vec<&DemoStudent> = school.students.iter().filter(is_there).collect();
        let (giving, mentor) = (GivingId(self.chance.uuid()), self.actor(school.classes[class].mentor_on(day), Role::Mentor));
        let draft = AssignmentDraft {
            kind: plan.kind,
            title: line(plan.title),
            why: line(plan.why),
            then: line(plan.then),
            builds_on: None,
            after: line(plan.after),
            steps: plan.steps.iter().filter_map(|step| line(step)).collect(),
            minutes: 15,
            without_writing: true,
            due: day + Days::new(14),
        };
        let to = students.iter().map(|student| student.person).collect();
        let given = GiveAssignment { giving, class: Some(school.classes[class].id), students: to, draft };
        self.act(instant(day, time(15, 30)), mentor, given);
        let mut back = Vec::new();
        for student in students {
            if let Some(on) = self.goes_home(student, giving, plan, day) {
                back.push((student, on));
            }
        }
        self.comes_to_something(class, giving, day, back);
    }

    /// Opened, perhaps, and brought back, perhaps: on which day.
    fn goes_home(&mut self, student: &DemoStudent, giving: GivingId, plan: &AssignmentPlan, day: NaiveDate) -> Option<NaiveDate> {
        let assignment = AssignmentId::of(giving, student.person);
        if !answers(student) {
            // For a few it made no sense, and the mentor takes it back.
            if student.key.is_empty() && self.chance.percent(6) {
                self.withdrawn(student, assignment, day);
            }
            return None;
        }
        let drawn = is_drawn(student);
        let opened = self.later(day, 1, 4);
        let with = company(student, opened).filter(|adult| adult.is_parent() || plan.kind == AssignmentKind::ImportantOthers);
        if let Some(adult) = with.filter(|_| drawn || self.chance.percent(70)) {
            let by = from_home(self, adult);
            let at = instant(opened, time(19, 5)) + TimeDelta::seconds(self.chance.below(3600) as i64);
            self.act(at, by, OpenAssignment { assignment, student: student.person });
        }
        let effort = self.school.classes[student.class_on(day)].manner.effort;
        let rate = match effort {
            _ if drawn => 100,
            Effort::Careful => 76,
            Effort::Usual => 60,
            Effort::LetterOnly => 38,
        };
        let rate = if student.course == FamilyYear::OnlyTrouble { rate / 2 } else { rate };
        let rate = if sits_down(student) { rate } else { rate / 2 };
        // What was handed out last still lies on most tables.
        let rate = if plan.from >= date(2026, 5, 1) { if drawn { 0 } else { rate / 3 } } else { rate };
        if !self.chance.percent(rate) {
            return None;
        }
        let on = self.later(opened, 1, 8);
        if !student.is_here(on) || !student.is_here(on + Days::new(1)) || company(student, on).is_none() {
            return None;
        }
        self.back(student, assignment, plan, on);
        Some(on)
    }

    fn back(&mut self, student: &DemoStudent, assignment: AssignmentId, plan: &AssignmentPlan, on: NaiveDate) {
        let Some(adult) = company(student, on) else { return };
        let (adult_person, adult_actor) = (adult.person, from_home(self, adult));
        let addressed = adult.is_parent() || plan.kind == AssignmentKind::ImportantOthers;
        let mut brought = vec![self.chance.pick(&Brought::ALL)];
        if self.chance.percent(30) {
            brought.push(self.chance.pick(&Brought::ALL));
        }
        let text = words::fill_in(self.chance.pick(&CAME_BACK), &subject(student));
        let text = if student.key == "amira" { "Mama zegt dat ik geduldig ben.".to_owned() } else { text };
        let words = words::say(&text).filter(|_| is_drawn(student) || self.chance.percent(65));
        let others = plan.kind == AssignmentKind::ImportantOthers && self.chance.percent(40);
        let with = if sits_down(student) { vec![adult_person] } else { vec![] };
        let others = others && sits_down(student);
        let by_student = BringBack { assignment, student: student.person, with, others, brought, words };
        let at = instant(on, time(19, 30)) + TimeDelta::seconds(self.chance.below(5400) as i64);
        let (by, chance) = (self.actor(student.person, Role::Student), self.chance.below(100));
        // Half the time the student alone, a quarter somebody at home with one tap, a quarter both.
        if chance < 75 || !addressed || !sits_down(student) {
            self.act(at, by, by_student);
        }
        if chance >= 50 && addressed && sits_down(student) {
            let tap =
                BringBack { assignment, student: student.person, with: vec![], others: false, brought: vec![], words: None };
            self.act(at + TimeDelta::minutes(40), adult_actor, tap);
        }
    }

    /// Taken back for a student for whom it makes no sense.
    fn withdrawn(&mut self, student: &DemoStudent, assignment: AssignmentId, day: NaiveDate) {
        let on = self.later(day, 1, 3);
        if !student.is_here(on + Days::new(1)) {
            return;
        }
        let because = words::say("Dit past nu niet bij deze leerling.");
        let by = self.mentor(student, on);
        self.act(instant(on, time(16, 20)), by, WithdrawAssignment { assignment, student: student.person, because });
    }

    /// What school does with what came back: in a lesson for most, in a talk for some, and a part lies.
    fn comes_to_something(&mut self, class: usize, giving: GivingId, day: NaiveDate, back: Vec<(&DemoStudent, NaiveDate)>) {
        let effort = self.school.classes[class].manner.effort;
        let (used, parked) = match effort {
            Effort::Careful => (88, 4),
            Effort::Usual => (68, 5),
            Effort::LetterOnly => (30, 3),
        };
        let lesson = self.later(day, 14, 17);
        let in_class = words::say(self.chance.pick(&USED[..2]));
        for (student, on) in back {
            let (assignment, person) = (AssignmentId::of(giving, student.person), student.person);
            let when = if on < lesson { lesson } else { self.later(on, 1, 4) };
            if !student.is_here(when) || !student.is_here(when + Days::new(1)) {
                continue;
            }
            let by = self.mentor(student, when);
            let drawn = is_drawn(student);
            match self.chance.below(100) {
                _ if drawn => {
                    let words = words::say(&words::fill_in(USED[2], &subject(student)));
                    let used = UseAssignment { assignment, student: person, used_in: UsedIn::Step, words };
                    self.act(instant(when, time(15, 40)), by, used);
                }
                n if n < used / 2 => {
                    let used = UseAssignment { assignment, student: person, used_in: UsedIn::Lesson, words: in_class.clone() };
                    self.act(instant(when, time(15, 50)), by, used);
                }
                n if n < used => {
                    let words = words::fill_in(self.chance.pick(&USED[2..]), &subject(student));
                    let used_in = self.chance.pick(&[UsedIn::Talk, UsedIn::Step]);
                    let used = UseAssignment { assignment, student: person, used_in, words: words::say(&words) };
                    self.act(instant(when, time(16, 10)), by, used);
                }
                n if n < used + parked => {
                    let because = words::say(self.chance.pick(&PARKED));
                    self.act(instant(when, time(16, 30)), by, ParkAssignment { assignment, student: person, because });
                }
                _ => {}
            }
        }
    }
}
