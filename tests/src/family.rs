//! Amira's family at the Noordrand College, her mentor, and some who have nothing to do with her.

use crate::{somebody::Somebody, world::World};
use anyhow::{Context, Result};
use std::collections::BTreeSet;

pub struct Family {
    /// Where those at home read about Amira.
    pub home: String,
    pub student: String,
    /// `/leerlingen/{Amira}`
    pub file: String,
    /// `/mijn-klas/{3B}`
    pub class: String,
    pub mentor: Somebody,
    pub amira: Somebody,
    pub emine: Somebody,
    pub murat: Somebody,
    pub kemal: Somebody,
}

pub fn somebody(world: &World, key: &str) -> Result<Somebody> {
    Somebody::sign_in(world, world.person(key))
}

/// The id after this part of an address, on a page.
pub fn id_after(body: &str, part: &str) -> Result<String> {
    let id = body.split(part).skip(1).filter_map(|rest| rest.get(..36)).find(|id| id.bytes().filter(|b| *b == b'-').count() == 4);
    Ok(id.with_context(|| format!("no id after {part}"))?.to_owned())
}

impl Family {
    /// The files of the others in the class, in an order that stays.
    pub fn classmates(&self) -> Result<Vec<String>> {
        let page = self.mentor.get("/mijn-klas")?.body;
        let ids = page.split("href=\"/leerlingen/").skip(1).filter_map(|rest| rest.get(..36));
        let ids: BTreeSet<&str> = ids.filter(|id| *id != self.student).collect();
        Ok(ids.into_iter().map(|id| format!("/leerlingen/{id}")).collect())
    }

    /// Whom of Amira's family one can sign in as.
    pub fn of(world: &World) -> Result<Family> {
        let one = |key| somebody(world, key);
        let mentor = one("mevrouw-de-vries")?;
        let page = mentor.get("/mijn-klas")?.body;
        let class = format!("/mijn-klas/{}", id_after(&page, "href=\"/mijn-klas/")?);
        let at = page.find("Amira").context("Amira is in the class")?;
        let student =
            page[..at].rsplit("/leerlingen/").next().and_then(|rest| rest.get(..36)).context("a link to Amira")?.to_owned();
        let (home, file) = (format!("/thuis?kind={student}"), format!("/leerlingen/{student}"));
        let (amira, emine, murat, kemal) = (one("amira")?, one("emine")?, one("murat")?, one("kemal")?);
        Ok(Family { home, student, file, class, mentor, amira, emine, murat, kemal })
    }
}
