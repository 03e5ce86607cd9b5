//! The private PostgreSQL cluster: one command starts a real database, and nobody has to administer it.
//!
//! It listens on a Unix socket in a folder that only its own user may enter (0700), so inside that folder everyone is
//! trusted, and what a connection may do is decided by its database role. There is no TCP port to collide on.
//!
//! Launches on one data folder share one server. Each holds a shared lock on `cluster.users` for as long as it lives;
//! the last one out stops the server. Starting and stopping happen under an exclusive lock on `cluster.lock`. The
//! kernel drops both when a process dies, so a server left behind by `kill -9` is simply found and used by the next.

mod binaries;
mod memory;
mod supervisor;

pub use binaries::Lacking;

use supervisor::Supervisor;

use std::{
    fs::{self, File, Permissions},
    io,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown},
        net::UnixStream,
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

/// The database superuser: it makes roles and databases and does nothing else.
pub const SUPERUSER: &str = "postgres";

/// `sun_path` holds 108 bytes, the last one zero.
const SOCKET_PATH_BYTES_MAX: usize = 107;
const SOCKET: &str = ".s.PGSQL.5432";

/// Recovery after a crash replays at most `max_wal_size`, which can take minutes on a slow disk.
const START_STOP_TIMEOUT: Duration = Duration::from_secs(300);
const POLL_INTERVAL: Duration = Duration::from_millis(10);
/// What PostgreSQL says while processes of a server that was killed still end. They notice within seconds, so it is tried again.
const MEMORY_IN_USE: &str = "pre-existing shared memory block";
const MEMORY_IN_USE_INTERVAL: Duration = Duration::from_millis(200);

/// Accounts tried when started as root, which PostgreSQL refuses to run as.
const ACCOUNTS: [&str; 2] = ["postgres", "nobody"];

const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=100",
    "max_wal_size=2GB",
    "wal_compression=on",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    // What people typed must not reach a log: no failing statement, no DETAIL with the values of a key.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
];

/// Whether a commit must survive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Every acknowledged commit is on disk.
    Durable,
    /// Nothing is forced to disk: for data that a test throws away.
    ForTests,
}

impl Durability {
    fn settings(self) -> [&'static str; 3] {
        match self {
            Durability::Durable => ["fsync=on", "synchronous_commit=on", "full_page_writes=on"],
            Durability::ForTests => ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
        }
    }
}

/// Why there is no cluster. Each text says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No usable PostgreSQL is installed.
    #[error(transparent)]
    Lacking(#[from] Lacking),
    /// Started as root, and none of `ACCOUNTS` exists.
    #[error("PostgreSQL does not run as root, and there is no account to run it as. Run: useradd --system postgres")]
    NoAccount,
    /// A folder on the way to the data does not let PostgreSQL's account through.
    #[error("PostgreSQL runs as {account}, which cannot enter {}. Run: chmod o+x {}", folder.display(), folder.display())]
    NoEntry {
        /// The folder.
        folder: PathBuf,
        /// The account that PostgreSQL runs as.
        account: String,
    },
    /// The data belongs to another user.
    #[error("{} belongs to user id {owner}. Start as that user, or as root", folder.display())]
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// The owner's user id.
        owner: u32,
    },
    /// A server for throw-away data is never used for real data.
    #[error("the server on {} was started with other durability and is in use. Stop the other launch first", folder.display())]
    OtherDurability {
        /// The data folder.
        folder: PathBuf,
    },
    /// It did not start or stop in time.
    #[error("PostgreSQL is still busy starting or stopping on {} after {} s. Try again later: it goes on by itself", folder.display(), START_STOP_TIMEOUT.as_secs())]
    Slow {
        /// The data folder.
        folder: PathBuf,
    },
    /// A program of PostgreSQL failed.
    #[error("{program} failed: {said}")]
    Failed {
        /// The program.
        program: &'static str,
        /// What it printed.
        said: String,
    },
    /// A file or folder could not be used.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
}

/// Puts the path in the error: the bare text of an `io::Error` never says which file.
fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, ClusterError> {
    result.map_err(|source| ClusterError::Io { path: path.into(), source })
}

/// A running server that this process uses, and that it starts again when it dies. Dropping it is the same as
/// [`Cluster::stop`].
#[derive(Debug)]
pub struct Cluster {
    server: Arc<Server>,
    /// A shared lock: this process uses the server. `None` after it has stopped doing so.
    users: Option<File>,
    supervisor: Supervisor,
}

