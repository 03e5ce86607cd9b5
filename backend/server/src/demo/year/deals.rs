//! Assignments for home and agreements, class by class and family by family: handed out, opened, brought back, used or left
//! lying; made, confirmed or wanted otherwise, kept or run out. Homes that nobody reaches bring nothing back.

use super::{
    super::{
        chance::Chance,
        schools::{Adult, Course, Effort, Student, date},
        words,
    },
    Book, subject, time,
};
use app::calendar::instant;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::{
    actor::{Actor, Role},
    agreement::{
        AdjustAgreement, CancelAgreement, ConfirmAgreement, DeclineAgreement, DoPart, Draft as Deal, GRACE_DAYS, LapseAgreement,
        MakeAgreement, Otherwise, Party,
    },
    assignment::{
        AssignmentKind, BringBack, Brought, Draft, GiveAssignment, OpenAssignment, ParkAssignment, UseAssignment, UsedIn,
        WithdrawAssignment,
    },
    ids::{AgreementId, AssignmentId, GivingId, PersonId},
    values::Line,
};

/// An assignment of the year plan: every class gets most of them.
struct Plan {
    kind: AssignmentKind,
    from: NaiveDate,
    to: NaiveDate,
    title: &'static str,
    why: &'static str,
    then: &'static str,
    after: &'static str,
    steps: &'static [&'static str],
}

