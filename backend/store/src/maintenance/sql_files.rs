//! The files of `migrations`, embedded in the program.

use sha2::{Digest, Sha256};
use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};
use std::sync::LazyLock;

/// A file by its name without `.sql`.
pub(super) struct SqlFile {
    pub name: &'static str,
    pub sql: &'static str,
}

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$( SqlFile { name: $name, sql: include_str!(concat!("../../../../migrations/", $folder, "/", $name, ".sql")) } ),+]
    };
}

/// The tables of the log. Each file is run once, in this order.
const LOG_FILES: &[SqlFile] = files!("log":
    "0001_schools",
    "0002_event_log",
    "0003_views",
    "0004_access_log",
    "0005_sign_in",
    "0006_lookup",
    "0007_ticket",
);

/// The tables of the keys.
const KEYS_FILES: &[SqlFile] = files!("keys": "0001_keys", "0002_ticket");

/// The functions of the log. A file makes the function that it is named after, and is run again whenever it changed.
pub(super) const FUNCTIONS: &[SqlFile] = files!("log/functions":
    "access_log_prune",
    "failure_digest",
    "failure_note",
    "failure_of_form",
    "failure_wait",
    "heads",
    "identity_join",
    "later_events",
    "log_append",
    "log_inline_views",
    "log_known",
    "log_load",
    "log_put_rows",
    "login_link_make",
    "login_link_stands",
    "login_link_use",
    "school_enter",
    "session_begin",
    "session_end",
    "session_end_person",
    "session_find",
    "session_identity",
    "session_start",
    "session_start_demo",
    "session_switch",
    "ticket_make",
);

pub(super) static LOG: LazyLock<Migrator> = LazyLock::new(|| migrator(LOG_FILES));
pub(super) static KEYS: LazyLock<Migrator> = LazyLock::new(|| migrator(KEYS_FILES));

fn migrator(files: &'static [SqlFile]) -> Migrator {
    let migration = |(file, version): (&SqlFile, i64)| {
        Migration::new(version, file.name.into(), MigrationType::Simple, file.sql.into_sql_str(), false)
    };
    Migrator::with_migrations(files.iter().zip(1..).map(migration).collect())
}

impl SqlFile {
    /// What tells this version of the file from another: `sha256:` and the digest in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.sql);
        format!("sha256:{}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use std::{collections::BTreeSet, fs, path::Path};

    fn stems(folder: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(folder);
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.map(|file| file.file_name().unwrap().to_str().unwrap().strip_suffix(".sql").unwrap().to_owned()).collect()
    }

    #[test]
    fn every_file_is_embedded_and_numbered_in_order() {
        for (folder, files) in [("log", LOG_FILES), ("keys", KEYS_FILES), ("log/functions", FUNCTIONS)] {
            assert_eq!(BTreeSet::from_iter(files.iter().map(|file| file.name.to_owned())), stems(folder), "{folder}");
        }
        for files in [LOG_FILES, KEYS_FILES] {
            for (file, number) in files.iter().zip(1..) {
                assert!(file.name.starts_with(&format!("{number:04}_")), "{}", file.name);
            }
        }
    }

    #[test]
    fn a_function_is_made_in_the_file_that_has_its_name_and_in_no_other() {
        for file in FUNCTIONS {
            assert!(file.sql.contains(&format!("\ncreate or replace function {}(", file.name)), "{}", file.name);
            assert_eq!(file.sql.matches("create or replace function").count(), 1, "{}", file.name);
        }
        // But for the one that policies ask: they would keep it from being dropped and made anew.
        for file in LOG_FILES.iter().chain(KEYS_FILES).filter(|file| !file.name.ends_with("_ticket")) {
            assert!(!file.sql.contains("create function") && !file.sql.contains("replace function"), "{}", file.name);
        }
    }
}