impl Cluster {
    /// Does this folder hold a cluster?
    pub fn is_at(data: &Path) -> bool {
        data.join("postgres").join("data").is_dir()
    }

    /// Finds or starts the server of the folder `data`, and makes the folder and the cluster when they are not there. Blocks until it
    /// accepts connections: about 30 ms, a second the first time, longer after a crash.
    ///
    /// # Errors
    /// See [`ClusterError`].
    pub fn open(data: &Path, durability: Durability) -> Result<Cluster, ClusterError> {
        let root = root_user()?;
        let folder = make_data_folder(data, root)?;
        let _starting = lock(&folder)?;
        let (users, path) = lock_file(&folder, "cluster.users")?;
        let alone = users.try_lock().is_ok();
        at(&path, users.lock_shared())?;
        let server = Arc::new(Server::of(&folder, root)?);
        server.ensure(durability, alone)?;
        let supervisor = Supervisor::of(server.clone(), durability);
        Ok(Cluster { server, users: Some(users), supervisor })
    }

    /// The folder with the socket, for clients that take a host.
    pub fn socket_dir(&self) -> &Path {
        &self.server.socket_dir
    }

    /// The address of a database for a role, as sqlx reads it.
    pub fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost/{database}?host={}", self.socket_dir().display())
    }

    /// Stops using the server. The last process that uses it stops it, and a checkpoint is written first.
    ///
    /// # Errors
    /// See [`ClusterError`]. The next process finds the server and goes on with it.
    pub fn stop(mut self) -> Result<(), ClusterError> {
        self.leave()
    }

    fn leave(&mut self) -> Result<(), ClusterError> {
        let Some(users) = self.users.take() else { return Ok(()) };
        self.supervisor.stop();
        let _stopping = lock(&self.server.folder)?;
        at(&self.server.folder, users.unlock())?;
        if users.try_lock().is_err() {
            return Ok(());
        }
        self.server.halt()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.leave() {
            tracing::warn!(%error, "the private PostgreSQL did not stop; the next launch will find it");
        }
    }
}

/// One data folder's server, running or not.
#[derive(Debug)]
struct Server {
    bin: PathBuf,
    /// What the caller named: locks, the log and `postgres/`.
    folder: PathBuf,
    /// PostgreSQL's own, private to its user.
    home: PathBuf,
    /// `PGDATA`.
    data: PathBuf,
    socket_dir: PathBuf,
    /// Set only when started as root.
    account: Option<SystemAccount>,
    /// Waits for the server's end, when this process started it. Otherwise a dead server's process id would still look alive.
    watch: Mutex<Option<JoinHandle<()>>>,
}

impl Server {
    fn of(folder: &Path, root: bool) -> Result<Server, ClusterError> {
        let home = folder.join("postgres");
        let data = home.join("data");
        let made_by = fs::read_to_string(data.join("PG_VERSION")).ok().and_then(|v| v.trim().parse().ok());
        let bin = binaries::find(made_by)?;
        let account = if root { Some(SystemAccount::for_home(&home)?) } else { None };
        if let Some(account) = &account {
            account.can_enter(folder)?;
        }
        make_private(&home, account.as_ref())?;
        let socket_dir = socket_dir(&home);
        make_private(&socket_dir, account.as_ref())?;
        Ok(Server { bin, folder: folder.into(), home, data, socket_dir, account, watch: Mutex::default() })
    }

    /// Makes sure that a server is ready.
    fn ensure(&self, durability: Durability, alone: bool) -> Result<(), ClusterError> {
        if !self.running()? {
            return self.start(durability);
        }
        if self.runs_with(durability) {
            return Ok(());
        }
        if !alone {
            return Err(ClusterError::OtherDurability { folder: self.folder.clone() });
        }
        self.halt()?;
        self.start(durability)
    }

    /// True once a server is ready here, also one left behind that is still recovering; false when there is none.
    /// A socket that answers in a private folder is proof: a process id in a stale file may be somebody else's by now.
    fn running(&self) -> Result<bool, ClusterError> {
        let begun = Instant::now();
        while self.answers() {
            if self.ready_pid().is_some() {
                return Ok(true);
            }
            self.wait(begun)?;
        }
        Ok(false)
    }

