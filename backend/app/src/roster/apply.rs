//! Through the door: reads who is known, and carries a plan out row by row, each row whole or not at all.

use super::{
    KnownSchool, NoRoster, RosterPlan,
    plan::{self, Note, PlanIds, RowPlan, Step},
    read,
    row::{self, Flaw, RosterRow, WrongRow},
};
use crate::{App, Problem, batch::Batch, questions::KnownRoster};
use domain::{
    ids::{CommandId, PersonId},
    lookup::LookupKind,
    policy::{About, Pass, Principal, deeds, permit},
    time::SchoolYear,
    values::{Channel, Reachable},
};
use std::collections::BTreeSet;

/// How many commands are committed together: enough to share the cost of a commit, few enough to let others in between.
const COMMIT_COMMANDS_MAX: usize = 400;

/// Why a list came to nothing at all.
#[derive(Debug)]
pub enum NotImported {
    /// The file is no list; nothing was written.
    NoRoster(NoRoster),
    /// Rows that were carried out before it stay; reading the file again does the rest.
    Problem(Problem),
}

impl From<NoRoster> for NotImported {
    fn from(refused: NoRoster) -> NotImported {
        NotImported::NoRoster(refused)
    }
}

impl<P: Into<Problem>> From<P> for NotImported {
    fn from(problem: P) -> NotImported {
        NotImported::Problem(problem.into())
    }
}

impl App {
    /// What a list would change in this school year. Nothing is written but a line in the access log.
    pub async fn plan_roster(
        &self,
        principal: &Principal,
        file: &[u8],
        school_year: SchoolYear,
    ) -> Result<RosterPlan, NotImported> {
        let sheet = read::read(file)?;
        let rows = row::read_all(&sheet, school_year);
        let also = self.people_in(principal, &rows).await?;
        let mut known: KnownSchool = self.ask(principal, KnownRoster { also }, None).await?.answer;
        let ids = PlanIds::new(principal.school(), known.head, file);
        let mut plan = plan::plan(rows, &mut known, school_year, ids);
        if !sheet.columns.unused.is_empty() {
            plan.notes.push(Note::Unused(sheet.columns.unused));
        }
        Ok(plan)
    }

    /// Carries a list out, and says what came of each row. `progress`: rows done, of how many.
    pub async fn import_roster(
        &self,
        principal: &Principal,
        file: &[u8],
        school_year: SchoolYear,
        mut progress: impl FnMut(usize, usize) + Send,
    ) -> Result<RosterPlan, NotImported> {
        let mut plan = self.plan_roster(principal, file, school_year).await?;
        self.carry_out_plan(principal, &mut plan, &mut progress).await?;
        if plan.rows.iter().any(is_lost) {
            // The losers of a race are compared and decided again, once.
            let mut again = self.plan_roster(principal, file, school_year).await?;
            self.carry_out_plan(principal, &mut again, &mut |_, _| ()).await?;
            for (row, again) in plan.rows.iter_mut().zip(again.rows).filter(|(row, _)| is_lost(row)) {
                row.flaws = again.flaws;
            }
        }
        Ok(plan)
    }

    async fn carry_out_plan(
        &self,
        principal: &Principal,
        plan: &mut RosterPlan,
        progress: &mut (impl FnMut(usize, usize) + Send),
    ) -> Result<(), Problem> {
        let rows = plan.rows.len();
        let mut batch = Batch::begin_with_new(self, plan.head, &plan.made);
        // Which row each waiting command belongs to.
        let mut waiting: Vec<usize> = Vec::new();
        for at in 0..rows {
            carry_out_row(&mut batch, principal, &mut plan.rows[at]).await?;
            waiting.resize(batch.waiting(), at);
            if batch.waiting() >= COMMIT_COMMANDS_MAX || at + 1 == rows {
                for (answer, row) in batch.commit(principal).await?.into_iter().zip(waiting.drain(..)) {
                    if answer.is_err() && !is_lost(&plan.rows[row]) {
                        plan.rows[row].flaws.push(Flaw::Meanwhile);
                    }
                }
                progress(at + 1, rows);
            }
        }
        Ok(())
    }

