//! Where PostgreSQL's own programs are. Standard library only: `cargo xtask setup` asks the same question.

use std::{
    env, fmt, fs,
    path::{self, Path, PathBuf},
    process::Command,
};

/// The oldest major version of PostgreSQL that this program works with.
pub const MAJOR_VERSION_MIN: u32 = 15;

/// Why no usable PostgreSQL was found. Its text names the one command that mends it.
#[derive(Debug, PartialEq, Eq)]
pub enum Lacking {
    /// None at all; with `PG_BIN` set, none in that folder.
    Missing,
    /// Only this older major version.
    TooOld(u32),
    /// The data folder was made by another major version than the ones installed.
    OtherMajor {
        /// The version that made the folder.
        made_by: u32,
        /// The version that is installed.
        installed: u32,
    },
}

impl std::error::Error for Lacking {}

impl fmt::Display for Lacking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lacking::Missing => write!(out, "PostgreSQL {MAJOR_VERSION_MIN} or newer is not installed. Run: {}", mend()),
            Lacking::TooOld(found) => {
                write!(out, "PostgreSQL {found} is too old, {MAJOR_VERSION_MIN} or newer is needed. Run: {}", mend())
            }
            Lacking::OtherMajor { made_by, installed } => write!(
                out,
                "this data folder was made by PostgreSQL {made_by}, and installed is {installed}, which cannot read it. \
                 Run: apt-get install postgresql-{made_by}"
            ),
        }
    }
}

/// The folder with `postgres`, `initdb` and `pg_ctl`: the one in `PG_BIN`, else pg_config's, else Debian's newest. `made_by`: the
/// major version that made the data folder, if there is one. No other can read it.
///
/// # Errors
/// See [`Lacking`].
pub fn find(made_by: Option<u32>) -> Result<PathBuf, Lacking> {
    let found: Vec<(u32, PathBuf)> = candidates().into_iter().filter_map(|bin| Some((major_of(&bin)?, bin))).collect();
    let Some(&(first, _)) = found.first() else { return Err(Lacking::Missing) };
    let new_enough = |(major, _): &&(u32, PathBuf)| *major >= MAJOR_VERSION_MIN;
    let Some((installed, bin)) = found.iter().find(new_enough) else { return Err(Lacking::TooOld(first)) };
    let Some(made_by) = made_by else { return Ok(bin.clone()) };
    match found.iter().find(|(major, _)| *major == made_by) {
        Some((_, bin)) => Ok(bin.clone()),
        None => Err(Lacking::OtherMajor { made_by, installed: *installed }),
    }
}

fn candidates() -> Vec<PathBuf> {
    if let Some(bin) = env::var_os("PG_BIN") {
        return path::absolute(bin).into_iter().collect();
    }
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let told = told.map(|out| PathBuf::from(String::from_utf8_lossy(&out.stdout).trim()));
    told.into_iter().chain(debian()).collect()
}

/// `/usr/lib/postgresql/*/bin`, newest first.
fn debian() -> Vec<PathBuf> {
    let folders = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut majors: Vec<u32> = folders.filter_map(|f| f.file_name().to_str()?.parse().ok()).collect();
    majors.sort_unstable_by(|a, b| b.cmp(a));
    majors.into_iter().map(|major| format!("/usr/lib/postgresql/{major}/bin").into()).collect()
}

/// From `postgres (PostgreSQL) 15.13 (Debian …)`; none when it is not there or cannot run.
fn major_of(bin: &Path) -> Option<u32> {
    let out = Command::new(bin.join("postgres")).arg("-V").output().ok()?;
    let version = String::from_utf8_lossy(&out.stdout);
    let number = version.split_whitespace().nth(2)?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// In a checkout our own set-up, on an installed machine the package itself.
fn mend() -> &'static str {
    let program = env::current_exe().unwrap_or_default();
    let in_checkout = program.ancestors().any(|folder| folder.join("deploy/xtask").is_dir());
    if in_checkout { "cargo xtask setup" } else { "apt-get install postgresql" }
}
