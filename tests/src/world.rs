//! A running product: the program with a private PostgreSQL, in a folder of its own, gone when the test ends.

use crate::without_sandbox;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sqlx::{Connection, PgConnection};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

/// Somebody who can sign in at the demo.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub role: String,
    pub school: String,
    /// The page they begin at.
    pub start: String,
}

/// What `demo --json` says when it is ready.
#[derive(Clone, Debug, Deserialize)]
struct Ready {
    address: String,
    people: Vec<Person>,
}

/// A running demo.
#[derive(Debug)]
pub struct World {
    /// `http://127.0.0.1:<port>`
    pub address: String,
    pub people: Vec<Person>,
    pub folder: PathBuf,
    pub process: u32,
    without_sandbox: OnceLock<String>,
}

impl World {
    /// One demo for all tests of this binary. They read, or change what no other test looks at.
    pub fn shared() -> &'static World {
        static SHARED: OnceLock<World> = OnceLock::new();
        SHARED.get_or_init(|| World::demo().unwrap_or_else(|error| panic!("the demo does not start: {error:#}")))
    }

    /// A demo of its own.
    pub fn demo() -> Result<World> {
        let folder = fresh_folder("demo")?;
        let (process, line) = start(&["demo", "--json"], &folder)?;
        let ready: Ready = serde_json::from_str(&line).with_context(|| format!("not what `demo --json` promises: {line}"))?;
        Ok(World { address: ready.address, people: ready.people, folder, process, without_sandbox: OnceLock::new() })
    }

    /// Where the same server answers without a sandbox around its pages, for what must run a script in them.
    pub fn address_without_sandbox(&self) -> Result<&str> {
        if let Some(address) = self.without_sandbox.get() {
            return Ok(address);
        }
        let relayed = without_sandbox::relay(&self.address)?;
        Ok(self.without_sandbox.get_or_init(|| relayed))
    }

    pub fn person(&self, key: &str) -> &Person {
        let found = self.people.iter().find(|person| person.key == key);
        found.unwrap_or_else(|| panic!("no {key} among {:?}", self.people.iter().map(|person| &person.key).collect::<Vec<_>>()))
    }

    /// Its database around the program, as the superuser, who sees everything.
    pub async fn database(&self) -> Result<PgConnection> {
        database(&self.folder).await
    }

    /// The first person with this role.
    pub fn any(&self, role: &str) -> &Person {
        let found = self.people.iter().find(|person| person.role == role);
        found.unwrap_or_else(|| panic!("nobody is a {role}"))
    }
}

/// The program under test. `cargo xtask test` says which; by hand it is the same build.
pub fn binary() -> PathBuf {
    let given = env::var_os("KEUKENTAFEL_BIN").map(PathBuf::from);
    given.unwrap_or_else(|| root().join("target/debug/keukentafel"))
}

pub fn site() -> PathBuf {
    let given = env::var_os("KEUKENTAFEL_SITE").map(PathBuf::from);
    given.unwrap_or_else(|| root().join("target/site"))
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// The database of a program that runs on this folder, as the superuser.
pub async fn database(folder: &Path) -> Result<PgConnection> {
    let socket = folder.join("postgres/socket");
    let address = format!("postgres://postgres@localhost/keukentafel?host={}", socket.display());
    Ok(PgConnection::connect(&address).await?)
}

/// An empty folder that PostgreSQL's own user can enter.
pub fn fresh_folder(what: &str) -> Result<PathBuf> {
    let folder = env::temp_dir().join(format!("keukentafel-{what}-{}", uuid::Uuid::new_v4().simple()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Starts the program and reads its first line. It is stopped, and its folder removed, when this process ends, however it ends.
pub fn start(args: &[&str], folder: &Path) -> Result<(u32, String)> {
    let mut child = Command::new(binary())
        .args(args)
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .arg("--site")
        .arg(site())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(fs::File::create(log_file(folder))?)
        .spawn()
        .with_context(|| format!("cannot start {}; `cargo xtask demo` and `test` build it", binary().display()))?;
    watch(child.id(), folder)?;
    let line = first_line(&mut child)?;
    if line.trim().is_empty() {
        bail!("it stopped: {}", fs::read_to_string(log_file(folder)).unwrap_or_default());
    }
    Ok((child.id(), line))
}

/// Where a program that was started on this folder writes its log. A folder named in `KEUKENTAFEL_LOGS` keeps it after the test.
pub fn log_file(folder: &Path) -> PathBuf {
    let kept = env::var_os("KEUKENTAFEL_LOGS").map(PathBuf::from).zip(folder.file_name());
    kept.map_or_else(|| folder.join("stderr.log"), |(kept, name)| kept.join(name).with_extension("log"))
}

fn first_line(child: &mut Child) -> Result<String> {
    let mut line = String::new();
    let stdout = child.stdout.take().context("its output is not readable")?;
    let mut reader = BufReader::new(stdout);
    reader.read_line(&mut line)?;
    // The pipe stays open for as long as the program runs: a closed one would stop it at its next line.
    std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    Ok(line)
}

/// A shell that waits for the end of this process (its input closes) and then stops the program and tidies up.
fn watch(process: u32, folder: &Path) -> Result<()> {
    const SCRIPT: &str = "cat >/dev/null; kill -TERM $0 2>/dev/null; for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 $0 2>/dev/null || break; sleep 1; done; rm -rf \"$1\"";
    let watcher = Command::new("sh").args(["-c", SCRIPT, &process.to_string()]).arg(folder).stdin(Stdio::piped()).spawn()?;
    // Its input must stay open until we are gone.
    std::mem::forget(watcher);
    Ok(())
}
