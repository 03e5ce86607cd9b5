//! Fills the three schools: every command of the year through policy and decide, one commit per school and simulated day.
//!
//! What was interrupted goes on: the year is decided again, which follows from the seed alone, and the days that the log
//! holds already are let go instead of stored.

use super::{
    people::MOTHER_AT_TWO_SCHOOLS,
    scheduled_command::{ScheduledCommand, StoryCommand},
    schools::DemoSchool,
    year::year,
};
use anyhow::{Context, Result, anyhow, bail};
use app::{App, Problem, batch::Batch, calendar::now_at};
use chrono::NaiveDate;
use domain::{
    actor::{Actor, Role},
    ids::{ClassId, PersonId, SchoolId},
    policy::{About, Pass, Principal, Relations, deeds, permit},
    views::{StudentCard, reach},
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use store::StoreError;
use tokio::task::JoinSet;

/// What the demo promises of a school, counted from what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolCounts {
    pub school: &'static str,
    /// Enrolled on the day that the clock starts.
    pub students: usize,
    pub events: usize,
    /// Contacts written down on a later day than they happened.
    pub late: usize,
    /// Contacts corrected later.
    pub corrected: usize,
    pub classes: Vec<ClassCounts>,
}

/// Families of a class, this school year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassCounts {
    pub class: &'static str,
    pub students: usize,
    pub never_reached: usize,
    pub only_through_a_supporter: usize,
    pub only_about_trouble: usize,
}

/// Late entries per school, at least, and as many corrections.
const ENTRIES_MIN: usize = 5;

impl SchoolCounts {
    /// Does the school show what the demo is there to show?
    pub fn check(&self) -> Result<()> {
        if self.late < ENTRIES_MIN {
            bail!("the demo's {} has {} late entries, which is too few", self.school, self.late);
        }
        if self.corrected < ENTRIES_MIN {
            bail!("the demo's {} has {} corrections, which is too few", self.school, self.corrected);
        }
        for class in &self.classes {
            if class.never_reached == 0 || class.only_through_a_supporter == 0 || class.only_about_trouble == 0 {
                bail!("the demo's {} misses a kind of family: {class:?}", self.school);
            }
        }
        Ok(())
    }
}

/// Fills every school at the same time, and checks what came of it. `progress` hears how many commands of how many are done.
///
/// # Errors
/// When a command of the year is refused, the store fails, or a school does not show what the demo promises.
pub async fn fill(
    app: &App,
    schools: Vec<DemoSchool>,
    seed: u64,
    progress: impl Fn(usize, usize) + Send + Sync + 'static,
) -> Result<Vec<SchoolCounts>> {
    let years: Vec<Vec<ScheduledCommand>> = schools.iter().map(|school| year(school, seed)).collect();
    let total = years.iter().map(Vec::len).sum();
    let done = AtomicUsize::new(0);
    let progress: Arc<OnCommandsDone> = Arc::new(move |more| progress(done.fetch_add(more, Ordering::Relaxed) + more, total));
    let mother: Vec<_> = schools.iter().filter_map(|school| Some((school.id, school.find(MOTHER_AT_TWO_SCHOOLS)?.0))).collect();

    let mut filling = JoinSet::new();
    for (school, acts) in schools.into_iter().zip(years) {
        let (app, progress) = (app.clone(), progress.clone());
        filling.spawn(async move {
            fill_school(&app, &school, &acts, &*progress).await.with_context(|| format!("filling {}", school.name))
        });
    }
    let mut counts = Vec::new();
    while let Some(filled) = filling.join_next().await {
        counts.push(filled??);
    }
    counts.sort_by_key(|counts| counts.school);
    counts.iter().try_for_each(SchoolCounts::check)?;
    if let [one, other] = mother[..] {
        join(app, one, other).await?;
    }
    Ok(counts)
}

/// Told how many more commands are done.
type OnCommandsDone = dyn Fn(usize) + Send + Sync;

async fn fill_school(
    app: &App,
    school: &DemoSchool,
    acts: &[ScheduledCommand],
    progress: &OnCommandsDone,
) -> Result<SchoolCounts> {
    let operator = Principal::as_actor(Actor::Operator { school: school.id });
    register(app, school, &operator).await?;
    let heads = app.store().heads().await?;
    let stored = heads.iter().find(|(id, _)| *id == school.id).map_or(0, |(_, head)| head.0.unsigned_abs() as usize);

    let mut batch = Batch::begin_on_an_empty_log(app);
    let mut events = 0;
    for day in acts.chunk_by(|a, b| day_of(a) == day_of(b)) {
        for act in day {
            batch.at(act.at);
            events += act.carry_out(&mut batch).await.map_err(|problem| not_done(act, &problem))?;
        }
        if events <= stored {
            batch.let_go();
        } else {
            commit(&mut batch, &operator).await?;
        }
        progress(day.len());
    }
    Ok(count(school, acts, &batch, events))
}

fn day_of(act: &ScheduledCommand) -> NaiveDate {
    now_at(act.at).today
}

fn not_done(act: &ScheduledCommand, problem: &Problem) -> anyhow::Error {
    anyhow!("the year asks at {} for what is not granted ({problem:?}): {:?}", act.at, act.command)
}

