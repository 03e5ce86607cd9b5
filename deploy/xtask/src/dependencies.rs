//! The packages that others wrote: under which licence, from where, how often, and whether an advisory names them. What may
//! stay although a check says no stands in `deploy/dependencies.toml`. What goes into the product is listed in `target/sbom`.

mod advisories;
mod duplicates;
mod exceptions;
mod licences;
mod sbom;
mod sources;
mod workspace;

use std::{env, path::PathBuf};

use anyhow::{Context, Result, bail};

use self::{exceptions::Exceptions, workspace::Workspace};
use crate::root;

/// Where a checkout of the RustSec advisory database is, if `--advisories` does not say so.
const ADVISORIES: &str = "KEUKENTAFEL_ADVISORIES";
const EXCEPTIONS: &str = "deploy/dependencies.toml";

/// What a check says no to. An exception names it by its key.
#[derive(Debug)]
struct Objection {
    key: String,
    says: String,
}

/// Tells everything that is wrong, not only the first.
pub fn check(args: &[String]) -> Result<()> {
    let workspace = Workspace::here()?;
    let exceptions = Exceptions::read(&root().join(EXCEPTIONS))?;
    let mut wrong = look(&workspace, &exceptions)?;
    match advisories_folder(args)? {
        Some(folder) => {
            let found = advisories::check(&folder, &workspace.packages)?;
            wrong.extend(exceptions::unexcused(&found, &exceptions.advisory));
        }
        None => println!("   No advisories are read: give --advisories or {ADVISORIES} a checkout of the RustSec database."),
    }
    let lists = sbom::write_all(&workspace, &root().join("target/sbom"))?;
    if !wrong.is_empty() {
        bail!("{}\nWhat may stay stands in {EXCEPTIONS}, with its reason.", wrong.join("\n"));
    }
    println!("   {} packages are as {EXCEPTIONS} asks. What is in the product: {}", workspace.packages.len(), lists.join(", "));
    Ok(())
}

/// All that needs nothing from outside the checkout.
fn look(workspace: &Workspace, exceptions: &Exceptions) -> Result<Vec<String>> {
    let mut wrong = exceptions::unexcused(&sources::check(workspace), &[]);
    wrong.extend(exceptions::unexcused(&licences::check(&workspace.packages, &exceptions.licences)?, &exceptions.licence));
    wrong.extend(exceptions::unexcused(&duplicates::check(&workspace.packages), &exceptions.duplicate));
    Ok(wrong)
}

fn advisories_folder(args: &[String]) -> Result<Option<PathBuf>> {
    match args {
        [] => Ok(env::var_os(ADVISORIES).filter(|folder| !folder.is_empty()).map(PathBuf::from)),
        [flag, folder] if flag == "--advisories" => Ok(Some(folder.into())),
        _ => Err(anyhow::anyhow!("cargo xtask dependencies [--advisories <folder>]")).context("unknown options"),
    }
}

#[cfg(test)]
mod tests;
