//! Under which licences a package may be used, read as an SPDX expression.

use anyhow::{Context, Result, ensure};

use super::{Objection, workspace::Package};

/// Packages that give no leave under what is allowed, and allowed licences that none of them needs.
pub fn check(packages: &[Package], allowed: &[String]) -> Result<Vec<Objection>> {
    let mut found = Vec::new();
    let mut needed = vec![false; allowed.len()];
    for package in packages {
        let licence = package.license.as_deref().unwrap_or("(none)");
        let permits = |without: Option<&String>| {
            let allowed = |one: &str| allowed.iter().any(|other| other == one && Some(other) != without);
            permits(licence, &allowed).with_context(|| format!("the licence of {}: {licence}", package.key()))
        };
        if package.license.is_none() || !permits(None)? {
            let says = format!("{} is under a licence that is not allowed: {licence}", package.key());
            found.push(Objection { key: format!("{} {licence}", package.name), says });
            continue;
        }
        for (needed, licence) in needed.iter_mut().zip(allowed) {
            *needed = *needed || !permits(Some(licence))?;
        }
    }
    let unneeded = allowed.iter().zip(needed).filter(|(_, needed)| !needed);
    found.extend(unneeded.map(|(licence, _)| Objection {
        key: licence.clone(),
        says: format!("{licence}: no package needs this licence any more"),
    }));
    Ok(found)
}

/// The same as SPDX writes it: cargo once had a slash for "or".
pub fn spdx(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

/// Does this expression give leave under what is allowed? `AND` binds stronger than `OR`, and `WITH` adds leave to the licence
/// before it, which then has a name of its own.
fn permits(licence: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let words = spdx(licence).replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = words.split_whitespace().rev().collect();
    let permitted = either(&mut words, allowed)?;
    ensure!(words.is_empty(), "{:?} is not understood", words.last());
    Ok(permitted)
}

/// The words that are left stand last first.
fn either(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let mut permitted = all(words, allowed)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        permitted |= all(words, allowed)?;
    }
    Ok(permitted)
}

fn all(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let mut permitted = one(words, allowed)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        permitted &= one(words, allowed)?;
    }
    Ok(permitted)
}

fn one(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> Result<bool> {
    let word = words.pop().context("it ends too soon")?;
    if word == "(" {
        let permitted = either(words, allowed)?;
        ensure!(words.pop() == Some(")"), "a bracket stays open");
        return Ok(permitted);
    }
    ensure!(![")", "OR", "AND", "WITH"].contains(&word), "{word:?} is not understood");
    if words.pop_if(|word| *word == "WITH").is_none() {
        return Ok(allowed(word));
    }
    let exception = words.pop().context("it ends too soon")?;
    Ok(allowed(word) || allowed(&format!("{word} WITH {exception}")))
}
