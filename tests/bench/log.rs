//! The event log beside a bare INSERT on the same PostgreSQL, with fsync on.

use crate::{
    hash, pilot,
    report::{Figure, Report},
};
use anyhow::{Context, Result};
use app::{App, batch::Batch};
use chrono::{NaiveDate, Utc};
use domain::{
    actor::{Actor, Role, Via},
    assignment::{AssignmentGiven, AssignmentKind},
    class::{AssignMentor, OpenClass},
    contact::{Account, ContactMade, Initiative, Means, Reason, RecordContact, Telling, Topic},
    facts::Fact,
    ids::{AssignmentId, ClassId, CommandId, ContactId, EntryId, GivingId, MessageId, PersonId, SchoolId, Stream, StreamKind},
    line::{CareerQuestion, ExperienceKind, ExperienceRecorded, Piece},
    message::{MessageSent, Side},
    parent::{Authority, LinkParent, Relation},
    personal::Personal,
    policy::{About, Entered, Pass, deeds, permit},
    school::OpenSchool,
    staff::AppointStaff,
    student::EnrolStudent,
    time::{Occurred, SchoolYear},
    values::{Line, PersonName, Sheet, StudentNumber, Title, Words},
    views,
};
use futures::{StreamExt, future::join_all};
use sqlx::{AssertSqlSafe, PgPool, postgres::PgPoolOptions};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use store::{
    Expected, NewCommand, NewEvent, PlatformKey, Settings, Store, World,
    cluster::{Cluster, Durability, SUPERUSER},
    migrate, prepare_server,
};
use tests::world::fresh_folder;
use uuid::Uuid;

const SCHOOLS: usize = 16;
/// Enough that no student gathers more contacts in a line than in a few years at school: a card holds them all.
const STUDENTS: usize = 240;
const CLASS: usize = 24;
/// How long each line is measured, after a warm-up of a quarter of that.
const MEASURE: Duration = Duration::from_secs(4);
const CONNECTIONS: u32 = 32;

/// Everything a line needs.
pub struct Bench {
    pub store: Store,
    pub app: App,
    pub schools: Vec<School>,
    pub limit: PgPool,
}

pub struct School {
    pub mentor: Entered,
    pub classes: Vec<ClassId>,
    pub students: Vec<(PersonId, PersonId)>,
    pub pass: Pass<deeds::RecordContact>,
}

