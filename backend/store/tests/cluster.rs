//! The private PostgreSQL cluster, with real processes: shared, left behind, stopped, refused.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Write},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::cluster::{Cluster, Durability, SUPERUSER};
use uuid::Uuid;

/// A data folder of one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        Folder(PathBuf::from(format!("/tmp/kt-test-{}", Uuid::new_v4().simple())))
    }

    fn open(&self) -> Cluster {
        Cluster::open(&self.0, Durability::ForTests).unwrap()
    }

    fn pid_file(&self) -> PathBuf {
        self.0.join("postgres/data/postmaster.pid")
    }

    /// The running server's process id; none after it has stopped.
    fn server(&self) -> Option<String> {
        Some(fs::read_to_string(self.pid_file()).ok()?.lines().next()?.to_owned())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            assert!(!self.0.exists(), "{error}");
        }
    }
}

/// Another process that opens the same folder, and what it said.
struct Launch {
    process: Child,
    said: String,
}

impl Launch {
    fn of(folder: &Path, pg_bin: Option<&Path>) -> Launch {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", "another_launch", "--ignored", "--nocapture"]).env("KT_CLUSTER", folder);
        if let Some(bin) = pg_bin {
            command.env("PG_BIN", bin);
        }
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let said = lines.map(Result::unwrap).find_map(|l| l.split_once("said: ").map(|(_, said)| said.to_owned()));
        Launch { process, said: said.unwrap() }
    }

    /// Ends as a person would end it.
    fn leaves(mut self) {
        drop(self.process.stdin.take());
        assert!(self.process.wait().unwrap().success());
    }

