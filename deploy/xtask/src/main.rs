//! The house's own tasks. `cargo xtask demo` and `cargo xtask test` each do all their own set-up.

mod css;
mod dependencies;
mod setup;
mod steps;
mod web;

use std::{
    env,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};
use steps::Steps;

const HELP: &str = "\
cargo xtask <task>

  demo [options]   three fictional schools in your browser, from nothing (options as in `keukentafel demo --help`)
  test             everything that must hold, from nothing: this is what CI runs
  bench <name>     a measurement on the release build: log, pages (--json for machines)
  dependencies     their licences, sources and duplicates; what is in the product, as CycloneDX, in target/sbom;
                   with --advisories <folder>, a checkout of RustSec's advisory-db, what is known against them
  web [--release]  what the browser gets: wasm, script and style in target/site
  setup            what this machine lacks: the wasm target, PostgreSQL, Chromium, axe-core, Python";

const DEV_BINARY: &str = "target/debug/keukentafel";
const RELEASE_BINARY: &str = "target/release/keukentafel";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Err(error) = carry_out(&args) else { return ExitCode::SUCCESS };
    eprintln!("{error:#}");
    ExitCode::FAILURE
}

fn carry_out(args: &[String]) -> Result<()> {
    env::set_current_dir(root())?;
    let (task, rest) = args.split_first().map_or(("", &[][..]), |(task, rest)| (task.as_str(), rest));
    match task {
        "demo" => demo(rest),
        "test" => test(),
        "bench" => bench(rest),
        "dependencies" => dependencies::check(rest),
        "web" => web::build(rest.iter().any(|arg| arg == "--release")),
        "setup" => setup::everything(),
        _ => bail!("{HELP}"),
    }
}

/// Unoptimised, like the tests: quick to build, at first and after a change.
fn demo(args: &[String]) -> Result<()> {
    setup::to_run()?;
    web::build(false)?;
    product()?;
    become_it(Command::new(DEV_BINARY).arg("demo").args(args))
}

/// Every step selects the whole workspace, so that one set of features, and thus one build, serves them all.
fn test() -> Result<()> {
    let mut steps = Steps::of(8);
    steps.run("Set-up", setup::everything)?;
    steps.run("Layout of the code", || run(&mut cargo(["fmt", "--all", "--check"])))?;
    steps.run("Dependencies", || dependencies::check(&[]))?;
    steps.run("Lints", || run(&mut cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])))?;
    steps.run("Specs", || run(&mut cargo(["test", "--workspace", "--lib", "--bins"])))?;
    steps.run("What the browser gets", || web::build(false))?;
    steps.run("The product", product)?;
    steps.run("Guards, journeys and browser, on the product", || {
        let mut tests = cargo(["test", "--workspace", "--test", "*"]);
        run(tests.env("KEUKENTAFEL_BIN", root().join(DEV_BINARY)).env("KEUKENTAFEL_SITE", web::site()))
    })
}

/// The product as a demo and the tests run it.
fn product() -> Result<()> {
    run(&mut cargo(["build", "--workspace", "--bin", "keukentafel"]))
}

fn bench(args: &[String]) -> Result<()> {
    setup::to_run()?;
    web::build(true)?;
    // Both in one build, so that one set of features serves them.
    run(&mut cargo(["build", "--release", "--workspace", "--bin", "keukentafel", "--bin", "bench"]))?;
    let mut bench = Command::new("target/release/bench");
    bench.env("KEUKENTAFEL_BIN", root().join(RELEASE_BINARY)).env("KEUKENTAFEL_SITE", web::site());
    become_it(bench.args(args))
}

/// The checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

fn cargo<const N: usize>(args: [&str; N]) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(args);
    cargo
}

fn run(command: &mut Command) -> Result<()> {
    let said = format!("{command:?}");
    let status = command.status().with_context(|| said.clone())?;
    if !status.success() {
        bail!("{said}: {status}");
    }
    Ok(())
}

/// Our place is taken by the program, so that Ctrl-C and the exit code are its own.
fn become_it(command: &mut Command) -> Result<()> {
    Err(command.exec()).with_context(|| format!("{command:?}"))
}