/// All of it, or only one part: append, stories, batch, load, read, hash or safety. The pilot takes minutes: only by its name.
pub async fn run(mut report: Report, only: Option<String>) -> Result<()> {
    let folder = fresh_folder("bench")?;
    let data = folder.clone();
    let cluster = tokio::task::spawn_blocking(move || Cluster::open(&data, Durability::Durable)).await??;
    let pilot = only.as_deref() == Some("pilot");
    let (schools, students) = if pilot { (pilot::SCHOOLS, pilot::STUDENTS) } else { (SCHOOLS, STUDENTS) };
    let bench = Arc::new(prepare(&cluster, &folder, schools, students).await?);

    let parts = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if pilot {
        pilot::run(&bench, &mut report).await?;
    }
    if parts("hash") {
        hash::run(&mut report)?;
    }
    if parts("append") {
        one_by_one(&bench, &mut report).await?;
    }
    if parts("stories") {
        by_story(&bench, &mut report).await?;
    }
    if parts("batch") {
        by_ten(&bench, &mut report).await?;
    }
    if parts("load") {
        after_loading(&bench, &mut report).await?;
    }
    if parts("read") {
        reading(&bench, &mut report).await?;
    }
    // Last, because its views miss what was appended without them.
    if parts("safety") {
        without_each(&bench, &cluster, &mut report).await?;
    }
    bench.store.close().await;
    bench.limit.close().await;
    tokio::task::spawn_blocking(move || cluster.stop()).await??;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

async fn one_by_one(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    for writers in [1, 8, 32] {
        let bare = bare_inserts(bench, writers).await?;
        report.add(line("limit", "one bare INSERT", writers, &bare, "commits/s"))?;
        let many = appends(bench, writers, SCHOOLS, 1).await?;
        let figure = line("append", "16 schools, everything on", writers, &many, "commits/s");
        beside(report, figure, &many, &bare, (writers == 32).then_some(0.5))?;
        let one = appends(bench, writers, 1, 1).await?;
        let figure = line("append", "one school, everything on", writers, &one, "commits/s");
        beside(report, figure, &one, &bare, None)?;
        if writers == 32 {
            let times = one.rate / appends(bench, 1, 1, 1).await?.rate;
            let ok = Some(times >= 5.0);
            report.add(figure_of("group commit", "one school, 32 against 1 writer", 32, times, "times", None, ok))?;
        }
    }
    Ok(())
}

/// What each safety costs: the same appends without it, beside those with everything on just before and just after, because
/// the cards of students grow meanwhile. On a database that is thrown away. The chain cannot be left out: its hashes are
/// columns that must be there.
async fn without_each(bench: &Arc<Bench>, cluster: &Cluster, report: &mut Report) -> Result<()> {
    let owner = PgPool::connect(&cluster.url(SUPERUSER, "bench")).await?;
    let fence = |how: &str| {
        let tables = "'tenant_head', 'event', 'event_sealed', 'event_tag', 'command', 'effect', 'view_row', 'lookup'";
        let each = format!("execute format('alter table %I {how} row level security', fenced)");
        vec![format!("do $$ declare fenced text; begin foreach fenced in array array[{tables}] loop {each}; end loop; end $$")]
    };
    let views = |mode: &str| {
        vec![format!("update view_tenant set mode = '{mode}'"), "update tenant_head set view_epoch = view_epoch + 1".to_owned()]
    };
    let disk = |how: &str| vec![format!("alter system set synchronous_commit = {how}"), "select pg_reload_conf()".to_owned()];
    // Each with how to leave it out, and how to have it again.
    let safeties: [(_, MakeEvent, _, _); 4] = [
        ("without a sealed field", without_words, vec![], vec![]),
        ("without row-level security", new_contact, fence("disable"), fence("enable")),
        ("without waiting for the disk", new_contact, disk("off"), disk("on")),
        ("without views", new_contact, views("retired"), views("inline")),
    ];
    let mut before = appends(bench, 32, SCHOOLS, 1).await?;
    for (name, make, off, on) in safeties {
        run_each(&owner, off).await?;
        let speed = appends_of(bench, 32, SCHOOLS, 1, make).await?;
        run_each(&owner, on).await?;
        let after = appends(bench, 32, SCHOOLS, 1).await?;
        let whole = before.mean(&after);
        report.add(line("append", "everything on", 32, &whole, "commits/s"))?;
        beside(report, line("append", name, 32, &speed, "commits/s"), &speed, &whole, None)?;
        before = after;
    }
    owner.close().await;
    Ok(())
}

async fn run_each(owner: &PgPool, statements: Vec<String>) -> Result<()> {
    for statement in statements {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(owner).await?;
    }
    Ok(())
}

/// What the facts of later stories cost beside a contact: each has other views to fold.
async fn by_story(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    let contacts = appends(bench, 8, SCHOOLS, 1).await?;
    report.add(line("append", "a contact: card, timeline", 8, &contacts, "commits/s"))?;
    let stories: [(&str, MakeEvent); 3] = [
        ("a message: card, timeline, mailbox", message),
        ("an assignment: card, timeline, assignments", assignment),
        ("an experience: timeline, line", experience),
    ];
    for (name, make) in stories {
        let speed = appends_of(bench, 8, SCHOOLS, 1, make).await?;
        beside(report, line("append", name, 8, &speed, "commits/s"), &speed, &contacts, None)?;
    }
    Ok(())
}

async fn by_ten(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    let bare = bare_batches(bench, 8).await?;
    report.add(line("limit", "10 rows in one INSERT", 8, &bare, "rows/s"))?;
    let ten = appends(bench, 8, SCHOOLS, 10).await?.times(10.0);
    beside(report, line("batch of 10", "16 schools, everything on", 8, &ten, "events/s"), &ten, &bare, Some(0.5))?;
    Ok(())
}

async fn after_loading(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    let bare = bare_load_and_insert(bench, 8).await?;
    report.add(line("limit", "read 50 rows, one INSERT", 8, &bare, "ops/s"))?;
    let through = load_decide_append(bench, 8).await?;
    let figure = line("load 50 + append", "load, decode, decide, append", 8, &through, "ops/s");
    beside(report, figure, &through, &bare, Some(0.6))?;
    let door = through_the_door(bench, 8).await?;
    beside(report, line("the door", "policy, load, decide, append", 8, &door, "commands/s"), &door, &bare, None)?;
    Ok(())
}

pub fn figure_of(
    workload: &'static str,
    variant: &str,
    writers: usize,
    value: f64,
    unit: &'static str,
    limit_ratio: Option<f64>,
    ok: Option<bool>,
) -> Figure {
    Figure { workload, variant: variant.to_owned(), writers, value, unit, limit_ratio, ok }
}

fn line(workload: &'static str, variant: &str, writers: usize, speed: &Speed, unit: &'static str) -> Figure {
    figure_of(workload, variant, writers, speed.rate, unit, None, None)
}

/// The figure as a share of its limit, and below it the same for processor time, which a busy machine disturbs less.
fn beside(report: &mut Report, mut figure: Figure, speed: &Speed, limit: &Speed, bar: Option<f64>) -> Result<()> {
    let share = speed.rate / limit.rate;
    (figure.limit_ratio, figure.ok) = (Some(share), bar.map(|bar| share >= bar));
    let (variant, writers) = (format!("  processor time, limit {:.0}", limit.processor), figure.writers);
    report.add(figure)?;
    let share = limit.processor / speed.processor;
    report.add(figure_of("", &variant, writers, speed.processor, "µs each", Some(share), None))
}

/// How fast something went.
struct Speed {
    /// A second.
    rate: f64,
    /// Microseconds of processor time for each, of this program and of PostgreSQL together.
    processor: f64,
}

impl Speed {
    /// Per item, when each operation has so many.
    fn times(self, items: f64) -> Speed {
        Speed { rate: self.rate * items, processor: self.processor / items }
    }

    fn mean(&self, other: &Speed) -> Speed {
        Speed { rate: (self.rate + other.rate) / 2.0, processor: (self.processor + other.processor) / 2.0 }
    }
}

/// Nanoseconds of processor time that this program and every PostgreSQL on this machine have used.
fn processor_time() -> Result<u64> {
    let mut sum = 0;
    for process in std::fs::read_dir("/proc")?.flatten() {
        let ours = process.file_name() == *std::process::id().to_string();
        // A process may end while we look at it.
        let name = std::fs::read_to_string(process.path().join("comm")).unwrap_or_default();
        let Ok(threads) = std::fs::read_dir(process.path().join("task")) else { continue };
        if ours || name.trim() == "postgres" {
            let used = |path| std::fs::read_to_string(path).ok()?.split(' ').next()?.parse::<u64>().ok();
            sum += threads.flatten().filter_map(|thread| used(thread.path().join("schedstat"))).sum::<u64>();
        }
    }
    Ok(sum)
}

/// A fresh cluster with schools, their classes full, and the bare table beside them.
async fn prepare(cluster: &Cluster, folder: &std::path::Path, count: usize, students: usize) -> Result<Bench> {
    prepare_server(&cluster.url(SUPERUSER, "postgres"), "bench").await?;
    migrate(&cluster.url(store::OWNER, "bench"), &cluster.url(store::OWNER, "bench_keys"), store::Kind::Live).await?;
    let (key, _) = PlatformKey::load_or_make(&folder.join("platform.key"))?;
    let settings = Settings {
        log_url: cluster.url(store::APP, "bench"),
        keys_url: cluster.url(store::APP, "bench_keys"),
        connections: CONNECTIONS,
    };
    let store = Store::open(&settings, key, World::real()).await?;
    let app = App::new(store.clone());
    let mut schools = Vec::new();
    for n in 0..count {
        schools.push(school(&app, n, students).await?);
    }
    let limit = PgPoolOptions::new().max_connections(CONNECTIONS).min_connections(CONNECTIONS).test_before_acquire(false);
    let limit = limit.connect(&cluster.url(SUPERUSER, "postgres")).await?;
    sqlx::raw_sql(
        "create table bare(position bigint generated always as identity primary key, tenant int not null, stream uuid not null,
         version int not null, type text not null, body jsonb not null, at timestamptz not null default now(), unique(tenant, stream, version))",
    )
    .execute(&limit)
    .await?;
    Ok(Bench { store, app, schools, limit })
}

