//! Logs: plain lines for people, JSON for machines. Never a name, an address or a word that somebody typed.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// To standard error, so that standard output stays for answers. `KEUKENTAFEL_LOG` says how much.
pub fn start() {
    let filter = EnvFilter::try_from_env("KEUKENTAFEL_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    if std::io::stderr().is_terminal() {
        lines.init();
    } else {
        lines.json().init();
    }
}