const PLAN: [Plan; 6] = [
    Plan {
        kind: AssignmentKind::Together,
        from: date(2025, 9, 29),
        to: date(2025, 10, 3),
        title: "Waar ben je goed in?",
        why: "Thuis zien ze dingen die school niet ziet.",
        then: "We praten erover in de klas. Daarna kies je een bezoek.",
        after: "De les over sterke kanten",
        steps: &["Ga samen zitten.", "Vraag: wanneer was je trots op mij?", "Kies samen één ding dat je goed kan."],
    },
    Plan {
        kind: AssignmentKind::ParentsWork,
        from: date(2025, 10, 27),
        to: date(2025, 10, 31),
        title: "Hoe is het op jouw werk?",
        why: "Zo leer je werk kennen van dichtbij.",
        then: "In de les vergelijken we soorten werk.",
        after: "De gastles van een ondernemer",
        steps: &["Vraag: wat doe je op een dag?", "Vraag: wat is leuk en wat is lastig?", "Zou je dit zelf willen doen?"],
    },
    Plan {
        kind: AssignmentKind::Outing,
        from: date(2025, 11, 17),
        to: date(2025, 11, 21),
        title: "Samen naar een open dag",
        why: "Samen zie je meer dan alleen.",
        then: "In het gesprek op school vertel je wat je zag.",
        after: "De beroepenmarkt op school",
        steps: &["Kies samen een dag.", "Stel daar samen één vraag.", "Praat op de terugweg. Wat paste wel?"],
    },
    Plan {
        kind: AssignmentKind::ImportantOthers,
        from: date(2026, 1, 19),
        to: date(2026, 1, 23),
        title: "Wie kan mij helpen?",
        why: "Met hulp van anderen kom je verder.",
        then: "We zoeken samen een plek voor je stage.",
        after: "Het voortgangsgesprek in december",
        steps: &["Denk samen aan een oom, een zus of een buur.", "Vraag naar het werk.", "Vraag of je mag komen kijken."],
    },
    Plan {
        kind: AssignmentKind::Together,
        from: date(2026, 3, 9),
        to: date(2026, 3, 13),
        title: "Wat wil ik na deze school?",
        why: "Hardop denken helpt bij kiezen.",
        then: "In het gesprek in maart beginnen we hiermee.",
        after: "Het bezoek aan het mbo",
        steps: &["Leg de folders op tafel.", "Wat past bij mij? Wat niet?", "Kies samen één vraag voor school."],
    },
    Plan {
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

/// What an agreement is about, and what each does.
const DEALS: [[&str; 4]; 6] = [
    ["Zelf contact leggen", "Ik bel {plek}.", "Ik oefen het gesprek.", "School geeft het nummer."],
    ["Naar de open dag", "Ik schrijf me in.", "Ik ga mee naar {studie}.", "School regelt vrij."],
    ["Durven vragen", "Ik stel elke week één vraag.", "Ik vraag ernaar bij het eten.", "De mentor maakt er tijd voor."],
    ["Kiezen voor later", "Ik zet drie opleidingen op een rij.", "We bekijken ze samen.", "De decaan praat met {naam}."],
    ["Op tijd plannen", "Ik maak een planning.", "De planning hangt in de keuken.", "De mentor kijkt elke vrijdag mee."],
    ["Werk leren kennen", "Ik loop een dag mee bij {plek}.", "Ik vraag rond in de familie.", "School tekent het formulier."],
];

/// When agreements are made, and with how many of a hundred families.
const MOMENTS: [(NaiveDate, NaiveDate, usize); 3] = [
    (date(2025, 12, 8), date(2025, 12, 18), 45),
    (date(2026, 3, 16), date(2026, 3, 27), 35),
    (date(2026, 5, 11), date(2026, 5, 28), 30),
];

fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok().flatten()
}

/// Does anything come back from this home? Nobody reaches some, and of those drawn by hand only these answer.
fn answers(student: &Student) -> bool {
    match student.course {
        Course::Silent(_) => false,
        Course::Drawn => is_drawn(student),
        Course::Ordinary | Course::ThroughSupporter | Course::OnlyTrouble => true,
    }
}

/// Those of whom everything that comes back is told by hand.
fn is_drawn(student: &Student) -> bool {
    ["amira", "milan", "selin"].contains(&student.key)
}

/// Does somebody at home sit down for it? In the other homes the student does it alone, if at all.
fn sits_down(student: &Student) -> bool {
    is_drawn(student) || student.course == Course::ThroughSupporter || student.person.0.as_u128() % 100 < 58
}

/// With whom a student talks at home: where parents do not answer, with the supporter.
fn company(student: &Student, day: NaiveDate) -> Option<&Adult> {
    let through_supporter = student.course == Course::ThroughSupporter || student.key == "selin";
    let adult = if through_supporter { student.supporter(day) } else { student.parents(day).next() };
    adult.filter(|adult| still_acts(student, adult, day))
}

/// From eighteen on a parent finds nothing any more.
fn still_acts(student: &Student, adult: &Adult, day: NaiveDate) -> bool {
    adult.is_partner(day) && (!adult.is_parent() || day + Days::new(1) < student.born.turns(18))
}

fn from_home(book: &Book<'_>, adult: &Adult) -> Actor {
    book.actor(adult.person, if adult.is_parent() { Role::Parent } else { Role::Supporter })
}

impl Book<'_> {
    pub(super) fn deals(&mut self, seed: u64) {
        let school = self.school;
        for (index, class) in school.classes.iter().enumerate() {
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
        for student in &school.students {
            self.chance = Chance::of(seed, &format!("{}/{}/deals", school.slug, student.person));
            self.agreements_with(student);
        }
    }

    /// One assignment for a class, with all that comes of it.
    fn assignment(&mut self, class: usize, plan: &Plan, day: NaiveDate) {
        let school = self.school;
        // Somebody who comes, goes or changes class around this day is not on the list.
        let days = [day - Days::new(1), day, day + Days::new(1)];
        let is_there = |student: &&Student| days.iter().all(|day| student.is_here(*day) && student.class_on(*day) == class);
        let students: Vec<&Student> = school.students.iter().filter(is_there).collect();
        let (giving, mentor) = (GivingId(self.chance.uuid()), self.actor(school.classes[class].mentor_on(day), Role::Mentor));
        let draft = Draft {
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
    fn goes_home(&mut self, student: &Student, giving: GivingId, plan: &Plan, day: NaiveDate) -> Option<NaiveDate> {
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
        let rate = if student.course == Course::OnlyTrouble { rate / 2 } else { rate };
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

    fn back(&mut self, student: &Student, assignment: AssignmentId, plan: &Plan, on: NaiveDate) {
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
        // Mostly the student; sometimes a parent's one tap; sometimes both.
        if chance < 75 || !addressed || !sits_down(student) {
            self.act(at, by, by_student);
        }
        if chance >= 60 && addressed && sits_down(student) {
            let tap =
                BringBack { assignment, student: student.person, with: vec![], others: false, brought: vec![], words: None };
            self.act(at + TimeDelta::minutes(40), adult_actor, tap);
        }
    }

    /// Taken back for a student for whom it makes no sense.
    fn withdrawn(&mut self, student: &Student, assignment: AssignmentId, day: NaiveDate) {
        let on = self.later(day, 1, 3);
        if !student.is_here(on + Days::new(1)) {
            return;
        }
        let because = words::say("Dit past nu niet bij deze leerling.");
        let by = self.mentor(student, on);
        self.act(instant(on, time(16, 20)), by, WithdrawAssignment { assignment, student: student.person, because });
    }

    /// What school does with what came back: in a lesson for most, in a talk for some, and a part lies.
    fn comes_to_something(&mut self, class: usize, giving: GivingId, day: NaiveDate, back: Vec<(&Student, NaiveDate)>) {
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

    fn agreements_with(&mut self, student: &Student) {
        if is_drawn(student) {
            return self.drawn_agreements(student);
        }
        if !answers(student) {
            return;
        }
        for (from, to, part) in MOMENTS {
            let day = self.school_day(from, to);
            if self.chance.percent(part) {
                self.agreement(student, day);
            }
        }
    }

    /// Amira's mother is asked today; Milan's agreement was kept; Selin's grandmother wanted it otherwise.
    fn drawn_agreements(&mut self, student: &Student) {
        let (asked, today) = (date(2026, 6, 1), date(2026, 6, 1));
        match student.key {
            "amira" => {
                let kept = self.make(student, date(2025, 11, 6), &DEALS[1], 14);
                if let Some((agreement, home)) = kept {
                    self.yes(student, agreement, &home, date(2025, 11, 7));
                    for (party, day) in [(Party::Student, 10), (Party::School, 12), (Party::Home, 17)] {
                        self.part_done(student, agreement, party, &home, date(2025, 11, day));
                    }
                }
                if let Some((agreement, _)) = self.make(student, asked, &DEALS[5], 18) {
                    let by = self.actor(student.person, Role::Student);
                    let yes = ConfirmAgreement { agreement, student: student.person, seen: None };
                    self.act(instant(today, time(20, 15)), by, yes);
                }
            }
            "milan" => {
                if let Some((agreement, home)) = self.make(student, date(2025, 11, 6), &DEALS[3], 21) {
                    self.yes(student, agreement, &home, date(2025, 11, 8));
                    self.part_done(student, agreement, Party::Student, &home, date(2025, 11, 18));
                    self.part_done(student, agreement, Party::School, &home, date(2025, 11, 20));
                    self.part_done(student, agreement, Party::Home, &home, date(2025, 11, 25));
                }
            }
            "selin" => {
                if let Some((agreement, home)) = self.make(student, date(2026, 5, 20), &DEALS[1], 21) {
                    let by = from_home(self, &home);
                    let (student, otherwise) = (student.person, Otherwise::OtherDay);
                    let words = words::say("Op zaterdag kan ik niet.");
                    let declined = DeclineAgreement { agreement, student, otherwise, words, seen: None };
                    self.act(instant(date(2026, 5, 22), time(18, 40)), by, declined);
                }
            }
            _ => {}
        }
    }

    /// Made by the mentor, with whoever of home takes part.
    fn make(&mut self, student: &Student, day: NaiveDate, deal: &[&str; 4], days: u64) -> Option<(AgreementId, Adult)> {
        if !student.is_here(day) || !student.is_here(day + Days::new(1)) {
            return None;
        }
        let home = company(student, day)?.clone();
        let agreement = AgreementId(self.chance.uuid());
        let draft = self.deal(student, deal, home.person, day, days);
        let by = self.mentor(student, day);
        self.act(instant(day, time(17, 5)), by, MakeAgreement { agreement, student: student.person, from: None, draft });
        Some((agreement, home))
    }

    fn deal(&self, student: &Student, deal: &[&str; 4], home: PersonId, day: NaiveDate, days: u64) -> Deal {
        let [point, own, at_home, school] = deal.map(|text| line(&words::fill_in(text, &subject(student))));
        Deal {
            point,
            student_does: own,
            student_due: Some(day + Days::new(days / 2)),
            home_does: at_home,
            home_owner: Some(home),
            home_due: Some(day + Days::new(days)),
            school_does: school,
            school_owner: None,
            school_due: Some(day + Days::new(days / 2)),
        }
    }

    /// Student and home both say yes.
    fn yes(&mut self, student: &Student, agreement: AgreementId, home: &Adult, day: NaiveDate) {
        let yes = || ConfirmAgreement { agreement, student: student.person, seen: None };
        let own = self.actor(student.person, Role::Student);
        self.act(instant(day, time(16, 45)), own, yes());
        let by = from_home(self, home);
        self.act(instant(day, time(19, 45)), by, yes());
    }

    fn part_done(&mut self, student: &Student, agreement: AgreementId, party: Party, home: &Adult, day: NaiveDate) {
        if !student.is_here(day) || !student.is_here(day + Days::new(1)) || !still_acts(student, home, day) {
            return;
        }
        let by = match party {
            Party::Student => self.actor(student.person, Role::Student),
            Party::Home => from_home(self, home),
            Party::School => self.mentor(student, day),
        };
        self.act(instant(day, time(18, 10)), by, DoPart { agreement, student: student.person, party });
    }

    /// One agreement of an ordinary year, from its making to whatever becomes of it.
    fn agreement(&mut self, student: &Student, day: NaiveDate) {
        let deal = DEALS[self.chance.below(DEALS.len())];
        let Some((agreement, home)) = self.make(student, day, &deal, 21) else { return };
        let person = student.person;
        let here =
            |day: NaiveDate| student.is_here(day) && student.is_here(day + Days::new(1)) && still_acts(student, &home, day);
        let asked = self.later(day, 1, 4);
        if here(asked) && self.chance.percent(88) {
            let by = self.actor(person, Role::Student);
            self.act(instant(asked, time(16, 35)), by, ConfirmAgreement { agreement, student: person, seen: None });
        }
        let said = self.later(day, 1, 6);
        let by = from_home(self, &home);
        let mut runs = false;
        match self.chance.below(100) {
            _ if !here(said) => {}
            0..70 => {
                self.act(instant(said, time(20, 5)), by, ConfirmAgreement { agreement, student: person, seen: None });
                runs = true;
            }
            70..82 => {
                let otherwise = self.chance.pick(&Otherwise::ALL);
                let words = words::say("Dat lukt ons dan niet.").filter(|_| self.chance.percent(50));
                let declined = DeclineAgreement { agreement, student: person, otherwise, words, seen: None };
                self.act(instant(said, time(20, 5)), by, declined);
                runs = self.adjusted(student, agreement, &home, &deal, said);
            }
            _ => {}
        }
        self.kept_or_not(student, agreement, &home, day, runs);
    }

    /// Most mentors adjust what home wants otherwise, and then home says yes.
    fn adjusted(&mut self, student: &Student, agreement: AgreementId, home: &Adult, deal: &[&str; 4], said: NaiveDate) -> bool {
        let on = self.later(said, 1, 5);
        let again = self.later(on, 1, 3);
        let here = |day: NaiveDate| student.is_here(day) && student.is_here(day + Days::new(1)) && still_acts(student, home, day);
        if !self.chance.percent(65) || !here(on) || !here(again) {
            return false;
        }
        let draft = self.deal(student, deal, home.person, on, 21);
        let (by, because) = (self.mentor(student, on), words::say("Thuis kan op een andere dag."));
        let adjusted = AdjustAgreement { agreement, student: student.person, draft, because, seen: None };
        self.act(instant(on, time(16, 50)), by, adjusted);
        self.yes(student, agreement, home, again);
        true
    }

    /// Parts get done; what is not done runs out some weeks after its last day, or was stopped before.
    fn kept_or_not(&mut self, student: &Student, agreement: AgreementId, home: &Adult, day: NaiveDate, runs: bool) {
        let person = student.person;
        if !runs && self.chance.percent(12) {
            let on = self.later(day, 12, 16);
            if student.is_here(on + Days::new(1)) {
                let (by, because) = (self.mentor(student, on), words::say("We kiezen iets anders."));
                self.act(instant(on, time(16, 55)), by, CancelAgreement { agreement, student: person, because });
                return;
            }
        }
        let rates = if runs { [82, 78, 90] } else { [45, 10, 70] };
        let mut done = 0;
        for (party, rate) in Party::ALL.into_iter().zip(rates) {
            if !self.chance.percent(rate) {
                continue;
            }
            let on = self.later(day, 12, 18);
            if student.is_here(on) && student.is_here(on + Days::new(1)) && still_acts(student, home, on) {
                self.part_done(student, agreement, party, home, on);
                done += 1;
            }
        }
        // An adjustment moves the last day by a few weeks, with a holiday in between.
        let over = day + Days::new(21 + GRACE_DAYS + 35);
        if done < Party::ALL.len() && student.is_here(over) && student.is_here(over + Days::new(1)) {
            let job = Actor::Job { school: self.school.id, name: "agreements" };
            self.act(instant(over, time(3, 0)), job, LapseAgreement { agreement, student: person });
        }
    }
}