async fn school(app: &App, n: usize, count: usize) -> Result<School> {
    let school = SchoolId(Uuid::new_v4());
    let operator = Entered::as_actor(Actor::Operator { school });
    let id = || CommandId(Uuid::new_v4());
    let open = OpenSchool { school, name: format!("School {n}"), city: "Meetstad".into() };
    app.open_school(&operator, id(), &format!("school-{n}"), open).await.map_err(problem)?;
    let mentor = PersonId(Uuid::new_v4());
    let name = |last: &str| PersonName::new("", "", last).map_err(|invalid| anyhow::anyhow!(invalid.0));
    let mut batch = Batch::begin(app);
    batch
        .carry_out(&operator, id(), &AppointStaff { person: mentor, name: name("Mentor")?, role: Role::Mentor })
        .await
        .map_err(problem)?;
    let year = SchoolYear::of(Utc::now().date_naive());
    let (mut classes, mut students) = (Vec::new(), Vec::new());
    let mut class = ClassId(Uuid::nil());
    for k in 0..count {
        if k % CLASS == 0 {
            class = ClassId(Uuid::new_v4());
            classes.push(class);
            let open = OpenClass { class, name: format!("{}", k / CLASS), school_year: year, year: Some(3), track: None };
            batch.carry_out(&operator, id(), &open).await.map_err(problem)?;
            batch.carry_out(&operator, id(), &AssignMentor { class, mentor }).await.map_err(problem)?;
        }
        let (student, parent) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
        let number = StudentNumber::parse(&k.to_string()).map_err(|invalid| anyhow::anyhow!(invalid.0))?;
        batch
            .carry_out(&operator, id(), &EnrolStudent { student, class, number, name: name("Leerling")?, birth_date: None })
            .await
            .map_err(problem)?;
        let link = LinkParent { parent, name: name("Ouder")?, student, relation: Relation::Parent, authority: Authority::Full };
        batch.carry_out(&operator, id(), &link).await.map_err(problem)?;
        students.push((student, parent));
    }
    for answer in batch.commit(&operator).await.map_err(problem)? {
        answer?;
    }
    let mentor =
        Entered::as_actor(Actor::Person { school, person: mentor, role: Role::Mentor, via: Via::Session, on_behalf_of: None });
    let about = About::Student(students[0].0);
    let relations = app.store().relations(&mentor, about).await?;
    let pass = permit(&mentor, &relations, about).map_err(|denied| anyhow::anyhow!("{denied:?}"))?;
    Ok(School { mentor, classes, students, pass })
}

