//! Agreements, family by family: made, confirmed or wanted otherwise, kept or run out.

use super::{
    super::{
        chance::Chance,
        schools::{DemoAdult, DemoStudent, date},
        words,
    },
    Book,
    at_home::{answers, company, from_home, is_drawn, line, still_acts},
    subject, time,
};
use app::calendar::instant;
use chrono::{Days, NaiveDate};
use domain::{
    actor::{Actor, Role},
    agreement::{
        AdjustAgreement, AgreementDraft, CancelAgreement, ConfirmAgreement, DeclineAgreement, DoPart, GRACE_DAYS, LapseAgreement,
        MakeAgreement, Otherwise, Party,
    },
    ids::{AgreementId, PersonId},
};

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

impl Book<'_> {
    pub(super) fn agreements(&mut self, seed: u64) {
        let school = self.school;
        for student in &school.students {
            // The label is part of the seed: another word would make another demo.
            self.chance = Chance::of(seed, &format!("{}/{}/deals", school.slug, student.person));
            self.agreements_with(student);
        }
    }

    fn agreements_with(&mut self, student: &DemoStudent) {
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
    fn drawn_agreements(&mut self, student: &DemoStudent) {
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

    /// Made by the mentor, with the one at home who takes part.
    fn make(&mut self, student: &DemoStudent, day: NaiveDate, deal: &[&str; 4], days: u64) -> Option<(AgreementId, DemoAdult)> {
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

    fn deal(&self, student: &DemoStudent, deal: &[&str; 4], home: PersonId, day: NaiveDate, days: u64) -> AgreementDraft {
        let [point, own, at_home, school] = deal.map(|text| line(&words::fill_in(text, &subject(student))));
        AgreementDraft {
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
    fn yes(&mut self, student: &DemoStudent, agreement: AgreementId, home: &DemoAdult, day: NaiveDate) {
        let yes = || ConfirmAgreement { agreement, student: student.person, seen: None };
        let own = self.actor(student.person, Role::Student);
        self.act(instant(day, time(16, 45)), own, yes());
        let by = from_home(self, home);
        self.act(instant(day, time(19, 45)), by, yes());
    }

    fn part_done(&mut self, student: &DemoStudent, agreement: AgreementId, party: Party, home: &DemoAdult, day: NaiveDate) {
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
    fn agreement(&mut self, student: &DemoStudent, day: NaiveDate) {
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
    fn adjusted(
        &mut self,
        student: &DemoStudent,
        agreement: AgreementId,
        home: &DemoAdult,
        deal: &[&str; 4],
        said: NaiveDate,
    ) -> bool {
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
    fn kept_or_not(&mut self, student: &DemoStudent, agreement: AgreementId, home: &DemoAdult, day: NaiveDate, runs: bool) {
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