    fn dies(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
#[ignore = "the other process of the tests below"]
fn another_launch() {
    let cluster = Cluster::open(Path::new(&env::var("KT_CLUSTER").unwrap()), Durability::ForTests);
    let said = cluster.as_ref().map_or_else(ToString::to_string, |_| "open".to_owned());
    // Its parent may have heard enough.
    let _ = writeln!(io::stderr(), "said: {said}");
    io::stdin().read_line(&mut String::new()).unwrap();
}

async fn ask(cluster: &Cluster, sql: &str) -> String {
    let mut connection = PgConnection::connect(&cluster.url(SUPERUSER, "postgres")).await.unwrap();
    let answer = sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    answer
}

#[tokio::test]
async fn two_launches_share_one_server_and_the_last_one_out_stops_it() {
    let folder = Folder::new();
    let other = Launch::of(&folder.0, None);
    assert_eq!(other.said, "open");
    let server = folder.server();
    let cluster = folder.open();
    assert_eq!(folder.server(), server);
    other.leaves();
    assert_eq!(folder.server(), server, "still in use");
    assert_eq!(ask(&cluster, "select 'here'").await, "here");
    cluster.stop().unwrap();
    assert_eq!(folder.server(), None);
}

#[test]
fn two_first_launches_at_once_make_one_cluster() {
    let folder = Folder::new();
    let servers = thread::scope(|scope| {
        let launch = || {
            let cluster = folder.open();
            (folder.server(), cluster)
        };
        let both = [scope.spawn(launch), scope.spawn(launch)];
        both.map(|one| one.join().unwrap())
    });
    assert!(servers[0].0.is_some());
    assert_eq!(servers[0].0, servers[1].0);
    drop(servers);
    assert_eq!(folder.server(), None);
}

#[tokio::test]
async fn a_server_left_behind_by_a_killed_launch_is_used_again_and_stopped() {
    let folder = Folder::new();
    Launch::of(&folder.0, None).dies();
    let orphan = folder.server();
    assert!(orphan.is_some());
    let cluster = folder.open();
    assert_eq!(folder.server(), orphan);
    assert_eq!(ask(&cluster, "select 'here'").await, "here");
    drop(cluster);
    assert_eq!(folder.server(), None);
}

#[tokio::test]
async fn a_server_that_dies_in_use_is_started_again() {
    let folder = Folder::new();
    let (cluster, other) = (folder.open(), Launch::of(&folder.0, None));
    for _ in 0..2 {
        let died = folder.server().unwrap();
        kill(&died);
        let begun = Instant::now();
        while folder.server().is_none_or(|server| server == died) || !answers(&cluster).await {
            assert!(begun.elapsed() < Duration::from_secs(60), "it stays dead");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    other.leaves();
    cluster.stop().unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(folder.server(), None, "nobody starts it again after the last one has left");
}

fn kill(process: &str) {
    signal("-9", process);
}

fn signal(signal: &str, process: &str) {
    assert!(Command::new("sh").args(["-c", &format!("kill {signal} {process}")]).status().unwrap().success());
}

async fn answers(cluster: &Cluster) -> bool {
    PgConnection::connect(&cluster.url(SUPERUSER, "postgres")).await.is_ok()
}

#[tokio::test]
async fn a_killed_server_loses_nothing_that_was_committed_and_its_stale_files_do_not_matter() {
    let folder = Folder::new();
    let cluster = Cluster::open(&folder.0, Durability::Durable).unwrap();
    let mut connection = PgConnection::connect(&cluster.url(SUPERUSER, "postgres")).await.unwrap();
    sqlx::query("create table kept as select 'here' as word").execute(&mut connection).await.unwrap();
    // One of its processes outlives it for a while, and keeps its memory.
    let slow: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut connection).await.unwrap();
    signal("-STOP", &slow.to_string());
    let mut cluster = cluster;
    let killed = loop {
        let killed = folder.server().unwrap();
        kill(&killed);
        drop(cluster);
        if folder.server().as_ref() == Some(&killed) {
            break killed;
        }
        // It was started again just before we left. What is tried here is that nobody was there to do so.
        cluster = Cluster::open(&folder.0, Durability::Durable).unwrap();
    };
    let goes_on = thread::spawn(move || {
        thread::sleep(Duration::from_secs(1));
        signal("-CONT", &slow.to_string());
    });
    let cluster = Cluster::open(&folder.0, Durability::Durable).unwrap();
    goes_on.join().unwrap();
    assert_ne!(folder.server(), Some(killed));
    assert_eq!(ask(&cluster, "select word from kept").await, "here");
}

#[tokio::test]
async fn a_durable_server_really_is() {
    let folder = Folder::new();
    let cluster = Cluster::open(&folder.0, Durability::Durable).unwrap();
    for setting in ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"] {
        assert_eq!(ask(&cluster, &format!("show {setting}")).await, "on", "{setting}");
    }
    assert_eq!(ask(&cluster, "show listen_addresses").await, "");
    assert_eq!(ask(&cluster, "show server_encoding").await, "UTF8");
    let socket = fs::metadata(cluster.socket_dir()).unwrap();
    assert_eq!(socket.permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn a_server_without_fsync_is_never_used_for_real_data() {
    let folder = Folder::new();
    let throwaway = folder.open();
    assert_eq!(ask(&throwaway, "show fsync").await, "off");
    let refused = Cluster::open(&folder.0, Durability::Durable).unwrap_err().to_string();
    assert!(refused.contains("other durability"), "{refused}");
    drop(throwaway);
    Launch::of(&folder.0, None).dies();
    let cluster = Cluster::open(&folder.0, Durability::Durable).unwrap();
    assert_eq!(ask(&cluster, "show fsync").await, "on");
}

#[tokio::test]
async fn a_path_too_deep_for_a_socket_gets_a_short_one_that_the_next_launch_finds() {
    let folder = Folder::new();
    let deep = folder.0.join("een map met spaties").join("diep/".repeat(20));
    let first = Cluster::open(&deep, Durability::ForTests).unwrap();
    let second = Cluster::open(&deep, Durability::ForTests).unwrap();
    assert_eq!(first.socket_dir(), second.socket_dir());
    assert_eq!(ask(&second, "select 'here'").await, "here");
    let short = first.socket_dir().to_owned();
    drop((first, second));
    fs::remove_dir(&short).unwrap();
}

#[test]
fn postgresql_missing_or_too_old_or_of_another_major_names_the_command_that_mends_it() {
    let folder = Folder::new();
    let bin = folder.0.join("bin");
    fs::create_dir_all(&bin).unwrap();
    let refused = || {
        let launch = Launch::of(&folder.0.join("data"), Some(&bin));
        let said = launch.said.clone();
        launch.leaves();
        said
    };
    assert_eq!(refused(), "PostgreSQL 15 or newer is not installed. Run: cargo xtask setup");
    installs(&bin, "13.21 (Debian 13.21-0)");
    assert_eq!(refused(), "PostgreSQL 13 is too old, 15 or newer is needed. Run: cargo xtask setup");
    installs(&bin, "18beta1");
    fs::create_dir_all(folder.0.join("data/postgres/data")).unwrap();
    fs::write(folder.0.join("data/postgres/data/PG_VERSION"), "16\n").unwrap();
    let said = refused();
    assert!(said.contains("made by PostgreSQL 16, and installed is 18"), "{said}");
    assert!(said.ends_with("Run: apt-get install postgresql-16"), "{said}");
}

fn installs(bin: &Path, version: &str) {
    let program = bin.join("postgres");
    fs::write(&program, format!("#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")).unwrap();
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
}

/// As root PostgreSQL runs as somebody else, who must be let through; otherwise it runs as us, and the door is shut for us.
#[test]
fn a_folder_that_postgresql_cannot_enter_is_named() {
    let folder = Folder::new();
    fs::create_dir(&folder.0).unwrap();
    let shut = folder.0.join("dicht");
    fs::create_dir(&shut).unwrap();
    let data = shut.join("data");
    fs::create_dir(&data).unwrap();
    let allow = |mode| fs::set_permissions(&shut, fs::Permissions::from_mode(mode)).unwrap();
    allow(if fs::metadata(&shut).unwrap().uid() == 0 { 0o700 } else { 0o000 });
    let refused = Cluster::open(&data, Durability::ForTests).map(drop);
    allow(0o755);
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains(shut.to_str().unwrap()), "{refused}");
}
