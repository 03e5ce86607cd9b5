//! The event log beside a bare table on the same PostgreSQL, with fsync on.

use crate::{
    bare::{self, LONG, STREAMS, own_stream},
    hash, pilot,
    report::Report,
    school::{
        MakeEvent, School, again, assignment, command, contact, experience, message, new_contact, problem, school, without_words,
    },
    speed::{Work, alone, beside, figure_of, in_turn, line, work},
};
use anyhow::Result;
use app::App;
use chrono::{NaiveDate, Utc};
use domain::{
    contact::{Contact, ContactReport, Initiative, Means, Reason, RecordContact, Topic},
    grammar::Story,
    ids::{CommandId, ContactId, Stream, StreamKind},
    time::Occurred,
    values::Words,
    views,
};
use futures::future::try_join_all;
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, postgres::PgPoolOptions};
use std::{sync::Arc, time::Instant};
use store::{
    NewEvent, PlatformKey, Settings, Store, World,
    cluster::{Cluster, Durability, SUPERUSER},
    migrate, prepare_server,
};
use tests::world::fresh_folder;
use uuid::Uuid;

const SCHOOLS: usize = 16;
/// Enough that no student gathers more contacts in a line than in a few years at school: a card holds them all.
const STUDENTS: usize = 240;
/// A school that is alone in its line has as many as the biggest.
const BIG: usize = 1500;
/// Contacts in the log that is read, and of how many students: fifty each.
const LOG: usize = 200_000;
const READ_STUDENTS: usize = 4000;
const CONNECTIONS: u32 = 32;

/// Everything a line needs.
pub struct Bench {
    pub store: Store,
    pub app: App,
    pub schools: Arc<[School]>,
    pub limit: PgPool,
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
        reading(&bench, &cluster, &mut report).await?;
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
        let works = [bare::one(&bench.limit), appends(bench), alone_in(bench, writers).await?];
        let [bare, many, one] = in_turn(works.map(|work| (writers, work))).await?;
        report.add(line("limit", "one bare INSERT", writers, &bare, "commits/s"))?;
        let figure = line("append", "16 schools, everything on", writers, &many, "commits/s");
        beside(report, figure, &many, &bare, (writers == 32).then_some(0.5))?;
        let figure = line("append", "one school, everything on", writers, &one, "commits/s");
        beside(report, figure, &one, &bare, (writers == 32).then_some(0.5))?;
    }
    // How many times more than one writer alone. Five times could be asked on a slow disk, for which one writer mostly waits: on a
    // fast one a bare table gains less than four. So one school is held to the same share of bare INSERTs as sixteen, and the
    // times are printed beside those of a bare table.
    let bare = bare::one(&bench.limit);
    let works = [(32, bare.clone()), (1, bare), (32, alone_in(bench, 33).await?), (1, alone_in(bench, 34).await?)];
    let [bare, bare_alone, many, alone] = in_turn(works).await?;
    for (variant, many, alone) in [("bare INSERTs, 32 against 1", bare, bare_alone), ("one school, 32 against 1", many, alone)] {
        report.add(figure_of("group commit", variant, 32, many.rate / alone.rate, "times", None, None))?;
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
    let some = |mode: &str, which: &str| {
        let told = "update tenant_head set view_epoch = view_epoch + 1".to_owned();
        vec![format!("update view_tenant set mode = '{mode}' where name like '{which}'"), told]
    };
    let views = |mode: &str| some(mode, "%");
    let disk = |how: &str| vec![format!("alter system set synchronous_commit = {how}"), "select pg_reload_conf()".to_owned()];
    // Each with how to leave it out, and how to have it again.
    // Rows of a view that was left out are behind the log, and an append refuses them. So what is had again is built anew.
    let safeties: [(_, MakeEvent, _, _); 6] = [
        ("without a sealed field", without_words, vec![], vec![]),
        ("without row-level security", new_contact, fence("disable"), fence("enable")),
        ("without waiting for the disk", new_contact, disk("off"), disk("on")),
        ("without the student's card", new_contact, some("retired", "student"), some("inline", "student")),
        ("without the timeline", new_contact, some("retired", "timeline"), some("inline", "timeline")),
        ("without views", new_contact, views("retired"), views("inline")),
    ];
    let mut before = alone(32, appends(bench)).await?;
    for (name, make, off, on) in safeties {
        run_each(&owner, off).await?;
        let speed = alone(32, appends_of(bench, move |school, n| vec![make(school, n)])).await?;
        run_each(&owner, on).await?;
        build_views(bench).await?;
        let after = alone(32, appends(bench)).await?;
        let whole = before.mean(&after);
        report.add(line("append", "everything on", 32, &whole, "commits/s"))?;
        beside(report, line("append", name, 32, &speed, "commits/s"), &speed, &whole, None)?;
        before = after;
    }
    owner.close().await;
    Ok(())
}

