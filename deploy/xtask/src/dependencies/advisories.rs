//! Which packages the RustSec database (github.com/rustsec/advisory-db) warns of. It is a folder `crates/<package>` with a
//! Markdown file an advisory, whose first block of code is TOML.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use semver::{Version, VersionReq};
use serde::Deserialize;

use super::{Objection, workspace::Package};

/// Also those that only say that nobody keeps a package any more.
pub fn check(database: &Path, packages: &[Package]) -> Result<Vec<Objection>> {
    let crates = database.join("crates");
    ensure!(crates.is_dir(), "{} is no advisory database: it has no folder `crates`", database.display());
    let mut versions = BTreeMap::<&str, Vec<&Version>>::new();
    for package in packages.iter().filter(|package| package.source.is_some()) {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let mut found = Vec::new();
    for (name, versions) in versions {
        for file in advisories_of(&crates.join(name))? {
            let text = fs::read_to_string(&file)?;
            let advisory = Advisory::read(&text).and_then(|advisory| advisory.about(&versions));
            found.extend(advisory.with_context(|| file.display().to_string())?);
        }
    }
    Ok(found)
}

fn advisories_of(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let files: std::io::Result<Vec<PathBuf>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut files = files?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "md"));
    files.sort();
    Ok(files)
}

struct Advisory {
    title: String,
    header: Header,
}

#[derive(Deserialize)]
struct Header {
    advisory: AdvisoryHead,
    #[serde(default)]
    versions: Versions,
}

#[derive(Deserialize)]
struct AdvisoryHead {
    id: String,
    package: String,
    /// The day on which it was taken back.
    withdrawn: Option<String>,
}

#[derive(Default, Deserialize)]
struct Versions {
    #[serde(default)]
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

impl Advisory {
    fn read(text: &str) -> Result<Advisory> {
        let (_, text) = text.split_once("```toml").context("no block of TOML")?;
        let (header, text) = text.split_once("\n```").context("the block of TOML does not end")?;
        let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        Ok(Advisory { title: title.to_owned(), header: toml::from_str(header)? })
    }

    fn about(&self, versions: &[&Version]) -> Result<Option<Objection>> {
        let AdvisoryHead { id, package, withdrawn } = &self.header.advisory;
        let Versions { patched, unaffected } = &self.header.versions;
        let fine = patched.iter().chain(unaffected).map(|range| Ok(VersionReq::parse(range)?)).collect::<Result<Vec<_>>>()?;
        let affected = versions.iter().filter(|version| !fine.iter().any(|range| range.matches(version)));
        let affected: Vec<String> = affected.map(|version| version.to_string()).collect();
        if withdrawn.is_some() || affected.is_empty() {
            return Ok(None);
        }
        let says = format!("{id} is about {package} {}: {}", affected.join(", "), self.title);
        Ok(Some(Objection { key: id.clone(), says }))
    }
}