    fn start(&self, durability: Durability) -> Result<(), ClusterError> {
        if !self.data.join("PG_VERSION").exists() {
            self.create(durability)?;
        }
        let begun = Instant::now();
        let mut child = self.spawn(durability)?;
        loop {
            // The file may still be a dead server's, even with our child's id: in a container ids come back.
            if self.ready_pid() == Some(child.id()) && self.answers() {
                *self.watch() = Some(thread::spawn(move || drop(child.wait())));
                return Ok(());
            }
            self.wait(begun)?;
            if at(&self.data, child.try_wait())?.is_some() {
                let said = self.last_words();
                if !said.lines().last().is_some_and(|line| line.contains(MEMORY_IN_USE)) {
                    return Err(ClusterError::Failed { program: "postgres", said });
                }
                thread::sleep(MEMORY_IN_USE_INTERVAL);
                child = self.spawn(durability)?;
            }
        }
    }

    /// Made aside and then renamed, so that an interrupted first start leaves no half cluster behind.
    fn create(&self, durability: Durability) -> Result<(), ClusterError> {
        let making = self.home.join("making");
        if making.exists() {
            at(&making, fs::remove_dir_all(&making))?;
        }
        let mut initdb = self.program("initdb");
        initdb.arg("-D").arg(&making).args(["-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]);
        initdb.args(["--no-locale", "--data-checksums", "--no-instructions"]);
        if durability == Durability::ForTests {
            initdb.arg("--no-sync");
        }
        run("initdb", &mut initdb)?;
        at(&self.data, fs::rename(&making, &self.data))
    }

    fn spawn(&self, durability: Durability) -> Result<Child, ClusterError> {
        let log = self.log();
        let file = at(&log, File::options().create(true).append(true).open(&log))?;
        let mut postgres = self.program("postgres");
        postgres.arg("-D").arg(&self.data);
        for setting in SETTINGS.iter().chain(&durability.settings()) {
            postgres.args(["-c", setting]);
        }
        postgres.arg("-c").arg(format!("shared_buffers={}MB", memory::for_pages() >> 20));
        postgres.arg("-c").arg(format!("unix_socket_directories={}", self.socket_dir.display()));
        // A process group of its own, so that Ctrl-C in the terminal does not reach it while requests are still being finished.
        postgres.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
        at(&self.bin, postgres.spawn())
    }

    /// A fast shutdown: sessions are ended, a checkpoint is written. Nothing running is fine too.
    fn halt(&self) -> Result<(), ClusterError> {
        if !self.answers() {
            return Ok(());
        }
        run("pg_ctl", self.program("pg_ctl").args(["stop", "-s", "-W", "-m", "fast", "-D"]).arg(&self.data))?;
        let begun = Instant::now();
        // Its own file goes last, unless it was killed meanwhile.
        let gone = || self.watch().as_ref().is_some_and(JoinHandle::is_finished) || !self.pid_file().exists();
        while self.answers() || !gone() {
            self.wait(begun)?;
        }
        Ok(())
    }

    fn watch(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn program(&self, name: &str) -> Command {
        let mut program = Command::new(self.bin.join(name));
        program.current_dir(&self.home).env("LC_ALL", "C");
        if let Some(account) = &self.account {
            program.gid(account.gid).uid(account.uid);
        }
        program
    }

    fn answers(&self) -> bool {
        UnixStream::connect(self.socket_dir.join(SOCKET)).is_ok()
    }

    fn pid_file(&self) -> PathBuf {
        self.data.join("postmaster.pid")
    }

    /// Line 1 of its file, when line 8 says that it accepts connections.
    fn ready_pid(&self) -> Option<u32> {
        let file = fs::read_to_string(self.pid_file()).ok()?;
        let lines: Vec<&str> = file.lines().map(str::trim).collect();
        if lines.get(7) != Some(&"ready") {
            return None;
        }
        lines[0].parse().ok()
    }

    /// PostgreSQL keeps its command line in `postmaster.opts`.
    fn runs_with(&self, durability: Durability) -> bool {
        let options = fs::read_to_string(self.data.join("postmaster.opts")).unwrap_or_default();
        durability.settings().iter().all(|setting| options.contains(setting))
    }

    fn wait(&self, begun: Instant) -> Result<(), ClusterError> {
        if begun.elapsed() > START_STOP_TIMEOUT {
            return Err(ClusterError::Slow { folder: self.folder.clone() });
        }
        thread::sleep(POLL_INTERVAL);
        Ok(())
    }

    /// Beside `postgres/`, not in it: root must not write in a folder where another account could plant a link.
    fn log(&self) -> PathBuf {
        self.folder.join("postgres.log")
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(5)..].join("\n")
    }
}

/// The account that PostgreSQL runs as when this program runs as root.
#[derive(Debug)]
struct SystemAccount {
    name: String,
    uid: u32,
    gid: u32,
}

impl SystemAccount {
    /// The owner of the cluster, or else the first of `ACCOUNTS` that exists.
    fn for_home(home: &Path) -> Result<SystemAccount, ClusterError> {
        if let Ok(meta) = fs::metadata(home)
            && meta.uid() != 0
        {
            return Ok(SystemAccount { name: format!("user id {}", meta.uid()), uid: meta.uid(), gid: meta.gid() });
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        ACCOUNTS.iter().find_map(|name| SystemAccount::listed(&passwd, name)).ok_or(ClusterError::NoAccount)
    }

    fn listed(passwd: &str, name: &str) -> Option<SystemAccount> {
        let fields: Vec<&str> = passwd.lines().map(|l| l.split(':').collect()).find(|f: &Vec<&str>| f[0] == name)?;
        Some(SystemAccount { name: name.into(), uid: fields.get(2)?.parse().ok()?, gid: fields.get(3)?.parse().ok()? })
    }

    /// Every folder on the way must let it through. The first that does not is named in the error.
    fn can_enter(&self, folder: &Path) -> Result<(), ClusterError> {
        let way: Vec<&Path> = folder.ancestors().collect();
        for step in way.into_iter().rev() {
            let meta = at(step, fs::metadata(step))?;
            let bit = match () {
                () if meta.uid() == self.uid => 0o100,
                () if meta.gid() == self.gid => 0o010,
                () => 0o001,
            };
            if meta.mode() & bit == 0 {
                return Err(ClusterError::NoEntry { folder: step.into(), account: self.name.clone() });
            }
        }
        Ok(())
    }
}

fn root_user() -> Result<bool, ClusterError> {
    let id = at(Path::new("id"), Command::new("id").arg("-u").output())?;
    Ok(id.stdout.trim_ascii() == b"0")
}

/// A folder that only its owner may list. When made as root, PostgreSQL's account must still be able to pass through it.
fn make_data_folder(data: &Path, root: bool) -> Result<PathBuf, ClusterError> {
    let mode = if root { 0o711 } else { 0o700 };
    at(data, fs::DirBuilder::new().recursive(true).mode(mode).create(data))?;
    at(data, fs::canonicalize(data))
}

/// A folder that only PostgreSQL's user may enter. One that another user made first is refused.
fn make_private(folder: &Path, account: Option<&SystemAccount>) -> Result<(), ClusterError> {
    let made = fs::DirBuilder::new().mode(0o700).create(folder);
    if made.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        return at(folder, made);
    }
    let meta = at(folder, fs::symlink_metadata(folder))?;
    let stranger = ClusterError::NotOurs { folder: folder.into(), owner: meta.uid() };
    if !meta.is_dir() {
        return Err(stranger);
    }
    if let Some(account) = account {
        if ![0, account.uid].contains(&meta.uid()) {
            return Err(stranger);
        }
        at(folder, chown(folder, Some(account.uid), Some(account.gid)))?;
    }
    // Only the owner may do this, which is the check when we are not root.
    fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(|_| stranger)
}

/// Beside the data. When that path is too long or needs quoting: a short one, derived from it, so that the next process finds it.
fn socket_dir(home: &Path) -> PathBuf {
    let beside = home.join("socket");
    let plain = |c: &u8| c.is_ascii_alphanumeric() || b"/._-".contains(c);
    let path = beside.as_os_str().as_encoded_bytes();
    if path.len() + 1 + SOCKET.len() <= SOCKET_PATH_BYTES_MAX && path.iter().all(plain) {
        return beside;
    }
    let digest = Sha256::digest(path);
    let name: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    Path::new("/tmp").join(format!("kt-{name}"))
}

/// Held while a process starts or stops the server.
fn lock(folder: &Path) -> Result<File, ClusterError> {
    let (file, path) = lock_file(folder, "cluster.lock")?;
    at(&path, file.lock())?;
    Ok(file)
}

fn lock_file(folder: &Path, name: &str) -> Result<(File, PathBuf), ClusterError> {
    let path = folder.join(name);
    let file = at(&path, File::options().create(true).append(true).open(&path))?;
    Ok((file, path))
}

fn run(program: &'static str, command: &mut Command) -> Result<(), ClusterError> {
    let out = at(Path::new(program), command.stdin(Stdio::null()).output())?;
    if out.status.success() {
        return Ok(());
    }
    Err(ClusterError::Failed { program, said: String::from_utf8_lossy(&out.stderr).trim().into() })
}
