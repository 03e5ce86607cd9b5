//! Names that are stored outside the facts are for ever as well: purposes and legal grounds in the access log, and commands, by whose name a
//! repeat is recognised.
//!
//! **Append-only.** `golden_names/*.txt` holds each name ever used, one a line. A new name is a new line. A name that is no
//! longer used keeps its line with ` (retired)` behind it, because what was stored under it still says so.

use domain::{
    commands,
    policy::{Deed, LegalGround},
};
use std::{collections::BTreeSet, fs, path::PathBuf};

/// Holds the names in use against a file, which holds besides them only what is retired, and each name once.
#[track_caller]
fn stand_in(file: &str, in_use: &[&str]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden_names").join(file);
    let golden = fs::read_to_string(path).unwrap();
    let ever: Vec<&str> = golden.lines().map(|line| line.trim_end_matches(" (retired)")).collect();
    let kept: BTreeSet<&str> = golden.lines().filter(|line| !line.ends_with(" (retired)")).collect();
    assert_eq!(ever.len(), BTreeSet::from_iter(&ever).len(), "{file} holds a name twice");
    assert_eq!(in_use.len(), BTreeSet::from_iter(in_use).len(), "two share a name of {file}");
    assert_eq!(BTreeSet::from_iter(in_use.iter().copied()), kept, "names in use beside those in {file}");
}

#[test]
fn every_purpose_in_an_access_log_keeps_its_name() {
    stand_in("purposes.txt", &Deed::ALL.iter().map(|deed| deed.purpose()).collect::<Vec<_>>());
}

#[test]
fn every_legal_ground_in_an_access_log_keeps_its_name() {
    stand_in("grounds.txt", &LegalGround::ALL.map(LegalGround::name));
}

#[test]
fn every_command_keeps_the_name_that_a_repeat_is_recognised_by() {
    stand_in("commands.txt", commands::NAMES);
}