/// Builds what is behind the log; where nothing is, it compares and writes nothing.
async fn build_views(bench: &Bench) -> Result<()> {
    for school in bench.schools.iter() {
        for view in views::ALL {
            bench.store.rebuild(school.mentor.school(), view, |_| {}).await?;
        }
    }
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
    let story = |make: MakeEvent| appends_of(bench, move |school, n| vec![make(school, n)]);
    let works = [appends(bench), story(message), story(assignment), story(experience)];
    let [contacts, messages, assignments, experiences] = in_turn(works.map(|work| (8, work))).await?;
    report.add(line("append", "a contact: card, timeline", 8, &contacts, "commits/s"))?;
    for (name, speed) in [
        ("a message: card, timeline, mailbox", messages),
        ("an assignment: card, timeline, assignments", assignments),
        ("an experience: timeline, line", experiences),
    ] {
        beside(report, line("append", name, 8, &speed, "commits/s"), &speed, &contacts, None)?;
    }
    Ok(())
}

/// Ten events at once: of one stream, which is what others are measured by; and what a school does, the same for ten students.
async fn by_ten(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    let works = [bare::ten_of_a_stream(&bench.limit), appends_of(bench, ten_of_a_stream)];
    let [bare, ten] = in_turn(works.map(|work| (8, work))).await?.map(|speed| speed.times(10.0));
    report.add(line("limit", "10 rows of a stream, one INSERT", 8, &bare, "rows/s"))?;
    beside(report, line("batch of 10", "of one stream, everything on", 8, &ten, "events/s"), &ten, &bare, Some(0.5))?;
    let works = [bare::ten_streams(&bench.limit), appends_of(bench, ten_students)];
    let [bare, ten] = in_turn(works.map(|work| (8, work))).await?.map(|speed| speed.times(10.0));
    report.add(line("limit", "10 rows of ten streams, one INSERT", 8, &bare, "rows/s"))?;
    beside(report, line("batch of 10", "ten students, everything on", 8, &ten, "events/s"), &ten, &bare, None)
}

async fn after_loading(bench: &Arc<Bench>, report: &mut Report) -> Result<()> {
    let limit = bare::load_and_insert(&bench.limit, 8).await?;
    let ours = load_decide_append(bench, 8).await?;
    let [bare, through] = in_turn([(8, limit.clone()), (8, ours)]).await?;
    report.add(line("limit", "read 50 rows, one INSERT", 8, &bare, "ops/s"))?;
    let figure = line("load 50 + append", "load, decode, decide, append", 8, &through, "ops/s");
    beside(report, figure, &through, &bare, Some(0.6))?;
    let [bare, door] = in_turn([(8, limit), (8, through_the_door(bench))]).await?;
    beside(report, line("the door", "policy, load, decide, append", 8, &door, "commands/s"), &door, &bare, None)
}

