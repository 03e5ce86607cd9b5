//! What cargo knows of all packages that the workspace may be built from.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use semver::Version;
use serde::{Deserialize, Deserializer, de::Error};

use crate::{cargo, root};

pub struct Workspace {
    pub root: PathBuf,
    pub packages: Vec<Package>,
    /// By the id of a package, the ids of what it is built from.
    pub built_from: BTreeMap<String, Vec<String>>,
    /// SHA-256 by [`Package::key`], as `Cargo.lock` pins it.
    pub checksums: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    #[serde(deserialize_with = "version")]
    pub version: Version,
    /// As SPDX writes it, or with a slash for "or" as cargo once did.
    pub license: Option<String>,
    /// None for a folder of this machine.
    pub source: Option<String>,
    pub manifest_path: PathBuf,
    #[serde(rename = "dependencies")]
    pub requirements: Vec<Requirement>,
}

#[derive(Deserialize)]
pub struct Requirement {
    pub name: String,
    pub req: String,
    pub path: Option<PathBuf>,
}

/// By hand: semver with serde would be another semver for every build script in the workspace.
fn version<'de, D: Deserializer<'de>>(from: D) -> Result<Version, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

impl Package {
    /// One version of one name.
    pub fn key(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

impl Workspace {
    /// Fails where `Cargo.lock` is not of these manifests.
    pub fn here() -> Result<Workspace> {
        let metadata = cargo(["metadata", "--locked", "--format-version", "1"]).output().context("cargo metadata")?;
        ensure!(metadata.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&metadata.stderr));
        Workspace::read(&metadata.stdout, &fs::read_to_string(root().join("Cargo.lock"))?)
    }

    /// Of the output of `cargo metadata` and the text of `Cargo.lock`.
    pub fn read(metadata: &[u8], lock: &str) -> Result<Workspace> {
        let Metadata { workspace_root, packages, resolve } = serde_json::from_slice(metadata).context("cargo metadata")?;
        let built_from = resolve.nodes.into_iter().map(|node| {
            let built_from = node.deps.into_iter().filter(|edge| edge.dep_kinds.iter().any(|kind| !kind.is_for_tests()));
            (node.id, built_from.map(|edge| edge.pkg).collect())
        });
        let lock: Lock = toml::from_str(lock).context("Cargo.lock")?;
        let checksums = lock.package.into_iter();
        let checksums = checksums.filter_map(|locked| Some((format!("{} {}", locked.name, locked.version), locked.checksum?)));
        Ok(Workspace { root: workspace_root, packages, built_from: built_from.collect(), checksums: checksums.collect() })
    }
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    /// None, "build" or "dev".
    kind: Option<String>,
}

impl EdgeKind {
    fn is_for_tests(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}