pub fn problem(problem: app::Problem) -> anyhow::Error {
    anyhow::anyhow!("{problem:?}")
}

/// Runs `work` in so many tasks for a while, and measures after a warm-up.
async fn measure<F, W>(writers: usize, work: W) -> Result<Speed>
where
    W: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = Result<()>> + Send,
{
    let (work, counted) = (Arc::new(work), Arc::new(AtomicU64::new(0)));
    let (all, used) = (Arc::new(AtomicU64::new(0)), processor_time()?);
    let begin = Instant::now();
    let (from, until) = (begin + MEASURE / 4, begin + MEASURE / 4 + MEASURE);
    let tasks = (0..writers).map(|writer| {
        let (work, counted, all) = (work.clone(), counted.clone(), all.clone());
        tokio::spawn(async move {
            for n in 0.. {
                work(writer, n).await?;
                all.fetch_add(1, Ordering::Relaxed);
                let now = Instant::now();
                if now >= until {
                    break;
                }
                if now >= from {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
            anyhow::Ok(())
        })
    });
    for task in join_all(tasks).await {
        task??;
    }
    let processor = (processor_time()? - used) as f64 / 1000.0 / all.load(Ordering::Relaxed) as f64;
    Ok(Speed { rate: counted.load(Ordering::Relaxed) as f64 / MEASURE.as_secs_f64(), processor })
}

/// About the size of a contact with a sentence.
fn body() -> serde_json::Value {
    serde_json::json!({"contact": Uuid::new_v4(), "student": Uuid::new_v4(), "with": [Uuid::new_v4()], "means": "phone", "topics": ["future", "motives"],
        "words": "Ze wil graag een dag meelopen in de bakkerij van haar oom, en haar moeder gaat mee."})
}

async fn bare_inserts(bench: &Arc<Bench>, writers: usize) -> Result<Speed> {
    let bench = bench.clone();
    measure(writers, move |writer, n| {
        let pool = bench.limit.clone();
        async move {
            let insert = sqlx::query("insert into bare(tenant, stream, version, type, body) values ($1, $2, 1, 'contact', $3)");
            insert.bind(((writer as u64 + n) % SCHOOLS as u64) as i32).bind(Uuid::new_v4()).bind(body()).execute(&pool).await?;
            Ok(())
        }
    })
    .await
}

/// Rows a second when ten are written at once.
async fn bare_batches(bench: &Arc<Bench>, writers: usize) -> Result<Speed> {
    let bench = bench.clone();
    let batches = measure(writers, move |writer, n| {
        let pool = bench.limit.clone();
        async move {
            let bodies: Vec<serde_json::Value> = (0..10).map(|_| body()).collect();
            let insert = sqlx::query(
                "insert into bare(tenant, stream, version, type, body)
                 select $1, $2, i::int, 'contact', b from unnest($3::jsonb[]) with ordinality as t(b, i)",
            );
            insert.bind(((writer as u64 + n) % SCHOOLS as u64) as i32).bind(Uuid::new_v4()).bind(bodies).execute(&pool).await?;
            Ok(())
        }
    })
    .await?;
    Ok(batches.times(10.0))
}

fn account(student: PersonId, parent: PersonId) -> Account {
    let words =
        Words::parse("Ze wil graag een dag meelopen in de bakkerij van haar oom, en haar moeder gaat mee.").ok().flatten();
    Account {
        means: Means::Phone,
        with: vec![parent],
        student_present: false,
        initiative: Initiative::School,
        reason: Reason::Positive,
        topics: vec![Topic::Future, Topic::Motives],
        words: words.map(|words| Personal::open(student, words)),
    }
}

/// A contact with a sealed sentence, three tags, and three view rows to fold.
fn contact(school: &School, contact: ContactId, n: u64) -> NewEvent {
    let (student, parent) = school.students[n as usize % school.students.len()];
    let occurred = Occurred::on(Utc::now().date_naive());
    let fact = ContactMade { contact, student, occurred, account: account(student, parent) };
    let stream = Stream::of(StreamKind::Contact, contact.0);
    NewEvent { stream, expected: Expected::Exactly(0), occurred, fact: fact.into(), causation: None }
}

/// An event of the nth student of a school, in a stream of its own.
pub type MakeEvent = fn(&School, u64) -> NewEvent;

pub fn new_contact(school: &School, n: u64) -> NewEvent {
    contact(school, ContactId(Uuid::new_v4()), n)
}

fn without_words(school: &School, n: u64) -> NewEvent {
    let mut event = new_contact(school, n);
    if let Fact::ContactMade(fact) = &mut event.fact {
        fact.account.words = None;
    }
    event
}

pub fn message(school: &School, n: u64) -> NewEvent {
    let (student, with) = school.students[n as usize % school.students.len()];
    let words = Words::parse("Kunt u donderdag om tien over vier even bellen over de stage?").ok().flatten();
    let words = Personal::open(student, words.unwrap_or_else(|| unreachable!("a sentence")));
    begins(MessageSent { message: MessageId(Uuid::new_v4()), student, with, by: Side::School, asks: true, words })
}

pub fn assignment(school: &School, n: u64) -> NewEvent {
    let (student, _) = school.students[n as usize % school.students.len()];
    let line = |text: &str| Line::parse(text).ok().flatten().unwrap_or_else(|| unreachable!("a line"));
    let sheet = Sheet {
        title: line("Waar ben je goed in?"),
        why: line("Thuis zien ze andere dingen dan op school."),
        then: line("We leggen het naast wat jij zelf noemde."),
        after: Some(line("De les over kwaliteiten")),
        steps: vec![line("Vraag iemand thuis waar jij goed in bent."), line("Vraag wanneer dat te zien was.")],
    };
    let giving = GivingId(Uuid::new_v4());
    begins(AssignmentGiven {
        assignment: AssignmentId::of(giving, student),
        giving,
        student,
        class: None,
        kind: AssignmentKind::Together,
        minutes: 10,
        due: Utc::now().date_naive(),
        builds_on: None,
        sheet: Personal::open(student, sheet),
    })
}

pub fn experience(school: &School, n: u64) -> NewEvent {
    let (student, _) = school.students[n as usize % school.students.len()];
    let title = Title::parse("Een dag mee in de bakkerij").unwrap_or_else(|_| unreachable!("a title"));
    let questions = vec![CareerQuestion::Work];
    let piece = Piece { title: Personal::open(student, title), words: None, questions, builds_on: None };
    let (entry, occurred) = (EntryId(Uuid::new_v4()), Occurred::on(Utc::now().date_naive()));
    begins(ExperienceRecorded { entry, student, occurred, kind: ExperienceKind::Visit, proud: false, piece })
}

fn begins(fact: impl Into<Fact>) -> NewEvent {
    let (fact, occurred) = (fact.into(), Occurred::on(Utc::now().date_naive()));
    NewEvent { stream: fact.stream(), expected: Expected::Exactly(0), occurred, fact, causation: None }
}

pub fn command(school: &School, events: Vec<NewEvent>) -> NewCommand {
    NewCommand {
        command_id: CommandId(Uuid::new_v4()),
        digest: [7; 32],
        actor: school.mentor.actor().author(),
        events,
        leans_on: vec![],
        seen: domain::ids::Position(0),
        lookups: vec![],
        effects: vec![],
        recorded_at: None,
    }
}

/// Commands a second, each of so many events, spread over so many schools.
async fn appends(bench: &Arc<Bench>, writers: usize, schools: usize, events: usize) -> Result<Speed> {
    appends_of(bench, writers, schools, events, new_contact).await
}

async fn appends_of(bench: &Arc<Bench>, writers: usize, schools: usize, events: usize, make: MakeEvent) -> Result<Speed> {
    let bench = bench.clone();
    measure(writers, move |writer, n| {
        let bench = bench.clone();
        async move {
            let school = &bench.schools[(writer + n as usize) % schools];
            let events = (0..events as u64).map(|k| make(school, n + k)).collect();
            bench.store.append(&school.pass, command(school, events)).await?;
            Ok(())
        }
    })
    .await
}

/// Streams of fifty that the next two lines read.
const DEEP: i32 = 50;

async fn bare_load_and_insert(bench: &Arc<Bench>, writers: usize) -> Result<Speed> {
    let streams: Vec<Uuid> = (0..writers).map(|_| Uuid::new_v4()).collect();
    for stream in &streams {
        for version in 1..=DEEP {
            let insert = sqlx::query("insert into bare(tenant, stream, version, type, body) values (0, $1, $2, 'contact', $3)");
            insert.bind(stream).bind(version).bind(body()).execute(&bench.limit).await?;
        }
    }
    let bench = bench.clone();
    measure(writers, move |writer, n| {
        let (pool, stream) = (bench.limit.clone(), streams[writer]);
        async move {
            let read = sqlx::query_scalar("select body from bare where tenant = 0 and stream = $1 order by version limit 50");
            let bodies: Vec<serde_json::Value> = read.bind(stream).fetch_all(&pool).await?;
            anyhow::ensure!(bodies.len() == DEEP as usize);
            let insert = sqlx::query("insert into bare(tenant, stream, version, type, body) values (1, $1, $2, 'contact', $3)");
            insert.bind(stream).bind(n as i32).bind(body()).execute(&pool).await?;
            Ok(())
        }
    })
    .await
}

/// A stream of fifty corrections is loaded and decoded, and one contact appended.
async fn load_decide_append(bench: &Arc<Bench>, writers: usize) -> Result<Speed> {
    let mut deep = Vec::new();
    for writer in 0..writers {
        let school = &bench.schools[writer % SCHOOLS];
        let id = ContactId(Uuid::new_v4());
        for version in 0..DEEP as u32 {
            let mut event = contact(school, id, writer as u64);
            event.expected = Expected::Exactly(version);
            bench.store.append(&school.pass, command(school, vec![event])).await?;
        }
        deep.push(Stream::of(StreamKind::Contact, id.0));
    }
    let bench = bench.clone();
    measure(writers, move |writer, n| {
        let (bench, stream) = (bench.clone(), deep[writer]);
        async move {
            let school = &bench.schools[writer % SCHOOLS];
            let loaded = bench.store.load(&school.pass, stream, CommandId(Uuid::new_v4())).await?;
            anyhow::ensure!(loaded.version == DEEP as u32);
            let event = contact(school, ContactId(Uuid::new_v4()), n);
            bench.store.append(&school.pass, command(school, vec![event])).await?;
            Ok(())
        }
    })
    .await
}

/// The whole write path, as a form takes it.
async fn through_the_door(bench: &Arc<Bench>, writers: usize) -> Result<Speed> {
    let bench = bench.clone();
    measure(writers, move |writer, n| {
        let bench = bench.clone();
        async move {
            let school = &bench.schools[(writer + n as usize) % SCHOOLS];
            let (student, parent) = school.students[n as usize % school.students.len()];
            let telling = Telling {
                occurred: Occurred::on(today()),
                means: Means::Phone,
                with: vec![parent],
                student_present: false,
                initiative: Initiative::School,
                reason: Reason::Positive,
                topics: vec![Topic::Future],
                words: Words::parse("Ze wil graag een dag meelopen.").ok().flatten(),
            };
            let command = RecordContact { contact: ContactId(Uuid::new_v4()), student, telling };
            bench.app.carry_out(&school.mentor, CommandId(Uuid::new_v4()), command).await.map_err(problem)?;
            Ok(())
        }
    })
    .await
}

fn today() -> NaiveDate {
    app::calendar::now_at(Utc::now()).today
}

/// Verify and rebuild the school that holds most, beside a bare cursor.
async fn reading(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    // Something to read, also when this part is run alone.
    bare_batches(bench, 8).await?;
    appends(bench, 8, 1, 10).await?;
    let school = bench.schools.first().context("no school")?.mentor.school();
    let begin = Instant::now();
    let mut rows =
        sqlx::query_as::<_, (i64, serde_json::Value)>("select position, body from bare order by position").fetch(&bench.limit);
    let mut read = 0u64;
    while let Some(row) = rows.next().await {
        row?;
        read += 1;
    }
    let bare = read as f64 / begin.elapsed().as_secs_f64();
    report.add(figure_of("limit", "a bare cursor", 1, bare, "rows/s", None, None))?;

    let begin = Instant::now();
    let verified = bench.store.verify(school, |_| {}).await?;
    anyhow::ensure!(verified.ok(), "the log is not what was written: {:?}", verified.first_bad);
    let rate = verified.events as f64 / begin.elapsed().as_secs_f64();
    report.add(figure_of(
        "verify",
        "read, hash and link every event",
        1,
        rate,
        "events/s",
        Some(rate / bare),
        Some(rate / bare >= 0.8),
    ))?;

    // Nothing in the product reads a whole log, decoded, but a rebuild, so that is what is measured: pages of decoded events,
    // and besides what the cheapest of the views makes of them.
    let mut catch_up = 0.0;
    for view in views::ALL {
        let begin = Instant::now();
        let rebuilt = bench.store.rebuild(school, view, |_| {}).await?;
        anyhow::ensure!(rebuilt.changed == 0, "{} differed from its rebuild", view.name);
        let rate = rebuilt.events as f64 / begin.elapsed().as_secs_f64();
        let many = rebuilt.events > 1000;
        report.add(figure_of("rebuild", view.name, 1, rate, "events/s", None, many.then_some(rate >= 50_000.0)))?;
        if many {
            catch_up = rate.max(catch_up);
        }
    }
    let (share, variant) = (catch_up / bare, "decoded pages, cheapest rebuild");
    report.add(figure_of("catch-up", variant, 1, catch_up, "events/s", Some(share), Some(share >= 0.8)))
}
