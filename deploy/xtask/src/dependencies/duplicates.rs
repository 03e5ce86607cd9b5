//! The same package in more than one version: compiled twice, and mended in only one of them.

use std::collections::BTreeMap;

use semver::Version;

use super::{Objection, workspace::Package};

/// Each version but the newest, by its name and release series.
pub fn check(packages: &[Package]) -> Vec<Objection> {
    let mut versions = BTreeMap::<&str, Vec<&Version>>::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    versions.into_iter().flat_map(|(name, versions)| older(name, versions)).collect()
}

fn older(name: &str, mut versions: Vec<&Version>) -> Vec<Objection> {
    versions.sort();
    let Some(newest) = versions.pop() else { return vec![] };
    let older = versions.into_iter().map(|version| Objection {
        key: format!("{name} {}", series(version)),
        says: format!("{name} is there more than once: {version} beside {newest}"),
    });
    older.collect()
}

/// The releases that cargo takes for compatible, of which it never builds two.
fn series(version: &Version) -> String {
    match (version.major, version.minor) {
        (0, 0) => format!("0.0.{}", version.patch),
        (0, minor) => format!("0.{minor}"),
        (major, _) => major.to_string(),
    }
}