/// In the registry first: a school has its key before it has an event.
async fn register(app: &App, school: &DemoSchool, operator: &Principal) -> Result<()> {
    let pass: Pass<deeds::OpenSchool> =
        permit(operator, &Relations::default(), About::School).map_err(|denied| anyhow!("{denied:?}"))?;
    match app.store().add_school(&pass, school.slug, school.name).await {
        Ok(()) | Err(StoreError::SchoolExists) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn commit(batch: &mut Batch, operator: &Principal) -> Result<()> {
    let answers = batch.commit(operator).await.map_err(|problem| anyhow!("{problem:?}"))?;
    match answers.into_iter().find_map(Result::err) {
        Some(error) => Err(error).context("a command of the year was not appended"),
        None => Ok(()),
    }
}

/// One identity with two memberships, as when somebody proves to be both.
async fn join(app: &App, one: (SchoolId, PersonId), other: (SchoolId, PersonId)) -> Result<()> {
    let (store, now) = (app.store(), chrono::Utc::now());
    let mut sessions = Vec::new();
    for (school, person) in [one, other] {
        sessions.push(store.sign_in_demo(school, person, Role::Parent, now).await?.signed_in.session);
    }
    store.join_identities(sessions[0], sessions[1], now).await?;
    for session in sessions {
        store.sign_out(session).await?;
    }
    Ok(())
}

fn count(school: &DemoSchool, acts: &[ScheduledCommand], batch: &Batch, events: usize) -> SchoolCounts {
    let enrolled: Vec<&StudentCard> = batch.students().filter(|card| card.is_enrolled()).collect();
    let is_late = |act: &&ScheduledCommand| matches!(&act.command, StoryCommand::RecordContact(told) if told.report.occurred.on < day_of(act));
    SchoolCounts {
        school: school.name,
        students: enrolled.len(),
        events,
        late: acts.iter().filter(is_late).count(),
        corrected: enrolled.iter().flat_map(|card| &card.moments).filter(|moment| moment.corrected).count(),
        classes: school.classes.iter().map(|class| count_class(class.id, class.name, &enrolled)).collect(),
    }
}

fn count_class(class: ClassId, name: &'static str, enrolled: &[&StudentCard]) -> ClassCounts {
    let today = now_at(super::year::opening()).today;
    let cards: Vec<&&StudentCard> = enrolled.iter().filter(|card| card.class == Some(class)).collect();
    let families = |is: &dyn Fn(&StudentCard) -> bool| cards.iter().filter(|card| is(card)).count();
    ClassCounts {
        class: name,
        students: cards.len(),
        never_reached: families(&|card| reach::last_contact(card, today).is_none()),
        only_through_a_supporter: families(&|card| reach::through(card, today) == Some(reach::Through::Supporter)),
        only_about_trouble: families(&|card| reach::only_concern(card, today)),
    }
}

#[cfg(test)]
mod specs {
    use super::{
        super::{clock::DemoClock, schools::schools},
        *,
    };
    use std::path::Path;
    use store::{DatabaseKind, Verified};
    use testing::TestStore;

    const SEED: u64 = 7;

    /// A demo with databases of its own. Its data folder does not exist: the clock stands still.
    struct FilledDemo {
        store: TestStore,
        app: App,
    }

    impl FilledDemo {
        async fn new() -> FilledDemo {
            let clock = DemoClock::open(Path::new("no data folder"), SEED).unwrap();
            let store = TestStore::new(DatabaseKind::Demo, clock.world()).await;
            FilledDemo { app: App::new(store.store.clone()), store }
        }

        async fn fill(&self) -> SchoolCounts {
            fill(&self.app, vec![smallest()], SEED, |_, _| {}).await.unwrap().remove(0)
        }

        async fn proof(&self) -> Verified {
            self.store.store.verify(smallest().id, store::VerifyScope::default(), |_| {}).await.unwrap()
        }
    }

    fn smallest() -> DemoSchool {
        schools(SEED).unwrap().remove(2)
    }

    #[tokio::test]
    async fn the_same_seed_gives_the_same_head_also_after_an_interruption() {
        let (straight, interrupted) = (FilledDemo::new().await, FilledDemo::new().await);
        let counts = straight.fill().await;
        assert_eq!(counts.students, 60);

        let (school, acts) = (smallest(), year(&smallest(), SEED));
        let some_days = acts.partition_point(|act| day_of(act) < day_of(&acts[acts.len() / 2]));
        fill_school(&interrupted.app, &school, &acts[..some_days], &|_| {}).await.unwrap();
        assert_eq!(interrupted.fill().await, counts);

        let (one, other) = (straight.proof().await, interrupted.proof().await);
        assert_eq!((one.events, &one.findings), (counts.events as i64, &vec![]));
        assert!(one.lookups.unwrap() > 100 && one.view_rows.unwrap() > 1000 && one.not_checked.is_empty(), "{one:?}");
        assert_eq!((one.events, one.head), (other.events, other.head));
    }

    #[test]
    fn a_school_that_does_not_show_what_was_promised_is_not_passed_off_as_the_demo() {
        let class =
            ClassCounts { class: "1A", students: 20, never_reached: 1, only_through_a_supporter: 1, only_about_trouble: 1 };
        let kept =
            SchoolCounts { school: "De Sluis", students: 20, events: 900, late: 5, corrected: 5, classes: vec![class.clone()] };
        assert!(kept.check().is_ok());
        let broken = [
            SchoolCounts { late: 4, ..kept.clone() },
            SchoolCounts { corrected: 4, ..kept.clone() },
            SchoolCounts { classes: vec![class.clone(), ClassCounts { never_reached: 0, ..class.clone() }], ..kept.clone() },
            SchoolCounts { classes: vec![ClassCounts { only_through_a_supporter: 0, ..class.clone() }], ..kept.clone() },
            SchoolCounts { classes: vec![ClassCounts { only_about_trouble: 0, ..class }], ..kept.clone() },
        ];
        assert!(broken.iter().all(|counts| counts.check().is_err()));
    }
}
