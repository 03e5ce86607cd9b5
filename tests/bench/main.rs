//! Measurements on the release build. Every figure is a ratio to what the same PostgreSQL does bare, in the same run:
//! machines are noisy, ratios less so.
//!
//!     cargo xtask bench log [--json]      the event log, beside a bare table (also `log append`, `stories`, `batch`, `load`, `read`, `hash` or `safety`)
//!     cargo xtask bench log pilot         14 schools with 2 million events: filling, memory, disk, reading; takes minutes
//!     cargo xtask bench pages [--json]    pages, bytes and memory of a running demo

mod bare;
// The store's own file: its hashes stay private to it, and are measured as they are.
#[path = "../../backend/store/src/log/chain.rs"]
mod chain;
mod hash;
mod log;
mod pages;
mod pilot;
mod report;
mod school;
mod speed;

use anyhow::{Result, bail};
use mimalloc::MiMalloc;
use report::Report;

/// The same as the product's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let report = Report::new(args.iter().any(|arg| arg == "--json"));
    match args.first().map(String::as_str) {
        Some("log") => log::run(report, args.into_iter().skip(1).find(|arg| !arg.starts_with("--"))).await,
        Some("pages") => pages::run(report).await,
        _ => bail!("which? log or pages"),
    }
}