    /// Whom the blind index knows by a number or an address in these rows, also when they are no longer at the school.
    async fn people_in(
        &self,
        principal: &Principal,
        rows: &[Result<RosterRow, WrongRow>],
    ) -> Result<BTreeSet<PersonId>, Problem> {
        let relations = self.store().relations(principal, About::School).await?;
        let pass: Pass<deeds::ReadRoster> = permit(principal, &relations, About::School)?;
        let rows = || rows.iter().flatten();
        let reachables = || rows().flat_map(|row| &row.parents).flat_map(|parent| parent.reachables());
        let by = |channel: Channel| reachables().filter(move |known| known.channel() == channel).map(Reachable::as_str);
        let numbers = rows().flat_map(|row| &row.numbers).map(|number| number.as_str()).collect::<Vec<_>>();
        let mut people = BTreeSet::new();
        for (kind, values) in [
            (LookupKind::StudentNumber, numbers),
            (LookupKind::Email, by(Channel::Email).collect()),
            (LookupKind::Phone, by(Channel::Phone).collect()),
        ] {
            let found = self.store().find(&pass, kind, &values).await?;
            people.extend(found.into_iter().map(|(_, person)| person));
        }
        Ok(people)
    }
}

fn is_lost(row: &RowPlan) -> bool {
    row.flaws.contains(&Flaw::Meanwhile)
}

/// All commands of a row, or none when one of them is refused.
async fn carry_out_row(batch: &mut Batch, principal: &Principal, row: &mut RowPlan) -> Result<(), Problem> {
    let savepoint = batch.savepoint();
    for (id, step) in &row.steps {
        let flaw = match step.carry_out(batch, principal, *id).await {
            Ok(_) => continue,
            Err(Problem::Refused(refusal)) => Flaw::Refused(refusal.code),
            // What the row leans on went, or never came because the row before it failed.
            Err(Problem::NotFound) => Flaw::Meanwhile,
            Err(problem) => return Err(problem),
        };
        batch.roll_back_to(savepoint);
        row.flaws.push(flaw);
        break;
    }
    Ok(())
}

