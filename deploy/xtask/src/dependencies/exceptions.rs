//! What may stay although a check says no, each with its reason.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::Objection;

/// The file as it stands. A word that is none of these is refused.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    pub licences: Vec<String>,
    #[serde(default)]
    pub licence: Vec<Exception>,
    #[serde(default)]
    pub duplicate: Vec<Exception>,
    #[serde(default)]
    pub advisory: Vec<Exception>,
}

/// The keys of some findings, and why they may stay.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    pub of: Vec<String>,
    pub why: String,
}

impl Exceptions {
    pub fn read(file: &Path) -> Result<Exceptions> {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        Exceptions::parse(&text).with_context(|| file.display().to_string())
    }

    pub fn parse(text: &str) -> Result<Exceptions> {
        let read: Exceptions = toml::from_str(text)?;
        let mut all = read.licence.iter().chain(&read.duplicate).chain(&read.advisory);
        let silent = all.find(|exception| exception.why.trim().is_empty());
        ensure!(silent.is_none(), "an exception says no reason: {:?}", silent.map(|exception| &exception.of));
        Ok(read)
    }
}

/// What is found without an exception, and every exception without a finding.
pub fn unexcused(found: &[Objection], exceptions: &[Exception]) -> Vec<String> {
    let keys: Vec<&String> = exceptions.iter().flat_map(|exception| &exception.of).collect();
    let new = found.iter().filter(|finding| !keys.contains(&&finding.key)).map(|finding| finding.says.clone());
    let unneeded = keys.iter().filter(|key| !found.iter().any(|finding| finding.key == ***key));
    new.chain(unneeded.map(|key| format!("{key}: this exception is no longer needed"))).collect()
}