/// A fresh cluster with schools, their classes full, and the bare table beside them.
async fn prepare(cluster: &Cluster, folder: &std::path::Path, count: usize, students: usize) -> Result<Bench> {
    prepare_server(&cluster.url(SUPERUSER, "postgres"), "bench").await?;
    migrate(&cluster.url(store::OWNER, "bench"), &cluster.url(store::OWNER, "bench_keys"), store::DatabaseKind::Live).await?;
    let (key, _) = PlatformKey::load_or_make(&folder.join("platform.key"))?;
    let settings = Settings {
        log_url: cluster.url(store::APP, "bench"),
        keys_url: cluster.url(store::APP, "bench_keys"),
        sign_in_url: cluster.url(store::SIGN_IN, "bench"),
        unattended_url: cluster.url(store::OPERATOR, "bench"),
        erasure_url: None,
        connections: CONNECTIONS,
    };
    let store = Store::open(&settings, key, World::real()).await?.unattended();
    let app = App::new(store.clone());
    let mut schools = Vec::new();
    for n in 0..count {
        schools.push(school(&app, n, students).await?);
    }
    let limit = PgPoolOptions::new().max_connections(CONNECTIONS).min_connections(CONNECTIONS).test_before_acquire(false);
    let limit = limit.connect(&cluster.url(SUPERUSER, "postgres")).await?;
    bare::make_table(&limit).await?;
    Ok(Bench { store, app, schools: schools.into(), limit })
}

/// Commands, each with the events that `make` makes of the nth turn, spread over these schools.
fn appends_to<M>(store: &Store, schools: Arc<[School]>, make: M) -> Work
where
    M: Fn(&School, u64) -> Vec<NewEvent> + Copy + Send + Sync + 'static,
{
    let store = store.clone();
    work(move |writer, n| {
        let (store, schools) = (store.clone(), schools.clone());
        async move {
            let school = &schools[(writer + n as usize) % schools.len()];
            store.append(&school.pass, command(school, make(school, n))).await?;
            Ok(())
        }
    })
}

fn appends_of<M>(bench: &Bench, make: M) -> Work
where
    M: Fn(&School, u64) -> Vec<NewEvent> + Copy + Send + Sync + 'static,
{
    appends_to(&bench.store, bench.schools.clone(), make)
}

fn appends(bench: &Bench) -> Work {
    appends_of(bench, |school, n| vec![new_contact(school, n)])
}

/// Contacts of one school alone, a big one, and another for each number: a line does not lengthen the cards of the next.
async fn alone_in(bench: &Bench, number: usize) -> Result<Work> {
    let school = school(&bench.app, SCHOOLS + number, BIG).await?;
    Ok(appends_to(&bench.store, Arc::new([school]), |school, n| vec![new_contact(school, n)]))
}

fn ten_students(school: &School, n: u64) -> Vec<NewEvent> {
    (0..10).map(|k| new_contact(school, n + k)).collect()
}

fn ten_of_a_stream(school: &School, n: u64) -> Vec<NewEvent> {
    long_contact(school, ContactId(Uuid::new_v4()), n, 10)
}

/// A contact that is corrected again and again: a stream of so many events.
fn long_contact(school: &School, id: ContactId, n: u64, long: usize) -> Vec<NewEvent> {
    (0..long).map(|_| contact(school, id, n)).collect()
}

/// Streams of fifty are loaded and decoded, decided on, and each gets one more; every writer has streams of its own.
async fn load_decide_append(bench: &Arc<Bench>, writers: usize) -> Result<Work> {
    let deep: Arc<Vec<ContactId>> = Arc::new((0..STREAMS).map(|_| ContactId(Uuid::new_v4())).collect());
    try_join_all((0..writers).map(|writer| {
        let deep = &deep;
        async move {
            for (n, id) in deep.iter().enumerate().skip(writer).step_by(writers) {
                let school = &bench.schools[n % SCHOOLS];
                let events = long_contact(school, *id, (n / SCHOOLS) as u64, LONG);
                bench.store.append(&school.pass, command(school, events)).await?;
            }
            anyhow::Ok(())
        }
    }))
    .await?;
    let bench = bench.clone();
    Ok(work(move |writer, turn| {
        let (bench, nth) = (bench.clone(), own_stream(writer, writers, turn));
        let id = deep[nth];
        async move {
            let school = &bench.schools[nth % SCHOOLS];
            let stream = Stream::of(StreamKind::Contact, id.0);
            let loaded = bench.store.load(&school.pass, stream, CommandId(Uuid::new_v4())).await?;
            let story = loaded.facts.iter().fold(Contact::default(), |story, fact| story.evolve(fact));
            anyhow::ensure!(loaded.version >= LONG as u32 && story != Contact::default());
            let event = again(contact(school, id, (nth / SCHOOLS) as u64), loaded.version);
            bench.store.append(&school.pass, command(school, vec![event])).await?;
            Ok(())
        }
    }))
}