impl Step {
    async fn carry_out(&self, batch: &mut Batch, principal: &Principal, id: CommandId) -> Result<usize, Problem> {
        match self {
            Step::OpenClass(command) => batch.carry_out(principal, id, command).await,
            Step::AssignMentor(command) => batch.carry_out(principal, id, command).await,
            Step::EnrolStudent(command) => batch.carry_out(principal, id, command).await,
            Step::MoveStudent(command) => batch.carry_out(principal, id, command).await,
            Step::CorrectStudent(command) => batch.carry_out(principal, id, command).await,
            Step::LinkParent(command) => batch.carry_out(principal, id, command).await,
            Step::CorrectParentName(command) => batch.carry_out(principal, id, command).await,
            Step::ChangeDetails(command) => batch.carry_out(principal, id, command).await,
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        Receipt,
        roster::{Report, ReportCounts, corpus},
    };
    use domain::{
        actor::{Actor, Role},
        person::{
            staff::AppointStaff,
            student::{LeaveReason, RecordLeft},
        },
        policy::DeedType,
        values::PersonName,
    };
    use testing::{TestSchool, TestStore};
    use uuid::Uuid;

    const YEAR: SchoolYear = SchoolYear(2025);

    fn operator(school: &TestSchool<'_>) -> Principal {
        Principal::as_actor(Actor::Operator { school: school.id })
    }

    async fn import(app: &App, school: &TestSchool<'_>, file: &[u8]) -> RosterPlan {
        app.import_roster(&operator(school), file, YEAR, |_, _| ()).await.unwrap()
    }

    async fn carry_out<C>(app: &App, school: &TestSchool<'_>, command: C) -> Receipt
    where
        C: domain::grammar::Command + Send + 'static,
        C::Story: Send,
        C::Deed: DeedType,
    {
        app.carry_out(&operator(school), CommandId(Uuid::new_v4()), command).await.unwrap()
    }

    async fn with_mentors(app: &App, school: &TestSchool<'_>) {
        for (first, infix, last) in [("Joke", "", "Visser"), ("Lot", "de", "Wit")] {
            let name = PersonName::new(first, infix, last).unwrap();
            carry_out(app, school, AppointStaff { person: PersonId(Uuid::new_v4()), name: Some(name), role: Role::Mentor }).await;
        }
    }

    #[tokio::test]
    async fn every_file_comes_out_as_planned_and_a_second_time_writes_nothing() {
        let ground = TestStore::live().await;
        let app = App::new(ground.store.clone());
        for (files, expected) in corpus::SERIES {
            let school = ground.school().await;
            with_mentors(&app, &school).await;
            for earlier in &files[..files.len() - 1] {
                import(&app, &school, &corpus::bytes(earlier)).await;
            }
            let file = corpus::bytes(files[files.len() - 1]);
            let dry = app.plan_roster(&operator(&school), &file, YEAR).await.unwrap();
            let done = import(&app, &school, &file).await;
            assert_eq!(Report::of(&done), Report::of(&dry), "{files:?}: what a dry run says is what happens");
            assert_eq!(ReportCounts::of(&done).all(), *expected, "{files:?}\n{}", Report::of(&done));
            let leaves_columns = ["rommel.csv", "ouders-met-codes.csv"].contains(&files[files.len() - 1]);
            assert_eq!(done.notes.iter().any(|note| matches!(note, Note::Unused(_))), leaves_columns, "{files:?}");

            let again = import(&app, &school, &file).await;
            assert!(again.rows.iter().all(|row| row.steps.is_empty()), "{files:?} again\n{}", Report::of(&again));
        }
    }

    #[tokio::test]
    async fn two_imports_of_one_file_at_once_make_one_school() {
        let ground = TestStore::live().await;
        let app = App::new(ground.store.clone());
        let school = ground.school().await;
        let file = corpus::bytes("twee-ouders.csv");
        let (one, other) = tokio::join!(import(&app, &school, &file), import(&app, &school, &file));
        assert!(one.rows.iter().chain(&other.rows).all(|row| row.flaws.is_empty()));
        let again = app.plan_roster(&operator(&school), &file, YEAR).await.unwrap();
        assert_eq!(ReportCounts::of(&again), ReportCounts { unchanged: 8, ..ReportCounts::default() }, "{}", Report::of(&again));
    }

    #[tokio::test]
    async fn who_left_and_comes_back_is_the_same_person() {
        let ground = TestStore::live().await;
        let app = App::new(ground.store.clone());
        let school = ground.school().await;
        let file = corpus::bytes("twee-ouders.csv");
        let first = import(&app, &school, &file).await;
        let daan = first.rows[2].steps.iter().find_map(|(_, step)| match step {
            Step::EnrolStudent(command) => Some(command.student),
            _ => None,
        });
        let student = daan.unwrap();
        let on = app.now().today;
        carry_out(&app, &school, RecordLeft { student, on, reason: LeaveReason::Moved }).await;

        let back = import(&app, &school, &file).await;
        assert_eq!(Report::of(&back).rows[0].why, ["terug op school, in klas 3B"], "his parents are still his parents");
        assert!(matches!(&back.rows[2].steps[..], [(_, Step::EnrolStudent(command))] if command.student == student));
        assert_eq!(ReportCounts::of(&import(&app, &school, &file).await).unchanged, 8);
    }

    #[tokio::test]
    async fn a_file_that_is_no_roster_and_a_stranger_both_write_nothing() {
        let ground = TestStore::live().await;
        let app = App::new(ground.store.clone());
        let school = ground.school().await;
        let head = app.plan_roster(&operator(&school), &corpus::bytes("namen.csv"), YEAR).await.unwrap().rows[0].steps[0].0;
        for file in ["geen-lijst.csv", "werkmap.csv", "webpagina.csv", "zonder-nummer.csv"] {
            let refused = app.import_roster(&operator(&school), &corpus::bytes(file), YEAR, |_, _| ()).await;
            assert!(matches!(refused, Err(NotImported::NoRoster(_))), "{file}");
        }
        let mentor = school.principal(PersonId(Uuid::new_v4()), Role::Mentor);
        let refused = app.import_roster(&mentor, &corpus::bytes("namen.csv"), YEAR, |_, _| ()).await;
        assert!(matches!(refused, Err(NotImported::Problem(_))));
        // Ids follow from the end of the log: the same ones mean that it has not moved.
        let after = app.plan_roster(&operator(&school), &corpus::bytes("namen.csv"), YEAR).await.unwrap();
        assert_eq!(after.rows[0].steps[0].0, head);
    }

    #[tokio::test]
    async fn a_large_list_is_imported_in_several_commits_with_progress() {
        let ground = TestStore::live().await;
        let app = App::new(ground.store.clone());
        let school = ground.school().await;
        let file = corpus::whole_school(300);
        let mut seen = Vec::new();
        let done = app.import_roster(&operator(&school), file.as_bytes(), YEAR, |done, of| seen.push((done, of))).await.unwrap();
        assert_eq!(ReportCounts::of(&done), ReportCounts { new: 300, ..ReportCounts::default() });
        assert!(seen.len() > 2 && seen.is_sorted() && seen.last() == Some(&(300, 300)), "{seen:?}");
        let again = app.plan_roster(&operator(&school), file.as_bytes(), YEAR).await.unwrap();
        assert_eq!(ReportCounts::of(&again), ReportCounts { unchanged: 300, ..ReportCounts::default() });
    }
}
