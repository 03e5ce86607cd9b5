//! Where code may come from: this checkout, or crates.io with its content pinned. Never a branch that somebody else can move.

use super::{
    Objection,
    workspace::{Package, Workspace},
};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub fn check(workspace: &Workspace) -> Vec<Objection> {
    let packages = workspace.packages.iter();
    let says = packages.flat_map(|package| source_refusal(workspace, package).into_iter().chain(unpinned(package)));
    says.map(|says| Objection { key: says.clone(), says }).collect()
}

fn source_refusal(workspace: &Workspace, package: &Package) -> Option<String> {
    let key = package.key();
    match &package.source {
        None if package.manifest_path.starts_with(&workspace.root) => None,
        None => Some(format!("{key} is a folder outside this checkout: {}", package.manifest_path.display())),
        Some(source) if source != CRATES_IO => Some(format!("{key} does not come from crates.io: {source}")),
        Some(_) if workspace.checksums.contains_key(&key) => None,
        Some(_) => Some(format!("{key} has no checksum in Cargo.lock")),
    }
}

/// What our own manifests ask for without saying which version.
fn unpinned(package: &Package) -> impl Iterator<Item = String> {
    let ours = package.source.is_none();
    let any = package.requirements.iter().filter(move |wanted| ours && wanted.req == "*" && wanted.path.is_none());
    any.map(|wanted| format!("{} asks for any version of {}", package.name, wanted.name))
}