/// The whole write path, as a form takes it.
fn through_the_door(bench: &Arc<Bench>) -> Work {
    let bench = bench.clone();
    work(move |writer, n| {
        let bench = bench.clone();
        async move {
            let school = &bench.schools[(writer + n as usize) % SCHOOLS];
            let (student, parent) = school.students[n as usize % school.students.len()];
            let report = ContactReport {
                occurred: Occurred::on(today()),
                means: Means::Phone,
                with: vec![parent],
                student_present: false,
                initiative: Initiative::School,
                reason: Some(Reason::Positive),
                topics: vec![Topic::Future],
                words: Words::parse("Ze wil graag een dag meelopen.").ok().flatten(),
            };
            let command = RecordContact { contact: ContactId(Uuid::new_v4()), student, report };
            bench.app.carry_out(&school.mentor, CommandId(Uuid::new_v4()), command).await.map_err(problem)?;
            Ok(())
        }
    })
}

fn today() -> NaiveDate {
    app::calendar::now_at(Utc::now()).today
}

/// Verify and rebuild one big school, beside the bare table read in pages.
async fn reading(bench: &Arc<Bench>, cluster: &Cluster, report: &mut Report) -> Result<()> {
    let school = &school(&bench.app, SCHOOLS, READ_STUDENTS).await?;
    try_join_all((0..8).map(|writer| async move {
        for n in (writer..LOG as u64 / 10).step_by(8) {
            bench.store.append(&school.pass, command(school, ten_students(school, n * 10))).await?;
        }
        anyhow::Ok(())
    }))
    .await?;
    bare::fill(&bench.limit, LOG).await?;
    // As logs are when they are read: written long ago.
    for database in ["bench", "postgres"] {
        let mut owner = PgConnection::connect(&cluster.url(SUPERUSER, database)).await?;
        for statement in ["vacuum analyze", "checkpoint"] {
            sqlx::raw_sql(statement).execute(&mut owner).await?;
        }
    }
    let bare = bare::pages(&bench.limit).await?;
    report.add(figure_of("limit", "the bare table in pages of 1,000", 1, bare, "rows/s", None, None))?;

    let id = school.mentor.school();
    let mut reader = PgConnection::connect(&cluster.url(SUPERUSER, "bench")).await?;
    // Twice in turn, because what is read first warms the pages for what is read after it.
    let (mut cursor, mut rate) = (0f64, 0f64);
    for _ in 0..2 {
        cursor = cursor.max(bare::cursors(&mut reader, id.0).await?);
        let begin = Instant::now();
        let verified = bench.store.verify(id, store::VerifyScope { views: false, ..Default::default() }, |_| {}).await?;
        anyhow::ensure!(verified.ok(), "the log is not what was written: {:?}", verified.findings);
        rate = rate.max(verified.events as f64 / begin.elapsed().as_secs_f64());
    }
    report.add(figure_of("limit", "bare cursors over the same rows", 1, cursor, "events/s", None, None))?;
    for (what, limit) in [("read, hash and link every event", bare), ("the same, beside bare cursors", cursor)] {
        let share = rate / limit;
        report.add(figure_of("verify", what, 1, rate, "events/s", Some(share), Some(share >= 0.8)))?;
    }

    for view in views::ALL {
        let begin = Instant::now();
        let rebuilt = bench.store.rebuild(id, view, |_| {}).await?;
        anyhow::ensure!(rebuilt.changed == 0, "{} differed from its rebuild", view.name);
        let rate = rebuilt.events as f64 / begin.elapsed().as_secs_f64();
        let ok = (rebuilt.events >= LOG as u64).then_some(rate >= 50_000.0);
        report.add(figure_of("rebuild", view.name, 1, rate, "events/s", None, ok))?;
    }
    Ok(())
}
