//! What a fresh machine lacks, or the one command that brings it. Does nothing, quickly, when all is there.

#[path = "../../../backend/store/src/cluster/binaries.rs"]
mod binaries;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{run, web::WASM_TARGET};

/// The accessibility rules that the browser tests inject in every page.
const AXE: &str = "4.14.1";
const AXE_FOLDER: &str = "target/tools/axe";

/// For `demo` and `bench`.
pub fn to_run() -> Result<()> {
    wasm_target()?;
    packages(&missing_postgres())
}

/// For `test`: a browser and Python too.
pub fn everything() -> Result<()> {
    wasm_target()?;
    let mut missing = missing_postgres();
    // The browser, and what the second verifier of the log is written in.
    let programs = [("chromium", "chromium"), ("chromium-driver", "chromedriver"), ("python3", "python3")];
    missing.extend(programs.iter().filter(|(_, program)| !on_path(program)).map(|(package, _)| package));
    packages(&missing)?;
    axe()
}

fn wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().context("rustc")?;
    let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout)?.trim());
    if sysroot.join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("this Rust cannot build for the browser. Run: rustup target add {WASM_TARGET}"))
}

/// The very question that the product asks when it starts.
fn missing_postgres() -> Vec<&'static str> {
    binaries::find(None).err().map(|_| "postgresql").into_iter().collect()
}

fn packages(missing: &[&str]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    ensure!(on_path("apt-get"), "this machine lacks {}, and has no apt-get to bring it", missing.join(", "));
    let user = Command::new("id").arg("-u").output()?.stdout;
    ensure!(user.trim_ascii() == b"0", "this machine lacks {}. Run: sudo {install}", missing.join(", "));
    println!("   {install}");
    run(apt().args(["update", "-q"]))?;
    run(apt().args(["install", "-q", "-y", "--no-install-recommends"]).args(missing))?;
    if missing.contains(&"postgresql") {
        ensure!(
            missing_postgres().is_empty(),
            "this system's packages have no PostgreSQL {} or newer",
            binaries::MAJOR_VERSION_MIN
        );
    }
    Ok(())
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn axe() -> Result<()> {
    if axe_version().as_deref() == Some(AXE) {
        return Ok(());
    }
    ensure!(on_path("npm") && on_path("tar"), "npm and tar are needed to fetch axe-core. Run: apt-get install npm tar");
    if Path::new(AXE_FOLDER).exists() {
        fs::remove_dir_all(AXE_FOLDER)?;
    }
    fs::create_dir_all(AXE_FOLDER)?;
    run(Command::new("npm").args(["pack", "--silent", &format!("axe-core@{AXE}"), "--pack-destination", AXE_FOLDER]))?;
    let archive = format!("{AXE_FOLDER}/axe-core-{AXE}.tgz");
    run(Command::new("tar").args(["-xzf", &archive, "-C", AXE_FOLDER, "--strip-components=1"]))?;
    fs::remove_file(archive)?;
    match axe_version() {
        Some(version) if version == AXE => Ok(()),
        found => bail!("expected axe-core {AXE} in {AXE_FOLDER}, found {found:?}"),
    }
}

fn axe_version() -> Option<String> {
    let package = fs::read(format!("{AXE_FOLDER}/package.json")).ok()?;
    let package: Value = serde_json::from_slice(&package).ok()?;
    Some(package["version"].as_str()?.to_owned())
}

fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
